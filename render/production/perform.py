"""Performs all scenes at once: records, arranges, directs, draws, mixes, joins as each gets ready.

Everything that takes time is a task that leaves its result in the store. What is already there is
not made again: a repeated, resumed or edited render is this same run with less to do.
"""

from __future__ import annotations

import re
from functools import partial

from render.camera.direct import MoveMemory, ShotPlan, direct
from render.camera.vision.facts import PictureFacts
from render.editing.end_screen import drifting
from render.production import tasks
from render.production.drawing import Drawing
from render.production.joining import Joining
from render.production.planning.cover import with_cover
from render.production.planning.scenes import Look, bring_again
from render.production.queue.once import Once
from render.production.queue.work import Queue, Task
from render.production.scene_state import Desk, Played, there
from render.production.spec import Ask as Ask
from render.production.spec import Reel as Reel
from render.production.spec import ReelPlan as ReelPlan
from story.problems import Problems
from voices.arranging.arrange import arrange
from voices.casting.voice_use import with_gains
from voices.mixing.voice_gain import known_gain
from voices.recording.flaws import flaw_problems
from voices.recording.gain_requests import GainRequest
from voices.recording.record import TakeRequest, known_take
from voices.recording.takes import Phrase, TakeInfo
from voices.store.store import Store

_CHARACTERS_A_SECOND = 14.5
_RECORDING_SPEED = 1.7
_AHEAD = 4
"""Scenes that recording is ahead of drawing, so that long mixes at the end don't run alone."""
_STORED = re.compile(r"[a-z]+/\w+")


class Production:
    """One run. Build it, `run` it: the reels come back when all files are in place."""

    def __init__(self, ask: Ask, store: Store, work: Queue, problems: Problems) -> None:
        self._ask = ask
        self._store = store
        self._work = work
        self._problems = problems
        self._once = Once(work, problems)
        self._played = tuple(Played() for _ in ask.scenes)
        desk = Desk(ask, store, self._once, problems, self._played)
        self._drawing = Drawing(desk)
        self._joining = Joining(desk, self._drawing)
        self._gains: dict[str, float] = {}
        self._undirected = 0
        self._memory: MoveMemory | None = None

    def run(self) -> tuple[Reel, ...]:
        """Do all the work that `begin` asked for, and what follows from it.

        Raises InkreelError; what was done stays in the store.
        """
        self._work.run()
        self._once.restore(lambda key: self._store.get(key) is not None)
        return self._joining.reels()

    def begin(self) -> None:
        """Go as far as what is known already allows, and ask for the rest."""
        self._joining.begin()
        for voice, gain in self._ask.gains.items():
            self._measure(voice, gain)
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

    def hits(self) -> tuple[int, int]:
        """How many results were there already, and how many were wanted."""
        return self._once.found(), self._once.wanted()

    def _look(self, index: int, panel: int, look: Look) -> None:
        file = self._ask.scenes[index].section.panels[panel].file
        if look.key and file:
            self._once.source(look.key, partial(bring_again, file, look, self._store))
        known = tasks.known_look(self._store, look)
        if known:
            self._once.known(f"look {look}", known)
        task = partial(Task, "looking", tasks.look, (self._store.at, look), rank=index)
        self._once.want(f"look {look}", task, partial(self._looked, index, panel))

    def _looked(self, index: int, panel: int, facts: PictureFacts) -> None:
        look = self._ask.scenes[index].pictures[panel]
        if facts.key != look.key:
            self._once.source(facts.key, partial(tasks.look, self._store.at, look))
        self._played[index].facts[panel] = facts
        self._arrange(index)

    def _measure(self, voice: str, gain: GainRequest) -> None:
        known = known_gain(gain, self._store)
        if known is not None:
            self._once.known(gain.key, known)
        task = partial(
            Task, "recording", tasks.measure, (self._store.at, voice, gain), rank=-_AHEAD - 1
        )
        self._once.want(gain.key, task, partial(self._measured, voice))

    def _measured(self, voice: str, gain: float) -> None:
        self._gains[voice] = gain
        for index in range(len(self._ask.scenes)):
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
            (self._store.at, request),
            cost=seconds / _RECORDING_SPEED,
            rank=index - _AHEAD,
        )
        self._once.want(request.key, task, partial(self._took, index, phrase))

    def _took(self, index: int, phrase: Phrase, info: TakeInfo) -> None:
        self._played[index].takes[phrase] = info
        scene = self._ask.scenes[index]
        request = scene.requests[phrase]
        if info.key != request.key:
            self._once.source(info.key, partial(tasks.record, self._store.at, request))
        for line in scene.section.lines if info.flaws else ():
            if line.id == phrase.line:
                self._problems.extend(flaw_problems(info, line, phrase, scene.file))
        self._arrange(index)

    def _arrange(self, index: int) -> None:
        """Go on with a scene once its takes, its pictures and all gains are there."""
        scene, played = self._ask.scenes[index], self._played[index]
        if len(played.takes) < len(scene.requests) or len(played.facts) < len(scene.pictures):
            return
        if played.timeline or len(self._gains) < len(self._ask.gains):
            return
        timeline = arrange(
            scene.section,
            played.takes,
            with_gains(self._ask.cast, self._gains),
            self._ask.view.fps,
            self._ask.rhythm,
            opens_episode=scene.opens,
            closes_episode=scene.closes,
            own=with_gains(scene.own, self._gains),
        )
        if scene.cover is not None:
            timeline = with_cover(timeline, scene.cover, self._ask.view.fps)
        played.timeline = timeline
        self._direct()
        self._joining.arranged(index)

    def _direct(self) -> None:
        """Direct scenes in story order, as far as they are arranged, and cut what can be."""
        while self._undirected < len(self._ask.scenes):
            index = self._undirected
            scene, played = self._ask.scenes[index], self._played[index]
            if played.timeline is None:
                return
            seen = [played.facts[panel] for panel in range(len(scene.pictures))]
            before = None if scene.opens else self._memory  # episodes stand by themselves
            played.direction = self._held(index) or direct(
                scene.section, played.timeline, seen, self._ask.view, before, self._ask.people
            )
            self._problems.extend(played.direction.problems)
            self._memory = played.direction.memory
            self._undirected += 1
            if not self._ask.film:
                continue
            if not scene.opens and index:
                self._draw(index - 1)
            if scene.closes:
                self._draw(index)
                self._joining.end(index)

    def _held(self, index: int) -> ShotPlan | None:
        """Under a board, the picture of the scene before moves on from where it was."""
        scene, played = self._ask.scenes[index], self._played[index]
        if scene.opens or not scene.section.cards:
            return None
        last = there(self._played[index - 1].direction).shots[-1]
        if last.picture != played.facts[0].key:
            return None
        return drifting(last, played.facts[0], there(played.timeline).frames, self._ask.view)

    def _draw(self, index: int) -> None:
        self._drawing.scene(index, partial(self._joining.drawn, index))
