"""Cards as pictures in the store: drawn once, named by what they say."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from render.lettering.cards.boards import BoardText, board_card
from render.lettering.cards.cards import (
    chapter_card,
    credits_card,
    end_card,
    missing_panel_card,
    title_card,
    zones_card,
)
from render.lettering.cards.texts import CardText, CreditsText
from render.pixels.picture import open_image
from render.typography.faces import font_digest
from voices.store.store import Store, content_key

VERSION = "3"
"""Raised whenever the same card would be drawn otherwise."""

_PALETTE_SIDE = 256
"""Pixels of the picture that colours are taken from: as good as the whole, much faster."""

AnyText = CardText | BoardText | CreditsText


def card_file(
    text: AnyText,
    picture: str,
    read: Callable[[str], bytes],
    store: Store,
    fonts: tuple[Path, ...] = (),
) -> str:
    """The key of the card's PNG. `picture` is the key of what it lies over, "" for none.

    `fonts` are those of the story (`faces.story_fonts`).
    """
    named = {"fonts": [font_digest(font) for font in fonts]} if fonts else {}
    key = content_key("card", {"card": asdict(text), "over": picture, "version": VERSION, **named})
    if not store.has(key):
        colours = _small(picture, read, store) if picture else None
        store.put(key, png_bytes(_drawn(text, colours, fonts)))
    return key


def png_bytes(pixels: NDArray[np.uint8]) -> bytes:
    """RGB or RGBA pixels, uint8 [height, width, 3 or 4], as a PNG."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=3)
    return file.getvalue()


def _drawn(
    text: AnyText, colours: NDArray[np.uint8] | None, fonts: tuple[Path, ...]
) -> NDArray[np.uint8]:
    size = text.size
    if isinstance(text, BoardText):
        return board_card(text.board, text.heading, colours, size, fonts=fonts)
    if isinstance(text, CreditsText):
        return credits_card(text.rows, colours, size, fonts=fonts)
    if text.kind == "title":
        return title_card(text.title, text.subtitle, text.author, colours, size, fonts=fonts)
    if text.kind == "chapter":
        return chapter_card(text.label, text.title, text.subtitle, colours, size, fonts=fonts)
    if text.kind == "zones":
        return zones_card(text.title, text.subtitle, colours, size, label=text.label, fonts=fonts)
    if text.kind == "end":
        return end_card(text.title, text.subtitle, colours, size, label=text.label, fonts=fonts)
    return missing_panel_card(text.title, text.label, colours, size, fonts=fonts)


def _small(picture: str, read: Callable[[str], bytes], store: Store) -> NDArray[np.uint8]:
    """The picture as small as colours need it; decoded once, however many cards lie over it."""
    key = content_key("small", {"picture": picture, "side": _PALETTE_SIDE, "version": VERSION})
    kept = store.get(key)
    if kept is None:
        image = open_image(read(picture))
        image.thumbnail((_PALETTE_SIDE, _PALETTE_SIDE))
        kept = png_bytes(np.asarray(image))
        store.put(key, kept)
    return np.asarray(open_image(kept))
