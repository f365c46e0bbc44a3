"""The recipe: a story file becomes finished episodes. Start reading here."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from render.editing.cutting import lead_in_frames
from render.editing.end_screen import end_frames
from render.editing.intro import bring_intro
from render.lettering.model import LetterStyle
from render.pixels.segments import VideoSettings
from render.production.limits import check_room, seldom, space_needed
from render.production.perform import Ask, Production, Reel, ReelPlan
from render.production.planning.lock import Lock, hold, lock_of, read_lock, write_lock
from render.production.planning.options import RenderOptions
from render.production.planning.scenes import Scene, scenes
from render.production.queue.work import Progress, Work, nothing_stops
from render.production.reel_stems import write_reel_stems
from render.production.spec import Output
from render.production.tasks import see
from render.publishing.keep import StoreKeep
from render.publishing.write import Publishing, write_reels, write_story
from render.reports.explain import explain
from render.reports.inputs import inputs_of
from render.reports.report import Account, keep_report, report_json
from render.shots import View
from render.typography.faces import story_fonts
from story.audio_description import described
from story.boards.boards import board_problems
from story.camera_moves import with_moves
from story.credits import colophon
from story.episodes.episodes import Episode, chosen_episodes, short_episodes, story_episodes
from story.errors import StoryError
from story.model import Script
from story.problems import Problems
from story.safe_text import slug
from story.script import read_script
from story.settings import StorySettings, load_settings
from story.splitter.roster import shown_names
from voices.arranging.rhythm import Rhythm, paced
from voices.casting.cast import Cast
from voices.casting.story_cast import DRAFT_ENGINE, ENGINE, cast_story
from voices.casting.voice_use import with_gains
from voices.mixing.voice_gain import known_gain
from voices.music.score import score_of
from voices.recording.voice_plan import VoiceOptions, VoicePlan, voice_plan
from voices.store.files import prepare_folder
from voices.store.store import Store

AHEAD = 2
"""Tasks that each worker is given, so that none waits while this process is busy."""
TRANSITION = 0.4
"""Seconds of the crossfade between two panels."""


def nothing_to_check(_ask: Ask, _store: Store) -> None:
    """All is there: work is done on this machine."""


@dataclass(frozen=True)
class Tools:
    """What a render works with: its store, how it gets an executor, how many workers that has."""

    store: Store
    make_executor: Callable[[], Executor]
    jobs: int
    progress: Progress
    problems: Problems
    clock: Callable[[], float] = lambda: 0.0
    stop: Callable[[], str] = nothing_stops
    """Says why to stop before all is done, "" while nothing stands against going on."""
    check: Callable[[Ask, Store], None] = nothing_to_check
    """Looks before work starts whether all is there that it needs."""


@dataclass(frozen=True)
class Prepared:
    """A story that is read, split, cast and planned: nothing of it recorded or drawn yet."""

    script: Script
    settings: StorySettings
    cast: Cast
    ask: Ask
    lock: Lock


def render_story(path: Path, options: RenderOptions, tools: Tools) -> tuple[Output, ...]:
    """Read, split, cast, record, arrange, mix, direct, compose, encode, mux, publish."""
    prepare_folder(options.out)
    tools.store.tidy()
    ready = prepare(path, options, tools)
    write_story(options.out, ready.script, ready.cast)
    reels, account = produce(ready.ask, tools)
    write_story(options.out, ready.script, as_heard(ready.cast, ready.ask, tools.store))
    if options.stems:
        write_reel_stems(options.out, reels, ready.ask.score, tools.store)
    count, look = len(episodes_of(ready.script, ready.settings, options)), partial(see, tools.store)
    score, keep = ready.ask.score, StoreKeep(tools.store)
    publishing = Publishing(
        options.size, look, tools.problems, count, options.children, score, keep
    )
    outputs = write_reels(options.out, ready.script, reels, ready.settings, publishing)
    account = replace(account, entries=(*account.entries, *keep.keys))
    report = report_json(inputs_of(ready.ask), account, outputs, tuple(tools.problems))
    if not options.draft:
        write_lock(ready.script.path.parent, ready.lock, tools.problems)
    keep_report(report, options.out, tools.store, tools.problems)
    return outputs


def as_heard(cast: Cast, ask: Ask, store: Store) -> Cast:
    """The cast with the gains that were measured for it."""
    measured = {voice: known_gain(gain, store) for voice, gain in ask.gains.items()}
    gains = {voice: gain for voice, gain in measured.items() if gain is not None}
    return replace(cast, uses=with_gains(cast, gains))


def explain_story(path: Path, options: RenderOptions, tools: Tools) -> str:
    """What rendering the story would do, and why."""
    return explain(prepare(path, options, tools).ask, options.out, tools.store)


def prepare(path: Path, options: RenderOptions, tools: Tools) -> Prepared:
    """Read, split and cast a story, and plan what is to be made of it."""
    settings = load_settings(path, tools.problems)
    script = read_script(path, tools.problems, settings)
    script = with_moves(script, settings.camera, tools.problems)
    tools.problems.extend(board_problems(script))
    if options.described:
        script = described(script, settings.describe)
    engine = options.engine or (DRAFT_ENGINE if options.draft else ENGINE)
    one = options.voices == "one"
    locked = read_lock(script.path.parent) if options.locked else None
    kept = locked.cast if locked else None
    cast = cast_story(
        script, settings, tools.problems, engine=engine, one=one, kept=kept, dry=options.dry
    )
    allowed = replace(options.allowed, workers=tools.jobs)
    spoken = VoiceOptions(engine, options.pace, allowed, options.listen)
    voices = voice_plan(script, settings, cast, spoken, tools.problems)
    lock = lock_of(cast, voices.engines, settings.lexicon)
    if locked:
        hold(locked, lock)
    ask = plan_story(script, voices, settings, options, tools)
    return Prepared(script, settings, cast, ask, lock)


def plan_story(
    script: Script,
    voices: VoicePlan,
    settings: StorySettings,
    options: RenderOptions,
    tools: Tools,
) -> Ask:
    """What is to be made: the chosen episodes' scenes, and the files they make."""
    every = episodes_of(script, settings, options)
    chosen = chosen_episodes(every, options.chapters) if options.chapters else every
    if not chosen:
        raise StoryError(f"{script.path} has nothing to perform: no words and no pictures.")
    own = settings.youtube
    fonts = story_fonts(script.path.parent, settings.fonts)
    played, gains = scenes(script, chosen, voices, options.size, tools.store, fonts)
    return Ask(
        title=script.title,
        scenes=played,
        reels=_reels(script.title, every, chosen, played, options),
        cast=voices.uses,
        gains=gains,
        rhythm=paced(Rhythm(), options.pace),
        view=_view(options, settings),
        video=VideoSettings(options.size, options.fps, options.quality),
        loudness=options.loudness,
        end=end_frames(options.end, options.fps),
        author=script.author,
        credits=() if options.shorts else colophon(script.author, script.meta, own.credits),
        people=tuple(each.name for each in script.characters if each.named),
        letters=LetterStyle(
            names=options.names,
            kind=options.lettering,
            speakers=tuple(voices.uses),
            labels=shown_names(script, settings.captions.labels),
            fonts=fonts,
        ),
        transition=settings.camera.transition,
        score=score_of(
            options.music,
            settings.music,
            script.path,
            every,
            chosen,
            tools.store,
        ),
        intro=bring_intro(options.intro, options.fps, tools.store) if options.intro else None,
    )


def episodes_of(
    script: Script, settings: StorySettings, options: RenderOptions
) -> tuple[Episode, ...]:
    """All episodes of a story, as the options cut it, else its settings."""
    by = settings.episodes if options.episodes == "auto" else options.episodes
    every = story_episodes(script, by)
    return short_episodes(every, end=options.end, pace=options.pace) if options.shorts else every


def perform(ask: Ask, tools: Tools) -> tuple[Reel, ...]:
    """Make all that is asked for."""
    return produce(ask, tools)[0]


def produce(ask: Ask, tools: Tools) -> tuple[tuple[Reel, ...], Account]:
    """Make all that is asked for, and account for it. Raises StoreError where it can't
    fit the disk, LimitError when `tools.stop` says why."""
    started = tools.clock()
    tools.check(ask, tools.store)
    stop = seldom(tools.stop, tools.clock)
    work = Work(tools.make_executor, tools.jobs * AHEAD, tools.progress, stop)
    production = Production(ask, tools.store, work, tools.problems)
    production.begin()
    space = space_needed(ask, work.queued(), production.waiting())
    check_room(space, tools.store.at, ask.reels[0].path.parent)
    reels = production.run()
    seconds = tools.clock() - started
    return reels, Account(work.done, production.entries(), seconds, production.hits())


def _view(options: RenderOptions, settings: StorySettings) -> View:
    lead_in = lead_in_frames(settings.camera.transition, TRANSITION, options.fps)
    return View(*options.size, options.fps, still=options.still, lead_in=lead_in)


def _reels(
    title: str,
    every: tuple[Episode, ...],
    chosen: tuple[Episode, ...],
    played: tuple[Scene, ...],
    options: RenderOptions,
) -> tuple[ReelPlan, ...]:
    titles = {part.number: part.title for part in every}
    plans, first = [], 0
    for part in chosen:
        last = first + sum(scene.part is part for scene in played)
        path = options.out / f"{part.name}.mp4"
        following = titles.get(part.number + 1, "")
        plans.append(ReelPlan(part.number, part.title, path, first, last, following))
        first = last
    if options.film:
        path = options.out / f"{slug(title, 'film')}.mp4"
        following = titles.get(chosen[-1].number + 1, "")
        plans.append(ReelPlan(0, title, path, 0, len(played), following))
    return tuple(plans)
