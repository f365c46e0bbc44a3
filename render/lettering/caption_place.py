"""Where a caption stands, and in which of its forms: off faces and lettering drawn in the panel."""

from __future__ import annotations

from collections.abc import Sequence

from render.geometry import Rect
from render.lettering.onscreen import Scenery, kept_clear
from render.lettering.signs.caption_signs import CaptionSign, caption_size
from render.lettering.siting import Hidden, Kept, best_place, hidden_by, safe_area
from render.shots import shot_at

_EDGES = 1.0, 0.0
"""How far down the safe area: the bottom, then the top."""
_SEAM = 0.57, 0.5, 0.64, 1.0, 0.0
"""Where two pictures meet that stand one above the other: there both are calm, chest and sky."""
_BETWEEN = tuple(down for step in range(1, 15) for down in (1 - step / 28, step / 28))
_ASIDE = 0.5, 0.0, 1.0, 0.25, 0.75, 0.12, 0.88, 0.38, 0.62
"""How far across: the middle, the left, the right, and between."""


def place_caption(
    forms: Sequence[CaptionSign], scenery: Scenery, first: int, last: int
) -> tuple[CaptionSign, Rect]:
    """The first form that hides nothing at the bottom or at the top, and its box there.

    Else the first that hides nothing anywhere; else what hides least.
    """
    kept = _kept(scenery, first, last)
    whole = _whole_shot(scenery, first, last)
    tried: list[tuple[Hidden, CaptionSign, Rect]] = []
    edges = _SEAM if _one_above_the_other(scenery, first, last) else _EDGES
    for downs, acrosses in ((edges, _ASIDE[:1]), (edges, _ASIDE), (_BETWEEN, _ASIDE)):
        for sign in forms:
            boxes = _boxes(caption_size(sign), scenery, downs, acrosses)
            box, hidden = best_place(boxes, kept, lambda box: hidden_by([box], whole)[0] > 0)
            tried.append((hidden, sign, box))
            if hidden.nothing:
                return sign, box
    return min(tried, key=lambda each: each[0])[1:]


def _one_above_the_other(scenery: Scenery, first: int, last: int) -> bool:
    """Whether the frame is split into pictures that stand one above the other."""
    shot = shot_at(scenery.shots, (first + last) // 2)
    return bool(shot and shot.places) and scenery.view.height > scenery.view.width


def _kept(scenery: Scenery, first: int, last: int) -> Kept:
    faces, drawn = (kept_clear(scenery, kind, first, last) for kind in ("face", "lettering"))
    return Kept((), faces, drawn)


def _whole_shot(scenery: Scenery, first: int, last: int) -> tuple[Rect, ...]:
    """All that should be seen while the panel is: one shot's captions stay in one place."""
    shot = shot_at(scenery.shots, (first + last) // 2)
    if not shot:
        return ()
    kept = _kept(scenery, shot.start, shot.start + shot.frames)
    return (*kept.faces, *kept.drawn)


def _boxes(
    size: tuple[int, int], scenery: Scenery, downs: Sequence[float], acrosses: Sequence[float]
) -> list[Rect]:
    view = scenery.view
    safe = safe_area(view.width, view.height)
    width, height = size
    middle = round((view.width - width) / 2)
    lefts = [middle if a == 0.5 else round(safe.x + a * (safe.w - width)) for a in acrosses]
    return [
        Rect(left, round(safe.y + down * (safe.h - height)), width, height)
        for down in downs
        for left in lefts
    ]
