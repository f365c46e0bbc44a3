"""Foretells when work will be done, from how long each kind of it has taken so far.

Tasks say what they cost in rough core-seconds. How many seconds of a worker such a core-second
takes on this machine is learnt for each stage apart: as soon as one stage gives way to the next,
an average over both would be wrong. What nobody has asked for yet counts, too, where it is known
beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Protocol

_TRUSTED = 4.0
"""Core-seconds of a stage after which its own pace counts as much as that of all stages."""
_LATE = 0.3
"""Of what a task has taken that should be over, it is expected to go on for so much."""
_FOLLOWS = {"enlarging": "rendering"}
"""Stages whose tasks are known only as the other's are: as much of them is expected as so far."""

Ahead = Callable[[], Mapping[str, float]]
"""Gives core-seconds by stage of tasks that nobody has asked for yet."""


class Costly(Protocol):
    """A task, as far as it matters here."""

    @property
    def stage(self) -> str:
        """What kind of work it is."""

    @property
    def cost(self) -> float:
        """How many core-seconds it takes, roughly."""


class TimeLeft:
    """Hears of tasks as they are asked for, run and finished; `workers` run at once."""

    def __init__(self, clock: Callable[[], float], workers: int, ahead: Ahead = dict) -> None:
        self._clock = clock
        self._workers = workers
        self.ahead = ahead
        self._started = self._last = clock()
        self._asked: dict[str, float] = defaultdict(float)
        self._finished: dict[str, float] = defaultdict(float)
        self._took: dict[str, float] = defaultdict(float)
        self._running: dict[int, tuple[Costly, float]] = {}

    def asked(self, task: Costly) -> None:
        """There is one more task."""
        self._asked[task.stage] += task.cost

    def dropped(self, task: Costly) -> None:
        """It will be asked for again, later."""
        self._asked[task.stage] -= task.cost
        self._running.pop(id(task), None)

    def passed(self, submitted: Iterable[Costly]) -> None:
        """The time since the last call went into the first of those that were submitted."""
        now = self._clock()
        for task in islice(submitted, self._workers):
            _, spent = self._running.get(id(task), (task, 0.0))
            self._running[id(task)] = (task, spent + now - self._last)
        self._last = now

    def finished(self, task: Costly) -> None:
        """It is done."""
        self._finished[task.stage] += task.cost
        self._took[task.stage] += self._running.pop(id(task), (task, 0.0))[1]

    def seconds(self) -> float | None:
        """How long it will go on; None before anything is known."""
        cost, took = sum(self._finished.values()), sum(self._took.values())
        if not took or not cost:
            return None
        pace = took / cost
        left = sum(amount * self._pace(stage, pace) for stage, amount in self._unfinished().items())
        spent = sum(each for _, each in self._running.values())
        at_once = (took + spent) / max(self._last - self._started, 1e-9)
        longest = max((self._rest(*each, pace) for each in self._running.values()), default=0.0)
        shared = max(left - spent, 0.0) / min(at_once, self._workers)
        seconds = max(
            shared + longest / 2 * (1 - 1 / self._workers), longest
        )  # not all end at once
        return max(seconds - (self._clock() - self._last), 0.0)

    def _rest(self, task: Costly, spent: float, usual: float) -> float:
        """How long a running task goes on, which can't be shared out; longer, if it is late."""
        return max(task.cost * self._pace(task.stage, usual) - spent, spent * _LATE)

    def _pace(self, stage: str, usual: float) -> float:
        return (self._took[stage] + _TRUSTED * usual) / (self._finished[stage] + _TRUSTED)

    def _unfinished(self) -> Mapping[str, float]:
        """Core-seconds by stage, asked for or not."""
        ahead = dict(self.ahead())
        for stage, other in _FOLLOWS.items():
            if self._asked[other]:
                share = self._asked[stage] / self._asked[other]
                ahead[stage] = ahead.get(stage, 0.0) + share * ahead.get(other, 0.0)
        stages = {*self._asked, *ahead}
        return {
            each: self._asked[each] - self._finished[each] + ahead.get(each, 0.0) for each in stages
        }
