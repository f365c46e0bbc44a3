"""The way of a shot: where it begins and ends, within the limits of speed, past few faces."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from render.camera.framing.composition import NOBODY, clear_cut
from render.camera.framing.edges import found_crossed, people_crossed, words_cut
from render.camera.framing.stage import Stage
from render.camera.grammar import PAN, SAME_FRAMING, ZOOM
from render.geometry import Floats, Rect, between, in_common
from render.shots import Keyframe

Move = Literal[
    "hold", "push in", "pull out", "pan right", "pan left", "tilt up", "tilt down", "drift"
]

PANS = ("pan", "tilt")
"""How moves begin that look along a scene."""

DRIFT: Move = "drift"
"""The move over what the widest frame leaves out of a panel, to or from where it stands."""

CRUISE = 1.25
"""A pan's peak over its mean speed: it starts and lands softly, and is even in between."""

SOFT = 0.18
"""The part of a pan's time in which it starts, and in which it lands."""

STATIONS = 24
"""Stations on a pan's curve: as many as it takes to be even."""

LANDED = 0.4
"""Seconds for which a pan rests where it lands, before the cut."""

PASSED, FAINT = 2.0, 0.35
"""Seconds in which an edge may be on a face that a pan passes, of one that is a fifth of the frame
high, longer on smaller ones; how much of a face may be at an edge where a pan begins or ends, of
one that counts: one in the background (by eye)."""

LEEWAY, AFTER_PAN = 0.12, 0.2
"""By so much less than a cut asks for may a move bring two shots together; and a pan, whose end is
felt as a cut by itself (by eye)."""

SAMPLES = 7
"""Moments of a move at which its edges are looked at."""


@dataclass(frozen=True)
class Moved:
    """A shot's way: from `first` to `last`, what the move is called, and how many seconds it takes
    at most, after which it rests."""

    first: Rect
    last: Rect
    move: Move = "hold"
    within: float = math.inf


Meant = tuple[Rect, float, float]
"""Where something is that is spoken of, at which part of a shot's time it is, and how much it
counts that it is seen then, 0..1."""


def held(rect: Rect) -> Moved:
    return Moved(rect, rect)


def cut_plainly(one: Rect, other: Rect, way: Moved) -> bool:
    """Is a cut at an end of a move still one to another framing?"""
    leeway = AFTER_PAN if way.move.startswith(PANS) else LEEWAY
    return clear_cut(one, other, leeway) and in_common(one, other) <= SAME_FRAMING


def clean(way: Moved, stage: Stage, seconds: float, own: float = 0.0) -> bool:
    """Is everything on the way sharp, and does no edge cross more faces than the `own` crop's? A
    pan and a drift may pass some, not for long."""
    parts = np.linspace(0, 1, SAMPLES)
    rects = [between(way.first, way.last, float(part)) for part in parts]
    if min(rect.w for rect in rects) < stage.least_width * 0.999:
        return False
    crops: Floats = np.array([(r.x, r.y, r.w, r.h) for r in rects])
    if way.move.startswith(PANS):  # what may be nobody is passed
        return _passes(found_crossed(crops, stage), own, own + FAINT, seconds)
    crossed = people_crossed(crops, stage)
    least = max(own + 1e-9, NOBODY)
    if way.move == DRIFT:  # it passes words, too: it shows what the frame would have left out
        return _passes(crossed, least, least, seconds)
    cut = words_cut(crops, stage)
    return bool(crossed.max() <= least and cut.max() <= cut.min() + 1e-9)


def _passes(crossed: Floats, own: float, most: float, seconds: float) -> bool:
    """Are the faces crossed on a way, beyond its `own`, no more than passed, and no more than
    `most` at its ends?"""
    passed = np.clip(crossed - own, 0, None).mean() * seconds
    return bool(max(crossed[0], crossed[-1]) <= most and passed <= PASSED)


def keyframes(way: Moved, seconds: float) -> tuple[Keyframe, ...]:
    """The way as keyframes in seconds from the shot's first frame, within the limits of speed."""
    if way.move == "hold":
        return (Keyframe(0.0, way.first),)
    if way.move.startswith(PANS):
        return _cruise(way, min(seconds, way.within))
    # A push begins before its shot does and ends after it: no cut comes at a standstill.
    return (Keyframe(0.0, way.first, "linear"), Keyframe(seconds, way.last))


def _cruise(way: Moved, seconds: float) -> tuple[Keyframe, ...]:
    """A pan that starts softly, goes on evenly, and lands softly."""
    times = [number / STATIONS for number in range(STATIONS + 1)]
    return tuple(
        Keyframe(time * (seconds - LANDED), between(way.first, way.last, _gone(time)), "smooth")
        for time in times
    )


def _gone(time: float) -> float:
    """The part of a pan that lies behind at a part of its time."""
    if time > 0.5:
        return 1 - _gone(1 - time)
    peak = 1 / (1 - SOFT)
    if time > SOFT:
        return peak * (time - SOFT / 2)
    return peak * (time / 2 - SOFT / (2 * math.pi) * math.sin(math.pi * time / SOFT))


def speed(a: Rect, b: Rect, seconds: float) -> float:
    """Speed of a small step, pan or zoom, whichever is nearer its limit, in parts of that."""
    narrow = min(a.w, b.w)
    across = b.x + b.w / 2 - a.x - a.w / 2
    down = b.y + b.h / 2 - a.y - a.h / 2
    pan = math.hypot(across, down) / narrow / seconds / PAN
    return max(pan, abs(b.w - a.w) / narrow / seconds / ZOOM)
