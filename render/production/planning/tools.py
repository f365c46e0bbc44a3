"""What a render works with: store, workers, display, limits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from render.production.planning.plan import RenderPlan
from render.production.queue.work import Progress, nothing_stops
from story.problems import Problems
from voices.store.store import Store

AHEAD = 2
"""Tasks that each worker is given, so that none waits while this process is busy."""


def nothing_to_check(_plan: RenderPlan, _store: Store) -> None:
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
    check: Callable[[RenderPlan, Store], None] = nothing_to_check
    """Looks before work starts whether all is there that it needs."""
