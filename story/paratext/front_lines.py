"""Bylines, dedications, figures, calls to subscribe, ways to other pages: by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from story.document import Block, Document, Heading, Prose
from story.language.paratext import Paratext
from story.paratext.runs import cut_out, source_range, stressed

_FRONT = 8
"""Paragraphs below a title that may be part of it."""
_LONGEST = 300
"""Characters: a longer paragraph is told, whatever it begins with."""
_CALL_LONGEST = 900
_EDGE = 3
"""Paragraphs at either end of a text in which a site leads elsewhere."""
_MOST_LINKED = 0.5
"""Share of a paragraph's letters in several links that makes it a way to elsewhere."""
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
    edges = _edges(document)
    below = _below_headings(document.blocks)
    ways = _Ways(document, paratext)
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Prose):
            out.blocks.append(block)
            continue
        tagline = at > 0 and isinstance(document.blocks[at - 1], Heading) and stressed(block)
        reason = _reason(block, out, paratext, early=at in front, tagline=tagline)
        reason = reason or ("byline" if at in below and _credits(block, paratext) else "")
        reason = reason or ("facts" if at in edges and _ends(block, paratext) else "")
        reason = reason or ("navigation" if ways.lead_on(block, edge=at in edges) else "")
        if reason:
            out.skips.append((block.start, block.end, reason))
        else:
            out.blocks.append(_without_posted(block, out, paratext) if at in front else block)
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


def _below_headings(blocks: Sequence[Block]) -> set[int]:
    """The first paragraphs below each heading: chapters of several hands credit them there."""
    places: set[int] = set()
    left = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            left = _FRONT
        elif isinstance(block, Prose) and left:
            places.add(at)
            left -= 1
    return places


def _ends(block: Prose, paratext: Paratext) -> bool:
    """Whether a paragraph is the one word that closes a manuscript: END."""
    text = block.run.text.strip(" -–—#*")
    return text.isupper() and " " not in text and bool(paratext.the_end.fullmatch(text))


def _credits(block: Prose, paratext: Paratext) -> bool:
    """Whether a paragraph says who translated, edited or drew, and nothing else."""
    found = paratext.byline.fullmatch(block.run.text.strip())
    return found is not None and not found["name"]


def _edges(document: Document) -> set[int]:
    """The first and last paragraphs of a text, or of each file of a book."""
    starts = [part.start for part in document.parts] or [0]
    prose = [at for at, block in enumerate(document.blocks) if isinstance(block, Prose)]
    places = [document.blocks[at].start for at in prose]
    cuts = sorted({0, *(bisect_left(places, start) for start in starts), len(prose)})
    return {at for a, b in pairwise(cuts) for at in (*prose[a:b][:_EDGE], *prose[a:b][-_EDGE:])}


@dataclass
class _Ways:
    """Finds paragraphs that lead to other pages."""

    document: Document
    paratext: Paratext

    def __post_init__(self) -> None:
        self.links = sorted(self.document.links)
        self.places = [at for at, _, _ in self.links]

    def lead_on(self, block: Prose, *, edge: bool) -> bool:
        text = block.run.text.strip()
        if len(text) > _LONGEST or _QUOTED.search(text):
            return False
        if edge and self.paratext.way.fullmatch(text):
            return True
        first, last = (bisect_left(self.places, at) for at in (block.start, block.end))
        links = [words for _, words, url in self.links[first:last] if "/" in url or "." in url]
        inside = sum(sign.isalnum() for words in links for sign in words)
        letters = sum(sign.isalnum() for sign in text)
        if len(links) > 1:
            return inside >= _MOST_LINKED * letters
        return bool(links) and edge and inside >= letters


def _reason(
    block: Prose, out: FrontLines, paratext: Paratext, *, early: bool, tagline: bool
) -> str:
    text = block.run.text.strip()
    rows = [row.strip() for row in _rows(block)]
    if all(paratext.fact.fullmatch(row) for row in rows):
        return "facts"
    short = len(text) <= _CALL_LONGEST and not _QUOTED.search(text)
    openings = (text, *rows[1:]) if len(text) <= _LONGEST else (text,)
    if short and any(paratext.call.match(row) for row in openings):
        return "call to readers"
    if short and paratext.notice.match(text):
        return "copyright"
    if not early or len(text) > _LONGEST or block.kind == "item":
        return ""
    bylines = [paratext.byline.fullmatch(row) for row in rows]
    if all(
        byline or _is_about(row, paratext) for row, byline in zip(rows, bylines, strict=True)
    ) and any(bylines):
        names = (found["name"] for found in bylines if found and found["name"])
        out.author = out.author or next(names, "").strip(" .")
        return "byline"
    if all(_is_about(row, paratext) for row in rows):
        return "facts"
    if paratext.premise.fullmatch(text) or (
        not tagline
        and paratext.genre.fullmatch(text)
        and (stressed(block) or text[-1] not in ".!?")
    ):
        return "premise"
    given = paratext.dedication.fullmatch(text) and stressed(block) and len(text.split()) <= 20
    return "dedication" if given or paratext.dedicated.fullmatch(text) else ""


def _is_about(row: str, paratext: Paratext) -> bool:
    return bool(paratext.fact.fullmatch(row) or paratext.posted.fullmatch(row))


def _without_posted(block: Prose, out: FrontLines, paratext: Paratext) -> Prose:
    """A paragraph without the rows at its start that sites have above a text."""
    edges = [0, *block.run.breaks, len(block.run.text)]
    about = [_is_about(row.strip(), paratext) for row in _rows(block)]
    count = next((n for n, told in enumerate(about) if not told), len(about))
    if not 0 < count < len(about):
        return block
    out.skips.append((*source_range(block.run, 0, edges[count]), "facts"))
    kept = cut_out(block, [(0, edges[count])])
    return replace(kept, start=kept.run.offsets[0]) if kept.run.text else kept


def _rows(block: Prose) -> Iterator[str]:
    """The paragraph as the writer broke it into rows."""
    edges = [0, *block.run.breaks, len(block.run.text)]
    for start, end in pairwise(edges):
        yield block.run.text[start:end]
