"""From decisions to keyframes: one continuous path for each shot, never faster than allowed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from render.camera.speed_limits import PAN, ZOOM
from render.geometry import Rect, between
from render.shots import CropPath, Keyframe

DRIFT_RATE, MOST_DRIFT = 0.005, 0.03
"""A rect that is held long is closed in on by this part a second, and at most by this part."""

PACE, MOST_LED = 0.012, 0.10
"""Shots begin and end with a move of this part of the frame a second, and at most of this."""

RUN_UP = 1.0
"""Seconds of a move that lie before a shot's first frame, so that it does not start from rest."""

SAMPLES, AT_ONCE = 30, 24
"""Moments a second at which speed is measured, and stations that are looked at together: a curve
depends on its neighbours alone."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Waypoint:
    """The camera is to be at `rect` at `time` seconds.

    `focus` is the point that matters in it, None where closing in would be careless.
    """

    time: float
    rect: Rect
    focus: Point | None


def enlivened(way: Sequence[Waypoint]) -> list[Waypoint]:
    """Where a rect is kept from one waypoint to the next, close in on what matters, slowly."""
    found = list(way[:1])
    closed = 0.0
    for before, after in pairwise(way):
        if after.rect != before.rect or after.focus is None:
            closed = 0.0
        else:
            closed = min(MOST_DRIFT, closed + DRIFT_RATE * (after.time - before.time))
        found.append(replace(after, rect=closer(after.rect, closed, after.focus)))
    return found


def led_in(rect: Rect, focus: Point | None, seconds: float, inside: Rect) -> Rect:
    """Where a shot starts that comes to `rect` in `seconds`: farther off, or nearer the middle of
    the panel where closing in would be careless."""
    part = min(MOST_LED, PACE * seconds)
    if focus is not None:
        return wider(rect, part, inside)
    middle = inside.x + inside.w / 2 - rect.x - rect.w / 2
    shift = math.copysign(min(abs(middle), part * rect.w), middle)
    return replace(rect, x=rect.x + shift)


def led_out(rect: Rect, focus: Point | None, seconds: float, inside: Rect) -> Rect:
    """Where a shot goes on to from its last `rect`: closer to what matters, or farther off."""
    part = min(MOST_LED, PACE * seconds)
    return closer(rect, part, focus) if focus is not None else wider(rect, part, inside)


def closer(rect: Rect, part: float, focus: Point | None) -> Rect:
    """`rect` made smaller by `part` about a point, which keeps its place in the frame."""
    if part <= 0 or focus is None:
        return rect
    x = min(max(focus[0], rect.x), rect.x + rect.w)
    y = min(max(focus[1], rect.y), rect.y + rect.h)
    return Rect(
        rect.x + part * (x - rect.x),
        rect.y + part * (y - rect.y),
        rect.w * (1 - part),
        rect.h * (1 - part),
    )


def keyframes(way: Sequence[Waypoint], begin: float) -> tuple[Keyframe, ...]:
    """A smooth path through all waypoints, in seconds from `begin`, within the speed limits.

    Of waypoints at one time the first counts.
    """
    rising = [*way[:1], *(after for before, after in pairwise(way) if after.time > before.time)]
    keys = tuple(Keyframe(point.time - begin, point.rect, "smooth") for point in rising)
    for _ in range(4):
        excess = fastest(keys)
        if excess <= 1.0:
            return keys
        keys = _calmer(keys, 0.97 / excess)
    return _calmer(keys, 0.0)


def fastest(keys: tuple[Keyframe, ...]) -> float:
    """The path's peak speed in parts of what is allowed: above 1 it is too fast."""
    if len(keys) < 2:
        return 0.0
    if len(keys) > AT_ONCE:
        parts = (keys[i : i + AT_ONCE] for i in range(0, len(keys) - 2, AT_ONCE - 4))
        return max(fastest(part) for part in parts)
    most = 0.0
    steps = max(2, math.ceil((keys[-1].time - keys[0].time) * SAMPLES))
    times = [keys[0].time + i * (keys[-1].time - keys[0].time) / steps for i in range(steps + 1)]
    path = CropPath(keys)
    rects = [path.at(time) for time in times]
    for (t0, a), (t1, b) in pairwise(zip(times, rects, strict=True)):
        most = max(most, speed(a, b, t1 - t0))
    return most


def speed(a: Rect, b: Rect, seconds: float) -> float:
    """Speed of a small step, pan or zoom, whichever is nearer its limit, in parts of that."""
    narrow = min(a.w, b.w)
    across = b.x + b.w / 2 - a.x - a.w / 2
    down = b.y + b.h / 2 - a.y - a.h / 2
    pan = math.hypot(across, down) / narrow / seconds / PAN
    return max(pan, abs(b.w - a.w) / narrow / seconds / ZOOM)


def _calmer(keys: tuple[Keyframe, ...], part: float) -> tuple[Keyframe, ...]:
    """The same path with every station drawn towards their mean: `part` of the way is left."""
    count = len(keys)
    mean = Rect(
        sum(key.rect.x for key in keys) / count,
        sum(key.rect.y for key in keys) / count,
        sum(key.rect.w for key in keys) / count,
        sum(key.rect.h for key in keys) / count,
    )
    return tuple(replace(key, rect=between(mean, key.rect, part)) for key in keys)


def wider(rect: Rect, part: float, inside: Rect) -> Rect:
    """`rect` grown by `part` about its centre, as far as `inside` has room."""
    grown = min(1 + part, inside.w / rect.w, inside.h / rect.h)
    w, h = rect.w * grown, rect.h * grown
    x = min(max(rect.x - (w - rect.w) / 2, inside.x), inside.x + inside.w - w)
    y = min(max(rect.y - (h - rect.h) / 2, inside.y), inside.y + inside.h - h)
    return Rect(x, y, w, h)
