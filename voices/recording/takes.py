"""What is said in one breath, and what is known of its take."""

from __future__ import annotations

from dataclasses import dataclass

from voices.model import Mark


@dataclass(frozen=True)
class Phrase:
    """The part [first, last) of a line's text that is synthesised in one go: one take."""

    line: str
    first: int
    last: int


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a take: a stable dashed code, a sentence for a person, how bad it is."""

    code: str
    message: str
    weight: float = 1.0


@dataclass(frozen=True)
class TakeInfo:
    """A take as arranging needs it, without its samples.

    `key` names it in the store. `length` samples at `rate`; the voice is heard in [head, tail);
    marks are in samples at `rate`, their characters count from the phrase's start. `flaws` are
    those of a take that got no better by recording it again, `tries` times in all.
    """

    key: str
    rate: int
    length: int
    head: int
    tail: int
    marks: tuple[Mark, ...]
    flaws: tuple[Flaw, ...] = ()
    tries: int = 1
