"""Runs tasks on an executor: lower ranks first, in a rank the dearest, a bounded number at once.

The executor is shaped like `concurrent.futures`. A task is a picklable function with plain-data
arguments; what follows from its result is a callback in this process, which may add more tasks.
Tasks that ran when a worker died, or that found no memory, are tried again alone: the one that
kills workers is found, and has the machine's memory to itself.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from typing import Any, Protocol

from render.production.queue.time_left import TimeLeft
from story.errors import LimitError, LostError, RenderError
from story.problems import Problem, counted

Then = Callable[[Any], None]
Lost = Callable[[LostError], None]
_RETRIES = 2
"""How often a task is tried again: a worker may die of its neighbours' memory, seldom thrice."""
_NO_MEMORY = ("std::bad_alloc", "Cannot allocate memory")
"""What libraries say that raise no MemoryError."""
_LOOK_SECONDS = 1.0
"""How long is waited for a task before limits are looked at again."""


def out_of_memory(error: Exception) -> bool:
    """Whether an error tells of memory that there was not."""
    said = str(error)
    return isinstance(error, MemoryError) or any(sign in said for sign in _NO_MEMORY)


def nothing_stops() -> str:
    """No limit is set."""
    return ""


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
        """More work of `stage` has been found; less, where the amount is negative."""

    def done(self, stage: str, amount: float) -> None:
        """Work of `stage` has been finished."""

    def foresee(self, seconds: Callable[[], float | None]) -> None:
        """Whoever wants to know how long it will go on may ask `seconds`; None: not known yet."""


class Queue(Protocol):
    """What takes tasks and sees to them."""

    def add(self, task: Task, then: Then, lost: Lost | None = None) -> None:
        """Queue `task`; `then` gets its result, `lost` hears where its inputs were gone."""

    def run(self) -> None:
        """Work until nothing is left."""


@dataclass(order=True)
class _Waiting:
    order: tuple[int, float, int]
    task: Task = field(compare=False)
    then: Then = field(compare=False)
    lost: Lost | None = field(compare=False, default=None)
    tries: int = field(compare=False, default=0)
    ran_on: Executor | None = field(compare=False, default=None)


class Work:
    """A queue of tasks that grows while it runs. Build one, `add` tasks, `run` it."""

    def __init__(
        self,
        make_executor: Callable[[], Executor],
        at_once: int,
        progress: Progress,
        stop: Callable[[], str] = nothing_stops,
        left: TimeLeft | None = None,
    ) -> None:
        self._make_executor = make_executor
        self._executor: Executor | None = None
        self._at_once = at_once
        self._progress = progress
        self._stop = stop
        self._left = left or TimeLeft(lambda: 0.0, at_once)
        progress.foresee(self._left.seconds)
        self._waiting: list[_Waiting] = []
        self._suspects: list[_Waiting] = []
        self._running: dict[Future[Any], _Waiting] = {}
        self._count = 0
        self.done: dict[str, float] = {}
        """Amounts finished, by stage."""

    def queued(self) -> tuple[Task, ...]:
        """What waits to be done."""
        return tuple(entry.task for entry in self._waiting)

    def add(self, task: Task, then: Then, lost: Lost | None = None) -> None:
        """Queue `task`; `then` gets its result in this process, `lost` a LostError."""
        self._count += 1
        self._progress.expect(task.stage, task.amount)
        self._left.asked(task)
        entry = _Waiting((task.rank, -task.cost, self._count), task, then, lost)
        heapq.heappush(self._waiting, entry)

    def run(self) -> None:
        """Work until nothing is left. The first error ends it: running tasks are waited for.

        Raises LimitError when `stop` says why, and work is left.
        """
        why = ""
        try:
            while self._waiting or self._suspects or self._running:
                why = why or self._stop()
                if not why:
                    self._submit()
                elif not self._call_back():
                    self._stop_short(why)
                self._collect()
        finally:
            self._close()

    def _submit(self) -> None:
        if self._suspects:
            if not self._running:
                self._start(self._suspects.pop())
            return
        while self._waiting and not self._suspects and len(self._running) < self._at_once:
            self._start(heapq.heappop(self._waiting))

    def _start(self, entry: _Waiting) -> None:
        self._left.passed(each.task for each in self._running.values())
        entry.ran_on = self._executor = self._executor or self._make_executor()
        try:
            future = self._executor.submit(entry.task.function, *entry.task.arguments)
        except BrokenExecutor:
            self._again(entry)
        else:
            self._running[future] = entry

    def _collect(self) -> None:
        finished, _ = wait(self._running, _LOOK_SECONDS, return_when=FIRST_COMPLETED)
        self._left.passed(each.task for each in self._running.values())
        for future in sorted(finished, key=lambda done: self._running[done].order):
            self._take_in(self._running.pop(future), future)

    def _take_in(self, entry: _Waiting, future: Future[Any]) -> None:
        try:
            result = future.result()
        except BrokenExecutor:
            self._again(entry)
        except LostError as error:
            if entry.lost is None:
                raise
            self._progress.expect(entry.task.stage, -entry.task.amount)
            self._left.dropped(entry.task)
            entry.lost(error)
        except Exception as error:
            if not out_of_memory(error):
                raise
            self._again(entry)
        else:
            stage, amount = entry.task.stage, entry.task.amount
            self.done[stage] = self.done.get(stage, 0) + amount
            self._left.finished(entry.task)
            self._progress.done(stage, amount)
            entry.then(result)

    def _again(self, entry: _Waiting) -> None:
        if entry.tries >= _RETRIES:
            raise RenderError(
                f"a worker died or found no memory {entry.tries + 1} times while "
                f"{entry.task.stage}. Close other programs, or set --jobs 1 or --max-memory. "
                "What was done is kept: run the command again to go on."
            )
        if entry.ran_on is self._executor and self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None
        entry.tries += 1
        self._suspects.append(entry)

    def _call_back(self) -> int:
        """Take back what no worker has begun; how many tasks run on."""
        for future, entry in list(self._running.items()):
            if future.cancel():
                del self._running[future]
                heapq.heappush(self._waiting, entry)
        return len(self._running)

    def _stop_short(self, why: str) -> None:
        left = len(self._waiting) + len(self._suspects)
        raise LimitError(
            f"{why}, with {counted(left, 'task')} and what follows from it still to do. "
            "What was done is kept: run the same command to go on."
        )

    def _close(self) -> None:
        for future in self._running:
            future.cancel()
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None


@dataclass(frozen=True)
class Done:
    """A task's result: a small value, and the problems that it met."""

    value: Any
    problems: tuple[Problem, ...] = ()
