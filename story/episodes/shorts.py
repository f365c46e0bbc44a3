"""Shorts: an episode in parts of at most three minutes, cut where the story allows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from types import MappingProxyType

from story.boards.boards import board, board_seconds
from story.model import Line, Section

LIMIT = 177.0
"""Seconds that a part may take as estimated, with its end screen: three minutes, less some room."""

_CHARACTERS_A_SECOND = 14.0
"""About how fast a story is read aloud."""
_PAUSES = {"start": 0.9, "paragraph": 0.8, "sentence": 0.4, "tag": 0.15}
"""Seconds ahead of a line, by how it joins the one before: about what is heard later."""
_SILENT = 4.0
"""Seconds of a section in which nobody speaks and no board is shown: a picture alone."""
_MID_SECTION = 0.5
"""A cut inside a section costs as much as a part that is 70 % too long or too short."""
_ANOTHER_PART = 0.3
"""One more part costs less than a cut inside a section, so that it may spare one."""


@dataclass(frozen=True)
class _Block:
    """Lines [first, last) of a section that stay together."""

    section: int
    first: int
    last: int
    seconds: float


def spoken_seconds(line: Line) -> float:
    """About how long a line takes, with the pause ahead of it, before anyone has said it."""
    return len(line.text) / _CHARACTERS_A_SECOND + _PAUSES[line.joint]


def cut_for_shorts(
    sections: Sequence[Section],
    limit: float = LIMIT,
    films: Mapping[str, float] = MappingProxyType({}),
) -> tuple[tuple[Section, ...], ...]:
    """The sections in a few parts of at most `limit` seconds, of even length.

    Cuts fall between sections where they can, even if that takes another part, else between
    paragraphs; inside a paragraph only where it is longer than `limit` by itself. A section
    cut in two has the same pictures in both parts; what is left of it has its identity with a
    count behind it. `films` are the seconds of videos, by file.
    """
    blocks = [
        block
        for index, section in enumerate(sections)
        for block in _blocks(index, section, limit, films)
    ]
    if not blocks:
        return ()
    least = max(1, math.ceil(sum(block.seconds for block in blocks) / limit))
    tried = (
        (cost + _ANOTHER_PART * count, edges)
        for count in range(least, len(blocks) + 1)
        for cost, edges in [_even_edges(blocks, count, limit)]
        if edges
    )
    _, edges = min(islice(tried, 3), default=(0.0, list(range(len(blocks) + 1))))
    parts = [blocks[a:b] for a, b in pairwise(edges)]
    return tuple(_part(sections, part) for part in parts)


def _blocks(index: int, section: Section, limit: float, films: Mapping[str, float]) -> list[_Block]:
    """A section's paragraphs; one that is too long by itself, line by line."""
    if not section.lines:
        boards = [each for card in section.cards if (each := board(card))]
        shown = sum(films.get(card.text, 0.0) for card in section.cards if card.kind == "clip")
        return [_Block(index, 0, 0, sum(map(board_seconds, boards)) + shown or _SILENT)]
    starts = [n for n, line in enumerate(section.lines) if not n or line.joint == "paragraph"]
    found = []
    for first, last in zip(starts, [*starts[1:], len(section.lines)], strict=True):
        seconds = sum(spoken_seconds(line) for line in section.lines[first:last])
        if seconds <= limit:
            found.append(_Block(index, first, last, seconds))
        else:
            found += [
                _Block(index, n, n + 1, spoken_seconds(section.lines[n]))
                for n in range(first, last)
            ]
    return found


def _even_edges(blocks: Sequence[_Block], count: int, limit: float) -> tuple[float, list[int]]:
    """What cutting into `count` parts costs, and where; nowhere if one would pass `limit`."""
    target = sum(block.seconds for block in blocks) / count
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for part in range(count):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[part].items():
            seconds = 0.0
            for end in range(start + 1, len(blocks) + 1):
                seconds += blocks[end - 1].seconds
                if seconds > limit:
                    break
                total = cost + (seconds / target - 1) ** 2 + _cut_cost(blocks, end)
                if end not in row or total < row[end][0]:
                    row[end] = (total, start)
        best.append(row)
    if len(blocks) not in best[count]:
        return math.inf, []
    edges = [len(blocks)]
    for part in range(count, 0, -1):
        edges.append(best[part][edges[-1]][1])
    return best[count][len(blocks)][0], edges[::-1]


def _cut_cost(blocks: Sequence[_Block], end: int) -> float:
    inside = end < len(blocks) and blocks[end].section == blocks[end - 1].section
    return _MID_SECTION if inside else 0.0


def _part(sections: Sequence[Section], blocks: Sequence[_Block]) -> tuple[Section, ...]:
    made = []
    for index, group in groupby(blocks, key=lambda block: block.section):
        held = list(group)
        section, first, last = sections[index], held[0].first, held[-1].last
        if (first, last) == (0, len(section.lines)):
            made.append(section)
            continue
        lines = section.lines[first:last]
        opened = (replace(lines[0], joint="start"), *lines[1:])
        name = section.identity if first == 0 else f"{section.identity}-from-{first}"
        made.append(replace(section, identity=name, lines=opened))
    return tuple(made)
