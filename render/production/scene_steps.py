"""The steps of a scene, from its lines to its encoded segments. Each reads what is made before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from render.camera.comics.pace import silent_seconds
from render.camera.direct import direct
from render.camera.shot_list import ShotPlan
from render.camera.staging.room import Room
from render.camera.staging.splits import free_from
from render.camera.vision.facts import PictureFacts
from render.camera.vision.marks import marked, outside
from render.editing.cutting import EditPlan, cut
from render.editing.end_screen import drifting
from render.editing.flourishes import flourishes
from render.editing.insets import insets
from render.editing.opening import title_frames
from render.editing.transitions import DIP
from render.lettering.cards.boards import BoardText
from render.lettering.cards.files import AnyText
from render.lettering.cards.texts import opening_card
from render.pixels.enlarging.enlarged import tile_key
from render.pixels.enlarging.tiles import Tile
from render.pixels.segments import Cel, Segment, enlarged_in
from render.production import tasks
from render.production.lettering_files import letter_file, scene_letters
from render.production.made import Desk
from render.production.planning.cels import artists_cels
from render.production.planning.cover import with_cover
from render.production.planning.scenes import Look, bring_again
from render.production.queue.work import Task
from render.production.steps import UNKNOWN, Wanted
from render.shots import Overlay
from story.boards.boards import board
from story.languages import language_of
from voices.arranging.arrange import arrange
from voices.casting.voice_use import with_gains
from voices.mixing.voice_gain import known_gain
from voices.recording.flaws import flaw_problems
from voices.recording.gain_requests import GainRequest
from voices.recording.phrases import CHARACTERS_A_SECOND
from voices.recording.record import TakeRequest, known_take
from voices.recording.takes import Phrase, TakeInfo
from voices.timeline import SectionTimeline

_RECORDING_SPEED = 1.7
"""Seconds of speech that a core records in a second; it only orders the work."""
_AHEAD = 4
"""Scenes that recording is ahead of drawing, so that long mixes at the end don't run alone."""
DRAWING_SECONDS = 0.03
"""Core-seconds of a frame at 1080p: it orders the work, and begins the guess at the time left."""
_ENLARGING_SECONDS = 1.0
"""Core-seconds of a tile; it only orders the work."""
_DIP_OUT = 0.7
"""Seconds from an episode's last picture to black. The first is there at once: it is what a player
shows before it plays."""
_CARD_FADE = 0.35
"""Seconds that a card comes and goes in."""


def ask_gains(desk: Desk, _one: int) -> list[Wanted]:
    """Measure: the gains, by voice, that nobody told."""
    return [_gain(desk, voice, gain) for voice, gain in desk.plan.gains.items()]


def gains(desk: Desk, _one: int, found: Sequence[float]) -> Mapping[str, float]:
    """What was measured, in dB, by the voice's id."""
    return dict(zip(desk.plan.gains, found, strict=True))


def _gain(desk: Desk, voice: str, gain: GainRequest) -> Wanted:
    known = known_gain(gain, desk.store)
    arguments = (desk.store.at, voice, gain)
    task = partial(Task, "recording", tasks.measure, arguments, rank=-_AHEAD - 1)
    return Wanted(gain.key, task, UNKNOWN if known is None else known)


def ask_looks(desk: Desk, number: int) -> list[Wanted]:
    """Look: each panel of the scene, or the card that stands in for it."""
    scene = desk.plan.scenes[number]
    for panel, look in zip(scene.section.panels, scene.pictures, strict=True):
        if look.key and panel.file:
            desk.once.source(look.key, partial(bring_again, panel.file, look, desk.store))
        for cel in look.cels:
            again = partial(artists_cels, panel, scene.file, desk.store)
            desk.once.source(cel.picture, again)
    return [_look(desk, number, look) for look in scene.pictures]


def _look(desk: Desk, number: int, look: Look) -> Wanted:
    task = partial(Task, "looking", tasks.look, (desk.store.at, look), rank=number)
    return Wanted(f"look {look}", task, tasks.known_look(desk.store, look) or UNKNOWN)


def facts(desk: Desk, number: int, found: Sequence[PictureFacts]) -> tuple[PictureFacts, ...]:
    """What is known of the scene's pictures, beside its section's panels, with the author's word
    on heads and things."""
    scene = desk.plan.scenes[number]
    for look, each in zip(scene.pictures, found, strict=True):
        if each.key != look.key:  # a card was drawn
            desk.once.source(each.key, partial(tasks.look, desk.store.at, look))
    panels = scene.section.panels
    for each, panel in zip(found, panels, strict=True):
        desk.problems.extend(outside(each, panel))
    return tuple(marked(each, panel) for each, panel in zip(found, panels, strict=True))


def ask_takes(desk: Desk, number: int) -> list[Wanted]:
    """Record: a take of each phrase."""
    requests = desk.plan.scenes[number].requests
    return [_take(desk, number, request) for request in requests.values()]


def _take(desk: Desk, number: int, request: TakeRequest) -> Wanted:
    seconds = len(request.spoken.said) / CHARACTERS_A_SECOND
    task = partial(
        Task,
        "recording",
        tasks.record,
        (desk.store.at, request),
        cost=seconds / _RECORDING_SPEED,
        rank=number - _AHEAD,
    )
    return Wanted(request.key, task, known_take(request.key, desk.store) or UNKNOWN)


def takes(desk: Desk, number: int, found: Sequence[TakeInfo]) -> Mapping[Phrase, TakeInfo]:
    """The scene's takes by phrase; their flaws are told."""
    scene = desk.plan.scenes[number]
    lines = {line.id: line for line in scene.section.lines}
    made = dict(zip(scene.requests, found, strict=True))
    for phrase, info in made.items():
        request = scene.requests[phrase]
        if info.key != request.key:
            desk.once.source(info.key, partial(tasks.record, desk.store.at, request))
        if info.flaws:
            desk.problems.extend(flaw_problems(info, lines[phrase.line], phrase, scene.file))
    return made


def timeline(desk: Desk, number: int, _asked: Sequence[None]) -> SectionTimeline:
    """Arrange: when each word of the scene is heard, and each picture is seen."""
    scene, made, plan = desk.plan.scenes[number], desk.made, desk.plan
    if scene.brought:
        return scene.brought.section(scene.section.identity, plan.view.fps)
    arranged = arrange(
        scene.section,
        made.takes[number],
        with_gains(plan.cast, made.gains[0]),
        plan.view.fps,
        plan.rhythm,
        opens_episode=scene.opens,
        closes_episode=scene.closes,
        own=with_gains(scene.own, made.gains[0]),
        rests=scene.rests,
        seen=silent_seconds(scene.section, made.facts[number], plan.view.aspect, scene.title),
    )
    if scene.cover is None:
        return arranged
    return with_cover(arranged, scene.cover, plan.view.fps)


def direction(desk: Desk, number: int, _asked: Sequence[None]) -> ShotPlan:
    """Direct: the scene's shots. Scenes are directed in the story's order."""
    scene, made, plan = desk.plan.scenes[number], desk.made, desk.plan
    before = None if scene.opens or not number else made.directions[number - 1]
    found = _held(desk, number, before) or direct(
        scene.section,
        made.timelines[number],
        made.facts[number],
        plan.view,
        plan.people,
        language_of(plan.language),
        goes_on=_goes_on(desk, number),
        room=_room(desk, number),
        splits=_splits_from(desk, number) if plan.splits else None,
        recall=plan.recall,
    )
    shown = {panel.path for panel in scene.section.panels}
    told = (
        replace(each, file=scene.file) if each.file in shown else each for each in found.problems
    )
    desk.problems.extend(told)  # rows are the story's, so its name stands before them
    return _living(
        desk, number, found if scene.section.cards else _with_insets(desk, number, found)
    )


def _splits_from(desk: Desk, number: int) -> int:
    """The frame of a scene from which on people may be seen side by side: long enough after they
    last were in a file that shows both scenes, an episode or the film of all. A scene that no file
    has is directed as if one had all up to it."""
    made, plan = desk.made, desk.plan
    firsts = (each.first for each in plan.episodes if each.first <= number < each.last)
    first = min(firsts, default=0)
    before = (
        (made.timelines[each].frames, made.directions[each].shots)
        for each in reversed(range(first, number))
    )
    return free_from(before, plan.view.fps)


def _room(desk: Desk, number: int) -> Room:
    """What a scene's shots have room for."""
    style, called = desk.plan.letters, desk.plan.scenes[number].callouts
    return Room(
        speech=style.kind == "balloons",
        captions=style.kind in ("captions", "karaoke"),
        names=style.names,
        called=tuple((each.line, each.first) for each in called),
    )


def _with_insets(desk: Desk, number: int, found: ShotPlan) -> ShotPlan:
    """The shots with what is seen near over them; what an author asked for in vain is told."""
    scene, made, plan = desk.plan.scenes[number], desk.made, desk.plan
    near, wrong = insets(
        scene.section,
        made.timelines[number],
        found,
        made.facts[number],
        plan.view,
        plan.people,
        found=plan.insets,
    )
    desk.problems.extend(replace(each, file=scene.file) for each in wrong)
    return replace(found, insets=near)


def _living(desk: Desk, number: int, found: ShotPlan) -> ShotPlan:
    """The shots with what their author asks to happen to them; what can't is told."""
    scene, made = desk.plan.scenes[number], desk.made
    living, wrong = flourishes(
        scene.section, made.timelines[number], found, made.facts[number], desk.plan.view
    )
    desk.problems.extend(replace(each, file=scene.file) for each in wrong)
    return replace(found, flourishes=living)


def _goes_on(desk: Desk, number: int) -> bool:
    """Whether a scene begins with the picture that the scene before it ends with."""
    scenes = desk.plan.scenes
    if not number or scenes[number].opens:
        return False
    last, first = scenes[number - 1].section.panels[-1:], scenes[number].section.panels[:1]
    return [each.path for each in last] == [each.path for each in first] != []


def _held(desk: Desk, number: int, before: ShotPlan | None) -> ShotPlan | None:
    """Under a board, the picture of the scene before moves on from where it was."""
    picture, made = desk.made.facts[number][:1], desk.made
    if before is None or not desk.plan.scenes[number].section.cards:
        return None
    last = before.shots[-1]
    if last.picture != picture[0].key:
        return None
    return drifting(last, picture[0], made.timelines[number].frames, desk.plan.view)


def segments(desk: Desk, number: int, _asked: Sequence[None]) -> tuple[Segment, ...]:
    """Edit: the scene cut into ranges of frames, each with all its layers."""
    scene, made, plan = desk.plan.scenes[number], desk.made, desk.plan
    fps = plan.view.fps
    if scene.brought:
        return scene.brought.segments
    dark = not scene.closes and _leaps(desk, number + 1)
    return cut(
        EditPlan(
            timeline=made.timelines[number],
            direction=made.directions[number],
            view=plan.view,
            follower=None if scene.closes or dark else made.directions[number + 1],
            overlays=_lettered(desk, number),
            dip_in=round(DIP * fps) if _leaps(desk, number) else 0,
            dip_out=round(_DIP_OUT * fps) if scene.closes else round(DIP * fps) if dark else 0,
            transition=plan.transition,
            mirrored=any(panel.page.order == "rtl" for panel in scene.section.panels),
            leader=None if scene.opens else made.directions[number - 1],
            cels=_cels(desk, number),
            facts=_facts(desk, number),
            depth=plan.depth,
        )
    )


def _leaps(desk: Desk, number: int) -> bool:
    """Whether a scene is in another time than the one before, and shows another picture: black
    parts them where pictures dissolve otherwise."""
    scene = desk.plan.scenes[number]
    parted = desk.plan.transition not in ("cut", "dip") and not _goes_on(desk, number)
    return scene.leaps and not scene.opens and parted


def _facts(desk: Desk, number: int) -> Mapping[str, PictureFacts]:
    """What is known of the panels that a scene shows, by key: its own, and those of the scene after
    it."""
    scene, facts = desk.plan.scenes[number], desk.made.facts
    after = () if scene.closes else facts[number + 1]
    return {each.key: each for each in (*facts[number], *after)}


def _cels(desk: Desk, number: int) -> Mapping[str, tuple[Cel, ...]]:
    """The layers that artists made of panels, by key: a scene's own, and those of the scene after
    it."""
    scenes = desk.plan.scenes
    shown = scenes[number : number + (1 if scenes[number].closes else 2)]
    return {look.key: look.cels for scene in shown for look in scene.pictures if look.cels}


def _lettered(desk: Desk, number: int) -> tuple[Overlay, ...]:
    """All that is written over a scene's pictures; what is drawn for it lies in the store."""
    made = desk.made
    cards = (*_opening(desk, number), *_board(desk, number))
    found = scene_letters(
        desk.plan.scenes,
        number,
        made.timelines[number],
        made.directions[number],
        dict(enumerate(made.facts[number])),
        desk.plan.view,
        desk.plan.letters,
        max((card.last for card in cards), default=0),
    )
    for overlay, sign in zip(found.overlays, found.signs, strict=True):
        desk.once.source(overlay.picture, partial(letter_file, sign, desk.store))
        letter_file(sign, desk.store)
    scene = desk.plan.scenes[number]
    desk.problems.extend(replace(each, file=each.file or scene.file) for each in found.problems)
    return (*cards, *found.overlays)


def _opening(desk: Desk, number: int) -> Iterator[Overlay]:
    """The card that opens an episode, over its first picture."""
    scene, plan = desk.plan.scenes[number], desk.plan
    if not scene.title:
        return
    text = opening_card(
        scene.section,
        scene.part.title,
        plan.title,
        plan.video.size,
        cover=scene.cover is not None,
    )
    timeline = desk.made.timelines[number]
    first, last = title_frames(timeline, scene.rests.title, scene.title, plan.view.fps)
    yield _over(desk, text, desk.made.facts[number][scene.cover or 0].key, first, last)


def _board(desk: Desk, number: int) -> Iterator[Overlay]:
    """A table, a formula or a quotation over the picture of a scene that shows one, behind the
    title where it opens an episode."""
    scene, plan = desk.plan.scenes[number], desk.plan
    shown = board(scene.section.cards[0]) if scene.section.cards else None
    if shown is not None:
        frames = desk.made.timelines[number].frames
        first = max((card.last for card in _opening(desk, number)), default=0)
        text = BoardText(shown, scene.section.title, plan.video.size)
        first = min(first, frames - 1)
        yield _over(desk, text, desk.made.facts[number][0].key, first, frames)


def _over(desk: Desk, text: AnyText, picture: str, first: int, last: int) -> Overlay:
    """A card over a picture, in [first, last)."""
    fade = min(round(_CARD_FADE * desk.plan.view.fps), (last - first) // 3)
    return Overlay(card(desk, text, picture), first, last, fade)


def card(desk: Desk, text: AnyText, picture: str) -> str:
    """The key of a card over a picture, which is drawn where the store does not have it."""
    draw = partial(tasks.card, desk.store.at, text, picture, desk.plan.letters.fonts, desk.problems)
    key = desk.once.bring(draw)
    desk.once.source(key, draw)
    return key


def ask_enlarged(desk: Desk, number: int) -> list[Wanted]:
    """Enlarge: the tiles of panels that the scene's segments show from near."""
    return enlarged_tiles(desk, desk.made.segments[number], number)


def enlarged_tiles(desk: Desk, shown: Sequence[Segment], rank: int) -> list[Wanted]:
    """Tiles that segments show enlarged; no worker makes what nothing that is to be drawn needs."""
    wanted: dict[str, Wanted] = {}
    for segment in shown:
        there = desk.store.has(tasks.segment_key(segment, desk.plan.video))
        for picture, tile in enlarged_in(segment):
            key = tile_key(picture, tile)
            if key not in wanted or not there:
                made = there or desk.store.has(key)
                wanted[key] = _tile(desk, key, (picture, tile), rank, None if made else UNKNOWN)
    return list(wanted.values())


def _tile(desk: Desk, key: str, of: tuple[str, Tile], rank: int, known: Any) -> Wanted:
    arguments = (desk.store.at, *of)
    task = partial(Task, "enlarging", tasks.enlarge, arguments, cost=_ENLARGING_SECONDS, rank=rank)
    return Wanted(key, task, known)


def ask_drawn(desk: Desk, number: int) -> list[Wanted]:
    """Compose and encode: the frames of each of the scene's segments."""
    return drawn_segments(desk, desk.made.segments[number], number)


def drawn_segments(desk: Desk, shown: Sequence[Segment], rank: int) -> list[Wanted]:
    """Encoded segments, those of a lower rank first."""
    return [_segment(desk, segment, rank) for segment in shown]


def _segment(desk: Desk, segment: Segment, rank: int) -> Wanted:
    key = tasks.segment_key(segment, desk.plan.video)
    task = partial(
        Task,
        "rendering",
        tasks.draw,
        (desk.store.at, segment, desk.plan.video),
        cost=segment.frames * DRAWING_SECONDS,
        amount=segment.frames,
        rank=rank,
    )
    return Wanted(key, task, None if desk.store.has(key) else UNKNOWN)


def drawn(_desk: Desk, _number: int, found: Sequence[None]) -> int:
    """How many segments are encoded, or tiles enlarged."""
    return len(found)
