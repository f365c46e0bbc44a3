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
from itertools import islice

import numpy as np

from render.camera.choosing.choice import Pick, Worth
from render.camera.choosing.mending.prices import (
    PanelCuts,
    price_of,
    ticking,
    worth_in,
)

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
    best = _Tried(price_of(tail, until, panel, {}, opens=opens), tail)
    for number, ranked in enumerate(_tried(tail, own, until, panel, opens=opens, times=BETTERED)):
        most = len(tail) + (number == 0)
        fits = (each for each in ranked if len(tail) <= len(each.run) <= most)
        best = min([best, *islice(fits, 1)], key=_by_price)
    return best.run


def _mended(tail: list[Pick], reach: int, panel: PanelCuts, *, opens: bool) -> list[Pick]:
    """The shots from a line's first on, of which `reach` may be changed but where the first
    begins and the last ends, with the cuts changed that make them tick: one cut, or more."""
    until = tail[min(reach, len(tail)) - 1].last
    best = _Tried(price_of(tail, until, panel, {}, opens=opens), tail)
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
        priced = (_Tried(price_of(run, until, panel, known, opens=opens), run) for run in changed)
        ranked = sorted(priced, key=_by_price)
        yield ranked
        tried = [each.run for each in ranked[:DEEP]]


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
    found = worth_in(pick, panel, known)
    bad = WRONG * (pick.last - pick.first) / among.fps
    right = found.shown >= min(bad, found.shown[pick.index])
    worth = np.where(free & right, found.all, -np.inf)
    order = np.argsort(-worth, kind="stable")[:WORTHIEST]
    return [int(at) for at in order if np.isfinite(worth[at]) and at != pick.index]
