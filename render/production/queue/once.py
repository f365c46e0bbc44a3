"""Makes each named thing once, however many ask for it, and again where it was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from render.production.queue.work import Done, Queue, Task
from story.errors import LostError
from story.problems import Problems

Then = Callable[[Any], None]
T = TypeVar("T")
_LOSSES = 3
"""So often one task may find its inputs gone before the store is given up."""


class Once:
    """Between those who want a result and the queue that makes it. Results are small values.

    A task that finds its inputs gone from the store waits until they are made again: things are
    known here by their keys in the store, with the task, or the source, that they come from.
    """

    def __init__(self, work: Queue, problems: Problems) -> None:
        self._work = work
        self._problems = problems
        self._made: dict[str, Any] = {}
        self._asking: dict[str, list[Then]] = {}
        self._tasks: dict[str, Callable[[], Task]] = {}
        self._sources: dict[str, Callable[[], object]] = {}
        self._losses: Counter[str] = Counter()
        self._found: set[str] = set()

    def known(self, key: str, value: object) -> None:
        """Say that `key` is there already."""
        self._found.add(key)
        self._made[key] = value

    def made(self, key: str) -> Any:
        """The result of the task for `key`, which is there."""
        return self._made[key]

    def source(self, key: str, bring: Callable[[], object]) -> None:
        """Say how this process brings `key` into the store again, should it be lost."""
        self._sources.setdefault(key, bring)

    def bring(self, make: Callable[[], T]) -> T:
        """What `make` gives, in this process; what it finds lost is brought again before."""
        for _ in range(_LOSSES):
            try:
                return make()
            except LostError as lost:
                self._problems.extend(lost.problems)
                if any(key not in self._sources for key in lost.keys):
                    raise
                for key in lost.keys:
                    self._sources[key]()
        return make()

    def restore(self, there: Callable[[str], bool]) -> None:
        """Bring again what isn't there of all that has a source."""
        for key, bring in self._sources.items():
            if not there(key):
                self.bring(bring)

    def names(self) -> tuple[str, ...]:
        """Everything that was asked for, or brought, by name."""
        return tuple(dict.fromkeys((*self._sources, *self._tasks)))

    def found(self) -> int:
        """How many of the things that were wanted were there already."""
        return len(self._found & self._tasks.keys())

    def wanted(self) -> int:
        """How many things were wanted."""
        return len(self._tasks)

    def want(self, key: str, task: Callable[[], Task], then: Then) -> None:
        """Call `then` with the result of the one task for `key`, at once where it is there."""
        self._tasks.setdefault(key, task)
        if key in self._made:
            then(self._made[key])
        elif key in self._asking:
            self._asking[key].append(then)
        else:
            self._asking[key] = [then]
            self._start(key)

    def want_all(
        self, tasks: Iterable[tuple[str, Callable[[], Task]]], then: Callable[[], None]
    ) -> None:
        """Call `then` once when all are there, at once where nothing is missing."""
        asked = dict(tasks)
        missing = len(asked) + 1

        def one_more(_: object = None) -> None:
            nonlocal missing
            missing -= 1
            if not missing:
                then()

        for key, task in asked.items():
            self.want(key, task, one_more)
        one_more()

    def _start(self, key: str) -> None:
        self._work.add(
            self._tasks[key](),
            lambda done: self._finish(key, done),
            lambda lost: self._remake(key, lost),
        )

    def _finish(self, key: str, done: Done) -> None:
        self._problems.extend(done.problems)
        self._made[key] = done.value
        for then in self._asking.pop(key):
            then(done.value)

    def _remake(self, key: str, lost: LostError) -> None:
        """Make what the task for `key` missed, then try that again."""
        self._problems.extend(lost.problems)
        self._losses[key] += 1
        if self._losses[key] > _LOSSES:
            raise lost
        tasks = []
        for missing in lost.keys:
            if missing in self._sources:
                self.bring(self._sources[missing])
            elif missing in self._tasks:
                self._made.pop(missing, None)
                tasks.append((missing, self._tasks[missing]))
            else:
                raise lost
        self.want_all(tasks, lambda: self._start(key))
