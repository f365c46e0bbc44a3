"""Lengths that tick, and framings that are held too long, mended over a whole section.

The search weighs lengths, and promises nothing: it knows a line and its neighbours. So a panel's
shots are gone over once more, from the last line to the first. A line is mended by its own cuts
and by the one that ends it, for what follows it and never for what is before: so no edit reaches
further than before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from statistics import fmean, pstdev

import numpy as np

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

TICKING, LAWLESS = 1.0, 100.0
"""What ticks by more than this is mended; and what is against a law, for which an even line may
change the next one's first cut, too."""

WORTHIEST, WRONG = 4, -0.35
"""Compositions that are tried for a new shot; what is worth less a second is a fault by itself
that no length is worth: the wrong thing, or a crop that cuts somebody."""

AMISS = 0.2
"""A line's first shot that is worth less a second is chosen anew, knowing what is before it: the
search had to fit it between two lines that were planned first (measured: more often, a changed
word moves more, and labels are lost)."""

CHANGES, BETTERED, DEEP = 3, 2, 16
"""Changes that are made at once to what ticks, where fewer do not do; to what shows less than it
could; and how many are gone on with."""


@dataclass(frozen=True)
class PanelCuts:
    """What a panel is mended by: its blocks, its material, and in frames the lengths of the shots
    that `after` it follow in the section; `begins` and `ends`: nothing of the section is before,
    nothing after it. No cut is made at a frame `until` or later."""

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


def evened(picks: Sequence[Pick], panel: PanelCuts) -> tuple[Pick, ...]:
    """The picks of a panel, mended line by line from the last on."""
    found = list(picks)
    firsts = [block.first for block in panel.blocks]
    for line in reversed(range(len(firsts))):
        # Were the next line's first cut changed by two lines in a row, it would hand an edit on.
        end = line + 2
        until = firsts[end] if end < len(firsts) else panel.blocks[-1].last
        at = [max(bisect_right(firsts, pick.first) - 1, 0) for pick in found]
        if line in at:
            own = at.index(line)
            follows, before = line + 1 in at, tuple(found[max(own - 2, 0) : own])
            part = replace(panel, until=until, before=before if _amiss(found[own], panel) else ())
            found[own:] = _line(
                found[own:], at.count(line), line, part, follows=follows, opens=own == 0
            )
    return tuple(found)


def _amiss(pick: Pick, panel: PanelCuts) -> bool:
    """Is a shot worth so little that it had better be any other?"""
    least = AMISS * (pick.last - pick.first) / panel.among.fps
    return bool(panel.worth(pick).all[pick.index] < least)


def _line(
    tail: list[Pick], shots: int, line: int, panel: PanelCuts, *, follows: bool, opens: bool
) -> list[Pick]:
    """The shots from a line's first on, its own `shots` bettered and mended. Odd lines are planned
    between even ones, so that an edit of them reaches one line less: they may change the first cut
    of the line that `follows`, even ones only where a law asks for it."""
    odd = line % 2 == 1
    own = shots + (follows and odd)
    better = _bettered(tail, own, panel, opens=opens)
    reach = own + len(better) - len(tail)
    mended = _mended(better, reach, panel, opens=opens)
    until = mended[reach + len(mended) - len(better) - 1].last
    if follows and not odd and ticking(mended, until, panel, opens=opens) >= LAWLESS:
        return _mended(better, reach + 1, panel, opens=opens)
    return mended


def _bettered(tail: list[Pick], own: int, panel: PanelCuts, *, opens: bool) -> list[Pick]:
    """The shots from a line's first on, of which its `own` may be changed, with the one change to
    these, or the two, that show most more of what is meant: none leaves fewer shots, and two leave
    no more, or the film is cut for cuts' sake."""
    until = tail[own - 1].last
    if ticking(tail, until, panel, opens=opens) >= TICKING:
        return tail
    best = _Tried(_price(tail, until, panel, {}, opens=opens), tail)
    for number, ranked in enumerate(_tried(tail, own, until, panel, opens=opens, times=BETTERED)):
        most = len(tail) + (number == 0)
        fits = (each for each in ranked if len(tail) <= len(each.run) <= most)
        best = min([best, *islice(fits, 1)], key=_by_price)
    return best.run


def _mended(tail: list[Pick], reach: int, panel: PanelCuts, *, opens: bool) -> list[Pick]:
    """The shots from a line's first on, of which `reach` may be changed but where the first
    begins and the last ends, with the cuts changed that make them tick: one cut, or more."""
    until = tail[min(reach, len(tail)) - 1].last
    best = _Tried(_price(tail, until, panel, {}, opens=opens), tail)
    for ranked in _tried(tail, reach, until, panel, opens=opens, times=CHANGES):
        if ticking(best.run, until, panel, opens=opens) < TICKING:
            break
        best = min([best, *ranked[:1]], key=_by_price)
    return best.run


@dataclass(frozen=True)
class _Tried:
    """A run of shots, and what those cost that may be changed."""

    price: float
    run: list[Pick]


def _by_price(tried: _Tried) -> float:
    return tried.price


def _tried(
    tail: list[Pick], reach: int, until: int, panel: PanelCuts, *, opens: bool, times: int
) -> Iterator[list[_Tried]]:
    """Runs with one change to a tail's first `reach` shots, the cheapest first; then with one more
    to the cheapest of these, and so on."""
    known: dict[tuple[int, int], Worth] = {}
    tried = [tail]
    for _ in range(times):
        changed = (
            run
            for one in tried
            for run in _changes(one, reach + len(one) - len(tail), panel, known)
        )
        priced = (_Tried(_price(run, until, panel, known, opens=opens), run) for run in changed)
        ranked = sorted(priced, key=_by_price)
        yield ranked
        tried = [each.run for each in ranked[:DEEP]]


def _price(
    run: list[Pick],
    until: int,
    panel: PanelCuts,
    known: dict[tuple[int, int], Worth],
    *,
    opens: bool,
) -> float:
    """What the shots of a run cost that begin before a frame."""
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
            length_price(seconds, each.scale) - MEANT * _worth(pick, panel, known).all[pick.index]
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


def _worth(pick: Pick, panel: PanelCuts, known: dict[tuple[int, int], Worth]) -> Worth:
    at = (pick.first, pick.last)
    if at not in known:
        known[at] = panel.worth(pick)
    return known[at]


def _changes(
    run: list[Pick], reach: int, panel: PanelCuts, known: dict[tuple[int, int], Worth]
) -> Iterator[list[Pick]]:
    """A run with one cut less, more, or elsewhere among its first `reach` shots."""
    for at in range(1, min(reach, len(run))):
        before, pick = run[at - 1], run[at]
        yield [*run[: at - 1], Pick(before.first, pick.last, before.index), *run[at + 1 :]]
        if at > 1:
            yield [*run[: at - 1], Pick(before.first, pick.last, pick.index), *run[at + 1 :]]
        if at + 1 < min(reach, len(run)) and run[at + 1].index == before.index:
            yield [*run[: at - 1], replace(before, last=run[at + 1].last), *run[at + 2 :]]
        for frame in _between(before.first, pick.last, panel):
            moved = [replace(before, last=frame), replace(pick, first=frame)]
            yield [*run[: at - 1], *moved, *run[at + 1 :]]
    for at in range(min(reach, len(run))):
        pick = run[at]
        after = run[at + 1].index if at + 1 < len(run) else None
        for frame in _between(pick.first, pick.last, panel):
            late = Pick(frame, pick.last, pick.index)
            for index in _fitting(late, pick.index, after, panel, known):
                yield [*run[:at], replace(pick, last=frame), replace(late, index=index),
                       *run[at + 1 :]]  # fmt: skip
            if at or after is None:
                early = Pick(pick.first, frame, pick.index)
                before_index = run[at - 1].index if at else None
                if before_index is not None:
                    for index in _fitting(early, before_index, pick.index, panel, known):
                        yield [*run[:at], replace(early, index=index), late, *run[at + 1 :]]
        if at or panel.before:
            before_index = (run[at - 1] if at else panel.before[-1]).index
            for index in _fitting(pick, before_index, after, panel, known):
                yield [*run[:at], replace(pick, index=index), *run[at + 1 :]]


def _between(first: int, last: int, panel: PanelCuts) -> Sequence[int]:
    low = bisect_right(panel.frames, first)
    return panel.frames[low : bisect_left(panel.frames, min(last, panel.until))]


def _fitting(
    pick: Pick,
    before: int,
    after: int | None,
    panel: PanelCuts,
    known: dict[tuple[int, int], Worth],
) -> list[int]:
    """The worthiest compositions for a shot that may stand between two others."""
    among = panel.among
    free = among.clear[before] & ~among.framings[before]
    if after is not None:
        free = free & among.clear[:, after]
    found = _worth(pick, panel, known)
    bad = WRONG * (pick.last - pick.first) / among.fps
    right = found.shown >= min(bad, found.shown[pick.index])
    worth = np.where(free & right, found.all, -np.inf)
    order = np.argsort(-worth, kind="stable")[:WORTHIEST]
    return [int(at) for at in order if np.isfinite(worth[at]) and at != pick.index]
