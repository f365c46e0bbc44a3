"""Lettering as data, and its picture: a sign's key is made from all that it says.

To add a kind: a frozen dataclass, its drawing, and a case in `sign_pixels`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render.lettering.signs.balloon_signs import BalloonSign, balloon_pixels
from render.lettering.signs.callout_signs import CalloutSign, callout_pixels
from render.lettering.signs.caption_signs import CaptionSign, caption_pixels
from render.typography.faces import font_digest
from render.typography.ink import filled
from render.typography.paint import clear_canvas, to_rgba, wash, write
from render.typography.type import Colour, TextStyle, fit_text, text_size
from voices.store.store import content_key

VERSION, CAPTION_VERSION = "2", "3"
"""Raised whenever the same sign would be drawn otherwise."""

NARRATION: Colour = (255, 247, 232)
"""The narrator's tint, no hue of its own: speakers have the colours."""
_INK: Colour = (20, 18, 34)
"""Letters on a tinted plate: dark, as all tints are light."""


@dataclass(frozen=True)
class NameSign:
    """A speaker's name on a slanted plate. `unit` is the canvas's shorter side / 1080."""

    text: str
    tint: Colour
    unit: float
    widest: float
    fonts: tuple[Path, ...] = ()


Sign = NameSign | CaptionSign | BalloonSign | CalloutSign


def sign_key(sign: Sign) -> str:
    """The key of a sign's picture in the store."""
    data = {name: str(value) for name, value in vars(sign).items()}
    data["fonts"] = str(tuple(font_digest(font) for font in sign.fonts))
    version = CAPTION_VERSION if isinstance(sign, CaptionSign) else VERSION
    return content_key("sign", {"kind": type(sign).__name__, "sign": data, "version": version})


def name_size(sign: NameSign) -> tuple[int, int]:
    """Width and height in pixels of a name's picture."""
    style = _name_style(sign)
    width, height = text_size(sign.text, style)
    return round(width + 92 * sign.unit), round(height + 30 * sign.unit)


def name_pixels(sign: NameSign) -> NDArray[np.uint8]:
    """A name on a slanted plate of ink with an edge in the speaker's colour: RGBA [h, w, 4]."""
    unit, style = sign.unit, _name_style(sign)
    width, height = size = name_size(sign)
    lean, shade = 14 * unit, 5 * unit
    body = _slanted(lean * 0.3, width - shade, 2 * unit, height - shade, lean)
    canvas = clear_canvas(size)
    wash(canvas, (0, 0, 0), 0.4 * filled(body + shade * 0.8, size))
    wash(canvas, _INK, 0.93 * filled(body, size))
    edge = _slanted(lean * 0.3, lean * 1.3 + 13 * unit, 2 * unit, height - shade, lean)
    wash(canvas, sign.tint, filled(edge, size))
    high = text_size(sign.text, style)[1]
    write(canvas, sign.text, style, 48 * unit, (height - shade - high) / 2 + 1.5 * unit)
    return to_rgba(canvas)


def _slanted(
    left: float, right: float, top: float, bottom: float, lean: float
) -> NDArray[np.float64]:
    return np.array(
        [(left + lean, top), (right, top), (right - lean, bottom), (left, bottom)], np.float64
    )


def _name_style(sign: NameSign) -> TextStyle:
    style = TextStyle("bold", 52 * sign.unit, tracking=0.03, fill=NARRATION, extra=sign.fonts)
    return fit_text(sign.text, style, width=sign.widest, height=68 * sign.unit,
                    smallest=16 * sign.unit)  # fmt: skip


def sign_pixels(sign: Sign) -> NDArray[np.uint8]:
    """A sign's picture, straight-alpha RGBA uint8 [h, w, 4]. The same sign, the same pixels."""
    match sign:
        case NameSign():
            return name_pixels(sign)
        case CaptionSign():
            return caption_pixels(sign)
        case BalloonSign():
            return balloon_pixels(sign)
        case CalloutSign():
            return callout_pixels(sign)
