"""What scanning and wrapping leave in a text: words split at a row's end, spaces inside marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from story.document import Block, Prose, Run
from story.paratext.runs import Stretch, cut_out, source_range

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPLIT = re.compile(r"(?P<first>[^\W\d_]+)(?P<mark>[-\u00ad¬] ?)(?P<second>[^\W\d_A-Z][^\W\d_]*)")
_PAGE = re.compile(r"\s*(?:\[(?:pg|page|p)\.?\s*\d{1,4}\]|\{\d{1,4}\})", re.IGNORECASE)
_INNER_SPACE = re.compile(
    r"(?<=[“«])(?P<after> )(?=\S)|(?<=[.,!?…—])(?P<before> )(?=[”»](?:\s|$))"
    r"|^\"(?P<start> )(?=\S)"
)
_FOOTNOTE = re.compile(
    r"\s*(?:\[(?P<number>\d{1,3}|[A-Z])\]\s+\S|\[footnote\s*(?P<named>\d{1,3}|[A-Z])?\s*:)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?<=\S)\[(?P<number>\d{1,3}|[A-Z])\]")


_LONGEST_PART = 40
"""Characters of a part of a word: longer ones are no words."""


@dataclass
class Mended:
    """The blocks as they were meant, and the ranges that went."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)


def without_footnotes(blocks: Sequence[Block]) -> Mended:
    """Notes such as "[1] See page 12." go, and so do the numbers in the text that call them."""
    out = Mended()
    numbers: set[str] = set()
    for block in blocks:
        found = _FOOTNOTE.match(block.run.text) if isinstance(block, Prose) else None
        if found:
            numbers.add(found["number"] or found["named"] or "1")
            out.skips.append((block.start, block.end, "footnote"))
        else:
            out.blocks.append(block)
    if numbers:
        out.blocks = [_uncalled(block, numbers, out) for block in out.blocks]
    return out


def _uncalled(block: Block, numbers: set[str], out: Mended) -> Block:
    if not isinstance(block, Prose):
        return block
    found = [
        each.span() for each in _REFERENCE.finditer(block.run.text) if each["number"] in numbers
    ]
    return _cut(block, found, "footnote", out)


def mended(blocks: Sequence[Block]) -> Mended:
    """Words made whole, quotation marks next to their words, page numbers gone."""
    out = Mended()
    words: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Prose):
            words.update(word.group().lower() for word in _WORD.finditer(block.run.text))
            words.subtract(part for found in _splits(block.run) for part in _parts(found))
    for block in blocks:
        if not isinstance(block, Prose):
            out.blocks.append(block)
            continue
        pages = [found.span() for found in _PAGE.finditer(block.run.text)]
        block = _cut(block, pages, "page number", out)
        out.blocks.append(_cut(block, [*_hyphens(block.run, words), *_spaces(block.run)], "", out))
    return out


def _cut(block: Prose, found: Sequence[Stretch], reason: str, out: Mended) -> Prose:
    if not found:
        return block
    if reason:
        out.skips += [(*source_range(block.run, a, b), reason) for a, b in found]
    return cut_out(block, found)


def _spaces(run: Run) -> Iterator[Stretch]:
    for found in _INNER_SPACE.finditer(run.text):
        yield found.span(found.lastgroup or 0)


def _hyphens(run: Run, words: Counter[str]) -> Iterator[Stretch]:
    """Of a word split at a row's end the space goes; the hyphen too, unless the word has it."""
    for found in _splits(run):
        first, second = _parts(found)
        own = found["mark"][0] == "-" and _is_compound(first, second, words)
        yield (found.end("mark") - 1 if own else found.start("mark")), found.end("mark")


def _splits(run: Run) -> Iterator[re.Match[str]]:
    """Where a row ends with a hyphen and the next goes on with a small letter."""
    for at in run.breaks:
        near = _SPLIT.finditer(run.text, max(0, at - _LONGEST_PART), at + _LONGEST_PART)
        yield from (found for found in near if found.start("second") == at)


def _parts(found: re.Match[str]) -> tuple[str, str]:
    return found["first"].lower(), found["second"].lower()


def _is_compound(first: str, second: str, words: Counter[str]) -> bool:
    """Whether "first-second" is written with a hyphen: as the rest of the text has it."""
    if words[first + second]:
        return False
    if words[f"{first}-{second}"]:
        return True
    return words[first] > 0 and words[second] > 0
