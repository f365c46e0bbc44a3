"""Captions on the picture: rows on a soft plate, and single words of them lit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from render.typography.layout import reads_right_to_left
from render.typography.paint import clear_canvas, paste, to_rgba, wash
from render.typography.type import Colour, Shadow, TextStyle, draw_text, margin, text_size

PLAIN: Colour = (255, 252, 244)
"""Letters of captions: a warm white."""
DIM: Colour = (190, 188, 202)
"""Letters of words that are not lit now: karaoke must show which one is."""
_SIZE, _SMALLEST = 54.0, 18.0
"""Pixels of letters at 1080p, and what a long word may shrink them to."""


@dataclass(frozen=True)
class CaptionSign:
    """A caption's rows. `unit` is the canvas's shorter side / 1080, `widest` in pixels.

    With `lit` of (row, first, last), only that range of a row's letters, in `tint`: it lies
    exactly over the same letters of the whole caption, which are `dim` then.
    """

    rows: tuple[str, ...]
    tint: Colour
    unit: float
    widest: float
    fonts: tuple[Path, ...] = ()
    lit: tuple[int, int, int] | None = None
    dim: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.rows)


def caption_size(sign: CaptionSign) -> tuple[int, int]:
    """Width and height in pixels of a caption's picture."""
    style = _style(sign, sign.tint)
    width = max((text_size(row, style)[0] for row in sign.rows), default=0.0)
    pad = _pad(sign)
    return round(width + 2 * pad), round(_step(sign) * len(sign.rows) + pad)


def caption_pixels(sign: CaptionSign) -> NDArray[np.uint8]:
    """RGBA uint8 [h, w, 4]: the caption on its plate, or the lit letters alone."""
    canvas = clear_canvas(caption_size(sign))
    if sign.lit is None:
        wash(canvas, (12, 10, 22), _plate(canvas.shape[:2], sign.unit))
    for number in range(len(sign.rows)):
        image, x, y = _row(sign, number)
        if sign.lit is None:
            paste(canvas, image, x, y)
        elif sign.lit[0] == number:
            left, right = _letters(sign)
            around = margin(_style(sign, sign.tint))
            x0, x1 = round(left + around), round(right + around)
            paste(canvas, image[:, max(x0, 0) : x1], x + max(x0, 0), y)
    return to_rgba(canvas)


def caption_fits(sign: CaptionSign) -> bool:
    """Whether its rows are no wider than they may be without smaller letters."""
    return max(text_size(row, _full(sign, sign.tint))[0] for row in sign.rows) <= sign.widest


def can_light(row: str) -> bool:
    """Whether single words of a row can be lit: all of it must read in one direction."""
    return len({reads_right_to_left(word) for word in row.split() if _lettered(word)}) <= 1


def _row(sign: CaptionSign, number: int) -> tuple[NDArray[np.uint8], int, int]:
    """A row's picture, and where its corner lies on the caption's."""
    style = _style(sign, sign.tint if sign.lit else DIM if sign.dim else PLAIN)
    row = sign.rows[number]
    width = text_size(row, style)[0]
    x = (caption_size(sign)[0] - width) / 2 - margin(style)
    y = _pad(sign) / 2 + number * _step(sign) - margin(style)
    return _drawn(row, style), round(x), round(y)


def _letters(sign: CaptionSign) -> tuple[float, float]:
    """From where to where the lit letters reach on their row, half a space around them."""
    number, first, last = sign.lit or (0, 0, 0)
    row, style = sign.rows[number], _style(sign, sign.tint)
    whole, space = text_size(row, style)[0], 0.12 * style.size
    start = text_size(row[:first].rstrip() + " x", style)[0] - text_size("x", style)[0]
    left = start if first else -2.0 * style.size
    right = text_size(row[:last], style)[0] if last < len(row) else whole + 2 * style.size
    if reads_right_to_left(row):
        left, right = whole - right, whole - left
    return left - space, right + space


@lru_cache(maxsize=16)
def _drawn(row: str, style: TextStyle) -> NDArray[np.uint8]:
    return draw_text(row, style)


def _style(sign: CaptionSign, fill: Colour) -> TextStyle:
    """Letters at which the widest row fits, each row in one line."""
    style = _full(sign, fill)
    widest = max((text_size(row, style)[0] for row in sign.rows), default=0.0)
    scale = max(min(1.0, sign.widest / max(widest, 1.0)), _SMALLEST / _SIZE)
    return replace(style, size=style.size * scale, outline=style.outline * scale)


def _full(sign: CaptionSign, fill: Colour) -> TextStyle:
    unit = sign.unit
    shadow = Shadow(0, 2 * unit, 3 * unit, opacity=0.7)
    return TextStyle("bold", _SIZE * unit, fill=fill, outline=2.5 * unit,
                     outline_fill=(12, 10, 22), shadow=shadow, extra=sign.fonts)  # fmt: skip


def _step(sign: CaptionSign) -> float:
    return 64 * sign.unit


def _pad(sign: CaptionSign) -> float:
    return 34 * sign.unit


def _plate(shape: tuple[int, int], unit: float) -> NDArray[np.float32]:
    """A dark plate with soft edges."""
    soft = 9 * unit
    cover = np.zeros(shape, np.float32)
    inset = max(1, round(soft * 1.4))
    cover[inset:-inset, inset:-inset] = 0.56
    blurred: NDArray[np.float32] = ndimage.gaussian_filter(cover, soft)
    return blurred


def _lettered(word: str) -> bool:
    return any(char.isalpha() for char in word)
