"""The drawings of a page, in reading order, and each as a picture of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from render.camera.pages.order import reading_order
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, overlap, seen
from story.model import PageMark

T = TypeVar("T")

PLAINLY = {2: 0.95, 3: 0.9}
MOSTLY = 0.82
"""Parts as square as this, that fill as much of what is drawn, are plainly drawings of a page; of
two or three it takes more, since a wall or a hill may part a picture as well as a gutter does. Of
58 pictures that are no pages the best of two parts had 0.94, of three 0.81, of more 0.87."""

AT_ALL = {2: 0.75, 3: 0.6}
LEAST = 0.45
"""Where the author says that a picture is a page, worse parts than these are none."""

SLIGHT, SLIM = 0.03, 0.11
"""Of a page, and of its shorter side: what has a drawing that is smaller, or narrower, is no page
unless its author says so."""

STRIP = 2.6
"""A page so many times as high as wide is a strip: the camera goes down it."""

INTO_GUTTER = 0.012
"""Of the page's shorter side: so far into the gutter a drawing's frame reaches at most."""

LINE, EDGE = 0.009, 0.004
"""Of the page's shorter side: how thick the line about a drawing is, and how near the page's edge
what bleeds off it ends."""

WITHIN = 0.6
"""Of what was seen on a page, to belong to a drawing."""


@dataclass(frozen=True)
class Drawing:
    """One drawing of a page: its `frame` in the page's pixels, edges in the gutter, and the page's
    facts cut out to it, as a picture of that size."""

    frame: Rect
    facts: PictureFacts


def drawings(page: PictureFacts, mark: PageMark) -> tuple[Drawing, ...]:
    """A page's drawings in the order in which they are read; none where it is a single picture."""
    boxes = _boxes(page, mark)
    if len(boxes) < 2:
        return ()
    frames = boxes if mark.frames else [_into_gutter(box, boxes, page) for box in boxes]
    return tuple(Drawing(frame, _cut_out(page, frame)) for frame in frames)


def is_strip(page: PictureFacts) -> bool:
    return page.height > STRIP * page.width


def _boxes(page: PictureFacts, mark: PageMark) -> tuple[Rect, ...]:
    if mark.frames:
        told = (_inside(Rect(*box), page.whole) for box in mark.frames)
        return tuple(box for box in told if box.w > 1 and box.h > 1)
    if mark.parted == "never":
        return ()
    found = page.of("drawing")
    boxes = [region.box for region in found]
    sure = min((region.weight for region in found), default=0.0)
    size = min(page.width * page.height, 2 * min(page.width, page.height) ** 2)
    side = SLIM * min(page.width, page.height)
    slight = any(box.w * box.h < SLIGHT * size or min(box.w, box.h) < side for box in boxes)
    least = AT_ALL.get(len(boxes), LEAST)
    plain = sure >= PLAINLY.get(len(boxes), MOSTLY) and not slight
    if sure < least or (mark.parted == "auto" and not plain):
        return ()
    return tuple(boxes[number] for number in reading_order(boxes, rtl=mark.order == "rtl"))


def _inside(box: Rect, whole: Rect) -> Rect:
    left, top = max(box.x, 0.0), max(box.y, 0.0)
    right, bottom = min(box.x + box.w, whole.w), min(box.y + box.h, whole.h)
    return Rect(left, top, right - left, bottom - top)


def _into_gutter(box: Rect, boxes: Sequence[Rect], page: PictureFacts) -> Rect:
    """A box with some of the gutter around it: half of what lies between it and its neighbours. One
    that bleeds off the page has no frame around it, and leaves out the line on its other sides."""
    if _bleeds(box, page):
        return _within_line(box, page)
    far = INTO_GUTTER * min(page.width, page.height)
    others = [other for other in boxes if other is not box and not overlap(box, other)]
    right, bottom = box.x + box.w, box.y + box.h
    level = [o for o in others if min(bottom, o.y + o.h) > max(box.y, o.y)]
    stacked = [o for o in others if min(right, o.x + o.w) > max(box.x, o.x)]
    rooms = (
        min([far, *((box.x - o.x - o.w) / 2 for o in level if o.x + o.w <= box.x)]),
        min([far, *((box.y - o.y - o.h) / 2 for o in stacked if o.y + o.h <= box.y)]),
        min([far, *((o.x - right) / 2 for o in level if o.x >= right)]),
        min([far, *((o.y - bottom) / 2 for o in stacked if o.y >= bottom)]),
    )
    left, top = max(0.0, box.x - rooms[0]), max(0.0, box.y - rooms[1])
    end = min(page.width, right + rooms[2]), min(page.height, bottom + rooms[3])
    return Rect(round(left), round(top), round(end[0]) - round(left), round(end[1]) - round(top))


def _bleeds(box: Rect, page: PictureFacts) -> bool:
    """Does a drawing reach the page's edge on two sides or more?"""
    near = EDGE * min(page.width, page.height)
    right, bottom = page.width - box.x - box.w, page.height - box.y - box.h
    return sum(side <= near for side in (box.x, box.y, right, bottom)) > 1


def _within_line(box: Rect, page: PictureFacts) -> Rect:
    """A box without the line about it, but for the sides that lie at the page's edge."""
    line = LINE * min(page.width, page.height)
    right, bottom = page.width - box.x - box.w, page.height - box.y - box.h
    left, top, end, low = (0 if side <= line else round(side + line)
                           for side in (box.x, box.y, right, bottom))  # fmt: skip
    return Rect(left, top, page.width - end - left, page.height - low - top)


def _cut_out(page: PictureFacts, frame: Rect) -> PictureFacts:
    """What is known of a page inside a frame, as of a picture of the frame's size."""
    regions = (
        _moved(region, frame)
        for region in page.regions
        if region.kind != "drawing" and seen(region.box, frame) > WITHIN
    )
    levels = _crop(page.saliency, frame.y, frame.h, page.height)
    letters = _crop(page.colours, frame.y, frame.h, page.height)
    return replace(
        page,
        width=round(frame.w),
        height=round(frame.h),
        regions=tuple(regions),
        saliency=tuple(tuple(_crop(row, frame.x, frame.w, page.width)) for row in levels),
        colours=tuple("".join(_crop(row, frame.x, frame.w, page.width)) for row in letters),
    )


def _moved(region: Region, frame: Rect) -> Region:
    box = region.box
    left, top = max(box.x - frame.x, 0.0), max(box.y - frame.y, 0.0)
    right = min(box.x + box.w - frame.x, frame.w)
    bottom = min(box.y + box.h - frame.y, frame.h)
    return replace(region, box=Rect(left, top, right - left, bottom - top))


def _crop(cells: Sequence[T], start: float, length: float, whole: float) -> Sequence[T]:
    """The cells of a map's row (or its rows) that a stretch of the page covers, one at least."""
    first = min(int(start / whole * len(cells)), max(len(cells) - 1, 0))
    last = max(first + 1, round((start + length) / whole * len(cells)))
    return cells[first:last]
