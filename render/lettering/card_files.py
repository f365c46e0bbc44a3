"""Cards as pictures in the store: drawn once, named by what they say."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from render.lettering.boards import BoardText, board_card
from render.lettering.cards import chapter_card, end_card, missing_panel_card, title_card
from render.lettering.cover import CardText
from render.pixels.picture import open_image
from voices.store import Store, content_key

VERSION = "3"
"""Raised whenever the same card would be drawn otherwise."""

_PALETTE_SIDE = 256


def card_file(
    text: CardText | BoardText, picture: str, read: Callable[[str], bytes], store: Store
) -> str:
    """The key of the card's PNG. `picture` is the key of what it lies over, "" for none."""
    key = content_key("card", {"card": asdict(text), "over": picture, "version": VERSION})
    if not store.has(key):
        colours = _small(read(picture)) if picture else None
        store.put(key, png_bytes(_drawn(text, colours)))
    return key


def png_bytes(pixels: NDArray[np.uint8]) -> bytes:
    """RGB or RGBA pixels, uint8 [height, width, 3 or 4], as a PNG."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=3)
    return file.getvalue()


def _drawn(text: CardText | BoardText, colours: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    if isinstance(text, BoardText):
        return board_card(text.board, text.heading, colours, text.size)
    if text.kind == "title":
        return title_card(text.title, text.subtitle, text.author, colours, text.size)
    if text.kind == "chapter":
        return chapter_card(text.label, text.title, text.subtitle, colours, text.size)
    if text.kind == "end":
        return end_card(text.title, text.subtitle, colours, text.size, label=text.label)
    return missing_panel_card(text.title, text.label, colours, text.size)


def _small(data: bytes) -> NDArray[np.uint8]:
    image = open_image(data)
    image.thumbnail((_PALETTE_SIDE, _PALETTE_SIDE))
    return np.asarray(image)
