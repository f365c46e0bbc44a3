"""Pages marked by a bold line or a number instead of a heading: `**Page 3**`, `7`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from story.document import Block, Heading, Prose
from story.language.base import Headings
from story.paratext.runs import slice_run, stressed

_BARE_NUMBER = re.compile(r"[-–—~*. ]*(?P<number>\d{1,3})[-–—~*. ]*")
_LONGEST = 80
"""Characters of a mark: a page's number, and a short title."""
_FEWEST_MARKS, _FEWEST_NUMBERS = 2, 3
"""One line in bold may be anything, two with numbers are marks; numbers alone need one more."""

LEAVES = re.compile(r"\((?:pp?\.|pages?|\d+)[^()]*\)", re.IGNORECASE)
"""The printed pages of a spread, or how many drawings a page has: no title."""
Marks = list[tuple[int, int]]
"""Places among the blocks, each with the number that its mark gives."""


def page_marks(blocks: Sequence[Block], headings: Headings) -> list[Block]:
    """The blocks with such lines as headings, where a story has enough of them in order."""
    prose = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Prose)]
    for found in (_labelled(prose, headings), _numbered(prose)):
        if found:
            return _as_headings(blocks, {at for at, _ in found})
    return list(blocks)


def _labelled(prose: Sequence[tuple[int, Prose]], headings: Headings) -> Marks:
    marks = [
        (at, _number(found["label"]))
        for at, block in prose
        if len(block.run.text) <= _LONGEST
        and (found := headings.numbered.fullmatch(block.run.text.strip(" -–—*")))
        and (stressed(block) or not found["title"].strip() or LEAVES.fullmatch(found["title"]))
    ]
    return marks if len(marks) >= _FEWEST_MARKS else []


def _number(label: str) -> int:
    digits = re.search(r"\d+", label)
    return int(digits.group()) if digits else 0


def _numbered(prose: Sequence[tuple[int, Prose]]) -> Marks:
    """Paragraphs that are nothing but 1, 2, 3 …, in a story that has no labels for its parts."""
    marks: Marks = []
    for at, block in prose:
        found = _BARE_NUMBER.fullmatch(block.run.text) if len(block.run.text) < 12 else None
        if found and int(found["number"]) == (marks[-1][1] + 1 if marks else 1):
            marks.append((at, int(found["number"])))
    return marks if len(marks) >= _FEWEST_NUMBERS else []


def _as_headings(blocks: Sequence[Block], places: set[int]) -> list[Block]:
    return [
        _heading(block) if at in places and isinstance(block, Prose) else block
        for at, block in enumerate(blocks)
    ]


def _heading(block: Prose) -> Heading:
    leaves = LEAVES.search(block.run.text)
    run = slice_run(block.run, 0, leaves.start()) if leaves else block.run
    return Heading(2, replace(run, emphasis=(), strong=()), block.start, block.end)


def heading_skips(
    before: Sequence[Block], after: Sequence[Block]
) -> Iterator[tuple[int, int, str]]:
    """What became a heading is not spoken."""
    known = {block.start for block in before if isinstance(block, Heading)}
    for block in after:
        if isinstance(block, Heading) and block.start not in known:
            yield block.start, block.end, "heading"
