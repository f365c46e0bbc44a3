"""`inkreel render`: a story becomes episodes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from render import show
from render.commands.grouped import takes
from render.commands.render_options import Picture, Running, Sound, What, render_options
from render.commands.terminal import OUT, be_strict, progress, say, tell, the_store, workers
from render.commands.terminal import show as show_line
from story.problems import Problems

if TYPE_CHECKING:
    from render.episode import Tools


@takes(what=What, picture=Picture, sound=Sound, running=Running)
def render(what: What, picture: Picture, sound: Sound, running: Running) -> None:
    """Render a story into episodes: MP4 and subtitles, with voices, camera and sound."""
    from render.episode import explain_story, render_story

    options = render_options(what, picture, sound, locked=running.locked)
    problems, started = Problems(), time.monotonic()
    with tools_for(running, problems) as tools:
        if running.explain:
            say(explain_story(what.path, options, tools))
            return
        outputs = render_story(what.path, options, tools)
    if not running.quiet:
        tell(problems)
        show_line(show.made(outputs, options, time.monotonic() - started), OUT)
    be_strict(problems, strict=running.strict)


@contextmanager
def tools_for(running: Running, problems: Problems) -> Iterator[Tools]:
    """The store, the workers and the display that a run asks for."""
    from render.episode import Tools, nothing_to_check
    from render.production.cluster import cluster_at  # a second to import, which only this needs
    from render.production.executors import worker_pool

    count, store = workers(running.jobs), the_store(running.store, problems)
    clock, most = time.monotonic, running.most_seconds
    with progress(quiet=running.quiet) as display:
        if not running.cluster:
            pool = partial(worker_pool, count)
            yield Tools(store, pool, count, display, problems, clock, most, nothing_to_check)
            return
        with cluster_at(running.cluster) as far:
            yield Tools(store, far.executor, far.at_once, display, problems, clock, most, far.check)
