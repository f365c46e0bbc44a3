"""Crops worth looking at: for each target of a panel, at each scale, the best one nearby.

A composition puts eyes on a third, leaves headroom and room to look into, and moves its edges to
where they cross no face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from render.camera.framing.edges import (
    HEADLESS,
    beheaded,
    blemishes,
    cut_beside,
    faces_crossed,
    fullness,
    maybe_crossed,
    people_crossed,
    things_cut,
)
from render.camera.framing.stage import Stage
from render.camera.grammar import IN_COMMON, SAME_SUBJECT, THINGS, WIDE_SCALES, Scale
from render.camera.targets import Target
from render.geometry import Floats, Rect, area, overlap, rows, seen, seen_of

SHIFTS = np.linspace(-0.2, 0.2, 11)

STEPS = (1.0, 0.93, 1.08, 0.86, 1.18, 1.3)
"""How far a crop is shifted in parts of itself, and by what it is made larger or smaller, for
edges that cross nobody."""

NOBODY, BLEMISHED = 0.2, 0.25
"""What crosses less than this of a face, as far as is known, crosses nobody: what was seen most
faintly is a head once in ten times; and how badly edges may cut what is no face: hair at an edge is
enough."""

FACE, LOST, SHIFTED, RESIZED, EMPTY = 6.0, 5.0, 1.2, 1.0, 0.6
"""What it costs a crop to cross a face, to lose what it is for, to be moved by its own size or made
twice as large, and to show nothing (by eye)."""

COAT = 0.05
"""What a body without its head counts beside a thing that stands before it: the thing is looked at,
and hardly any stands alone (by eye: jurors named a coat behind a goose, or beside gears, last, and
chose the film that showed them; at three tenths it did not)."""

FILLS, LOUD = 0.3, 0.6
"""Of a crop's width, from which on lettering is what it shows; what it costs where that was not
meant: nobody reads out what stands there."""


FAR_ENOUGH = 1.04
"""A little more than what a cut on one subject asks for, since crops are shifted yet."""

NEARLY_ALL, LARGER = 0.58, 0.7
"""No crop of one person or thing is wider than this part of the widest, so that a cut from the
whole scene to it is clear; a scale that would be, by less than this, is made a little larger."""

UNSURE_WIDTH = 0.55
"""Of the widest crop, about something that may also be beside its box."""

WIDE_FROM = 0.5
"""Of the widest crop's width: a view of several people or of a place is wide from here."""


@dataclass(frozen=True)
class Composition:
    """A crop of a panel, of the view's aspect (or the whole panel, set on a spread of itself).

    `target` is what it was made for, None where it shows the place. `crossed` counts the faces
    that its edges cross, by their size; `flaws`, 0..1, tells how badly else it is cut; `filled`
    how much there is to see in it beside the whole panel (1: as much as everywhere); `face` is the
    person that it is a picture of, whatever it was made for: the only head that is large in it;
    `several` tells that more than one is, so that it is nobody's picture; `also` are targets whose
    own crops would be the same, or that a view of a sign shows as well.
    """

    rect: Rect
    scale: Scale
    subject: str
    target: Target | None = None
    crossed: float = 0.0
    flaws: float = 0.0
    filled: float = 1.0
    face: Target | None = None
    several: bool = False
    also: tuple[Target, ...] = ()

    @property
    def calm(self) -> bool:
        """May a panel end with it: a wide one, or several people, cleanly cut?"""
        return self.clean and (self.scale in WIDE_SCALES or self.several)

    @property
    def clean(self) -> bool:
        """Do its edges cut nobody, and little else?"""
        return self.crossed < NOBODY and self.flaws <= BLEMISHED


def clear_cut(one: Rect, other: Rect, leeway: float = 0.0) -> bool:
    """Is a cut from one crop to another plainly meant: another scale, or another place? `leeway`
    is by how much less of it will do, as a part."""
    ratio = max(one.w, other.w) / min(one.w, other.w)
    common = overlap(one, other) / min(area(one), area(other))
    return ratio >= SAME_SUBJECT * (1 - leeway) or common <= IN_COMMON * (1 + leeway)


def made(
    rect: Rect,
    scale: Scale,
    subject: str,
    target: Target | None,
    stage: Stage,
    also: tuple[Target, ...] = (),
) -> Composition:
    crop = rows([rect])
    crossed = float(_cut_in(crop, scale, target, stage)[0])
    # What the widest frame cuts no frame of the panel can help: it is the picture as it is.
    if scale == "establishing":
        flaws = 0.0
    else:
        beside = cut_beside if scale in THINGS else blemishes
        meant = [one for one in (target, *also) if one]
        flaws = float(min(1.0, beside(crop, stage)[0] + LOUD * _loud(rect, meant, stage)))
    filled = float(fullness(crop, stage)[0])
    return Composition(rect, scale, subject, target, crossed, flaws, filled, also=also)


def _cut_in(crop: Floats, scale: Scale, target: Target | None, stage: Stage) -> Floats:
    """How many people a crop cuts; about a thing their coats count little, about lettering not."""
    if scale not in THINGS and (target is None or target.kind != "sign"):
        return people_crossed(crop, stage)
    faces = faces_crossed(crop, stage.heads, stage.facts.whole) + maybe_crossed(crop, stage)
    if target is not None and target.kind == "sign":
        return faces if scale in THINGS else people_crossed(crop, stage) - _coats(crop, stage)
    return faces + COAT * _coats(crop, stage)


def _coats(crop: Floats, stage: Stage) -> Floats:
    return np.asarray(HEADLESS * beheaded(crop, stage))


def _loud(rect: Rect, meant: Sequence[Target], stage: Stage) -> bool:
    """Does lettering fill a crop that was not made for it nor for what it stands on, or lettering
    that is not spelt as it should be?"""
    own = [one.box for one in meant if not one.head and (one.kind != "sign" or one.read)]
    lines = (Rect(*map(float, line)) for line in stage.lettering)
    return any(
        line.w > FILLS * rect.w and seen(line, rect) > 0.5
        for line in lines
        if all(seen(line, box) < 0.5 for box in own)
    )


def settled(rect: Rect, stage: Stage, box: Rect | None) -> Rect:
    """The crop near `rect` whose edges cross least; `box` is what it has to show. A cut to it from
    the whole scene stays clear, where it was."""
    nearer = stage.most.w / SAME_SUBJECT
    crops = _near(rect, stage, nearer if rect.w <= nearer else stage.most.w)
    cost = edge_costs(crops, rect, stage)
    cost += RESIZED * np.abs(np.log2(crops[:, 2] / rect.w))
    if box is not None:
        shown = seen_of(crops, rows([box]))[:, 0]
        cost += LOST * np.clip(shown.max() - shown, 0, None)
    return Rect(*(float(value) for value in crops[int(cost.argmin())]))


def edge_costs(crops: Floats, rect: Rect, stage: Stage) -> Floats:
    """How badly the edges of each crop cut, how far it lies from `rect`, how empty it is."""
    cost = FACE * people_crossed(crops, stage) + blemishes(crops, stage)
    cost += SHIFTED * np.hypot(
        (crops[:, 0] + crops[:, 2] / 2 - rect.x - rect.w / 2) / rect.w,
        (crops[:, 1] + crops[:, 3] / 2 - rect.y - rect.h / 2) / rect.h,
    )
    empty = EMPTY * np.clip(1 - fullness(crops, stage), 0, None)
    return np.asarray(cost + empty + things_cut(crops, stage))


def _near(rect: Rect, stage: Stage, most: float) -> Floats:
    whole, least = stage.facts.whole, stage.least_width
    aspect = float(stage.view.aspect)
    widths = [min(max(size * rect.w, least), most) for size in STEPS]
    w, dx, dy = (grid.ravel() for grid in np.meshgrid(widths, SHIFTS, SHIFTS, indexing="ij"))
    h = w / aspect
    x = np.clip(rect.x + rect.w / 2 + dx * rect.w - w / 2, 0, np.maximum(whole.w - w, 0))
    y = np.clip(rect.y + rect.h / 2 + dy * rect.h - h / 2, 0, np.maximum(whole.h - h, 0))
    return np.stack([x, y, w, h], axis=1)
