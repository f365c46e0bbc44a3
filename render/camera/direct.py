"""The camera's director: from what is said, and what is drawn, to shots."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from render.camera.beats import Beat, beats, pauses
from render.camera.blocks import Span, planned
from render.camera.candidates import compositions
from render.camera.choice import Pick, material
from render.camera.composition import Composition, Stage, stage_of
from render.camera.cut_points import cut_points
from render.camera.drawn import Drawn, drawn
from render.camera.grammar import Scale
from render.camera.moves import Moment, keyframes, moves
from render.camera.overrides import Order, camera_order, order
from render.camera.prompts.places import places
from render.camera.targets import Target, panel_targets
from render.camera.told import told_of
from render.camera.vision.facts import PictureFacts
from render.shots import Keyframe, Shot, View
from story.model import Section
from story.problems import Problem
from voices.clock import nearest_frame
from voices.timeline import PanelSpan, SectionTimeline

SHORTEST_PANEL = 3.2
"""Seconds: a panel that is shown for less is one shot of all that a frame can show."""


@dataclass(frozen=True)
class MoveMemory:
    """How the last panel opened, so that the next opens otherwise."""

    move: str = ""


@dataclass(frozen=True)
class ShotNote:
    """Why a shot is as it is.

    `panel` indexes the section's; `subject` says what is shown, `reason` what calls for it, `move`
    what the camera does meanwhile.
    """

    panel: int
    scale: Scale
    subject: str
    reason: str
    move: str


@dataclass(frozen=True)
class ShotPlan:
    """A section's camera: shots that cover its frames, in order; a note for each that the planner
    made."""

    shots: tuple[Shot, ...]
    notes: tuple[ShotNote, ...]
    problems: tuple[Problem, ...]
    memory: MoveMemory


_Noted = tuple[Shot, ShotNote]


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
    people: frozenset[str]


def direct(
    section: Section,
    timeline: SectionTimeline,
    pictures: Sequence[PictureFacts | None],
    view: View,
    previous: MoveMemory | None = None,
    people: Collection[str] = (),
) -> ShotPlan:
    """Shots for every frame of `timeline` that shows a picture.

    `pictures` are the facts of the section's panels by index, None where a picture is missing:
    its span, like one that shows a card, has no shot. A cut inside a panel is two shots of one
    picture that meet; only a panel's first shot reaches back by the view's `lead_in`. `people` are
    names of the story's characters, which tell a person in a prompt from a company. The same input
    gives the same shots, and no section knows of another.
    """
    made: list[_Noted] = []
    problems: list[Problem] = []
    for panel in _panels(section, timeline, pictures, view, people):
        here = _led_in(_shown(panel, problems), view.lead_in, view.fps)
        made += here
        problems += _enlarged(panel, [shot for shot, _ in here])
    shots, notes = tuple(shot for shot, _ in made), tuple(note for _, note in made)
    return ShotPlan(shots, notes, tuple(problems), previous or MoveMemory())


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
        known = drawn(facts, asked, speakers)
        path = section.panels[span.panel].path
        yield _Panel(span.panel, path, known, here, silent, first, last, view, frozenset(people))


def _on_frames(timeline: SectionTimeline, fps: Fraction) -> list[tuple[PanelSpan, int, int]]:
    cuts = [nearest_frame(span.start, fps) for span in timeline.panels]
    ends = [*cuts[1:], timeline.frames]
    if cuts:
        cuts[0] = 0
    return list(zip(timeline.panels, cuts, ends, strict=True))


def _shown(panel: _Panel, problems: list[Problem]) -> list[_Noted]:
    """A panel's shots: the writer's orders where there are any, the planner's elsewhere."""
    targets = tuple(dict.fromkeys(panel_targets(panel.drawn)))
    stage = stage_of(panel.drawn.facts, targets, panel.view)
    told = told_of(panel.beats, panel.drawn, targets, panel.people)
    points = cut_points(panel.beats, [each.mentions for each in told], panel.pauses, panel.view.fps)
    made: list[_Noted] = []
    for span, asked in _spans(Span(panel.first, panel.last, told, tuple(points)), panel, problems):
        if asked:
            made.append(_ordered(span, asked, panel))
        else:
            made += _cut(span, stage, targets, panel)
    return made


def _spans(
    whole: Span, panel: _Panel, problems: list[Problem]
) -> Iterator[tuple[Span, Order | None]]:
    """The panel's time cut where an order begins or ends; without orders, all of it."""
    asked = [_order(panel, beat, problems) for beat in panel.beats]
    marks = [0, *(i for i in range(1, len(asked)) if asked[i] != asked[i - 1])]
    starts = [whole.first, *(_start_of(whole, mark) for mark in marks[1:]), whole.last]
    for number, mark in enumerate(marks):
        first, last = starts[number], starts[number + 1]
        end = marks[number + 1] if number + 1 < len(marks) else len(asked)
        points = (replace(p, beat=p.beat - mark) for p in whole.points if mark <= p.beat < end)
        span = Span(first, last, whole.told[mark:end], tuple(points))
        if last > first:
            yield span, asked[mark] if asked else None


def _start_of(span: Span, beat: int) -> int:
    frames = [point.frame for point in span.points if point.beat == beat]
    return min(max(min(frames), span.first), span.last)


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


def _ordered(span: Span, asked: Order, panel: _Panel) -> _Noted:
    """The move that a writer asked for, however fast it is."""
    seconds = float((span.last - span.first) / panel.view.fps)
    keys = (Keyframe(0.0, asked.first, "smooth"), Keyframe(seconds, asked.last, "smooth"))
    shot = Shot(panel.drawn.facts.key, span.first, span.last - span.first, keys)
    return shot, ShotNote(panel.index, "wide", "as asked", "as asked", "as asked")


def _cut(span: Span, stage: Stage, targets: Sequence[Target], panel: _Panel) -> list[_Noted]:
    """A span cut into shots by the planner."""
    fps = float(panel.view.fps)
    found = compositions(stage, targets)
    if (span.last - span.first) / fps < SHORTEST_PANEL:
        picks: tuple[Pick, ...] = (Pick(span.first, span.last, 0),)
    else:
        picks = planned(span, found, targets, material(found, fps))
    run = [(found[p.index], _moment(p, n, len(picks), span, panel)) for n, p in enumerate(picks)]
    ways = moves(run, stage)
    made: list[_Noted] = []
    for pick, way in zip(picks, ways, strict=True):
        each, length = found[pick.index], pick.last - pick.first
        shot = Shot(panel.drawn.facts.key, pick.first, length, keyframes(way, length / fps))
        why = _reason(each, pick, span, fps)
        made.append((shot, ShotNote(panel.index, each.scale, each.subject, why, way.move)))
    return made


def _moment(pick: Pick, number: int, count: int, span: Span, panel: _Panel) -> Moment:
    fps = float(panel.view.fps)
    said = [t.beat for t in span.told if pick.first / fps - 0.2 <= t.beat.onset < pick.last / fps]
    return Moment(
        seconds=(pick.last - pick.first) / fps,
        number=sum(t.beat.onset < pick.first / fps + 0.3 for t in span.told),
        opens=number == 0 and span.first == panel.first,
        closes=number + 1 == count and span.last == panel.last,
        weighs=any(beat.weighs for beat in said),
        rightward=panel.index % 2 == 0,
    )


def _reason(each: Composition, pick: Pick, span: Span, fps: float) -> str:
    """The words, or the voice, that call for a shot."""
    first, last = pick.first / fps - 0.2, pick.last / fps
    for told in span.told:
        for mention in told.mentions:
            if mention.target == each.target and first <= mention.time < last:
                start = max(mention.first - told.beat.first, 0)
                words = told.beat.text[start : start + mention.last - mention.first]
                return f"“{words.strip()}”"
    for told in span.told:
        here = told.beat.onset < last and told.beat.offset > first
        if here and told.speaker is not None and told.speaker == each.target:
            return "speaks"
    return "where we are" if each.target is None else "looked at meanwhile"


def _led_in(made: Sequence[_Noted], frames: int, fps: Fraction) -> list[_Noted]:
    """Shots of which the first shows early, for the transition into the panel."""
    kept = [each for each in made if each[0].frames > 0]
    if not kept or not frames:
        return kept
    first, note = kept[0]
    keys = tuple(replace(key, time=key.time + float(frames / fps)) for key in first.keyframes)
    shot = Shot(first.picture, first.start - frames, first.frames + frames, keys)
    return [(shot, note), *kept[1:]]


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
