"""Draws a picture that comes over another: it slides in as a page, or is wiped over it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from render.pixels.blend import blend_flat, blend_masked, lay
from render.pixels.canvas import Canvas, Painter
from render.pixels.segments import TurnLayer
from render.shots import EASINGS

_PUSHED = 0.3
"""How far what is there is pushed aside, as a part of the way that a page comes: what is less near
moves less."""
_SHADE, _SHADE_WIDTH = 0.5, 0.05
"""How dark a page's shadow is at its edge, and how wide, as a part of the canvas's width."""
_SOFT = 0.18
"""How wide the edge of a wipe is, as a part of the canvas's width."""
_BLACK = (16, 128, 128)


class TurnPainter:
    """Paints a `TurnLayer`; `painters` are those of its layers, from the back."""

    def __init__(self, layer: TurnLayer, painters: Sequence[Painter]) -> None:
        self._layer, self._painters = layer, painters
        self._drawn: Canvas | None = None

    def state(self, i: int) -> object:
        share = self._share(i)
        return (share, share > 0 and tuple(each.state(i) for each in self._painters))

    def covers(self, i: int) -> bool:
        return self._share(i) >= 1

    def paint(self, canvas: Canvas, i: int) -> None:
        share = self._share(i)
        if share >= 1:
            self._draw(canvas, i)
        elif share > 0:
            self._drawn = self._drawn or Canvas.blank(canvas.width, canvas.height)
            self._draw(self._drawn, i)
            comes = self._slide if self._layer.kind == "slide" else _wipe
            comes(canvas, self._drawn, share)

    def _share(self, i: int) -> float:
        """How far it has come on the frame `i`, 0..1."""
        layer = self._layer
        done = (i - layer.first + 1) / (layer.last - layer.first + 1)
        return EASINGS["in-out-sine"](min(max(done, 0.0), 1.0))

    def _draw(self, canvas: Canvas, i: int) -> None:
        blend_flat(canvas.planes, _BLACK, 1.0)
        for each in self._painters:
            each.paint(canvas, i)

    def _slide(self, canvas: Canvas, drawn: Canvas, share: float) -> None:
        wide, side = canvas.width, -1 if self._layer.mirrored else 1
        lay(canvas.planes, canvas.copy().planes, wide, -side * _PUSHED * share * wide)
        left = side * (1 - share) * wide
        _shade(canvas, left if side > 0 else left + wide, side, _SHADE * np.sin(np.pi * share))
        lay(canvas.planes, drawn.planes, wide, left)


def _shade(canvas: Canvas, edge: float, side: int, dark: float) -> None:
    """A soft shadow beside a page's edge, on what is under it."""
    width = max(2.0, _SHADE_WIDTH * canvas.width)
    away = side * (edge - _columns(canvas.width))
    alpha = dark * np.clip(1 - away / width, 0, 1) ** 2 * (away > -2)
    _through(canvas, Canvas.blank(canvas.width, canvas.height), alpha, black=True)


def _wipe(canvas: Canvas, drawn: Canvas, share: float) -> None:
    soft = _SOFT * canvas.width
    edge = share * (canvas.width + soft)
    rise = np.clip((edge - _columns(canvas.width)) / soft, 0, 1)
    _through(canvas, drawn, rise * rise * (3 - 2 * rise))


def _columns(width: int) -> NDArray[np.float64]:
    """The middles of a canvas's columns."""
    return np.arange(0.5, width, dtype=np.float64)


def _through(
    canvas: Canvas, drawn: Canvas, alpha: NDArray[np.float64], *, black: bool = False
) -> None:
    """Blend a drawn canvas into another through an alpha, 0..1, of each column."""
    if black:
        blend_flat(drawn.planes, _BLACK, 1.0)
    masks = alpha, (alpha[::2] + alpha[1::2]) / 2, (alpha[::2] + alpha[1::2]) / 2
    planes = [
        np.rint(plane * mask.astype(np.float32)).astype(np.uint8)
        for plane, mask in zip(drawn.planes, masks, strict=True)
    ]
    levels = [
        np.ascontiguousarray(np.broadcast_to(np.rint(mask * 255).astype(np.uint8), plane.shape))
        for plane, mask in zip(planes[:2], masks, strict=False)
    ]
    blend_masked(canvas.planes, (*planes, *levels), canvas.box, 1.0)
