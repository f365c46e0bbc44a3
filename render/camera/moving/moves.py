"""What the camera does within one shot: mostly little, sometimes a pan, never two things.

A shot moves for a reason: to look along a scene that is wider than the frame, to come nearer to
whom or what it is about, to go back for the context and at an end. A short one holds, and so does
every third sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from render.camera.framing.composition import Composition
from render.camera.framing.stage import Stage
from render.camera.grammar import CLOSE_UP, PAN, WIDE_SCALES
from render.camera.moving.along import SCENE, looks
from render.camera.moving.drift import drifts, keeps
from render.camera.moving.way import CRUISE, PANS, Meant, Moved, clean, cut_plainly, held
from render.geometry import Rect, centre, seen

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
        if clean(way, stage, min(moment.seconds, way.within), each.crossed)
        and (before is None or way.first == each.rect or cut_plainly(before, way.first, way))
        and (after is None or cut_plainly(way.last, after, way))
    )
    return next(ways, held(each.rect))


def _on_spread(rect: Rect, stage: Stage) -> bool:
    return abs(rect.w / rect.h / float(stage.view.aspect) - 1) > 0.01


def _wanted(each: Composition, moment: Moment, stage: Stage) -> list[Moved]:
    """Moves that would mean something here, the best first."""
    if moment.opens:
        looks = _looks(moment, stage, rightward=moment.rightward)
        return [*looks, *_drifted(each, moment, stage), *_pushed(each, moment)]
    if moment.returns and not moment.closes and each.scale == "establishing":
        looks = _returning(each, moment, stage, rightward=moment.rightward, narrowest=0.0)
        looks = [*looks, *_drifted(each, moment, stage)]
        return [*looks, *_pushed(each, moment)] if moment.number % STILL else looks
    if moment.closes and each.scale not in CLOSE_UP:
        return [*_drifted(each, moment, stage), *_pulled(each, moment)]
    if each.scale == "establishing" and moment.number % RETURNS == 0:
        looks = _returning(each, moment, stage, rightward=not moment.rightward)
        return [*looks, *_drifted(each, moment, stage), *_pulled(each, moment)]
    if drifts := _drifted(each, moment, stage):
        return [*drifts, *(_pushed(each, moment) if moment.number % STILL else ())]
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


def _returning(
    each: Composition,
    moment: Moment,
    stage: Stage,
    *,
    rightward: bool,
    narrowest: float = SCENE,
) -> list[Moved]:
    """Looks along a panel that was seen before: what is spoken of now is not out of them."""
    ways = _looks(moment, stage, rightward=rightward, narrowest=narrowest)
    return [way for way in ways if keeps(way, each.rect, moment.seconds, moment.meant)]


def _drifted(each: Composition, moment: Moment, stage: Stage) -> list[Moved]:
    if each.scale != "establishing":
        return []
    return drifts(each.rect, moment.seconds, moment.meant, stage)


def _pushed(each: Composition, moment: Moment) -> list[Moved]:
    """Nearer to whose shot it is, else to what is spoken of in it, else to its middle; to a side of
    it where the way there cuts somebody at the other."""
    part = min(PUSHED * moment.seconds, MOST_PUSHED)
    rect = each.rect
    inside = [meant[0] for meant in moment.meant if _plainly_in(rect, meant)]
    head = each.target.head if each.target else None
    places = [centre(head or next(iter(inside), rect))]
    if head is None:
        places += [(rect.x + x * rect.w, rect.y + y * rect.h) for x, y in ASIDE]
    parts = (part, GENTLER * part)
    return [Moved(rect, _nearer(rect, at, by), "push in") for by in parts for at in places]


def _plainly_in(rect: Rect, meant: Meant) -> bool:
    box, _, sure = meant
    return sure >= 1 and seen(box, rect) > 0.9


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
