"""Rectangles, as records and as rows of an array: crops, their overlap, boxes around others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Rects as rows of x, y, w, h: float64 [n, 4]; or what is known of each: float64 [n]."""

MAX_PIXELS = 16_000_000
"""Pictures are kept at this many pixels at most: 96 MB of planes."""


@dataclass(frozen=True)
class Rect:
    """A crop rect in panel pixels, floats: left, top, width, height. Pixel centres are at .5."""

    x: float
    y: float
    w: float
    h: float


def pixels_for(size: tuple[int, int]) -> int:
    """How many pixels of a panel are kept for frames of `size`: enough to enlarge it twice."""
    return min(max(4 * size[0] * size[1], 4_000_000), MAX_PIXELS)


def overlap(a: Rect, b: Rect) -> float:
    """The area that two boxes share."""
    wide = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
    high = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
    return max(wide, 0.0) * max(high, 0.0)


def in_common(a: Rect, b: Rect) -> float:
    """What two boxes share of all that they cover, 0..1."""
    shared = overlap(a, b)
    return shared / (area(a) + area(b) - shared)


def widest(width: float, height: float, aspect: Fraction) -> Rect:
    """The largest rect of `aspect` (width / height) inside a picture, centred."""
    w = min(float(width), float(height * aspect))
    h = w / float(aspect)
    return Rect((width - w) / 2, (height - h) / 2, w, h)


def spread(width: float, height: float, aspect: Fraction) -> Rect:
    """The smallest rect of `aspect` around a whole picture; it reaches beyond two of its edges."""
    w = max(float(width), float(height * aspect))
    h = w / float(aspect)
    return Rect((width - w) / 2, (height - h) / 2, w, h)


def crop_at(cx: float, cy: float, w: float, aspect: Fraction, inside: Rect) -> Rect:
    """A rect `w` wide about a centre, moved (and, where it must, shrunk) to lie `inside`."""
    w = min(w, inside.w, inside.h * float(aspect))
    h = w / float(aspect)
    x = min(max(cx - w / 2, inside.x), inside.x + inside.w - w)
    y = min(max(cy - h / 2, inside.y), inside.y + inside.h - h)
    return Rect(x, y, w, h)


def centre(rect: Rect) -> tuple[float, float]:
    return rect.x + rect.w / 2, rect.y + rect.h / 2


def area(rect: Rect) -> float:
    return rect.w * rect.h


def seen(box: Rect, crop: Rect) -> float:
    """The part of `box` that `crop` shows, 0..1."""
    return overlap(box, crop) / area(box) if area(box) > 0 else 0.0


def rows(boxes: Iterable[Rect]) -> Floats:
    """Rects as rows: [n, 4]."""
    return np.array([(b.x, b.y, b.w, b.h) for b in boxes], dtype=np.float64).reshape(-1, 4)


def seen_of(crops: Floats, boxes: Floats) -> Floats:
    """The part of each box that each crop shows: [crops, boxes], 0..1."""
    ends, sides = crops[:, None, :2] + crops[:, None, 2:], boxes[None, :, :2] + boxes[None, :, 2:]
    first = np.maximum(crops[:, None, :2], boxes[None, :, :2])
    common = np.clip(np.minimum(ends, sides) - first, 0, None).prod(axis=2)
    return np.asarray(common / np.maximum(boxes[:, 2:].prod(axis=1), 1e-9))


def seen_parts(crops: Floats, box: Rect) -> Floats:
    """The part of a box that each crop shows, 0..1."""
    w = np.minimum(crops[:, 0] + crops[:, 2], box.x + box.w) - np.maximum(crops[:, 0], box.x)
    h = np.minimum(crops[:, 1] + crops[:, 3], box.y + box.h) - np.maximum(crops[:, 1], box.y)
    parts: Floats = np.clip(w, 0, None) * np.clip(h, 0, None) / max(area(box), 1e-9)
    return parts


def in_shares(box: Rect, crop: Rect) -> Rect:
    """A box in parts of a crop, which is itself (0, 0, 1, 1)."""
    return Rect(
        (box.x - crop.x) / crop.w, (box.y - crop.y) / crop.h, box.w / crop.w, box.h / crop.h
    )


def around(boxes: Iterable[Rect]) -> Rect:
    """The smallest rect that holds them all. Raises ValueError on none."""
    kept = list(boxes)
    left, top = min(b.x for b in kept), min(b.y for b in kept)
    right, bottom = max(b.x + b.w for b in kept), max(b.y + b.h for b in kept)
    return Rect(left, top, right - left, bottom - top)


def between(a: Rect, b: Rect, part: float) -> Rect:
    """The rect `part` of the way from `a` to `b`."""
    return Rect(
        a.x + part * (b.x - a.x),
        a.y + part * (b.y - a.y),
        a.w + part * (b.w - a.w),
        a.h + part * (b.h - a.h),
    )


def cells(place: tuple[slice, ...], across: float, down: float) -> Rect:
    """Rows and columns of a map over a picture, in its pixels; a cell is `across` by `down`."""
    rows, columns = place
    return Rect(
        columns.start * across,
        rows.start * down,
        (columns.stop - columns.start) * across,
        (rows.stop - rows.start) * down,
    )
