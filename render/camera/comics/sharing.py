"""Which drawing of a page is seen when: its time is shared out at the points where one may cut.

The words beside a page tell its drawings in order. A paragraph is a drawing's, as far as there are
as many; else they change at a sentence, a clause, or where nothing is said, as evenly as goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from render.camera.beats import Beat
from render.camera.choosing.cut_points import CutPoint
from render.camera.grammar import CUT
from render.geometry import Floats

UNEVEN = 1.3
"""What it costs to show a drawing for twice its share of the time (by eye: a sentence's border is
worth being uneven by half)."""

HURRIED = 1.2
"""Seconds: nobody reads a drawing faster, so that a cut is looked for elsewhere."""

ANYWHERE = 3.0
"""What it costs to change drawings in the middle of a word: less than not to see one at all."""

PARAGRAPH = 0.05
"""What it costs to change drawings at a paragraph."""


def shared_out(
    first: int,
    last: int,
    weights: Sequence[float],
    points: Sequence[CutPoint],
    beats: Sequence[Beat],
    fps: float,
) -> list[tuple[int, int]]:
    """Frames [first, last) parted among drawings of these weights, in order, each once."""
    share = _shares(first, last, weights, beats, fps)
    marks = _marks(first, last, first + np.cumsum(share), points, beats)
    places = np.array([frame for frame, _ in marks] + [last], float)
    prices = np.array([price for _, price in marks] + [0.0])
    hurried = HURRIED * fps
    best: Floats = np.where(places == first, 0.0, np.inf)
    ways: list[NDArray[np.int64]] = []
    for number in range(len(weights)):
        length = places[None, :] - places[:, None]
        uneven = np.abs(np.log2(np.maximum(length, 1e-9) / share[number]))
        cost = best[:, None] + UNEVEN * uneven + np.clip(hurried - length, 0, None) / fps
        cost = np.where(length > 0, cost, np.inf) + prices[None, :]
        ways.append(cost.argmin(axis=0))
        best = cost.min(axis=0)
    at, ends = len(places) - 1, [last]
    for way in reversed(ways):
        at = int(way[at])
        ends.append(int(places[at]))
    ends.reverse()
    return list(pairwise(ends))


def _shares(
    first: int, last: int, weights: Sequence[float], beats: Sequence[Beat], fps: float
) -> Floats:
    """How many frames each drawing has by its weight; the last one, what follows the last word,
    too: it is seen with that word."""
    told = min(last, max((round(beat.offset * fps) for beat in beats), default=last))
    told = told if told - first > (last - first) / 2 else last
    share = (told - first) * np.asarray(weights, float) / sum(weights)
    share[-1] += last - told
    return np.asarray(share)


def _marks(
    first: int,
    last: int,
    ends: Floats,
    points: Sequence[CutPoint],
    beats: Sequence[Beat],
) -> list[tuple[int, float]]:
    """Frames at which drawings may change, in order, with what it costs there; the first frame, and
    those of an even share, which are dear, among them."""
    found = {first: 0.0}
    for frame in (round(float(at)) for at in ends[:-1]):
        if first < frame < last:
            found[frame] = ANYWHERE
    for point in points:
        if first < point.frame < last:
            paragraph = point.kind == "line" and beats[point.beat].paragraph
            price = PARAGRAPH if paragraph else CUT[point.kind]
            found[point.frame] = min(price, found.get(point.frame, price))
    return sorted(found.items())
