"""Written words, and the marks that put them on a take's clock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voices.model import Mark, Spoken

_WORD = re.compile(r"[^\s—–…]+")
_INSIDE = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class HeardSpan:
    """A stretch of `Spoken.said`, [start, end), heard in samples [onset, offset)."""

    start: int
    end: int
    onset: int
    offset: int


def word_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of the words of `text`, without the punctuation around them."""
    found = []
    for match in _WORD.finditer(text):
        inside = [m.start() for m in _INSIDE.finditer(match.group())]
        if inside:
            found.append((match.start() + inside[0], match.start() + inside[-1] + 1))
    return tuple(found)


def written_range(spoken: Spoken, start: int, end: int) -> tuple[int, int]:
    """The range of `written` that said[start:end] stands for; empty where nothing was written."""
    ranges = [r for r in spoken.source[start:end] if r[1] > r[0]]
    if not ranges:
        return (0, 0)
    return min(first for first, _ in ranges), max(last for _, last in ranges)


def marks(spoken: Spoken, heard: Iterable[HeardSpan], length: int) -> tuple[Mark, ...]:
    """One mark per written word, or per group of words that were said as one thing.

    `heard` rises in time; `length` is the take's, in samples.
    """
    written = word_ranges(spoken.written)
    groups: list[list[int]] = []
    for piece in heard:
        first, last = written_range(spoken, piece.start, piece.end)
        touched = [i for i, (a, b) in enumerate(written) if a < last and first < b]
        if touched and piece.offset > piece.onset:
            groups = _join(groups, [touched[0], touched[-1], piece.onset, piece.offset])
    return tuple(
        Mark(written[first][0], written[last][1], max(0, onset), min(length, offset))
        for first, last, onset, offset in groups
        if min(length, offset) > max(0, onset)
    )


def _join(groups: list[list[int]], piece: list[int]) -> list[list[int]]:
    """Append `piece` (first word, last word, onset, offset), merging groups that share a word."""
    while groups and groups[-1][1] >= piece[0]:
        last = groups.pop()
        piece = [min(last[0], piece[0]), max(last[1], piece[1]), last[2], piece[3]]
    if groups:
        piece[2] = max(piece[2], groups[-1][3])
    return [*groups, piece]


def as_written(text: str) -> Spoken:
    """`text` to be said as it is written."""
    return Spoken(text, text, tuple((i, i + 1) for i in range(len(text))))
