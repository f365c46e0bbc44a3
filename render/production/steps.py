"""Steps as data: what each needs, what it makes, and whether workers do it.

The table of them all is the recipe's, in `render/episode.py`; `conductor.py` runs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from render.production.made import Desk
from render.production.planning.plan import RenderPlan
from render.production.queue.work import Task

Each = Literal["production", "scene", "episode"]
"""What a step is done for: once in a production, for each scene, for each file."""

Whose = Literal["own", "before", "after", "one", "all"]
"""Whose result a step needs: of the same scene or episode; of the scene before; of the scene after
it in its episode; the production's one; those of all scenes of its episode."""

UNKNOWN: Any = object()
"""Stands for a result that is not in the store yet."""


@dataclass(frozen=True)
class Need:
    """What must have been made: by the step `makes`, for whom."""

    makes: str
    whose: Whose = "own"


@dataclass(frozen=True)
class Wanted:
    """A result that a worker makes: its key, the task for it, and the result where it is known."""

    key: str
    task: Callable[[], Task]
    known: Any = UNKNOWN


def nothing(_desk: Desk, _number: int) -> Sequence[Wanted]:
    """No worker is asked for anything."""
    return ()


@dataclass(frozen=True)
class Step:
    """A verb of the recipe. `makes` names the field of `Made` that it fills.

    When all that it `needs` is there, workers are asked for what `ask` wants, and `make` turns
    their results, in the same order, into what the step makes, in this process. Both get the
    desk and the number of the scene or the episode.
    """

    name: str
    makes: str
    each: Each
    needs: tuple[Need, ...]
    make: Callable[[Desk, int, Sequence[Any]], Any]
    ask: Callable[[Desk, int], Sequence[Wanted]] = nothing


Result = tuple[str, int]
"""What a step makes, and the number of the scene or the episode that it is for."""


def results(steps: Sequence[Step], plan: RenderPlan) -> dict[Result, Step]:
    """All that has to be made, in the order in which it is begun, scene by scene: what the last of
    the steps makes, and what that needs. Scenes that no episode has are made as far as others look
    at them."""
    every = dict(_every(steps, plan))
    wanted: set[Result] = set()
    waiting = [result for result, step in every.items() if step is steps[-1]]
    while waiting:
        result = waiting.pop()
        if result in every and result not in wanted:
            wanted.add(result)
            waiting += needed(every[result], result[1], plan)
    return {result: step for result, step in every.items() if result in wanted}


def _every(steps: Sequence[Step], plan: RenderPlan) -> Iterator[tuple[Result, Step]]:
    counts = {"production": 1, "scene": len(plan.scenes), "episode": len(plan.episodes)}
    for each, count in counts.items():
        for number in range(count):
            for step in steps:
                if step.each == each:
                    yield (step.makes, number), step


def needed(step: Step, number: int, plan: RenderPlan) -> tuple[Result, ...]:
    """What must have been made before a step can begin for a scene or an episode."""
    return tuple((need.makes, of) for need in step.needs for of in _whose(need.whose, number, plan))


def _whose(whose: Whose, number: int, plan: RenderPlan) -> Sequence[int]:
    if whose == "one":
        return (0,)
    if whose == "all":
        return plan.scenes_of(number)
    if whose == "before":
        return (number - 1,) if number else ()
    if whose == "after":
        return () if plan.scenes[number].closes else (number + 1,)
    return (number,)
