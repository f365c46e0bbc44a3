"""Title, chapter and end cards, laid over a picture; and cards that stand in for a picture.

Colours come from the picture. The type stands on a soft scrim, so that it is readable on any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render.geometry import Rect
from render.lettering.cards.ground import end_zones, framed, painted_ground, scrim
from render.typography.layout import reads_right_to_left
from render.typography.paint import Canvas, bar, clear_canvas, to_rgb, to_rgba, write
from render.typography.palette import Palette, palette
from render.typography.type import Align, TextStyle, fit_text, text_size
from story.credits import Credit

Pixels = NDArray[np.uint8]
MOST_CREDITS = 5
"""Credits that one card holds."""


@dataclass(frozen=True)
class _Row:
    """A line of a card: what it says, how, and the space above it in pixels."""

    text: str
    style: TextStyle
    above: float
    ruled: bool = False


def chapter_card(
    label: str,
    title: str,
    subtitle: str,
    palette_source: Pixels | None,
    size: tuple[int, int],
    *,
    fonts: tuple[Path, ...] = (),
) -> NDArray[np.uint8]:
    """The card that opens an episode, over its first panel: RGBA uint8 [h, w, 4] of `size` (w, h).

    `label` ("Chapter 1") stands small above the title; empty parts take no room. The type stands
    at the bottom, at the side where the title's script begins. `palette_source` is RGB [h, w, 3].
    """
    colours = palette(palette_source)
    rtl = reads_right_to_left(title or label)
    area = _area(size)
    if rtl:
        area = replace(area, x=size[0] - area.x - area.w)
    rows = _rows((label, title, subtitle), colours, area, "start", fonts)
    height = _height(rows)
    block = replace(area, y=area.y + area.h - height, h=height)
    canvas = clear_canvas(size)
    scrim(canvas, colours, _filled(block, rows, rtl), corner=True, rtl=rtl)
    _set(canvas, rows, block, colours, "end" if rtl else "start")
    return to_rgba(canvas)


def title_card(
    title: str,
    subtitle: str,
    author: str,
    palette_source: Pixels | None,
    size: tuple[int, int],
    *,
    fonts: tuple[Path, ...] = (),
) -> NDArray[np.uint8]:
    """The story's own card, centred over its cover: RGBA uint8 [h, w, 4]."""
    return _centred(("", title, subtitle, author), palette_source, size, fonts)


def end_card(
    title: str,
    text: str,
    palette_source: Pixels | None,
    size: tuple[int, int],
    *,
    label: str = "",
    fonts: tuple[Path, ...] = (),
) -> NDArray[np.uint8]:
    """What closes an episode or the story (an end quotation, "Next: ..."): RGBA uint8 [h, w, 4]."""
    return _centred((label, title, text, ""), palette_source, size, fonts)


def zones_card(
    title: str,
    text: str,
    palette_source: Pixels | None,
    size: tuple[int, int],
    *,
    label: str = "",
    fonts: tuple[Path, ...] = (),
) -> NDArray[np.uint8]:
    """An end with two plain places (`end_zones`) under its type: RGBA uint8 [h, w, 4]."""
    colours = palette(palette_source)
    zones = end_zones(size)
    whole = _area(size, centred=True)
    area = replace(whole, y=size[1] * 0.08, h=zones[0].y - size[1] * 0.13)
    rows = _rows((label, title, text), colours, area, "centre", fonts)
    canvas = clear_canvas(size)
    scrim(canvas, colours, replace(whole, y=area.y, h=size[1] * 0.84), corner=False, rtl=False)
    for zone in zones:
        framed(canvas, colours, zone)
    block = replace(area, y=area.y + (area.h - _height(rows)) / 2)
    _set(canvas, rows, block, colours, "centre")
    return to_rgba(canvas)


def credits_card(
    told: Sequence[Credit],
    palette_source: Pixels | None,
    size: tuple[int, int],
    *,
    fonts: tuple[Path, ...] = (),
) -> NDArray[np.uint8]:
    """Who made the story: each role small above its name, RGBA uint8 [h, w, 4]."""
    colours = palette(palette_source)
    area = _area(size, centred=True)
    unit = _unit(area)
    role = TextStyle("bold", 32 * unit, tracking=0.14, fill=colours.accent)
    name = TextStyle("title", 68 * unit, leading=1.05, fill=colours.light)
    room = area.h / max(len(told), 1)
    rows: list[_Row] = []
    for did, who in told:
        gap = min(44 * unit, 0.25 * room) if rows else 0.0
        for text, style, high in ((did.upper(), role, 0.22), (who, name, 0.5)):
            if text:
                set_so = replace(style, align="centre", extra=fonts)
                set_so = fit_text(text, set_so, width=area.w, height=room * high)
                rows.append(_Row(text, set_so, gap))
                gap = 2 * unit
    return _over_picture(tuple(rows), colours, area, size)


def text_card(
    label: str,
    title: str,
    text: str,
    palette_source: Pixels | Palette | None,
    size: tuple[int, int],
    *,
    fonts: tuple[Path, ...] = (),
) -> NDArray[np.uint8]:
    """A frame of type on a painted ground, for a section without a picture: RGB uint8 [h, w, 3].

    `palette_source` is a picture of the same story, whose colours it keeps.
    """
    own = palette_source if isinstance(palette_source, Palette) else palette(palette_source)
    canvas = clear_canvas(size)
    painted_ground(canvas, own, size)
    area = _area(size, centred=True)
    rows = _rows((label, title, text), own, area, "centre", fonts)
    top = area.y + (area.h - _height(rows)) / 2
    _set(canvas, rows, replace(area, y=top), own, "centre")
    return to_rgb(canvas)


def missing_panel_card(
    title: str,
    label: str,
    palette_source: Pixels | Palette | None,
    size: tuple[int, int],
    *,
    fonts: tuple[Path, ...] = (),
) -> NDArray[np.uint8]:
    """Stands in for a picture that is not there, as if it were meant: RGB uint8 [h, w, 3]."""
    return text_card(label, title, "", palette_source, size, fonts=fonts)


def _centred(
    parts: tuple[str, str, str, str],
    source: Pixels | None,
    size: tuple[int, int],
    fonts: tuple[Path, ...],
) -> NDArray[np.uint8]:
    label, title, text, author = parts
    colours = palette(source)
    area = _area(size, centred=True)
    rows = _rows((label, title, text), colours, area, "centre", fonts)
    if author:
        unit = min(size) / 1080
        style = TextStyle("bold", 40 * unit, tracking=0.06, fill=colours.accent, extra=fonts)
        style = fit_text(author, replace(style, align="centre"), width=area.w, height=80 * unit)
        rows = (*rows, _Row(author, style, 44 * unit))
    return _over_picture(rows, colours, area, size)


def _over_picture(
    rows: tuple[_Row, ...], colours: Palette, area: Rect, size: tuple[int, int]
) -> NDArray[np.uint8]:
    """The rows in the middle of the frame, on a scrim: RGBA uint8 [h, w, 4]."""
    height = _height(rows)
    block = replace(area, y=area.y + (area.h - height) / 2, h=height)
    canvas = clear_canvas(size)
    scrim(canvas, colours, block, corner=False, rtl=False)
    _set(canvas, rows, block, colours, "centre")
    return to_rgba(canvas)


def _area(size: tuple[int, int], *, centred: bool = False) -> Rect:
    """Where type may stand: clear of the edges, and of captions at the bottom."""
    width, height = size
    side = width * 0.08
    if width > height:
        wide = width * (0.74 if centred else 0.66)
        left = (width - wide) / 2 if centred else side
        return Rect(left, height * 0.10, wide, height * 0.69)
    return Rect(side, height * 0.13, width - 2 * side, height * 0.66)


def _rows(
    said: tuple[str, str, str], colours: Palette, area: Rect, align: Align, fonts: tuple[Path, ...]
) -> tuple[_Row, ...]:
    """The label, the title and the text of a card, each in its style, at sizes that fit."""
    label, title, text = said
    unit = _unit(area)
    face = {
        "label": TextStyle("bold", 44 * unit, tracking=0.14, fill=colours.accent),
        "title": TextStyle("title", 160 * unit, leading=1.0, fill=colours.light),
        "text": TextStyle("italic", (56 if title else 84) * unit, leading=1.22, fill=colours.light),
    }
    shares = {"label": 0.1, "title": 0.52 if text else 0.62, "text": 0.3 if title else 0.8}
    rows_of = {"label": label.upper(), "title": title, "text": text}
    above = {"label": 0.0, "title": 30 * unit, "text": 26 * unit}
    rows: list[_Row] = []
    for name, words in rows_of.items():
        if not words.strip():
            continue
        style = replace(face[name], align=align, extra=fonts)
        room = area.h * shares[name]
        style = fit_text(words, style, width=area.w, height=room, smallest=20 * unit)
        gap = above[name] if rows else 0.0
        rows.append(_Row(words, style, gap, ruled=name == "label" and bool(title)))
    return tuple(rows)


def _unit(area: Rect) -> float:
    """Pixels per design unit: cards are drawn for an area of 1267 × 745, or 907 × 1267."""
    return min(area.w / 907, area.h / 745)


def _height(rows: tuple[_Row, ...]) -> float:
    return sum(row.above + text_size(row.text, row.style)[1] for row in rows)


def _filled(block: Rect, rows: tuple[_Row, ...], rtl: bool) -> Rect:
    """The part of `block` that its type fills."""
    wide = max((text_size(row.text, row.style)[0] for row in rows), default=0.0)
    left = block.x + block.w - wide if rtl else block.x
    return replace(block, x=left, w=wide)


def _set(
    canvas: Canvas, rows: tuple[_Row, ...], block: Rect, colours: Palette, side: Align
) -> None:
    y = block.y
    for row in rows:
        width, height = text_size(row.text, row.style)
        y += row.above
        spare = block.w - width
        x = block.x + {"start": 0.0, "centre": spare / 2, "end": spare}[side]
        write(canvas, row.text, row.style, x, y)
        y += height
        if row.ruled:
            size = row.style.size
            reach = 2.2 * size
            at = {"start": x, "centre": x + (width - reach) / 2, "end": x + width - reach}[side]
            bar(canvas, colours.accent, at, y + size * 0.22, reach, max(2.0, size * 0.1))
            y += size * 0.22
