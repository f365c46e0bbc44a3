"""Runs tasks on an executor: lower ranks first, in a rank the dearest, a bounded number at once.

The executor is shaped like `concurrent.futures`. A task is a picklable function with plain-data
arguments; what follows from its result is a callback in this process, which may add more tasks.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any, Protocol

from story.errors import RenderError

Then = Callable[[Any], None]
_RETRIES = 2


@dataclass(frozen=True)
class Task:
    """A unit of work. `stage` groups it in the progress display; `cost` is in rough core-seconds.

    Tasks of lower `rank` go first, within a rank the dearer. `amount` counts in the display.
    """

    stage: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    cost: float = 1.0
    rank: int = 0
    amount: float = 1.0


class Progress(Protocol):
    """Hears of work as it comes and goes. `amount` is in the stage's own unit."""

    def expect(self, stage: str, amount: float) -> None:
        """More work of `stage` has been found."""

    def done(self, stage: str, amount: float) -> None:
        """Work of `stage` has been finished."""


@dataclass(order=True)
class _Waiting:
    order: tuple[int, float, int]
    task: Task = field(compare=False)
    then: Then = field(compare=False)
    tries: int = field(compare=False, default=0)
    ran_on: Executor | None = field(compare=False, default=None)


class Work:
    """A queue of tasks that grows while it runs. Build one, `add` tasks, `run` it."""

    def __init__(
        self, make_executor: Callable[[], Executor], at_once: int, progress: Progress
    ) -> None:
        self._make_executor = make_executor
        self._executor: Executor | None = None
        self._at_once = at_once
        self._progress = progress
        self._waiting: list[_Waiting] = []
        self._running: dict[Future[Any], _Waiting] = {}
        self._count = 0

    def add(self, task: Task, then: Then) -> None:
        """Queue `task`; `then` gets its result, in this process."""
        self._count += 1
        self._progress.expect(task.stage, task.amount)
        entry = _Waiting((task.rank, -task.cost, self._count), task, then)
        heapq.heappush(self._waiting, entry)

    def run(self) -> None:
        """Work until nothing is left. The first error ends it: running tasks are waited for."""
        try:
            while self._waiting or self._running:
                self._submit()
                self._collect()
        finally:
            self._close()

    def _submit(self) -> None:
        while self._waiting and len(self._running) < self._at_once:
            entry = heapq.heappop(self._waiting)
            entry.ran_on = self._executor = self._executor or self._make_executor()
            try:
                future = self._executor.submit(entry.task.function, *entry.task.arguments)
            except BrokenExecutor:
                self._again(entry)
                continue
            self._running[future] = entry

    def _collect(self) -> None:
        finished, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in sorted(finished, key=lambda done: self._running[done].order):
            entry = self._running.pop(future)
            try:
                result = future.result()
            except BrokenExecutor:
                self._again(entry)
                continue
            self._progress.done(entry.task.stage, entry.task.amount)
            entry.then(result)

    def _again(self, entry: _Waiting) -> None:
        if entry.tries >= _RETRIES:
            raise RenderError(
                f"a worker died {entry.tries + 1} times while {entry.task.stage}. It may have run "
                "out of memory: try --jobs 1. What was done is kept; run the command again."
            )
        if entry.ran_on is self._executor and self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None
        entry.tries += 1
        heapq.heappush(self._waiting, entry)

    def _close(self) -> None:
        for future in self._running:
            future.cancel()
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None
