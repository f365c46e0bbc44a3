"""`inkreel render`: a story becomes episodes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from render.commands import tables
from render.commands.grouped import takes
from render.commands.render_options import (
    OutputFlags,
    PictureFlags,
    RunFlags,
    SoundFlags,
    render_options,
)
from render.commands.terminal import OUT, be_strict, progress, say, tell, the_store, workers
from render.commands.terminal import show as show_line
from render.production.planning.options import RenderOptions
from render.production.queue.work import nothing_stops
from story.problems import Problems
from story.read import story_file
from voices.store.sizes import parse_bytes

if TYPE_CHECKING:
    from render.production.planning.tools import Tools


@takes(what=OutputFlags, picture=PictureFlags, sound=SoundFlags, running=RunFlags)
def render(what: OutputFlags, picture: PictureFlags, sound: SoundFlags, running: RunFlags) -> None:
    """Render a story into episodes: MP4 and subtitles, with voices, camera and sound."""
    options = render_options(what, picture, sound, locked=running.locked)
    make = partial(_render, what, options, running)
    if running.watch:
        from render.commands.watching import watch

        watch(story_file(what.path).parent, [options.out, Path(running.store or options.out)], make)
        return
    make(nothing_stops)


def _render(
    what: OutputFlags, options: RenderOptions, running: RunFlags, stop: Callable[[], str]
) -> None:
    from render.episode import explain_story, render_story

    problems, started = Problems(), time.monotonic()
    with tools_for(running, problems, stop) as tools:
        if running.explain:
            say(explain_story(what.path, options, tools))
            return
        outputs = render_story(what.path, options, tools)
    if not running.quiet:
        tell(problems)
        show_line(tables.made(outputs, options, time.monotonic() - started), OUT)
    be_strict(problems, strict=running.strict)


@contextmanager
def tools_for(
    running: RunFlags, problems: Problems, stop: Callable[[], str] = nothing_stops
) -> Iterator[Tools]:
    """The store, the workers and the display that a run asks for."""
    from render.production.cluster import cluster_at  # a second to import, which only this needs
    from render.production.limits import workers_within
    from render.production.planning.tools import Tools, nothing_to_check
    from render.production.queue.executors import worker_pool

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
