"""The fixed grid of tiles in which a panel is enlarged: which of them a close-up needs."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from render.geometry import Rect
from render.shots import UPSCALING, Shot, rect_at

TILE = 192
"""Side of a tile in panel pixels. Larger ones waste less on their margins, smaller ones less on
what a close-up doesn't show: at this side a crop of 480 x 270 and a whole panel both do well."""
FEATHER = 16
"""Panel pixels over which a tile goes over into a neighbour that was not made: wide enough that
no line is seen between crisp and soft."""
SOFT = 1.6
"""Up to this many times as large, a panel that is partly enlarged shows no border."""
_REACH = FEATHER + 3
"""Panel pixels beyond a rect that are read when it is drawn, and those lost in going over."""


@dataclass(frozen=True, order=True)
class Tile:
    """A place in the grid, in whole pixels of the panel as kept. Those at its ends are smaller."""

    top: int
    left: int
    width: int
    height: int


def grid(size: tuple[int, int]) -> tuple[Tile, ...]:
    """All tiles of a panel of `size`, line by line."""
    width, height = size
    return tuple(
        Tile(top, left, min(TILE, width - left), min(TILE, height - top))
        for top in range(0, height, TILE)
        for left in range(0, width, TILE)
    )


def tiles_for(rect: Rect, size: tuple[int, int]) -> tuple[Tile, ...]:
    """The tiles of a panel of `size` that must be made for `rect` to be seen enlarged all over."""
    left, top = math.floor(rect.x) - _REACH, math.floor(rect.y) - _REACH
    right, bottom = math.ceil(rect.x + rect.w) + _REACH, math.ceil(rect.y + rect.h) + _REACH
    return tuple(
        tile
        for tile in grid(size)
        if left < tile.left + tile.width and tile.left < right
        if top < tile.top + tile.height and tile.top < bottom
    )


def tiles_of(
    shot: Shot, size: tuple[int, int], frame: tuple[int, int], fps: Fraction, bears: float
) -> tuple[Tile, ...]:
    """The tiles that a shot of a panel of `size` needs, drawn in frames of `frame` pixels.

    None where it never enlarges the panel more than `bears` times. A shot that closes in is
    given those that it shows more than SOFT times as large, no matter how wide it began.
    """
    rects = dict.fromkeys(rect_at(shot, i, fps) for i in range(shot.frames))
    times = {rect: min(frame[0] / rect.w, frame[1] / rect.h) for rect in rects}
    if max(times.values(), default=0.0) <= bears:
        return ()
    close = [rect for rect in rects if times[rect] > SOFT]
    return tuple(sorted({tile for rect in close for tile in tiles_for(rect, size)}))


def missing_beside(tile: Tile, made: Collection[Tile], size: tuple[int, int]) -> list[Tile]:
    """Those of the eight neighbours of `tile` in the grid that were not made."""
    return [
        other
        for other in grid(size)
        if other not in made
        if abs(other.left - tile.left) <= TILE and abs(other.top - tile.top) <= TILE
    ]


def shares(tile: Tile, missing: Collection[Tile]) -> NDArray[np.float32]:
    """How much of each enlarged pixel of a tile is its own: 1, down to 0 where one is missing.

    float32 [height, width] of the enlarged tile.
    """
    size = tile.height * UPSCALING, tile.width * UPSCALING
    nearest = np.full(size, np.inf, np.float32)
    for other in missing:
        down = _distances(tile.top, tile.height, other.top, other.height)
        across = _distances(tile.left, tile.width, other.left, other.width)
        nearest = np.minimum(nearest, np.maximum(down[:, None], across[None, :]))
    return np.clip(nearest / FEATHER, 0, 1)


def _distances(start: int, length: int, other: int, extent: int) -> NDArray[np.float32]:
    """From each enlarged pixel of a side to the side of another tile, in panel pixels."""
    places = start + (np.arange(length * UPSCALING, dtype=np.float32) + 0.5) / UPSCALING
    return np.maximum(np.maximum(other - places, places - (other + extent)), 0)
