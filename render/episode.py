"""The recipe: a story file becomes finished episodes. Start reading here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from render.production import episode_steps, scene_steps
from render.production.episode_stems import write_episode_stems
from render.production.perform import Account, perform
from render.production.planning.lock import write_lock
from render.production.planning.options import RenderOptions
from render.production.planning.plan import EpisodeFile, MadeEpisode
from render.production.planning.prepare import Prepared, prepare
from render.production.planning.tools import Tools
from render.production.steps import Need, Step
from render.publishing.upload_files import check_uploads
from render.publishing.write import publish, write_story
from render.reports.explain import explain
from render.reports.inputs import inputs_of
from render.reports.report import keep_report, report_json
from voices.casting.cast import Cast
from voices.casting.voice_use import with_gains
from voices.mixing.voice_gain import known_gain
from voices.store.files import prepare_folder

TO_DIRECT: tuple[Step, ...] = (
    Step("measure", "gains", "production", (), scene_steps.gains, scene_steps.ask_gains),
    Step("look", "facts", "scene", (), scene_steps.facts, scene_steps.ask_looks),
    Step("record", "takes", "scene", (), scene_steps.takes, scene_steps.ask_takes),
    Step(
        "arrange",
        "timelines",
        "scene",
        (Need("takes"), Need("gains", "one"), Need("facts")),
        scene_steps.timeline,
    ),
    Step(
        "direct",
        "directions",
        "scene",
        (Need("timelines"), Need("facts"), Need("directions", "before")),
        scene_steps.direction,
    ),
)
"""From a script with a cast to what the camera does: all that a storyboard takes."""

STEPS: tuple[Step, ...] = (
    *TO_DIRECT,
    Step(
        "edit",
        "segments",
        "scene",
        (Need("directions"), Need("directions", "after"), Need("facts"), Need("facts", "after")),
        scene_steps.segments,
    ),
    Step(
        "enlarge",
        "enlarged",
        "scene",
        (Need("segments"),),
        scene_steps.drawn,
        scene_steps.ask_enlarged,
    ),
    Step(
        "compose, encode",
        "drawn",
        "scene",
        (Need("segments"), Need("enlarged")),
        scene_steps.drawn,
        scene_steps.ask_drawn,
    ),
    Step("intro", "intros", "production", (), scene_steps.drawn, episode_steps.ask_intro),
    Step("close", "endings", "episode", (Need("directions", "all"),), episode_steps.ending),
    Step(
        "enlarge the end",
        "ends_enlarged",
        "episode",
        (Need("endings"),),
        scene_steps.drawn,
        episode_steps.ask_ends_enlarged,
    ),
    Step(
        "end",
        "ended",
        "episode",
        (Need("endings"), Need("ends_enlarged")),
        scene_steps.drawn,
        episode_steps.ask_ended,
    ),
    Step(
        "mix",
        "sounds",
        "episode",
        (Need("timelines", "all"), Need("directions", "all")),
        episode_steps.sound,
        episode_steps.ask_sound,
    ),
    Step(
        "mux",
        "films",
        "episode",
        (Need("drawn", "all"), Need("ended"), Need("sounds"), Need("intros", "one")),
        episode_steps.film,
        episode_steps.ask_film,
    ),
)
"""From a script with a cast to finished films. A step begins when all that it needs is made, so
that one scene is drawn while the next is recorded; `render/production/steps.py` says how to read
a row."""


def render_story(path: Path, options: RenderOptions, tools: Tools) -> tuple[EpisodeFile, ...]:
    """Read, split, cast; record to mux (`STEPS`); publish."""
    prepare_folder(options.out)
    tools.store.tidy()
    ready = prepare(path, options, tools)
    check_uploads(ready.script, ready.plan, ready.settings.youtube, ready.episodes)
    write_story(options.out, ready.script, ready.cast)
    made, account = perform(ready.plan, STEPS, tools)
    ready = replace(ready, cast=as_heard(ready, tools))
    write_story(options.out, ready.script, ready.cast)  # again, with the gains just measured
    if options.sound.stems:
        write_episode_stems(options.out, made, ready.plan.score, tools.store)
    files, kept = publish(ready, made, options, tools)
    _account_for(ready, replace(account, entries=(*account.entries, *kept)), files, options, tools)
    return files


def direct_story(path: Path, options: RenderOptions, tools: Tools) -> MadeEpisode:
    """Read, split, cast, record, arrange, direct: the whole story as one episode, not filmed."""
    plan = prepare(path, options, tools).plan
    whole = replace(plan.episodes[0], number=0, title=plan.title, first=0, last=len(plan.scenes))
    plan = replace(plan, episodes=(whole,), intro=None, outro=None, end=0)
    return perform(plan, TO_DIRECT, tools)[0][0]


def explain_story(path: Path, options: RenderOptions, tools: Tools) -> str:
    """What rendering the story would do, and why."""
    return explain(prepare(path, options, tools).plan, STEPS, options.out, tools.store)


def as_heard(ready: Prepared, tools: Tools) -> Cast:
    """The cast with the gains that were measured for it."""
    measured = {voice: known_gain(gain, tools.store) for voice, gain in ready.plan.gains.items()}
    gains = {voice: gain for voice, gain in measured.items() if gain is not None}
    return replace(ready.cast, uses=with_gains(ready.cast, gains))


def _account_for(
    ready: Prepared,
    account: Account,
    files: tuple[EpisodeFile, ...],
    options: RenderOptions,
    tools: Tools,
) -> None:
    """Keep the report of what was done, and the lock of what it was done with."""
    report = report_json(inputs_of(ready.plan), account, files, tuple(tools.problems))
    if not options.draft:
        write_lock(ready.script.path.parent, ready.lock, tools.problems)
    keep_report(report, options.out, tools.store, tools.problems)
