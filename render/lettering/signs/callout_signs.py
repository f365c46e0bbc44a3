"""Callouts: a sum, a date, a number or a name in letters that are seen at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render.typography.ink import filled
from render.typography.paint import bar, clear_canvas, paste, to_rgba, wash
from render.typography.type import Colour, TextStyle, draw_text, fit_text, margin, text_size
from story.callouts import CalloutKind

_SIZES = {"sum": 132.0, "number": 112.0, "date": 104.0, "name": 96.0, "told": 84.0}
"""Pixels of letters at 1080p: a figure is read from across a room."""
_INK: Colour = (20, 18, 34)
_LIGHT: Colour = (255, 247, 232)
_GOLD: Colour = (255, 204, 84)
"""Figures stand in gold, words in a warm white, on ink: no hue of any speaker's."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"[12]\d{3}")
"""What may be a year, and no number of anything: it is there at once."""
_LARGE = 100
"""A number from which on its digits roll: fewer are seen at a glance."""

_WHEEL = 0.36
"""The part of each of two digits that is seen of a wheel between them."""


@dataclass(frozen=True)
class CalloutSign:
    """Words on a plate. The last digits of a number may still be `rolling`: each is seen between
    two, on the `turn` of its wheel, so that nothing false is ever read.

    `unit` is the canvas's shorter side / 1080, `widest` in pixels.
    """

    text: str
    kind: CalloutKind
    unit: float
    widest: float
    fonts: tuple[Path, ...] = ()
    rolling: int = 0
    turn: int = 0


def callout_size(sign: CalloutSign) -> tuple[int, int]:
    """Width and height in pixels of a callout's picture."""
    width, height = text_size(sign.text, _style(sign))
    return round(width + 96 * sign.unit), round(height + 58 * sign.unit)


def callout_pixels(sign: CalloutSign) -> NDArray[np.uint8]:
    """The words on a plate of ink with a bar over them, RGBA uint8 [h, w, 4]."""
    unit, style = sign.unit, _style(sign)
    width, height = size = callout_size(sign)
    lean, shade = 20 * unit, 6 * unit
    body = np.array(
        [(lean, 0), (width - shade, 0), (width - shade - lean, height - shade),
         (0, height - shade)], np.float64,
    )  # fmt: skip
    canvas = clear_canvas(size)
    wash(canvas, (0, 0, 0), 0.4 * filled(body + shade * 0.8, size))
    wash(canvas, _INK, 0.94 * filled(body, size))
    wide, high = text_size(sign.text, style)
    left, top = (width - shade - wide) / 2, (height - shade - high) / 2 + 5 * unit
    around = margin(style)
    paste(canvas, _letters(sign, style), left - around, top - around)
    bar(canvas, _GOLD, width * 0.5 - 44 * unit, 13 * unit, 88 * unit, max(2.0, 6 * unit))
    return to_rgba(canvas)


def counting(sign: CalloutSign, steps: int) -> Iterator[CalloutSign]:
    """The signs by which a large number comes: its digits roll, and rest one by one from the first
    on; the last is the sign itself."""
    digits = sum(char.isdigit() for char in sign.text)
    for step in range(steps - 1):
        yield replace(sign, rolling=digits - digits * step // (steps - 1), turn=steps - 1 - step)
    yield sign


def counts_up(sign: CalloutSign) -> bool:
    """Whether a callout is one large number, and none that may be a year."""
    found = _NUMBER.findall(sign.text)
    large = len(found) == 1 and _value(found[0]) >= _LARGE and not _YEAR.fullmatch(found[0])
    return sign.kind in ("sum", "number") and large


def _letters(sign: CalloutSign, style: TextStyle) -> NDArray[np.uint8]:
    """The words, straight-alpha RGBA with a margin; digits that roll between two."""
    image = draw_text(sign.text, style)
    digits = [at for at, char in enumerate(sign.text) if char.isdigit()]
    for at in digits[len(digits) - sign.rolling :]:
        left, right = (margin(style) + text_size(sign.text[:end], style)[0] for end in (at, at + 1))
        column = image[:, round(left) : round(right)]
        column[...] = _between(int(sign.text[at]) - sign.turn, style, column.shape[1])
    return image


def _between(digit: int, style: TextStyle, width: int) -> NDArray[np.uint8]:
    """A wheel half-way from a digit to the one after it, in a column of `width` pixels: the foot of
    the one over the head of the other, apart, so that they make no third."""
    gone, coming = (draw_text(str((digit + more) % 10), style) for more in (0, 1))
    rows = np.flatnonzero(draw_text("0", style)[..., 3].any(axis=1))
    top, bottom = rows[0], rows[-1] + 1
    part = round(_WHEEL * (bottom - top))
    column = np.zeros((len(gone), width, 4), np.uint8)
    for image, start, to in ((gone, bottom - part, top), (coming, top, bottom - part)):
        aside = (image.shape[1] - width) // 2
        column[to : to + part] = image[start : start + part, aside : aside + width]
    return column


def _value(text: str) -> float:
    return float(text.replace(",", "").rstrip(".") or "0")


def _style(sign: CalloutSign) -> TextStyle:
    figure = sign.kind in ("sum", "number")
    size = _SIZES[sign.kind] * sign.unit
    face = "bold" if figure or sign.kind == "told" else "title"
    style = TextStyle(face, size, fill=_GOLD if figure else _LIGHT, extra=sign.fonts)
    return fit_text(sign.text, style, width=sign.widest, height=1.6 * size,
                    smallest=24 * sign.unit)  # fmt: skip
