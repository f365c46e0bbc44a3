"""Paragraphs that a row's end parts instead of a blank row, and pages named in a first row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from story.document import Block, Heading, Prose, Run
from story.formats.plain import rows_are_paragraphs
from story.language.base import Headings
from story.paratext.page_marks import LEAVES
from story.paratext.runs import slice_run

_FEWEST_MARKS = 2
"""First rows that name a page, in order, before they are marks."""


def parted_rows(blocks: Sequence[Block], headings: Headings) -> list[Block]:
    """The blocks with rows as paragraphs where a writer meant them so, and pages as headings."""
    marks = sum(_mark(block, headings) is not None for block in blocks)
    prose = [block for block in blocks if isinstance(block, Prose)]
    ended = rows_are_paragraphs([row for block in prose for row in list(_texts(block.run))[:-1]])
    out: list[Block] = []
    for block in blocks:
        if not isinstance(block, Prose) or not block.run.breaks:
            out.append(block)
            continue
        title = _mark(block, headings) if marks >= _FEWEST_MARKS else None
        if title is not None:
            opened, block = _opened(block, title)
            out.append(opened)
        parted = ended and rows_are_paragraphs(list(_texts(block.run)))
        out += _paragraphs(block) if parted else [block]
    return out


def _texts(run: Run) -> Iterator[str]:
    for start, end in pairwise([0, *run.breaks, len(run.text)]):
        yield run.text[start:end]


def _mark(block: Block, headings: Headings) -> int | None:
    """Where the first row of a paragraph ends, if it names a page and nothing else."""
    if not isinstance(block, Prose) or not block.run.breaks:
        return None
    row = block.run.text[: block.run.breaks[0]].strip(" -–—*:")
    found = headings.numbered.fullmatch(row)
    title = found["title"].strip() if found else ""
    alone = bool(found) and (not title or bool(LEAVES.fullmatch(title)))
    return block.run.breaks[0] if alone else None


def _opened(block: Prose, end: int) -> tuple[Heading, Prose]:
    """A paragraph's first row as a heading, without its pages, and the rest of it."""
    title = slice_run(block.run, 0, end)
    pages = LEAVES.search(title.text)
    title = slice_run(title, 0, pages.start()) if pages else title
    rest = slice_run(block.run, end, len(block.run.text))
    heading = Heading(2, replace(title, emphasis=(), strong=()), block.start, rest.offsets[0])
    return heading, replace(block, run=rest, start=rest.offsets[0])


def _paragraphs(block: Prose) -> Iterator[Prose]:
    edges = [0, *block.run.breaks, len(block.run.text)]
    runs = [slice_run(block.run, start, end) for start, end in pairwise(edges)]
    told = [run for run in runs if run.text]
    for run, after in zip(told, [*told[1:], None], strict=True):
        end = after.offsets[0] if after else block.end
        start = block.start if run is told[0] else run.offsets[0]
        yield replace(block, run=run, start=start, end=end)
