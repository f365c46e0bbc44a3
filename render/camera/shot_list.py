"""The shot list of a section: its shots, why each is as it is, and what lies over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from render.camera.grammar import Scale
from render.geometry import Rect
from render.shots import Flourish, Shot
from story.problems import Problem


@dataclass(frozen=True)
class ShotNote:
    """Why a shot is as it is.

    `panel` indexes the section's; `subject` says what is shown, `reason` what calls for it, `move`
    what the camera does meanwhile. `sure`, 0..1, is the chance that it shows whom it is said to;
    `unread` is lettering in it that is not spelt as the picture's prompt has it. `recalled`: the
    panel is not the one that is on screen before it and after it.
    """

    panel: int
    scale: Scale
    subject: str
    reason: str
    move: str
    sure: float = 1.0
    unread: str = ""
    recalled: bool = False


@dataclass(frozen=True)
class Inset:
    """A shot in a rect of the canvas (pixels) over others, and a note on it as on any."""

    shot: Shot
    rect: Rect
    note: ShotNote


@dataclass(frozen=True)
class ShotPlan:
    """A section's camera: shots that cover its frames, in order, and beside them a note on each;
    `insets` lie over them, `flourishes` happen to them."""

    shots: tuple[Shot, ...]
    notes: tuple[ShotNote, ...]
    problems: tuple[Problem, ...]
    insets: tuple[Inset, ...] = ()
    flourishes: tuple[Flourish, ...] = ()


Noted = tuple[Shot, ShotNote]


def lengths(shots: Sequence[Noted], count: int) -> tuple[int, ...]:
    """In frames, of the first `count` shots."""
    return tuple(shot.frames for shot, _ in shots[:count])
