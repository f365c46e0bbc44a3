"""Caption cues as data, and the rules that they keep to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from render.captions.words import CaptionWord
from story.model import NARRATOR

_ARTICLES = {"A", "AN", "ONE", "THE"}

CueKind = Literal["speech", "sound", "description", "board"]
"""A "description" is spoken, a "board" shown and not said: captions have neither."""


@dataclass(frozen=True)
class CaptionRules:
    """What captions keep to. Times in seconds, lengths in characters.

    `speed` is characters a second (17 for children). `gap` is in frames. `hold`: how long a cue
    may stay after its last word. `labels` shortens names in labels; `narrator` is the narrator's
    label where the voice comes back to him ("" gives a bare ">>").
    """

    columns: int = 42
    rows: int = 2
    speed: float = 20.0
    shortest: float = 5 / 6
    longest: float = 7.0
    gap: int = 2
    hold: float = 0.6
    speakers: bool = True
    sounds: bool = True
    narrator: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def for_children(self) -> CaptionRules:
        """The same rules at the reading speed of children."""
        return replace(self, speed=17.0)


@dataclass(frozen=True)
class NonSpeechSound:
    """Something heard that is not said, such as "music": [start, end) samples of the episode."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Cue:
    """What is shown over [start, end), in samples at 48 kHz from the episode's first frame.

    `lines` are one or two rows of the author's text, `label` (">> ALICE:") what a format without
    speakers puts before the first. `words` have their own times; `section` indexes the sections.
    `top`: formats with places show it at the top, as it would hide something at the bottom.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = NARRATOR
    label: str = ""
    words: tuple[CaptionWord, ...] = ()
    section: int = 0
    kind: CueKind = "speech"
    paragraph: bool = False
    top: bool = False

    @property
    def captioned(self) -> bool:
        """Whether captions show it."""
        return self.kind in ("speech", "sound")

    @property
    def text(self) -> str:
        """The text in one line."""
        return " ".join(self.lines)

    @property
    def rows(self) -> tuple[str, ...]:
        """The lines as shown where a label is needed."""
        if not self.label:
            return self.lines
        return (f"{self.label} {self.lines[0]}".strip(), *self.lines[1:])


def renamed(cues: Iterable[Cue], names: Mapping[str, str]) -> tuple[Cue, ...]:
    """The cues with each speaker's name as it is shown; `names` maps speakers to that."""
    return tuple(replace(cue, speaker=names.get(cue.speaker, cue.speaker)) for cue in cues)


def caption_labels(speaker: str, rules: CaptionRules) -> tuple[str, ...]:
    """What may stand before a cue where `speaker` takes over, from the fullest to the shortest.

    For "the lead engineer": ">> LEAD ENGINEER:", ">> ENGINEER:".
    """
    name = rules.narrator if speaker == NARRATOR else rules.labels.get(speaker, speaker)
    words = name.upper().split()
    if not words:
        return (">>",)
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    room = rules.columns // 2
    names = [" ".join(words[-count:]) for count in range(len(words), 0, -1)]
    short = [name for name in names if len(name) <= room] or [name[:room] for name in names[-1:]]
    return tuple(f">> {name}:" for name in dict.fromkeys(short[:1] + short[-1:]))
