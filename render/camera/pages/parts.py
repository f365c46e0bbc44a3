"""Drawings of a page, from the mask of its gutters: what hangs together, cut where it only touches.

A balloon that lies across a gutter ties two drawings together. They are cut along the line on which
least of them is found, where both sides of it are full: the arm of an L is as thin on its far side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from render.camera.pages.gutters import LEANS, Mask
from render.geometry import Floats, Rect, area, overlap

SMALLEST = 0.012
"""Of the page: smaller parts are lettering or a page's number."""

VALLEY = 0.5
"""How much of a line across a drawing may be drawn on, beside the lines on both sides of it, where
it is a gutter that something lies across."""

UNCUT = 0.99
"""Of its box: what fills it so well has no gutter in it."""

COARSE = 110
"""Pixels of a part's shorter side when a line is looked for: a thin gutter is one wide."""

WIDE = 0.15
"""Of a part's width that the lines on both sides of a gutter fill at least."""

BESIDE = 0.05
"""Of a part's length: how far from the line its sides are looked at."""

FULL = 0.2
"""Of a drawing's length that a row of it fills at least: less sticks out of it."""

SQUARE = 0.82
"""Of its box, what a drawing on another fills: a frame, and no balloon."""

MOST_INSET = 0.5
"""Of the drawing that it lies on, what an inset may cover; and of itself, what lies on that."""

RIMMED, THICKEST = 0.7, 0.035
"""Of an inset's side, where its rim is to be seen: a balloon may hide some. How thick a rim may be,
in parts of the page's shorter side."""


@dataclass(frozen=True)
class PagePiece:
    """A drawing: its box in the pixels of the reduced page, and how much of that it fills."""

    box: Rect
    filled: float
    inset: bool = False


def parts(gutter: Mask, smallest: float) -> list[PagePiece]:
    """The drawings between gutters, each of `smallest` pixels at least."""
    labels, count = ndimage.label(~gutter)
    if not count:
        return []
    sizes = np.bincount(labels.ravel())
    found: list[PagePiece] = []
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        if sizes[number] >= smallest:
            origin = place[1].start, place[0].start
            found += _split(labels[place] == number, origin, smallest)
    return found


def _split(mask: Mask, origin: tuple[int, int], smallest: float) -> Iterator[PagePiece]:
    """A part, or the parts that a gutter under something that lies across it makes of it."""
    line = _valley(mask, smallest)
    if line is None:
        yield _part(mask, origin)
        return
    for side in line:
        ys, xs = np.flatnonzero(side.any(axis=1)), np.flatnonzero(side.any(axis=0))
        inner = side[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
        yield from _split(inner, (origin[0] + int(xs[0]), origin[1] + int(ys[0])), smallest)


def _part(mask: Mask, origin: tuple[int, int]) -> PagePiece:
    """The box about what is full of a part: what sticks out of it is a balloon's end."""
    top, bottom = _full(mask.sum(axis=1) / mask.shape[1])
    left, right = _full(mask.sum(axis=0) / mask.shape[0])
    kept = mask[top:bottom, left:right]
    box = Rect(origin[0] + left, origin[1] + top, right - left, bottom - top)
    return PagePiece(box, float(kept.mean()) if kept.size else 0.0)


def _full(shares: Floats) -> tuple[int, int]:
    full = np.flatnonzero(shares >= min(FULL, shares.max()))
    return int(full[0]), int(full[-1]) + 1


def _valley(mask: Mask, smallest: float) -> tuple[Mask, Mask] | None:
    """The two sides of the clearest line that only a little of a part crosses; None without one."""
    if mask.mean() > UNCUT:
        return None
    lines = [line for upright in (False, True) for line in _lines(mask, upright=upright)]
    for line in sorted(lines, key=lambda line: line.share):
        if line.share >= VALLEY:
            return None
        turned = mask.T if line.upright else mask
        below = _below(turned.shape, line)
        one, other = turned & ~below, turned & below
        if min(one.sum(), other.sum()) >= smallest:
            return (one.T, other.T) if line.upright else (one, other)
    return None


@dataclass(frozen=True)
class _Line:
    """A line across a part: how much of it is drawn on, its slope, the row at its middle."""

    share: float
    lean: float
    at: float
    upright: bool


def _lines(mask: Mask, *, upright: bool) -> list[_Line]:
    """The thinnest line of each slope; the slopes between are tried about the best one."""
    step = max(1, round(min(mask.shape) / COARSE))
    small = (mask.T if upright else mask)[::step, ::step]
    if min(small.shape) < 8:
        return []
    place = np.nonzero(small)
    found = [_thinnest(small.shape, place, lean, step, upright) for lean in LEANS]
    best = min(found, key=lambda line: line.share).lean
    nearby = [best + part * (LEANS[2] - LEANS[0]) for part in (-0.67, -0.33, 0.33, 0.67)]
    return found + [_thinnest(small.shape, place, lean, step, upright) for lean in nearby]


def _below(shape: tuple[int, ...], line: _Line) -> Mask:
    rows, columns = np.ogrid[0 : shape[0], 0 : shape[1]]
    return np.asarray(rows - line.lean * (columns - shape[1] / 2) >= line.at)


def _thinnest(
    shape: tuple[int, ...],
    place: tuple[NDArray[np.int64], ...],
    lean: float,
    step: int,
    upright: bool,
) -> _Line:
    """The line of a slope on which least is drawn, beside the lines on both sides of it."""
    height, width = shape
    rows = np.rint(place[0] - lean * (place[1] - width / 2)).astype(int)
    low = int(rows.min())
    counts = np.bincount(rows - low).astype(float)
    reach = max(2, round(BESIDE * height))
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(counts, reach), reach).max(axis=1)
    sides = np.minimum(windows[: len(counts)], windows[reach + 1 :])
    share = np.where(sides > WIDE * width, counts / np.maximum(sides, 1), 1.0)
    at = int(share.argmin())
    return _Line(float(share[at]), lean, (at + low + 0.5) * step, upright)


def insets(near: Mask, walls: Mask, within: list[PagePiece], smallest: float) -> list[PagePiece]:
    """Drawings that lie on others: what `walls` close in, with a thin rim of the gutter's colour
    all around, which `near` shows."""
    labels, _ = ndimage.label(~walls)
    found: list[PagePiece] = []
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        high, wide = (side.stop - side.start for side in place)
        if high * wide < smallest:
            continue
        inside = labels[place] == number
        box = Rect(place[1].start, place[0].start, wide, high)
        if inside.mean() < SQUARE or not any(_lies_on(box, part.box) for part in within):
            continue
        known = any(_same(box, part.box) for part in (*within, *found))
        if not known and _rimmed(box, near):
            found.append(PagePiece(box, float(inside.mean()), inset=True))
    return found


def _lies_on(box: Rect, other: Rect) -> bool:
    """Does a box lie on another, smaller than it, or in its corner, and not across it?"""
    if area(box) > MOST_INSET * area(other) or overlap(box, other) < MOST_INSET * area(box):
        return False
    close = BESIDE * min(other.w, other.h)
    left, top = box.x - other.x < close, box.y - other.y < close
    right = other.x + other.w - box.x - box.w < close
    bottom = other.y + other.h - box.y - box.h < close
    return not (left and right) and not (top and bottom)


def _rimmed(box: Rect, near: Mask) -> bool:
    """Does a line of the gutter's colour run along all four sides, and no farther than a rim's
    width on most of them?"""
    x, y, w, h = (int(side) for side in (box.x, box.y, box.w, box.h))
    far = max(4, round(THICKEST * min(near.shape)))
    lines, beyond = 0, 0
    for turned, a, b, length, begin in (
        (near, y, y + h, w, x),
        (near.T, x, x + w, h, y),
    ):
        for edge, way in ((a - 1, -1), (b, 1)):
            at = [edge + way * step for step in range(far + 1)]
            shares = [
                float(turned[row, begin : begin + length].mean())
                for row in at
                if 0 <= row < turned.shape[0]
            ]
            lines += max(shares[:4], default=0.0) > RIMMED
            beyond += len(shares) > far and shares[far] > RIMMED
    return lines == 4 and beyond <= 2


def _same(box: Rect, other: Rect) -> bool:
    return overlap(box, other) > 0.6 * max(area(box), area(other))
