"""Enlarged tiles as they are stored, and the panel that is put together from them.

It stands in for the panel wherever a shot closes in further than the panel itself bears.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from render.pixels.canvas import Pictures, picture_bytes
from render.pixels.enlarging.enlarge import NETWORK, VERSION, Pixels, around, enlarge_tile, twice
from render.pixels.enlarging.tiles import TIMES, Tile, grid, missing_beside, shares
from render.pixels.picture import DecodedPicture, open_image, yuv_planes
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
        panel = np.asarray(open_image(picture_bytes(pictures, picture), "the panel"))
        for tile in wanted:
            store.put(tile_key(picture, tile), tile_file(enlarge_tile(panel, tile)))


def enlarged_panel(
    picture: str, panel: DecodedPicture, made: Collection[Tile], pictures: Pictures
) -> DecodedPicture:
    """The panel under the key `picture`, enlarged where tiles were made; see `assemble`."""
    return assemble(
        panel, made, lambda tile: tile_pixels(picture_bytes(pictures, tile_key(picture, tile)))
    )


def tile_file(pixels: Pixels) -> bytes:
    """An enlarged tile as it is stored: a PNG."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=4)
    return file.getvalue()


def tile_pixels(data: bytes) -> Pixels:
    """An enlarged tile from what was stored."""
    with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
        return np.asarray(image.convert("RGB"))


def assemble(
    panel: DecodedPicture, made: Collection[Tile], fetch: Callable[[Tile], Pixels]
) -> DecodedPicture:
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
    return DecodedPicture(planes, panel.width, panel.height, panel.scale * TIMES)


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
    inner = slice(reach * TIMES, -reach * TIMES)
    levels = np.rint(np.clip(twice(planes)[:, inner, inner], 0, 65535))
    return levels.astype(np.uint16)
