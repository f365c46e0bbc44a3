"""Where lettering stands: the calmest of many places, clear of faces and drawn lettering."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from render.lettering.onscreen import overlap
from render.shots import Rect

_WIDE = (0.05, 0.05, 0.05, 0.05)
_TALL = (0.06, 0.10, 0.12, 0.18)
"""Margins that lettering keeps out of, as parts of the side: left, top, right, bottom. Players of
upright films lay their title over the bottom, their buttons over the right, a search at the top."""


def safe_area(width: int, height: int) -> Rect:
    """The part of a canvas in which lettering may stand, in pixels."""
    left, top, right, bottom = _TALL if height > width else _WIDE
    return Rect(width * left, height * top, width * (1 - left - right), height * (1 - top - bottom))


def best_place(
    candidates: Sequence[Rect],
    clear: Sequence[Rect],
    taken: Sequence[Rect],
    price: Callable[[Rect], float],
) -> Rect:
    """The candidate that hides least of `taken`, then of `clear`, then has the lowest price.

    `taken` is other lettering, `clear` are faces and drawn lettering; earlier candidates win ties.
    """
    return min(candidates, key=lambda box: (_hidden(box, taken), _hidden(box, clear), price(box)))


def _hidden(box: Rect, others: Sequence[Rect]) -> float:
    """The parts of other boxes that `box` hides, added up, to a thousandth."""
    return round(sum(overlap(box, each) / max(each.w * each.h, 1.0) for each in others), 3)
