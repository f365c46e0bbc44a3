"""Bends a panel as its camera goes, so that near things pass far ones.

What a frame shows of the panel is moved to the side, column by column, and then resampled as ever.
The planes lie transposed: where neighbours in a column move by the same whole pixels, all of them
are read along memory. Chroma is bent at half its size, which is what a frame holds of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import zoom

from render.geometry import Rect
from render.pixels.canvas import Planes, axes
from render.pixels.living.nearness import panel_nearness
from render.pixels.picture import DecodedPicture
from render.pixels.resample import Axis, axis, compiled_fast, resample_plane
from render.pixels.segments import Box, Depth

Field = NDArray[np.float32]
Source = NDArray[np.uint16]

LEAST = 0.007
"""Part of the frame's width under which a bend is not worth its cost: it is not seen."""
REST = 0.35
"""What is so near stays where it is."""


@dataclass(frozen=True)
class BentPanel:
    """A panel that can be bent: luma, and chroma at half its size, uint16, transposed; how near
    each of their pixels is; and by how many pixels the nearest passes the farthest, 0 for none."""

    luma: Source
    chroma: Source
    near: Field
    near_half: Field
    pixels: float


def bend_of(panel: DecodedPicture, depth: Depth, width: float) -> tuple[Field, float]:
    """How a panel is bent in a shot whose frame is `width` pixels of it wide: how near it is,
    float32 [columns, rows] of cells; and by how many of its kept pixels the nearest passes the
    farthest, 0 for none."""
    wanted = depth.share * width * panel.scale
    found = panel_nearness(panel.planes[0], depth, panel.scale, wanted)
    pixels = min(wanted, found.most)
    return found.field, 0.0 if pixels < LEAST * width * panel.scale else pixels


def bent_panel(panel: DecodedPicture, depth: Depth, width: float) -> BentPanel:
    """A panel made ready to be bent in a shot whose frame is `width` pixels of it wide."""
    luma = panel.planes[0]
    field, pixels = bend_of(panel, depth, width)
    half = tuple(side // 2 for side in luma.shape)
    cut = panel.planes[1:, : 2 * half[0], : 2 * half[1]].astype(np.uint32)
    chroma = (cut[:, ::2, ::2] + cut[:, 1::2, ::2] + cut[:, ::2, 1::2] + cut[:, 1::2, 1::2]) >> 2
    return BentPanel(luma, chroma.astype(np.uint16), _grown(field, luma.shape),
                     _grown(field, half), pixels)  # fmt: skip


def _grown(field: Field, size: tuple[int, ...]) -> Field:
    times = [wanted / has for wanted, has in zip(size, field.shape, strict=True)]
    return np.ascontiguousarray(zoom(field, times, order=1, grid_mode=True, mode="nearest"))


def draw_bent(panel: BentPanel, rect: Rect, moved: float, planes: Planes, box: Box) -> None:
    """Draw `rect` of a panel (its kept pixels) into a box; `moved` is how far the shot is along its
    way, -0.5 .. 0.5."""
    shift = panel.pixels * moved
    (across, down), _ = axes(rect, box)
    _draw(panel.luma, panel.near, shift, across, down, planes[0], box.x, box.y)
    sx, sy = rect.w / box.w, rect.h / box.h
    across = axis((rect.x + sx / 2) / 2 - 0.5, sx, box.w // 2)
    down = axis((rect.y + sy) / 2 - 0.5, sy, box.h // 2)
    for source, target in zip(panel.chroma, planes[1:], strict=True):
        _draw(source, panel.near_half, shift / 2, across, down, target, box.x // 2, box.y // 2)


def _draw(
    source: Source,
    near: Field,
    shift: float,
    across: Axis,
    down: Axis,
    target: NDArray[np.uint8],
    left: int,
    top: int,
) -> None:
    """Bend the part of a plane that the taps read, and resample it."""
    first, last = (int(across[0][end]) for end in (0, -1))
    high, low = (int(down[0][end]) for end in (0, -1))
    x0, x1 = max(first, 0), min(last + across[1].shape[1], source.shape[0])
    y0, y1 = max(high, 0), min(low + down[1].shape[1], source.shape[1])
    part = np.empty((x1 - x0, y1 - y0), np.uint16)
    _bend(source, near, np.float32(shift), x0, y0, part)
    moved = (across[0] - np.int32(x0), across[1]), (down[0] - np.int32(y0), down[1])
    resample_plane(part, *moved, target, left, top)


_K = tuple(np.float32(each) for each in (1 / 12, 1 / 6, 1 / 2, 7 / 12, 2 / 3, 5 / 4, 4 / 3, 5 / 3))
"""Of Keys's cubic convolution of six taps (IEEE ASSP 29, 1981): with four, what lies half a pixel
off is softer by a fifth, and that wanders over the picture."""


@compiled_fast
def _between(
    a: Source, b: Source, c: Source, d: Source, e: Source, f: Source, parts: Field, out: Source
) -> None:
    """A value between the third and the fourth of six columns, for each of their pixels."""
    twelfth, sixth, half, seven, two, five, four, more = _K
    zero, most, seventh = np.float32(0), np.float32(65535), np.float32(7 / 3)
    for m in range(out.size):
        p, q, r = np.float32(a[m]), np.float32(b[m]), np.float32(c[m])
        s, t, u = np.float32(d[m]), np.float32(e[m]), np.float32(f[m])
        once = two * (s - q) + twelfth * (p - t)
        twice = more * s - seventh * r + five * q - half * t - sixth * p + twelfth * u
        thrice = four * (r - s) + seven * (t - q) + twelfth * (p - u)
        at = parts[m]
        level = r + at * (once + at * (twice + at * thrice)) + half
        out[m] = np.uint16(np.int32(min(max(level, zero), most)))


@compiled_fast
def _bend(source: Source, near: Field, shift: np.float32, x0: int, y0: int, out: Source) -> None:
    """out[i, j] is the source at (x0 + i - shift * (REST - near), y0 + j): the nearer, the farther
    to the right it is read, and so the farther to the left it is seen. Along x."""
    wide, count = source.shape[0], out.shape[1]
    parts, wholes, rest = np.empty(count, np.float32), np.empty(count, np.int32), np.float32(REST)
    for i in range(out.shape[0]):
        here = near[x0 + i, y0 : y0 + count]
        for j in range(count):
            place = shift * (here[j] - rest) + np.float32(256)  # above zero: int() is floor()
            wholes[j] = np.int32(place)
            parts[j] = place - np.float32(wholes[j])
        j = 0
        while j < count:
            end, whole = j + 1, wholes[j]
            while end < count and wholes[end] == whole:
                end += 1
            x = min(max(x0 + i + whole - 256, 2), wide - 4)
            left, right = y0 + j, y0 + end
            _between(
                source[x - 2, left:right],
                source[x - 1, left:right],
                source[x, left:right],
                source[x + 1, left:right],
                source[x + 2, left:right],
                source[x + 3, left:right],
                parts[j:end],
                out[i, j:end],
            )
            j = end
