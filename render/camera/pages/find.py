"""Parts a page into its drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from render.camera.pages.gutters import (
    LEANS,
    NEAR,
    Colours,
    Mask,
    bridged,
    connected,
    gutters,
    near_colours,
    sharp,
)
from render.camera.pages.parts import SMALLEST, PagePiece, insets, parts
from render.geometry import Rect, area, overlap

SIDE = 420
"""Pixels of a page's shorter side when it is looked at: gutters are some pixels wide there."""

MOST = 1_500_000
"""Pixels of a strip when it is looked at."""

LEAST = 40
"""Pixels: a picture that is narrower is no page."""

STRIP = 3.0
"""A page longer than wide by this is a strip: its drawings stand one below the other."""

LEVEL = LEANS[:1]
"""Slopes that every colour is tried with; the best are then tried with all."""

FINALISTS = 2
"""Grounds that are tried with all slopes."""

THIN, LONG = 0.06, 5.0
"""Of the page's shorter side, and of itself: what is thinner and longer is no drawing."""

CLEARLY = 0.02
"""By so much better is a colour that comes later: a sky may part a panel once more."""

MANY = 0.3
"""How far a page of many drawings is worth more than one of few: a wrong colour finds fewer."""

BLANK = 0.93
"""Of a part: where so much has one colour, nothing is drawn."""


@dataclass(frozen=True)
class PageParts:
    """The drawings of a page in the page's own pixels, unordered, and how `sure` it is that it is
    such a page, 0..1: what share of what is drawn lies in parts that are as square as panels."""

    boxes: tuple[Rect, ...]
    sure: float


def find_drawings(page: Image.Image) -> PageParts:
    """What the drawings of a page are; a picture that is none has one or none."""
    if min(page.size) < LEAST:
        return PageParts((), 0.0)
    small, scale = _reduced(page)
    colours = np.asarray(small, np.float32)
    smallest = SMALLEST * min(small.width * small.height, 2.0 * min(small.size) ** 2)
    tried = [_tried(near, colours, smallest) for near in near_colours(colours)]
    leans = LEANS[:3] if _is_strip(page) else LEANS
    ranked = sorted(range(len(tried)), key=lambda number: -tried[number].worth)[:FINALISTS]
    best = _best([_finished(tried[n], colours, leans, smallest) for n in sorted(ranked)])
    found = list(best.parts)
    for each in tried if best.worth else ():
        found += insets(each.near, bridged(each.runs, LEVEL), found, 2 * smallest)
    return PageParts(
        tuple(_enlarged(part.box, 1 / scale) for part in found), _sure(best, len(best.parts))
    )


def _enlarged(box: Rect, times: float) -> Rect:
    return Rect(box.x * times, box.y * times, box.w * times, box.h * times)


def _sure(best: _Try, count: int) -> float:
    """The worth without what it owes to how many drawings there are."""
    return best.worth / (1 - MANY / count) if count else 0.0


@dataclass(frozen=True)
class _Try:
    """What a gutter's colour makes of a page: where it is, its level and upright runs, the parts
    between them, and their worth."""

    near: Mask
    runs: Mask
    parts: tuple[PagePiece, ...]
    worth: float


def _best(found: Sequence[_Try]) -> _Try:
    """The worthiest; of those that are nearly as good, the first."""
    best = found[0]
    for each in found[1:]:
        best = each if each.worth > best.worth + CLEARLY else best
    return best


def _tried(near: Mask, colours: Colours, smallest: float) -> _Try:
    runs = gutters(near, LEVEL)
    return _judged(near, runs, connected(runs), colours, smallest)


def _finished(each: _Try, colours: Colours, leans: tuple[float, ...], smallest: float) -> _Try:
    """The same with gutters of every slope, and those that something lies across."""
    runs = gutters(each.near, leans)
    gutter = connected(runs)
    whole = gutter | bridged(gutter, leans)
    done = _judged(each.near, each.runs, whole, colours, smallest)
    return done if sharp(whole, colours) else replace(done, parts=(), worth=0.0)


def _judged(near: Mask, runs: Mask, gutter: Mask, colours: Colours, smallest: float) -> _Try:
    found = [part for part in parts(gutter, smallest) if not _empty(part, colours)]
    return _Try(near, runs, tuple(found), _worth(found, gutter))


def _empty(part: PagePiece, colours: Colours) -> bool:
    """Is nothing drawn in a part: is it a margin, or a gutter of another colour?"""
    thin = min(part.box.w, part.box.h)
    if thin < THIN * min(colours.shape[:2]) and LONG * thin < max(part.box.w, part.box.h):
        return True
    x, y, w, h = (int(side) for side in (part.box.x, part.box.y, part.box.w, part.box.h))
    inside = colours[y : y + h : 2, x : x + w : 2]
    middle = np.median(inside, axis=(0, 1))
    return bool((np.abs(inside - middle).max(axis=2) < NEAR).mean() > BLANK)


def _reduced(page: Image.Image) -> tuple[Image.Image, float]:
    scale = min(1.0, SIDE / min(page.size), (MOST / (page.width * page.height)) ** 0.5)
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    return page.convert("RGB").resize(size, Image.Resampling.BOX), scale


def _is_strip(page: Image.Image) -> bool:
    return max(page.size) > STRIP * min(page.size)


def _worth(found: Sequence[PagePiece], gutter: Mask) -> float:
    """How well drawings part a page: how square they are, and how many."""
    apart = [part for part in found if not part.inset]
    if len(apart) < 2:
        return 0.0
    drawn = float((~gutter).sum())
    covered = sum(area(part.box) * part.filled**2 for part in apart) / drawn
    pairs = ((a.box, b.box) for i, a in enumerate(apart) for b in apart[:i])
    twice = sum(overlap(*pair) for pair in pairs) / drawn
    return max(0.0, min(covered, 1.0) - 0.5 * twice) * (1 - MANY / len(apart))
