"""Cuts a speaker's words into cues and rows: the cheapest way to break the least sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from render.captions.model import CaptionRules
from render.captions.sense import FORBIDDEN, cut_cost, ends_sentence
from render.captions.words import CaptionWord
from voices.clock import RATE

_EACH = 9.0  # what a cue costs by itself: fewer, fuller cues read better
_ACROSS_PANELS = 60.0  # a cue over two pictures: only where the words leave no choice
_ACROSS_PARAGRAPHS = 50.0  # nearly as bad: a paragraph is a new thought
_PAUSE = 30.0  # a second of silence inside a cue
_HURRIED = 5.0  # a character a second too fast
_BRIEF = 90.0  # a second too short
_OVERLONG = 200.0  # a second over the longest
_STUB = 1.2  # a character that a part of a sentence lacks to be worth a cue
_FULL = 18  # characters from which a part of a sentence is worth a cue
_JOINED = 3.0  # whole sentences in one cue, each
_MIXED = 12.0  # the end of a sentence with the head of the next


@dataclass(frozen=True)
class CueWords:
    """The words of a cue, and its rows."""

    words: tuple[CaptionWord, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SpokenRun:
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

    @cached_property
    def together(self) -> tuple[float, ...]:
        """The cost of showing each word but the last with the next."""
        return tuple(_inside(left, right) for left, right in pairwise(self.words))

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """How many of the words before each, and before the end, close a sentence."""
        return tuple(accumulate((ends_sentence(word.text) for word in self.words), initial=0))

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where each word ends in the text, after 0, its space before it."""
        return tuple(accumulate((len(word.text) + word.spaced for word in self.words), initial=0))

    def length(self, start: int, end: int) -> int:
        """Characters of the words [start, end), as `joined_words` has them."""
        return self.places[end] - self.places[start] - self.words[start].spaced


def cut_run(run: SpokenRun, rules: CaptionRules, gap: int) -> tuple[CueWords, ...]:
    """The run in cues: each at most two rows, and cut where the sense allows.

    `gap` samples part two cues.
    """
    count = len(run.words)
    best: list[float] = [0.0] + [float("inf")] * count
    back: list[tuple[int, int]] = [(0, 0)] * (count + 1)
    for start in range(count):
        together = 0.0
        for end in range(start + 1, count + 1):
            together += run.together[end - 2] if end > start + 1 else 0.0
            found = _broken(run, start, end, rules)
            if found is None and end > start + 1:
                break
            second, row_cost = found or (end, 1000.0)
            cost = best[start] + row_cost + (_cue_cost(run, start, end, rules, gap) + together)
            if cost < best[end]:
                best[end], back[end] = cost, (start, second)
    pieces, end = [], count
    while end:
        start, second = back[end]
        words = run.words[start:end]
        rows = (words[: second - start], words[second - start :])
        pieces.append(CueWords(words, tuple(joined_words(row) for row in rows if row)))
        end = start
    return tuple(reversed(pieces))


def joined_words(words: Sequence[CaptionWord]) -> str:
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


def _cue_cost(run: SpokenRun, start: int, end: int, rules: CaptionRules, gap: int) -> float:
    """What the words [start, end) cost as a cue, their time together aside."""
    first, last = run.words[start], run.words[end - 1]
    follows = run.words[end].start - gap if end < len(run.words) else run.follows
    room = min((follows - first.start) / RATE, rules.longest)
    said = (last.end - first.start) / RATE
    length = run.length(start, end)  # a label is recognised, not read
    cost = _EACH + (run.costs[end - 1] if end < len(run.words) else 0.0)
    closes = run.stops[end] > run.stops[end - 1]
    whole = closes and (start == 0 or run.costs[start - 1] <= 0)
    if not whole:
        cost += _STUB * max(0.0, _FULL - length)
    cost += _BRIEF * max(0.0, rules.shortest - room)
    cost += _HURRIED * max(0.0, length / max(room, 0.01) - rules.speed)
    cost += _OVERLONG * max(0.0, said - rules.longest)
    return cost + (_JOINED if whole else _MIXED) * (run.stops[end - 1] - run.stops[start])


def _inside(left: CaptionWord, right: CaptionWord) -> float:
    """What it costs to show two neighbours together."""
    cost = _PAUSE * max(0.0, (right.start - left.end) / RATE - 0.25)
    if right.panel != left.panel:
        cost += _ACROSS_PANELS
    if right.paragraph:
        cost += _ACROSS_PARAGRAPHS
    return cost


def _broken(run: SpokenRun, start: int, end: int, rules: CaptionRules) -> tuple[int, float] | None:
    """Where the second row of the words [start, end) begins, `end` where there is none, and what
    that costs; None where they don't fit."""
    label = len(run.label) + 1 if run.label and start == 0 else 0
    if run.length(start, end) + label <= rules.columns:
        return end, 0.0
    best, second = float("inf"), 0
    for index in range(start + 1, end) if rules.rows > 1 else ():
        upper, lower = run.length(start, index) + label, run.length(index, end)
        if max(upper, lower) > rules.columns:
            continue
        uneven = upper - lower
        sense = max(0.0, run.costs[index - 1])
        cost = 0.5 * sense + 0.35 * abs(uneven) + (2.0 if uneven > 0 else 0.0)
        cost += 50.0 if sense >= FORBIDDEN else 0.0
        if cost < best:
            best, second = cost, index
    return (second, 0.35 * best) if second else None
