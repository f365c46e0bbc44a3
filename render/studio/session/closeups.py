"""What a shot comes near to, at twice its size as a render enlarges it: for the page to move over.

A browser's own resampling is softer than the renderer's, and knows nothing of what a render draws
anew. From a picture twice as large it makes what the film shows.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from render.geometry import Rect, around, pixels_for
from render.pixels.canvas import Shelf
from render.pixels.enlarging.enlarged import enlarged_panel, tile_key
from render.pixels.enlarging.tiles import Tile, tiles_for
from render.pixels.picture import DecodedPicture, decode_picture, picture_bytes, rgb_pixels
from render.pixels.resample import FRACTION
from render.pixels.segments import Layer, PanelLayer, Segment, TurnLayer, VideoSettings
from render.shots import UPSCALING, rect_at
from render.studio.session.stored import stored
from voices.store.store import Store

MOST = 3_000_000
"""Panel pixels of a close-up: four times as many are sent. A frame of a film shows two million at
their own size, and the nearer it is, the fewer."""

_BAND = 64
"""Rows that are turned into RGB at once, as they stay in the cache: seven times as fast."""


@dataclass(frozen=True)
class CloseUp:
    """What is `shown` of a panel wherever a layer enlarges it, and the whole tiles `left`, `top`,
    `width`, `height` that hold it, all in the panel's pixels; with the `tiles` that a film has
    drawn anew."""

    picture: str
    shown: Rect
    left: int
    top: int
    width: int
    height: int
    tiles: tuple[Tile, ...]

    @property
    def name(self) -> str:
        """Names it by what it shows."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:24]

    def page(self) -> dict[str, Any]:
        """What the page must know of it."""
        place = {"x": self.left, "y": self.top, "w": self.width, "h": self.height}
        return {"name": self.name, "times": UPSCALING, **place}


def closeups_of(
    segments: Sequence[Segment], settings: VideoSettings, sizes: Mapping[str, tuple[int, int]]
) -> tuple[tuple[tuple[int, ...], CloseUp], ...]:
    """The close-ups of a scene's panels, each with the place of its layer: its segment's, its own,
    and its own in that of a picture that comes over others.

    `sizes` are the panels' widths and heights, by their keys.
    """
    found = []
    for number, segment in enumerate(segments):
        for at, layer in placed_layers(segment.layers):
            near = _close_up(layer, settings, sizes) if isinstance(layer, PanelLayer) else None
            if near:
                found.append(((number, *at), near))
    return tuple(found)


def close_up_file(near: CloseUp, settings: VideoSettings, store: Store, shelf: Shelf) -> bytes:
    """A close-up as it can be made now: PNG. Tiles that no render has made yet are resampled.

    Raises LostError for a picture that is gone, RenderError for one that can't be decoded.
    """
    read, panel = stored(store), decoded_panel(near.picture, settings, store, shelf)
    made = tuple(tile for tile in near.tiles if store.has(tile_key(near.picture, tile)))
    enlarged = enlarged_panel(near.picture, panel, made, near.shown, read)
    file, quick = io.BytesIO(), {"compress_level": 1, "compress_type": zlib.Z_HUFFMAN_ONLY}
    Image.fromarray(_pixels(enlarged.planes)).save(file, "PNG", **quick)
    return file.getvalue()


def decoded_panel(
    picture: str, settings: VideoSettings, store: Store, shelf: Shelf
) -> DecodedPicture:
    """A panel as a film of these settings has it decoded.

    Raises LostError where it is gone, RenderError where it can't be decoded.
    """
    read, limit = stored(store), pixels_for(settings.size)

    def decode() -> DecodedPicture:
        return decode_picture(picture_bytes(read, picture), "the panel", limit)

    return shelf.get(f"panel of {limit}", picture, decode)


def placed_layers(layers: Sequence[Layer]) -> list[tuple[tuple[int, ...], Layer]]:
    """Layers and those inside of them, each with its place among its like."""
    found: list[tuple[tuple[int, ...], Layer]] = []
    for number, layer in enumerate(layers):
        found.append(((number,), layer))
        inside = layer.layers if isinstance(layer, TurnLayer) else ()
        found += [((number, *at), each) for at, each in placed_layers(inside)]
    return found


def _pixels(planes: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Planes as a decoded picture keeps them: RGB, uint8 [height, width, 3]."""
    pixels = np.empty((planes.shape[2], planes.shape[1], 3), np.uint8)
    for top in range(0, len(pixels), _BAND):
        band = planes[:, :, top : top + _BAND].transpose(0, 2, 1).astype(np.float32)
        pixels[top : top + _BAND] = rgb_pixels(tuple(band / FRACTION))
    return pixels


def _close_up(
    layer: PanelLayer, settings: VideoSettings, sizes: Mapping[str, tuple[int, int]]
) -> CloseUp | None:
    """The close-up of a layer; None where it enlarges nothing, or an artist's layers are shown."""
    size = sizes.get(layer.shot.picture)
    cels, share = (layer.depth.cels, layer.depth.share) if layer.depth else ((), 0.0)
    if size is None or cels or size[0] * size[1] > pixels_for(settings.size):
        return None
    wide = layer.box.w if layer.box else settings.size[0]
    near = [rect for rect in _rects(layer, settings.fps) if rect.w * (1 - share) < wide]
    if not near:
        return None
    shown = around(near)
    tiles = tiles_for(shown, size)
    left, top = min(tile.left for tile in tiles), min(tile.top for tile in tiles)
    width = max(tile.left + tile.width for tile in tiles) - left
    height = max(tile.top + tile.height for tile in tiles) - top
    if width * height > MOST:
        return None
    return CloseUp(layer.shot.picture, shown, left, top, width, height, layer.tiles)


def _rects(layer: PanelLayer, fps: Fraction) -> list[Rect]:
    return list(dict.fromkeys(rect_at(layer.shot, i, fps) for i in range(layer.shot.frames)))
