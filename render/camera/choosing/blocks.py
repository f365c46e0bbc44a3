"""Plans a panel block by block, so that a word changed in a line moves nothing far from it.

Lines are planned in two turns. First every other one for itself, then those between, each knowing
the last two shots before it and the first after it. What a line shows depends on no line further
off than its neighbours; the shot that stands at a border may go on across it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from render.camera.choosing.choice import (
    AT_AN_END,
    FLASH,
    LONGEST,
    Block,
    Material,
    Pick,
    chosen,
    worth_of,
)
from render.camera.choosing.cut_points import CutPoint
from render.camera.choosing.mending.lengths import evened
from render.camera.choosing.mending.opening import Looks, opened
from render.camera.choosing.mending.prices import PanelCuts
from render.camera.choosing.relevance import SLOT, relevance
from render.camera.choosing.showing import shown
from render.camera.framing.composition import Composition, clear_cut
from render.camera.grammar import DUE, HELD_ON, NOT_DUE, WIDE_SCALES
from render.camera.targets import Target, TargetMention
from render.camera.told import Told, named_there
from render.geometry import Floats

SENTENCES_APART = 6
"""Sentences after which the place is shown again: 25-40 s, counted in what an edit of words does
not change."""

BEARABLE = 0.2
"""By so much less than a cut asks for may two crops differ rather than that one is held on."""

FRESH, FRESHER, AS_GOOD = 20.0, 0.5, 0.5
"""Seconds in which the same crop is felt as the same again, what another is worth each second
(measured: hand cuts show 10-15 new framings a minute), and the part of what the same would show
that it has to show: new is no reason for what nobody speaks of."""

SEVERAL = 4
"""Lines of a panel that is long enough to rest at its end."""


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
    after: Sequence[int] = (),
    begins: bool = True,
    ends: bool = True,
    looks: Looks,
) -> tuple[Pick, ...]:
    """Picks that cover a span's frames in order; `opens` tells whether its panel begins with it.
    `after` are the lengths, in frames, of the shots that follow; `begins` and `ends` tell whether
    its section does so with it, `looks` how the panel can be looked along."""
    shows, parts = shown(compositions, targets), _parts(span)
    blocks = [
        _block(part, number, compositions, targets, shows, among.fps)
        for number, part in enumerate(parts)
    ]
    blocks[0] = replace(blocks[0], opens=opens, goes_on=not opens)
    rests = AT_AN_END if len(blocks) >= SEVERAL else 0.0
    lands = _of_last_speaker(span.told, compositions)
    blocks[-1] = replace(blocks[-1], closes=True, calm=rests, lands=lands)
    blocks = [
        _where_due(block, part.span.told, among, targets)
        for block, part in zip(blocks, parts, strict=True)
    ]
    made: list[tuple[Pick, ...]] = [() for _ in blocks]
    for number in range(0, len(blocks), 2):
        made[number] = chosen(blocks[number], among)
    for number in range(1, len(blocks), 2):
        later = made[number + 1][0] if number + 1 < len(blocks) else None
        made[number] = chosen(blocks[number], among, made[number - 1], later)
    picks = [pick for picks in made for pick in picks]
    worths = [
        worth_of([block], pick, among.fps).all
        for block, picks in zip(blocks, made, strict=True)
        for pick in picks
    ]
    lines = [number for number, own in enumerate(made) for _ in own]
    mixed: list[Pick] = []
    for line in sorted(set(lines)):  # each for itself, so that no line hands an edit on
        near = [n for n, other in enumerate(lines) if abs(other - line) <= 1]
        part = slice(near[0], near[-1] + 1)
        here = mended(varied(picks[part], lines[part], worths[part], among), worths[part], among)
        mixed += [pick for pick, n in zip(here, near, strict=True) if lines[n] == line]
    found = without_flashes(joined(mixed, among), among)
    panel = PanelCuts(tuple(blocks), among, tuple(after), begins, ends)
    return opened(evened(found, panel), panel, looks)


def _of_last_speaker(told: Sequence[Told], compositions: Sequence[Composition]) -> frozenset[int]:
    """The compositions of whoever says the last words of a panel: it may end on that face."""
    who = told[-1].speaker if told and told[-1].beat.kind == "speech" else None
    own = (n for n, each in enumerate(compositions) if who and who in (each.face, each.target))
    return frozenset(own)


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
    cuts = [point.frame for point in span.points]
    worth, idly = relevance(span.told, compositions, targets, shows, frames, fps, number, cuts)
    near = np.array([each.scale != "establishing" for each in compositions])
    return Block(span.first, span.last, span.points, worth, idly & near, again=part.again)


def _where_due(
    block: Block, told: Sequence[Told], among: Material, there: Sequence[Target]
) -> Block:
    """The block, with all of the panel worth less while nothing of it is named, or nobody knows
    where that is (any other view answers as well then), and while it need not be told where we are.
    """
    price = np.zeros(len(block.worth))
    for each in told:
        if not any(named_there(m) and m.target in there for m in each.mentions):
            first, last = (
                round((time * among.fps - block.first) / SLOT)
                for time in (each.beat.onset, each.beat.offset)
            )
            price[max(first, 0) : max(last, 0)] = NOT_DUE
    some = math.ceil(DUE * among.fps / SLOT)
    if block.opens or block.again:
        price[:some] = 0.0
    if block.closes:
        price[max(len(price) - some, 0) :] = 0.0
    wide = np.array([each.scale == "establishing" for each in among.compositions])
    return replace(block, worth=block.worth - price[:, None] * wide[None, :])


def joined(picks: Sequence[Pick], among: Material) -> tuple[Pick, ...]:
    """Neighbours that show one composition as one shot. What a jump cut would lead to is left to
    the longer of the two, but never two such in a row, nor for long: a jump cut is better than no
    cut at all."""
    found: list[Pick] = []
    absorbed = False
    for pick in picks:
        before = found[-1] if found else pick
        long = pick.last - before.first > LONGEST * among.fps
        if found and before.index == pick.index:
            found[-1] = replace(before, last=pick.last)
        elif (
            not found
            or among.cuts[before.index, pick.index] < HELD_ON
            or ((absorbed or long) and _bearable(before, pick, among))
        ):
            found.append(pick)
            absorbed = False
        else:
            index = max((before, pick), key=lambda each: each.last - each.first).index
            earlier = found[-2].index if len(found) > 1 else -1
            if earlier == index or (earlier >= 0 and among.cuts[earlier, index] >= HELD_ON):
                index = before.index
            found[-1] = Pick(before.first, pick.last, index)
            absorbed = True
    return tuple(found)


def without_flashes(picks: Sequence[Pick], among: Material) -> tuple[Pick, ...]:
    """The picks without those that are over before they are seen: the one before is held on, or
    the first gives its time to the next."""
    found: list[Pick] = []
    for pick in picks:
        flash = pick.last - pick.first < FLASH * among.fps
        if found and (flash or found[-1].index == pick.index):
            found[-1] = replace(found[-1], last=pick.last)
        elif len(found) == 1 and found[0].last - found[0].first < FLASH * among.fps:
            found[0] = replace(pick, first=found[0].first)
        else:
            found.append(pick)
    return tuple(found)


def _bearable(before: Pick, pick: Pick, among: Material) -> bool:
    """Is a cut between two crops a jump, but not a slip of the same picture?"""
    one, other = (among.compositions[each.index].rect for each in (before, pick))
    return clear_cut(one, other, BEARABLE)


def mended(picks: Sequence[Pick], worths: Sequence[Floats], among: Material) -> tuple[Pick, ...]:
    """The picks with another composition where a jump cut would lead to one: the worthiest, by
    `worths` [compositions] for each, that may follow the one before and be followed by the next."""
    found = list(picks)
    for number in range(1, len(found)):
        before, pick = found[number - 1], found[number]
        if before.index == pick.index or among.cuts[before.index, pick.index] < HELD_ON:
            continue
        clear = among.cuts[before.index] < HELD_ON
        if number + 1 < len(found):
            both = clear & (among.cuts[:, found[number + 1].index] < HELD_ON)
            clear = both if both.any() else clear
        best = int(np.where(clear, worths[number], -np.inf).argmax())
        if clear[best] and worths[number][best] > worths[number][pick.index] - HELD_ON:
            found[number] = replace(pick, index=best)
    return tuple(found)


def varied(
    picks: Sequence[Pick], lines: Sequence[int], worths: Sequence[Floats], among: Material
) -> list[Pick]:
    """The picks with something else of the panel for what was just shown, where it is hardly worth
    less, and for what would be held too long; the last one stays, which the panel ends with.
    `lines` are the numbers of the picks' lines: no line knows of one further off than the one
    before it."""
    found = list(picks)
    held = 0
    for number in range(1, len(found) - 1):
        before, pick = found[number - 1], found[number]
        held = held + before.last - before.first if before.index == found[number - 2].index else (
            before.last - before.first
        )  # fmt: skip
        goes_on = before.index == pick.index
        if goes_on and (held + pick.last - pick.first) / among.fps <= LONGEST:
            continue
        recent = {
            earlier.index
            for earlier, line in zip(picks[:number], lines, strict=False)
            if line >= lines[number] - 1 and (pick.first - earlier.last) / among.fps < FRESH
        }
        if not goes_on and pick.index not in recent:
            continue
        clear = among.cuts[before.index] < HELD_ON
        clear[list(recent)] = False
        clear &= among.cuts[:, found[number + 1].index] < HELD_ON
        worth = np.where(clear, worths[number], -np.inf)
        best = int(worth.argmax())
        seconds = (pick.last - pick.first) / among.fps
        here = worths[number][pick.index]
        enough = here - min(FRESHER * seconds, (1 - AS_GOOD) * abs(here))
        if clear[best] and (goes_on or worth[best] > enough):
            found[number] = replace(pick, index=best)
    return found


def reason_for(each: Composition, pick: Pick, span: Span, fps: float) -> str:
    """The words, or the voice, that call for a shot."""
    first, last = pick.first / fps - 0.2, pick.last / fps
    for told in span.told:
        for mention in told.mentions:
            mine = mention.target == each.target or mention.target in each.also
            if mine and first <= mention.time < last:
                return f"“{_word_of(mention, told)}”"
    for told in span.told:
        here = told.beat.onset < last and told.beat.offset > first
        if here and told.speaker is not None and told.speaker == each.target:
            return "speaks"
    for before, told in pairwise(span.told):
        here = told.beat.onset < last and told.beat.offset > first
        for mention in told.lingers if here else ():
            if mention.target == each.target or mention.target in each.also:
                return f"“{_word_of(mention, before)}”"
    if each.target is None and each.scale in WIDE_SCALES:
        return "where we are"
    return "looked at meanwhile"


def _word_of(mention: TargetMention, told: Told) -> str:
    """The word of a sentence with which a mention begins: the sentence may go on in another line
    than it begins in, where characters count anew."""
    beat = told.beat
    for word in beat.words:
        if (word.line, word.first) == (mention.line, mention.first):
            return beat.text[word.start : word.end].strip(' ,.;:!?…—–"“”‘’*_')
    return beat.text[max(mention.first - beat.first, 0) :].split(" ", 1)[0]
