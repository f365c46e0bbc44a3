"""What painters share: a canvas, decoded pictures at hand, and how a rect lands in a box."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from render.geometry import Rect
from render.pixels.picture import DecodedPicture
from render.pixels.resample import Axis, axis, resample_plane
from render.pixels.segments import Box

Planes = tuple[NDArray[np.uint8], ...]
SHELF_BYTES = 12_000_000
"""One panel of 1536 x 1024, for the next segment. What is being drawn is held in any case."""


@dataclass(frozen=True)
class Canvas:
    """Y, U, V to draw on, uint8 [rows, pitch] each, of a picture of `width` x `height` pixels."""

    planes: Planes
    width: int
    height: int

    @classmethod
    def blank(cls, width: int, height: int) -> Canvas:
        sizes = ((height, width), (height // 2, width // 2), (height // 2, width // 2))
        return cls(tuple(np.empty(size, np.uint8) for size in sizes), width, height)

    def copy(self) -> Canvas:
        return Canvas(tuple(plane.copy() for plane in self.planes), self.width, self.height)

    def paste(self, other: Canvas) -> None:
        for plane, kept in zip(self.planes, other.planes, strict=True):
            plane[:] = kept

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)


class Painter(Protocol):
    """Draws one layer. Frames count from the segment's first."""

    def state(self, i: int) -> object:
        """Equal for two frames where what it draws is the same."""

    def covers(self, i: int) -> bool:
        """Whether nothing behind it is seen."""

    def paint(self, canvas: Canvas, i: int) -> None:
        """Draw frame `i` over what is there."""


class Shelf:
    """Decoded pictures, those used last, within `room` bytes (always the one asked for)."""

    def __init__(self, room: int = SHELF_BYTES) -> None:
        self._room = room
        self._kept: OrderedDict[tuple[str, str], DecodedPicture] = OrderedDict()

    def get(self, kind: str, key: str, make: Callable[[], DecodedPicture]) -> DecodedPicture:
        """The picture under (kind, key), made where it is not there."""
        if (kind, key) not in self._kept:
            self._kept[kind, key] = make()
        self._kept.move_to_end((kind, key))
        while len(self._kept) > 1 and sum(p.bytes for p in self._kept.values()) > self._room:
            self._kept.popitem(last=False)
        return self._kept[kind, key]


def axes(rect: Rect, box: Box, lobes: int = 3) -> tuple[tuple[Axis, Axis], tuple[Axis, Axis]]:
    """Taps for luma, and for chroma at half the size, sited at the left of its pixel pairs."""
    sx, sy = rect.w / box.w, rect.h / box.h
    left, top = rect.x + sx / 2 - 0.5, rect.y + sy / 2 - 0.5
    luma = axis(left, sx, box.w, lobes), axis(top, sy, box.h, lobes)
    half = axis(left, 2 * sx, box.w // 2, lobes), axis(top + sy / 2, 2 * sy, box.h // 2, lobes)
    return luma, half


def draw_rect(picture: DecodedPicture, rect: Rect, planes: Planes, box: Box) -> None:
    """Resample `rect` (pixels of the picture as kept) into `box` of Y, U, V planes."""
    luma, half = axes(rect, box)
    for plane, (source, target) in enumerate(zip(picture.planes[:3], planes, strict=True)):
        across, down = half if plane else luma
        shift = 1 if plane else 0
        resample_plane(source, across, down, target, box.x >> shift, box.y >> shift)


def draw_rect_444(picture: DecodedPicture, rect: Rect, planes: Planes, box: Box) -> None:
    """Like `draw_rect`, into planes that are all as large as the box."""
    (across, down), _ = axes(rect, box)
    for source, target in zip(picture.planes[:3], planes, strict=True):
        resample_plane(source, across, down, target, box.x, box.y)
