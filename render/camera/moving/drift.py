"""Drifts: the widest frame passes slowly over what it leaves out of a panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from render.camera.framing.edges import heads_cut
from render.camera.framing.stage import Stage
from render.camera.moving.way import DRIFT, Meant, Moved, held
from render.geometry import Rect, between, rows, seen

DRIFTED, TILTED, LEAST_DRIFT = 0.025, 0.06, 0.03
"""How many of its widths a second a frame drifts at the most, felt as little as a push; and along
a panel of which it leaves out much, where that is a slow tilt; and of its heights in all at the
least (by eye)."""

MUCH = 0.28
"""Of a panel's height or width that the widest frame leaves out, from which on it tilts: a square
one's."""

PARTS = (1.0, 0.85, 0.7, 0.55, 0.4, 0.25)
"""Parts of the way to a panel's edge that are tried."""

SOON = 1.5
"""Seconds after its word until which what is spoken of may come into the frame (by eye)."""

PLAINLY, KEPT = 0.9, 0.9
"""The part of what is spoken of that is plainly seen; and of what the frame shows of it where it
stands, so much has to be seen on a drift."""

HEAD = 0.95
"""The part of a head that a frame shows at the least where a drift begins and ends: hair that is
cut looks like a slip (by eye)."""


def drifts(rect: Rect, seconds: float, meant: Sequence[Meant], stage: Stage) -> list[Moved]:
    """The ways of the widest frame `rect` between where it stands and what it leaves out, in a shot
    of so many seconds: those that lose nothing that is `meant` and end on no cut head, first those
    that show most of what is meant, of these the longest, of these those that end where it stands.
    """
    found = []
    for way in _ways(rect, seconds, stage):
        if keeps(way, rect, seconds, meant) and _cuts_nobody(way, rect, stage):
            plainly = sum(_seen(way, each, seconds) > PLAINLY for each in meant)
            far = abs(way.first.x - way.last.x) + abs(way.first.y - way.last.y)
            found.append((-plainly, -far, way))
    return [way for *_, way in sorted(found, key=lambda each: each[:2])]


def keeps(way: Moved, stands: Rect, seconds: float, meant: Sequence[Meant]) -> bool:
    """Is what is spoken of, and plainly in a frame that `stands`, seen on a way, too?"""
    pairs = ((_seen(held(stands), each, seconds), _seen(way, each, seconds)) for each in meant)
    return not any(still > PLAINLY and moving < KEPT * still for still, moving in pairs)


def _ways(rect: Rect, seconds: float, stage: Stage) -> Iterator[Moved]:
    """To where the frame stands, and away from there, on each side of it."""
    whole = stage.facts.whole
    left, up = rect.x, rect.y
    right, down = whole.w - rect.w - left, whole.h - rect.h - up
    much = max((left + right) / whole.w, (up + down) / whole.h) > MUCH
    reach = (TILTED if much else DRIFTED) * seconds * rect.w
    for far, across, along in ((up, 0, -1), (down, 0, 1), (left, -1, 0), (right, 1, 0)):
        for by in dict.fromkeys(min(part * far, reach) for part in PARTS):
            if by >= LEAST_DRIFT * rect.h:
                there = replace(rect, x=left + across * by, y=up + along * by)
                yield Moved(there, rect, DRIFT)
                yield Moved(rect, there, DRIFT)


def _seen(way: Moved, meant: Meant, seconds: float) -> float:
    """The part of what is spoken of that is in the frame at its word, or soon after it."""
    box, part, _ = meant
    at = (part, min(part + SOON / seconds, 1.0))
    return max(seen(box, between(way.first, way.last, each)) for each in at)


def _cuts_nobody(way: Moved, stands: Rect, stage: Stage) -> bool:
    """Do the ends of a way cut no more heads than the frame does where it stands?"""
    cut = heads_cut(rows([stands, way.first, way.last]), stage, HEAD)
    return bool(cut[1:].max() <= cut[0])
