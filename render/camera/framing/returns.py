"""Returns: whoever is seen again, as they were a moment ago, was a little farther off before.

To come back to the same crop is dull; an editor comes back a little nearer each time. So the crop
that comes first is widened, never the last: what is shown late hangs on nothing that was before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from render.camera.framing.candidates import scale_of
from render.camera.framing.composition import Composition, clear_cut, edge_costs
from render.camera.framing.edges import EYES_IN_HEAD, blemishes, heads_cut, people_crossed
from render.camera.framing.levels import Asked
from render.camera.framing.stage import Stage
from render.geometry import Floats, Rect, in_common, rows, seen_of

WIDER = np.geomspace(1.1, 1.45, 9)
"""How many times as wide the earlier crop is: less is not seen, with more it is another scale."""

ACROSS, DOWN = np.linspace(-0.34, 0.34, 41), np.linspace(-0.15, 0.15, 13)
"""How far such a crop is shifted, in parts of the first: finely, since its edges have to fall
between heads."""

THE_SAME, ANOTHER = 0.8, 0.75
"""Crops that have more than the first in common, of all that both cover, are felt as the same; a
wider one has no more than the second (by eye)."""

DIFFERENT = 0.4
"""What it has in common with the shots two before and after it, or it would be to and fro between
two framings: less than makes two one to the eye (SAME_FRAMING), since both may move yet."""

LATELY = 25.0
"""Seconds after which nobody remembers how somebody was seen."""

MARRED, LOST = 0.02, 0.02
"""How much worse a wider crop may be cut, and how much less of what is meant it may show."""

EYES, ASIDE = (0.24, 0.5), 0.23
"""Between which parts of the frame's height the eyes stay, and how far from its middle the head, in
parts of its width."""


def nearing(
    run: Sequence[Composition],
    seconds: Sequence[tuple[float, float]],
    asked: Sequence[Sequence[Asked]],
    stage: Stage,
) -> list[Composition]:
    """The compositions of a run, each shown from and to its `seconds`, in which nobody is seen
    again as they were; `asked` is for each what its words speak of. One that finds no clean wider
    crop stays."""
    found: list[Composition] = []
    later: list[tuple[float, Rect]] = []
    for number in reversed(range(len(run))):
        each, (first, last) = run[number], seconds[number]
        again = [
            rect
            for begins, rect in later
            if begins - last < LATELY and in_common(rect, each.rect) > THE_SAME
        ]
        if again and _head(each):
            beside = [one.rect for one in (*found[:1], *run[max(number - 1, 0) : number])]
            near = [one.rect for one in (*found[1:2], *run[max(number - 2, 0) : number][:-1])]
            most = [(rect, ANOTHER) for rect in again]
            most += [(rect, max(DIFFERENT, in_common(rect, each.rect))) for rect in near]
            each = _wider(each, most, beside, [box for box, _ in asked[number]], stage)
        found.insert(0, each)
        later.append((first, each.rect))
    return found


def _head(each: Composition) -> Rect | None:
    """The head of whom a crop was made for."""
    return each.target.head if each.target else None


def _wider(
    each: Composition,
    others: Sequence[tuple[Rect, float]],
    beside: Sequence[Rect],
    meant: Sequence[Rect],
    stage: Stage,
) -> Composition:
    """A wider crop of somebody that is as clean, has no more in common with any of the `others`
    than that says, and is cleanly cut to those `beside` it; the first where there is none."""
    crops = _tried(each.rect, stage)
    crops = crops[_as_good(crops, each, meant, stage)]
    if not len(crops):
        return each
    order = np.argsort(edge_costs(crops, each.rect, stage), kind="stable")
    for at in order:
        rect = Rect(*map(float, crops[at]))
        another = all(in_common(rect, other) <= most for other, most in others)
        if another and all(clear_cut(rect, other) for other in beside):
            crossed = float(people_crossed(rows([rect]), stage)[0])
            scale = scale_of(head.h / rect.h) if (head := _head(each)) else each.scale
            return replace(each, rect=rect, scale=scale, crossed=crossed)
    return each


def _tried(rect: Rect, stage: Stage) -> Floats:
    """Crops about one that are wider than it: [n, 4]."""
    facts, aspect = stage.facts, float(stage.view.aspect)
    widths = [size * rect.w for size in WIDER if size * rect.w <= stage.most.w]
    w, dx, dy = (grid.ravel() for grid in np.meshgrid(widths, ACROSS, DOWN, indexing="ij"))
    h = w / aspect
    x = np.clip(rect.x + rect.w / 2 + dx * rect.w - w / 2, 0, facts.width - w)
    y = np.clip(rect.y + rect.h / 2 + dy * rect.h - h / 2, 0, facts.height - h)
    return np.unique(np.stack([x, y, w, h], axis=1), axis=0)


def _as_good(
    crops: Floats, each: Composition, meant: Sequence[Rect], stage: Stage
) -> NDArray[np.bool_]:
    """Which crops cut nobody that the first does not, show what it shows of whom it is about and
    what is meant, with no less room above, and have the eyes where eyes are."""
    first, head = rows([each.rect]), _head(each)
    free = crops[:, 1] <= each.rect.y
    free &= people_crossed(crops, stage) <= people_crossed(first, stage)
    free &= blemishes(crops, stage) <= blemishes(first, stage) + MARRED
    free &= heads_cut(crops, stage) <= heads_cut(first, stage)
    boxes = rows([*meant, head] if head else meant)
    if len(boxes):
        free &= (seen_of(crops, boxes) >= seen_of(first, boxes) - LOST).all(axis=1)
    if head and not each.several:
        eyes = (head.y + EYES_IN_HEAD * head.h - crops[:, 1]) / crops[:, 3]
        aside = (head.x + head.w / 2 - crops[:, 0]) / crops[:, 2] - 0.5
        free &= (eyes >= EYES[0]) & (eyes <= EYES[1]) & (np.abs(aside) <= ASIDE)
    return np.asarray(free)
