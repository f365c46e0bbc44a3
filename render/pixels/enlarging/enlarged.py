"""Enlarged tiles as they are stored, and the panel that is put together from them.

It stands in for the panel wherever a shot closes in further than the panel itself bears.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from render.geometry import Rect
from render.pixels.enlarging.enlarge import NETWORK, VERSION, Pixels, around, enlarge_tile, twice
from render.pixels.enlarging.tiles import Tile, missing_beside, shares, tiles_for
from render.pixels.picture import (
    DecodedPicture,
    Pictures,
    open_image,
    picture_bytes,
    yuv_planes,
)
from render.shots import UPSCALING
from voices.store.store import Store, content_key


def tile_key(panel: str, tile: Tile) -> str:
    """Where the enlarged `tile` of the picture under the key `panel` lies in the store."""
    place = [tile.left, tile.top, tile.width, tile.height]
    made_by = {"network": NETWORK, "version": VERSION}
    return content_key("enlarged", {"picture": panel, "tile": place, **made_by})


def make_tiles(picture: str, tiles: Iterable[Tile], pictures: Pictures, store: Store) -> None:
    """Enlarge those `tiles` of the picture under that key which the store lacks, into it.

    Raises RenderError where the picture can't be decoded or the network is damaged.
    """
    wanted = [tile for tile in tiles if not store.has(tile_key(picture, tile))]
    if wanted:
        panel = _panel(picture_bytes(pictures, picture))
        for tile in wanted:
            store.put(tile_key(picture, tile), tile_file(enlarge_tile(panel, tile)))


@lru_cache(maxsize=1)
def _panel(data: bytes) -> Pixels:
    """A panel's pixels. A worker is given its tiles one by one, and would decode it for each."""
    return np.asarray(open_image(data, "the panel"))


def enlarged_panel(
    picture: str, panel: DecodedPicture, made: Collection[Tile], shown: Rect, pictures: Pictures
) -> DecodedPicture:
    """The panel under the key `picture`, enlarged where tiles were made; see `assemble`."""

    def fetch(tile: Tile) -> Pixels:
        return tile_pixels(picture_bytes(pictures, tile_key(picture, tile)))

    return assemble(panel, made, shown, fetch)


def tile_file(pixels: Pixels) -> bytes:
    """An enlarged tile as it is stored: a PNG, in which no repetitions are sought.

    Grain has none: that takes less than half the time of level 4, and files are no larger.
    """
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_type=zlib.Z_HUFFMAN_ONLY)
    return file.getvalue()


def tile_pixels(data: bytes) -> Pixels:
    """An enlarged tile from what was stored."""
    with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
        return np.asarray(image.convert("RGB"))


def assemble(
    panel: DecodedPicture,
    made: Collection[Tile],
    shown: Rect,
    fetch: Callable[[Tile], Pixels],
) -> DecodedPicture:
    """The panel at twice its size: enlarged where tiles are `made`, elsewhere resampled.

    `fetch` gives the pixels of a tile that is made. The result stands in for the panel: its
    `scale` tells that it is kept twice as large; only what `shown` needs is there.
    """
    here = tiles_for(shown, (panel.planes.shape[1], panel.planes.shape[2]))
    left, top = min(tile.left for tile in here), min(tile.top for tile in here)
    right = max(tile.left + tile.width for tile in here)
    bottom = max(tile.top + tile.height for tile in here)
    planes = np.empty((3, (right - left) * UPSCALING, (bottom - top) * UPSCALING), np.uint16)
    for tile in here:
        columns = _twice_as_large(tile.left - left, tile.width)
        rows = _twice_as_large(tile.top - top, tile.height)
        planes[:, columns, rows] = _tile_planes(panel, tile, made, fetch)
    scale = panel.scale * UPSCALING
    at = left * UPSCALING, top * UPSCALING
    return DecodedPicture(planes, panel.width, panel.height, scale, *at)


def _twice_as_large(start: int, length: int) -> slice:
    return slice(start * UPSCALING, (start + length) * UPSCALING)


def _tile_planes(
    panel: DecodedPicture, tile: Tile, made: Collection[Tile], fetch: Callable[[Tile], Pixels]
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


def _soft_planes(panel: DecodedPicture, tile: Tile) -> NDArray[np.uint16]:
    """A tile of the panel's planes, resampled to twice the size."""
    reach = 3  # of the kernel
    columns = around(tile.left, tile.width, reach, panel.planes.shape[1])
    rows = around(tile.top, tile.height, reach, panel.planes.shape[2])
    planes = panel.planes[:3, columns[:, None], rows[None, :]].astype(np.float32)
    inner = slice(reach * UPSCALING, -reach * UPSCALING)
    levels = np.rint(np.clip(twice(planes)[:, inner, inner], 0, 65535))
    return levels.astype(np.uint16)
