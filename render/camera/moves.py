"""What the camera does within one shot: mostly little, sometimes a pan, never two things.

A shot moves for a reason: to look along a scene that is wider than the frame, to come nearer to
someone whose words weigh, to go back at an end. Else it holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from render.camera.composition import (
    Composition,
    Stage,
    blemishes,
    clear_cut,
    faces_crossed,
    fullness,
    people_crossed,
)
from render.camera.grammar import CLOSE_UP, PAN, ZOOM
from render.geometry import Floats, Rect, between, rows
from render.shots import Keyframe

Move = Literal["hold", "push in", "pull out", "pan right", "pan left", "tilt up", "tilt down"]

PANS = ("pan", "tilt")
"""How moves begin that look along a scene."""

RETURNS = 2
"""A return to the whole scene looks along it again at every so manieth sentence (by eye). It goes
by the sentence's place and not by what was panned before, so that an edit stays where it is."""

SETTLES = 3.0
"""Seconds: a shorter shot holds, since the eye is still finding its way (taught)."""

PUSHED, PULLED = 0.016, 0.013
"""Change of the crop's width a second, as a part of it: felt, not seen (measured by hand cuts)."""

MOST_PUSHED = 0.13
"""Of the crop's width, however long the shot lasts."""

ACROSS = 0.26
"""Parts of the frame that a pan leads over at least: less is a drift."""

CRUISE = 1.25
"""A pan's peak over its mean speed: it starts and lands softly, and is even in between."""

SOFT = 0.18
"""The part of a pan's time in which it starts, and in which it lands."""

STATIONS = 24
"""Stations on a pan's curve: as many as it takes to be even."""

LONG_PAN = 9.0
"""Seconds after which a look along a scene keeps the story waiting."""

PAN_WIDTHS = (0.92, 0.84, 0.78, 0.74, 0.7, 0.66, 0.6, 0.54)
"""Widths of the frame that pans across a panel, in parts of the widest: the largest first that
has some way to go."""

PAN_LEVELS = (0.5, 0.35, 0.65, 0.2, 0.8, 0.0, 1.0)
"""How high a frame slides across, in parts of the room that it has; the first where all are as
good."""

STOPS = 29
"""Places along a panel at which a pan may begin and end."""

FAR, PASSING = 0.6, 2.4
"""Frame widths from which on a pan leads far enough; what it costs to be on faces all the way."""

PASSED = 2
"""Of these in a pan, at which an edge may be on a face that it passes (by eye)."""

LEEWAY = 0.12
"""By so much less than a cut asks for may a move bring two shots together."""

SAMPLES = 7
"""Moments of a move at which its edges are looked at."""


@dataclass(frozen=True)
class Moved:
    """A shot's way: from `first` to `last`, and what the move is called."""

    first: Rect
    last: Rect
    move: Move = "hold"


@dataclass(frozen=True)
class Moment:
    """What a shot is in its panel: how long, in seconds; the `number` of the sentence that it
    begins in; whether it opens or closes the panel; whether its words `weigh` (a question, a turn,
    an exclamation); whether a look along it goes `rightward` first."""

    seconds: float
    number: int
    opens: bool = False
    closes: bool = False
    weighs: bool = False
    rightward: bool = True


def moves(run: Sequence[tuple[Composition, Moment]], stage: Stage) -> list[Moved]:
    """How each composition of a run moves while it is shown; it holds where no move is called for,
    none is clean, or the one after the cut would undo it."""
    rects = [each.rect for each, _ in run]
    beside = zip([None, *rects], [*rects[1:], None], strict=False)
    wished = [
        _wished(each, moment, stage, earlier, later)
        for (each, moment), (earlier, later) in zip(run, beside, strict=True)
    ]
    # The earlier of two yields: so what is shown after an edit does not depend on what it changed.
    found = [
        held(each.rect) if _against(later, way) else way
        for (each, _), (way, later) in zip(run[:-1], pairwise(wished), strict=True)
    ]
    return [*found, *wished[-1:]]


def held(rect: Rect) -> Moved:
    return Moved(rect, rect)


def _wished(
    each: Composition,
    moment: Moment,
    stage: Stage,
    before: Rect | None,
    after: Rect | None,
) -> Moved:
    if stage.view.still or moment.seconds < SETTLES:
        return held(each.rect)
    if _on_spread(each.rect, stage):
        return _pushed(each, moment)[0]
    ways = (
        way
        for way in _wanted(each, moment, stage)
        if _clean(way, stage, each)
        and (before is None or way.first == each.rect or clear_cut(before, way.first, LEEWAY))
        and (after is None or clear_cut(way.last, after, LEEWAY))
    )
    return next(ways, held(each.rect))


def _on_spread(rect: Rect, stage: Stage) -> bool:
    return abs(rect.w / rect.h / float(stage.view.aspect) - 1) > 0.01


def _wanted(each: Composition, moment: Moment, stage: Stage) -> list[Moved]:
    """Moves that would mean something here, the best first."""
    if moment.opens:
        return [*pans(moment.seconds, stage, rightward=moment.rightward), *_pushed(each, moment)]
    if moment.closes and each.scale not in CLOSE_UP:
        return [_pulled(each, moment)]
    if each.scale == "establishing" and moment.number % RETURNS == 0:
        return [
            *pans(moment.seconds, stage, rightward=not moment.rightward),
            *_pushed(each, moment),
        ]
    if each.scale in ("establishing", "wide") and each.target is None:
        return [_pulled(each, moment)] if moment.number % 2 else _pushed(each, moment)
    if each.target and each.target.kind == "group" and moment.seconds >= 4:
        return [*_along(each, moment, stage), *_pushed(each, moment)]
    if each.scale in CLOSE_UP and (moment.weighs or moment.seconds > 5):
        return _pushed(each, moment)
    return []


def pans(seconds: float, stage: Stage, *, rightward: bool) -> list[Moved]:
    """Looks along a panel that is longer than the frame, and over whole ones from a little nearer,
    that take no longer than a shot; the best first: far, and past few faces."""
    facts, aspect = stage.facts, float(stage.view.aspect)
    reach = PAN / CRUISE * min(seconds, LONG_PAN)
    tall = (
        facts.width - stage.most.w < facts.height - stage.most.h
        and stage.most.h < 0.72 * facts.height
    )
    found = []
    for w in (part * stage.most.w for part in PAN_WIDTHS):
        room = facts.width - w if tall else facts.height - w / aspect
        if w >= stage.least_width:
            found += [_along_line(w, part * room, reach, stage, tall) for part in PAN_LEVELS]
    ranked = sorted((each for each in found if each), key=lambda each: -each[0])
    ways = [Moved(a, b, "tilt down" if tall else "pan right") for _, (a, b) in ranked]
    back = [Moved(b, a, "tilt up" if tall else "pan left") for _, (a, b) in ranked]
    pairs = zip(ways, back, strict=True) if rightward or tall else zip(back, ways, strict=True)
    return [way for pair in pairs for way in pair]


def _along_line(
    w: float, level: float, reach: float, stage: Stage, tall: bool
) -> tuple[float, tuple[Rect, Rect]] | None:
    """The best way for a frame of a width to slide at a level (pixels from the panel's left, or
    top): how good it is, and its ends. None where every end crosses somebody."""
    h = w / float(stage.view.aspect)
    room = stage.facts.height - h if tall else stage.facts.width - w
    at = np.linspace(0, max(room, 0.0), STOPS)
    rects = [Rect(level, x, w, h) if tall else Rect(x, level, w, h) for x in at.tolist()]
    crossed = people_crossed(rows(rects), stage) > 0
    passed = np.concatenate([[0], crossed.cumsum()])
    first, last = np.triu_indices(STOPS, 1)
    far = (at[last] - at[first]) / w
    free = ~crossed[first] & ~crossed[last] & (far >= ACROSS) & (far <= reach)
    if not free.any():
        return None
    share = (passed[last + 1] - passed[first]) / (last - first + 1)
    good = np.minimum(fullness(rows(rects), stage), 1) - blemishes(rows(rects), stage)
    worth = np.minimum(far, FAR) + w / stage.most.w - PASSING * share + good[first] + good[last]
    worth = np.where(free, worth, -np.inf)
    best = int(worth.argmax())
    return float(worth[best]), (rects[first[best]], rects[last[best]])


def _way(way: Moved) -> float:
    """How far a pan leads, in frame widths."""
    a, b = way.first, way.last
    return math.hypot(b.x - a.x, b.y - a.y) / min(a.w, b.w)


def _pushed(each: Composition, moment: Moment) -> list[Moved]:
    part = min(PUSHED * moment.seconds, MOST_PUSHED)
    rect = each.rect
    if each.target and each.target.head:
        head = each.target.head
        fx, fy = head.x + head.w / 2, head.y + head.h / 2
    else:
        fx, fy = rect.x + rect.w / 2, rect.y + rect.h / 2
    near = Rect(
        rect.x + part * (fx - rect.x), rect.y + part * (fy - rect.y),
        rect.w * (1 - part), rect.h * (1 - part),
    )  # fmt: skip
    return [Moved(rect, near, "push in")]


def _pulled(each: Composition, moment: Moment) -> Moved:
    part = min(PULLED * moment.seconds, MOST_PUSHED)
    near = _pushed(each, replace(moment, seconds=part / PUSHED))[0].last
    return Moved(near, each.rect, "pull out")


def _along(each: Composition, moment: Moment, stage: Stage) -> list[Moved]:
    """A short pan along a line of people, as far as the time allows."""
    rect, target = each.rect, each.target
    reach = PAN / CRUISE * moment.seconds * rect.w
    room = min(reach, 0.34 * rect.w)
    facts = stage.facts
    left = max(0.0, rect.x - room / 2)
    right = min(facts.width - rect.w, left + room)
    if target is None or right - left < 0.2 * rect.w:
        return []
    a, b = replace(rect, x=left), replace(rect, x=right)
    ways = [Moved(a, b, "pan right"), Moved(b, a, "pan left")]
    return ways if moment.rightward else ways[::-1]


_OPPOSITE = {
    ("pan right", "pan left"), ("pan left", "pan right"), ("tilt up", "tilt down"),
    ("tilt down", "tilt up"), ("push in", "pull out"), ("pull out", "push in"),
}  # fmt: skip


def _against(way: Moved, before: Moved) -> bool:
    """Would a move undo the one before the cut?"""
    return (before.move, way.move) in _OPPOSITE


def _clean(way: Moved, stage: Stage, each: Composition) -> bool:
    """Is everything on the way sharp, and does no edge cross more faces than the crop's own?"""
    parts = np.linspace(0, 1, SAMPLES)
    rects = [between(way.first, way.last, float(part)) for part in parts]
    if min(rect.w for rect in rects) < stage.least_width * 0.999:
        return False
    crops: Floats = np.array([(r.x, r.y, r.w, r.h) for r in rects])
    crossed = people_crossed(crops, stage)
    if way.move.startswith(PANS):
        more = crossed > each.crossed + 1e-9
        return not more[0] and not more[-1] and int(more.sum()) <= PASSED
    maybe = faces_crossed(crops, stage.faint)
    return bool(crossed.max() <= each.crossed + 1e-9 and maybe.max() <= maybe.min() + 1e-9)


def keyframes(way: Moved, seconds: float) -> tuple[Keyframe, ...]:
    """The way as keyframes in seconds from the shot's first frame, within the limits of speed."""
    if way.move == "hold":
        return (Keyframe(0.0, way.first),)
    if way.move.startswith(("pan", "tilt")):
        return _cruise(way, seconds)
    # A push begins before its shot does and ends after it: no cut comes at a standstill.
    return (Keyframe(0.0, way.first, "linear"), Keyframe(seconds, way.last))


def _cruise(way: Moved, seconds: float) -> tuple[Keyframe, ...]:
    """A pan that starts softly, goes on evenly, and lands softly."""
    times = [number / STATIONS for number in range(STATIONS + 1)]
    return tuple(
        Keyframe(time * seconds, between(way.first, way.last, _gone(time)), "smooth")
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
