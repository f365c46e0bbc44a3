"""Where a balloon's words break: the rows that the smallest well-shaped body holds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise

from render.typography.layout import lay_out
from render.typography.type import TextStyle, text_size

ROUND, SQUARE = 2.5, 9.0
"""Powers of a body's outline: a full ellipse, as speech has, and nearly a box."""
MOST_ROWS = 5
"""More rows make a tower that no letterer draws."""
_LOOSE = re.compile(
    r"(?:a|an|the|i|to|of|in|on|at|my|your|our|his|her|is|and|or|but|no|so)", re.IGNORECASE
)
"""Words that want to stand with what follows them."""
_HEIGHTS = (1.22, 1.35, 1.5, 1.7, 2.0)
"""Heights of a body that are tried, in heights of its text: rows are short where an oval is."""
_SHAPE = 1.9
"""Width to height of the body that a letterer would draw."""


@dataclass(frozen=True)
class BalloonRows:
    """Text broken into rows, and half the width and height of the body that just holds them."""

    text: str
    wide: float
    high: float


@lru_cache(maxsize=256)
def rows_for(text: str, style: TextStyle, widest: float, power: float) -> BalloonRows:
    """The rows of `text` in the best body no wider than `widest` pixels, if it has one.

    Text without spaces, and long text, is broken by the width alone.
    """
    words = text.split()
    if len(words) > 24:
        return _even(text, style, widest, power)
    widths = [text_size(word, style)[0] for word in words]
    space = text_size("n n", style)[0] - text_size("nn", style)[0]
    step = style.leading * style.size
    best: tuple[float, BalloonRows] | None = None
    for cuts in _cuts(len(words)):
        spans = list(pairwise((0, *cuts, len(words))))
        lengths = [sum(widths[a:b]) + space * (b - a - 1) for a, b in spans]
        wide, high = _body(lengths, step, power)
        if 2 * wide > widest:
            continue
        price = wide * high * _looks(words, spans, lengths, wide / high)
        if best is None or price < best[0]:
            rows = "\n".join(" ".join(words[a:b]) for a, b in spans)
            best = price, BalloonRows(rows, wide, high)
    return best[1] if best else _even(text, style, widest, power)


def _cuts(words: int) -> Iterator[tuple[int, ...]]:
    for rows in range(min(MOST_ROWS, max(words, 1))):
        if math.comb(max(words - 1, 0), rows) <= 9000:
            yield from combinations(range(1, words), rows)


def _body(lengths: list[float], step: float, power: float) -> tuple[float, float]:
    """Half the axes of the smallest outline around rows of these lengths, each `step` high."""
    half = step * len(lengths) / 2
    sizes = []
    for times in _HEIGHTS if power < SQUARE else (1.1,):
        high = half * times
        wide = 0.0
        for number, length in enumerate(lengths):
            edge = max(abs(number * step - half), abs((number + 1) * step - half)) - 0.16 * step
            wide = max(wide, length / 2 / (1 - (edge / high) ** power) ** (1 / power))
        sizes.append((wide * high, wide, high))
    return min(sizes)[1:]


def _looks(
    words: list[str], spans: list[tuple[int, int]], lengths: list[float], shape: float
) -> float:
    """What to multiply a body's area by: 1 for one that a letterer would leave alone."""
    off = math.log(max(shape, 0.1) / _SHAPE)
    price = (1 + (0.2 if off > 0 else 0.4) * off**2) * 1.03 ** len(spans)
    for _, end in spans[:-1]:
        last = words[end - 1]
        price *= 0.94 if last[-1] in ".!?…,;:—" else 1.18 if _LOOSE.fullmatch(last) else 1.0
    if len(lengths) > 1:
        price *= 1.25 if lengths[-1] < 0.34 * max(lengths) else 1.0
        price *= 1.12 if lengths[0] < 0.3 * max(lengths) else 1.0
    if len(lengths) > 2 and max(lengths) in (lengths[0], lengths[-1]):
        price *= 1.08
    return price


def _even(text: str, style: TextStyle, widest: float, power: float) -> BalloonRows:
    """Rows of even length, as many as the width asks for."""
    whole = text_size(text, style)[0]
    count = max(1.0, math.sqrt(whole / (5.4 * style.size)))
    width = min(
        widest / (1.4 if power < SQUARE else 1.1), max(whole / count * 1.12, style.size * 3)
    )
    lines = lay_out(text, replace(style, max_width=width)).lines
    lengths = [text_size(line, style)[0] for line in lines]
    return BalloonRows("\n".join(lines), *_body(lengths, style.leading * style.size, power))
