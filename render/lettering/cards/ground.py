"""What a card's type stands on: a scrim over a picture, or a painted ground of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render.geometry import Rect
from render.typography.paint import Canvas, bar, wash
from render.typography.palette import Palette

_SCRIM, _VEIL = 0.86, 0.14
"""How dark it is behind type, and everywhere else: the palette's contrast holds on the scrim."""
_ZONE, _ZONE_UPRIGHT = 0.40, 0.8
"""Width of a place for another film, as a part of a wide and of an upright frame's: what sites
make of it at the most."""
_PLAIN = 0.9
"""How dark such a place is: nothing shows through beside what lies there."""


def scrim(canvas: Canvas, colours: Palette, block: Rect, *, corner: bool, rtl: bool) -> None:
    """Darken the picture behind `block`, fading out around it; towards its corner, not at all."""
    height, width = canvas.shape[:2]
    pad = min(width, height) * 0.05
    left, right = block.x - pad, block.x + block.w + pad
    top, bottom = block.y - pad, block.y + block.h + pad
    if corner:
        bottom = height
        left, right = (left, width) if rtl else (0.0, right)
    x, y = np.arange(width) + 0.5, np.arange(height) + 0.5
    across = np.maximum(np.maximum(left - x, x - right), 0) / (width * 0.34)
    down = np.maximum(np.maximum(top - y, y - bottom), 0) / (height * 0.42)
    away = np.clip(np.hypot(across[None, :], down[:, None]), 0, 1)
    fade = 1 - away * away * (3 - 2 * away)
    wash(canvas, colours.deep, (_VEIL + (_SCRIM - _VEIL) * fade).astype(np.float32))


def end_zones(size: tuple[int, int]) -> tuple[Rect, Rect]:
    """Two places of 16:9 on a frame for what a site lays over a film's end (another film, a sign
    to subscribe): side by side, one above the other on an upright frame."""
    width, height = size
    if width <= height:
        wide = min(width * _ZONE_UPRIGHT, height * 0.24 * 16 / 9)
        left, high = (width - wide) / 2, wide * 9 / 16
        return Rect(left, height * 0.30, wide, high), Rect(left, height * 0.57, wide, high)
    wide = width * _ZONE
    high, top = wide * 9 / 16, height * 0.88 - wide * 9 / 16
    left = (width - 2 * wide) / 3
    return Rect(left, top, wide, high), Rect(2 * left + wide, top, wide, high)


def framed(canvas: Canvas, colours: Palette, zone: Rect) -> None:
    """A plain dark place with a fine line around it."""
    height, width = canvas.shape[:2]
    cover = np.zeros((height, width), np.float32)
    rows, columns = (slice(round(zone.y), round(zone.y + zone.h)),
                     slice(round(zone.x), round(zone.x + zone.w)))  # fmt: skip
    cover[rows, columns] = _PLAIN
    wash(canvas, colours.deep, cover)
    _outlined(canvas, colours, zone)


def painted_ground(canvas: Canvas, colours: Palette, size: tuple[int, int]) -> None:
    """A painted ground: deep, a glow behind the type, a fall of halftone dots, a fine frame."""
    width, height = size
    wash(canvas, colours.deep, 1.0)
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    glow = np.exp(-(((x / width - 0.5) / 0.5) ** 2) - ((y / height - 0.42) / 0.45) ** 2)
    wash(canvas, colours.accent, (0.16 * glow).astype(np.float32))
    wash(canvas, colours.accent, _halftone(x, y, size))
    short = min(size)
    inset = short * 0.045
    _outlined(canvas, colours, Rect(inset, inset, width - 2 * inset, height - 2 * inset))


def _outlined(canvas: Canvas, colours: Palette, rect: Rect) -> None:
    """A fine line around a place, inside it."""
    height, width = canvas.shape[:2]
    thick = max(2.0, min(width, height) * 0.003)
    for left, top, wide, high in (
        (rect.x, rect.y, rect.w, thick),
        (rect.x, rect.y + rect.h - thick, rect.w, thick),
        (rect.x, rect.y, thick, rect.h),
        (rect.x + rect.w - thick, rect.y, thick, rect.h),
    ):
        bar(canvas, colours.accent, left, top, wide, high)


def _halftone(
    x: NDArray[np.float64], y: NDArray[np.float64], size: tuple[int, int]
) -> NDArray[np.float32]:
    """Dots on a turned grid that grow towards two corners, as print shades."""
    cell = min(size) / 54
    u, v = (x + y) / (cell * 2**0.5), (x - y) / (cell * 2**0.5)
    from_dot = np.hypot(u - np.floor(u) - 0.5, v - np.floor(v) - 0.5) * cell
    along = x / size[0] + y / size[1] - 1  # -1 in the first corner, 1 in the last
    radius = cell * 0.62 * np.clip((np.abs(along) - 0.35) / 0.65, 0, 1)
    dots: NDArray[np.float32] = (0.2 * np.clip(radius - from_dot + 0.5, 0, 1)).astype(np.float32)
    return np.where(radius > 0.3, dots, np.float32(0))
