"""Performs all scenes at once: records, arranges, directs, draws, mixes, joins as each gets ready.

Everything that takes time is a task that leaves its result in the store. What is already there is
not made again: a repeated, resumed or edited render is this same run with less to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from render.beside import beside
from render.camera.direct import Direction, MoveMemory, direct
from render.camera.facts import PictureFacts
from render.cutting import Cut, Overlay, cut
from render.lettering.cover import opening_card, with_cover
from render.lettering.end_screen import END_SECTION, end_card_text, end_segments, end_timeline
from render.lettering.letter_files import letter_file, scene_letters
from render.pixels.intro import INTRO_SECTION
from render.pixels.segments import Segment
from render.production import tasks
from render.production.asked import Ask as Ask
from render.production.asked import Reel as Reel
from render.production.asked import ReelPlan as ReelPlan
from render.production.once import Once
from render.production.receipts import intact
from render.production.work import Queue, Task
from render.scenes import Look, bring_again
from story.model import Section
from story.problems import Problems
from voices.arrange import arrange
from voices.flaws import flaw_problems
from voices.record import TakeRequest, known_take
from voices.store import Store
from voices.takes import Phrase, TakeInfo
from voices.timeline import SectionTimeline, Timeline

_CHARACTERS_A_SECOND = 14.5
_RECORDING_SPEED = 1.7
_DRAWING_SECONDS = 0.03
_MIXING_SPEED = 30.0
_DIP_IN = 0.3
_DIP_OUT = 0.7
_CARD_SECONDS = 4.0
_CARD_FADE = 0.5

T = TypeVar("T")
_STORED = re.compile(r"[a-z]+/\w+")


@dataclass
class _Played:
    """How far a scene has come."""

    takes: dict[Phrase, TakeInfo] = field(default_factory=dict)
    facts: dict[int, PictureFacts] = field(default_factory=dict)
    timeline: SectionTimeline | None = None
    direction: Direction | None = None
    segments: tuple[Segment, ...] = ()
    drawn: bool = False


@dataclass
class _Joined:
    """How far a reel has come."""

    unarranged: int
    undrawn: int
    sound: str = ""
    ending: tuple[Segment, ...] = ()


class Production:
    """One run. Build it, `run` it: the reels come back when all files are in place."""

    def __init__(
        self, ask: Ask, store: Store, store_at: str, work: Queue, problems: Problems
    ) -> None:
        self._ask = ask
        self._store = store
        self._store_at = store_at
        self._work = work
        self._problems = problems
        self._once = Once(work, problems)
        self._played = [_Played() for _ in ask.scenes]
        self._joined = [
            _Joined(reel.last - reel.first, reel.last - reel.first + 1 + self._ends(reel))
            for reel in ask.reels
        ]
        self._reels_of: list[list[int]] = [[] for _ in ask.scenes]
        for number, reel in enumerate(ask.reels):
            for index in range(reel.first, reel.last):
                self._reels_of[index].append(number)
        self._undirected = 0
        self._memory: MoveMemory | None = None

    def run(self) -> tuple[Reel, ...]:
        """Do all the work. Raises InkreelError; what was done stays in the store."""
        self.begin()
        self._work.run()
        self._once.restore(lambda key: self._store.get(key) is not None)
        return tuple(self._reel(number) for number in range(len(self._ask.reels)))

    def begin(self) -> None:
        """Go as far as what is known already allows, and ask for the rest."""
        intro = self._ask.intro.segments if self._ask.intro else ()
        self._draw(intro, 0, self._intro_drawn)
        for index, scene in enumerate(self._ask.scenes):
            for panel, look in enumerate(scene.pictures):
                self._look(index, panel, look)
            for phrase, request in scene.requests.items():
                self._record(index, phrase, request)
            self._arrange(index)

    def waiting(self) -> tuple[int, ...]:
        """The scenes that can't be arranged yet: takes or pictures are missing."""
        scenes = enumerate(self._played)
        return tuple(index for index, played in scenes if played.timeline is None)

    def entries(self) -> tuple[str, ...]:
        """Keys of what was made, or used, from the store."""
        return tuple(key for key in self._once.names() if _STORED.fullmatch(key))

    def _look(self, index: int, panel: int, look: Look) -> None:
        file = self._ask.scenes[index].section.panels[panel].file
        if look.key and file:
            self._once.source(look.key, partial(bring_again, file, look, self._store))
        known = tasks.known_look(self._store, look)
        if known:
            self._once.known(f"look {look}", known)
        task = partial(Task, "looking", tasks.look, (self._store_at, look), rank=index)
        self._once.want(f"look {look}", task, partial(self._looked, index, panel))

    def _looked(self, index: int, panel: int, facts: PictureFacts) -> None:
        look = self._ask.scenes[index].pictures[panel]
        if facts.key != look.key:
            self._once.source(facts.key, partial(tasks.look, self._store_at, look))
        self._played[index].facts[panel] = facts
        self._arrange(index)

    def _record(self, index: int, phrase: Phrase, request: TakeRequest) -> None:
        known = known_take(request.key, self._store)
        if known:
            self._once.known(request.key, known)
        seconds = len(request.spoken.said) / _CHARACTERS_A_SECOND
        task = partial(
            Task,
            "recording",
            tasks.record,
            (self._store_at, request),
            cost=seconds / _RECORDING_SPEED,
            rank=index,
        )
        self._once.want(request.key, task, partial(self._took, index, phrase))

    def _took(self, index: int, phrase: Phrase, info: TakeInfo) -> None:
        self._played[index].takes[phrase] = info
        scene = self._ask.scenes[index]
        for line in scene.section.lines if info.flaws else ():
            if line.id == phrase.line:
                self._problems.extend(flaw_problems(info, line, phrase, scene.file))
        self._arrange(index)

    def _arrange(self, index: int) -> None:
        """Go on with a scene once all its takes and pictures are there."""
        scene, played = self._ask.scenes[index], self._played[index]
        if len(played.takes) < len(scene.requests) or len(played.facts) < len(scene.pictures):
            return
        if played.timeline:
            return
        timeline = arrange(
            scene.section,
            played.takes,
            self._ask.cast,
            self._ask.view.fps,
            self._ask.rhythm,
            opens_episode=scene.opens,
            closes_episode=scene.closes,
        )
        if scene.cover is not None:
            timeline = with_cover(timeline, scene.cover, self._ask.view.fps)
        played.timeline = timeline
        self._direct()
        for number in self._reels_of[index]:
            self._joined[number].unarranged -= 1
            if self._ask.film and not self._joined[number].unarranged:
                self._mix(number)

    def _direct(self) -> None:
        """Direct scenes in story order, as far as they are arranged, and cut what can be."""
        while self._undirected < len(self._ask.scenes):
            index = self._undirected
            scene, played = self._ask.scenes[index], self._played[index]
            if played.timeline is None:
                return
            view = replace(self._ask.view, lead_in=0 if scene.opens else self._ask.view.lead_in)
            seen = [played.facts[panel] for panel in range(len(scene.pictures))]
            before = None if scene.opens else self._memory  # episodes stand by themselves
            played.direction = direct(
                scene.section, played.timeline, seen, view, before, self._ask.people
            )
            self._problems.extend(played.direction.problems)
            self._memory = played.direction.memory
            self._undirected += 1
            if not self._ask.film:
                continue
            if not scene.opens and index:
                self._cut(index - 1)
            if scene.closes:
                self._cut(index)
                self._end(index)

    def _cut(self, index: int) -> None:
        scene, played = self._ask.scenes[index], self._played[index]
        fps = self._ask.view.fps
        played.segments = cut(
            Cut(
                timeline=_there(played.timeline),
                direction=_there(played.direction),
                view=self._ask.view,
                follower=None if scene.closes else self._played[index + 1].direction,
                overlays=self._lettered(index),
                dip_in=round(_DIP_IN * fps) if scene.opens else 0,
                dip_out=round(_DIP_OUT * fps) if scene.closes else 0,
                transition=self._ask.transition,
                leader=None if scene.opens else self._played[index - 1].direction,
            )
        )
        self._draw(played.segments, index, partial(self._scene_drawn, index))

    def _lettered(self, index: int) -> tuple[Overlay, ...]:
        """All that is written over a scene's pictures."""
        played, cards = self._played[index], self._overlays(index)
        made = scene_letters(
            self._ask.scenes,
            index,
            _there(played.timeline),
            _there(played.direction),
            played.facts,
            self._ask.view,
            self._ask.letters,
            max((card.last for card in cards), default=0),
        )
        for overlay, sign in zip(made.overlays, made.signs, strict=True):
            self._once.source(overlay.picture, partial(letter_file, sign, self._store))
            letter_file(sign, self._store)
        self._problems.extend(made.problems)
        return (*cards, *made.overlays)

    def _overlays(self, index: int) -> tuple[Overlay, ...]:
        """The card that opens an episode, over its first picture."""
        scene, timeline = self._ask.scenes[index], _there(self._played[index].timeline)
        text = opening_card(
            scene.section,
            scene.part.title,
            self._ask.title,
            self._ask.video.size,
            cover=scene.cover is not None,
        )
        if not scene.opens or not text.title:
            return ()
        picture = self._played[index].facts[scene.cover or 0].key
        draw = partial(tasks.card, self._store_at, text, picture, self._problems)
        key = self._once.bring(draw)
        self._once.source(key, draw)
        fps = self._ask.view.fps
        last = min(round(_CARD_SECONDS * fps), timeline.frames)
        return (Overlay(key, 0, last, min(round(_CARD_FADE * fps), last // 3)),)

    def _draw(self, segments: tuple[Segment, ...], rank: int, then: tasks.Then) -> None:
        wanted = []
        for segment in segments:
            key = tasks.segment_key(segment, self._ask.video)
            if self._store.has(key):
                self._once.known(key, None)
            task = partial(
                Task,
                "rendering",
                tasks.draw,
                (self._store_at, segment, self._ask.video),
                cost=segment.frames * _DRAWING_SECONDS,
                amount=segment.frames,
                rank=rank,
            )
            wanted.append((key, task))
        self._once.want_all(wanted, then)

    def _ends(self, reel: ReelPlan) -> bool:
        """Whether a file closes with an end screen: episodes do, the film of them all does not."""
        return bool(self._ask.end and reel.number)

    def _end(self, index: int) -> None:
        """Draw the end screen of the episode that closes with a scene."""
        for number in self._reels_of[index]:
            reel, direction = self._ask.reels[number], _there(self._played[index].direction)
            if not self._ends(reel):
                continue
            shot, seen = direction.shots[-1], self._played[index].facts.values()
            facts = next(each for each in seen if each.key == shot.picture)
            card = self._end_card(reel, facts.key)
            ending = end_segments(shot, facts, card, self._ask.end, self._ask.view)
            self._joined[number].ending = ending
            self._draw(ending, index, partial(self._one_drawn, number))

    def _end_card(self, reel: ReelPlan, picture: str) -> str:
        size, author = self._ask.video.size, self._ask.author
        text = end_card_text(self._ask.title, reel.following, author, size)
        draw = partial(tasks.card, self._store_at, text, picture, self._problems)
        key = self._once.bring(draw)
        self._once.source(key, draw)
        return key

    def _scene_drawn(self, index: int) -> None:
        for number in self._reels_of[index]:
            self._one_drawn(number)

    def _intro_drawn(self) -> None:
        for number in range(len(self._joined)):
            self._one_drawn(number)

    def _one_drawn(self, number: int) -> None:
        self._joined[number].undrawn -= 1
        self._join(number)

    def _mix(self, number: int) -> None:
        intro = self._ask.intro.sound if self._ask.intro else ""
        timeline, score = self._timeline(number), self._ask.score
        heard = beside(timeline, self._sections(number), score) if score else None
        sound = tasks.Sound(timeline, self._ask.loudness, intro, heard)
        key = tasks.sound_key(sound)
        if self._store.has(key):
            self._once.known(key, None)
        seconds = float(sound.timeline.frames / self._ask.view.fps)
        task = partial(
            Task,
            "joining",
            tasks.mix_sound,
            (self._store_at, sound),
            cost=seconds / _MIXING_SPEED,
            rank=self._ask.reels[number].last,
        )
        self._once.want(key, task, partial(self._heard, number, key))

    def _heard(self, number: int, key: str, _: object) -> None:
        self._joined[number].sound = key
        self._join(number)

    def _join(self, number: int) -> None:
        reel, joined = self._ask.reels[number], self._joined[number]
        if joined.undrawn or not joined.sound:
            return
        intro = self._ask.intro.segments if self._ask.intro else ()
        shown = [
            each for played in self._played[reel.first : reel.last] for each in played.segments
        ]
        segments = (*intro, *shown, *joined.ending)
        film = tasks.Film(str(reel.path), segments, joined.sound, self._ask.video)
        key = tasks.film_key(film)
        name = f"join {number}"
        if intact(reel.path, key, self._store):
            self._once.known(name, None)
        task = partial(Task, "joining", tasks.join, (self._store_at, film), rank=reel.last)
        self._once.want(name, task, lambda _: None)

    def _timeline(self, number: int) -> Timeline:
        reel = self._ask.reels[number]
        fps, intro = self._ask.view.fps, self._ask.intro
        before = (intro.section(fps),) if intro else ()
        after = (end_timeline(self._ask.end, fps),) if self._ends(reel) else ()
        sections = (_there(each.timeline) for each in self._played[reel.first : reel.last])
        return Timeline(fps, (*before, *sections, *after))

    def _sections(self, number: int) -> tuple[Section, ...]:
        plan = self._ask.reels[number]
        before = (INTRO_SECTION,) if self._ask.intro else ()
        after = (END_SECTION,) if self._ends(plan) else ()
        scenes = self._ask.scenes[plan.first : plan.last]
        return (*before, *(scene.section for scene in scenes), *after)

    def _reel(self, number: int) -> Reel:
        plan = self._ask.reels[number]
        scenes = self._ask.scenes[plan.first : plan.last]
        played = self._played[plan.first : plan.last]
        return Reel(
            plan,
            self._sections(number),
            self._timeline(number),
            tuple(_there(each.direction) for each in played),
            {
                panel.path: each.facts[index]
                for scene, each in zip(scenes, played, strict=True)
                for index, panel in enumerate(scene.section.panels)
                if each.facts[index].key == scene.pictures[index].key
            },
        )


def _there(value: T | None) -> T:
    if value is None:
        raise AssertionError("asked for before it was made")
    return value
