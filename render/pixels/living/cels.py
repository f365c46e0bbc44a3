"""Draws an artist's own layers of a panel, from back to front, each at its own distance."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from render.geometry import Rect
from render.pixels.blend import blend_masked
from render.pixels.canvas import Planes, axes, draw_rect
from render.pixels.picture import (
    STILL_BORDER,
    DecodedPicture,
    Pictures,
    decode_still,
    picture_bytes,
)
from render.pixels.resample import FRACTION, resample_plane
from render.pixels.segments import Box, Cel, Depth

_PAPER = (235, 128, 128)
"""What is seen through the backmost layer: white."""


def decode_ground(cel: Cel, size: tuple[int, int], pictures: Pictures) -> DecodedPicture:
    """The backmost cel on paper, all over a panel of that size."""
    planes = np.empty((3, *size), np.uint16)
    for plane, level in zip(planes, _PAPER, strict=True):
        plane[:] = level * FRACTION
    drawn = decode_cel(cel, pictures)
    wide, high = drawn.planes.shape[1:]
    left, top = max(drawn.left, 0), max(drawn.top, 0)
    right, bottom = min(drawn.left + wide, size[0]), min(drawn.top + high, size[1])
    if left < right and top < bottom:
        part = drawn.planes[:, left - drawn.left : right - drawn.left]
        part = part[:, :, top - drawn.top : bottom - drawn.top].astype(np.float32)
        clear = 1 - cel.opacity * part[3] / (255 * FRACTION)
        under = planes[:, left:right, top:bottom]
        under[:] = under * clear + cel.opacity * part[:3] + 0.5
    return DecodedPicture(planes, *size)


def decode_cel(cel: Cel, pictures: Pictures) -> DecodedPicture:
    """A cel, of which only what is not transparent is kept, in the panel's places."""
    whole = decode_still(picture_bytes(pictures, cel.picture))
    there = whole.planes[3] > 0
    columns, rows = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    if not columns.size:
        return DecodedPicture(whole.planes[:, :1, :1].copy(), 1, 1, left=cel.x, top=cel.y)
    x, y = columns[0] - STILL_BORDER, rows[0] - STILL_BORDER
    cut = whole.planes[:, x : columns[-1] + STILL_BORDER + 1, y : rows[-1] + STILL_BORDER + 1]
    left, top = int(x) - STILL_BORDER + cel.x, int(y) - STILL_BORDER + cel.y
    return DecodedPicture(cut.copy(), whole.width, whole.height, left=left, top=top)


def draw_cels(
    depth: Depth,
    pictures: Sequence[DecodedPicture],
    rect: Rect,
    moved: tuple[float, float],
    planes: Planes,
    box: Box,
) -> None:
    """Draw `rect` of the panel (its pixels) into `box`; `moved` is how far the shot is along its
    way, as `swing` says."""
    last = max(len(pictures) - 1, 1)
    for n, (cel, picture) in enumerate(zip(depth.cels, pictures, strict=True)):
        far = depth.share * (n / last - 0.5)
        x, y = rect.x + far * moved[0] * rect.w, rect.y + far * moved[1] * rect.h
        seen = Rect(x, y, rect.w, rect.h)
        if n == 0:
            draw_rect(picture, picture.kept(seen), planes, box)
        else:
            _lay(picture, picture.kept(seen), planes, box, cel.opacity)


def _lay(picture: DecodedPicture, rect: Rect, planes: Planes, box: Box, opacity: float) -> None:
    """Lay a picture with transparency over the part of the box that it is seen in."""
    wide, high = picture.planes.shape[1:]
    across, down = rect.w / box.w, rect.h / box.h
    left = max(0, math.floor(-rect.x / across / 2) * 2)
    top = max(0, math.floor(-rect.y / down / 2) * 2)
    right = min(box.w, math.ceil((wide - rect.x) / across / 2) * 2)
    bottom = min(box.h, math.ceil((high - rect.y) / down / 2) * 2)
    if left >= right or top >= bottom:
        return
    part = Box(box.x + left, box.y + top, right - left, bottom - top)
    source = Rect(rect.x + left * across, rect.y + top * down, part.w * across, part.h * down)
    luma, half = axes(source, part, lobes=2)
    drawn = []
    for number, taps in ((0, luma), (1, half), (2, half), (3, luma), (3, half)):
        drawn.append(np.empty((len(taps[1][0]), len(taps[0][0])), np.uint8))
        resample_plane(picture.planes[number], taps[0], taps[1], drawn[-1], 0, 0)
    blend_masked(planes, tuple(drawn), part, opacity)
