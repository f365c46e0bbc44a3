"""Draws stills: pictures with transparency, at rest or drifting by fractions of a pixel."""

from __future__ import annotations

from functools import cache

import numpy as np

from render.geometry import Rect
from render.pixels.blend import blend_masked
from render.pixels.canvas import Canvas, Planes, Shelf, axes
from render.pixels.picture import (
    STILL_BORDER,
    DecodedPicture,
    Pictures,
    decode_still,
    picture_bytes,
)
from render.pixels.resample import resample_plane
from render.pixels.segments import Box, StillKeyframe, StillLayer, opacity_at
from render.shots import EASINGS


class StillPainter:
    def __init__(self, layer: StillLayer, pictures: Pictures, shelf: Shelf) -> None:
        self._layer = layer
        key = layer.picture
        self._fetch = cache(
            lambda: shelf.get("still", key, lambda: decode_still(picture_bytes(pictures, key)))
        )
        self._drawn: tuple[StillKeyframe, Box, Planes] | None = None

    def _place(self, i: int) -> StillKeyframe:
        return place_at(self._layer.places, i)

    def state(self, i: int) -> object:
        opacity = opacity_at(self._layer.opacity, i)
        return (opacity, opacity > 0 and self._place(i))

    def covers(self, i: int) -> bool:  # noqa: ARG002
        return False

    def paint(self, canvas: Canvas, i: int) -> None:
        opacity = opacity_at(self._layer.opacity, i)
        if opacity <= 0:
            return
        place = self._place(i)
        if self._drawn is None or self._drawn[0] != place:
            box = _still_box(self._fetch(), place, canvas)
            self._drawn = (place, box, _still_planes(self._fetch(), place, box))
        _, box, planes = self._drawn
        if box.w > 0 and box.h > 0:
            blend_masked(canvas.planes, planes, box, opacity)


def place_at(places: tuple[StillKeyframe, ...], frame: float) -> StillKeyframe:
    """Where a still is at `frame`, at frame 0 of the answer so that equal places compare equal."""
    after = next((i for i, place in enumerate(places) if place.frame > frame), len(places))
    if after in (0, len(places)):
        held = places[min(after, len(places) - 1)]
        return StillKeyframe(0, held.x, held.y, held.scale)
    a, b = places[after - 1], places[after]
    share = EASINGS[a.easing]((frame - a.frame) / (b.frame - a.frame))
    pairs = (a.x, b.x), (a.y, b.y), (a.scale, b.scale)
    x, y, scale = ((1 - share) * u + share * v for u, v in pairs)
    return StillKeyframe(0, x, y, scale)


def _still_box(picture: DecodedPicture, place: StillKeyframe, canvas: Canvas) -> Box:
    """The even box of canvas pixels that a still touches."""
    left, top = int(place.x // 2 * 2) - 2, int(place.y // 2 * 2) - 2
    right = -int(-(place.x + picture.width * place.scale) // 2 * 2) + 2
    bottom = -int(-(place.y + picture.height * place.scale) // 2 * 2) + 2
    x, y = max(0, left), max(0, top)
    return Box(x, y, min(canvas.width, right) - x, min(canvas.height, bottom) - y)


def _still_planes(picture: DecodedPicture, place: StillKeyframe, box: Box) -> Planes:
    """Y, U, V and alpha at luma's and at chroma's size, for the pixels of `box`."""
    if box.w <= 0 or box.h <= 0:
        return ()
    scale = place.scale
    rect = Rect((box.x - place.x) / scale + STILL_BORDER, (box.y - place.y) / scale + STILL_BORDER,
                box.w / scale, box.h / scale)  # fmt: skip
    luma, half = axes(rect, box, lobes=2)
    drawn = []
    for source, taps in ((0, luma), (1, half), (2, half), (3, luma), (3, half)):
        size = (len(taps[1][0]), len(taps[0][0]))
        drawn.append(np.empty(size, np.uint8))
        resample_plane(picture.planes[source], taps[0], taps[1], drawn[-1], 0, 0)
    return tuple(drawn)
