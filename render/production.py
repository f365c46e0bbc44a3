"""Performs all scenes at once: records, arranges, directs, draws, mixes, joins as each gets ready.

Everything that takes time is a task that leaves its result in the store. What is already there is
not made again: a repeated, resumed or edited render is this same run with less to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from render import tasks
from render.card_files import CardText
from render.cutting import Cut, Overlay, cut
from render.direct import Direction, MoveMemory, View, direct
from render.facts import PictureFacts
from render.scenes import Scene
from render.segments import Segment, VideoSettings
from render.work import Task, Work
from story.problems import Problems
from voices.arrange import arrange
from voices.record import TakeRequest, known_take
from voices.rhythm import Rhythm
from voices.store import Store
from voices.takes import Phrase, TakeInfo
from voices.timeline import SectionTimeline, Timeline
from voices.voice_use import VoiceUse

_CHARACTERS_A_SECOND = 14.5
_RECORDING_SPEED = 1.7
_DRAWING_SECONDS = 0.03
_MIXING_SPEED = 30.0
_DIP_IN = 0.3
_DIP_OUT = 0.7
_CARD_SECONDS = 4.0
_CARD_FADE = 0.5

T = TypeVar("T")


@dataclass(frozen=True)
class ReelPlan:
    """A file to make from scenes [first, last)."""

    title: str
    path: Path
    first: int
    last: int


@dataclass(frozen=True)
class Reel:
    """A finished file, and what went into it."""

    title: str
    path: Path
    scenes: tuple[Scene, ...]
    timeline: Timeline
    directions: tuple[Direction, ...]
    sound: str


@dataclass(frozen=True)
class Ask:
    """What a production is asked for."""

    title: str
    scenes: tuple[Scene, ...]
    reels: tuple[ReelPlan, ...]
    cast: Mapping[str, VoiceUse]
    rhythm: Rhythm
    view: View
    video: VideoSettings
    loudness: float


class Production:
    """One run. Build it, `run` it: the reels come back when all files are in place."""

    def __init__(
        self, ask: Ask, store: Store, store_at: str, work: Work, problems: Problems
    ) -> None:
        self._ask = ask
        self._store = store
        self._store_at = store_at
        self._work = work
        self._problems = problems
        count = len(ask.scenes)
        self._takes: list[dict[Phrase, TakeInfo]] = [{} for _ in range(count)]
        self._facts: list[dict[int, PictureFacts]] = [{} for _ in range(count)]
        self._timelines: list[SectionTimeline | None] = [None] * count
        self._directions: list[Direction | None] = [None] * count
        self._cuts: list[tuple[str, ...] | None] = [None] * count
        self._undirected = 0
        self._memory: MoveMemory | None = None
        self._undrawn: list[set[str]] = [set() for _ in range(count)]
        self._wanted: dict[str, list[int]] = {}
        self._sounds: dict[int, str] = {}
        self._begun: set[tuple[str, int]] = set()
        self._reels_of: dict[int, list[int]] = defaultdict(list)
        for number, reel in enumerate(ask.reels):
            for index in range(reel.first, reel.last):
                self._reels_of[index].append(number)
        self._unready = [reel.last - reel.first for reel in ask.reels]
        self._unfinished = [reel.last - reel.first for reel in ask.reels]

    def run(self) -> tuple[Reel, ...]:
        """Do all the work. Raises InkreelError; what was done stays in the store."""
        self._look()
        self._record()
        for index in range(len(self._ask.scenes)):
            self._arrange(index)
        self._work.run()
        return tuple(self._reel(number) for number in range(len(self._ask.reels)))

    def _look(self) -> None:
        waiting: dict[tasks.Look, list[tuple[int, int]]] = defaultdict(list)
        for index, scene in enumerate(self._ask.scenes):
            for panel, look in enumerate(scene.pictures):
                waiting[look].append((index, panel))
        for look, places in waiting.items():
            task = Task("looking", tasks.look, (self._store_at, look), rank=places[0][0])
            self._add(task, partial(self._looked, places))

    def _looked(self, places: Sequence[tuple[int, int]], facts: PictureFacts) -> None:
        for index, panel in places:
            self._facts[index][panel] = facts
            self._arrange(index)

    def _record(self) -> None:
        waiting: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
        asked: dict[str, TakeRequest] = {}
        for index, scene in enumerate(self._ask.scenes):
            for phrase, request in scene.requests.items():
                waiting[request.key].append((index, phrase))
                asked[request.key] = request
        for key, places in waiting.items():
            known = known_take(key, self._store)
            if known:
                self._took(places, known)
                continue
            seconds = len(asked[key].spoken.said) / _CHARACTERS_A_SECOND
            task = Task(
                "recording",
                tasks.record,
                (self._store_at, asked[key]),
                cost=seconds / _RECORDING_SPEED,
                rank=places[0][0],
            )
            self._add(task, partial(self._took, places))

    def _took(self, places: Sequence[tuple[int, Phrase]], info: TakeInfo) -> None:
        for index, phrase in places:
            self._takes[index][phrase] = info
            self._arrange(index)

    def _arrange(self, index: int) -> None:
        """Go on with a scene once all its takes and pictures are there."""
        scene = self._ask.scenes[index]
        complete = len(self._takes[index]) == len(scene.requests)
        if not complete or len(self._facts[index]) < len(scene.pictures) or self._timelines[index]:
            return
        self._timelines[index] = arrange(
            scene.section,
            self._takes[index],
            self._ask.cast,
            self._ask.view.fps,
            self._ask.rhythm,
            opens_episode=scene.opens,
            closes_episode=scene.closes,
        )
        self._direct()
        for number in self._reels_of[index]:
            self._unready[number] -= 1
            if not self._unready[number]:
                self._mix(number)

    def _direct(self) -> None:
        """Direct scenes in story order, as far as they are arranged, and cut what can be."""
        while self._undirected < len(self._ask.scenes):
            index = self._undirected
            timeline, scene = self._timelines[index], self._ask.scenes[index]
            if timeline is None:
                return
            view = replace(self._ask.view, lead_in=0 if scene.opens else self._ask.view.lead_in)
            seen = [self._facts[index][panel] for panel in range(len(scene.pictures))]
            direction = direct(scene.section, timeline, seen, view, self._memory)
            self._problems.extend(direction.problems)
            self._directions[index], self._memory = direction, direction.memory
            self._undirected += 1
            if not scene.opens and index:
                self._cut(index - 1)
            if scene.closes:
                self._cut(index)

    def _cut(self, index: int) -> None:
        scene, fps = self._ask.scenes[index], self._ask.view.fps
        segments = cut(
            Cut(
                timeline=_there(self._timelines[index]),
                direction=_there(self._directions[index]),
                view=self._ask.view,
                follower=None if scene.closes else self._directions[index + 1],
                overlays=self._overlays(index),
                dip_in=round(_DIP_IN * fps) if scene.opens else 0,
                dip_out=round(_DIP_OUT * fps) if scene.closes else 0,
            )
        )
        keys = tuple(tasks.segment_key(segment, self._ask.video) for segment in segments)
        self._cuts[index] = keys
        for key, segment in zip(keys, segments, strict=True):
            self._draw(key, segment, index)
        self._check_drawn(index)

    def _overlays(self, index: int) -> tuple[Overlay, ...]:
        """The card that opens an episode, over its first picture."""
        scene, timeline = self._ask.scenes[index], _there(self._timelines[index])
        text = opening_text(scene, self._ask.title, self._ask.video.size)
        if not scene.opens or not text.title:
            return ()
        picture = self._facts[index][0].key
        key = tasks.card(self._store_at, text, picture, self._problems)
        fps = self._ask.view.fps
        last = min(round(_CARD_SECONDS * fps), timeline.frames)
        return (Overlay(key, 0, last, min(round(_CARD_FADE * fps), last // 3)),)

    def _draw(self, key: str, segment: Segment, index: int) -> None:
        if key in self._wanted:
            if self._wanted[key]:
                self._undrawn[index].add(key)
                self._wanted[key].append(index)
            return
        if self._store.has(key):
            self._wanted[key] = []
            return
        self._undrawn[index].add(key)
        self._wanted[key] = [index]
        task = Task(
            "rendering",
            tasks.draw,
            (self._store_at, key, segment, self._ask.video),
            cost=segment.frames * _DRAWING_SECONDS,
            amount=segment.frames,
            rank=index,
        )
        self._add(task, lambda _: self._drew(key))

    def _drew(self, key: str) -> None:
        scenes, self._wanted[key] = self._wanted[key], []
        for index in scenes:
            self._undrawn[index].discard(key)
            self._check_drawn(index)

    def _check_drawn(self, index: int) -> None:
        if self._undrawn[index] or self._cuts[index] is None or not self._once("drawn", index):
            return
        for number in self._reels_of[index]:
            self._unfinished[number] -= 1
            self._join(number)

    def _mix(self, number: int) -> None:
        reel = self._ask.reels[number]
        sound = tasks.Sound(self._timeline(number), self._ask.loudness)
        key = tasks.sound_key(sound)
        if self._store.has(key):
            self._heard(number, key)
            return
        seconds = float(sound.timeline.frames / self._ask.view.fps)
        task = Task(
            "joining",
            tasks.mix_sound,
            (self._store_at, key, sound),
            cost=seconds / _MIXING_SPEED,
            rank=reel.last,
        )
        self._add(task, lambda _: self._heard(number, key))

    def _heard(self, number: int, key: str) -> None:
        self._sounds[number] = key
        self._join(number)

    def _join(self, number: int) -> None:
        if number not in self._sounds or self._unfinished[number] or not self._once("join", number):
            return
        reel = self._ask.reels[number]
        keys = tuple(key for cut in self._cuts[reel.first : reel.last] for key in _there(cut))
        arguments = (self._store_at, str(reel.path), keys, self._sounds[number], self._ask.video)
        self._add(Task("joining", tasks.join, arguments, rank=reel.last), lambda _: None)

    def _once(self, what: str, index: int) -> bool:
        fresh = (what, index) not in self._begun
        self._begun.add((what, index))
        return fresh

    def _add(self, task: Task, then: Callable[[Any], None]) -> None:
        def report(done: tasks.Done) -> None:
            self._problems.extend(done.problems)
            then(done.value)

        self._work.add(task, report)

    def _timeline(self, number: int) -> Timeline:
        reel = self._ask.reels[number]
        sections = self._timelines[reel.first : reel.last]
        return Timeline(self._ask.view.fps, tuple(_there(each) for each in sections))

    def _reel(self, number: int) -> Reel:
        reel = self._ask.reels[number]
        return Reel(
            reel.title,
            reel.path,
            self._ask.scenes[reel.first : reel.last],
            self._timeline(number),
            tuple(_there(each) for each in self._directions[reel.first : reel.last]),
            self._sounds[number],
        )


def opening_text(scene: Scene, story: str, size: tuple[int, int]) -> CardText:
    """What the card says that opens an episode: the chapter's title, the story's beside it."""
    section = scene.section
    if section.kind == "title" or scene.part.title == story:
        return CardText("title", "", story, section.subtitle, size)
    return CardText("chapter", section.label, scene.part.title, story, size)


def _there(value: T | None) -> T:
    if value is None:
        raise AssertionError("asked for before it was made")
    return value
