"""A story made up to what each frame shows, for benches that look at it. Nothing is encoded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from render.episode import STEPS
from render.lettering.model import Lettered
from render.lettering.onscreen import Scenery
from render.pixels.canvas import Shelf
from render.pixels.segments import Segment
from render.production.conductor import Production
from render.production.lettering_files import scene_letters
from render.production.made import Made
from render.production.planning.options import EpisodeOptions, PictureOptions, RenderOptions
from render.production.planning.plan import RenderPlan
from render.production.planning.prepare import prepare
from render.production.planning.style import StyleOptions
from render.production.planning.tools import Tools
from render.production.queue.executors import InlineExecutor
from render.production.queue.progress import Unseen
from render.production.queue.work import Work, nothing_stops
from render.production.steps import Step
from render.studio.session.session import TO_CUT
from render.studio.session.stills import still, still_shelf
from story.problems import Problems
from voices.store.store import FolderStore, Store

WIDE = (1280, 720)
TO_LOOK_AT: tuple[Step, ...] = (*TO_CUT, next(step for step in STEPS if step.makes == "endings"))
"""The steps up to what each frame shows, end screens with it."""


@dataclass(frozen=True)
class StageFilm:
    """A film's plan, all that was made of it, and the store that holds its pictures."""

    plan: RenderPlan
    made: Made
    store: Store
    shelf: Shelf = field(default_factory=still_shelf)

    @property
    def scenes(self) -> range:
        return range(len(self.plan.scenes))

    def letters(self, number: int) -> Lettered:
        """What is written over a scene; titles and boards aside."""
        made, plan = self.made, self.plan
        return scene_letters(
            plan.scenes,
            number,
            made.timelines[number],
            made.directions[number],
            dict(enumerate(made.facts[number])),
            plan.view,
            plan.letters,
        )

    def scenery(self, number: int) -> Scenery:
        """What a scene's shots show."""
        facts, section = self.made.facts[number], self.plan.scenes[number].section
        prompts = {facts[n].key: panel.prompt for n, panel in enumerate(section.panels)}
        shots = self.made.directions[number].shots
        known = {each.key: each for each in facts}
        return Scenery(shots, known, prompts, self.plan.view, self.plan.letters.speakers)

    def frame(self, number: int, frame: int) -> Image.Image:
        """A frame of a scene as the film has it."""
        return self._still(self.made.segments[number], frame)

    def end(self, number: int, frame: int) -> Image.Image:
        """A frame of the end screen of file `number`."""
        return self._still(self.made.endings[number], frame)

    def _still(self, segments: Sequence[Segment], frame: int) -> Image.Image:
        shown = still(segments, frame, self.plan.video, self.store, self.shelf)
        assert shown is not None
        return Image.open(io.BytesIO(shown)).convert("RGB")


def film_of(
    story: Path,
    folder: Path,
    style: StyleOptions,
    size: tuple[int, int] = WIDE,
    chapters: str = "",
) -> StageFilm:
    """A story in the draft voice; `folder` is the store's."""
    problems = Problems()
    store = FolderStore(folder, problems.add)
    tools = Tools(store, InlineExecutor, 1, Unseen(), problems)
    options = RenderOptions(
        folder,
        draft=True,
        episodes=EpisodeOptions(chapters=chapters),
        picture=PictureOptions(size=size, style=style),
    )
    plan = prepare(story, options, tools).plan
    work = Work(tools.make_executor, 1, tools.progress, nothing_stops)
    production = Production(plan, TO_LOOK_AT, store, work, problems)
    production.begin()
    production.run()
    return StageFilm(plan, production.made, store)
