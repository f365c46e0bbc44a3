"""Cutaways: clean views of a panel for the time in which no words speak of anything drawn.

What words name has crops of its own; a panel is more than that. Here all of it is tried, at a few
sizes, and what is left are the views whose edges cut nobody and no lettering, that show something,
and that are other shots than those there are. What is lettered, or whose place is known, in one of
them is what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from render.camera.framing.composition import BLEMISHED, NOBODY, Composition, clear_cut, made
from render.camera.framing.edges import (
    beheaded,
    blemishes,
    fineness,
    fullness,
    people_crossed,
    things_cut,
)
from render.camera.framing.stage import Stage
from render.camera.grammar import SURE
from render.camera.targets import Target
from render.geometry import Floats, Rect, in_common, seen, seen_of

SIZES = (0.57, 0.47, 0.39, 0.33, 0.29)
"""Widths in parts of the widest frame: the first is cut to plainly from all of it (1.7 times), the
last is as near as a usual panel is sharp (measured: the median of a hand cut is 0.33)."""

ACROSS, DOWN = 25, 17
"""Places across and down at which each size is tried: an eighth of such a view apart, and less."""

WITH_ARMS = 3.4
"""How many heads wide a body is with its arms: nobody asked for a view, so none has a mere shoulder
in it."""

EMPTY, PLAIN, INSIDE = 1.05, 0.8, 0.6
"""What shows no more than the panel does in the mean is a view of nothing: sky, or a wall; and so
is what is drawn so much less finely than the panel, in so much of its width and height (by eye:
skies, ceilings and the backs of coats draw the eye by their colour)."""

HALF_EMPTY = 0.2
"""A view has two quarters at least that are drawn as finely as this (by eye)."""

HIGH = 0.2
"""Where a view's middle is, in parts of a panel's height, that shows a ceiling or a sky, but for
lettering."""

FINE, TORN, RIM = 0.3, 0.5, 0.04
"""What it counts how finely a view's inside is drawn, and what it costs how many of its lines its
edges cut: things that are whole end inside it. An edge is so many widths of the view wide."""

LETTERED, HUNG, UNDER = 0.15, 0.5, 0.6
"""Lettering that is this part of a view's width is read; what it costs where it stands lower than
this part of the height: what it is the heading of is under it."""

LARGE, ALL = 0.4, 0.92
"""A thing that fills this part of a view's width or height, and is all in it, is what it shows."""

MIDDLE, HEART = 0.7, 0.5
"""How much of a view lies well inside its edges, and what that counts beside all of it: what is
worth a view is not cut by its edge."""

PEOPLE, SEVERAL, LOOKED_AT = 0.25, 2, 0.14
"""What each head counts, of so many, that is whole and as large as this part of the frame's height:
people are looked at first."""

STANDS, STANDS_LARGE = 0.3, 0.25
"""What it counts that a thing whose place is known is whole in a view, and as large as this part of
the frame's width or height: hands with a tablet are a view, a piece of floor is none."""

MOST, ALIKE = 8, 0.4
"""Views of a panel: with those of what is named there are a dozen then, a new one for a minute; and
what one may have in common with those (parts of all that both cover): a small one inside half of
the panel is another framing, though no cut joins the two."""


def cutaways(
    stage: Stage, others: Sequence[Composition], targets: Sequence[Target] = ()
) -> list[Composition]:
    """Up to MOST clean views, the best first, each another framing than the `others` that are
    clean, and plainly another shot than one another; with those of the `targets` that they show."""
    crops = _tried(stage)
    if not len(crops):
        return []
    bad = (people_crossed(crops, stage) >= NOBODY) | (blemishes(crops, stage) > BLEMISHED)
    bad |= beheaded(crops, stage, WITH_ARMS) > 0
    read = seen_of(crops, stage.lettering) > ALL
    read &= stage.lettering[None, :, 2] >= LETTERED * crops[:, 2:3]
    worth = _worth(crops, stage)
    free = ~bad & (worth >= EMPTY) & ~_plain(crops, stage)
    free &= read.any(axis=1) | (crops[:, 1] + crops[:, 3] / 2 >= HIGH * stage.facts.height)
    worth = worth + _whole(crops, stage) - UNDER * (read & _low(crops, stage)).any(axis=1)
    taken = [one.rect for one in others if one.clean]
    found: list[Composition] = []
    for at in np.argsort(-np.where(free, worth, -np.inf), kind="stable").tolist():
        if not free[at] or len(found) == MOST:
            break
        rect = Rect(*(float(side) for side in crops[at]))
        fresh = all(in_common(rect, other) <= ALIKE for other in taken)
        if fresh and all(clear_cut(rect, other.rect) for other in found):
            view = made(rect, "wide", "part of the scene", None, stage)
            lines = [Rect(*map(float, line)) for line in stage.lettering[read[at]]]
            found.append(replace(view, also=_shown_in(rect, lines, targets)))
    return found


def _shown_in(rect: Rect, read: Sequence[Rect], targets: Sequence[Target]) -> tuple[Target, ...]:
    """The targets that a view shows: signs whose lettering can be `read` in it, and what is surely
    there, all of it and large."""
    found = []
    for one in targets:
        box = one.box
        large = max(box.w / rect.w, box.h / rect.h) >= LARGE and seen(box, rect) >= ALL
        lettered = one.kind == "sign" and any(seen(line, box) > ALL for line in read)
        known = one.kind != "person" and bool(one.text) and one.sure >= SURE
        if lettered or (known and large):
            found.append(one)
    return tuple(found)


def _plain(crops: Floats, stage: Stage) -> NDArray[np.bool_]:
    """Which views have nothing to see well inside, or in three of their quarters: [n]."""
    inner = fineness(_inside(crops, INSIDE), stage) < PLAIN
    x, y, w, h = (crops[:, side] for side in range(4))
    quarters = [
        fineness(np.stack([x + a * w / 2, y + b * h / 2, w / 2, h / 2], axis=1), stage)
        for a in (0, 1)
        for b in (0, 1)
    ]
    return np.asarray(inner | (np.sort(quarters, axis=0)[1] < HALF_EMPTY))


def _whole(crops: Floats, stage: Stage) -> Floats:
    """How finely each view is drawn inside, and how little of it is cut: [n]."""
    all_of_it = fineness(crops, stage)
    within = (1 - 2 * RIM) ** 2
    rim = (all_of_it - within * fineness(_inside(crops, 1 - 2 * RIM), stage)) / (1 - within)
    fine = np.minimum(fineness(_inside(crops, INSIDE), stage), 1.5)
    return np.asarray(FINE * fine - TORN * np.maximum(rim, 0) / np.maximum(all_of_it, PLAIN))


def _low(crops: Floats, stage: Stage) -> NDArray[np.bool_]:
    """Which lettering stands in the lower part of each view: [n, lettering]."""
    middle = stage.lettering[None, :, 1] + stage.lettering[None, :, 3] / 2
    return np.asarray(middle > crops[:, 1:2] + HUNG * crops[:, 3:])


def _inside(crops: Floats, part: float) -> Floats:
    """The middle of each crop, a part of its width and height."""
    aside = (1 - part) / 2
    found = crops * np.array([1, 1, part, part])
    found[:, :2] += aside * crops[:, 2:]
    return np.asarray(found)


def _tried(stage: Stage) -> Floats:
    """All views of the panel that are tried: [n, 4]."""
    aspect, facts = float(stage.view.aspect), stage.facts
    found = []
    for part in SIZES:
        w = max(part * stage.most.w, stage.least_width)
        if w > SIZES[0] * stage.most.w + 1:
            continue
        x = np.linspace(0, max(facts.width - w, 0.0), ACROSS)
        y = np.linspace(0, max(facts.height - w / aspect, 0.0), DOWN)
        left, top = (grid.ravel() for grid in np.meshgrid(x, y, indexing="ij"))
        found.append(
            np.stack([left, top, np.full(len(left), w), np.full(len(left), w / aspect)], axis=1)
        )
    return np.concatenate(found) if found else np.zeros((0, 4))


def _worth(crops: Floats, stage: Stage) -> Floats:
    """How much there is to see in each view, more in its middle, and whom: [n]."""
    hearts = fullness(_inside(crops, MIDDLE), stage)
    worth = (1 - HEART) * fullness(crops, stage) + HEART * hearts
    worth = worth - things_cut(crops, stage)
    if len(stage.things):
        w, h = stage.things[None, :, 2], stage.things[None, :, 3]
        large = np.maximum(w / crops[:, 2:3], h / crops[:, 3:]) >= STANDS_LARGE
        there = (seen_of(crops, stage.things) > 0.97) & large
        worth = worth + STANDS * (there * stage.plain).max(axis=1)
    if not len(stage.heads):
        return worth
    large = stage.heads[None, :, 3] >= LOOKED_AT * crops[:, 3:]
    whole = (seen_of(crops, stage.heads) > 0.97) & large
    return np.asarray(worth + PEOPLE * np.minimum(whole.sum(axis=1), SEVERAL))
