"""Callouts: a sum, a date, a number or a name in letters that are seen at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render.typography.ink import filled
from render.typography.paint import bar, clear_canvas, to_rgba, wash, write
from render.typography.type import Colour, TextStyle, fit_text, text_size
from story.callouts import CalloutKind

_SIZES = {"sum": 132.0, "number": 112.0, "date": 104.0, "name": 96.0, "told": 84.0}
"""Pixels of letters at 1080p: a figure is read from across a room."""
_INK: Colour = (20, 18, 34)
_LIGHT: Colour = (255, 247, 232)
_GOLD: Colour = (255, 204, 84)
"""Figures stand in gold, words in a warm white, on ink: no hue of any speaker's."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LARGE = 100
"""A number from which on it counts up: fewer are seen at a glance."""


@dataclass(frozen=True)
class CalloutSign:
    """Words on a plate. `final` is what a number counts up to, which the plate is made for.

    `unit` is the canvas's shorter side / 1080, `widest` in pixels.
    """

    text: str
    kind: CalloutKind
    final: str
    unit: float
    widest: float
    fonts: tuple[Path, ...] = ()


def callout_size(sign: CalloutSign) -> tuple[int, int]:
    """Width and height in pixels of a callout's picture."""
    width, height = text_size(sign.final, _style(sign))
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
    write(canvas, sign.text, style, left, top)
    bar(canvas, _GOLD, width * 0.5 - 44 * unit, 13 * unit, 88 * unit, max(2.0, 6 * unit))
    return to_rgba(canvas)


def counting(sign: CalloutSign, steps: int) -> Iterator[CalloutSign]:
    """The signs that a large number counts up by, fast and then slower, the last one its own."""
    for step in range(1, steps + 1):
        part = 1 - Fraction(steps - step, steps) ** 3
        yield replace(sign, text=_counted(sign.final, part)) if step < steps else sign


def counts_up(sign: CalloutSign) -> bool:
    """Whether a callout is one large number."""
    found = _NUMBER.findall(sign.final)
    return sign.kind in ("sum", "number") and len(found) == 1 and _value(found[0]) >= _LARGE


def _counted(final: str, part: Fraction) -> str:
    """A number's text when it has come so far: written as its end is."""

    def so_far(match: re.Match[str]) -> str:
        _, _, decimals = match[0].partition(".")
        value = float(_value(match[0]) * part)
        return f"{value:,.{len(decimals)}f}" if "," in match[0] else f"{value:.{len(decimals)}f}"

    return _NUMBER.sub(so_far, final)


def _value(text: str) -> Fraction:
    return Fraction(text.replace(",", "").rstrip(".") or "0")


def _style(sign: CalloutSign) -> TextStyle:
    figure = sign.kind in ("sum", "number")
    size = _SIZES[sign.kind] * sign.unit
    face = "bold" if figure or sign.kind == "told" else "title"
    style = TextStyle(face, size, fill=_GOLD if figure else _LIGHT, extra=sign.fonts)
    return fit_text(sign.final, style, width=sign.widest, height=1.6 * size,
                    smallest=24 * sign.unit)  # fmt: skip
