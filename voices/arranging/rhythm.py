"""How long pauses are, by what they join. Seconds between the voices' own edges."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace

_ASKS = ("?", "？", "؟")


@dataclass(frozen=True)
class PauseRange:
    """A range of seconds from which a pause is taken."""

    low: float
    high: float

    def at(self, part: float) -> float:
        """The length at `part` (0..1) of the way from the shortest to the longest."""
        return self.low + (self.high - self.low) * part


@dataclass(frozen=True)
class Rhythm:
    """The pauses of a reading. A voice fades for up to 40 ms into each, so that the shortest begin
    that much above what is to be heard.

    `tag` joins parts of one sentence: a quotation and its tag, or two clauses. `turn` is a
    paragraph at which the speaker changes. `panel` parts two panels, or two sections: of the
    latter, the last `lead` seconds belong to the section that follows. `beat` is added after a
    question. `opening` comes before an episode's first word, `closing` after its last. `silent`
    is how long a section is shown in which nobody speaks, `opening_card` where it opens an
    episode and has no picture.
    """

    tag: PauseRange = PauseRange(0.12, 0.22)
    sentence: PauseRange = PauseRange(0.33, 0.50)
    paragraph: PauseRange = PauseRange(0.62, 0.90)
    turn: PauseRange = PauseRange(0.70, 1.00)
    panel: PauseRange = PauseRange(0.95, 1.40)
    beat: float = 0.12
    lead: float = 0.40
    opening: float = 1.35
    closing: float = 2.00
    silent: float = 4.00
    opening_card: float = 0.90


def paced(rhythm: Rhythm, pace: float) -> Rhythm:
    """The rhythm of a reading `pace` times as fast. What is looked at rather than heard stays."""
    changed: dict[str, PauseRange | float] = {}
    for each in fields(rhythm):
        value = getattr(rhythm, each.name)
        if isinstance(value, PauseRange):
            changed[each.name] = PauseRange(value.low / pace, value.high / pace)
        elif each.name in {"beat", "lead"}:
            changed[each.name] = value / pace
    return replace(rhythm, **changed)  # type: ignore[arg-type]


def sway(*content: str) -> float:
    """A number in 0..1 that only the content decides, so that pauses vary and yet repeat."""
    digest = hashlib.blake2b("\0".join(content).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 0xFFFF_FFFF


def breath(characters: int) -> float:
    """0..1: how much of a breath a reader needs after saying that many characters."""
    return min(1.0, characters / 180)


def asks(text: str) -> bool:
    """Whether what is said ends with a question."""
    return text.rstrip("'\"’”»)]").endswith(_ASKS)


def pause(span: PauseRange, characters: int, *content: str) -> float:
    """Seconds within `span`: what was just said decides two thirds, chance the rest.

    So short replies follow each other quickly, and a long passage is left to sink in.
    """
    return span.at((2 * breath(characters) + sway(*content)) / 3)
