"""What is said in one breath, and what is known of its take."""

from __future__ import annotations

from dataclasses import dataclass

from voices.engine import Mark


@dataclass(frozen=True)
class Phrase:
    """The part [first, last) of a line's text that is synthesised in one go: one take."""

    line: str
    first: int
    last: int


@dataclass(frozen=True)
class TakeInfo:
    """A take as arranging needs it, without its samples.

    `key` names it in the store. `length` samples at `rate`; the voice is heard in [head, tail);
    marks are in samples at `rate`, their characters count from the phrase's start.
    """

    key: str
    rate: int
    length: int
    head: int
    tail: int
    marks: tuple[Mark, ...]
