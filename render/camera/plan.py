"""Which crop for which sentence: the best way through them that the speed limits allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.camera.framing import SCALE_CUT, Framing
from render.camera.speed_limits import PAN, ZOOM
from render.geometry import Floats

EASED = 1.6
"""Peak over mean speed of an eased leg, with a little to spare."""

SHARE_CUT = 0.5

CUT, CUT_AT_PARAGRAPH = 0.14, 0.09
MOVE, TRAVEL = 0.01, 0.03
"""Prices in parts of a sentence shown: a cut is dearest, a small move costs next to nothing."""

LIVELY, DULL = 0.012, 0.03
"""A move slower than this (frame widths a second) is felt as a standstill; what each second of
standstill costs."""

SHORTEST_SHOT, STALE = 2.2, 14.0
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


@dataclass(frozen=True)
class Ways:
    """Between crops, pair by pair: how far the frame's corners travel in frame widths, seconds that
    a move needs, what it costs for its length, and whether a cut from one to the other is clear
    enough."""

    far: Floats
    needed: Floats
    price: Floats
    apart: NDArray[np.bool_]


def ways(framing: Framing) -> Ways:
    """Between all pairs of candidates: arrays [from, to]."""
    return ways_between(framing.crops[:, None], framing.crops)


def ways_between(crops: Floats, others: Floats) -> Ways:
    """Between crops [..., 4] of x, y, w, h and others, which are broadcast."""
    width, other = crops[..., 2], others[..., 2]
    narrow = np.minimum(width, other)
    away = crops[..., :2] + crops[..., 2:] / 2 - others[..., :2] - others[..., 2:] / 2
    pan = np.hypot(away[..., 0], away[..., 1]) / narrow
    zoom = np.maximum(width, other) / narrow - 1
    price = TRAVEL * (pan + zoom) + np.where(pan + zoom > 1e-6, MOVE, 0.0)
    apart = (zoom + 1 >= SCALE_CUT) | (_in_common(crops, others) < SHARE_CUT)
    needed = EASED * np.maximum(pan / PAN, zoom / ZOOM)
    return Ways(pan + zoom / 2, needed, price, apart)


def _in_common(crops: Floats, others: Floats) -> Floats:
    """The part that crops have in common with others, of the smaller of the two."""
    first = np.maximum(crops[..., :2], others[..., :2])
    last = np.minimum(crops[..., :2] + crops[..., 2:], others[..., :2] + others[..., 2:])
    common = np.clip(last - first, 0, None).prod(axis=-1)
    smaller = np.minimum(crops[..., 2:].prod(axis=-1), others[..., 2:].prod(axis=-1))
    return np.asarray(common / np.maximum(smaller, 1e-9))


def plan(
    among: Ways, stops: Sequence[Stop], start: int, begin: float, since: float
) -> tuple[float, list[Step]]:
    """The worthiest way through all stops from candidate `start` at time `begin`.

    The shot under way began at `since`. Returns the way's worth and a step for each stop.
    """
    count = len(among.far)
    worth = np.full(count, -np.inf)
    worth[start] = 0.0
    came: list[NDArray[np.intp]] = []
    by_cut: list[NDArray[np.bool_]] = []
    last, entered = begin, np.full(count, since)
    for stop in stops:
        gain, cuts = _links(stop, last, among, entered)
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
    stop: Stop, last: float, among: Ways, entered: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """What going from each candidate to each other costs, and where that takes a cut."""
    time = max(stop.time - last, 1e-6)
    dull = np.clip(time - among.far / LIVELY, 0, None)
    move = np.where(among.needed <= time, -(among.price + DULL * dull), -np.inf)
    if stop.cut is None:
        return move, np.zeros(move.shape, dtype=bool)
    age = stop.cut - entered
    fresh = np.clip(1 - (age - SHORTEST_SHOT) / (STALE - SHORTEST_SHOT), -1, 1)
    price = (CUT_AT_PARAGRAPH if stop.paragraph else CUT) * fresh
    cut = np.where(among.apart & (age >= SHORTEST_SHOT)[:, None], -price[:, None], -np.inf)
    return np.maximum(move, cut), cut > move
