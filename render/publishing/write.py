"""The files of a render beside the films: script, cast, timelines, captions, uploads, page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render.captions.board_cues import board_cues
from render.captions.model import NonSpeechSound, renamed
from render.captions.place import placed_cues
from render.captions.timing import cues
from render.production.planning.options import RenderOptions
from render.production.planning.plan import EpisodeFile, MadeEpisode
from render.production.planning.prepare import Prepared
from render.production.planning.tools import Tools
from render.production.tasks import see
from render.publishing.episode_facts import EpisodeFacts, EpisodeSlot, Performance, episode_facts
from render.publishing.keep import Keep, StoreKeep, make_now
from render.publishing.player import player_page
from render.publishing.upload_files import all_files, caption_rules
from render.typography.faces import story_fonts
from story.model import Script
from story.output.script_json import script_json
from story.problems import Problems
from story.settings import StorySettings
from story.splitter.roster import shown_names
from voices.arranging.timeline_json import timeline_json
from voices.casting.cast import Cast
from voices.casting.cast_file import cast_json
from voices.music.score import Score
from voices.music.soundtrack import beside, music_heard
from voices.store.files import write_file, write_json


def write_story(out: Path, script: Script, cast: Cast) -> None:
    """Write script and cast as JSON."""
    write_json(out / "script.json", script_json(script))
    write_json(out / "cast.json", cast_json(cast))


def publish(
    ready: Prepared, made: Sequence[MadeEpisode], options: RenderOptions, tools: Tools
) -> tuple[tuple[EpisodeFile, ...], tuple[str, ...]]:
    """Write all that belongs beside the films; the films, and the store's keys of what was kept."""
    keep = StoreKeep(tools.store)
    outside = Publishing(
        options.picture.size,
        partial(see, tools.store),
        tools.problems,
        ready.episodes,
        options.picture.children,
        ready.plan.score,
        keep,
    )
    files = write_episodes(options.out, ready.script, made, ready.settings, outside)
    return files, tuple(keep.keys)


def write_episodes(
    out: Path,
    script: Script,
    made: Sequence[MadeEpisode],
    settings: StorySettings,
    tools: Publishing,
) -> tuple[EpisodeFile, ...]:
    """Write what belongs beside the film files: subtitles, timelines, upload files, a page.

    Where that fails for a film, it is raised once all others have theirs.
    """
    facts: list[EpisodeFacts] = []
    failures: list[Exception] = []
    for episode in made:
        try:
            facts.append(_write_episode(out, script, episode, settings, tools))
        except Exception as error:  # of any kind: the films took hours, their files take seconds
            failures.append(error)
    if facts:
        write_file(out / "index.html", player_page(facts).encode())
    if failures:
        raise failures[0]
    return tuple(_file(episode) for episode in made)


def _write_episode(
    out: Path, script: Script, episode: MadeEpisode, settings: StorySettings, tools: Publishing
) -> EpisodeFacts:
    """Write what belongs beside one film; its facts, for the page."""
    timeline = timeline_json(episode.timeline, episode.plan.title)
    write_json(episode.plan.path.with_suffix(".timeline.json"), timeline)
    facts = _facts(script, episode, settings, tools)
    files = all_files((facts,), settings, tools.look, tools.problems, tools.keep)
    for path, content in files.items():
        write_file(out / path, content)
    return facts


@dataclass(frozen=True)
class Publishing:
    """What publishing needs from outside.

    `size` of the picture, `look`: how to see a panel by its key, `problems`: where to complain,
    `count` of the story's episodes, chosen or not, `children`: captions at their reading speed,
    `score`: what is heard beside the voices, `keep`: where files are kept that take a while.
    """

    size: tuple[int, int]
    look: Callable[[str], NDArray[np.uint8]]
    problems: Problems
    count: int
    children: bool = False
    score: Score | None = None
    keep: Keep = make_now


def _facts(
    script: Script,
    episode: MadeEpisode,
    settings: StorySettings,
    tools: Publishing,
) -> EpisodeFacts:
    rules = caption_rules(settings.captions, children=tools.children)
    rules = replace(rules, labels=shown_names(script, rules.labels))
    score = tools.score
    played = music_heard(beside(episode.timeline, episode.sections, score)) if score else ()
    music = tuple(NonSpeechSound("music", start, end) for start, end in played)
    heard = cues(episode.sections, episode.timeline, rules, sounds=music)
    told = (*renamed(heard, rules.labels), *board_cues(episode.sections, episode.timeline))
    told = tuple(sorted(told, key=lambda cue: cue.start))
    shots = [direction.shots for direction in episode.directions]
    placed = placed_cues(told, episode.timeline, shots, episode.pictures.values())
    plan = episode.plan
    return episode_facts(
        script,
        EpisodeSlot(plan.path.stem, plan.title, plan.number, tools.count, plan.following),
        Performance(episode.sections, episode.timeline, placed, episode.pictures),
        tools.size,
        story_fonts(script.path.parent, settings.fonts),
    )


def _file(episode: MadeEpisode) -> EpisodeFile:
    seconds = float(episode.timeline.frames / episode.timeline.fps)
    return EpisodeFile(
        episode.plan.path, episode.plan.title, seconds, episode.plan.path.stat().st_size
    )
