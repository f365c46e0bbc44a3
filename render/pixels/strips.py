"""Strips: pictures so long that as a whole they would be kept too small to be looked at.

They are decoded in stretches at their own size, each long enough for many frames of a shot.
"""

from __future__ import annotations

import math

from render.geometry import Rect
from render.pixels.picture import MAX_DECODED

LONG = 3.0
"""How many times as high as wide a strip is at the least: what fits a shelf of a page's size is
kept whole."""

REACH = 8
"""Rows beyond a frame that the resampler may read."""


def stretch(size: tuple[int, int], limit: int, rect: Rect) -> tuple[int, int] | None:
    """The rows [top, bottom) of a strip that are kept for a frame at `rect`, the same for many
    frames; None where the picture is kept whole. `limit` is how many pixels are kept."""
    width, height = size
    if not limit < width * height <= MAX_DECODED * 4 // 3 or height < LONG * width:
        return None
    rows = limit // width
    step = rows - math.ceil(rect.h) - 2 * REACH
    if step < rows // 4:
        return None
    top = max(0, int((rect.y - REACH) // step) * step)
    return top, min(height, top + rows)
