"""Cuts a speaker's words into cues and rows: the cheapest way to break the least sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from render.captions.cues import CaptionRules
from render.captions.sense import FORBIDDEN, cut_cost, ends_sentence
from render.captions.words import CaptionWord
from voices.clock import RATE

_EACH = 9.0  # what a cue costs by itself: fewer, fuller cues read better
_ACROSS_PANELS = 60.0
_ACROSS_PARAGRAPHS = 50.0
_PAUSE = 30.0  # a second of silence inside a cue
_HURRIED = 5.0  # a character a second too fast
_BRIEF = 90.0  # a second too short
_OVERLONG = 200.0  # a second over the longest
_STUB = 1.2  # a character that a part of a sentence lacks to be worth a cue
_FULL = 18
_JOINED = 3.0  # whole sentences in one cue, each
_MIXED = 12.0  # the end of a sentence with the head of the next


@dataclass(frozen=True)
class Piece:
    """The words of a cue, and its rows."""

    words: tuple[CaptionWord, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """What one speaker says in one go. `label` stands before the first word; what follows
    can't begin before sample `follows`."""

    words: tuple[CaptionWord, ...]
    label: str
    follows: int

    @cached_property
    def costs(self) -> tuple[float, ...]:
        """The cost of a cut before each word but the first."""
        earlier = ["", *(word.text for word in self.words)]
        pairs = zip(earlier, pairwise(self.words), strict=False)
        return tuple(_cost(left, right, before) for before, (left, right) in pairs)


def cut_run(run: Run, rules: CaptionRules, gap: int) -> tuple[Piece, ...]:
    """The run in cues: each at most two rows, and cut where the sense allows.

    `gap` samples part two cues.
    """
    count = len(run.words)
    best: list[float] = [0.0] + [float("inf")] * count
    back: list[tuple[int, tuple[str, ...]]] = [(0, ())] * (count + 1)
    for start in range(count):
        for end in range(start + 1, count + 1):
            lines = _rows(run, start, end, rules)
            if lines is None and end > start + 1:
                break
            rows, row_cost = lines or ((run.words[start].text,), 1000.0)
            cost = best[start] + row_cost + _cue_cost(run, start, end, rules, gap)
            if cost < best[end]:
                best[end], back[end] = cost, (start, rows)
    pieces, end = [], count
    while end:
        start, rows = back[end]
        pieces.append(Piece(run.words[start:end], rows))
        end = start
    return tuple(reversed(pieces))


def joined(words: Sequence[CaptionWord]) -> str:
    """The words as they stand in the text."""
    text = "".join(f" {word.text}" if word.spaced else word.text for word in words)
    return text.removeprefix(" ")


def _cost(left: CaptionWord, right: CaptionWord, earlier: str) -> float:
    if not right.spaced:
        return 90.0
    if right.paragraph:
        return 0.0
    pause = (right.start - left.end) / RATE
    return cut_cost(left.text, right.text, earlier) - min(12.0, 20.0 * pause)


def _cue_cost(run: Run, start: int, end: int, rules: CaptionRules, gap: int) -> float:
    words = run.words[start:end]
    follows = run.words[end].start - gap if end < len(run.words) else run.follows
    room = min((follows - words[0].start) / RATE, rules.longest)
    said = (words[-1].end - words[0].start) / RATE
    length = len(joined(words))  # a label is recognised, not read
    cost = _EACH + (run.costs[end - 1] if end < len(run.words) else 0.0)
    whole = ends_sentence(words[-1].text) and (start == 0 or run.costs[start - 1] <= 0)
    if not whole:
        cost += _STUB * max(0.0, _FULL - length)
    cost += _BRIEF * max(0.0, rules.shortest - room)
    cost += _HURRIED * max(0.0, length / max(room, 0.01) - rules.speed)
    cost += _OVERLONG * max(0.0, said - rules.longest)
    cost += (_JOINED if whole else _MIXED) * sum(ends_sentence(word.text) for word in words[:-1])
    return cost + sum(_inside(left, right) for left, right in pairwise(words))


def _inside(left: CaptionWord, right: CaptionWord) -> float:
    """What it costs to show two neighbours together."""
    cost = _PAUSE * max(0.0, (right.start - left.end) / RATE - 0.25)
    if right.panel != left.panel:
        cost += _ACROSS_PANELS
    if right.paragraph:
        cost += _ACROSS_PARAGRAPHS
    return cost


def _rows(
    run: Run, start: int, end: int, rules: CaptionRules
) -> tuple[tuple[str, ...], float] | None:
    """The words in one row, or in two where it is broken best; None where they don't fit."""
    words = run.words[start:end]
    label = len(run.label) + 1 if run.label and start == 0 else 0
    text = joined(words)
    if len(text) + label <= rules.columns:
        return (text,), 0.0
    choices = []
    for index in range(1, len(words)):
        upper, lower = joined(words[:index]), joined(words[index:])
        if max(len(upper) + label, len(lower)) > rules.columns or rules.rows < 2:
            continue
        uneven = len(upper) + label - len(lower)
        sense = max(0.0, run.costs[start + index - 1])
        cost = 0.5 * sense + 0.35 * abs(uneven) + (2.0 if uneven > 0 else 0.0)
        choices.append((cost + (50.0 if sense >= FORBIDDEN else 0.0), (upper, lower)))
    if not choices:
        return None
    cost, rows = min(choices)
    return rows, 0.35 * cost
