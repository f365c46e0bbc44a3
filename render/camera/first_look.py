"""How a panel is first shown: wide, and all of it soon."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from render.camera.framing import drift_starts
from render.camera.plan import EASED
from render.camera.speed_limits import PAN
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect, between, centre, crop_at, spread, widest
from render.shots import View

LONGEST_SWEEP = 15.0
"""Seconds after which a first look over the whole panel keeps the story waiting."""

WORTH_A_SWEEP = 0.75
"""A sweep that gets less far than this in that time is not begun: the panel is cut about in."""

FILLS = 0.6
"""A panel of which the frame holds more than this part fills it."""

VIEW_SECONDS = 5.0
"""How long one view of a panel is worth looking at."""

ALL = 0.98
"""The part of a panel that counts as all of it."""


@dataclass(frozen=True)
class Opening:
    """The first rects of a panel: from `first` to `last` in `seconds`; `move` names the move."""

    first: Rect
    last: Rect
    seconds: float
    move: str


def openings(facts: PictureFacts, view: View, seconds: float) -> tuple[Opening, ...]:
    """Ways to open a panel that is shown for `seconds`, to be weighed against each other."""
    if on_spread(facts, view, seconds):
        around = spread(facts.width, facts.height, view.aspect)
        return (Opening(around, around, 0.0, "spread"),)
    wide = widest(facts.width, facts.height, view.aspect)
    ends = _ends(facts, wide)
    needed = _needed(*ends, wide)
    reach = min(1.0, LONGEST_SWEEP / max(needed, 1e-9))
    drifts = tuple(_drift(rect, facts) for rect in drift_starts(facts, view))
    if seen_share(facts, wide) >= ALL or reach < WORTH_A_SWEEP or needed * reach > seconds:
        return (*_held(facts, view, wide, ends), *drifts)
    move = ("pan right", "pan left") if ends[0].y == ends[1].y else ("tilt down", "tilt up")
    return (
        Opening(ends[0], between(ends[0], ends[1], reach), needed * reach, move[0]),
        Opening(ends[1], between(ends[1], ends[0], reach), needed * reach, move[1]),
        *drifts,
    )


def _drift(rect: Rect, facts: PictureFacts) -> Opening:
    x, y = centre(rect)
    down = "top" if y < facts.height / 2 else "bottom"
    across = "left" if x < facts.width / 2 else "right"
    return Opening(rect, rect, 0.0, f"from {down} {across}")


def on_spread(facts: PictureFacts, view: View, seconds: float) -> bool:
    """Does a panel show more set on a spread of itself than filling the frame?

    Never, where the frame holds most of it. Else both are weighed by what is seen of the panel in
    the time (moving, and cutting about in it), or by the side of the frame that it fills; and by
    how far its pixels are enlarged past what looks sharp.
    """
    wide = widest(facts.width, facts.height, view.aspect)
    if seen_share(facts, wide) > FILLS:
        return False
    around = spread(facts.width, facts.height, view.aspect)
    tall = wide.w >= facts.width - 1e-6
    length, size = (facts.height, wide.h) if tall else (facts.width, wide.w)
    reach = seconds * PAN * wide.w / EASED
    views = 1 + int(seconds / VIEW_SECONDS)
    told = min(1.0, (views * size + reach) / length) * _sharp(wide, view)
    filled = math.sqrt(facts.width * facts.height / (around.w * around.h))
    return filled * _sharp(around, view) > told


def seen_share_of(facts: PictureFacts, rects: Sequence[Rect]) -> float:
    """The part of a panel that any of the rects shows, to a sixty-fourth of its sides."""
    seen = np.zeros((64, 64), dtype=bool)
    for rect in rects:
        left, right = (round(64 * v / facts.width) for v in (rect.x, rect.x + rect.w))
        top, bottom = (round(64 * v / facts.height) for v in (rect.y, rect.y + rect.h))
        seen[max(top, 0) : bottom, max(left, 0) : right] = True
    return float(seen.mean())


def seen_share(facts: PictureFacts, crop: Rect) -> float:
    return crop.w * crop.h / (facts.width * facts.height)


def _sharp(crop: Rect, view: View) -> float:
    return min(1.0, view.enlargement * crop.w / view.width)


def _ends(facts: PictureFacts, wide: Rect) -> tuple[Rect, Rect]:
    """The widest rect near the two ends of the axis along which it can move."""
    x, y = facts.width - wide.w, facts.height - wide.h
    dx, dy = (
        min(room, (0.99 - ALL) / 2 * side) for room, side in ((x, facts.width), (y, facts.height))
    )
    return Rect(dx, dy, wide.w, wide.h), Rect(x - dx, y - dy, wide.w, wide.h)


def sweep_seconds(facts: PictureFacts, view: View) -> float:
    """Seconds in which the widest frame moves from one end of a panel to the other."""
    wide = widest(facts.width, facts.height, view.aspect)
    return _needed(*_ends(facts, wide), wide)


def _needed(first: Rect, last: Rect, wide: Rect) -> float:
    return EASED * math.hypot(last.x - first.x, last.y - first.y) / wide.w / PAN


def _held(facts: PictureFacts, view: View, wide: Rect, ends: Sequence[Rect]) -> list[Opening]:
    first, last = ends
    places = {0.5} if seen_share(facts, wide) >= ALL else {0.0, 0.25, 0.5, 0.75, 1.0}
    found = []
    for part in sorted(places):
        x = first.x + part * (last.x - first.x) + wide.w / 2
        y = first.y + part * (last.y - first.y) + wide.h / 2
        rect = crop_at(x, y, wide.w, view.aspect, facts.whole)
        found.append(Opening(rect, rect, 0.0, f"wide {part}"))
    return found
