"""Redraws panels at twice their size for close-ups, a tile at a time, by a network that ships.

A resampled close-up is soft: lines are as blurred as they are enlarged. The network draws them
anew; then the panel's own colours and some of its grain are put back, since it takes those off.
A tile depends on the panel alone, not on which others are made: it is kept under its own key.
"""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from render.pixels.enlarging.network import Layer, draw, read_network
from render.pixels.enlarging.tiles import Tile
from render.pixels.resample import axis
from render.shots import UPSCALING
from story.assets import asset
from story.errors import RenderError, reason
from voices.sound.compiled import compiler

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

NETWORK = "b060e6fa5cbfa102ca431c7f09b79894ef04c70f04db137c831cfb3d8bf2eadb"
"""SHA-256 of the network, part of every tile's key."""
VERSION = "2"
"""Raised whenever the same network would give other tiles."""
MARGIN = 20
"""Panel pixels around a tile that are looked at with it: the network has eighteen layers that
each look one pixel further, and is run over blocks of four."""
DRAWN = 8
"""Panel pixels around a tile that are drawn with it, from which its colours and its grain are
told. With all of MARGIN a seventh more is drawn, and no seam is any fainter."""
COLOURS = 5.0
"""Panel pixels: what is coarser than this is as in the panel. The network shifts colours by up to
four levels; so much blur brings that below a half, and moves no line."""
GRAIN = 0.75
"""How much of the panel's own grain is put back. Without any, a close-up looks like plastic after
a wide shot; with half, flat places have 0.57 to 0.87 of the fine contrast of a resampled close-up,
with this 0.78 to 0.92. All of it looks stronger than in the wide shot, as its spots are larger."""
GRAIN_MOST = 0.05
"""The most that grain can be, white being 1: what differs more is a line. Strong grain of drawn
panels is 0.02 rms; at 0.03 a tenth of it was lost."""
LINE = 0.04
"""Steepness, white being 1, a panel pixel, at which there is a line and little grain is put back:
there the panel is soft, and would soften what was drawn. At 0.02 painted skin and hair came out
airbrushed, and faces in grainy panels had little of their grain; at 0.06 painted eyes went soft."""
_fast = compiler(fastmath={"contract"})
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def enlarger_identity() -> str:
    """Names what decides how tiles are drawn."""
    return f"enlarged by {NETWORK[:16]}, {VERSION}"


def enlarge_tile(panel: Pixels, tile: Tile) -> Pixels:
    """A tile at twice its size: RGB, uint8 [height, width, 3], from the whole panel likewise.

    About a quarter of a second on one core. Raises RenderError where the network is damaged.
    """
    drawn = _halved(draw(_network(), _with_margin(panel, tile, MARGIN), MARGIN - DRAWN))
    source = _with_margin(panel, tile, DRAWN)
    drawn = _grained(_coloured(drawn, source), source)
    inner = slice(DRAWN * UPSCALING, -DRAWN * UPSCALING)
    levels = np.rint(np.clip(drawn[:, inner, inner], 0, 1) * 255).astype(np.uint8)
    return np.ascontiguousarray(levels.transpose(1, 2, 0))


def _with_margin(panel: Pixels, tile: Tile, margin: int) -> Floats:
    """A tile and `margin` pixels around it, float32 [3, height, width], 0 to 1."""
    rows = around(tile.top, tile.height, margin, panel.shape[0])
    columns = around(tile.left, tile.width, margin, panel.shape[1])
    pixels = panel[rows[:, None], columns[None, :]].transpose(2, 0, 1)
    return np.ascontiguousarray(pixels, np.float32) / np.float32(255)


def around(start: int, length: int, reach: int, end: int) -> NDArray[np.intp]:
    """Indices from `reach` before to `reach` after; beyond the edges the last pixel goes on."""
    return np.clip(np.arange(start - reach, start + length + reach), 0, end - 1)


def _coloured(drawn: Floats, source: Floats) -> Floats:
    """What was drawn, with the source's colours: all that is coarse is as it was."""
    planes, height, width = source.shape
    coarse: Floats = drawn.reshape(planes, height, UPSCALING, width, UPSCALING).mean(axis=(2, 4))
    blur = partial(gaussian_filter, sigma=(0, COLOURS, COLOURS), mode="constant")
    here = np.ones_like(source[:1])  # beyond what was drawn nothing is known, so nothing counts
    shift: Floats = blur(source - coarse) / blur(here)
    return drawn + twice(shift)


def _grained(drawn: Floats, source: Floats) -> Floats:
    """What was drawn, with some of the source's grain, away from lines."""
    grey = sum(share * plane for share, plane in zip(_LUMA, drawn, strict=True))
    luma: Floats = gaussian_filter(grey, UPSCALING / 2, mode="nearest")
    slopes: Floats = UPSCALING * np.hypot(*np.gradient(luma))
    steep: Floats = gaussian_filter(slopes, 1.0 * UPSCALING, mode="nearest")
    share: Floats = GRAIN * np.exp(-((steep / LINE) ** 2))
    grain: Floats = np.clip(twice(source) - drawn, -GRAIN_MOST, GRAIN_MOST)
    return drawn + share * grain


def twice(planes: Floats) -> Floats:
    """Planes, float32 [..., height, width], resampled to twice their size."""
    wide = _resampled(planes, -0.25, 0.5, planes.shape[-1] * 2, -1)
    return _resampled(wide, -0.25, 0.5, planes.shape[-2] * 2, -2)


def _halved(planes: Floats) -> Floats:
    """Planes resampled to half their size."""
    low = _resampled(planes, 0.5, 2.0, planes.shape[-2] // 2, -2)
    return _resampled(low, 0.5, 2.0, planes.shape[-1] // 2, -1)


def _resampled(planes: Floats, start: float, step: float, count: int, along: int) -> Floats:
    """Planes, float32 [..., height, width], resampled along one side, which is then `count` long.

    The kernel is that of resample.py; these are not yet levels, so its rounding can't be had.
    """
    firsts, weights = axis(start, step, count)
    last = planes.shape[along] - 1
    taken = np.clip(firsts[:, None] + np.arange(weights.shape[1]), 0, last)
    shape = list(planes.shape)
    shape[along] = count
    total = np.zeros(shape, np.float32)
    lines, made = (each.reshape(-1, *each.shape[-2:]) for each in (planes, total))
    (_add_across if along == -1 else _add_down)(lines, taken, weights, made)
    return total


@_fast
def _add_down(planes: Floats, taken: NDArray[np.intp], weights: Floats, total: Floats) -> None:
    for plane in range(total.shape[0]):
        for row in range(total.shape[1]):
            for k in range(taken.shape[1]):
                source, weight = taken[row, k], weights[row, k]
                for column in range(total.shape[2]):
                    total[plane, row, column] += weight * planes[plane, source, column]


@_fast
def _add_across(planes: Floats, taken: NDArray[np.intp], weights: Floats, total: Floats) -> None:
    for plane in range(total.shape[0]):
        for row in range(total.shape[1]):
            for column in range(total.shape[2]):
                level = np.float32(0)
                for k in range(taken.shape[1]):
                    level += weights[column, k] * planes[plane, row, taken[column, k]]
                total[plane, row, column] = level


@cache
def _network() -> tuple[Layer, ...]:
    return read_network(checked_network(asset("enlarge/drawings.npz")))


def checked_network(path: Path) -> bytes:
    """The network's bytes. Raises RenderError where they can't be read, or are other ones."""
    what = f"the network that enlarges close-ups ({path.name})"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RenderError(f"{what} can't be read: {reason(error)}") from error
    if hashlib.sha256(data).hexdigest() != NETWORK:
        raise RenderError(f"{what} is damaged: reinstall Inkreel")
    return data
