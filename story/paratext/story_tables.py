"""Stories that stand in a table, as storyboards do: a column of words, one of what is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from story.document import Block, Picture, Prompt, Prose, Shown
from story.formats.markdown.inline import inline
from story.formats.markdown.pictures import pictures
from story.language.paratext import Paratext

_ROW = re.compile(r"[^\n]+")
_RULED = re.compile(r"[\s|:-]+")
_BAR = re.compile(r"(?<!\\)\|")
_FEWEST_ROWS = 2
"""Rows of such a table: one alone is a fact."""

Span = tuple[int, int]


@dataclass
class Tabled:
    """The blocks with the rows of such tables as paragraphs, and the ranges that are not told."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    told: list[Span] = field(default_factory=list)


def story_tables(blocks: Sequence[Block], source: str, paratext: Paratext) -> Tabled:
    """Every table in Markdown whose head names a column of words and one of drawings."""
    out = Tabled()
    for block in blocks:
        rows = _rows(source, block) if isinstance(block, Shown) and block.kind == "table" else []
        columns = _columns(source, rows[0], paratext) if len(rows) > _FEWEST_ROWS else None
        if columns is None:
            out.blocks.append(block)
            continue
        out.told.append((block.start, block.end))
        for row in rows[1:]:
            out.blocks += _told(source, row, *columns, out)
    return out


def _rows(source: str, block: Shown) -> list[list[Span]]:
    """The cells of each row but the ruled one; none of a table that is not Markdown."""
    if not source[block.start : block.end].lstrip().startswith("|"):
        return []
    rows = []
    for found in _ROW.finditer(source, block.start, block.end):
        if not _RULED.fullmatch(found.group()):
            bars = [bar.end() for bar in _BAR.finditer(source, found.start(), found.end())]
            edges = [*bars, found.end()] if bars[-1:] != [found.end()] else bars
            rows.append([(a, b - 1) for a, b in pairwise(edges)])
    return rows


def _columns(source: str, head: Sequence[Span], paratext: Paratext) -> tuple[int, int] | None:
    """Which cells are told, and which say what is drawn (-1 where none does)."""
    names = [source[a:b].strip(" *_:").lower() for a, b in head]
    told = next((at for at, name in enumerate(names) if name in paratext.told_columns), -1)
    drawn = next((at for at, name in enumerate(names) if name in paratext.drawn_columns), -1)
    numbered = any(name in paratext.page_columns for name in names)
    return (told, drawn) if told >= 0 and (drawn >= 0 or numbered) else None


def _told(source: str, row: Sequence[Span], told: int, drawn: int, out: Tabled) -> list[Block]:
    """A row's picture, what was asked for, and its words; the rest is not told."""
    blocks: list[Block] = []
    for at, (start, end) in enumerate(row):
        seen = list(pictures(source, start, end, {}))
        blocks += [Picture(each.path, each.alt, each.start, each.end) for each in seen]
        if at == drawn and not seen and source[start:end].strip():
            blocks.append(Prompt("", source[start:end].strip(), start, end))
        if at != told or seen:
            out.skips.append((start, end, "picture" if seen else "prompt"))
    start, end = row[told] if told < len(row) else (0, 0)
    run = inline(source, [(start, end)], [])
    if any(sign.isalnum() for sign in run.text) and not list(pictures(source, start, end, {})):
        start, end = run.offsets[0], run.offsets[-1] + 1
        blocks.append(Prose("paragraph", run, start, end))
    return blocks
