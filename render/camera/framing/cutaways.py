"""Cutaways: clean views of a panel for the time in which no words speak of anything drawn.

What words name has crops of its own; a panel is more than that. Here all of it is tried, at a few
sizes, and what is left are the views whose edges cut nobody and no lettering, that show something,
and that are plainly other shots than those there are. Besides there are views of signs and what is
about them, for the words that mean these.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from render.camera.framing.composition import BLEMISHED, NOBODY, Composition, clear_cut, made
from render.camera.framing.edges import beheaded, blemishes, fullness, people_crossed, things_cut
from render.camera.framing.stage import Stage
from render.camera.grammar import SURE
from render.camera.targets import Target, subject_of
from render.geometry import Floats, Rect, in_common, seen, seen_of

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
"""Views of a panel: with those of what is named there are ten then, a new one for a minute; and as
many of its signs at the most."""

LETTERED, HUNG = 0.15, 0.5
"""Lettering that is this part of a view's width is read, and stands no lower than this part of its
height: what it is the heading of is under it (jurors named a title under a ceiling each time)."""

LARGE, ALL, ALIKE, ITS_OWN = 0.4, 0.92, 0.4, 0.5
"""What fills this part of a view's width or height, and is all in it, is what it shows, too; what
such a view may have in common with another crop, in parts of all that both cover: a small one
inside half of the panel is another framing, though no cut joins the two; and how much of a line
stands on its own sign."""


def cutaways(
    stage: Stage, others: Sequence[Composition], targets: Sequence[Target] = ()
) -> list[Composition]:
    """Up to MOST clean views, the best first, each plainly another shot than the `others` that are
    clean, and than one another, in which no sign is read; then as many of signs among the
    `targets`, each another framing than all these."""
    crops = _tried(stage)
    if not len(crops):
        return []
    bad = (people_crossed(crops, stage) >= NOBODY) | (blemishes(crops, stage) > BLEMISHED)
    bad |= beheaded(crops, stage, WITH_ARMS) > 0
    worth = _worth(crops, stage)
    free = ~bad & (worth >= EMPTY)
    signs = [target for target in targets if target.kind == "sign"]
    read = _read(crops, stage, signs)
    taken = [one.rect for one in others if one.clean]
    found: list[Composition] = []
    headed = np.asarray(read.any(axis=1))
    for at in _best_first(worth, free & ~headed):
        rect = Rect(*map(float, crops[at]))
        if not all(clear_cut(rect, other) for other in taken):
            continue
        view = made(rect, "wide", "part of the scene", None, stage)
        if view.clean:
            taken.append(rect)
            found.append(view)
        if len(found) == MOST:
            break
    of_signs = [(crops[at], _shown_by(read[at], signs)) for at in _best_first(worth, free & headed)]
    return [*found, *_of_signs(of_signs, taken, stage, targets)]


def _best_first(worth: Floats, free: NDArray[np.bool_]) -> list[int]:
    """The places in `worth` [n] that are `free`, the worthiest first, of equal ones the first."""
    ranked = np.argsort(-worth, kind="stable")
    return list(map(int, ranked[free[ranked]]))


def _shown_by(read: NDArray[np.bool_], signs: Sequence[Target]) -> list[Target]:
    return [sign for sign, shown in zip(signs, read, strict=True) if shown]


def _of_signs(
    headed: Sequence[tuple[Floats, Sequence[Target]]],
    taken: Sequence[Rect],
    stage: Stage,
    targets: Sequence[Target],
) -> list[Composition]:
    """Up to MOST clean views of signs and what is about them, of `headed` views with the signs
    that are read in each, the worthiest first; each another framing than those `taken`."""
    found: list[Composition] = []
    for crop, (first, *more) in headed:
        rect = Rect(*map(float, crop))
        another = all(in_common(rect, other) <= ALIKE for other in taken)
        if not (another and all(clear_cut(rect, other.rect) for other in found)):
            continue
        also = (*more, *(one for one in targets if _is_large(one, rect)))
        view = made(rect, "wide", subject_of(first), first, stage, also)
        if view.clean:
            found.append(view)
        if len(found) == MOST:
            break
    return found


def _read(crops: Floats, stage: Stage, signs: Sequence[Target]) -> NDArray[np.bool_]:
    """Which signs are read in each view: all of their lines are whole in it, and one is large in
    its upper half: [n, signs]. A sign without lines is not."""
    y, w, h = (stage.lettering[None, :, side] for side in (1, 2, 3))
    large = w >= LETTERED * crops[:, 2:3]
    upper = y + h / 2 <= crops[:, 1:2] + HUNG * crops[:, 3:]
    whole = seen_of(crops, stage.lettering) > ALL
    lines = [Rect(*map(float, line)) for line in stage.lettering]
    found = np.zeros((len(crops), len(signs)), dtype=bool)
    for number, sign in enumerate(signs):
        own = [at for at, line in enumerate(lines) if seen(line, sign.box) > ITS_OWN]
        headed = (whole & large & upper)[:, own].any(axis=1)
        found[:, number] = headed & whole[:, own].all(axis=1)
    return found


def _is_large(one: Target, rect: Rect) -> bool:
    """Does what is surely there stand in a view, all of it and large?"""
    large = max(one.box.w / rect.w, one.box.h / rect.h) >= LARGE
    known = one.kind not in ("person", "sign") and bool(one.text) and one.sure >= SURE
    return known and large and seen(one.box, rect) >= ALL


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
