"""What lies between the drawings of a page: long straight runs of one colour, or of one gradient.

A gutter may have any colour. Each that a page may have is tried: the one around it, white, black,
and those of which many long runs are made; `find.py` keeps the one that parts the page best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Mask = NDArray[np.bool_]
"""[height, width] of a page that is reduced to be looked at."""
Colours = NDArray[np.float32]
"""RGB [height, width, 3], levels 0..255."""

NEAR = 22.0
"""Levels by which a gutter's pixels may differ from its colour: scans and JPEGs stay below."""

RUN = 0.09
"""Of the page's shorter side: a gutter is at least that long, what lies between hatches is not."""

LEANS = (0.0, -0.065, 0.065, -0.13, 0.13, -0.195, 0.195, -0.26, 0.26)
"""Slopes of gutters, up to 15 degrees: between two of them lies less than a thin gutter's slope
over the length of a run."""

GAP = 0.3
"""Of the page's shorter side: what lies across a gutter is narrower."""

RIM = 0.02
"""Of the page's shorter side, as the page's edge, where its margin is looked for."""

AROUND = 0.4
"""Of the rim that a margin's colour fills where there is one."""

MARGIN = 0.9
"""Of the rim that a margin fills which runs all around."""

EXTRA = 3
"""Colours of whole lines that are tried beside those of the rim, white and black; and of runs."""

WHOLE = 0.75
"""Of a line across a page that has one colour, balloons and a drawing's end beside it."""

THICK = 0.12
"""Of a page's length: what has one colour from edge to edge and is thicker is a sky."""

STEP, SHARP = 14.0, 0.4
"""Levels that a gutter's edge is from what it borders on, and the part of its edges that must be
so: a sky that changes its colour has none."""


def near_colours(page: Colours) -> Iterator[Mask]:
    """Where a page has the colour of its gutters, for each colour that they may have.

    A margin that runs all around belongs to every one.
    """
    around = _around(page)
    edge = near_to(page, around) if around is not None else np.zeros(page.shape[:2], bool)
    margin = edge if _rim(edge).mean() > MARGIN else np.zeros_like(edge)
    tried: list[NDArray[np.float32]] = []
    if around is not None:
        yield edge
        tried.append(around.mean(axis=(0, 1)))
    gradient = _plane_of_bands(page)
    if gradient is not None:
        yield near_to(page, gradient) | margin
    for colour in (np.full(3, 252.0, np.float32), np.full(3, 5.0, np.float32), *_of_lines(page)):
        if all(np.abs(colour - other).max() > NEAR for other in tried):
            tried.append(colour)
            yield near_to(page, colour) | margin


def near_to(page: Colours, colour: Colours) -> Mask:
    """What has a colour, [height, width, 3] or [3]."""
    return np.asarray(np.abs(page - colour).max(axis=2) < NEAR)


def _rim(values: NDArray[Any]) -> NDArray[Any]:
    """The edge of a page, [pixels, ...]."""
    deep = max(2, round(RIM * min(values.shape[:2])))
    inner = values[deep:-deep]
    sides = (values[:deep], values[-deep:], inner[:, :deep], inner[:, -deep:])
    return np.concatenate([side.reshape(-1, *values.shape[2:]) for side in sides])


def _around(page: Colours) -> Colours | None:
    """The colour at a page's edge, as a plane through its colours: a gradient is one."""
    height, width = page.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    ways = np.stack([np.ones_like(ys), ys / height, xs / width], axis=-1)
    place, colours = _rim(ways)[::2], _rim(page)[::2]
    plane = _fitted(place, colours)
    return None if plane is None else (ways @ plane).astype(np.float32)


def _of_lines(page: Colours) -> list[NDArray[np.float32]]:
    """Colours of lines that part a page from edge to edge, and those of many long runs."""
    bands = _bands(page)
    found = [page[rows, ::4].reshape(-1, 3) for rows in bands[0]]
    found += [page[::4, columns].reshape(-1, 3) for columns in bands[1]]
    middles = [np.median(pixels, axis=0).astype(np.float32) for pixels in found]
    return [*_clusters(middles)[:EXTRA], *_of_runs(page)]


def _bands(page: Colours) -> tuple[list[slice], list[slice]]:
    """Rows, and columns, that have one colour from edge to edge, and end in something else."""
    found: tuple[list[slice], list[slice]] = ([], [])
    for turned, out in zip((page, page.transpose(1, 0, 2)), found, strict=True):
        thin = turned[:, ::4]
        middles = np.median(thin, axis=1)
        same = (np.abs(thin - middles[:, None]).max(axis=2) < NEAR).mean(axis=1) > WHOLE
        steps = np.abs(np.diff(middles, axis=0)).max(axis=1) > NEAR
        edges = np.flatnonzero(np.diff(same.astype(np.int8)) | (steps & same[1:] & same[:-1])) + 1
        marks = [0, *edges.tolist(), len(same)]
        most = THICK * len(same)
        out += [
            slice(first, last)
            for first, last in pairwise(marks)
            if same[first] and last - first <= most
        ]
    return found


def _plane_of_bands(page: Colours) -> Colours | None:
    """The colours of all lines that part a page as one gradient; None where they are none."""
    height, width = page.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    ways = np.stack([np.ones_like(ys), ys / height, xs / width], axis=-1)
    rows, columns = _bands(page)
    parts = [np.s_[rows_, ::4] for rows_ in rows] + [np.s_[::4, part] for part in columns]
    if len(parts) < 2:
        return None
    place = np.concatenate([ways[part].reshape(-1, 3) for part in parts])
    colours = np.concatenate([page[part].reshape(-1, 3) for part in parts])
    plane = _fitted(place, colours)
    return None if plane is None else (ways @ plane).astype(np.float32)


def _fitted(place: NDArray[Any], colours: NDArray[Any]) -> NDArray[Any] | None:
    """The plane through most of some pixels' colours, [1, y, x] by RGB; None without one."""
    near = np.abs(colours - np.median(colours, axis=0)).max(axis=1) < 4 * NEAR
    plane: NDArray[Any] | None = None
    for _ in range(6):
        if near.mean() < AROUND:
            return None
        plane, *_ = np.linalg.lstsq(place[near], colours[near], rcond=None)
        near = np.abs(colours - place @ plane).max(axis=1) < NEAR
    return plane if near.mean() >= AROUND else None


def _clusters(colours: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """Colours that are alike as one, the commonest first."""
    found: list[list[NDArray[np.float32]]] = []
    for colour in colours:
        group = next((g for g in found if np.abs(g[0] - colour).max() < NEAR), None)
        if group is None:
            found.append([colour])
        else:
            group.append(colour)
    return [group[0] for group in sorted(found, key=len, reverse=True)]


def _of_runs(page: Colours) -> list[NDArray[np.float32]]:
    """The commonest colours of long level or upright runs."""
    page = np.ascontiguousarray(page[::2, ::2])
    size = max(6, round(RUN * min(page.shape[:2])))
    bins = (page / 24).astype(np.int64)
    codes = (bins[..., 0] * 16 + bins[..., 1]) * 16 + bins[..., 2]
    counts = np.zeros(16**3, np.int64)
    for axis in (0, 1):
        low = ndimage.minimum_filter1d(page, size, axis=axis)
        high = ndimage.maximum_filter1d(page, size, axis=axis)
        flat = (high - low).max(axis=2) < NEAR
        counts += np.bincount(codes[flat], minlength=len(counts))
    ranked = [code for code in np.argsort(-counts)[:EXTRA] if counts[code]]
    return [page[codes == code].mean(axis=0) for code in ranked]


def gutters(near: Mask, leans: tuple[float, ...] = LEANS) -> Mask:
    """Long straight runs in what has a gutter's colour."""
    size = _run(near)
    return _joined(near, leans, lambda level: _opened(level, size))


def bridged(runs: Mask, leans: tuple[float, ...] = LEANS) -> Mask:
    """Runs with the gaps in them filled: a balloon lies across a gutter, and hides its middle."""
    size, gap = _run(runs), round(GAP * min(runs.shape))
    return _joined(runs, leans, lambda level: _closed(_opened(level, size), gap))


def _run(mask: Mask) -> int:
    return max(8, round(RUN * int(min(mask.shape))))


def _joined(
    mask: Mask, leans: tuple[float, ...], change: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]
) -> Mask:
    """What `change` makes of a mask's rows, in every slope, level and upright."""
    found = np.zeros_like(mask)
    for turned, out in ((mask, found), (np.ascontiguousarray(mask.T), found.T)):
        for lean in leans:
            sheared = _sheared(turned.view(np.uint8), lean)
            out |= _sheared(change(sheared), -lean, turned.shape[0]).view(bool)
    return found


def _opened(level: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """What lies in level runs of `size` and more."""
    if level.shape[1] < size:
        return np.zeros_like(level)
    kept = _slid(level, size, np.bitwise_and)
    return _slid(np.pad(kept, ((0, 0), (size - 1, size - 1))), size, np.bitwise_or)


def _closed(level: NDArray[np.uint8], gap: int) -> NDArray[np.uint8]:
    """Runs joined over gaps of less than `gap`."""
    wide = _slid(np.pad(level, ((0, 0), (gap, gap))), gap, np.bitwise_or)
    return _slid(wide, gap, np.bitwise_and)[:, 1:-1]


def _slid(level: NDArray[np.uint8], size: int, join: np.ufunc) -> NDArray[np.uint8]:
    """What `join` makes of each `size` neighbours in a row: twice as many with each step."""
    done = 1
    while done < size:
        step = min(done, size - done)
        level = join(level[:, :-step], level[:, step:])
        done += step
    return level


def _sheared(mask: NDArray[np.uint8], lean: float, height: int = 0) -> NDArray[np.uint8]:
    """Columns moved down by the slope; with `height`, moved back into that many rows."""
    if not lean:
        return mask
    rows, width = mask.shape
    moves = np.rint(np.arange(width) * abs(lean)).astype(int)
    if (lean < 0) != bool(height):
        moves = moves[::-1]
    steps = [0, *(np.flatnonzero(np.diff(moves)) + 1), width]
    out = np.zeros((height or rows + int(moves.max()), width), mask.dtype)
    for first, last in pairwise(steps):
        move = int(moves[first])
        if height:
            out[:, first:last] = mask[move : move + height, first:last]
        else:
            out[move : move + rows, first:last] = mask[:, first:last]
    return out


def sharp(gutter: Mask, page: Colours) -> bool:
    """Has a gutter edges?"""
    light = page.mean(axis=2)
    span = ndimage.maximum_filter(light, 5) - ndimage.minimum_filter(light, 5)
    edge = gutter & ~ndimage.binary_erosion(gutter, np.ones((3, 3), bool), border_value=1)
    return bool(edge.any()) and float((span[edge] > STEP).mean()) > SHARP


def connected(runs: Mask) -> Mask:
    """The runs that part a page: those that reach its edge, or lead through most of it."""
    labels, count = ndimage.label(runs, np.ones((3, 3), int))
    if not count:
        return runs
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    kept = np.zeros(count + 1, bool)
    kept[np.unique(edge)] = True
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        high, wide = (part.stop - part.start for part in place)
        if high > 0.5 * runs.shape[0] and wide > 0.5 * runs.shape[1]:
            kept[number] = True
    kept[0] = False
    return np.asarray(kept[labels])
