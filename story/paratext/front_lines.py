"""Bylines, dedications, premises, figures and calls to subscribe: known by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from story.document import Block, Document, Heading, Prose
from story.language.paratext import Paratext
from story.paratext.runs import stressed

_FRONT = 8
"""Paragraphs below a title that may be part of it."""
_LONGEST = 300
"""Characters: a longer paragraph is told, whatever it begins with."""
_CALL_LONGEST = 900
_QUOTED = re.compile(r"[\"“”«»]")


@dataclass
class FrontLines:
    """What is left, the ranges that are not told and why, and the author if a line says so."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    author: str = ""


def front_lines(document: Document, paratext: Paratext) -> FrontLines:
    """The blocks of a document without the lines about it."""
    out = FrontLines()
    front = _front(document.blocks)
    for at, block in enumerate(document.blocks):
        reason = (
            _reason(block, out, paratext, early=at in front) if isinstance(block, Prose) else ""
        )
        if reason:
            out.skips.append((block.start, block.end, reason))
        else:
            out.blocks.append(block)
    return out


def _front(blocks: Sequence[Block]) -> set[int]:
    """Where the lines of a title may stand: until the story is under way."""
    places: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and places:
            break
        if isinstance(block, Prose):
            if len(places) >= _FRONT or len(block.run.text) > _LONGEST:
                break
            places.add(at)
    return places


def _reason(block: Prose, out: FrontLines, paratext: Paratext, *, early: bool) -> str:
    text = block.run.text.strip()
    if all(paratext.fact.fullmatch(row.strip()) for row in _rows(block)):
        return "facts"
    if len(text) <= _CALL_LONGEST and not _QUOTED.search(text) and paratext.call.match(text):
        return "call to readers"
    if not early or len(text) > _LONGEST or block.kind == "item":
        return ""
    bylines = [paratext.byline.fullmatch(row.strip()) for row in _rows(block)]
    if all(bylines):
        names = (found["name"] for found in bylines if found and found["name"])
        out.author = out.author or next(names, "").strip(" .")
        return "byline"
    if paratext.premise.fullmatch(text):
        return "premise"
    given = paratext.dedication.fullmatch(text) and stressed(block) and len(text.split()) <= 20
    return "dedication" if given or paratext.dedicated.fullmatch(text) else ""


def _rows(block: Prose) -> Iterator[str]:
    """The paragraph as the writer broke it into rows."""
    edges = [0, *block.run.breaks, len(block.run.text)]
    for start, end in pairwise(edges):
        yield block.run.text[start:end]
