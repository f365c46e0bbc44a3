"""Lettering as it is asked for, and as it is made: overlays, and the signs that they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from render.geometry import Rect
from render.lettering.signs.signs import NARRATION, Sign
from render.shots import Overlay
from render.typography.palette import speaker_tint
from render.typography.type import Colour
from story.language.base import NEVER
from story.problems import Problem


@dataclass(frozen=True)
class LetterStyle:
    """What is lettered. `names`: who speaks, when they first do so in an episode.

    `speakers` are all of the story in the order of the cast, for their colours; `labels` what to
    show instead of a speaker's name; `unnamed` are those whom the story has no name for ("one
    executive"). `fonts` for characters that the bundled ones don't have. `written` finds in an
    image prompt what it wants to be read in the picture, as the story's language says it.
    """

    names: bool = True
    kind: LetterKind = "none"
    speakers: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[Path, ...] = ()
    unnamed: frozenset[str] = frozenset()
    written: re.Pattern[str] = NEVER


@dataclass(frozen=True)
class Area:
    """A part of the canvas that lettering takes in frames [first, last); `owner` is who speaks."""

    box: Rect
    first: int
    last: int
    owner: str = ""


def taken_in(areas: Iterable[Area], first: int, last: int) -> tuple[Rect, ...]:
    """What is taken at any time in frames [first, last)."""
    return tuple(each.box for each in areas if each.first < last and first < each.last)


@dataclass(frozen=True)
class Lettered:
    """Overlays of a scene, and the signs that their pictures are drawn from, one for each."""

    overlays: tuple[Overlay, ...] = ()
    signs: tuple[Sign, ...] = ()
    problems: tuple[Problem, ...] = ()
    areas: tuple[Area, ...] = ()

    def __add__(self, other: Lettered) -> Lettered:
        return Lettered(
            self.overlays + other.overlays,
            self.signs + other.signs,
            tuple(dict.fromkeys(self.problems + other.problems)),
            self.areas + other.areas,
        )


def tint_of(speaker: str, style: LetterStyle) -> Colour:
    """The colour of a speaker: their own through the whole story, the narrator's for others."""
    return speaker_tint(speaker, style.speakers) or NARRATION


LetterKind = Literal["none", "balloons", "captions", "karaoke"]
