"""The order in which the drawings of a page are read, from left to right or from right to left.

Rows come first: a page is cut across where nothing crosses the cut, else downwards. Where neither
goes, a drawing is read once all that stand above it, or before it in its row, are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from render.geometry import Rect, area, overlap

OVER = 0.12
"""Of the smaller one's height (or width), by which two drawings beside each other may overlap and
yet be one below the other: gutters are tilted."""

LOWER = 0.25
"""Of a drawing's height: what begins so much lower beside it is not read before it."""

INSIDE = 0.75
"""Of a drawing's area in another's box: it lies on it, or in its corner."""


def reading_order(boxes: Sequence[Rect], *, rtl: bool = False) -> list[int]:
    """The boxes' numbers in reading order."""
    if not boxes:
        return []
    if rtl:
        right = max(box.x + box.w for box in boxes)
        boxes = [replace(box, x=right - box.x - box.w) for box in boxes]
    owners = [_owner(number, boxes) for number in range(len(boxes))]
    order = _ordered([n for n, owner in enumerate(owners) if owner is None], boxes)
    for number, owner in sorted(
        ((n, o) for n, o in enumerate(owners) if o is not None),
        key=lambda each: _start(boxes[each[0]]),
    ):
        at = order.index(owner) if owner in order else len(order) - 1
        first = _opens(boxes[number], boxes[owner])
        while not first and at + 1 < len(order) and owners[order[at + 1]] == owner:
            at += 1
        order.insert(at if first else at + 1, number)
    return order


def _owner(number: int, boxes: Sequence[Rect]) -> int | None:
    """The smallest drawing on which another lies."""
    box = boxes[number]
    around = [
        other
        for other, large in enumerate(boxes)
        if other != number and area(large) > area(box) and overlap(box, large) > INSIDE * area(box)
    ]
    return min(around, key=lambda other: area(boxes[other]), default=None)


def _opens(box: Rect, around: Rect) -> bool:
    """Does a drawing stand in the corner at which reading begins?"""
    near = 0.08
    return box.x - around.x < near * around.w and box.y - around.y < near * around.h


def _start(box: Rect) -> tuple[float, float]:
    return box.y, box.x


def _ordered(among: list[int], boxes: Sequence[Rect]) -> list[int]:
    if len(among) < 2:
        return among
    for upright in (False, True):
        groups = _cut(among, boxes, upright=upright)
        if len(groups) > 1:
            return [number for group in groups for number in _ordered(group, boxes)]
    return _one_by_one(among, boxes)


def _cut(among: list[int], boxes: Sequence[Rect], *, upright: bool) -> list[list[int]]:
    """Groups that a line across the page (or down) parts, in order."""
    spans = {n: (boxes[n].x, boxes[n].w) if upright else (boxes[n].y, boxes[n].h) for n in among}
    ranked = sorted(among, key=lambda n: spans[n][0] + spans[n][1] / 2)
    groups: list[list[int]] = [[ranked[0]]]
    for at in range(1, len(ranked)):
        end = max(sum(spans[n]) - OVER * spans[n][1] for n in ranked[:at])
        begin = min(spans[n][0] + OVER * spans[n][1] for n in ranked[at:])
        if end <= begin:
            groups.append([])
        groups[-1].append(ranked[at])
    return groups


def _one_by_one(among: list[int], boxes: Sequence[Rect]) -> list[int]:
    left, order = list(among), []
    while left:
        free = [n for n in left if not any(_before(boxes[m], boxes[n]) for m in left if m != n)]
        order.append(min(free or left, key=lambda n: _start(boxes[n])))
        left.remove(order[-1])
    return order


def _before(one: Rect, other: Rect) -> bool:
    """Is a drawing read before another: it stands above it, or beside it on the reading's side?"""
    down = min(one.h, other.h) * OVER
    over = min(one.w, other.w) * OVER
    beside = min(one.x + one.w, other.x + other.w) - max(one.x, other.x) > over
    level = min(one.y + one.h, other.y + other.h) - max(one.y, other.y) > down
    above = one.y + one.h <= other.y + down
    ahead = one.x + one.w <= other.x + over
    return (beside and above) or (level and ahead and one.y < other.y + LOWER * other.h)
