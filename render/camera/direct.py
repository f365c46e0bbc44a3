"""The camera's director: from what is said, and what is drawn, to shots."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from render.camera.beats import Beat, beats, pauses
from render.camera.drawn import Drawn, drawn
from render.camera.overrides import Order, camera_order, order
from render.camera.path import Waypoint, keyframes
from render.camera.prompts.places import places
from render.camera.route import Ride, Route, Sight, Stretch, routed
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from render.shots import Keyframe, Shot
from render.shots import View as View
from story.model import Section
from story.problems import Problem
from voices.clock import nearest_frame
from voices.timeline import PanelSpan, SectionTimeline


@dataclass(frozen=True)
class MoveMemory:
    """How the last panel opened, so that the next opens otherwise."""

    move: str = ""


@dataclass(frozen=True)
class Station:
    """A view that the camera comes to for some words.

    `panel` indexes the section's; `time` in seconds from the section's start; `line` is the id of
    the line, [first, last) the range of its text, `what` says what is meant to be seen.
    """

    panel: int
    time: float
    rect: Rect
    line: str = ""
    first: int = 0
    last: int = 0
    what: str = ""


@dataclass(frozen=True)
class Direction:
    """A section's camera: shots that cover its frames, in order, and why they are as they are."""

    shots: tuple[Shot, ...]
    stations: tuple[Station, ...]
    problems: tuple[Problem, ...]
    memory: MoveMemory


@dataclass(frozen=True)
class _Panel:
    """A panel on screen from the frame `first` to `last`, with what is said over it."""

    index: int
    path: str
    drawn: Drawn
    beats: tuple[Beat, ...]
    pauses: tuple[tuple[float, float], ...]
    first: int
    last: int
    view: View


def direct(
    section: Section,
    timeline: SectionTimeline,
    pictures: Sequence[PictureFacts | None],
    view: View,
    previous: MoveMemory | None = None,
    people: Collection[str] = (),
) -> Direction:
    """Shots for every frame of `timeline` that shows a picture.

    `pictures` are the facts of the section's panels by index, None where a picture is missing:
    its span, like one that shows a card, has no shot. A cut inside a panel is two shots of one
    picture that meet; only a panel's first shot reaches back by the view's `lead_in`. `people` are
    names of the story's characters, which tell a person in a prompt from a company. The same input
    gives the same shots.
    """
    memory = previous or MoveMemory()
    shots: list[Shot] = []
    stations: list[Station] = []
    problems: list[Problem] = []
    for panel in _panels(section, timeline, pictures, view, people):
        made, sights, move, found = _shown(panel, memory.move)
        shots += made
        stations += [_station(panel.index, sight) for sight in sights]
        problems += [*found, *_enlarged(panel, made)]
        memory = MoveMemory(move)
    return Direction(tuple(shots), tuple(stations), tuple(problems), memory)


def _panels(
    section: Section,
    timeline: SectionTimeline,
    pictures: Sequence[PictureFacts | None],
    view: View,
    people: Collection[str],
) -> Iterator[_Panel]:
    said, silent = beats(section, timeline), pauses(timeline)
    speakers = {line.speaker for line in section.lines if line.kind == "speech"} | set(people)
    for span, first, last in _on_frames(timeline, view.fps):
        facts = pictures[span.panel] if span.panel is not None else None
        if facts is None or span.panel is None or last <= first:
            continue
        start, end = first / float(view.fps), last / float(view.fps)
        here = tuple(beat for beat in said if start <= beat.middle < end)
        asked = places(section.panels[span.panel].prompt)
        known = drawn(facts, asked, [beat.text for beat in here], speakers)
        path = section.panels[span.panel].path
        yield _Panel(span.panel, path, known, here, silent, first, last, view)


def _on_frames(timeline: SectionTimeline, fps: Fraction) -> list[tuple[PanelSpan, int, int]]:
    cuts = [nearest_frame(span.start, fps) for span in timeline.panels]
    ends = [*cuts[1:], timeline.frames]
    if cuts:
        cuts[0] = 0
    return list(zip(timeline.panels, cuts, ends, strict=True))


def _shown(panel: _Panel, before: str) -> tuple[list[Shot], list[Sight], str, list[Problem]]:
    """A panel's shots: the writer's orders where there are any, the director's way elsewhere."""
    shots: list[Shot] = []
    sights: list[Sight] = []
    problems: list[Problem] = []
    move = before
    for stretch, asked in _stretches(panel, problems):
        route = _ordered(stretch, asked) if asked else routed(stretch, panel.view, move)
        move = route.move
        sights += route.sights
        shots += [_shot(panel, ride, kept=bool(asked)) for ride in route.rides]
    return _led_in(shots, panel.view.lead_in, panel.view.fps), sights, move, problems


def _stretches(panel: _Panel, problems: list[Problem]) -> Iterator[tuple[Stretch, Order | None]]:
    """The panel's time cut where an order begins or ends; without orders, all of it."""
    fps = float(panel.view.fps)
    asked = [_order(panel, beat, problems) for beat in panel.beats]
    marks = [0, *(i for i in range(1, len(asked)) if asked[i] != asked[i - 1])]
    starts = [panel.first / fps, *(_before(panel, panel.beats[i]) for i in marks[1:])]
    for number, (mark, start) in enumerate(zip(marks, starts, strict=True)):
        last = number + 1 == len(marks)
        end = panel.last / fps if last else starts[number + 1]
        inside = panel.beats[mark:] if last else panel.beats[mark : marks[number + 1]]
        stretch = Stretch(panel.drawn, inside, panel.pauses, start, end)
        yield stretch, asked[mark] if asked else None


def _before(panel: _Panel, beat: Beat) -> float:
    """The last frame's start before a sentence's first word."""
    fps = panel.view.fps
    return float(int(Fraction(beat.onset) * fps) / fps)


def _order(panel: _Panel, beat: Beat, problems: list[Problem]) -> Order | None:
    said = camera_order(beat.directions)
    if said is None:
        return None
    found = order(said.value, panel.drawn.facts, panel.view)
    if found is None:
        problem = Problem(
            file=panel.path,
            row=said.row,
            code="camera-unknown",
            message=f"the camera can't do “{said.value}”.",
            advice="Write hold, push in, left to right, focus 0.7,0.4 or "
            "from [x,y,w,h] to [x,y,w,h] in the panel's pixels.",
        )
        if problem not in problems:
            problems.append(problem)
    return found


def _ordered(stretch: Stretch, asked: Order) -> Route:
    way = (Waypoint(stretch.start, asked.first, None), Waypoint(stretch.end, asked.last, None))
    sights = tuple(Sight(beat, beat.middle, asked.last, "as asked") for beat in stretch.beats)
    return Route((Ride(stretch.start, stretch.end, way),), sights, "as asked")


def _shot(panel: _Panel, ride: Ride, *, kept: bool) -> Shot:
    """A ride on whole frames; an order's way is kept however fast it is."""
    fps = panel.view.fps
    start, end = (int(Fraction(time) * fps + Fraction(1, 2)) for time in (ride.start, ride.end))
    begin = float(start / fps)
    if kept:
        keys = tuple(Keyframe(point.time - begin, point.rect) for point in ride.way)
    else:
        keys = keyframes(ride.way, begin)
    return Shot(panel.drawn.facts.key, start, end - start, keys)


def _led_in(shots: Sequence[Shot], frames: int, fps: Fraction) -> list[Shot]:
    """Shots of which the first shows early, for the transition into the panel."""
    kept = [shot for shot in shots if shot.frames > 0]
    if not kept or not frames:
        return kept
    first = kept[0]
    keys = tuple(replace(key, time=key.time + float(frames / fps)) for key in first.keyframes)
    start, length = first.start - frames, first.frames + frames
    return [Shot(first.picture, start, length, keys), *kept[1:]]


def _station(panel: int, sight: Sight) -> Station:
    beat = sight.beat
    return Station(panel, sight.time, sight.rect, beat.line, beat.first, beat.last, sight.what)


def _enlarged(panel: _Panel, shots: Sequence[Shot]) -> list[Problem]:
    view = panel.view
    shown = [key.rect for shot in shots for key in shot.keyframes]
    times = max((min(view.width / r.w, view.height / r.h) for r in shown), default=0.0)
    if not shots or times <= panel.view.enlargement * 1.01:
        return []
    facts = panel.drawn.facts
    return [
        Problem(
            file=panel.path,
            row=0,
            code="panel-enlarged",
            message=f"{facts.width}×{facts.height} pixels are shown {times:.1f} times as large.",
            advice="Give a larger picture, or choose a smaller --size.",
        )
    ]
