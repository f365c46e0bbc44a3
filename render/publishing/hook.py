"""The words of a thumbnail: a title's sense in six words, and the rows that they are set in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from render.captions.sense import cut_cost
from render.publishing.upload_text import one_line, short_title

MOST_WORDS = 6
"""What is read at a glance in a list of thumbnails."""
MOST_ROWS = 3
"""More rows make letters too small for a list."""
_OPENERS, _CLOSERS = '"“‘«„(', '"”’»)'
_ARTICLES = {"the", "a", "an"}


def hook_words(text: str) -> str:
    """At most six words of `text`: no subtitle or parenthesis, then no articles, then what the
    sense lets go, but never the noun that they lead to."""
    text = one_line(text)
    bare = re.sub(r"\s*\([^()]*\)", "", text).strip()
    text = bare if len(bare.split()) > 1 else text
    if len(text.split()) > MOST_WORDS - 1:
        text = short_title(text)
    words = _without_articles([word for word in text.split() if word.strip("-–—")])
    if len(words) > MOST_WORDS:
        ends = range(2, MOST_WORDS + 1)
        best = min(ends, key=lambda end: cut_cost(words[end - 1], words[end]) - 6 * end)
        words = words[:best]
    return " ".join(words).rstrip(",;:–—-")


def _without_articles(words: list[str]) -> list[str]:
    """`words`, where there are too many of them without the articles: the first one goes first."""
    while len(words) > MOST_WORDS:
        articles = [i for i, word in enumerate(words) if word.lower() in _ARTICLES]
        if not articles:
            break
        words = words[: articles[0]] + words[articles[0] + 1 :]
    return words


def hook_rows(text: str) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every way to set `text` in up to three rows, with what it costs the sense: 0..1."""
    words = text.split()
    cuts = [_break_cost(words, place) for place in range(1, len(words))]
    for count in range(min(MOST_ROWS, len(words))):
        for places in combinations(range(1, len(words)), count):
            edges = (0, *places, len(words))
            rows = (" ".join(words[i:j]) for i, j in pairwise(edges))
            yield tuple(rows), 1 - _kept([cuts[place - 1] for place in places])


def _kept(costs: Sequence[float]) -> float:
    kept = 1.0
    for cost in costs:
        kept *= 1 - cost
    return kept


def _break_cost(words: Sequence[str], place: int) -> float:
    """What a new row before `words[place]` costs: little before a quotation, much inside one."""
    left, right = words[place - 1], words[place]
    if _quoted(words[:place]):
        return 0.6
    if right[:1] in _OPENERS or left[-1:] in _CLOSERS:
        return 0.02
    if right[:1].isdigit():
        return 0.6
    return 0.42 * cut_cost(left.lower(), right.lower()) / 100  # titles have capitals everywhere


def _quoted(words: Sequence[str]) -> bool:
    """Whether a quotation is open after `words`."""
    opened = sum(word[:1] in _OPENERS for word in words)
    return opened > sum(len(word) > 1 and word.rstrip(",.!?…")[-1:] in _CLOSERS for word in words)
