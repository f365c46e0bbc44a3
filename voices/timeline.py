"""The Timeline: when every line is heard, in samples at 48 kHz from the section's start."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

GapKind = Literal[
    "lead", "tag", "sentence", "paragraph", "turn", "panel", "section", "pause", "rest"
]


@dataclass(frozen=True)
class Word:
    """A written word and when it is heard: range of its line's text, [onset, offset) in samples."""

    start: int
    end: int
    onset: int
    offset: int


@dataclass(frozen=True)
class Clip:
    """A take placed in its section.

    `take` is its key in the store, `line` the line's id, [first, last) the range of the line's
    text that it says. It is heard from `start` for `duration` samples, which are the take's after
    resampling to 48 kHz and leaving out `skip` samples of silence at its head. `gain` in dB,
    `balance` -1 (left) .. 1 (right); `effect` names a filter ("" none). `pitch` is how many
    semitones higher the take is played.
    """

    take: str
    line: str
    first: int
    last: int
    start: int
    duration: int
    skip: int
    gain: float
    words: tuple[Word, ...]
    role: Literal["narration", "dialogue"] = "narration"
    balance: float = 0.0
    effect: str = ""
    pitch: float = 0.0

    @property
    def end(self) -> int:
        return self.start + self.duration


@dataclass(frozen=True)
class Gap:
    """A pause between voices' own edges: [start, end) samples, and what it joins.

    `beat` of its samples were added because a question came before it.
    """

    kind: GapKind
    start: int
    end: int
    beat: int = 0


@dataclass(frozen=True)
class PanelSpan:
    """A panel (index in the section's, None for a card) is shown for [start, end) samples."""

    panel: int | None
    start: int
    end: int


@dataclass(frozen=True)
class SectionTimeline:
    """A section on the clock. It lasts exactly `frames` frames; clips and gaps rise in time."""

    section: str
    frames: int
    clips: tuple[Clip, ...]
    gaps: tuple[Gap, ...]
    panels: tuple[PanelSpan, ...]


@dataclass(frozen=True)
class Timeline:
    """Sections that follow each other on the global frame grid."""

    fps: Fraction
    sections: tuple[SectionTimeline, ...]

    @property
    def frames(self) -> int:
        return sum(section.frames for section in self.sections)

    def first_frames(self) -> tuple[int, ...]:
        """The global frame at which each section starts."""
        starts, frame = [], 0
        for section in self.sections:
            starts.append(frame)
            frame += section.frames
        return tuple(starts)
