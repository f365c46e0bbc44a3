"""The shot list: what the camera sees. Plain data, from which frames follow."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

LegEasing = Literal["linear", "in-out-sine", "in-out-quad", "in-out-cubic", "out-cubic", "in-cubic"]
Easing = Literal[LegEasing, "smooth"]


@dataclass(frozen=True)
class Rect:
    """A crop rect in panel pixels, floats: left, top, width, height. Pixel centres are at .5."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Keyframe:
    """The camera is at `rect` at `time` seconds from the shot's start; `easing` leads to the next.

    Legs that follow each other and are all "smooth" make one curve, at rest only at its two ends:
    the camera passes through the stations between without a stop or a jerk.
    """

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


def _in_out(power: int) -> Callable[[float], float]:
    def ease(t: float) -> float:
        return (2 * t) ** power / 2 if t < 0.5 else 1 - (2 - 2 * t) ** power / 2

    return ease


EASINGS: dict[LegEasing, Callable[[float], float]] = {
    "linear": lambda t: t,
    "in-out-sine": lambda t: (1 - math.cos(math.pi * t)) / 2,
    "in-out-quad": _in_out(2),
    "in-out-cubic": _in_out(3),
    "out-cubic": lambda t: 1 - (1 - t) ** 3,
    "in-cubic": lambda t: t**3,
}


def rect_at(shot: Shot, frame: int, fps: Fraction) -> Rect:
    """The crop rect of `frame`, counted from the shot's first; held before and after its path."""
    return rect_at_time(shot.keyframes, float(frame / fps))


def rect_at_time(keys: tuple[Keyframe, ...], time: float) -> Rect:
    """The crop rect `time` seconds into a path. It never leaves the box around its stations."""
    if time <= keys[0].time:
        return keys[0].rect
    if time >= keys[-1].time:
        return keys[-1].rect
    leg = max(i for i, key in enumerate(keys) if key.time <= time)
    here, there = keys[leg], keys[leg + 1]
    if here.easing == "smooth":
        return _curve(_run_of(keys, leg), time)
    share = EASINGS[here.easing]((time - here.time) / (there.time - here.time))
    return _between(here.rect, there.rect, share)


def _between(a: Rect, b: Rect, share: float) -> Rect:
    def mix(u: float, v: float) -> float:
        return u + (v - u) * share

    return Rect(mix(a.x, b.x), mix(a.y, b.y), mix(a.w, b.w), mix(a.h, b.h))


def _run_of(keys: tuple[Keyframe, ...], leg: int) -> tuple[Keyframe, ...]:
    """The stations of the unbroken run of smooth legs that `leg` belongs to."""
    first = last = leg
    while first > 0 and keys[first - 1].easing == "smooth":
        first -= 1
    while last + 2 < len(keys) and keys[last + 1].easing == "smooth":
        last += 1
    return keys[first : last + 2]


def _curve(keys: tuple[Keyframe, ...], time: float) -> Rect:
    times = [key.time for key in keys]
    rects = [key.rect for key in keys]
    w = monotone(times, [rect.w for rect in rects], time)
    h = monotone(times, [rect.h for rect in rects], time)
    x = monotone(times, [rect.x for rect in rects], time)
    y = monotone(times, [rect.y for rect in rects], time)
    # Left edge and width are monotone each, their sum need not be: slide back inside.
    x = min(x, max(rect.x + rect.w for rect in rects) - w)
    y = min(y, max(rect.y + rect.h for rect in rects) - h)
    return Rect(x, y, w, h)


def monotone(times: list[float], values: list[float], time: float) -> float:
    """Monotone cubic Hermite curve (Fritsch and Butland's slopes), at rest at both ends."""
    leg = max(i for i, start in enumerate(times[:-1]) if start <= time)
    span = times[leg + 1] - times[leg]
    t = (time - times[leg]) / span
    rise = values[leg + 1] - values[leg]
    m0, m1 = _slope(times, values, leg) * span, _slope(times, values, leg + 1) * span
    return values[leg] + t * (m0 + t * (3 * rise - 2 * m0 - m1 + t * (m0 + m1 - 2 * rise)))


def _slope(times: list[float], values: list[float], i: int) -> float:
    """Slope at station `i`: 0 at ends and turning points, else a harmonic mean of its legs'."""
    if i in (0, len(times) - 1):
        return 0.0
    before, after = times[i] - times[i - 1], times[i + 1] - times[i]
    d0, d1 = (values[i] - values[i - 1]) / before, (values[i + 1] - values[i]) / after
    if d0 * d1 <= 0:
        return 0.0
    w0, w1 = 2 * after + before, after + 2 * before
    return (w0 + w1) / (w0 / d0 + w1 / d1)
