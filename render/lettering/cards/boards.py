"""Boards over a picture: a table, a formula, a quotation that closes the story.

The picture shows through faintly, as under an end card; type and colours are those of cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render.lettering.cards.cards import Pixels, title_card
from render.typography.layout import keeps_words, reads_right_to_left
from render.typography.paint import Canvas, bar, clear_canvas, to_rgba, wash, write
from render.typography.palette import Palette, palette
from render.typography.type import Colour, TextStyle, fit_text, text_size
from story.boards.boards import Board, Quotation, Table
from story.boards.formulas import Formula

_VEIL = 0.9
"""How much of the picture a board hides: small type needs a quieter ground than a title."""
_LARGEST, _SMALLEST = 64.0, 24.0
"""Pixels of a table's type at 1080p: larger shouts, smaller can't be read on a telephone."""
_SPACE = 0.25
"""Width of a space, in sizes of the type."""
_LEVEL = 0.62
"""Size of raised and lowered signs, as a part of the line's."""


Line = Sequence[tuple[str, int]]


def board_card(
    board: Board,
    heading: str,
    palette_source: Pixels | None,
    size: tuple[int, int],
    *,
    fonts: tuple[Path, ...] = (),
) -> NDArray[np.uint8]:
    """A board as RGBA uint8 [h, w, 4] of `size` (w, h). `heading` stands above a table.

    `palette_source` is the picture that it lies over, RGB [h, w, 3].
    """
    if isinstance(board, Quotation):
        said = f"“{board.text}”"
        return title_card("", said, board.by, palette_source, size, fonts=fonts)
    sheet = _Sheet(clear_canvas(size), size, palette(palette_source), fonts)
    wash(sheet.canvas, sheet.colours.deep, _VEIL)
    if isinstance(board, Table):
        _draw_table(sheet, board, heading)
    else:
        _draw_formula(sheet, board)
    return to_rgba(sheet.canvas)


@dataclass(frozen=True)
class BoardText:
    """A board to be drawn: what it shows, the heading over it, the frame's size."""

    board: Board
    heading: str
    size: tuple[int, int]


@dataclass(frozen=True)
class _Sheet:
    """What a board is drawn on, in which colours and fonts. `size` is (w, h) in pixels."""

    canvas: Canvas
    size: tuple[int, int]
    colours: Palette
    fonts: tuple[Path, ...]

    @property
    def unit(self) -> float:
        """Pixels per design unit: boards are drawn for a shorter side of 1080."""
        return min(self.size) / 1080


@dataclass(frozen=True)
class _Grid:
    """A table that is set: `wide` and `high` of its columns and rows, in pixels."""

    styles: tuple[TextStyle, ...]
    wide: tuple[float, ...]
    high: tuple[float, ...]
    gap: float

    def style(self, row: int, column: int) -> TextStyle:
        """How a cell is set."""
        return replace(_style(self.styles, row, column), max_width=self.wide[column])

    @property
    def width(self) -> float:
        return sum(self.wide) + self.gap * (len(self.wide) - 1)

    @property
    def height(self) -> float:
        return sum(self.high)


def _draw_table(sheet: _Sheet, table: Table, heading: str) -> None:
    unit, rtl = sheet.unit, reads_right_to_left(" ".join(table.rows[0]))
    left, top = sheet.size[0] * 0.08, sheet.size[1] * 0.09
    room, below = sheet.size[0] - 2 * left, sheet.size[1] - 2 * top
    fill = sheet.colours.light
    title = TextStyle("title", 72 * unit, leading=1.0, fill=fill, extra=sheet.fonts)
    title = fit_text(heading, title, width=room, height=below * 0.2, smallest=30 * unit)
    wide, high = text_size(heading, title) if heading else (0.0, -44 * unit)
    above = high + 44 * unit
    grid = _fitted(sheet, table, room, below - above)
    y = top + (below - above - grid.height) / 2
    widest = max(wide, grid.width)
    x = left + (room - widest) / 2
    if heading:
        write(sheet.canvas, heading, title, x + widest - wide if rtl else x, y)
    at = x + widest - grid.width if rtl else x
    _write_rows(sheet, table, grid, at, y + above, rtl=rtl)


def _fitted(sheet: _Sheet, table: Table, room: float, below: float) -> _Grid:
    """The table at the largest size at which it fits, its words whole."""
    size = _LARGEST * sheet.unit
    grid = _grid(sheet, table, size, room)
    while not _fits(table, grid, below) and size > _SMALLEST * sheet.unit:
        size *= 0.95
        grid = _grid(sheet, table, size, room)
    return grid


def _fits(table: Table, grid: _Grid, below: float) -> bool:
    return grid.height <= below and all(
        keeps_words(cell, grid.style(row, column))
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
    )


def _grid(sheet: _Sheet, table: Table, size: float, room: float) -> _Grid:
    colours, fonts = sheet.colours, sheet.fonts
    head = TextStyle("bold", size * 0.86, leading=1.1, fill=colours.accent, extra=fonts)
    first = TextStyle("bold", size, leading=1.15, fill=colours.light, extra=fonts)
    styles = (head, first, replace(first, face="text"))
    gap = size * 1.1
    columns = list(zip(*table.rows, strict=True))
    natural = [
        max(
            text_size(cell, _style(styles, row, column))[0]
            for row, cell in enumerate(columns[column])
        )
        for column in range(len(columns))
    ]
    wide = _shared_out(natural, room - gap * (len(columns) - 1))
    high = tuple(
        max(
            text_size(cell, replace(_style(styles, row, column), max_width=wide[column]))[1]
            for column, cell in enumerate(cells)
        )
        + size * 0.7
        for row, cells in enumerate(table.rows)
    )
    return _Grid(styles, tuple(wide), high, gap)


def _style(styles: Sequence[TextStyle], row: int, column: int) -> TextStyle:
    return styles[0] if row == 0 else styles[1 if column == 0 else 2]


def _shared_out(natural: Sequence[float], room: float) -> list[float]:
    """The width of each column: narrow ones keep theirs, wide ones share what is left."""
    wide = [width + 1.0 for width in natural]
    open_ones = set(range(len(wide)))
    left = room
    while open_ones and sum(wide[n] for n in open_ones) > left:
        share = left / len(open_ones)
        settled = {n for n in open_ones if wide[n] <= share}
        if not settled:
            return [share if n in open_ones else width for n, width in enumerate(wide)]
        left -= sum(wide[n] for n in settled)
        open_ones -= settled
    return wide


def _write_rows(sheet: _Sheet, table: Table, grid: _Grid, x: float, y: float, *, rtl: bool) -> None:
    """Cells, a rule under the head, a hairline between rows."""
    canvas, colours = sheet.canvas, sheet.colours
    faint = _between(colours.deep, colours.accent, 0.4)
    for row, cells in enumerate(table.rows):
        at = x + grid.width if rtl else x
        for column, cell in enumerate(cells):
            wide = grid.wide[column]
            at -= wide if rtl else 0.0
            style = grid.style(row, column)
            spare = wide - text_size(cell, style)[0]
            write(canvas, cell, style, at + spare * (table.right[column] != rtl), y)
            at += -grid.gap if rtl else wide + grid.gap
        y += grid.high[row]
        if row + 1 < len(table.rows):
            pad = grid.styles[1].size * 0.35
            thick = (4 if row == 0 else 2) * sheet.unit
            ink = colours.accent if row == 0 else faint
            bar(canvas, ink, x, y - pad - thick / 2, grid.width, max(1.0, thick))


def _draw_formula(sheet: _Sheet, formula: Formula) -> None:
    size = sheet.size
    style = TextStyle("italic", 150 * sheet.unit, fill=sheet.colours.light, extra=sheet.fonts)
    room = size[0] * 0.84
    widest = max(_line_width(line, style) for line in formula.lines)
    tall = style.size * 1.5 * len(formula.lines)
    style = _scaled(style, min(1.0, room / widest, size[1] * 0.7 / tall))
    step = style.size * 1.5
    y = (size[1] - step * len(formula.lines)) / 2 + (step - text_size("x", style)[1]) / 2
    for line in formula.lines:
        left = (size[0] - _line_width(line, style)) / 2
        for text, level, x in _on_line(line, style):
            own = _scaled(style, _LEVEL) if level else style
            lift = {1: -0.08, 0: 0.0, -1: 0.62}[level] * style.size
            write(sheet.canvas, text.strip(), own, left + x, y + lift)
        y += step


def _on_line(line: Line, style: TextStyle) -> list[tuple[str, int, float]]:
    """Parts of a line with their x; what is raised stands over what is lowered."""
    placed: list[tuple[str, int, float]] = []
    x, under = 0.0, 0.0
    for number, (text, level) in enumerate(line):
        own = _scaled(style, _LEVEL) if level else style
        lead = (len(text) - len(text.lstrip())) * _SPACE * own.size
        placed.append((text, level, x + lead))
        wide = _width(text, own)
        if level == -1 and number + 1 < len(line) and line[number + 1][1] == 1:
            under = wide
        else:
            x += max(wide, under) + (_SPACE * own.size / 4 if level else 0.0)
            under = 0.0
    return placed


def _line_width(line: Line, style: TextStyle) -> float:
    text, level, x = _on_line(line, style)[-1]
    return x + _width(text.strip(), _scaled(style, _LEVEL) if level else style)


def _width(text: str, style: TextStyle) -> float:
    """Width with the spaces around: setting a line leaves them out."""
    bare = text.strip()
    return text_size(bare, style)[0] + (len(text) - len(bare)) * _SPACE * style.size


def _scaled(style: TextStyle, scale: float) -> TextStyle:
    return replace(style, size=style.size * scale)


def _between(first: Colour, last: Colour, part: float) -> Colour:
    return (
        round(first[0] + (last[0] - first[0]) * part),
        round(first[1] + (last[1] - first[1]) * part),
        round(first[2] + (last[2] - first[2]) * part),
    )
