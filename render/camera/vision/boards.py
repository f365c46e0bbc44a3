"""What lettering stands on: the board, screen or page about it, found by its straight edges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from render.camera.vision.facts import Region
from render.camera.vision.subjects import sign_clusters
from render.geometry import Rect, area, around

Plane = NDArray[np.float32]

LONG_SIDE = 768
"""Edges are sought in a picture no larger than this: finer ones are texture."""

STEP = 14.0
"""A step between two pixels, of 255, that counts as an edge."""

STRAIGHT = 0.72
"""An edge along this part of the lettering's length is a board's; letters have shorter ones."""

BESIDE, BELOW = 0.22, 0.42
"""How far from lettering its board may end, in parts of the picture's width and height."""

LARGEST, SMALLEST = 0.4, 1.15
"""A board fills no more than this part of a picture, and this many times its lettering's box."""

GUESSED = 6.0
"""A board of which one side is guessed is no larger than this many times its lettering's box."""

FOLLOWED, WINDOW, KEEPS = 0.5, 0.03, 0.6
"""A heading's board goes down as far as its upright sides do: how far at the most, in parts of the
picture's height, looked at in steps of such a part, in which so much of the side has to be edge."""

HEADING = 1.5
"""Lettering that stands no further than this many times its height below its board's top heads
it."""


def boards(picture: Image.Image, lettering: Sequence[Region]) -> tuple[Region, ...]:
    """For each sign in an RGB picture the board that it stands on, where at least three of its
    sides are found; `weight` is the part of them that is."""
    if not lettering:
        return ()
    pixels = reduced(picture)
    upright, level = edges(pixels, 1), edges(pixels, 0)
    across, down = picture.width / pixels.shape[1], picture.height / pixels.shape[0]
    found = []
    for lines in sign_clusters(lettering):
        box = around(region.box for region in lines)
        small = Rect(box.x / across, box.y / down, box.w / across, box.h / down)
        board, sides = _board(small, upright, level)
        grown = Rect(board.x * across, board.y * down, board.w * across, board.h * down)
        fits = SMALLEST * area(box) <= area(grown) <= LARGEST * picture.width * picture.height
        sure = sides == 4 or area(grown) <= GUESSED * area(box)
        if sides >= 3 and fits and sure:
            found.append(Region("board", grown, sides / 4))
    return tuple(found)


def reduced(picture: Image.Image) -> Plane:
    """An RGB picture as edges are sought in it: [height, width, 3], 0..255."""
    scale = min(1.0, LONG_SIDE / max(picture.size))
    size = (max(2, round(picture.width * scale)), max(2, round(picture.height * scale)))
    return np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=np.float32)


def edges(pixels: Plane, axis: int) -> NDArray[np.bool_]:
    """Where neighbours along an axis differ, a pixel's tolerance on both sides."""
    last = pixels.take([-1], axis=axis)
    red, green, blue = np.moveaxis(np.abs(np.diff(pixels, axis=axis, append=last)), 2, 0)
    steps = np.maximum(np.maximum(red, green), blue)
    strong: NDArray[np.bool_] = ndimage.maximum_filter1d(steps, 3, axis=axis) > STEP
    return strong


def _board(box: Rect, upright: NDArray[np.bool_], level: NDArray[np.bool_]) -> tuple[Rect, int]:
    """The rect about lettering to the nearest straight edges, and how many sides have one; a side
    without is as far off as the one across from it."""
    height, width = upright.shape
    left, right = max(0, int(box.x)), min(width, int(box.x + box.w) + 1)
    top, bottom = max(0, int(box.y)), min(height, int(box.y + box.h) + 1)
    columns = upright[top:bottom].mean(axis=0)
    rows = level[:, left:right].mean(axis=1)
    margin = max(2, int(0.12 * box.h))
    west = _first(columns[max(0, left - int(BESIDE * width)) : max(0, left - margin)][::-1])
    east = _first(columns[right + margin : right + int(BESIDE * width)])
    north = _first(rows[max(0, top - int(BELOW * height)) : max(0, top - margin)][::-1])
    south = _first(rows[bottom + margin : bottom + int(BELOW * height)])
    sides = sum(side is not None for side in (west, east, north, south))
    dx, ex = _pair(west, east)
    dy, ey = _pair(north, south)
    heads = north is not None and north < HEADING * box.h
    if heads and west is not None and east is not None:
        columns_of = (left - margin - west, right + margin + east)
        down = max(_followed(upright, column, bottom + margin) for column in columns_of)
        if down > ey:
            ey, sides = down, 4
    x, y = max(0.0, left - margin - dx), max(0.0, top - margin - dy)
    return Rect(
        x, y, min(right + margin + ex, width) - x, min(bottom + margin + ey, height) - y
    ), sides


def _followed(upright: NDArray[np.bool_], column: int, top: int) -> int:
    """How far down from a row an upright side goes on."""
    height = len(upright)
    step = max(2, int(WINDOW * height))
    near = upright[top : top + int(FOLLOWED * height), max(0, column - 2) : column + 3]
    side: NDArray[np.bool_] = np.asarray(near.any(axis=1))
    whole = len(side) // step
    parts = side[: whole * step].reshape(whole, step).mean(axis=1)
    edge: NDArray[np.bool_] = np.append(parts, [0.0, 0.0]) >= KEEPS
    kept = edge[:-1] | edge[1:]  # one step of it may be hidden
    steps = int(np.argmin(kept))
    return step * (steps if not steps or edge[steps - 1] else steps - 1)


def _first(profile: NDArray[np.floating]) -> int | None:
    """How far off the first straight edge is, None where there is none."""
    found = np.flatnonzero(profile >= STRAIGHT)
    return int(found[0]) if found.size else None


def _pair(one: int | None, other: int | None) -> tuple[int, int]:
    return (
        one if one is not None else other or 0,
        other if other is not None else one or 0,
    )
