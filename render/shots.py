"""The shot list: what the camera sees. Plain data, from which frames follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Easing = Literal["linear", "in-out-sine", "in-out-quad", "in-out-cubic", "out-cubic", "in-cubic"]


@dataclass(frozen=True)
class Rect:
    """A crop rect in panel pixels, floats: left, top, width, height. Pixel centres are at .5."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Keyframe:
    """The camera is at `rect` at `time` seconds from the shot's start; `easing` leads to the next."""

    time: float
    rect: Rect
    easing: Easing = "in-out-sine"


@dataclass(frozen=True)
class Shot:
    """One panel under one continuous camera move for `frames` frames.

    `picture` names the picture in the store (by content), `start` is its first frame counted from
    its section's start (negative where it shows during the transition into the section).
    """

    picture: str
    start: int
    frames: int
    keyframes: tuple[Keyframe, ...]
