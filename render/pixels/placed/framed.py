"""Draws a framed picture: a crop of a panel in a rect of the canvas, with a border and a shadow.

Its edges lie between pixels where they have to: what moves does so without a step.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from render.geometry import Rect
from render.pixels.blend import blend_masked
from render.pixels.canvas import Canvas, draw_rect
from render.pixels.picture import DecodedPicture, yuv_of
from render.pixels.segments import Box, FramedLayer, opacity_at
from render.shots import place_at, rect_at

Mask = NDArray[np.float32]

_BLACK, _GREY = 16, 128
"""Levels of black in luma, and of no colour in chroma."""
_REACH = 2.5
"""How many times its softness a shadow is drawn beyond its rect: there it is darker by 1 %."""


class FramedPainter:
    """Paints a `FramedLayer`; `fetch` gives its panel, decoded."""

    def __init__(
        self, layer: FramedLayer, fps: Fraction, fetch: Callable[[], DecodedPicture]
    ) -> None:
        self._layer, self._fps, self._fetch = layer, fps, fetch

    def _crop(self, i: int) -> Rect:
        return rect_at(self._layer.shot, i - self._layer.shot.start, self._fps)

    def state(self, i: int) -> object:
        layer, opacity = self._layer, opacity_at(self._layer.opacity, i)
        seen = (self._crop(i), place_at(layer.places, i), opacity_at(layer.lights, i))
        return (opacity, opacity > 0 and seen)

    def covers(self, i: int) -> bool:  # noqa: ARG002
        return False

    def paint(self, canvas: Canvas, i: int) -> None:
        opacity = opacity_at(self._layer.opacity, i)
        if opacity <= 0:
            return
        layer, rect = self._layer, place_at(self._layer.places, i)
        outer = _grown(rect, layer.border)
        if layer.shadow:
            fallen = Rect(outer.x, outer.y + layer.shadow / 2, outer.w, outer.h)
            self._shade(canvas, fallen, opacity)
        if layer.border:
            box = _cover(outer, canvas)
            _flat(canvas, box, layer.colour, _masks(outer, box), opacity)
        self._picture(canvas, i, rect, opacity)

    def _shade(self, canvas: Canvas, rect: Rect, opacity: float) -> None:
        soft = self._layer.shadow
        box = _cover(_grown(rect, _REACH * soft), canvas)
        masks = _masks(rect, box, soft)
        _flat(canvas, box, "#000000", masks, 0.55 * opacity)

    def _picture(self, canvas: Canvas, i: int, rect: Rect, opacity: float) -> None:
        box, crop = _cover(rect, canvas), self._crop(i)
        if box.w <= 0 or box.h <= 0:
            return
        across, down = crop.w / rect.w, crop.h / rect.h
        source = Rect(crop.x + (box.x - rect.x) * across, crop.y + (box.y - rect.y) * down,
                      box.w * across, box.h * down)  # fmt: skip
        picture, drawn = self._fetch(), Canvas.blank(box.w, box.h)
        draw_rect(picture, picture.kept(source), drawn.planes, Box(0, 0, box.w, box.h))
        _dim(drawn, opacity_at(self._layer.lights, i))
        whole, half = _masks(rect, box)
        planes = (_times(drawn.planes[0], whole), *(_times(p, half) for p in drawn.planes[1:]))
        blend_masked(canvas.planes, (*planes, _levels(whole), _levels(half)), box, opacity)


def _dim(canvas: Canvas, light: float) -> None:
    """Make a picture as dark as `light` says: 1 leaves it as it is, 0 is black."""
    if light >= 1:
        return
    levels = np.arange(256)
    for plane, zero in zip(canvas.planes, (_BLACK, _GREY, _GREY), strict=True):
        table = np.clip(np.rint(zero + (levels - zero) * light), 0, 255).astype(np.uint8)
        plane[...] = table[plane]


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by)


def _cover(rect: Rect, canvas: Canvas) -> Box:
    """The even box of the canvas's pixels that a rect touches."""
    left, top = (max(0, math.floor(edge / 2) * 2) for edge in (rect.x, rect.y))
    right = min(canvas.width, math.ceil((rect.x + rect.w) / 2) * 2)
    bottom = min(canvas.height, math.ceil((rect.y + rect.h) / 2) * 2)
    return Box(left, top, max(right - left, 0), max(bottom - top, 0))


def _masks(rect: Rect, box: Box, soft: float = 0.0) -> tuple[Mask, Mask]:
    """How much of each pixel of a box a rect covers, at luma's and at chroma's size."""
    return _mask(rect, box, 1, soft), _mask(rect, box, 2, soft)


def _mask(rect: Rect, box: Box, step: int, soft: float) -> Mask:
    across = _along(rect.x, rect.x + rect.w, box.x, box.w // step, step, soft)
    down = _along(rect.y, rect.y + rect.h, box.y, box.h // step, step, soft)
    return np.outer(down, across).astype(np.float32)


def _along(
    first: float, last: float, start: int, count: int, step: int, soft: float
) -> NDArray[np.float64]:
    """The part of each of `count` cells that lies in [first, last), or how far a soft edge has
    risen in its middle."""
    left = start + step * np.arange(count, dtype=np.float64)
    if soft:
        middle = left + step / 2
        rise, fall = (erf((middle - edge) / (soft * 2**0.5)) for edge in (first, last))
        return np.asarray((rise - fall) / 2)
    inside = np.minimum(left + step, last) - np.maximum(left, first)
    return np.asarray(np.clip(inside, 0, step) / step)


def _flat(canvas: Canvas, box: Box, colour: str, masks: tuple[Mask, Mask], opacity: float) -> None:
    """One colour through a mask."""
    if box.w <= 0 or box.h <= 0:
        return
    y, u, v = yuv_of(colour)
    whole, half = masks
    planes = (_levels(whole, y), _levels(half, u), _levels(half, v), _levels(whole), _levels(half))
    blend_masked(canvas.planes, planes, box, opacity)


def _times(plane: NDArray[np.uint8], mask: Mask) -> NDArray[np.uint8]:
    return plane if mask.min() >= 1 else np.rint(plane * mask).astype(np.uint8)


def _levels(mask: Mask, level: int = 255) -> NDArray[np.uint8]:
    return np.rint(mask * level).astype(np.uint8)
