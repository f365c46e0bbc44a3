"""Finds what lies over a stretch of time without looking at everything that there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Spans(Generic[T]):
    """Things with the stretch that each lies over, in one unit of time, found by where they lie.

    `step` is about as long as most of them, or as what is asked for: a film of ten thousand panels
    is then cut in the time of a hundred films of a hundred.
    """

    def __init__(self, things: Iterable[tuple[float, float, T]], step: float) -> None:
        self._step = step
        self._things: list[T] = []
        self._near: dict[int, list[int]] = defaultdict(list)
        for number, (start, end, thing) in enumerate(things):
            self._things.append(thing)
            for place in self._places(start, end):
                self._near[place].append(number)

    def near(self, start: float, end: float) -> tuple[T, ...]:
        """All that may lie over a part of [start, end], in the order in which they were given.

        Some lie only close by, within a step: who asks looks at each.
        """
        places = self._places(start, end)
        found = {number for place in places for number in self._near.get(place, ())}
        return tuple(self._things[number] for number in sorted(found))

    def _places(self, start: float, end: float) -> range:
        return range(int(start // self._step), int(end // self._step) + 1)
