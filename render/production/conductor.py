"""Runs the steps of a production: each as soon as all that it needs has been made.

What takes time is a task of a worker, which leaves its result in the store. What is already there
is not made again: a repeated, resumed or edited render is this same run with less to do.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from functools import partial

from render.production.made import Desk, Made
from render.production.planning.plan import RenderPlan
from render.production.queue.once import Once
from render.production.queue.work import Queue
from render.production.steps import UNKNOWN, Result, Step, needed, results
from story.problems import Problems
from voices.store.store import Store

_STORED = re.compile(r"[a-z]+/\w+")
"""What the store's keys look like: other names are known to this process only."""


class Production:
    """One run of `steps`. Build it, `begin` and `run` it: what was made is in `made`."""

    def __init__(
        self,
        plan: RenderPlan,
        steps: Sequence[Step],
        store: Store,
        work: Queue,
        problems: Problems,
    ) -> None:
        self.made = Made()
        self._once = Once(work, problems)
        self._desk = Desk(plan, store, self._once, problems, self.made)
        self._work = work
        self._steps = results(steps, plan)
        self._missing = {
            result: len(needed(step, result[1], plan)) for result, step in self._steps.items()
        }
        self._waiting: dict[Result, list[Result]] = defaultdict(list)
        for result, step in self._steps.items():
            for other in needed(step, result[1], plan):
                self._waiting[other].append(result)
        self._ready: deque[Result] = deque()
        self._going = False

    def begin(self) -> None:
        """Go as far as what is known already allows, and ask workers for the rest."""
        self._ready.extend(result for result, missing in self._missing.items() if not missing)
        self._go()

    def run(self) -> None:
        """Do all the work that `begin` asked for, and what follows from it.

        Raises InkreelError; what was done stays in the store.
        """
        self._work.run()
        self._once.restore(lambda key: self._desk.store.get(key) is not None)

    def waiting(self) -> tuple[int, ...]:
        """The scenes that can't be arranged yet: takes or pictures are missing."""
        scenes = range(len(self._desk.plan.scenes))
        return tuple(number for number in scenes if number not in self.made.timelines)

    def unmade(self) -> tuple[Result, ...]:
        """What was not made: of a part of an episode, what its end would need."""
        return tuple(each for each in self._steps if each[1] not in getattr(self.made, each[0]))

    def entries(self) -> tuple[str, ...]:
        """Keys of what was made, or used, from the store."""
        return tuple(key for key in self._once.names() if _STORED.fullmatch(key))

    def hits(self) -> tuple[int, int]:
        """How many results were there already, and how many were wanted."""
        return self._once.found(), self._once.wanted()

    def _go(self) -> None:
        """Begin whatever is ready; called again meanwhile, it leaves that to the first call."""
        if self._going:
            return
        self._going = True
        while self._ready:
            self._ask(self._ready.popleft())
        self._going = False

    def _ask(self, result: Result) -> None:
        """Ask workers for what a step wants; it is made when all of that is there."""
        step, number = self._steps[result], result[1]
        wanted = step.ask(self._desk, number)
        for each in wanted:
            if each.known is not UNKNOWN:
                self._once.known(each.key, each.known)
        keys = [each.key for each in wanted]
        self._once.want_all(
            [(each.key, each.task) for each in wanted], partial(self._make, result, keys)
        )

    def _make(self, result: Result, keys: Sequence[str]) -> None:
        step, number = self._steps[result], result[1]
        found = [self._once.made(key) for key in keys]
        getattr(self.made, step.makes)[number] = step.make(self._desk, number, found)
        for other in self._waiting[result]:
            self._missing[other] -= 1
            if not self._missing[other]:
                self._ready.append(other)
        self._go()
