"""Plans a panel block by block, so that a word changed in a line moves nothing far from it.

Lines are planned in two turns. First every other one for itself, then those between, each knowing
the last two shots before it and the first after it. What a line shows depends on no line further
off than its neighbours; the shot that stands at a border may go on across it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from render.camera.choice import Block, Material, Pick, chosen, joined, mended, worth_of
from render.camera.composition import Composition
from render.camera.cut_points import CutPoint
from render.camera.relevance import relevance, shown
from render.camera.targets import Mention, Target
from render.camera.told import Told
from render.geometry import Floats

SENTENCES_APART = 6
"""Sentences after which the place is shown again: 25-40 s, counted in what an edit of words does
not change."""


@dataclass(frozen=True)
class Span:
    """Frames [first, last) of a section over one panel, what is told in them, and the points at
    which a shot may begin."""

    first: int
    last: int
    told: tuple[Told, ...]
    points: tuple[CutPoint, ...]


def planned(
    span: Span,
    compositions: Sequence[Composition],
    targets: Sequence[Target],
    among: Material,
    *,
    opens: bool = True,
) -> tuple[Pick, ...]:
    """Picks that cover a span's frames in order; `opens` tells whether its panel begins with it."""
    shows = shown(compositions, targets)
    blocks = [
        _block(part, number, compositions, targets, shows, among.fps)
        for number, part in enumerate(_parts(span))
    ]
    blocks[0] = replace(blocks[0], opens=opens)
    blocks[-1] = replace(blocks[-1], closes=True)
    made: list[tuple[Pick, ...]] = [() for _ in blocks]
    for number in range(0, len(blocks), 2):
        made[number] = chosen(blocks[number], among)
    for number in range(1, len(blocks), 2):
        after = made[number + 1][0] if number + 1 < len(blocks) else None
        made[number] = chosen(blocks[number], among, made[number - 1], after)
    picks = [pick for picks in made for pick in picks]
    worths = [
        worth_of(block, pick, among.fps)
        for block, picks in zip(blocks, made, strict=True)
        for pick in picks
    ]
    return joined(mended(picks, worths, among), among)


@dataclass(frozen=True)
class _Part:
    span: Span
    again: bool


def _parts(span: Span) -> list[_Part]:
    """The span cut where lines begin; a sentence belongs to the line that it begins in."""
    marks = [
        number
        for number, each in enumerate(span.told)
        if not number or each.beat.line != span.told[number - 1].beat.line
    ]
    found = []
    for mark, end in pairwise([*marks, len(span.told)]):
        first = span.first if not mark else start_of(span, mark)
        last = span.last if end == len(span.told) else start_of(span, end)
        points = [CutPoint(first, 0.0, "panel" if not mark else "line", mark)]
        points += [p for p in span.points if first < p.frame < last and mark <= p.beat < end]
        again = bool(mark) and mark // SENTENCES_APART != end // SENTENCES_APART
        if last > first:
            told = span.told[mark:end]
            found.append(_Part(Span(first, last, told, tuple(points)), again))
    point = CutPoint(span.first, 0.0, "panel", 0)
    return found or [_Part(Span(span.first, span.last, (), (point,)), again=False)]


def start_of(span: Span, beat: int) -> int:
    """The frame with which the shots of a sentence begin."""
    frames = [point.frame for point in span.points if point.beat == beat]
    return min(max(min(frames), span.first), span.last)


def part_of(whole: Span, first: int, last: int) -> Span:
    """What is told in a part of a span's frames."""
    starts = [start_of(whole, number) for number in range(len(whole.told))]
    inside = [number for number, start in enumerate(starts) if first <= start < last]
    if not inside:
        return Span(first, last, (), ())
    points = tuple(
        replace(point, beat=point.beat - inside[0])
        for point in whole.points
        if inside[0] <= point.beat <= inside[-1] and first <= point.frame < last
    )
    return Span(first, last, whole.told[inside[0] : inside[-1] + 1], points)


def _block(
    part: _Part,
    number: int,
    compositions: Sequence[Composition],
    targets: Sequence[Target],
    shows: Floats,
    fps: float,
) -> Block:
    span = part.span
    frames = (span.first, span.last)
    worth = relevance(span.told, compositions, targets, shows, frames, fps, number)
    return Block(span.first, span.last, span.points, worth, again=part.again)


def reason_for(each: Composition, pick: Pick, span: Span, fps: float) -> str:
    """The words, or the voice, that call for a shot."""
    first, last = pick.first / fps - 0.2, pick.last / fps
    for told in span.told:
        for mention in told.mentions:
            if mention.target == each.target and first <= mention.time < last:
                return f"“{_word_of(mention, told)}”"
    for told in span.told:
        here = told.beat.onset < last and told.beat.offset > first
        if here and told.speaker is not None and told.speaker == each.target:
            return "speaks"
    return "where we are" if each.target is None else "looked at meanwhile"


def _word_of(mention: Mention, told: Told) -> str:
    """The word of a sentence with which a mention begins: the sentence may go on in another line
    than it begins in, where characters count anew."""
    beat = told.beat
    for word in beat.words:
        if (word.line, word.first) == (mention.line, mention.first):
            return beat.text[word.start : word.end].strip(' ,.;:!?…—–"“”‘’*_')
    return beat.text[max(mention.first - beat.first, 0) :].split(" ", 1)[0]
