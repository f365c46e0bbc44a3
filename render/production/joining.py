"""From scenes to files: each file's sound, its end screen, and the joining of it all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from render.camera.direct import MoveMemory, ShotPlan
from render.editing.end_screen import (
    END_SECTION,
    EndCard,
    end_card_text,
    end_cards,
    end_segments,
    end_timeline,
)
from render.editing.intro import INTRO_SECTION
from render.pixels.segments import Segment
from render.production import tasks
from render.production.drawing import Drawing
from render.production.queue.work import Task
from render.production.receipts import intact
from render.production.scene_state import Desk, there
from render.production.spec import Reel, ReelPlan
from story.model import Section
from voices.music.soundtrack import beside
from voices.timeline import Timeline

_MIXING_SPEED = 30.0
_UNDIRECTED = ShotPlan((), (), (), MoveMemory())
_AT_ONCE = -1
"""The rank of what nothing else may keep waiting: it is long, and one core does it."""


@dataclass
class _Joined:
    """How far a reel has come: scenes to arrange, groups of segments to draw."""

    unarranged: int
    undrawn: int
    sound: str = ""
    ending: tuple[Segment, ...] = ()


class Joining:
    """Hears what gets ready, and makes each file as soon as all of it is there."""

    def __init__(self, desk: Desk, drawing: Drawing) -> None:
        self._desk = desk
        self._ask = desk.ask
        self._drawing = drawing
        self._joined = [
            _Joined(reel.last - reel.first, reel.last - reel.first + 1 + bool(self._ask.end))
            for reel in self._ask.reels
        ]

    def begin(self) -> None:
        """Draw what stands before the first scene."""
        intro = self._ask.intro.segments if self._ask.intro else ()
        self._drawing.draw(intro, 0, self._intro_drawn)

    def arranged(self, index: int) -> None:
        """A scene is arranged: the sound of a file is mixed when its last one is."""
        for number in self._with(index):
            self._joined[number].unarranged -= 1
            if self._ask.film and not self._joined[number].unarranged:
                self._mix(number)

    def drawn(self, index: int) -> None:
        """All of a scene is drawn."""
        for number in self._with(index):
            self._one_drawn(number)

    def end(self, index: int) -> None:
        """Draw the end screens of the files that close with a directed scene."""
        played = self._desk.played[index]
        for number in self._with(index):
            reel = self._ask.reels[number]
            cards = self._end_cards(reel)
            if not cards or index != reel.last - 1:
                continue
            shot = there(played.direction).shots[-1]
            facts = next(each for each in played.facts.values() if each.key == shot.picture)
            drawn = [(self._drawing.card(each.text, facts.key), each.frames) for each in cards]
            ending = end_segments(shot, facts, drawn, self._ask.view)
            self._joined[number].ending = ending
            self._drawing.draw(ending, index, partial(self._one_drawn, number))

    def reels(self) -> tuple[Reel, ...]:
        """The files, when all is made."""
        return tuple(self._reel(plan) for plan in self._ask.reels)

    def _with(self, index: int) -> list[int]:
        """Numbers of the reels that a scene is in."""
        reels = enumerate(self._ask.reels)
        return [number for number, reel in reels if reel.first <= index < reel.last]

    def _end_cards(self, reel: ReelPlan) -> tuple[EndCard, ...]:
        """What a file's end screen shows; nothing where none is asked for."""
        ask = self._ask
        text = end_card_text(ask.title, reel.following, ask.author, ask.video.size)
        return end_cards(text, () if reel.following else ask.credits, ask.end, ask.view.fps)

    def _intro_drawn(self) -> None:
        for number in range(len(self._joined)):
            self._one_drawn(number)

    def _one_drawn(self, number: int) -> None:
        self._joined[number].undrawn -= 1
        self._join(number)

    def _mix(self, number: int) -> None:
        intro, plan = self._ask.intro.sound if self._ask.intro else "", self._ask.reels[number]
        timeline, score = self._timeline(plan), self._ask.score
        heard = beside(timeline, self._sections(plan), score) if score else None
        sound = tasks.Sound(timeline, self._ask.loudness, intro, heard)
        key = tasks.sound_key(sound)
        if self._desk.store.has(key):
            self._desk.once.known(key, None)
        seconds = float(sound.timeline.frames / self._ask.view.fps)
        task = partial(
            Task,
            "joining",
            tasks.mix_sound,
            (self._desk.store.at, sound),
            cost=seconds / _MIXING_SPEED,
            rank=_AT_ONCE,
        )
        self._desk.once.want(key, task, partial(self._heard, number, key))

    def _heard(self, number: int, key: str, _: object) -> None:
        self._joined[number].sound = key
        self._join(number)

    def _join(self, number: int) -> None:
        reel, joined = self._ask.reels[number], self._joined[number]
        if joined.undrawn or not joined.sound:
            return
        intro = self._ask.intro.segments if self._ask.intro else ()
        scenes = self._desk.played[reel.first : reel.last]
        shown = [each for played in scenes for each in played.segments]
        segments = (*intro, *shown, *joined.ending)
        film = tasks.Film(str(reel.path), segments, joined.sound, self._ask.video)
        name = f"join {number}"
        if intact(reel.path, tasks.film_key(film), self._desk.store):
            self._desk.once.known(name, None)
        arguments = (self._desk.store.at, film)
        task = partial(Task, "joining", tasks.join, arguments, rank=_AT_ONCE)
        self._desk.once.want(name, task, lambda _: None)

    def _timeline(self, plan: ReelPlan) -> Timeline:
        fps, intro = self._ask.view.fps, self._ask.intro
        before = (intro.section(fps),) if intro else ()
        frames = sum(card.frames for card in self._end_cards(plan))
        after = (end_timeline(frames, fps),) if frames else ()
        scenes = self._desk.played[plan.first : plan.last]
        return Timeline(fps, (*before, *(there(each.timeline) for each in scenes), *after))

    def _sections(self, plan: ReelPlan) -> tuple[Section, ...]:
        before = (INTRO_SECTION,) if self._ask.intro else ()
        after = (END_SECTION,) if self._ask.end else ()
        scenes = self._ask.scenes[plan.first : plan.last]
        return (*before, *(scene.section for scene in scenes), *after)

    def _directions(self, plan: ReelPlan) -> tuple[ShotPlan, ...]:
        before = (_UNDIRECTED,) if self._ask.intro else ()
        after = (_UNDIRECTED,) if self._ask.end else ()
        scenes = self._desk.played[plan.first : plan.last]
        return (*before, *(there(each.direction) for each in scenes), *after)

    def _reel(self, plan: ReelPlan) -> Reel:
        scenes = self._ask.scenes[plan.first : plan.last]
        played = self._desk.played[plan.first : plan.last]
        return Reel(
            plan,
            self._sections(plan),
            self._timeline(plan),
            self._directions(plan),
            {
                panel.path: each.facts[index]
                for scene, each in zip(scenes, played, strict=True)
                for index, panel in enumerate(scene.section.panels)
                if each.facts[index].key == scene.pictures[index].key
            },
        )
