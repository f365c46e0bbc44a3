"""How near what a panel shows is, 0 (far) .. 1, as one smooth field, from its heads alone.

The larger a head, the nearer is who bears it: in drawings no cue is better. Heads and the bodies
that hang from them are moved as a whole; the ground comes nearer to the panel's foot. Nothing is
cut out, so nothing tears and nothing has to be filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, gaussian_filter, map_coordinates

from render.geometry import Rect
from render.pixels.resample import FRACTION
from render.pixels.segments import Depth

Field = NDArray[np.float32]

CELL = 4
"""Panel pixels to a cell of the field: it is smooth."""
REACHES = (220.0, 340.0, 480.0)
"""Over how many pixels of a panel of 1536 the field falls from a body to what is behind it; the
wider, the less it bends, and the less is left of it."""
_USUAL = 1536.0
_FOOT, _HORIZON = 0.3, 0.55
"""How near the ground is at the panel's foot, and the part of its height where it begins."""
_BODY = 0.45
"""Heads under this part of the tallest one's height are people far behind it: moved with what is
around them, as a whole."""
_SHAPE = ((1.0, 0.5), (1.6, 1.45), (3.2, 1.7), (6.5, 1.7))
"""Half widths of a body in head widths, by how far below its head's top, in head heights."""
_HEAD = (0.85, 0.9)
"""Half axes of the ellipse about a head, in widths and heights of it."""
MOST_STRETCH = 0.1
"""How far anything may be drawn out or pressed together: at 0.2 a board's edge is seen to lean."""
STRAIGHT, WINDOW = 0.7, 200
"""Panel pixels by which a straight line may bend in so many."""
_LINE = 0.86
"""The part of a window in which an edge has to be there for it to be a straight line."""
_EDGE = 10.0
"""Levels from a cell to the next from which on there is an edge."""
_TILTS = np.linspace(-1.0, 1.0, 41)
"""How far lines that are looked for go to the side while they go down by one; flatter ones are
moved along themselves."""


@dataclass(frozen=True)
class Nearness:
    """How near a panel is, float32 [columns, rows] of cells, 0 .. 1; and by how many of its kept
    pixels the nearest may pass the farthest at the most."""

    field: Field
    most: float


def panel_nearness(luma: NDArray[np.uint16], depth: Depth, scale: float, wanted: float) -> Nearness:
    """The narrowest field under which near things may pass far ones by `wanted` kept pixels, else
    the one that lets them go farthest. `luma` is the panel's, transposed, in 1/256 levels; `scale`
    its pixels to the panel's own."""
    lines = straight_lines(luma)
    found: list[Nearness] = []
    for reach in REACHES:
        field = nearness(luma.shape, depth, scale, reach)
        span = float(field.max() - field.min())
        if span <= 0:
            continue
        even = (field - field.min()) / span
        found.append(Nearness(even, _most(even, lines)))
        if found[-1].most >= wanted:
            return found[-1]
    return max(
        found, key=lambda each: each.most, default=Nearness(np.zeros((2, 2), np.float32), 0.0)
    )


def nearness(size: tuple[int, ...], depth: Depth, scale: float, reach: float) -> Field:
    """The field of a panel whose kept planes have that size, [columns, rows] of cells."""
    wide, high = (max(2, round(side / CELL)) for side in size)
    by, far = scale / CELL, reach * size[0] / _USUAL / CELL
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32) + np.float32(0.5)
    ground = _FOOT * np.clip((y / high - _HORIZON) / (1 - _HORIZON), 0, 1)
    heads = [Rect(each.x * by, each.y * by, each.w * by, each.h * by) for each in depth.heads]
    tallest = max((head.h for head in heads), default=1.0)
    bodies = [head for head in heads if head.h >= _BODY * tallest]
    field = ground
    if bodies:
        inside = np.zeros(x.shape, bool)
        total, shares = np.zeros_like(x), np.full_like(x, 1e-6)
        for head in bodies:
            inside |= _body(head, x, y)
            part = _around(head, x, y)
            total += part * (head.h / tallest)
            shares += part
        beside = np.clip(1 - distance_transform_edt(~inside) / far, 0, 1)
        rising = beside * beside * (3 - 2 * beside)
        field = np.maximum(rising * gaussian_filter(total / shares, 10), ground)
    field = gaussian_filter(field, far / 8)
    whole = [*sorted(heads, key=lambda head: -head.h)]
    whole += [Rect(each.x * by, each.y * by, each.w * by, each.h * by) for each in depth.rigid]
    for box in whole:
        field = _as_one(field, box, x, y, far / 2)
    return np.ascontiguousarray(field.T, np.float32)


def _body(head: Rect, x: Field, y: Field) -> NDArray[np.bool_]:
    middle = head.x + head.w / 2
    axes = _HEAD[0] * head.w, _HEAD[1] * head.h
    oval = ((x - middle) / axes[0]) ** 2 + ((y - head.y - 0.42 * head.h) / axes[1]) ** 2 < 1
    below, half = zip(*_SHAPE, strict=True)
    down = (y - head.y) / head.h
    broad = np.interp(down, below, half, left=0, right=0) * head.w
    return np.asarray(oval | (np.abs(x - middle) < broad))


def _around(head: Rect, x: Field, y: Field) -> Field:
    """How much a place belongs to who bears a head: a body hangs down from it."""
    down = y - (head.y + head.h / 2)
    down = np.where(down > 0, 0.35 * down, down)
    far = ((x - head.x - head.w / 2) / (1.6 * head.w)) ** 2 + (down / (1.6 * head.h)) ** 2
    return np.asarray(np.exp(-far) + 1e-6 / (1 + far), np.float32)


def _as_one(field: Field, box: Rect, x: Field, y: Field, far: float) -> Field:
    """The field with a box in which it is the same everywhere."""
    beside = np.hypot(
        np.maximum(np.maximum(box.x - x, x - box.x - box.w), 0),
        np.maximum(np.maximum(box.y - y, y - box.y - box.h), 0),
    )
    inside = beside == 0
    if not inside.any():
        return field
    t = np.clip(1 - beside / far, 0, 1)
    return np.asarray(field + t * t * (3 - 2 * t) * (field[inside].mean() - field), np.float32)


def _most(field: Field, lines: NDArray[np.float64]) -> float:
    """By how many kept pixels the nearest may pass the farthest: half of them to each side."""
    stretch = float(np.abs(np.diff(field, axis=0)).max()) / CELL / 2
    most = MOST_STRETCH / max(stretch, 1e-9)
    if len(lines):
        most = min(most, STRAIGHT / max(float(np.abs(_bends(field, lines)).max()) / 2, 1e-9))
    return most


def _bends(field: Field, lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each line is from straight where the field is its displacement, to its own side."""
    steps = np.arange(WINDOW // CELL + 1)
    columns = lines[:, 0, None] + lines[:, 2, None] * (steps - steps.mean())
    rows = lines[:, 1, None] + steps - steps.mean()
    moved = map_coordinates(field, [columns, rows], order=1, mode="nearest")
    basis = np.stack([np.ones(len(steps)), steps - steps.mean()], axis=1)
    fitted = moved @ (basis @ np.linalg.pinv(basis))
    return np.asarray((moved - fitted) / np.hypot(1, lines[:, 2, None]))


def straight_lines(luma: NDArray[np.uint16]) -> NDArray[np.float64]:
    """Straight lines of a window's length that are not flat: the column and row of their middles,
    in cells, and how far they go to the side while they go down by one; float64 [lines, 3]."""
    wide, high = (side // CELL for side in luma.shape)
    count = WINDOW // CELL
    if high <= count or wide < 4:
        return np.empty((0, 3))
    cells = luma[: wide * CELL, : high * CELL].reshape(wide, CELL, high, CELL)
    levels = cells.mean(axis=(1, 3), dtype=np.float32).T / FRACTION
    across, down = np.gradient(levels, axis=1), np.gradient(levels, axis=0)
    edges = (np.abs(across) > _EDGE / 2) & (np.abs(across) > 0.8 * np.abs(down))
    found = []
    for tilt in _TILTS:
        hits = np.cumsum(np.pad(_sheared(edges, tilt), ((1, 0), (0, 0))), axis=0)
        full = hits[count:] - hits[:-count] >= _LINE * count
        rows, columns = np.nonzero(full[::4])
        middle = rows * 4 + count / 2
        found.append(np.stack([columns + tilt * (middle - high / 2), middle,
                               np.full(len(rows), tilt)], axis=1))  # fmt: skip
    lines = np.concatenate(found)
    return np.asarray(lines[(lines[:, 0] >= 0) & (lines[:, 0] < wide)])


def _sheared(edges: NDArray[np.bool_], tilt: float) -> NDArray[np.int32]:
    """Each row moved so that lines of a tilt stand upright."""
    high, wide = edges.shape
    out = np.zeros((high, wide), np.int32)
    for row in range(high):
        by = round(tilt * (row - high / 2))
        source = edges[row, max(by, 0) : wide + min(by, 0)]
        out[row, max(-by, 0) : max(-by, 0) + source.size] = source
    return out
