"""Plays: a name in capitals or set apart, then what it says; brackets say how, or what happens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from story.document import Block, Prose
from story.formats.fountain.names import WrittenNames
from story.paratext.runs import Stretch, cut_out, source_range

_LOUD = re.compile(
    r"(?P<name>[A-Z][A-Z.’' -]{1,40}?)(?P<how>\s*[(\[][^()\[\]]{1,80}[)\]])?"
    r"(?:[.:](?:\s*(?:--|—)\s*|\s+)|[.:]?$)"
)
"""A name in capitals, how it speaks, and the stop that ends both."""
_SET_APART = re.compile(r"(?P<name>[^\W\d_a-z][\w.’' -]{0,40}?)[.:]\s*")
_DIRECTION = re.compile(r"\[[^\[\]]{1,300}\]|\((?=[A-Z])[^()]{1,300}\.\)")
_OPENING = re.compile(r"\[[^\[\]]{1,300}\]|\([^()]{1,80}\)")
"""A direction at the start of a speech."""
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_SPEECHES, _FEWEST_NAMES = 4, 2
"""Speeches, and people, before capitals at the start of paragraphs are names of who speaks."""
_LEAST_SHARE = 0.25
"""Of a play's paragraphs that are speeches: the others are directions."""


@dataclass
class Staged:
    """The blocks with their speakers, and the ranges that are not told."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Label:
    """Who speaks from a paragraph's start: their name, where what they say begins, and how."""

    name: str
    end: int
    how: str = ""


def staged(blocks: Sequence[Block], source: str, deliveries: Mapping[str, str]) -> Staged:
    """The blocks of a play with who says what; those of any other text as they are."""
    labels = {at: label for at, block in enumerate(blocks) if (label := _label(block))}
    prose = sum(isinstance(block, Prose) for block in blocks)
    names = Counter(label.name for label in labels.values())
    told = len(labels) >= max(_FEWEST_SPEECHES, _LEAST_SHARE * prose)
    if not told or len(names) < _FEWEST_NAMES or names.most_common(1)[0][1] < _FEWEST_NAMES:
        return Staged(list(blocks))
    out = Staged()
    written = WrittenNames.of(source)
    speaker: _Label | None = None
    for at, block in enumerate(blocks):
        label = labels.get(at)
        if isinstance(block, Prose) and label and label.end >= len(block.run.text):
            out.skips.append((block.start, block.end, "label"))
            speaker = label
            continue
        label = label or (_Label(speaker.name, 0, speaker.how) if speaker else None)
        if isinstance(block, Prose) and label:
            block = _spoken(block, label, written, deliveries, out)
            speaker = None
        out.blocks.append(block)
    return out


def _label(block: Block) -> _Label | None:
    if not isinstance(block, Prose) or block.speaker or block.kind == "item":
        return None
    text = block.run.text
    row = block.run.breaks[0] if block.run.breaks else len(text)
    alone = _LOUD.fullmatch(text[:row].rstrip())
    if alone and (block.run.breaks or text.rstrip()[-1:] in ".:" or _is_stressed(block, row)):
        return _Label(alone["name"].strip(" ."), row, alone["how"] or "")
    loud = _LOUD.match(text)
    if loud and loud.end() < len(text) and text[loud.end() - 1] in " -—":
        return _Label(loud["name"].strip(" ."), loud.end(), loud["how"] or "")
    apart = _SET_APART.match(text)
    if apart and block.run.emphasis and block.run.emphasis[0][0] == 0:
        edge = block.run.emphasis[0][1]
        if apart.end("name") <= edge <= apart.end() and edge < len(text):
            return _Label(apart["name"], apart.end())
    return None


def _is_stressed(block: Prose, end: int) -> bool:
    return any(a == 0 and b >= end - 1 for a, b in block.run.emphasis)


def _spoken(
    block: Prose,
    label: _Label,
    names: WrittenNames,
    deliveries: Mapping[str, str],
    out: Staged,
) -> Prose:
    """A speech without its name and its directions."""
    gone: list[Stretch] = [(0, label.end)] if label.end else []
    first = _OPENING.match(block.run.text, label.end)
    inner = first.end() if first else label.end
    gone += [first.span()] if first else []
    gone += [found.span() for found in _DIRECTION.finditer(block.run.text, inner)]
    for start, end in gone:
        reason = "label" if start == 0 and label.end else "direction"
        out.skips.append((*source_range(block.run, start, end), reason))
    words = _WORD.findall(f"{label.how} {_first(block, label)}".lower())
    how = next((deliveries[word] for word in words if word in deliveries), "")
    run = cut_out(block, gone)
    return replace(run, speaker=names.written(label.name), delivery=block.delivery or how)


def _first(block: Prose, label: _Label) -> str:
    """The direction that a speech begins with."""
    found = _OPENING.match(block.run.text, label.end)
    return found.group() if found else ""
