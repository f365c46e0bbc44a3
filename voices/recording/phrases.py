"""Line -> phrases: what is synthesised in one go. A phrase never crosses a line."""

from __future__ import annotations

import re

from story.language.tokens import trimmed
from story.model import Line
from voices.recording.takes import Phrase

LONGEST_PHRASE = 300
"""Characters that a voice says well in one go."""

CHARACTERS_A_SECOND = 14.5
"""How fast the embedded voices read on the average: work and space are foretold by it."""

SHORTEST_PHRASE = 24
"""Voices invent sounds around a word or two: a sentence shorter than this joins a neighbour."""

_Range = tuple[int, int]
# Cuts in falling order of how natural a breath is there; each match ends where the cut is.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:[;:.!?]['\"’”)\]]*\s+|[。！？；：][’”)」』]*\s*)",
        r"(?:\s[—–-]\s|[—–…])\s*",
        r"[,，、]['\"’”)\]]*(?:\s+|(?<=[，、]))",
        r"\s+(?=(?:and|but|or|so|because|which|while|when|that|if|with|to)\b)",
        r"\s+",
    )
)


def phrases(line: Line) -> tuple[Phrase, ...]:
    """The phrases of a line in order: its sentences, short ones joined, long ones split.

    They cover the line's text but for white space between them.
    """
    sentences = line.sentences or ((0, len(line.text)),)
    whole = [trimmed(line.text, start, end) for start, end in sentences]
    joined = _join([part for part in whole if part[0] < part[1]])
    parts = [piece for part in joined for piece in _split(line.text, *part)]
    return tuple(Phrase(line.id, first, last) for first, last in parts)


def _join(parts: list[_Range]) -> list[_Range]:
    """Short parts joined to the shorter neighbour that has room for them."""
    short = _next_short(parts)
    while short is not None:
        left = min(short, _partner(parts, short))
        parts = [*parts[:left], (parts[left][0], parts[left + 1][1]), *parts[left + 2 :]]
        short = _next_short(parts)
    return parts


def _next_short(parts: list[_Range]) -> int | None:
    for index, (start, end) in enumerate(parts):
        if end - start < SHORTEST_PHRASE and _partner(parts, index) >= 0:
            return index
    return None


def _partner(parts: list[_Range], index: int) -> int:
    """The shorter neighbour that may be joined to a part, -1 where there is none."""
    fitting = [
        (other[1] - other[0], at)
        for at, other in enumerate(parts)
        if abs(at - index) == 1
        and max(other[1], parts[index][1]) - min(other[0], parts[index][0]) <= LONGEST_PHRASE
    ]
    return min(fitting)[1] if fitting else -1


def _split(text: str, start: int, end: int) -> list[_Range]:
    """A part cut in two near its middle, again and again until each is short enough."""
    if end - start <= LONGEST_PHRASE:
        return [(start, end)]
    cut = cut_near_middle(text, start, end)
    left, right = trimmed(text, start, cut), trimmed(text, cut, end)
    return [piece for part in (left, right) if part[0] < part[1] for piece in _split(text, *part)]


def cut_near_middle(text: str, start: int, end: int) -> int:
    """The most natural cut in the middle half of [start, end), nearest to the middle."""
    middle, quarter = (start + end) // 2, (end - start) // 4
    for pattern in _CUTS:
        found = (match.end() for match in pattern.finditer(text, start, end))
        fit = [at for at in found if abs(at - middle) <= quarter]
        if fit:
            return min(fit, key=lambda at: abs(at - middle))
    return middle
