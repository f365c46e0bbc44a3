"""The best run of shots over a block of lines: a beam search through its cut points.

A plan grows shot by shot: each begins at a cut point and lasts to a later one. What it is worth is
what its shots show while the words are said, less what the grammar charges.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from render.camera.choosing.cut_points import CutPoint
from render.camera.choosing.relevance import SLOT
from render.camera.framing.composition import Composition, clear_cut
from render.camera.grammar import (
    AGAIN,
    ALIKE,
    CUT,
    ENDED_CLOSE,
    ENDED_WIDE,
    FORGOTTEN,
    HELD_ON,
    IN_A_ROW,
    JUMP_CUT,
    LIKE_BEFORE,
    NEVER_LONGER,
    OPENED_CLOSE,
    OPENING,
    REACTION,
    REESTABLISHED,
    SAME_FRAMING,
    SCALES,
    THINGS,
    THIRD_DETAIL,
    TO_AND_FRO,
    TO_LIKE,
    TOO_IDLE,
    TOO_LONG,
    TOO_SHORT,
    VARIED,
    WHERE_AGAIN,
    WHOLE_AGAIN,
    WIDE_SCALES,
    Scale,
)
from render.geometry import Floats, in_common

BEAM, PER_CHOICE, BRANCHES = 36, 2, 6
"""Plans kept at a cut point, of these with one last composition, and compositions tried for each
length: twice as many of each change no plan of the stories that were looked at."""

TEMPI, AT_AN_END = (0.5, 1.3, 0.8, 1.6), 1.9
"""How calm sentences are in turn: a film whose shots are all as long as its sentences ticks
(measured: the lengths of a good cut vary by more than 40 % of their mean); and how calm is the last
line of a panel of several, after which the eye rests."""

LONGEST, FLASH = 12.0, 1.2
"""Seconds of one shot at the most; what is shown for less than the second is felt as a slip."""


@dataclass(frozen=True)
class Pick:
    """Frames [first, last) of the section show the composition `index`."""

    first: int
    last: int
    index: int


@dataclass(frozen=True)
class Block:
    """Frames [first, last) to be planned: the cut points in them (the first frame's among them).

    `worth` is [slots, compositions] from `first` on, `idly` tells which of these are nearer than
    all of the panel and looked at for nothing that is said; `calm` how calm the block is (1: as
    usual), 0 where its sentences are told livelier and calmer in turn. `opens` and `closes` tell
    whether a panel begins and ends here, `goes_on` whether it was on screen before, `again` whether
    to say anew where we are; `lands` are compositions of whoever speaks last in it.
    """

    first: int
    last: int
    points: tuple[CutPoint, ...]
    worth: Floats
    idly: NDArray[np.bool_]
    opens: bool = False
    closes: bool = False
    goes_on: bool = False
    again: bool = False
    calm: float = 0.0
    lands: frozenset[int] = frozenset()

    @cached_property
    def shown(self) -> Floats:
        """What each composition shows up to each slot: [slots + 1, compositions]."""
        return _summed(self.worth)

    @cached_property
    def idle(self) -> Floats:
        """For how many slots each composition is looked at for nothing up to each slot."""
        return _summed(self.idly)


@dataclass(frozen=True)
class Material:
    """What a panel's blocks have in common: its compositions and what a cut between any two
    costs [from, to]."""

    compositions: tuple[Composition, ...]
    cuts: Floats
    fps: float

    @cached_property
    def clear(self) -> NDArray[np.bool_]:
        """[from, to]: which may be cut to, since it is plainly another shot."""
        return self.cuts < HELD_ON

    @cached_property
    def framings(self) -> NDArray[np.bool_]:
        """[compositions, compositions]: which are one framing to the eye."""
        rects = [each.rect for each in self.compositions]
        return np.array([[in_common(a, b) > SAME_FRAMING for b in rects] for a in rects])


@dataclass(frozen=True)
class _Plan:
    worth: float
    picks: tuple[Pick, ...]


def material(compositions: Sequence[Composition], fps: float) -> Material:
    cuts = [[_cut_price(one, other) for other in compositions] for one in compositions]
    return Material(tuple(compositions), np.array(cuts).reshape(len(compositions), -1), fps)


def _cut_price(one: Composition, other: Composition) -> float:
    """A change of scale or of place that is clear, or it is a jump cut; to stay is dear, too."""
    if one is other:
        return HELD_ON
    if not clear_cut(one.rect, other.rect):
        return JUMP_CUT
    return TO_LIKE if one.scale in WIDE_SCALES and other.scale in WIDE_SCALES else 0.0


def chosen(
    block: Block, among: Material, before: Sequence[Pick] = (), after: Pick | None = None
) -> tuple[Pick, ...]:
    """The worthiest shots for a block. `before` are the last two shots that stand before it, which
    its first may go on with; `after` the one that follows it and stays as it is."""
    marks = [point.frame for point in block.points] + [block.last]
    beams: list[list[_Plan]] = [[] for _ in marks]
    beams[0] = [_Plan(0.0, tuple(before[-2:]))]
    for at in range(len(marks) - 1):
        for plan in _kept(beams[at]):
            for number, grown in _grown(plan, at, marks, block, among, bool(before)):
                beams[number].append(grown)
    ends = [_ended(plan, among, after) for plan in beams[-1]]
    best = max(ends, key=lambda plan: (plan.worth, [(-p.last, -p.index) for p in plan.picks]))
    known = len(before[-2:])
    own = best.picks[known:]
    longer = best.picks[:known][-1:]
    if longer and longer[0].last > block.first:
        own = (replace(longer[0], first=block.first), *own)
    return own


def _kept(plans: Sequence[_Plan]) -> list[_Plan]:
    """The best plans, few of them with the same last composition."""
    counts: dict[int, int] = {}
    kept = []
    for plan in sorted(plans, key=lambda plan: -plan.worth):
        last = plan.picks[-1].index if plan.picks else -1
        counts[last] = counts.get(last, 0) + 1
        if counts[last] <= PER_CHOICE:
            kept.append(plan)
    return kept[:BEAM]


def _grown(
    plan: _Plan,
    at: int,
    marks: Sequence[int],
    block: Block,
    among: Material,
    follows: bool,
) -> list[tuple[int, _Plan]]:
    """The plan with one more shot, of each length to a later mark."""
    found: list[tuple[int, _Plan]] = []
    linked = _links(plan, among)
    late = _cut_short(plan.picks[-1], among) if follows and at == 0 else 0.0
    tempo = block.calm or TEMPI[block.points[at].beat % len(TEMPI)]
    for number in range(at + 1, len(marks)):
        seconds = (marks[number] - marks[at]) / among.fps
        if seconds > LONGEST and number > at + 1:
            break
        open_end = number + 1 == len(marks) and not block.closes
        part = marks[at] - block.first, marks[number] - block.first
        gain = _shown(block.shown, *part, among.fps)
        gain = gain - _length_prices(seconds, among, tempo, open_end=open_end)
        gain = gain - _idle_prices(_shown(block.idle, *part, among.fps))
        gain = gain - _rhythm(plan, seconds, among.fps)
        gain = gain - linked - (tempo * CUT[block.points[at].kind] if at or follows else 0.0)
        gain = gain + _place_told(block, among, at) - late
        if block.opens and at == 0:
            gain = gain - TOO_SHORT * max(0.0, OPENING - seconds)
        if number + 1 == len(marks) and block.closes:
            gain = gain - _end_prices(block, among)
        for index in np.argsort(-gain, kind="stable")[:BRANCHES]:
            pick = Pick(marks[at], marks[number], int(index))
            found.append((number, _Plan(plan.worth + float(gain[index]), (*plan.picks, pick))))
        if at == 0 and follows:
            found.append((number, _longer(plan, marks, number, block, among)))
    return found


def _longer(plan: _Plan, marks: Sequence[int], number: int, block: Block, among: Material) -> _Plan:
    """The plan whose last shot, from before the block, goes on into it."""
    last = plan.picks[-1]
    grown = replace(last, last=marks[number])
    seconds = (grown.last - grown.first) / among.fps
    gain = _shown(block.shown, 0, marks[number] - block.first, among.fps)[last.index]
    price = length_price(seconds, among.compositions[last.index].scale)
    if number + 1 == len(marks) and block.closes:
        price += _end_prices(block, among)[last.index]
    return _Plan(plan.worth + float(gain) - price, (*plan.picks[:-1], grown))


def _shown(total: Floats, first: int, last: int, fps: float) -> Floats:
    """What each composition shows in frames [first, last) of the block."""
    last_slot = len(total) - 1
    at = [min(frame / SLOT, last_slot) for frame in (first, last)]
    whole = [int(place) for place in at]
    ends = [
        total[low] + (place - low) * (total[min(low + 1, last_slot)] - total[low])
        for place, low in zip(at, whole, strict=True)
    ]
    return np.asarray((ends[1] - ends[0]) * SLOT / fps)


def _summed(each: NDArray[Any]) -> Floats:
    """Sums of rows up to each: [slots + 1, compositions]."""
    return np.vstack([np.zeros(each.shape[1]), each.cumsum(axis=0)])


def _idle_prices(seconds: Floats) -> Floats:
    """What it costs each composition to be looked at for so long for nothing."""
    return np.asarray(TOO_IDLE * np.maximum(0.0, seconds - REACTION) ** 2 / 2)


def _length_prices(seconds: float, among: Material, tempo: float, *, open_end: bool) -> Floats:
    prices = {scale: length_price(seconds, scale, tempo, open_end=open_end) for scale in SCALES}
    return np.array([prices[each.scale] for each in among.compositions])


def length_price(
    seconds: float, scale: Scale, tempo: float = 1.0, *, open_end: bool = False
) -> float:
    """A shot that may still grow past the block is not too short yet."""
    rule = SCALES[scale]
    short = 0.0 if open_end else max(0.0, rule.least - seconds)
    long, never = max(0.0, seconds - tempo * rule.fine), max(0.0, seconds - rule.most)
    return TOO_SHORT * short + TOO_LONG / tempo * long**2 / 2 + NEVER_LONGER * never


def _cut_short(pick: Pick, among: Material) -> float:
    """What it costs that a shot is over so soon."""
    least = SCALES[among.compositions[pick.index].scale].least
    return TOO_SHORT * max(0.0, least - (pick.last - pick.first) / among.fps)


def _rhythm(plan: _Plan, seconds: float, fps: float) -> float:
    """Lengths that go on as they were."""
    before = [pick.last - pick.first for pick in plan.picks[-2:]]
    if not before:
        return 0.0
    now = max(seconds * fps, 1.0)
    ratios = [abs(math.log(now / max(length, 1))) for length in before[::-1]]
    row = len(ratios) == 2 and max(ratios) < ALIKE
    return LIKE_BEFORE * max(0.0, 1 - ratios[0] / VARIED) + IN_A_ROW * row


def _links(plan: _Plan, among: Material) -> Floats:
    """What a cut from the plan's last shots to each composition costs."""
    if not plan.picks:
        return np.zeros(len(among.compositions))
    last = plan.picks[-1].index
    price = among.cuts[last].copy()
    now = plan.picks[-1].last
    for pick in plan.picks[:-1]:
        lately = max(0.0, 1 - (now - pick.last) / (FORGOTTEN * among.fps))
        wide = among.compositions[pick.index].scale == "establishing"
        price[pick.index] += lately * (WHOLE_AGAIN if wide else AGAIN)
    if len(plan.picks) > 2 and plan.picks[-3].index == last:
        price[plan.picks[-2].index] += TO_AND_FRO
    if len(plan.picks) > 1:
        earlier = plan.picks[-2].index
        scales = {among.compositions[index].scale for index in (earlier, last)}
        if scales <= THINGS:
            things = [each.scale in THINGS for each in among.compositions]
            price = price + THIRD_DETAIL * np.array(things)
    return np.asarray(price)


def _place_told(block: Block, among: Material, at: int) -> Floats:
    """Where a panel opens we see where we are, and again from time to time."""
    wide = _whole_scene(among)
    told = np.zeros(len(wide))
    if block.opens and at == 0:
        told -= OPENED_CLOSE * ~wide
    elif block.goes_on and at == 0:
        told -= HELD_ON * among.framings[wide].any(axis=0)
    elif block.again and at == 0:
        told += REESTABLISHED * wide
    elif not block.again:
        told -= WHERE_AGAIN * wide
    return told


def _whole_scene(among: Material) -> NDArray[np.bool_]:
    return np.array([each.scale == "establishing" for each in among.compositions])


def _end_prices(block: Block, among: Material) -> Floats:
    """What it costs that a panel's last image is not all of it."""
    return np.array(
        [
            0.0
            if each.scale == "establishing" or number in block.lands
            else ENDED_WIDE
            if each.calm
            else ENDED_CLOSE
            for number, each in enumerate(among.compositions)
        ]
    )


def _ended(plan: _Plan, among: Material, after: Pick | None) -> _Plan:
    """The plan with what the cut to the shot that follows it costs."""
    if after is None or not plan.picks:
        return plan
    last = plan.picks[-1]
    if last.index == after.index:
        joined = (after.last - last.first) / among.fps
        scale = among.compositions[last.index].scale
        return replace(plan, worth=plan.worth - length_price(joined, scale))
    price = float(among.cuts[last.index, after.index]) + CUT["line"]
    price += _cut_short(last, among) + _cut_short(after, among)
    price += _rhythm(plan, (after.last - after.first) / among.fps, among.fps)
    return replace(plan, worth=plan.worth - price)


@dataclass(frozen=True)
class Worth:
    """What each composition would show in a pick's time, in seconds of a subject rightly shown;
    `idle` is what it costs that it is looked at for so long for nothing: dull, but no fault."""

    shown: Floats
    idle: Floats

    @property
    def all(self) -> Floats:
        return np.asarray(self.shown - self.idle)


def worth_of(blocks: Sequence[Block], pick: Pick, fps: float) -> Worth:
    """What a pick's part of some blocks is worth."""
    shown, idle = np.zeros((2, blocks[0].worth.shape[1]))
    for block in blocks:
        first, last = max(pick.first, block.first), min(pick.last, block.last)
        if first < last:
            part = first - block.first, last - block.first
            shown = shown + _shown(block.shown, *part, fps)
            idle = idle + _shown(block.idle, *part, fps)
    return Worth(shown, _idle_prices(idle))
