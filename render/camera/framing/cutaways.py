"""Cutaways: clean views of a panel for the time in which no words speak of anything drawn.

What words name has crops of its own; a panel is more than that. Here all of it is tried, at a few
sizes, and what is left are the views whose edges cut nobody and no lettering, that show something,
and that are plainly other shots than those there are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from render.camera.framing.composition import BLEMISHED, NOBODY, Composition, clear_cut, made
from render.camera.framing.edges import beheaded, blemishes, fullness, people_crossed, things_cut
from render.camera.framing.stage import Stage
from render.geometry import Floats, Rect, seen_of

SIZES = (0.57, 0.47, 0.39, 0.33)
"""Widths in parts of the widest frame: the first is cut to plainly from all of it (1.7 times), the
last is as near as nothing that is not named comes (by eye: nearer is a riddle)."""

ACROSS, DOWN = 25, 17
"""Places across and down at which each size is tried: an eighth of such a view apart, and less."""

WITH_ARMS = 3.4
"""How many heads wide a body is with its arms: nobody asked for a view, so none has a mere shoulder
in it."""

EMPTY = 1.05
"""What shows no more than the panel does in the mean is a view of nothing: sky, or a wall."""

MIDDLE, HEART = 0.7, 0.5
"""How much of a view lies well inside its edges, and what that counts beside all of it: what is
worth a view is not cut by its edge."""

PEOPLE, SEVERAL, LOOKED_AT = 0.25, 2, 0.14
"""What each head counts, of so many, that is whole and as large as this part of the frame's height:
people are looked at first."""

STANDS, STANDS_LARGE = 0.3, 0.25
"""What it counts that a thing whose place is known is whole in a view, and as large as this part of
the frame's width or height: hands with a tablet are a view, a piece of floor is none."""

MOST = 6
"""Views of a panel: with those of what is named there are ten then, a new one for a minute."""


def cutaways(stage: Stage, others: Sequence[Composition]) -> list[Composition]:
    """Up to MOST clean views, the best first, each plainly another shot than the `others` that are
    clean, and than one another."""
    crops = _tried(stage)
    if not len(crops):
        return []
    bad = (people_crossed(crops, stage) >= NOBODY) | (blemishes(crops, stage) > BLEMISHED)
    bad |= beheaded(crops, stage, WITH_ARMS) > 0
    worth = _worth(crops, stage)
    free = ~bad & (worth >= EMPTY)
    taken = [one.rect for one in others if one.crossed < NOBODY and one.flaws <= BLEMISHED]
    found: list[Composition] = []
    for at in np.argsort(-np.where(free, worth, -np.inf), kind="stable").tolist():
        if not free[at] or len(found) == MOST:
            break
        rect = Rect(*(float(side) for side in crops[at]))
        if all(clear_cut(rect, other) for other in taken):
            taken.append(rect)
            found.append(made(rect, "wide", "part of the scene", None, stage))
    return found


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
    aside = (1 - MIDDLE) / 2
    hearts = crops * np.array([1, 1, MIDDLE, MIDDLE])
    hearts[:, :2] += aside * crops[:, 2:]
    worth = (1 - HEART) * fullness(crops, stage) + HEART * fullness(hearts, stage)
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
