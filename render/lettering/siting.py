"""Where lettering stands: the calmest of many places, clear of faces and drawn lettering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from render.geometry import Floats, Rect, seen_parts

_WIDE, _TALL = (0.05, 0.05, 0.05, 0.05), (0.06, 0.10, 0.12, 0.18)
"""Margins that lettering keeps out of, as parts of the side: left, top, right, bottom. Players of
upright films lay their title over the bottom, their buttons over the right, a search at the top."""


def safe_area(width: int, height: int) -> Rect:
    """The part of a canvas in which lettering may stand, in pixels."""
    left, top, right, bottom = _TALL if height > width else _WIDE
    return Rect(width * left, height * top, width * (1 - left - right), height * (1 - top - bottom))


@dataclass(frozen=True)
class Kept:
    """What lettering should not hide: other lettering, faces, drawn lettering, in this order.

    Then people's `bodies`, and `maybe`, where a face is only guessed, or a
    hat may be.
    """

    taken: Sequence[Rect] = ()
    faces: Sequence[Rect] = ()
    drawn: Sequence[Rect] = ()
    bodies: Sequence[Rect] = ()
    maybe: Sequence[Rect] = ()


@dataclass(frozen=True, order=True)
class Hidden:
    """What a box hides of each, as the parts of boxes added up; less is better, in this order."""

    taken: float = 0.0
    faces: float = 0.0
    drawn: float = 0.0
    bodies: float = 0.0
    maybe: float = 0.0

    @property
    def nothing(self) -> bool:
        """Whether all that is known to be there stays in sight."""
        return self.taken + self.faces + self.drawn == 0


def best_place(
    candidates: Sequence[Rect], kept: Kept, price: Callable[[Rect], float]
) -> tuple[Rect, Hidden]:
    """The candidate that hides least, and then has the lowest price; earlier ones win ties."""
    groups = (kept.taken, kept.faces, kept.drawn, kept.bodies, kept.maybe)
    columns = np.stack([hidden_by(candidates, group) for group in groups], axis=1)
    least = min(map(tuple, columns.tolist()))
    equal = [
        box for box, row in zip(candidates, columns.tolist(), strict=True) if tuple(row) == least
    ]
    return min(equal, key=price), Hidden(*least)


def hidden_by(boxes: Sequence[Rect], others: Sequence[Rect]) -> Floats:
    """For each box the parts of the others that it hides, added up."""
    rows = np.array([(box.x, box.y, box.w, box.h) for box in boxes]).reshape(-1, 4)
    hidden = sum((seen_parts(rows, other) for other in others), np.zeros(len(boxes)))
    return np.round(hidden, 6)
