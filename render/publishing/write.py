"""The files of a render that are not film: script, cast and timeline as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render.captions.board_cues import board_cues
from render.captions.cues import NonSpeechSound, renamed
from render.captions.place import placed_cues
from render.captions.timing import cues
from render.production.perform import Reel
from render.production.spec import Output
from render.publishing.episode_facts import EpisodeFacts, EpisodeSlot, Performance, episode_facts
from render.publishing.keep import Keep, make_now
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
from voices.music.soundtrack import beside
from voices.store.files import write_file, write_json


def write_story(out: Path, script: Script, cast: Cast) -> None:
    """Write script and cast as JSON."""
    write_json(out / "script.json", script_json(script))
    write_json(out / "cast.json", cast_json(cast))


def write_reels(
    out: Path, script: Script, reels: Sequence[Reel], settings: StorySettings, tools: Publishing
) -> tuple[Output, ...]:
    """Write what belongs beside the film files: subtitles, timelines, upload files, a page."""
    facts = tuple(_facts(script, reel, settings, tools) for reel in reels)
    files = all_files(facts, settings, tools.look, tools.problems, tools.keep)
    for path, content in files.items():
        write_file(out / path, content)
    for reel in reels:
        timeline = timeline_json(reel.timeline, reel.plan.title)
        write_json(reel.plan.path.with_suffix(".timeline.json"), timeline)
    write_file(out / "index.html", player_page(facts).encode())
    return tuple(_output(reel) for reel in reels)


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
    reel: Reel,
    settings: StorySettings,
    tools: Publishing,
) -> EpisodeFacts:
    rules = caption_rules(settings.captions, children=tools.children)
    rules = replace(rules, labels=shown_names(script, rules.labels))
    played = beside(reel.timeline, reel.sections, tools.score).music if tools.score else ()
    music = tuple(NonSpeechSound("music", cue.start, cue.end) for cue in played)
    heard = cues(reel.sections, reel.timeline, rules, sounds=music)
    told = (*renamed(heard, rules.labels), *board_cues(reel.sections, reel.timeline))
    told = tuple(sorted(told, key=lambda cue: cue.start))
    shots = [direction.shots for direction in reel.directions]
    placed = placed_cues(told, reel.timeline, shots, reel.pictures.values())
    plan = reel.plan
    return episode_facts(
        script,
        EpisodeSlot(plan.path.stem, plan.title, plan.number, tools.count, plan.following),
        Performance(reel.sections, reel.timeline, placed, reel.pictures),
        tools.size,
        story_fonts(script.path.parent, settings.fonts),
    )


def _output(reel: Reel) -> Output:
    seconds = float(reel.timeline.frames / reel.timeline.fps)
    return Output(reel.plan.path, reel.plan.title, seconds, reel.plan.path.stat().st_size)
