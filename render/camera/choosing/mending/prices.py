"""What the shots of a panel cost that is gone over once more: lengths that tick, framings that are
held too long or come back, and what is not shown while it is spoken of. Prices are in seconds of a
subject rightly shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, pstdev

from render.camera.choosing.choice import (
    FLASH,
    LONGEST,
    Block,
    Material,
    Pick,
    Worth,
    length_price,
    worth_of,
)
from render.camera.choosing.cut_points import CutPoint
from render.camera.grammar import AGAIN, CUT, OPENING, SCALES, TOO_SHORT

ALIKE = 1.36
"""Lengths whose longest is no more times the shortest are one length to the eye: within 15 % of
their mean (measured: a hand cut within 14 % is a metronome)."""

ROW, LAW = 3, 4
"""So many of one length in a row are dear, and so many never are where a cut can fall elsewhere."""

WINDOW, SPREAD = 6, 0.45
"""Any so many shots in a row vary by so much at least (standard deviation by mean), and so does
a chapter that is made of them: spreads of parts are never more than that of all."""

IN_A_ROW, EVEN, NEVER, JUMP, WORST = 6.0, 120.0, 400.0, 1e5, 1e6
"""What three of one length cost, a spread that lacks all, what is against a law, and a jump cut and
a flash, which no law is worth, in seconds of a subject rightly shown."""

FRO = 12.0
"""What it costs to go to and fro between two framings: less than what a bad picture lacks. To come
back after one other shot costs nothing here: priced, one changed word moved shots five lines before
it (measured)."""

WHOLE_AGAIN = (4.0, 1.0)
"""What it costs to come back to all of the panel after one other shot, and after two (by eye: what
jurors name first is "the same wide eight times")."""

DULL, DULLED = 9.5, 30.0
"""Seconds after which a framing bores, and what a second more costs, up to the longest: every jury
named shots of ten seconds that run on over two sentences."""

RUNS_ON, RUN_ON = 7.0, 3.0
"""Seconds after which a shot bores that goes on over the end of a sentence, and what a second more
costs: in seven of eight pairs jurors chose the film that had cut there. From six and a half on, or
dearer, sentences' boxes are lost (measured)."""

PLAINLY = 0.5
"""Seconds of a sentence in which a shot does not yet, or no longer, run on over its border."""

LEEWAY, HASTY = 0.4, 20.0
"""Seconds by which a shot may be shorter than its scale asks for; what a second less costs."""

MEANT = 4.0
"""How much more what is shown counts than in the search: laws that cost nothing of it come first
(measured)."""


@dataclass(frozen=True)
class PanelCuts:
    """What a panel is mended by: its blocks, its material, and in frames the lengths of the shots
    that `after` it follow in the section; `begins` and `ends`: nothing of the section is before,
    nothing after it. No cut is made at a frame `until` or later. `before` are the last shots before
    those that are mended, where the first of these may be chosen anew."""

    blocks: tuple[Block, ...]
    among: Material
    after: tuple[int, ...] = ()
    begins: bool = True
    ends: bool = True
    until: int = 1 << 62
    before: tuple[Pick, ...] = ()

    @cached_property
    def points(self) -> tuple[CutPoint, ...]:
        return tuple(point for block in self.blocks for point in block.points)

    @cached_property
    def frames(self) -> tuple[int, ...]:
        return tuple(point.frame for point in self.points)

    def worth(self, pick: Pick) -> Worth:
        """What each composition is worth while a pick is on screen."""
        return worth_of(self.blocks, pick, self.among.fps)

    @property
    def lands(self) -> frozenset[int]:
        """Compositions of whoever speaks last in the panel."""
        return self.blocks[-1].lands

    def runs_on(self, pick: Pick) -> bool:
        """Does a shot go on over the end of a sentence, plainly after it began?"""
        plainly = PLAINLY * self.among.fps
        return any(
            point.kind in ("line", "sentence")
            and pick.first + plainly < point.frame < pick.last - plainly
            for point in self.points
        )

    def price_at(self, frame: int) -> float:
        """What a cut costs at a frame."""
        at = bisect_left(self.frames, frame)
        known = at < len(self.frames) and self.frames[at] == frame
        return CUT[self.points[at].kind] if known else 0.0


def price_of(
    run: list[Pick],
    until: int,
    panel: PanelCuts,
    known: dict[tuple[int, int], Worth],
    *,
    opens: bool,
) -> float:
    """What the shots of a run cost that begin before a frame; `known` keeps what picks are worth,
    `opens` tells whether the panel begins with the run."""
    return ticking(run, until, panel, opens=opens) + _told(run, until, panel, known)


def ticking(run: Sequence[Pick], until: int, panel: PanelCuts, *, opens: bool) -> float:
    """What the lengths cost of the shots of a run that begin before a frame, each with those after
    it."""
    fps = panel.among.fps
    lengths = [(pick.last - pick.first) / fps for pick in run]
    count = sum(pick.first < until for pick in run)
    follow = [*lengths[: count + WINDOW], *(frames / fps for frames in panel.after)]
    found = 0.0
    for at in range(count):
        found += IN_A_ROW * _even(follow[at : at + ROW], ROW)
        found += NEVER * _even(follow[at : at + LAW], LAW)
        least = SCALES[panel.among.compositions[run[at].index].scale].least - LEEWAY
        found += HASTY * max(0.0, least - lengths[at])
        found += _narrow(follow[at : at + WINDOW])
        found += _returns(run[at : at + 4], panel)
        found += WORST * (lengths[at] < FLASH)
        held = _held(run, at, panel)
        found += DULLED * max(0.0, held - DULL)
        found += NEVER * (1 + held - LONGEST) if held > LONGEST else 0.0
    if opens and panel.begins:
        found += NEVER * _even(follow[:ROW], ROW)
    if panel.ends and len(run) <= count + 1:
        found += NEVER * _even(lengths[-2:], 2)
    return found


def _even(lengths: Sequence[float], count: int) -> bool:
    """Are there so many lengths, and all of them one to the eye?"""
    return len(lengths) == count and max(lengths) <= ALIKE * min(lengths)


def _returns(run: Sequence[Pick], panel: PanelCuts) -> float:
    """What it costs that four shots go to and fro between two framings."""
    if len(run) < 4:
        return 0.0
    same = panel.among.framings
    return FRO * bool(same[run[0].index, run[2].index] and same[run[1].index, run[3].index])


def _narrow(lengths: Sequence[float]) -> float:
    if len(lengths) < WINDOW:
        return 0.0
    return EVEN * max(0.0, SPREAD - pstdev(lengths) / fmean(lengths))


def _held(run: Sequence[Pick], at: int, panel: PanelCuts) -> float:
    """Seconds from a shot's beginning for which its framing stands."""
    last = run[at].last
    for pick in run[at + 1 :]:
        if not panel.among.framings[run[at].index, pick.index]:
            break
        last = pick.last
    return (last - run[at].first) / panel.among.fps


def _told(
    run: Sequence[Pick], until: int, panel: PanelCuts, known: dict[tuple[int, int], Worth]
) -> float:
    """What else the shots cost that begin before a frame: what they do not show, how long they
    are, and where they are cut; each cut to the next is to be clear."""
    among, found = panel.among, 0.0
    shots, start = [*panel.before, *run], len(panel.before)
    for number, pick in enumerate(shots[start:], start):
        if pick.first >= until:
            break
        each, seconds = among.compositions[pick.index], (pick.last - pick.first) / among.fps
        found += (
            length_price(seconds, each.scale) - MEANT * worth_in(pick, panel, known).all[pick.index]
        )
        found += panel.price_at(pick.first) if number > start else 0.0
        if seconds > RUNS_ON and panel.runs_on(pick):
            found += RUN_ON * (seconds - RUNS_ON)
        found += 2 * AGAIN * (number > 1 and shots[number - 2].index == pick.index)
        found += _whole_again(shots, number, among)
        if number == start and panel.before:
            found += _cut(panel.before[-1], pick, among)
        if number + 1 < len(shots):
            found += _cut(pick, shots[number + 1], among)
        elif not (each.scale == "establishing" or each.calm or pick.index in panel.lands):
            found += NEVER  # the last image is what stays
        if panel.blocks[0].opens and pick.first == panel.blocks[0].first:
            found += 4 * TOO_SHORT * max(0.0, OPENING - seconds)  # or it cannot be looked along
    return found


def _cut(one: Pick, other: Pick, among: Material) -> float:
    """What it costs to cut from one shot to another."""
    at = one.index, other.index
    return float(among.cuts[at]) if among.clear[at] else JUMP


def _whole_again(run: Sequence[Pick], number: int, among: Material) -> float:
    """What it costs that a shot is all of the panel, and one before it was."""
    whole = [among.compositions[pick.index].scale == "establishing" for pick in run[: number + 1]]
    return sum(
        price
        for back, price in enumerate(WHOLE_AGAIN, 2)
        if whole[-1] and number >= back and whole[-1 - back]
    )


def worth_in(pick: Pick, panel: PanelCuts, known: dict[tuple[int, int], Worth]) -> Worth:
    """What each composition is worth in a pick's frames, looked up in `known` where it is there."""
    at = (pick.first, pick.last)
    if at not in known:
        known[at] = panel.worth(pick)
    return known[at]
