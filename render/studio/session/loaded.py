"""A story read and planned for the studio: frozen, until a file is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from render.production.planning.options import RenderOptions
from render.production.planning.plan import RenderPlan
from render.production.planning.prepare import Prepared, planned
from render.production.planning.tools import Tools
from render.studio.edits.comments import StoryText, read_story
from render.studio.edits.files import StoryFolder
from render.studio.session.heard import QUICK, as_recorded
from story.problems import Problem, Problems
from voices.casting.story_cast import DRAFT_ENGINE, ENGINE
from voices.recording.voice_plan import VoicePlan


@dataclass(frozen=True)
class Loaded:
    """A story as its files have it: `revision` counts how often they were read.

    `ready` is planned with the voices of the cast.
    """

    revision: int
    text: StoryText
    ready: Prepared
    problems: tuple[Problem, ...]

    @property
    def plan(self) -> RenderPlan:
        """All episodes as they will be."""
        return self.ready.plan

    @property
    def voices(self) -> VoicePlan:
        """How its lines are voiced."""
        return self.ready.voices


def load(
    path: Path, folder: StoryFolder, options: RenderOptions, tools: Tools, revision: int
) -> Loaded:
    """Read, split, cast and plan a story. Raises InkreelError."""
    problems = Problems()
    text = read_story(path, folder, problems, book=options.episodes.book)
    ready = planned(text.script, text.settings, options, replace(tools, problems=problems))
    return Loaded(revision, text, ready, tuple(problems))


def engine_of(options: RenderOptions) -> str:
    """What voices are cast from."""
    return options.cast.engine or (DRAFT_ENGINE if options.draft else ENGINE)


def episode_plan(loaded: Loaded, number: int, options: RenderOptions, tools: Tools) -> RenderPlan:
    """The plan of one episode by itself, with the draft voice where takes are missing."""
    plan = loaded.plan
    episode = plan.episodes[number]
    alone = replace(
        plan,
        scenes=plan.scenes[episode.first : episode.last],
        episodes=(replace(episode, first=0, last=episode.last - episode.first),),
        intro=None,
    )
    if engine_of(options) in QUICK:
        return alone
    return as_recorded(alone, loaded.ready.script, loaded.ready.settings, tools.store)


def recorded_lines(plan: RenderPlan, loaded: Loaded) -> Mapping[str, bool]:
    """By the line's id, whether it is heard in its own voice in `plan`."""
    own = {
        request.key
        for scene in loaded.plan.scenes
        for request in scene.requests.values()
    }  # fmt: skip
    found: dict[str, bool] = {}
    for scene in plan.scenes:
        for phrase, request in scene.requests.items():
            found[phrase.line] = found.get(phrase.line, True) and request.key in own
    return found
