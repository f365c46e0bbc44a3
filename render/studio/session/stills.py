"""A frame as the film will have it, for the page to show where it rests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PIL import Image

from render.pixels.canvas import Shelf
from render.pixels.compose import compose_frame
from render.pixels.encode import rgb_frame
from render.pixels.enlarging.enlarged import tile_key
from render.pixels.segments import (
    PanelLayer,
    Segment,
    SoftLayer,
    TurnLayer,
    VideoSettings,
)
from render.studio.session.stored import stored
from voices.store.store import Store

ROOM = 40_000_000
"""Bytes of decoded pictures that are kept: one panel that is drawn anew, and the next."""


def still_shelf() -> Shelf:
    """Where a session keeps the pictures of its stills decoded."""
    return Shelf(ROOM)


def still(
    segments: Sequence[Segment], frame: int, settings: VideoSettings, store: Store, shelf: Shelf
) -> bytes | None:
    """Frame `frame` of a scene of these segments, PNG; None where it has none.

    What the film shows drawn anew is so here, too, as far as a render has made it by now. Raises
    LostError for a picture that is gone, RenderError for one that can't be decoded.
    """
    segment = next((s for s in segments if s.start <= frame < s.start + s.frames), None)
    if segment is None:
        return None
    made = replace(segment, layers=tuple(_as_made(layer, store) for layer in segment.layers))
    shown = compose_frame(made, frame - segment.start, settings, stored(store), shelf)
    file = io.BytesIO()
    Image.fromarray(rgb_frame(shown)).save(file, "PNG", compress_level=1)
    return file.getvalue()


def _as_made(layer: Any, store: Store) -> Any:
    """The layer with those of its enlarged tiles that the store has."""
    if isinstance(layer, SoftLayer):
        return replace(layer, panel=_panel_as_made(layer.panel, store))
    if isinstance(layer, TurnLayer):
        return replace(layer, layers=tuple(_as_made(each, store) for each in layer.layers))
    return _panel_as_made(layer, store) if isinstance(layer, PanelLayer) else layer


def _panel_as_made(panel: PanelLayer, store: Store) -> PanelLayer:
    there = (tile for tile in panel.tiles if store.has(tile_key(panel.shot.picture, tile)))
    return replace(panel, tiles=tuple(there))
