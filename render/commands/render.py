"""`inkreel render`: a story becomes episodes."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from render.commands import tables
from render.commands.grouped import takes
from render.commands.render_options import (
    OutputFlags,
    PictureFlags,
    RunFlags,
    SoundFlags,
    render_options,
)
from render.commands.terminal import OUT, be_strict, fail, progress, say, tell, the_store, workers
from render.commands.terminal import show as show_line
from render.production.planning.options import RenderOptions
from render.production.queue.work import nothing_stops
from story.errors import InkreelError, LimitError, SettingsError, StoreError
from story.problems import Problems
from story.read import each_story, story_file
from story.safe_text import story_name
from voices.store.sizes import parse_bytes

if TYPE_CHECKING:
    from render.production.planning.plan import EpisodeFile
    from render.production.planning.tools import Tools


@takes(what=OutputFlags, picture=PictureFlags, sound=SoundFlags, running=RunFlags)
def render(what: OutputFlags, picture: PictureFlags, sound: SoundFlags, running: RunFlags) -> None:
    """Render a story into episodes: MP4 and subtitles, with voices, camera and sound."""
    options = render_options(what, picture, sound, locked=running.locked)
    make = partial(_render, what, options, running)
    if running.watch:
        if what.more or what.each:
            raise SettingsError("--watch: name one story to watch.")
        from render.commands.watching import watch

        watch(story_file(what.path).parent, [options.out, Path(running.store or options.out)], make)
        return
    make(nothing_stops)


def _render(
    what: OutputFlags, options: RenderOptions, running: RunFlags, stop: Callable[[], str]
) -> None:
    from render.episode import explain_story

    problems, started = Problems(), time.monotonic()
    with tools_for(running, problems, stop) as tools:
        stories = stories_of(what)
        asked = [replace(options, out=out_of(what, path, len(stories))) for path in stories]
        if running.explain:
            for path, wanted in zip(stories, asked, strict=True):
                say(explain_story(path, wanted, tools))
            return
        made, failed = _made(stories, asked, tools)
        outputs = [output for episodes in made.values() for output in episodes]
    if not running.quiet:
        tell(problems)
    if outputs and not running.quiet:
        show_line(tables.made(outputs, options, time.monotonic() - started), OUT)
    if failed:
        _tell_failed(stories, made, failed)
    be_strict(problems, strict=running.strict)


def _made(
    stories: Sequence[Path], asked: Sequence[RenderOptions], tools: Tools
) -> tuple[dict[Path, tuple[EpisodeFile, ...]], dict[Path, InkreelError]]:
    """The files of each story, and why others have none: one of several that fails stops no
    other, but for a store that is full and a limit that is reached. A single one raises."""
    from render.episode import render_story

    made: dict[Path, tuple[EpisodeFile, ...]] = {}
    failed: dict[Path, InkreelError] = {}
    for path, options in zip(stories, asked, strict=True):
        try:
            made[path] = render_story(path, options, tools)
        except InkreelError as error:
            if len(stories) == 1:
                raise
            failed[path] = error
            if isinstance(error, StoreError | LimitError):
                break
    return made, failed


def _tell_failed(
    stories: Sequence[Path], made: Collection[Path], failed: Mapping[Path, InkreelError]
) -> None:
    """Say which of several stories were made, and which not and why. Raises Exit."""
    for path, error in failed.items():
        fail(f"{path} was not made: {error}")
    left = [path for path in stories if path not in made and path not in failed]
    groups = {"made": made, "failed": failed, "not tried": left}
    told = [f"{what}: {', '.join(map(str, paths))}" for what, paths in groups.items() if paths]
    fail(f"{len(made)} of {len(stories)} stories made. {'; '.join(told)}.")
    raise typer.Exit(next(iter(failed.values())).exit_code)


def stories_of(what: OutputFlags) -> list[Path]:
    """The stories that are to be made, in order. Raises StoryError, SettingsError."""
    if what.book and what.each:
        raise SettingsError("--book and --each: choose one story of all files, or one of each.")
    given = [what.path, *(what.more or ())]
    found = [file for path in given for file in each_story(path)] if what.each else given
    names = [story_name(path) for path in found]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise SettingsError(
            f"two stories would write to {twice!r}: render them one by one, each with its --out."
        )
    return found


def out_of(what: OutputFlags, path: Path, count: int) -> Path:
    """Where a story's files go; each of several has a folder of its own."""
    name = story_name(path)
    if count > 1:
        return (what.out or Path("out")) / name
    return what.out or Path("out") / name


@contextmanager
def tools_for(
    running: RunFlags, problems: Problems, stop: Callable[[], str] = nothing_stops
) -> Iterator[Tools]:
    """The store, the workers and the display that a run asks for."""
    from render.production.cluster import cluster_at  # a second to import, which only this needs
    from render.production.limits import workers_within
    from render.production.planning.tools import Tools, nothing_to_check
    from render.production.queue.executors import worker_pool
    from voices.engines.keeper import adopt_orphans

    adopt_orphans()  # for the pool to end: what a worker that was killed leaves
    count, store = workers(running.jobs), the_store(running.store, problems)
    most = parse_bytes(running.max_memory) if running.max_memory else 0
    count = workers_within(most, count) if most else count
    clock, stop = time.monotonic, _stops(running, most, stop)
    with progress(quiet=running.quiet) as display:
        if not running.cluster:
            pool = partial(worker_pool, count)
            yield Tools(store, pool, count, display, problems, clock, stop, nothing_to_check)
            return
        with cluster_at(running.cluster) as far:
            yield Tools(store, far.executor, far.at_once, display, problems, clock, stop, far.check)


def _stops(running: RunFlags, most: int, other: Callable[[], str]) -> Callable[[], str]:
    """Why to stop: time, memory (bytes, 0 for any amount), or something else."""
    from render.production.limits import within_memory

    end = time.monotonic() + running.most_seconds
    memory = within_memory(most) if most else nothing_stops

    def why() -> str:
        late = "the time of --max-time is up" if time.monotonic() > end else ""
        return late or other() or memory()

    return why
