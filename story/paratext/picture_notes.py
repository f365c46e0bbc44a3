"""Notes for pictures: `[Illustration: a kite over a hill]`, in brackets, in italics, over rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from story.document import Block, Picture, Prompt, Prose
from story.language.paratext import Paratext
from story.paratext.runs import Stretch, cut_out, source_range

_LONGEST = 4000
"""Characters of a note: a bracket that is open for longer was never meant to be closed."""
_MOST_BLOCKS = 4
"""Paragraphs that a note in brackets may go on for."""
_LABEL = re.compile(r"[^\W\d_a-z][\w ]{0,30}:")
_FEWEST_DRAWN = 2
"""Rows of bracketed italics before they say what is drawn."""
_OPEN, _CLOSE = "[(", {"[": "]", "(": ")"}


@dataclass
class Noted:
    """The blocks with their notes as prompts, and what else of the source these cover."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    drawn: bool = False


def _draws_in_brackets(blocks: Sequence[Block]) -> bool:
    """Whether a text with pictures says what is drawn in rows of bracketed italics."""
    rows = sum(len(list(_bracketed(block))) for block in blocks if isinstance(block, Prose))
    return rows >= _FEWEST_DRAWN and any(isinstance(block, Picture) for block in blocks)


def _bracketed(block: Prose) -> Iterator[Stretch]:
    """Rows that stand in brackets and in italics, all of them."""
    text = block.run.text
    for start in (0, *block.run.breaks):
        close = _closing(text, start) if text[start : start + 1] == "[" else -1
        whole = close >= 0 and (
            close + 1 in (len(text), *block.run.breaks) or text[close + 1] == " "
        )
        if whole and any(a <= start + 1 and close <= b for a, b in block.run.emphasis):
            yield start, close + 1


def picture_notes(blocks: Sequence[Block], paratext: Paratext) -> Noted:
    """Every note for a picture becomes a Prompt; a paragraph around one stays without it."""
    out = Noted(drawn=_draws_in_brackets(blocks))
    number = 0
    while number < len(blocks):
        block = blocks[number]
        if not isinstance(block, Prose):
            out.blocks.append(block)
            number += 1
            continue
        joined = _over_blocks(blocks[number : number + _MOST_BLOCKS], paratext)
        if joined:
            _note(out, joined[0].start, joined[-1].end, "\n".join(b.run.text for b in joined))
            number += len(joined)
            continue
        _one(out, block, paratext)
        number += 1
    return out


def _one(out: Noted, block: Prose, paratext: Paratext) -> None:
    text = block.run.text
    first = paratext.bare_note.match(text)
    if first and (below := _first_note(block)) < len(text):
        _note(out, *source_range(block.run, 0, below), text[:below])
        _one(out, cut_out(block, [(0, below)]), paratext)
        return
    if first or _whole(text, paratext):
        _note(out, block.start, block.end, text)
        return
    found = [*_rows(block, paratext), *_notes(text, paratext)]
    found += [one for one in _bracketed(block) if one not in found] if out.drawn else []
    if not found:
        out.blocks.append(block)
        return
    rest = cut_out(block, found)
    prompts = [_prompt(*source_range(block.run, a, b), text[a:b]) for a, b in found]
    out.skips += [(each.start, each.end, "prompt") for each in prompts]
    if rest.run.text and prompts[0].start > rest.run.offsets[0]:
        out.blocks += [rest, *prompts]
    else:
        out.blocks += [*prompts, rest] if rest.run.text else prompts


def _rows(block: Prose, paratext: Paratext) -> Iterator[Stretch]:
    """Rows below others that are notes, each up to a row that begins something else."""
    text = block.run.text
    edges = [*block.run.breaks, len(text)]
    at = 0
    while at < len(edges) - 1:
        start = edges[at]
        at += 1
        if text[start] in _OPEN and paratext.picture_note.match(text, start + 1):
            close = _closing(text, start)
            if close >= 0 and text[close + 1 : close + 2] in ("", " "):
                yield start, close + 1
            continue
        if not paratext.bare_note.match(text, start):
            continue
        while at < len(edges) - 1 and not _begins(text, edges[at]):
            at += 1
        yield start, edges[at]


def _first_note(block: Prose) -> int:
    """Where a note that opens a paragraph ends: before a row that begins something else."""
    text = block.run.text
    return next((at for at in block.run.breaks if _begins(text, at)), len(text))


def _begins(text: str, at: int) -> bool:
    """Whether a row goes on from none above it: a sentence ended there, or a label opens it."""
    before = text[:at].rstrip()[-1:]
    return before in '.!?:])”"' or bool(_LABEL.match(text, at))


def _whole(text: str, paratext: Paratext) -> bool:
    """Whether a paragraph is one note, in brackets of either kind."""
    text = text.strip()
    if not text or text[0] not in _OPEN or not paratext.picture_note.match(text, 1):
        return False
    return _closing(text, 0) == len(text) - 1


def _notes(text: str, paratext: Paratext) -> Iterator[Stretch]:
    """Notes in square brackets inside a paragraph."""
    at = text.find("[")
    while at >= 0:
        end = _closing(text, at) if paratext.picture_note.match(text, at + 1) else -1
        if end >= 0:
            yield at, end + 1
        at = text.find("[", max(at, end) + 1)


def _closing(text: str, at: int) -> int:
    """Where the bracket at `at` closes; -1 where it never does."""
    opener, closer = text[at], _CLOSE[text[at]]
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST)):
        depth += (text[place] == opener) - (text[place] == closer)
        if not depth:
            return place
    return -1


def _over_blocks(blocks: Sequence[Block], paratext: Paratext) -> list[Prose]:
    """The paragraphs of one note that blank lines part."""
    first = blocks[0]
    if not isinstance(first, Prose):
        return []
    text = first.run.text.strip()
    opens = text.startswith("[") and paratext.picture_note.match(text, 1)
    if not opens or _closing(text, 0) >= 0:
        return []
    depth, joined = 0, []
    for block in blocks:
        if not isinstance(block, Prose):
            return []
        joined.append(block)
        depth += block.run.text.count("[") - block.run.text.count("]")
        if depth <= 0:
            return joined if block.run.text.rstrip().endswith("]") else []
    return []


def _note(out: Noted, start: int, end: int, text: str) -> None:
    out.blocks.append(_prompt(start, end, text))
    out.skips.append((start, end, "prompt"))


def _prompt(start: int, end: int, text: str) -> Prompt:
    return Prompt("", text.strip().strip("[]()*_ "), start, end)
