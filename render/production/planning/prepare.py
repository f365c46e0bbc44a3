"""From a story's file to the plan of a render: read, split, cast, and cut into episodes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from render.editing.brought import Brought, bring_film, film_lengths
from render.editing.end_screen import end_frames, end_seconds
from render.editing.opening import title_seconds
from render.editing.transitions import lead_in_frames, shown_transition
from render.lettering.model import LetterStyle
from render.pixels.segments import VideoSettings
from render.production.planning.lock import Lock, hold, lock_of, read_lock
from render.production.planning.options import RenderOptions
from render.production.planning.plan import EpisodePlan, RenderPlan
from render.production.planning.scenes import Scene, scenes
from render.production.planning.style import Style, style_of, with_callouts
from render.production.planning.tools import Tools
from render.shots import View
from render.typography.faces import story_fonts
from story.audio_description import describe_problems, described
from story.boards.boards import board_problems
from story.camera_moves import with_moves
from story.credits import Credit, colophon
from story.episodes.episodes import Episode, chosen_episodes, short_episodes, story_episodes
from story.errors import StoryError
from story.languages import language_of
from story.model import Script
from story.safe_text import slug
from story.script import asked_for, read_script
from story.settings import StorySettings, load_settings
from story.splitter.roster import shown_names
from voices.arranging.rhythm import Rhythm, paced
from voices.casting.cast import Cast
from voices.casting.story_cast import DRAFT_ENGINE, ENGINE, cast_story
from voices.music.score import Score, score_of
from voices.recording.voice_plan import VoiceOptions, VoicePlan, voice_plan

PARALLAX = 1.5
"""Percent of the frame's width by which an artist's layers pass each other: less is hardly seen,
more is a fairground."""

BENT = 1.0
"""Percent by which near things pass far ones in a picture without layers: between a rigid shot and
one bent by this, or by half as much again, jurors chose the bent one in 18 of 20 cases."""


@dataclass(frozen=True)
class Prepared:
    """A story that is read, split, cast and planned: nothing of it recorded or drawn yet."""

    script: Script
    settings: StorySettings
    cast: Cast
    voices: VoicePlan
    plan: RenderPlan
    lock: Lock
    episodes: int
    """How many the story has, chosen or not."""


def prepare(path: Path, options: RenderOptions, tools: Tools) -> Prepared:
    """Read, split and cast a story, and plan what is to be made of it."""
    asked = options.episodes
    settings = load_settings(path, tools.problems)
    settings = asked_for(settings, book=asked.book, commented=asked.commented)
    return planned(read_script(path, tools.problems, settings), settings, options, tools)


def planned(
    script: Script, settings: StorySettings, options: RenderOptions, tools: Tools
) -> Prepared:
    """Cast a story that was read with its settings, and plan what is to be made of it."""
    script = _completed(script, settings, options, tools)
    locked = read_lock(script.path.parent) if options.cast.locked else None
    engine = options.cast.engine or (DRAFT_ENGINE if options.draft else ENGINE)
    cast = cast_story(
        script,
        settings,
        tools.problems,
        engine=engine,
        one=options.cast.one,
        kept=locked.cast if locked else None,
        dry=options.cast.dry,
    )
    allowed = replace(options.cast.allowed, workers=tools.jobs)
    spoken = VoiceOptions(engine, options.cast.pace, allowed, options.cast.listen)
    voices = voice_plan(script, settings, cast, spoken, tools.problems)
    lock = lock_of(cast, voices.engines, settings.lexicon)
    if locked:
        hold(locked, lock)
    every = episodes_of(script, settings, options)
    plan = plan_render(script, every, voices, settings, options, tools)
    return Prepared(script, settings, cast, voices, plan, lock, len(every))


def _completed(
    script: Script, settings: StorySettings, options: RenderOptions, tools: Tools
) -> Script:
    """A story with what its settings and the options add to it."""
    script = with_moves(script, settings.camera, tools.problems)
    tools.problems.extend(board_problems(script))
    tools.problems.extend(describe_problems(script, settings.describe))
    return described(script, settings.describe) if options.episodes.described else script


def plan_render(
    script: Script,
    every: tuple[Episode, ...],
    voices: VoicePlan,
    settings: StorySettings,
    options: RenderOptions,
    tools: Tools,
) -> RenderPlan:
    """What is to be made: the chosen episodes' scenes, and the files they make."""
    asked, picture, fps = options.episodes, options.picture, options.picture.fps
    chosen = _chosen(script, every, asked.chapters)
    fonts = story_fonts(script.path.parent, settings.fonts)
    style = style_of(picture.style, settings.style, script, picture.size)
    played, gains = scenes(
        script,
        chosen,
        voices,
        picture.size,
        tools.store,
        fonts,
        breath=_breath(options),
        title=title_seconds(film=asked.film),
        fps=fps,
    )
    return RenderPlan(
        title=script.title,
        scenes=with_callouts(played, script, style.callouts),
        episodes=_episode_plans(script.title, every, chosen, played, options),
        cast=voices.uses,
        gains=gains,
        rhythm=paced(Rhythm(), options.cast.pace),
        view=_view(options, settings),
        video=VideoSettings(picture.size, fps, picture.quality),
        loudness=options.sound.loudness,
        end=end_frames(end_seconds(asked.end, site=_on_site(options, settings)), fps),
        zones=_on_site(options, settings),
        author=script.author,
        credits=_credits(script, settings, options),
        people=tuple(each.name for each in script.characters if each.named),
        letters=_letters(script, voices, settings, style, fonts),
        transition=shown_transition(settings.camera.transition, still=picture.still),
        insets=style.insets,
        depth=_depth(options, settings),
        splits=style.splits,
        recall=options.picture.recall,
        language=script.language,
        score=_score(script, every, chosen, settings, options, tools),
        intro=_film(asked.intro, "--intro", options, tools),
        outro=_film(asked.outro, "--outro", options, tools),
    )


def _chosen(script: Script, every: tuple[Episode, ...], chapters: str) -> tuple[Episode, ...]:
    """The episodes that are asked for. Raises StoryError where there are none."""
    chosen = chosen_episodes(every, chapters) if chapters else every
    if not chosen:
        raise StoryError(f"{script.path} has nothing to perform: no words and no pictures.")
    return chosen


def _credits(script: Script, settings: StorySettings, options: RenderOptions) -> tuple[Credit, ...]:
    """Who made the story: shorts have no time to say so."""
    told = colophon(script.author, script.meta, settings.youtube.credits)
    return () if options.episodes.shorts else tuple(told)


def _film(path: Path | None, asked: str, options: RenderOptions, tools: Tools) -> Brought | None:
    """The video that an option names."""
    return bring_film(path, options.picture.fps, tools.store, asked) if path else None


def _depth(options: RenderOptions, settings: StorySettings) -> tuple[float, float]:
    """By how much of the frame's width an artist's layers pass each other, and near things far ones
    in pictures without layers: a quick look bends these only where somebody asks for it."""
    asked = (options.picture.depth, settings.camera.depth)
    said = next((each for each in asked if each is not None), None)
    if said is not None:
        return said / 100, said / 100
    return PARALLAX / 100, 0.0 if options.draft else BENT / 100


def _breath(options: RenderOptions) -> bool:
    """Whether places to rest are looked for: shorts have no time for them."""
    return options.sound.breath and not options.episodes.shorts


def _score(
    script: Script,
    every: tuple[Episode, ...],
    chosen: tuple[Episode, ...],
    settings: StorySettings,
    options: RenderOptions,
    tools: Tools,
) -> Score:
    asked = options.sound
    score = score_of(asked.music, settings.music, script, every, chosen, tools.store)
    return replace(score, sounds=asked.effects)


def episodes_of(
    script: Script, settings: StorySettings, options: RenderOptions
) -> tuple[Episode, ...]:
    """All episodes of a story, as the options cut it, else its settings."""
    by = settings.episodes if options.episodes.by == "auto" else options.episodes.by
    every = story_episodes(script, by)
    return (
        short_episodes(
            every,
            unspoken=_unspoken(options, settings),
            pace=options.cast.pace,
            films=film_lengths(script.path.parent, script.sections, options.picture.fps),
        )
        if options.episodes.shorts
        else every
    )


def _unspoken(options: RenderOptions, settings: StorySettings) -> float:
    """Seconds of an episode's title and its end screen."""
    end = end_seconds(options.episodes.end, site=_on_site(options, settings))
    return title_seconds(film=options.episodes.film) + end


def _on_site(options: RenderOptions, settings: StorySettings) -> bool:
    """Whether the site lays its own things over the end: it never does over shorts."""
    return settings.youtube.end_screen and not options.episodes.shorts


def _letters(
    script: Script,
    voices: VoicePlan,
    settings: StorySettings,
    style: Style,
    fonts: tuple[Path, ...],
) -> LetterStyle:
    return LetterStyle(
        names=style.names,
        kind=style.lettering,
        speakers=tuple(voices.uses),
        labels=shown_names(script, settings.captions.labels),
        fonts=fonts,
        unnamed=frozenset(each.name for each in script.characters if not each.named),
        written=language_of(script.language).landmarks.written,
    )


def _view(options: RenderOptions, settings: StorySettings) -> View:
    lead_in = lead_in_frames(settings.camera.transition, options.picture.fps)
    return View(
        *options.picture.size,
        options.picture.fps,
        still=options.picture.still,
        lead_in=lead_in,
        upscaled=options.picture.upscale and not options.draft,
    )


def _episode_plans(
    title: str,
    every: tuple[Episode, ...],
    chosen: tuple[Episode, ...],
    played: tuple[Scene, ...],
    options: RenderOptions,
) -> tuple[EpisodePlan, ...]:
    titles = {part.number: part.title for part in every}
    plans, first = [], 0
    for part in chosen:
        last = first + sum(scene.part is part for scene in played)
        path = options.out / f"{part.name}.mp4"
        following = titles.get(part.number + 1, "")
        plans.append(EpisodePlan(part.number, part.title, path, first, last, following))
        first = last
    if options.episodes.film:
        path = options.out / f"{slug(title, 'film')}.mp4"
        following = titles.get(chosen[-1].number + 1, "")
        plans.append(EpisodePlan(0, title, path, 0, len(played), following))
    return tuple(plans)
