"""One scene as it will be: rendered by itself, small, with the voices that are there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from render.episode import STEPS
from render.production.perform import perform
from render.production.planning.options import RenderOptions, draft_size
from render.production.planning.prepare import planned
from render.production.planning.tools import Tools
from render.studio.edits.changes import EditError
from render.studio.session.loaded import Loaded, episode_plan
from voices.store.files import prepare_folder


def small(options: RenderOptions) -> RenderOptions:
    """The options for a quick look: half the size, coarsely coded, nothing drawn anew."""
    picture = options.picture
    size = draft_size(picture.size)
    return replace(options, picture=replace(picture, size=size, quality="draft", upscale=False))


def scene_title(loaded: Loaded, episode: int, scene: int) -> str:
    """What a scene is called. Raises EditError where there is none."""
    plans = loaded.plan.episodes
    if not 0 <= episode < len(plans) or not 0 <= scene < plans[episode].last - plans[episode].first:
        raise EditError(f"there is no scene {scene} in episode {episode}.")
    section = loaded.plan.scenes[plans[episode].first + scene].section
    return f"scene {scene + 1}: {section.title or section.label or loaded.plan.title}"


def scene_film(
    loaded: Loaded, at: tuple[int, int], options: RenderOptions, folder: Path, tools: Tools
) -> Path:
    """Render the scene `at` (its episode and its place there) into `folder`; the film's path.

    Raises InkreelError as a render does.
    """
    episode, scene = at
    asked = small(options)
    ready = planned(loaded.text.script, loaded.text.settings, asked, tools)
    plan = episode_plan(replace(loaded, ready=ready), episode, asked, tools)
    prepare_folder(folder)
    path = folder / f"scene-{episode + 1}-{scene + 1}.mp4"
    alone = replace(plan.episodes[0], path=path, first=scene, last=scene + 1)
    # What it shows depends on the scenes before it, and its end on the one after it.
    scenes = plan.scenes[: scene + 2]
    perform(replace(plan, scenes=scenes, episodes=(alone,), end=0, outro=None), STEPS, tools)
    return path
