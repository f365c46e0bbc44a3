"""Makes each named thing once, however many ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from render.tasks import Done
from render.work import Task, Work
from story.problems import Problems

Then = Callable[[Any], None]


class Once:
    """Between those who want a result and the queue that makes it. Results are small values."""

    def __init__(self, work: Work, problems: Problems) -> None:
        self._work = work
        self._problems = problems
        self._made: dict[str, Any] = {}
        self._asking: dict[str, list[Then]] = {}

    def known(self, key: str, value: object) -> None:
        """Say that `key` is there already."""
        self._made[key] = value

    def want(self, key: str, task: Callable[[], Task], then: Then) -> None:
        """Call `then` with the result of the one task for `key`, at once where it is there."""
        if key in self._made:
            then(self._made[key])
        elif key in self._asking:
            self._asking[key].append(then)
        else:
            self._asking[key] = [then]
            self._work.add(task(), lambda done: self._finish(key, done))

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

    def _finish(self, key: str, done: Done) -> None:
        self._problems.extend(done.problems)
        self._made[key] = done.value
        for then in self._asking.pop(key):
            then(done.value)
