"""The camera's way over one panel: openings weighed, sentences followed, shots laid out."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from render.camera.beats import Beat
from render.camera.drawn import Aim, Drawn
from render.camera.first_look import ALL, Opening, openings, seen_share_of, sweep_seconds
from render.camera.framing import Framing, coverage, framing, framing_on_spread, own_view
from render.camera.match import all_aims
from render.camera.nudge import Halt, nudged
from render.camera.path import RUN_UP, Waypoint, enlivened, led_in, led_out
from render.camera.plan import SHORTEST_SHOT, Step, Stop, Ways, plan, ways
from render.camera.vision.facts import PictureFacts
from render.geometry import Floats, Rect, between, centre, seen
from render.shots import View

FIRST_IS_WHOLE, VAGUE_IS_WHOLE = 0.04, 0.30
"""What showing the whole is worth under a panel's first sentence, and under one that speaks of
nothing that is drawn."""

AGAIN = 0.30
"""What it costs to open a panel with the move that opened the one before."""

SOON, UNSEEN = 15.0, 8.0
"""Seconds in which a panel should have been seen, and what each part of it that was not costs."""

HURRIED, SPARE = 0.1, 4.0
"""The part of that cost that is left where a panel is shown for so many seconds less."""

LAST_LOOK = 0.5
"""What it is worth, where a panel did not open wide, to show all of it after its last words."""

CLOSE_OPENINGS, FORESEEN = 3, 12
"""Openings on what is said first that are tried, and sentences by which openings are compared."""

SETTLE, ARRIVE = 0.35, 0.5
"""Seconds from the end of a move to a cut, and from a cut to the middle of its sentence."""


@dataclass(frozen=True)
class Stretch:
    """A panel on screen for [start, end) seconds of a section, and what is said meanwhile."""

    panel: Drawn
    beats: tuple[Beat, ...]
    pauses: tuple[tuple[float, float], ...]
    start: float
    end: float

    @property
    def facts(self) -> PictureFacts:
        return self.panel.facts


@dataclass(frozen=True)
class Ride:
    """One shot's way: on screen for [start, end) seconds, through waypoints that may reach past."""

    start: float
    end: float
    way: tuple[Waypoint, ...]


@dataclass(frozen=True)
class Sight:
    """What a sentence is shown by: rect at `time`, and what is meant to be seen in it."""

    beat: Beat
    time: float
    rect: Rect
    what: str


@dataclass(frozen=True)
class Route:
    """Rides that cover a stretch in order; `move` names how it opened."""

    rides: tuple[Ride, ...]
    sights: tuple[Sight, ...]
    move: str


@dataclass(frozen=True)
class _Choice:
    worth: float
    opening: Opening
    steps: tuple[Step, ...]
    swept: int


def routed(stretch: Stretch, view: View, before: str) -> Route:
    """The best way over a stretch; `before` names the move that opened the panel before."""
    facts = stretch.facts
    found = all_aims(stretch.beats, stretch.panel)
    firsts = openings(facts, view, stretch.end - stretch.start)
    if firsts[0].move == "spread":
        return _on_spread(stretch, found, view)
    candidates = framing(facts, view, [aim for some in found for aim in some])
    values = [_value(candidates, some, facts, first=not i) for i, some in enumerate(found)]
    if view.still:
        return _held(stretch, found, _best_wide(candidates, values), "still")
    firsts = (*firsts, *_close(candidates, values, stretch))
    among = ways(candidates)
    soon = replace(stretch, beats=stretch.beats[:FORESEEN])
    choices = [_choice(way, soon, candidates, values, among, view, before) for way in firsts]
    best = max(choices, key=lambda choice: choice.worth)
    if len(stretch.beats) > FORESEEN:
        best = _choice(best.opening, stretch, candidates, values, among, view, before)
    return _laid_out(best, stretch, candidates, found, view)


def _on_spread(stretch: Stretch, found: Sequence[tuple[Aim, ...]], view: View) -> Route:
    """A slow drift in the panel, whose frame on the spread stands still."""
    facts = stretch.facts
    if view.still or stretch.end - stretch.start < SHORTEST_SHOT:
        return _held(stretch, found, facts.whole, "spread")
    candidates, own = framing_on_spread(facts), replace(own_view(facts), fps=view.fps)
    values = [coverage(candidates, some, facts) - candidates.care for some in found]
    opening = Opening(facts.whole, facts.whole, 0.0, "spread")
    best = _choice(opening, stretch, candidates, values, ways(candidates), own, "")
    return _laid_out(best, stretch, candidates, found, own)


def _value(candidates: Framing, some: Sequence[Aim], facts: PictureFacts, *, first: bool) -> Floats:
    vague = sum(aim.weight for aim in some if not aim.meant)
    whole = VAGUE_IS_WHOLE * vague + (FIRST_IS_WHOLE if first else 0.0)
    shown: Floats = coverage(candidates, some, facts) - candidates.care
    return shown + np.where(candidates.wide, whole, 0.0)


def _close(candidates: Framing, values: Sequence[Floats], stretch: Stretch) -> list[Opening]:
    """Openings on what the first sentence speaks of, in the places where it is best seen."""
    if not values:
        return []
    tried = np.where(candidates.wide, -np.inf, values[0])
    best = np.argsort(-tried, kind="stable")[:CLOSE_OPENINGS]
    rects = [candidates.rect(int(index)) for index in best]
    return [
        Opening(rect, rect, 0.0, f"close {round(4 * rect.x / stretch.facts.width)}")
        for rect in rects
    ]


def _best_wide(candidates: Framing, values: Sequence[Floats]) -> Rect:
    total = np.sum([*values, np.where(candidates.wide, 0.0, -np.inf)], axis=0)
    return candidates.rect(int(total.argmax()))


def _choice(
    way: Opening,
    stretch: Stretch,
    candidates: Framing,
    values: Sequence[Floats],
    among: Ways,
    view: View,
    before: str,
) -> _Choice:
    begin = stretch.start + way.seconds
    swept = sum(beat.middle < begin + 0.1 for beat in stretch.beats)
    stops = [
        _stop(stretch, number, values[number], begin, view.fps)
        for number in range(swept, len(stretch.beats))
    ]
    look = _last_look(way, stretch, candidates, view)
    run_up = 0.0 if way.seconds else RUN_UP
    start = _nearest(candidates, way.last)
    worth, steps = plan(among, [*stops, *look], start, begin - run_up, stretch.start)
    if look:
        worth -= sum(
            LAST_LOOK * float(near[step.index])
            for near, step in zip(_ends(candidates), steps[-2:], strict=True)
        )
    for number in range(swept):
        at = _swept_rect(way, stretch.beats[number].middle - stretch.start)
        worth += float(values[number][_nearest(candidates, at)])
    worth -= AGAIN * (way.move == before) + UNSEEN * _unseen(way, steps, stretch, candidates)
    return _Choice(worth, way, tuple(steps), swept)


def _last_look(way: Opening, stretch: Stretch, candidates: Framing, view: View) -> list[Stop]:
    """Two stops past the last sentence's middle that show one end of the panel, then the other:
    where it did not open wide, and all of it should be seen before it goes."""
    if not stretch.beats or seen_share_of(stretch.facts, [way.first, way.last]) >= ALL:
        return []
    needed = sweep_seconds(stretch.facts, view) + ARRIVE
    end = min(stretch.end, stretch.start + SOON)
    earliest = max(stretch.beats[-1].middle + SETTLE, stretch.start + SHORTEST_SHOT)
    cut = _last_pause(stretch.pauses, earliest, end - max(needed, SHORTEST_SHOT), view.fps)
    if cut is None:
        return []
    first, last = (LAST_LOOK * near - candidates.care for near in _ends(candidates))
    return [Stop(cut + ARRIVE, first, cut), Stop(cut + needed + ARRIVE, last)]


def _ends(candidates: Framing) -> tuple[Floats, Floats]:
    """How near each of the widest candidates is to the one end of the panel and to the other."""
    along = candidates.crops[:, 0] + candidates.crops[:, 1]
    along = along - along[candidates.wide].min()
    part = along / max(float(along[candidates.wide].max()), 1e-9)
    return np.where(candidates.wide, 1 - part, 0.0), np.where(candidates.wide, part, 0.0)


def _last_pause(
    pauses: Sequence[tuple[float, float]], earliest: float, latest: float, fps: Fraction
) -> float | None:
    """The start of a frame in the last pause between two times, None where there is none."""
    near = pauses[max(0, bisect_left(pauses, (earliest,)) - 1) : bisect_left(pauses, (latest,))]
    found = [_frame_in(max(start, earliest), min(stop, latest), fps) for start, stop in near]
    frames = [frame for frame in found if frame is not None]
    return float(frames[-1] / fps) if frames else None


def _unseen(way: Opening, steps: Sequence[Step], stretch: Stretch, candidates: Framing) -> float:
    """The part of the panel that is missing, of what should be seen soon; much less where it is
    not shown for so long."""
    time = min(1.0, max(HURRIED, 1 - (SOON - stretch.end + stretch.start) / SPARE))
    soon = [step.index for step in steps if step.time <= stretch.start + SOON]
    rects = [way.first, way.last, *(candidates.rect(index) for index in soon)]
    return time * max(0.0, ALL - seen_share_of(stretch.facts, rects))


def _swept_rect(way: Opening, seconds: float) -> Rect:
    part = min(max(seconds / max(way.seconds, 1e-6), 0.0), 1.0)
    return between(way.first, way.last, part)


def _nearest(candidates: Framing, rect: Rect) -> int:
    wanted = np.array([rect.x, rect.y, rect.w, rect.h])
    return int(np.abs(candidates.crops - wanted).sum(axis=1).argmin())


def _stop(stretch: Stretch, number: int, value: Floats, begin: float, fps: Fraction) -> Stop:
    beat = stretch.beats[number]
    earliest = stretch.beats[number - 1].middle if number else begin
    ripe = max(max(earliest, begin) + SETTLE, stretch.start + SHORTEST_SHOT)
    cut = _cut_time(stretch.pauses, ripe, beat, fps)
    return Stop(beat.middle, value, cut, beat.paragraph)


def _cut_time(
    pauses: Sequence[tuple[float, float]], earliest: float, beat: Beat, fps: Fraction
) -> float | None:
    """A frame's start in a pause before the middle of a sentence: before its first word if it
    can be, else in the longest pause inside it."""
    latest = beat.middle - ARRIVE
    near = pauses[max(0, bisect_left(pauses, (earliest,)) - 1) : bisect_left(pauses, (latest,))]
    found = [
        (abs(stop - beat.onset) > 0.02, start - stop, frame)
        for start, stop in near
        if (frame := _frame_in(max(start, earliest), min(stop, latest), fps)) is not None
    ]
    return float(min(found)[2] / fps) if found else None


def _frame_in(start: float, stop: float, fps: Fraction) -> int | None:
    """The last frame that starts in [start, stop], not less than a tenth before it where it can."""
    first, last = math.ceil(start * float(fps)), math.floor(stop * float(fps))
    if first > last:
        return None
    return max(first, last - round(float(fps) * 0.1))


def _held(stretch: Stretch, found: Sequence[tuple[Aim, ...]], rect: Rect, move: str) -> Route:
    way = (Waypoint(stretch.start, rect, None),)
    sights = tuple(
        Sight(beat, beat.middle, rect, some[0].what)
        for beat, some in zip(stretch.beats, found, strict=True)
    )
    return Route((Ride(stretch.start, stretch.end, way),), sights, move)


def _laid_out(
    choice: _Choice,
    stretch: Stretch,
    candidates: Framing,
    found: Sequence[tuple[Aim, ...]],
    view: View,
) -> Route:
    opening, begin = choice.opening, stretch.start + choice.opening.seconds
    way = [Waypoint(stretch.start - (0.0 if opening.seconds else RUN_UP), opening.first, None)]
    if choice.opening.seconds:
        way.append(Waypoint(begin, opening.last, None))
    rides: list[Ride] = []
    since = stretch.start
    sights = [
        _swept_sight(beat, some, _swept_rect(opening, beat.middle - stretch.start))
        for beat, some in zip(stretch.beats[: choice.swept], found, strict=False)
    ]
    crops = _careful(choice, way[-1].time, candidates, found, stretch.facts)
    for number, (step, rect) in enumerate(zip(choice.steps, crops, strict=True), choice.swept):
        told = number < len(stretch.beats)
        focus = _focus(_shown(found[number], rect), stretch.facts) if told else None
        point = Waypoint(step.time, rect, focus)
        if step.cut is not None:
            rides.append(_ride(since, step.cut, way, view, stretch.facts))
            since = step.cut
            come = led_in(rect, point.focus, step.time - step.cut + RUN_UP, stretch.facts.whole)
            way = [Waypoint(step.cut - RUN_UP, come, None)]
        way.append(point)
        if told:
            what = _shown(found[number], rect).what
            sights.append(Sight(stretch.beats[number], step.time, rect, what))
    rides.append(_ride(since, stretch.end, way, view, stretch.facts))
    return Route(tuple(rides), tuple(sights), opening.move)


def _careful(
    choice: _Choice,
    begin: float,
    candidates: Framing,
    found: Sequence[tuple[Aim, ...]],
    facts: PictureFacts,
) -> list[Rect]:
    """The crops of a choice's steps, each shifted a little to where its edges cut least."""
    halts = [Halt(begin, choice.opening.last, cut=False, kept=True)]
    for number, step in enumerate(choice.steps, choice.swept):
        told = number < len(found)
        rect, wide = candidates.rect(step.index), bool(candidates.wide[step.index])
        kept = wide or not told
        aims = found[number] if told else ()
        halts.append(Halt(step.time, rect, step.cut is not None, kept, aims))
    return nudged(halts, facts)[1:]


def _swept_sight(beat: Beat, some: Sequence[Aim], rect: Rect) -> Sight:
    return Sight(beat, beat.middle, rect, _shown(some, rect).what)


def _ride(
    start: float, end: float, way: Sequence[Waypoint], view: View, facts: PictureFacts
) -> Ride:
    """A shot that goes on moving past its end, so that no cut comes at a standstill."""
    *_, last = lively = enlivened(way)
    goes_on = max(end, last.time) + RUN_UP - last.time
    rect = led_out(last.rect, last.focus, goes_on, facts.whole)
    if rect.w < view.width / view.enlargement:
        rect = led_out(last.rect, None, goes_on, facts.whole)
    return Ride(start, end, (*lively, Waypoint(last.time + goes_on, rect, last.focus)))


def _shown(some: Sequence[Aim], rect: Rect) -> Aim:
    """The likeliest aim that a rect shows, the likeliest of all where it shows none."""
    return next((aim for aim in some if seen(aim.box, rect) > 0.8), some[0])


def _focus(aim: Aim, facts: PictureFacts) -> tuple[float, float] | None:
    """Where to close in on; None on lettering, which is often misspelt."""
    lettered = any(seen(region.box, aim.boxes[0]) > 0.5 for region in facts.of("lettering"))
    return None if lettered else centre(aim.boxes[0])
