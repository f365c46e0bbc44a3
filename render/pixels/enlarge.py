"""Redraws panels at twice their size for close-ups, a tile at a time, by a network that ships.

A resampled close-up is soft: lines are as blurred as they are enlarged. The network draws them
anew; then the panel's own colours and some of its grain are put back, since it takes those off.
A tile depends on the panel alone, not on which others are made: it is kept under its own key.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

from render.pixels.picture import Picture, yuv_planes
from render.pixels.resample import axis
from render.pixels.tiles import TIMES, Tile, grid, missing_beside, shares
from story.assets import asset
from story.errors import RenderError
from voices.store import content_key

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

NETWORK = "6e2df588bd63d6c2693dd63f70542b2ec43af5c7b2b9c0d92268e2966e5773a3"
"""SHA-256 of the network, part of every tile's key."""
VERSION = "1"
"""Raised whenever the same network would give other tiles."""
MARGIN = 20
"""Panel pixels around a tile that are looked at with it: the network has eighteen layers that
each look one pixel further, and colours are blurred four times COLOURS wide."""
COLOURS = 5.0
"""Panel pixels: what is coarser than this is as in the panel. The network shifts colours by up to
four levels; so much blur brings that below a half, and moves no line."""
GRAIN = 0.5
"""How much of the panel's own grain is put back: without any, a close-up looks like plastic."""
GRAIN_MOST = 0.03
"""The most that grain can be, white being 1: what differs more is a line."""
LINE = 0.02
"""Steepness, white being 1, a panel pixel, at which there is a line and no grain is put back:
there the panel is soft, and would soften what was drawn."""
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def tile_key(panel: str, tile: Tile) -> str:
    """Where the enlarged `tile` of the picture under the key `panel` lies in the store."""
    place = [tile.left, tile.top, tile.width, tile.height]
    made_by = {"network": NETWORK, "version": VERSION}
    return content_key("enlarged", {"picture": panel, "tile": place, **made_by})


def enlarge_tile(panel: Pixels, tile: Tile) -> Pixels:
    """A tile at twice its size: RGB, uint8 [height, width, 3], from the whole panel likewise.

    About a second on one core, within 200 MB. Raises RenderError where the network is damaged.
    """
    source = _with_margin(panel, tile)
    drawn = _halved(_network().run(None, {"picture": source[None]}, _leaving_no_memory())[0][0])
    drawn = _grained(_coloured(drawn, source), source)
    inner = slice(MARGIN * TIMES, -MARGIN * TIMES)
    levels = np.rint(np.clip(drawn[:, inner, inner], 0, 1) * 255).astype(np.uint8)
    return np.ascontiguousarray(levels.transpose(1, 2, 0))


def tile_file(pixels: Pixels) -> bytes:
    """An enlarged tile as it is stored: a PNG."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=4)
    return file.getvalue()


def tile_pixels(data: bytes) -> Pixels:
    """An enlarged tile from what was stored."""
    with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
        return np.asarray(image.convert("RGB"))


def assemble(panel: Picture, made: Collection[Tile], fetch: Callable[[Tile], Pixels]) -> Picture:
    """The panel at twice its size: enlarged where tiles are `made`, elsewhere resampled.

    `fetch` gives the pixels of a tile that is made. The result stands in for the panel: its
    `scale` tells that it is kept twice as large.
    """
    size = panel.planes.shape[1], panel.planes.shape[2]
    planes = np.empty((3, size[0] * TIMES, size[1] * TIMES), np.uint16)
    for tile in grid(size):
        across = slice(tile.left * TIMES, (tile.left + tile.width) * TIMES)
        down = slice(tile.top * TIMES, (tile.top + tile.height) * TIMES)
        planes[:, across, down] = _tile_planes(panel, tile, made, fetch)
    return Picture(planes, panel.width, panel.height, panel.scale * TIMES)


def _tile_planes(
    panel: Picture, tile: Tile, made: Collection[Tile], fetch: Callable[[Tile], Pixels]
) -> NDArray[np.uint16]:
    if tile not in made:
        return _soft_planes(panel, tile)
    sharp = yuv_planes(fetch(tile))
    missing = missing_beside(tile, made, (panel.planes.shape[1], panel.planes.shape[2]))
    if not missing:
        return sharp
    share = shares(tile, missing).T
    mixed = share * sharp + (1 - share) * _soft_planes(panel, tile)
    return np.rint(mixed).astype(np.uint16)


def _soft_planes(panel: Picture, tile: Tile) -> NDArray[np.uint16]:
    """A tile of the panel's planes, resampled to twice the size."""
    reach = 3  # of the kernel
    columns = _around(tile.left, tile.width, reach, panel.planes.shape[1])
    rows = _around(tile.top, tile.height, reach, panel.planes.shape[2])
    planes = panel.planes[:3, columns[:, None], rows[None, :]].astype(np.float32)
    inner = slice(reach * TIMES, -reach * TIMES)
    levels = np.rint(np.clip(_twice(planes)[:, inner, inner], 0, 65535))
    return levels.astype(np.uint16)


def _with_margin(panel: Pixels, tile: Tile) -> Floats:
    """A tile and what is around it, float32 [3, height, width], 0 to 1."""
    rows = _around(tile.top, tile.height, MARGIN, panel.shape[0])
    columns = _around(tile.left, tile.width, MARGIN, panel.shape[1])
    pixels = panel[rows[:, None], columns[None, :]].transpose(2, 0, 1)
    return np.ascontiguousarray(pixels, np.float32) / np.float32(255)


def _around(start: int, length: int, reach: int, end: int) -> NDArray[np.intp]:
    """Indices from `reach` before to `reach` after; beyond the edges the last pixel goes on."""
    return np.clip(np.arange(start - reach, start + length + reach), 0, end - 1)


def _coloured(drawn: Floats, source: Floats) -> Floats:
    """What was drawn, with the source's colours: all that is coarse is as it was."""
    planes, height, width = source.shape
    coarse: Floats = drawn.reshape(planes, height, TIMES, width, TIMES).mean(axis=(2, 4))
    shift: Floats = gaussian_filter(source - coarse, (0, COLOURS, COLOURS), mode="nearest")
    return drawn + _twice(shift)


def _grained(drawn: Floats, source: Floats) -> Floats:
    """What was drawn, with some of the source's grain, away from lines."""
    luma: Floats = gaussian_filter(np.tensordot(_LUMA, drawn, 1), TIMES / 2, mode="nearest")
    slopes: Floats = TIMES * np.hypot(*np.gradient(luma))
    steep: Floats = gaussian_filter(slopes, 1.0 * TIMES, mode="nearest")
    share: Floats = GRAIN * np.exp(-((steep / LINE) ** 2))
    grain: Floats = np.clip(_twice(source) - drawn, -GRAIN_MOST, GRAIN_MOST)
    return drawn + share * grain


def _twice(planes: Floats) -> Floats:
    """Planes resampled to twice their size."""
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
    shape = list(planes.shape)
    shape[along] = count
    total: Floats = np.zeros(shape, np.float32)
    for k in range(weights.shape[1]):
        part = np.take(planes, np.clip(firsts + k, 0, last), axis=along)
        part *= weights[:, k] if along == -1 else weights[:, k, None]
        total += part
    return total


@cache
def _network() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4  # its errors are raised as well
    data = checked_network(asset("enlarge/drawings.onnx"))
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


@cache
def _leaving_no_memory() -> Any:
    """What has a run give back its memory: 50 MB that each worker would keep for good."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def checked_network(path: Path) -> bytes:
    """The network's bytes. Raises RenderError where they can't be read, or are other ones."""
    what = f"the network that enlarges close-ups ({path.name})"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RenderError(f"{what} can't be read: {error}") from error
    if hashlib.sha256(data).hexdigest() != NETWORK:
        raise RenderError(f"{what} is damaged: reinstall Inkreel")
    return data
