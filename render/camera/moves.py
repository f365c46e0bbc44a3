"""What the camera does within one shot: mostly little, sometimes a pan, never two things.

A shot moves for a reason: to look along a scene that is wider than the frame, to come nearer to
whom or what it is about, to go back for the context and at an end. A short one holds, and so does
every third sentence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from render.camera.composition import (
    NOBODY,
    Composition,
    Stage,
    blemishes,
    clear_cut,
    found_crossed,
    fullness,
    people_crossed,
    words_cut,
)
from render.camera.grammar import CLOSE_UP, PAN, SAME_FRAMING, WIDE_SCALES, ZOOM
from render.geometry import Floats, Rect, between, centre, in_common, rows, seen, seen_of
from render.shots import Keyframe

Move = Literal["hold", "push in", "pull out", "pan right", "pan left", "tilt up", "tilt down"]

PANS = ("pan", "tilt")
"""How moves begin that look along a scene."""

RETURNS = 8
"""A return to the whole scene looks along it again at every so manieth sentence (by eye). It goes
by the sentence's place and not by what was panned before, so that an edit stays where it is; in a
panel that no clean look can open, by what is panned after it."""

STILL = 3
"""Every so manieth sentence is told by shots that hold, unless its words weigh: on still art a film
that always moves is seasick, one that never does a row of slides (taught: a quarter and more hold,
half push in at most)."""

SETTLES = 3.0
"""Seconds: a shorter shot holds, since the eye is still finding its way (taught)."""

PUSHED, PULLED = 0.016, 0.013
"""Change of the crop's width a second, as a part of it: felt, not seen (measured by hand cuts)."""

GENTLER = 0.5
"""Part of a push that is made where all of it would cut somebody or lettering."""

MOST_PUSHED = 0.13
"""Of the crop's width, however long the shot lasts."""

ASIDE = ((0.5, 1.0), (0.0, 0.5), (1.0, 0.5), (0.5, 0.0), (0.0, 1.0), (1.0, 1.0))
"""Where else in a crop a push may lead, in parts of it: what lies at that side stays there."""

ACROSS = 0.17
"""Parts of the frame that a pan leads over at least: less is not felt as a move."""

CRUISE = 1.25
"""A pan's peak over its mean speed: it starts and lands softly, and is even in between."""

SOFT = 0.18
"""The part of a pan's time in which it starts, and in which it lands."""

STATIONS = 24
"""Stations on a pan's curve: as many as it takes to be even."""

LONG_PAN, QUICK_PAN = 9.0, 3.6
"""Seconds after which a look along a scene keeps the story waiting; and in which a longer shot may
look along it, and rest then, where it would else be on faces for too long."""

PAN_WIDTHS, NEARER = (1.0, 0.92, 0.86, 0.82, 0.78, 0.74), (0.68, 0.62, 0.56, 0.5)
"""Widths of the frame that pans across a panel, in parts of the widest: the largest first that
has some way to go; and those of one that looks along people, where all wider ones cut some."""

SCENE = 0.5
"""A narrower frame than this, in parts of the widest, does not say where we are: none opens with
it."""

PAN_LEVELS = (0.5, 0.35, 0.65, 0.2, 0.8, 0.0, 1.0)
"""How high a frame slides across, in parts of the room that it has; the first where all are as
good."""

STOPS = 29
"""Places along a panel at which a pan may begin and end."""

OVER = 0.6
"""The part of a panel's length that a pan looks over at the least: less is a drift."""

LANDED = 0.4
"""Seconds for which a pan rests where it lands, before the cut."""

CROSSING, PASSING, UNSEEN, TURNED = 2.0, 2.4, 1.2, 0.15
"""What it is worth to look over all of a panel; what it costs to be on faces all the way, and to
look elsewhere while something is spoken of; what the way is worth that is this panel's turn."""

PASSED, FAINT = 2.0, 0.35
"""Seconds in which an edge may be on a face that a pan passes, of one that is a fifth of the frame
high, longer on smaller ones; how much of a face may be at an edge where a pan begins or ends, of
one that counts: one in the background (by eye)."""

SOMEBODY = 0.12
"""Heads of this part of the widest frame's height are whom a picture is about: a look along it that
has none of them at its height is one along the ceiling (by eye)."""

CUT_WORDS, SLICED = 0.35, 0.4
"""How much lettering an edge may cut where a pan rests: of the smallest, one; and for what part of
its way an edge may cut more: it passes words, and does not slide along their halves."""

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


@dataclass(frozen=True)
class Moment:
    """What a shot is in its panel: how long, in seconds; the `number` of the sentence that it
    begins in; whether it opens or closes the panel; whether its words `weigh` (a question, a turn,
    an exclamation); whether a look along it goes `rightward` first; what is `meant` meanwhile;
    whether any return to the whole scene may be the look along it that the panel cannot open
    with."""

    seconds: float
    number: int
    opens: bool = False
    closes: bool = False
    weighs: bool = False
    rightward: bool = True
    meant: tuple[Meant, ...] = ()
    returns: bool = False


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
    found: list[Moved] = []
    panned = None
    for (each, moment), way in reversed([*zip(run, wished, strict=True)]):
        again = panned is not None and panned - moment.number < RETURNS
        if way.move.startswith(PANS) and moment.returns and again:
            way = held(each.rect)
        if found and _against(found[0], way):
            way = held(each.rect)
        if way.move.startswith(PANS):
            panned = moment.number
        found.insert(0, way)
    return found


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
    if stage.whole and each.scale == "establishing":  # a drawing's edges stay in its gutter
        return held(each.rect)
    if _on_spread(each.rect, stage):
        return _pushed(each, moment)[0]
    ways = (
        way
        for way in _wanted(each, moment, stage)
        if _clean(way, stage, min(moment.seconds, way.within), each.crossed)
        and (before is None or way.first == each.rect or cut_plainly(before, way.first, way))
        and (after is None or cut_plainly(way.last, after, way))
    )
    return next(ways, held(each.rect))


def cut_plainly(one: Rect, other: Rect, way: Moved) -> bool:
    """Is a cut at an end of a move still one to another framing?"""
    leeway = AFTER_PAN if way.move.startswith(PANS) else LEEWAY
    return clear_cut(one, other, leeway) and in_common(one, other) <= SAME_FRAMING


def _on_spread(rect: Rect, stage: Stage) -> bool:
    return abs(rect.w / rect.h / float(stage.view.aspect) - 1) > 0.01


def _wanted(each: Composition, moment: Moment, stage: Stage) -> list[Moved]:
    """Moves that would mean something here, the best first."""
    if moment.opens:
        looks = _looks(moment, stage, rightward=moment.rightward)
        return [*looks, *_pushed(each, moment)]
    if moment.returns and not moment.closes and each.scale == "establishing":
        looks = _looks(moment, stage, rightward=moment.rightward, narrowest=0.0)
        return [*looks, *_pushed(each, moment)] if moment.number % STILL else looks
    if moment.closes and each.scale not in CLOSE_UP:
        return _pulled(each, moment)
    if each.scale == "establishing" and moment.number % RETURNS == 0:
        looks = _looks(moment, stage, rightward=not moment.rightward)
        return [*looks, *_pulled(each, moment)]
    if moment.weighs and each.scale in CLOSE_UP:
        return _pushed(each, moment)
    if moment.number % STILL == 0:
        return []
    if each.target and each.target.kind == "group" and moment.seconds >= 4:
        return [*_along(each, moment, stage), *_pushed(each, moment)]
    if each.scale in WIDE_SCALES and not moment.meant and moment.number % 2:
        return _pulled(each, moment)
    return _pushed(each, moment)


def _looks(
    moment: Moment, stage: Stage, *, rightward: bool, narrowest: float = SCENE
) -> list[Moved]:
    return looks(
        moment.seconds, stage, rightward=rightward, meant=moment.meant, narrowest=narrowest
    )


def looks(
    seconds: float,
    stage: Stage,
    *,
    rightward: bool,
    meant: Sequence[Meant] = (),
    narrowest: float = SCENE,
) -> list[Moved]:
    """Looks along a panel for a shot of so many seconds, as `pans` has them; where none is clean
    that takes as long as the shot, quicker ones that rest where they land."""
    along = partial(pans, stage=stage, rightward=rightward, narrowest=narrowest)
    found = along(seconds, meant=meant)
    if found or seconds <= QUICK_PAN:
        return found
    sooner = [(box, part * seconds / QUICK_PAN, sure) for box, part, sure in meant]
    early = [each for each in sooner if each[1] < 1]
    return [replace(way, within=QUICK_PAN) for way in along(QUICK_PAN, meant=early)]


def pans(
    seconds: float,
    stage: Stage,
    *,
    rightward: bool,
    meant: Sequence[Meant] = (),
    narrowest: float = SCENE,
) -> list[Moved]:
    """Looks along a panel that is longer than the frame, and over whole ones from a little nearer,
    that take no longer than a shot; the best first: over most of the panel, past few faces, on what
    is `meant` when it is. No frame is narrower than `narrowest`, in parts of the widest."""
    facts = stage.facts
    tall = (
        facts.width - stage.most.w < facts.height - stage.most.h
        and stage.most.h < 0.72 * facts.height
    )
    way = (seconds, rightward, tall, stage, meant)
    nearer = [width for width in NEARER if width >= narrowest]
    found = _across(PAN_WIDTHS, *way) or _across(nearer, *way)
    return [way for _, way in sorted(found, key=lambda each: -each[0])]


def _across(
    widths: Sequence[float],
    seconds: float,
    rightward: bool,
    tall: bool,
    stage: Stage,
    meant: Sequence[Meant],
) -> list[tuple[float, Moved]]:
    """Clean looks along a panel by frames of these `widths`, in parts of the widest, each with how
    good it is."""
    facts, aspect = stage.facts, float(stage.view.aspect)
    reach = PAN / CRUISE * min(seconds - LANDED, LONG_PAN)
    found = []
    for w in (part * stage.most.w for part in widths):
        room = facts.width - w if tall else facts.height - w / aspect
        if w < stage.least_width:
            continue
        for forward in (True, False):
            name = _named(tall=tall, forward=forward)
            turned = TURNED * (forward == (rightward or tall))
            for part in PAN_LEVELS:
                line = _Line(w, part * room, tall=tall, forward=forward)
                if not _about_people(line, stage):
                    continue
                best = _along_line(line, reach, stage, meant)
                way = Moved(*best[1], name) if best else None
                if best and way and _clean(way, stage, seconds):
                    found.append((best[0] + turned, way))
    return found


def _about_people(line: _Line, stage: Stage) -> bool:
    """Has a line somebody at its height whom the picture is about, where there is anybody?"""
    heads = stage.heads[stage.heads[:, 3] >= SOMEBODY * stage.most.h]
    if line.tall or not len(heads):
        return True
    high = line.w / float(stage.view.aspect)
    level = (heads[:, 1] >= line.level) & (heads[:, 1] + heads[:, 3] <= line.level + high)
    return bool(level.any())


def _named(*, tall: bool, forward: bool) -> Move:
    if tall:
        return "tilt down" if forward else "tilt up"
    return "pan right" if forward else "pan left"


@dataclass(frozen=True)
class _Line:
    """A line along which a frame slides: its width, how far from the panel's top (or left) it is,
    in pixels, the part of the panel that it looks over at least, and which way it goes."""

    w: float
    level: float
    tall: bool
    forward: bool


def _along_line(
    line: _Line, reach: float, stage: Stage, meant: Sequence[Meant]
) -> tuple[float, tuple[Rect, Rect]] | None:
    """The best way for a frame to slide along a line: how good it is, and its ends. None where
    every end crosses somebody."""
    w, h = line.w, line.w / float(stage.view.aspect)
    length = stage.facts.height if line.tall else stage.facts.width
    side = h if line.tall else w
    at = np.linspace(0, max(length - side, 0.0), STOPS)
    rects = [
        Rect(line.level, x, w, h) if line.tall else Rect(x, line.level, w, h) for x in at.tolist()
    ]
    faces = found_crossed(rows(rects), stage)
    passed = np.concatenate([[0], (faces > 0).cumsum()])
    low, high = np.triu_indices(STOPS, 1)
    far, over = (at[high] - at[low]) / w, (at[high] - at[low] + side) / length
    ends = np.maximum(faces[low], faces[high])
    words = words_cut(rows(rects), stage)
    sliced = np.concatenate([[0], (words > CUT_WORDS).cumsum()])
    read = np.maximum(words[low], words[high]) <= CUT_WORDS
    read &= (sliced[high + 1] - sliced[low]) / (high - low + 1) <= SLICED
    free = (ends <= FAINT) & read & (far >= ACROSS) & (far <= reach) & (over >= OVER)
    if not free.any():
        return None
    first, last = (low, high) if line.forward else (high, low)
    share = (passed[high + 1] - passed[low]) / (high - low + 1)
    good = np.minimum(fullness(rows(rects), stage), 1) - blemishes(rows(rects), stage)
    worth = CROSSING * over - PASSING * (share + ends) + good[first] + good[last]
    for box, part, weight in meant:
        shown = seen_of(rows(rects), rows([box]))[:, 0]
        there = np.rint(first + part * (last - first)).astype(int)
        worth = worth - UNSEEN * weight * (1 - shown[there])
    worth = np.where(free, worth, -np.inf)
    best = int(worth.argmax())
    return float(worth[best]), (rects[first[best]], rects[last[best]])


def _way(way: Moved) -> float:
    """How far a pan leads, in frame widths."""
    a, b = way.first, way.last
    return math.hypot(b.x - a.x, b.y - a.y) / min(a.w, b.w)


def _pushed(each: Composition, moment: Moment) -> list[Moved]:
    """Nearer to whose shot it is, else to what is spoken of in it, else to its middle; to a side of
    it where the way there cuts somebody at the other."""
    part = min(PUSHED * moment.seconds, MOST_PUSHED)
    rect = each.rect
    inside = [box for box, _, sure in moment.meant if sure >= 1 and seen(box, rect) > 0.9]
    head = each.target.head if each.target else None
    places = [centre(head or next(iter(inside), rect))]
    if head is None:
        places += [(rect.x + x * rect.w, rect.y + y * rect.h) for x, y in ASIDE]
    parts = (part, GENTLER * part)
    return [Moved(rect, _nearer(rect, at, by), "push in") for by in parts for at in places]


def _nearer(rect: Rect, place: tuple[float, float], part: float) -> Rect:
    """A crop that is narrower by a part of it, and as far from a place as before, in its widths."""
    return Rect(
        rect.x + part * (place[0] - rect.x), rect.y + part * (place[1] - rect.y),
        rect.w * (1 - part), rect.h * (1 - part),
    )  # fmt: skip


def _pulled(each: Composition, moment: Moment) -> list[Moved]:
    """Back from what a push would have led to."""
    part = min(PULLED * moment.seconds, MOST_PUSHED)
    ways = _pushed(each, replace(moment, seconds=part / PUSHED))
    return [Moved(way.last, each.rect, "pull out") for way in ways]


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


def _clean(way: Moved, stage: Stage, seconds: float, own: float = 0.0) -> bool:
    """Is everything on the way sharp, and does no edge cross more faces than the `own` crop's? A
    pan may pass some, not for long."""
    parts = np.linspace(0, 1, SAMPLES)
    rects = [between(way.first, way.last, float(part)) for part in parts]
    if min(rect.w for rect in rects) < stage.least_width * 0.999:
        return False
    crops: Floats = np.array([(r.x, r.y, r.w, r.h) for r in rects])
    if way.move.startswith(PANS):  # what may be nobody is passed
        crossed = found_crossed(crops, stage)
        ends = max(crossed[0], crossed[-1]) - own
        passed = np.clip(crossed - own, 0, None).sum() / SAMPLES
        return bool(ends <= FAINT and passed * seconds <= PASSED)
    crossed, cut = people_crossed(crops, stage), words_cut(crops, stage)
    return bool(crossed.max() <= max(own + 1e-9, NOBODY) and cut.max() <= cut.min() + 1e-9)


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
