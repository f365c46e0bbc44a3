"""Which crop for which sentence: the best way through them that the speed limits allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.camera.framing import SCALE_CUT, Floats, Framing
from render.camera.view import PAN, ZOOM

EASED = 1.6
"""Peak over mean speed of an eased leg, with a little to spare."""

SHARE_CUT = 0.5

CUT, CUT_AT_PARAGRAPH = 0.16, 0.10
MOVE, TRAVEL = 0.07, 0.04
"""Prices in parts of a sentence shown: a cut is dearest, standing still costs nothing."""

SHORTEST_SHOT, STALE = 2.2, 16.0
"""Seconds that a shot lasts at least, and after which a cut out of it is more than welcome."""


@dataclass(frozen=True)
class Stop:
    """A moment that the plan decides on: `value` is the worth of each candidate at it.

    `cut` is when a cut may bring it about, None where none may.
    """

    time: float
    value: Floats
    cut: float | None = None
    paragraph: bool = False


@dataclass(frozen=True)
class Step:
    """A decision: candidate `index` at `time`; `cut` is when a cut leads to it, None for a move."""

    time: float
    index: int
    cut: float | None = None


def plan(
    framing: Framing, stops: Sequence[Stop], start: int, begin: float, since: float
) -> tuple[float, list[Step]]:
    """The worthiest way through all stops from candidate `start` at time `begin`.

    The shot under way began at `since`. Returns the way's worth and a step for each stop.
    """
    count = len(framing.crops)
    worth = np.full(count, -np.inf)
    worth[start] = 0.0
    pan, zoom, apart = _distances(framing.crops)
    came: list[NDArray[np.intp]] = []
    by_cut: list[NDArray[np.bool_]] = []
    last, entered = begin, np.full(count, since)
    for stop in stops:
        gain, cuts = _links(stop, last, pan, zoom, apart, entered)
        total = worth[:, None] + gain
        best = total.argmax(axis=0)
        reach = np.arange(count)
        came.append(best)
        by_cut.append(cuts[best, reach])
        entered = np.where(cuts[best, reach], stop.cut or 0.0, entered[best])
        worth = total[best, reach] + stop.value
        last = stop.time
    return _traced(stops, worth, came, by_cut)


def _traced(
    stops: Sequence[Stop],
    worth: Floats,
    came: Sequence[NDArray[np.intp]],
    by_cut: Sequence[NDArray[np.bool_]],
) -> tuple[float, list[Step]]:
    at = int(worth.argmax())
    steps: list[Step] = []
    for stop, best, cuts in zip(reversed(stops), reversed(came), reversed(by_cut), strict=True):
        steps.append(Step(stop.time, at, stop.cut if cuts[at] else None))
        at = int(best[at])
    return float(worth.max()), steps[::-1]


def _links(
    stop: Stop, last: float, pan: Floats, zoom: Floats, apart: NDArray[np.bool_], entered: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """What going from each candidate to each other costs, and where that takes a cut."""
    time = max(stop.time - last, 1e-6)
    way = pan + zoom
    needed = EASED * np.maximum(pan / PAN, zoom / ZOOM)
    price = TRAVEL * way + np.where(way > 1e-6, MOVE, 0.0)
    move = np.where(needed <= time, -price, -np.inf)
    if stop.cut is None:
        return move, np.zeros(move.shape, dtype=bool)
    age = stop.cut - entered
    fresh = np.clip(1 - (age - SHORTEST_SHOT) / (STALE - SHORTEST_SHOT), -1, 1)
    price = (CUT_AT_PARAGRAPH if stop.paragraph else CUT) * fresh
    cut = np.where(apart & (age >= SHORTEST_SHOT)[:, None], -price[:, None], -np.inf)
    return np.maximum(move, cut), cut > move


def _distances(crops: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Between all pairs: pan in frame widths, zoom as a part, and whether a cut is allowed."""
    x, y, w, h = crops.T
    narrow = np.minimum(w[:, None], w[None, :])
    centre = np.stack([x + w / 2, y + h / 2], axis=1)
    pan = np.linalg.norm(centre[:, None] - centre[None, :], axis=2) / narrow
    ratio = np.maximum(w[:, None], w[None, :]) / narrow
    across = _overlap(x, w)
    down = _overlap(y, h)
    share = across * down / np.maximum(w * h, 1e-9)[:, None].clip(max=(w * h)[None, :])
    return pan, ratio - 1, (ratio >= SCALE_CUT) | (share < SHARE_CUT)


def _overlap(start: Floats, size: Floats) -> Floats:
    end = start + size
    common = np.minimum(end[:, None], end[None, :]) - np.maximum(start[:, None], start[None, :])
    clipped: Floats = np.clip(common, 0, None)
    return clipped
