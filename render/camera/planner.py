"""A span of a panel as the planner cuts it: which shots, what each is for, how it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from render.camera.choosing.blocks import Span, planned, reason_for
from render.camera.choosing.choice import Pick, material
from render.camera.framing.candidates import compositions
from render.camera.framing.composition import Composition
from render.camera.framing.levels import Asked, level
from render.camera.framing.returns import nearing
from render.camera.framing.stage import Stage
from render.camera.grammar import OPENING, PLACED, SURE
from render.camera.moving.along import looks
from render.camera.moving.moves import Moment, moves
from render.camera.moving.way import Meant, keyframes
from render.camera.on_screen import PanelOnScreen
from render.camera.shot_list import Noted, ShotNote
from render.camera.staging.room import roomed
from render.camera.targets import Target
from render.geometry import Rect, around
from render.shots import Shot

SAID_BESIDE = 0.5
"""What it counts for where a frame stands what its sentence speaks of before or after its shot."""

SHORTEST_PANEL = 3.2
"""Seconds: a panel that is shown for less is one shot of all that a frame can show."""


def cut(span: Span, stage: Stage, targets: Sequence[Target], panel: PanelOnScreen) -> list[Noted]:
    """A span cut into shots by the planner."""
    fps = float(panel.view.fps)
    found = compositions(stage, targets)
    if panel.board:
        found, stage = found[:1], replace(stage, view=replace(stage.view, still=True))
    right = panel.index % 2 == 0
    along = partial(looks, stage=stage, rightward=right)
    opens = span.first == panel.first and not panel.seen
    if (span.last - span.first) / fps < SHORTEST_PANEL:
        picks: tuple[Pick, ...] = (Pick(span.first, span.last, 0),)
    else:
        picks = planned(
            span, found, targets, material(found, fps), opens=opens, after=panel.after,
            begins=panel.begins and span.first == panel.first,
            ends=panel.ends and span.last == panel.last, looks=along,
        )  # fmt: skip
    crops = _with_room([found[pick.index] for pick in picks], picks, span, stage, panel)
    returns = not panel.view.still and not along(OPENING + 0.1)
    moments = [
        replace(_moment(p, n, len(picks), span, panel), returns=returns)
        for n, p in enumerate(picks)
    ]
    ways = moves(list(zip(crops, moments, strict=True)), stage)
    made: list[Noted] = []
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
    panel: PanelOnScreen,
) -> list[Composition]:
    """The compositions of picks, none the same again, with room for what is to stand on them."""
    crops, fps = list(chosen), float(panel.view.fps)
    asked = [_asked(pick, span, fps) for pick in picks]
    for number, meant in enumerate(asked):
        crops[number] = level(crops[number], meant, stage, _beside(number, crops))
    if not stage.whole:
        crops = nearing(crops, [(p.first / fps, p.last / fps) for p in picks], asked, stage)
    for number, pick in enumerate(picks):
        first, last = pick.first / fps, pick.last / fps
        heard = [told for told in span.told if told.beat.onset < last and first < told.beat.offset]
        heads = [told.speaker.head for told in heard if told.speaker]
        wanted = panel.room.on([told.beat for told in heard])
        beside = _beside(number, crops)
        crops[number] = roomed(crops[number], wanted, stage, next(iter(heads), None), beside)
    return crops


def _beside(number: int, crops: Sequence[Composition]) -> list[Rect]:
    """The crops that stand before and after one in a run."""
    return [crops[at].rect for at in (number - 1, number + 1) if 0 <= at < len(crops)]


def _known(shown: Composition) -> tuple[float, str]:
    """How sure it is who is shown, and lettering there that is not spelt as it should be."""
    person, sign = shown.face or shown.target, shown.target
    named = person is not None and person.kind == "person" and person.named
    unread = sign.text if sign and sign.kind == "sign" and not sign.read else ""
    return (person.sure if person and named else 1.0), unread


def _moment(pick: Pick, number: int, count: int, span: Span, panel: PanelOnScreen) -> Moment:
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


def _asked(pick: Pick, span: Span, fps: float) -> list[Asked]:
    """What the sentences speak of that are heard while a pick is shown, as far as it is known where
    that is, and who says them."""
    first, last = pick.first / fps, pick.last / fps
    found = []
    for told in span.told:
        if told.beat.onset >= last or told.beat.offset <= first:
            continue
        for mention in told.mentions:
            now = 1.0 if first <= mention.time < last else SAID_BESIDE
            found.append((mention.target, now * mention.weight))
        if told.speaker:
            found.append((told.speaker, 1.0))
    return [
        (around([one.box, one.head or one.box]), weight * min(one.sure / SURE, 1.0))
        for one, weight in found
        if one.sure >= PLACED
    ]


def _meant(pick: Pick, span: Span, fps: float) -> Iterator[Meant]:
    """What is spoken of while a pick is shown, where it is known where that is."""
    first, last = pick.first / fps, pick.last / fps
    for told in span.told:
        for mention in told.mentions:
            target, time = mention.target, mention.time
            if target.sure >= PLACED and first <= time < last:
                sure = min(target.sure / SURE, 1.0)
                yield target.head or target.box, (time - first) / (last - first), sure
