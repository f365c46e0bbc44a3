"""Small shifts of what the camera comes to, so that its edges fall between heads and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from render.camera.drawn import Aim
from render.camera.framing import busy_edges, careless, coverage_of
from render.camera.plan import LIVELY, ways_between
from render.camera.vision.facts import PictureFacts
from render.camera.vision.subjects import figure_of
from render.geometry import Floats, Rect, seen_parts

FAR, STEPS = 0.1, 11
"""How far a crop is shifted at the most, in parts of itself, and on how many places along each axis
it is tried."""

FACE, BUST, LINE, ASIDE, LOST = 1.0, 0.4, 0.3, 0.4, 8.0
"""What a head costs that an edge cuts, shoulders under a head that is seen, a run of lettering; a
shift by the whole frame; and to show less of what is spoken of."""

BUSY = 0.3
"""What an edge along what draws the eye most costs."""

OUT, IN = 0.06, 0.96
"""What is seen by less than the one part is out of a crop, by more than the other in it."""

ROUNDS = 2


@dataclass(frozen=True)
class Halt:
    """A crop that the camera comes to at `time`, by a cut or a move; `kept` ones stay as they are.

    `aims` are what it is to show.
    """

    time: float
    rect: Rect
    cut: bool
    kept: bool
    aims: tuple[Aim, ...] = ()


def nudged(halts: Sequence[Halt], facts: PictureFacts) -> list[Rect]:
    """The halts' crops, each shifted to where it cuts least, as far as the speed limits, clear
    cuts and what is to be shown allow."""
    now = list(halts)
    least = [_least(one, other) for one, other in pairwise(halts)]
    for _ in range(ROUNDS):
        for number, halt in enumerate(now):
            if not halt.kept:
                before = list(zip(now[:number][-1:], least[:number][-1:], strict=True))
                after = list(zip(now[number + 1 :][:1], least[number:][:1], strict=True))
                rect = _shifted(halt, before, after, facts)
                now[number] = replace(halt, rect=rect)
    return [halt.rect for halt in now]


def _least(one: Halt, other: Halt) -> float:
    """How far a move between two halts has to lead at least: as far as it did, or as far as is
    felt as a move."""
    far = float(ways_between(_row(one.rect), _row(other.rect)).far)
    return 0.0 if other.cut else min(far, LIVELY * (other.time - one.time))


def _shifted(
    halt: Halt,
    before: Sequence[tuple[Halt, float]],
    after: Sequence[tuple[Halt, float]],
    facts: PictureFacts,
) -> Rect:
    crops = _near(halt.rect, facts)
    cut = cut_by(crops, facts) + BUSY * busy_edges(crops, facts)
    if cut[0] == 0:
        return halt.rect
    fits = np.ones(len(crops), dtype=bool)
    for other, least in before:
        fits &= _reached(crops, other.rect, halt.time - other.time, least, cut=halt.cut)
    for other, least in after:
        fits &= _reached(crops, other.rect, other.time - halt.time, least, cut=other.cut)
    shown = coverage_of(crops, halt.aims, facts)
    aside = np.abs(crops - crops[0])[:, :2].sum(axis=1) / halt.rect.w
    cost = cut + LOST * np.clip(shown[0] - shown, 0, None) + ASIDE * aside
    best = int(np.where(fits, cost, np.inf).argmin())
    chosen = best if fits[best] and cost[best] < cost[0] else 0
    return Rect(*(float(value) for value in crops[chosen]))


def cut_by(crops: Floats, facts: PictureFacts) -> Floats:
    """What each crop's edges cut: heads, those who are seen by half, and runs of lettering."""
    cost = careless(crops, facts)
    for line in facts.of("lettering"):
        cost += LINE * _part_of(crops, line.box)
    for face in facts.of("face"):
        bust, half = figure_of(face.box, facts)[:2]
        cost += FACE * _part_of(crops, face.box)
        cost += BUST * (seen_parts(crops, bust) > IN) * (1 - seen_parts(crops, half))
    return cost


def _part_of(crops: Floats, box: Rect) -> NDArray[np.bool_]:
    """Which crops show a box in part."""
    seen = seen_parts(crops, box)
    part: NDArray[np.bool_] = (seen > OUT) & (seen < IN)
    return part


def _near(rect: Rect, facts: PictureFacts) -> Floats:
    """The rect itself, then crops about it, in the panel."""
    steps = np.linspace(-FAR, FAR, STEPS)
    x = np.clip(rect.x + steps * rect.w, 0, facts.width - rect.w)
    y = np.clip(rect.y + steps * rect.h, 0, facts.height - rect.h)
    about = [(left, top, rect.w, rect.h) for left in x for top in y]
    return np.array([(rect.x, rect.y, rect.w, rect.h), *about])


def _reached(
    crops: Floats, other: Rect, seconds: float, least: float, *, cut: bool
) -> NDArray[np.bool_]:
    """Which crops a cut, or a move of at least so far in so many seconds, may lead to from another
    or back to it."""
    way = ways_between(crops, _row(other))
    return way.apart if cut else (way.needed <= seconds) & (way.far >= least - 1e-9)


def _row(rect: Rect) -> Floats:
    return np.array((rect.x, rect.y, rect.w, rect.h))
