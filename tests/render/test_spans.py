"""What lies over a time is found as if everything had been looked at."""

import random

import pytest

from render.spans import Spans


@pytest.mark.parametrize("step", [0.5, 7, 1000])
def test_finds_all_that_lies_over_a_stretch_in_the_order_given(step):
    chance = random.Random(3)
    starts = [chance.uniform(-50, 900) for _ in range(200)]
    things = [(start, start + chance.choice((0, 1, 40, 300)), n) for n, start in enumerate(starts)]
    spans = Spans(things, step)
    for _ in range(100):
        first = chance.uniform(-60, 1200)
        last = first + chance.choice((0, 3, 100))
        over = [n for start, end, n in things if start <= last and end >= first]
        found = spans.near(first, last)
        assert list(found) == sorted(found)
        assert set(over) <= set(found)
        beside = [things[n] for n in found if n not in over]
        assert all(s <= last + step and e >= first - step for s, e, _ in beside)
