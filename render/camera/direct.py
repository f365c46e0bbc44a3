"""The camera's director: from what is said, and what is drawn, to shots."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from render.camera.beats import Beat, beats, pauses
from render.camera.blocks import Span, part_of, planned, reason_for, start_of
from render.camera.candidates import compositions
from render.camera.choice import Pick, material
from render.camera.comics.drawings import Drawing, drawings, is_strip
from render.camera.comics.pace import weights, with_rest
from render.camera.comics.sharing import shared_out
from render.camera.comics.strips import way_down
from render.camera.composition import Composition, Stage, stage_of
from render.camera.cut_points import LEAD, cut_points
from render.camera.drawn import Drawn, drawn
from render.camera.grammar import OPENING, PLACED, SURE, Scale
from render.camera.mending.lengths import WINDOW
from render.camera.moves import Meant, Moment, keyframes, moves, pans
from render.camera.overrides import (
    CameraOrder,
    Order,
    left_out,
    line_orders,
    not_alone,
    order_rects,
    ordered_targets,
)
from render.camera.prompts.places import places
from render.camera.staging.room import NOTHING, Room, roomed
from render.camera.staging.splits import SECONDS_APART, Split, found_split, split_of, split_shots
from render.camera.targets import Target, TargetMention, panel_targets, subject_of
from render.camera.told import told_of
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from render.shots import Flourish, Keyframe, Shot, View
from render.spans import Spans
from story.english.language import ENGLISH
from story.language.base import Language, Phrasing
from story.model import Line, Section
from story.problems import Problem
from voices.clock import nearest_frame
from voices.timeline import PanelSpan, SectionTimeline

SHORTEST_PANEL = 3.2
"""Seconds: a panel that is shown for less is one shot of all that a frame can show."""
_STEP = 10.0
"""Seconds that a panel is shown, or thereabouts."""


@dataclass(frozen=True)
class ShotNote:
    """Why a shot is as it is.

    `panel` indexes the section's; `subject` says what is shown, `reason` what calls for it, `move`
    what the camera does meanwhile. `sure`, 0..1, is the chance that it shows whom it is said to;
    `unread` is lettering in it that is not spelt as the picture's prompt has it.
    """

    panel: int
    scale: Scale
    subject: str
    reason: str
    move: str
    sure: float = 1.0
    unread: str = ""


@dataclass(frozen=True)
class Inset:
    """A shot in a rect of the canvas (pixels) over others, and a note on it as on any."""

    shot: Shot
    rect: Rect
    note: ShotNote


@dataclass(frozen=True)
class ShotPlan:
    """A section's camera: shots that cover its frames, in order, and beside them a note on each;
    `insets` lie over them, `flourishes` happen to them."""

    shots: tuple[Shot, ...]
    notes: tuple[ShotNote, ...]
    problems: tuple[Problem, ...]
    insets: tuple[Inset, ...] = ()
    flourishes: tuple[Flourish, ...] = ()


_Noted = tuple[Shot, ShotNote]
_Wish = CameraOrder | Split


@dataclass(frozen=True)
class _Panel:
    """A panel on screen from the frame `first` to `last`, with what is said over it; `seen`: it was
    on screen before that. `after` are the lengths of the shots that follow in its section, in
    frames; `begins` and `ends` tell whether the section does so with it."""

    index: int
    path: str
    drawn: Drawn
    beats: tuple[Beat, ...]
    pauses: tuple[tuple[float, float], ...]
    first: int
    last: int
    view: View
    people: frozenset[str]
    lines: tuple[Line, ...]
    room: Room
    seen: bool = False
    splits: bool = False
    apart: bool = False  # a drawing of a page, which is first seen whole
    after: tuple[int, ...] = ()
    begins: bool = True
    ends: bool = True
    board: bool = False  # a title that stands in for a missing picture, which is read as a whole


def direct(
    section: Section,
    timeline: SectionTimeline,
    pictures: Sequence[PictureFacts | None],
    view: View,
    people: Collection[str] = (),
    language: Language = ENGLISH,
    *,
    goes_on: bool = False,
    room: Room = NOTHING,
    splits: bool = False,
) -> ShotPlan:
    """Shots for every frame of `timeline` that shows a picture.

    `pictures` are the facts of the section's panels by index, None where a picture is missing:
    its span, like one that shows a card, has no shot. A cut inside a panel is two shots of one
    picture that meet; only a panel's first shot reaches back by the view's `lead_in`. `people` are
    names of the story's characters, which tell a person in a prompt from a company; `language` is
    the story's; `goes_on` tells whether the first panel was on screen before; for what `room` says
    crops are moved a little; with `splits`, people may be seen side by side. The same input gives
    the same shots, and no section knows of another.
    """
    made: list[_Noted] = []
    problems: list[Problem] = []
    after: list[_Noted] = []
    panels = list(_panels(section, timeline, pictures, view, people, room))
    # The earlier yields, so that an edit reaches no further: from the last panel to the first.
    for number, panel in reversed([*enumerate(panels)]):
        split = splits and all(
            shot.start - panel.first >= SECONDS_APART * view.fps for shot, _ in after if shot.places
        )
        panel = replace(
            panel, seen=goes_on and not number, splits=split, after=_lengths(after),
            begins=not number, ends=number + 1 == len(panels),
        )  # fmt: skip
        wrong: list[Problem] = []
        parts = drawings(panel.drawn.facts, section.panels[panel.index].page)
        shown = (
            _page(panel, parts, wrong, language.phrasing)
            if parts
            else _shown(panel, wrong, language.phrasing)
        )
        after = [*shown, *after]
        here = _led_in(shown, view.lead_in, view.fps)
        made = [*here, *made]
        problems = [*wrong, *_enlarged(panel, [shot for shot, _ in here]), *problems]
    shots, notes = tuple(shot for shot, _ in made), tuple(note for _, note in made)
    return ShotPlan(shots, notes, tuple(problems))


def _lengths(shots: Sequence[_Noted]) -> tuple[int, ...]:
    """In frames, of as many shots as those before them are compared with."""
    return tuple(shot.frames for shot, _ in shots[:WINDOW])


def _panels(
    section: Section,
    timeline: SectionTimeline,
    pictures: Sequence[PictureFacts | None],
    view: View,
    people: Collection[str],
    room: Room,
) -> Iterator[_Panel]:
    said, silent = beats(section, timeline), pauses(timeline)
    heard = Spans([(beat.middle, beat.middle, beat) for beat in said], _STEP)
    lines = {line.id: line for line in section.lines}
    speakers = {line.speaker for line in section.lines if line.kind == "speech"} | set(people)
    for span, first, last in _on_frames(timeline, view.fps):
        facts = pictures[span.panel] if span.panel is not None else None
        if facts is None or span.panel is None or last <= first:
            continue
        start, end = first / float(view.fps), last / float(view.fps)
        here = tuple(beat for beat in heard.near(start, end) if start <= beat.middle < end)
        asked = places(section.panels[span.panel].prompt)
        known = drawn(facts, asked, speakers)
        path = section.panels[span.panel].path
        names, told = frozenset(people), dict.fromkeys(beat.line for beat in here)
        near = view.of_panel(facts.width, facts.height)
        board = section.panels[span.panel].file is None
        spoken = tuple(lines[each] for each in told)
        yield _Panel(
            span.panel, path, known, here, silent, first, last, near, names, spoken, room,
            board=board,
        )  # fmt: skip


def _on_frames(timeline: SectionTimeline, fps: Fraction) -> list[tuple[PanelSpan, int, int]]:
    cuts = [nearest_frame(span.start, fps) for span in timeline.panels]
    ends = [*cuts[1:], timeline.frames]
    if cuts:
        cuts[0] = 0
    return list(zip(timeline.panels, cuts, ends, strict=True))


def _shown(panel: _Panel, problems: list[Problem], phrasing: Phrasing) -> list[_Noted]:
    """A panel's shots: the writer's orders where there are any, the planner's elsewhere."""
    asked = [order for line in panel.lines for order in line_orders(line, panel.path)[0]]
    never = [order for order in asked if order.kind == "never"]
    targets = _but(never, tuple(dict.fromkeys(panel_targets(panel.drawn))), panel, problems)
    stage = stage_of(panel.drawn.facts, targets, panel.view, whole=panel.apart)
    told = told_of(panel.beats, panel.drawn, targets, panel.people)
    meant = [each.mentions for each in told]
    points = cut_points(panel.beats, meant, panel.pauses, panel.view.fps, phrasing)
    whole = Span(panel.first, panel.last, told, tuple(points))
    made: list[_Noted] = []
    for span, wish in reversed([*_spans(whole, _wishes(whole, stage, targets, panel, problems))]):
        after = replace(panel, after=(*_lengths(made), *panel.after))
        made = [*_wished(span, wish, stage, targets, after, problems), *made]
    return made


def _wished(
    span: Span,
    wish: _Wish | None,
    stage: Stage,
    targets: tuple[Target, ...],
    panel: _Panel,
    problems: list[Problem],
) -> list[_Noted]:
    """The shots of a part of a panel: as a writer or its words ask for them, or the planner's."""
    split = _split_of(wish, span, stage, targets, panel, problems)
    if split:
        return _side_by_side(split, panel)
    order = wish if isinstance(wish, CameraOrder) else None
    move = _move_of(order, targets, panel, problems) if order else None
    if order and move:
        return [_ordered(span, order, move, panel)]
    without = [order] if order and order.kind == "not" else []
    return _cut(span, stage, _but(without, targets, panel, problems), panel)


def _but(
    orders: Sequence[CameraOrder],
    targets: tuple[Target, ...],
    panel: _Panel,
    problems: list[Problem],
) -> tuple[Target, ...]:
    """What may be shown of a panel where a writer has some of it left out."""
    kept, wrong = left_out(orders, targets, panel.path, panel.path)
    problems += [each for each in wrong if each not in problems]
    return kept


def _wishes(
    whole: Span,
    stage: Stage,
    targets: Sequence[Target],
    panel: _Panel,
    problems: list[Problem],
) -> list[tuple[int, int, _Wish]]:
    """A writer's orders on a panel; where there are none, the split that its words call for."""
    asked: list[tuple[int, int, _Wish]] = [*_orders(whole, panel, problems)]
    split = found_split(whole, stage, targets) if panel.splits and not asked else None
    return [(split.first, split.last, split)] if split else asked


def _split_of(
    asked: _Wish | None,
    span: Span,
    stage: Stage,
    targets: Sequence[Target],
    panel: _Panel,
    problems: list[Problem],
) -> Split | None:
    """The split that was found, or that a writer asks for."""
    if isinstance(asked, Split) or asked is None or asked.kind != "side by side":
        return asked if isinstance(asked, Split) else None
    people, wrong = ordered_targets(asked, targets, panel.path, panel.path)
    split = split_of(people, span.first, span.last, span.told, stage, targets)
    if split is None:
        wrong = wrong or not_alone(asked, panel.path)
    problems += [wrong] if wrong and wrong not in problems else []
    return split


def _side_by_side(split: Split, panel: _Panel) -> list[_Noted]:
    shots = split_shots(split, panel.drawn.facts.key, panel.view)
    return [
        (shot, ShotNote(panel.index, "medium close", subject_of(one), split.reason, "side by side"))
        for shot, one in shots
    ]


def _page(
    panel: _Panel, parts: Sequence[Drawing], problems: list[Problem], phrasing: Phrasing
) -> list[_Noted]:
    """The shots of a page: its drawings one after the other, or the way down a strip. A page that
    a writer gives orders on is shown as a picture, as they say."""
    if any(line_orders(line, panel.path)[0] for line in panel.lines):
        return _shown(panel, problems, phrasing)
    facts, fps = panel.drawn.facts, float(panel.view.fps)
    meant: list[tuple[TargetMention, ...]] = [()] * len(panel.beats)
    points = cut_points(panel.beats, meant, panel.pauses, panel.view.fps, phrasing)
    paces = weights(parts, facts, panel.view.aspect)
    if not panel.beats:
        paces = with_rest(paces, (panel.last - panel.first) / fps)
    spans = shared_out(panel.first, panel.last, paces, points, panel.beats, fps)
    if is_strip(facts) and not panel.view.still:
        keys = way_down(facts, parts, spans, panel.view.aspect, fps)
        shot = Shot(facts.key, panel.first, panel.last - panel.first, keys)
        note = ShotNote(
            panel.index, "wide", f"{len(parts)} drawings", "down the strip", "tilt down"
        )
        return [(shot, note)]
    made: list[_Noted] = []
    for number, (part, (first, last)) in reversed([*enumerate(zip(parts, spans, strict=True), 1)]):
        alone = replace(_alone(panel, part, first, last), after=(*_lengths(made), *panel.after))
        here: list[_Noted] = []
        for shot, note in _shown(alone, problems, phrasing):
            keys = tuple(replace(k, rect=_in_page(k.rect, part.frame)) for k in shot.keyframes)
            subject = f"drawing {number}" if note.scale == "establishing" else note.subject
            here.append((replace(shot, keyframes=keys), replace(note, subject=subject)))
        made = [*here, *made]
    return made


def _alone(page: _Panel, part: Drawing, first: int, last: int) -> _Panel:
    """A drawing of a page as a panel of its own, with what is said over it."""
    start, end = first / float(page.view.fps), last / float(page.view.fps)
    beats = tuple(beat for beat in page.beats if start <= beat.middle < end)
    told = {beat.line for beat in beats}
    lines = tuple(line for line in page.lines if line.id in told)
    known = drawn(part.facts, (), page.people)
    return replace(page, drawn=known, beats=beats, first=first, last=last, lines=lines, apart=True)


def _in_page(rect: Rect, frame: Rect) -> Rect:
    return replace(rect, x=rect.x + frame.x, y=rect.y + frame.y)


def _orders(
    whole: Span, panel: _Panel, problems: list[Problem]
) -> list[tuple[int, int, CameraOrder]]:
    """A writer's orders on a panel's lines, each with the frames [first, last) that it holds."""
    found: list[tuple[int, int, CameraOrder]] = []
    for line in panel.lines:
        asked, wrong = line_orders(line, panel.path)
        asked = tuple(each for each in asked if each.kind != "never")
        problems += [each for each in wrong if each not in problems]
        here = [n for n, told in enumerate(whole.told) if told.beat.line == line.id]
        if not asked or not here:
            continue
        end = here[-1] + 1
        last = start_of(whole, end) if end < len(whole.told) else whole.last
        firsts = [_order_start(each, here[0], whole, panel) for each in asked]
        for each, first, until in zip(asked, firsts, [*firsts[1:], last], strict=True):
            same = found and found[-1][1:] == (first, each)
            found[-1:] = (
                [(found[-1][0], until, each)] if same else [*found[-1:], (first, until, each)]
            )
    return found


def _order_start(order: CameraOrder, beat: int, whole: Span, panel: _Panel) -> int:
    """The frame with which the word begins that an order hangs on, or its line."""
    fps = float(panel.view.fps)
    if not order.first:
        return start_of(whole, beat) if beat else whole.first
    words = (word for told in whole.told[beat:] for word in told.beat.words)
    line = whole.told[beat].beat.line
    at = next((w.onset for w in words if w.line == line and w.first >= order.first), None)
    return start_of(whole, beat) if at is None else max(round((at - LEAD) * fps), whole.first)


def _spans(
    whole: Span, orders: Sequence[tuple[int, int, _Wish]]
) -> Iterator[tuple[Span, _Wish | None]]:
    """The panel's time cut where an order begins or ends; without orders, all of it."""
    at = whole.first
    for first, last, order in (*orders, (whole.last, whole.last, None)):
        if first > at:
            yield part_of(whole, at, first), None
        if order and last > first:
            yield part_of(whole, first, last), order
        at = max(at, last)


def _move_of(
    asked: CameraOrder, targets: Sequence[Target], panel: _Panel, problems: list[Problem]
) -> Order | None:
    """The move that an order asks for; None where the planner has to do without it."""
    among: tuple[Target, ...] = ()
    if asked.kind in ("close", "detail", "two shot"):
        among, wrong = ordered_targets(asked, targets, panel.path, panel.path)
        problems += [wrong] if wrong and wrong not in problems else []
    return order_rects(asked, among, panel.drawn.facts, panel.view)


def _ordered(span: Span, asked: CameraOrder, move: Order, panel: _Panel) -> _Noted:
    """The move that a writer asked for, however fast it is."""
    seconds = float((span.last - span.first) / panel.view.fps)
    keys = (Keyframe(0.0, move.first, "smooth"), Keyframe(seconds, move.last, "smooth"))
    shot = Shot(panel.drawn.facts.key, span.first, span.last - span.first, keys)
    scales: dict[str, Scale] = {"close": "close", "detail": "detail", "two shot": "medium"}
    scale = scales.get(asked.kind, "wide")
    subject = asked.subject or "as asked"
    return shot, ShotNote(panel.index, scale, subject, "as asked", asked.kind)


def _cut(span: Span, stage: Stage, targets: Sequence[Target], panel: _Panel) -> list[_Noted]:
    """A span cut into shots by the planner."""
    fps = float(panel.view.fps)
    found = compositions(stage, targets)
    if panel.board:
        found, stage = found[:1], replace(stage, view=replace(stage.view, still=True))
    right = panel.index % 2 == 0
    looks = partial(pans, stage=stage, rightward=right)
    opens = span.first == panel.first and not panel.seen
    if (span.last - span.first) / fps < SHORTEST_PANEL:
        picks: tuple[Pick, ...] = (Pick(span.first, span.last, 0),)
    else:
        picks = planned(
            span, found, targets, material(found, fps), opens=opens, after=panel.after,
            begins=panel.begins and span.first == panel.first,
            ends=panel.ends and span.last == panel.last, looks=looks,
        )  # fmt: skip
    crops = _with_room([found[pick.index] for pick in picks], picks, span, stage, panel)
    returns = not panel.view.still and not looks(OPENING + 0.1)
    moments = [
        replace(_moment(p, n, len(picks), span, panel), returns=returns)
        for n, p in enumerate(picks)
    ]
    ways = moves(list(zip(crops, moments, strict=True)), stage)
    made: list[_Noted] = []
    for each, pick, way in zip(crops, picks, ways, strict=True):
        length = pick.last - pick.first
        shot = Shot(panel.drawn.facts.key, pick.first, length, keyframes(way, length / fps))
        why = reason_for(each, pick, span, fps)
        note = ShotNote(panel.index, each.scale, each.subject, why, way.move, *_known(each))
        made.append((shot, note))
    return made


def _with_room(
    chosen: Sequence[Composition],
    picks: Sequence[Pick],
    span: Span,
    stage: Stage,
    panel: _Panel,
) -> list[Composition]:
    """The compositions of picks with room for what is to stand on them."""
    crops, fps = list(chosen), float(panel.view.fps)
    for number, pick in enumerate(picks):
        first, last = pick.first / fps, pick.last / fps
        heard = [told for told in span.told if told.beat.onset < last and first < told.beat.offset]
        heads = [told.speaker.head for told in heard if told.speaker]
        wanted = panel.room.on([told.beat for told in heard])
        beside = [crops[at].rect for at in (number - 1, number + 1) if 0 <= at < len(crops)]
        crops[number] = roomed(crops[number], wanted, stage, next(iter(heads), None), beside)
    return crops


def _known(shown: Composition) -> tuple[float, str]:
    """How sure it is who is shown, and lettering there that is not spelt as it should be."""
    person, sign = shown.face or shown.target, shown.target
    named = person is not None and person.kind == "person" and person.named
    unread = sign.text if sign and sign.kind == "sign" and not sign.read else ""
    return (person.sure if person and named else 1.0), unread


def _moment(pick: Pick, number: int, count: int, span: Span, panel: _Panel) -> Moment:
    fps = float(panel.view.fps)
    said = [t.beat for t in span.told if pick.first / fps - 0.2 <= t.beat.onset < pick.last / fps]
    return Moment(
        seconds=(pick.last - pick.first) / fps,
        number=sum(t.beat.onset < pick.first / fps + 0.3 for t in span.told),
        opens=number == 0 and span.first == panel.first and not panel.seen,
        closes=number + 1 == count and span.last == panel.last,
        weighs=any(beat.weighs for beat in said),
        rightward=panel.index % 2 == 0,
        meant=tuple(_meant(pick, span, fps)),
    )


def _meant(pick: Pick, span: Span, fps: float) -> Iterator[Meant]:
    """What is spoken of while a pick is shown, where it is known where that is."""
    first, last = pick.first / fps, pick.last / fps
    for told in span.told:
        for mention in told.mentions:
            target, time = mention.target, mention.time
            if target.sure >= PLACED and first <= time < last:
                sure = min(target.sure / SURE, 1.0)
                yield target.head or target.box, (time - first) / (last - first), sure


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
