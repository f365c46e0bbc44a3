"""Crops worth looking at: for each target of a panel, at each scale, the best one nearby.

A composition puts eyes on a third, leaves headroom and room to look into, and moves its edges to
where they cross no face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.camera.grammar import IN_COMMON, SAME_SUBJECT, THINGS, WIDE_SCALES, Scale
from render.camera.targets import Target
from render.camera.vision.facts import PictureFacts, head_about
from render.geometry import (
    Floats,
    Rect,
    area,
    overlap,
    rows,
    seen,
    seen_of,
    widest,
)
from render.shots import View

EYES_IN_HEAD = 0.52
"""Where eyes lie in a head with its hair, from its top."""

FACE_TOP = 0.28
"""Hair above it may be cut in a close-up, eyes and chin below never."""

SHIFTS = np.linspace(-0.2, 0.2, 11)
STEPS = (1.0, 0.93, 1.08, 0.86, 1.18, 1.3)
"""How far a crop is shifted in parts of itself, and by what it is made larger or smaller, for
edges that cross nobody."""

HEAD_HIGHEST = 0.14
"""Of a panel's height, where the head may begin of one whom nobody found."""

BESIDE, DOWN_TO, HEADLESS = 0.14, 0.5, 0.7
"""The part of a body's width that is there to be seen from, and how far down, since the head may be
low; and what one without a head counts beside a face that an edge crosses: the body is a guess."""

LOOKED_AT, AS_LARGE, LOWEST_EYES, LOW = 0.16, 0.7, 0.58, 0.8
"""Heads of this part of the frame's height draw the eye, those as large as this part of the
largest; where the highest of their eyes may be; what it costs, more when they are lower (taught:
eyes on a third; by eye)."""

TORSO, TORSO_FROM, BODY = 4.0, 1.2, 5.0
"""What it costs a crop that is full of bodies without heads; where below a head's top a body begins
and how long it is, in heads (a figure is seven to eight heads high, mostly hidden below)."""

TRUNK, TRUNK_WIDE, HEADLESS_FROM = 2.4, 2.0, 0.12
"""How long and how wide a body is from its shoulders to its hips, in heads; and the part of a frame
from which on one whose head is outside is what a viewer looks at (by eye)."""

SOMEBODY, SHOULDER = 0.25, 0.2
"""Where a whole head is as high as the first part of a frame, bodies beside it may fill the second
without theirs: one of several is framed over a neighbour's shoulder (taught: a dirty single)."""

FACELESS = 0.15
"""What the upper part of an animal or a statue counts beside a face: its head is somewhere there,
and less is missed of it (by eye)."""

NOBODY_ELSE = 0.3
"""How much less likely one more head is where the prompt asks for nobody else (by eye)."""

NOBODY, BLEMISHED = 0.2, 0.25
"""What crosses less than this of a face, as far as is known, crosses nobody: what was seen most
faintly is a head once in ten times; and how badly edges may cut what is no face: hair at an edge is
enough."""

INK, LARGE_INK = 0.08, 0.12
"""How far beyond its box lettering may reach, in parts of its height: what is found is its core;
and from which part of a panel's height on that is seen."""

AROUND, GRAZED = 0.08, 0.01
"""How far beyond its box a face may reach, in parts of it, and what part of that an edge may take:
boxes are found within about so much."""

HEAD_OF, ABOVE, SIDEWAYS, SOMEWHERE = 0.4, 0.1, 0.3, 0.35
"""The upper part of an animal or a statue in which its head is, and how far above and beside what
was found of it that may reach; how sure the place of one must be for its head not to be cut."""

FACE, HAIR, LETTERING, LOST, SHIFTED, RESIZED, EMPTY = 6.0, 1.6, 1.6, 5.0, 1.2, 1.0, 0.6
"""What it costs a crop to cross a face, to cut hair, lettering, what it is for, to be moved by its
own size or made twice as large, and to show nothing (by eye)."""


THING, THIRD = 1.2, 1 / 3
"""What it costs a crop to cut something that stands there, and how large it is then (by eye): a
globe or an animal cut in half looks like a slip, but a crop may need it."""

FILLS, LOUD = 0.3, 0.6
"""Of a crop's width, from which on lettering is what it shows; what it costs where that was not
meant: nobody reads out what stands there."""

MOST_WORDS = 1.5
"""However many lines are cut, it is one fault: a face is worth more than a page of lettering."""


@dataclass(frozen=True)
class Composition:
    """A crop of a panel, of the view's aspect (or the whole panel, set on a spread of itself).

    `target` is what it was made for, None where it shows the place. `crossed` counts the faces
    that its edges cross, by their size; `flaws`, 0..1, tells how badly else it is cut; `filled`
    how much there is to see in it beside the whole panel (1: as much as everywhere); `face` is the
    person that it is a picture of, whatever it was made for: the only head that is large in it;
    `several` tells that more than one is, so that it is nobody's picture; `also` are targets whose
    own crops would be the same.
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
        fit = self.scale in WIDE_SCALES or self.several
        return fit and self.crossed < NOBODY and self.flaws <= BLEMISHED


@dataclass(frozen=True)
class Stage:
    """A panel as crops are chosen in it: sizes in panel pixels, heads [n, 4], lettering [m, 4].

    `bodies` [k, 4] are where people stand whose heads were not found, from where their heads must
    begin; `faint` [j, 4] are what may be heads, `likely` [j] how likely; `things` [i, 4] are those
    whose place is known, `plain` [i] how surely. `whole` says that all of it is to be seen first,
    on a spread where the frame does not hold it.
    """

    facts: PictureFacts
    view: View
    heads: Floats
    lettering: Floats
    sums: Floats
    bodies: Floats
    faint: Floats
    likely: Floats
    things: Floats
    plain: Floats
    whole: bool = False

    @property
    def most(self) -> Rect:
        return widest(self.facts.width, self.facts.height, self.view.aspect)

    @property
    def least_width(self) -> float:
        """Width of the smallest crop that is sharp when it fills the frame."""
        return min(self.view.width / self.view.enlargement, self.most.w)


def stage_of(
    facts: PictureFacts, targets: Sequence[Target], view: View, *, whole: bool = False
) -> Stage:
    found = [head_about(face.box, facts.whole) for face in facts.of("face")]
    known = [target.head for target in targets if target.head and target.head not in found]
    heads = rows([*found, *known])
    lettering = rows([_inked(sign.box, facts) for sign in facts.of("lettering") if sign.text])
    plane = np.asarray(facts.saliency or np.ones((64, 64)), dtype=np.float64)
    sums = np.pad(plane / max(float(plane.mean()), 1e-9), ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    faint = [(head_about(face.box, facts.whole), face.weight) for face in facts.of("faint")]
    faint += [(_top(t.box), FACELESS) for t in targets if t.faceless and t.sure >= SOMEWHERE]
    maybe, likely = rows([box for box, _ in faint]), np.array([chance for _, chance in faint])
    if len(maybe) and len(heads):
        apart = seen_of(heads, maybe).max(axis=0) < 0.5
        maybe, likely = maybe[apart], likely[apart]
    if _all_seated(targets):
        likely = NOBODY_ELSE * likely
    bodies = _headless(targets, heads, facts)
    stands = [
        one
        for one in targets
        if one.kind == "thing" and one.text and one.sure >= SOMEWHERE and not one.faceless
    ]
    things, plain = rows([one.box for one in stands]), np.array([one.sure for one in stands])
    return Stage(facts, view, heads, lettering, sums, bodies, maybe, likely, things, plain, whole)


def _all_seated(targets: Sequence[Target]) -> bool:
    """Has everybody a head whom the prompt asks for, and does it ask for no more?"""
    asked = [target for target in targets if target.text and target.kind in ("person", "group")]
    return bool(asked) and all(target.head for target in asked)


def _inked(box: Rect, facts: PictureFacts) -> Rect:
    """As far as large lettering may reach; an edge that grazes small one is not seen."""
    more = INK * min(box.w, box.h) if box.h >= LARGE_INK * facts.height else 0.0
    left, top = max(box.x - more, 0.0), max(box.y - more, 0.0)
    right, bottom = min(box.x + box.w + more, facts.width), min(box.y + box.h + more, facts.height)
    return Rect(left, top, right - left, bottom - top)


def _top(box: Rect) -> Rect:
    """Where the head of an animal or a statue may be: all of it is face."""
    h = HEAD_OF * box.h / (1 - FACE_TOP)
    return Rect(
        box.x - SIDEWAYS * box.w, box.y - ABOVE * box.h - FACE_TOP * h,
        (1 + 2 * SIDEWAYS) * box.w, h + ABOVE * box.h,
    )  # fmt: skip


def _headless(targets: Sequence[Target], heads: Floats, facts: PictureFacts) -> Floats:
    """Where people stand whom the prompt asks for and whose heads were not found, where no head
    stands there that may be theirs: from as high as anybody's head."""
    top = min([HEAD_HIGHEST * facts.height, *heads[:, 1].tolist()])
    found = []
    for target in targets:
        box = target.box
        theirs = ((heads[:, 0] + heads[:, 2] / 2 > box.x) & (heads[:, 0] < box.x + box.w)).any()
        if target.kind == "person" and target.head is None and not theirs:
            found.append(Rect(box.x, top, box.w, box.y + box.h - top))
    return rows(found)


def clear_cut(one: Rect, other: Rect, leeway: float = 0.0) -> bool:
    """Is a cut from one crop to another plainly meant: another scale, or another place? `leeway`
    is by how much less of it will do, as a part."""
    ratio = max(one.w, other.w) / min(one.w, other.w)
    common = overlap(one, other) / min(area(one), area(other))
    return ratio >= SAME_SUBJECT * (1 - leeway) or common <= IN_COMMON * (1 + leeway)


def made(
    rect: Rect, scale: Scale, subject: str, target: Target | None, stage: Stage
) -> Composition:
    crop = rows([rect])
    crossed = float(_cut_in(crop, scale, target, stage)[0])
    # What the widest frame cuts no frame of the panel can help: it is the picture as it is.
    if scale == "establishing":
        flaws = 0.0
    else:
        flaws = float(min(1.0, blemishes(crop, stage)[0] + LOUD * _loud(rect, target, stage)))
    return Composition(
        rect, scale, subject, target, crossed, flaws, float(fullness(crop, stage)[0])
    )


def _cut_in(crop: Floats, scale: Scale, target: Target | None, stage: Stage) -> Floats:
    """How many people a crop cuts; about lettering nobody asks for the heads of those behind it."""
    faces = faces_crossed(crop, stage.heads, stage.facts.whole) + maybe_crossed(crop, stage)
    bodies = HEADLESS * beheaded(crop, stage)
    cut = faces + bodies if scale in THINGS else people_crossed(crop, stage)
    return cut - bodies if target is not None and target.kind == "sign" else cut


def _loud(rect: Rect, target: Target | None, stage: Stage) -> bool:
    """Does lettering fill a crop that was not made for it?"""
    lines = (Rect(*map(float, line)) for line in stage.lettering)
    return any(
        line.w > FILLS * rect.w and seen(line, rect) > 0.5
        for line in lines
        if target is None or target.head or seen(line, target.box) < 0.5
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


def people_crossed(crops: Floats, stage: Stage) -> Floats:
    """How many people the edges of each crop cut in the face, or show without a head; what may be
    a head counts as much as it is likely to be one."""
    return found_crossed(crops, stage) + maybe_crossed(crops, stage)


def found_crossed(crops: Floats, stage: Stage) -> Floats:
    """How many people the edges of each crop cut, as `people_crossed` has it, of those found."""
    crossed = faces_crossed(crops, stage.heads, stage.facts.whole)
    crossed = crossed + HEADLESS * beheaded(crops, stage)
    if not len(stage.bodies):
        return crossed
    x, y, w, h = (stage.bodies[None, :, side] for side in range(4))
    left, top, width = crops[:, 0:1], crops[:, 1:2], crops[:, 2:3]
    across = (np.minimum(left + width, x + w) - np.maximum(left, x)) / w
    bottom = top + crops[:, 3:4]
    headless = (across > BESIDE) & (top < y + 0.8 * h) & (bottom > y)
    headless &= (top > y + 1) | (bottom < y + DOWN_TO * h)
    return np.asarray(crossed + HEADLESS * headless.sum(axis=1))


def beheaded(crops: Floats, stage: Stage, wide: float = TRUNK_WIDE) -> Floats:
    """How many bodies, so many heads `wide`, fill much of each crop whose heads are outside."""
    if not len(stage.heads):
        return np.zeros(len(crops))
    inside = seen_of(crops, stage.heads)
    part = _filled_by(crops, _trunks(stage, wide, TRUNK))
    least = np.where(_of_somebody(crops, stage.heads, inside), SHOULDER, HEADLESS_FROM)[:, None]
    return np.asarray(((inside < 0.5) & (part >= least)).sum(axis=1), dtype=np.float64)


def _of_somebody(crops: Floats, heads: Floats, part: Floats) -> NDArray[np.bool_]:
    """Which crops have a large and whole head in them; `part` is how much of each is."""
    large = heads[None, :, 3] >= SOMEBODY * crops[:, 3:]
    return np.asarray(((part > 0.97) & large).any(axis=1))


def maybe_crossed(crops: Floats, stage: Stage) -> Floats:
    """How many faces the edges of each crop cross, as far as is to be expected, of what may be."""
    return faces_crossed(crops, stage.faint, stage.facts.whole, stage.likely)


def faces_crossed(
    crops: Floats, heads: Floats, whole: Rect, likely: Floats | float = 1.0
) -> Floats:
    """How many faces, eyes to chin, the edges of each crop cross: a face as high as a fifth of the
    crop counts one, smaller and blurred ones less, each as much as it is `likely` to be one.
    `whole` is the panel."""
    if not len(heads):
        return np.zeros(len(crops))
    x, y, w, h = heads.T
    left, right = np.maximum(x - AROUND * w, 0), np.minimum(x + (1 + AROUND) * w, whole.w)
    top, bottom = y + FACE_TOP * h, np.minimum(y + (1 + AROUND) * h, whole.h)
    part = seen_of(crops, np.stack([left, top, right - left, bottom - top], axis=1))
    size = np.clip(heads[None, :, 3] / (0.2 * crops[:, None, 3]), 0.3, 1.5)
    crossed: Floats = (likely * size * ((part > GRAZED) & (part < 1 - GRAZED))).sum(axis=1)
    return crossed


def fullness(crops: Floats, stage: Stage) -> Floats:
    """How much draws the eye in each crop, beside the panel's mean: from the saliency map."""
    down, across = (side - 1 for side in stage.sums.shape)
    left, right = (
        np.clip(np.rint(x / stage.facts.width * across), 0, across).astype(int)
        for x in (crops[:, 0], crops[:, 0] + crops[:, 2])
    )
    top, bottom = (
        np.clip(np.rint(y / stage.facts.height * down), 0, down).astype(int)
        for y in (crops[:, 1], crops[:, 1] + crops[:, 3])
    )
    sums = stage.sums
    mass = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(mass / np.maximum((right - left) * (bottom - top), 1))


def blemishes(crops: Floats, stage: Stage) -> Floats:
    """Hair and lettering that edges cut, chests whose head is outside."""
    cost = HAIR * heads_cut(crops, stage) + LETTERING * words_cut(crops, stage)
    if len(stage.heads):
        part = seen_of(crops, stage.heads)
        cost += LOW * _eyes_low(crops, stage.heads, part) + TORSO * _torsos(crops, stage, part)
    return np.asarray(cost)


def heads_cut(crops: Floats, stage: Stage, whole: float = 0.97) -> Floats:
    """How many heads each crop cuts, or shows the chest of: one of this part seen is `whole`."""
    part = seen_of(crops, stage.heads)
    chests = seen_of(crops, stage.heads + np.array([0, 1, 0, 0]) * stage.heads[:, 3:] * 1.05)
    cut = ((part > 1 - whole) & (part < whole)) | ((chests > 0.6) & (part < 0.5))
    return np.asarray(cut.sum(axis=1), dtype=np.float64)


def words_cut(crops: Floats, stage: Stage) -> Floats:
    """How much lettering the edges of each crop cut: a line that is a twelfth of the crop high
    counts one, smaller ones less."""
    if not len(stage.lettering):
        return np.zeros(len(crops))
    part = seen_of(crops, stage.lettering)
    low = np.minimum(stage.lettering[None, :, 2], stage.lettering[None, :, 3])
    size = np.clip(low / (crops[:, None, 3] / 12), 0.3, 1.5)
    cut = (size * ((part > 0.05) & (part < 0.97))).sum(axis=1)
    return np.asarray(np.minimum(cut, MOST_WORDS))


def things_cut(crops: Floats, stage: Stage) -> Floats:
    """What the edges of each crop cut of things whose place is known: one that is surely there, a
    third of the crop high or wide, costs THING, others less."""
    if not len(stage.things):
        return np.zeros(len(crops))
    part = seen_of(crops, stage.things)
    w, h = stage.things.T[2:]
    size = np.maximum(w / crops[:, 2:3], h / crops[:, 3:4]) / THIRD
    cut = (part > 0.1) & (part < 0.95)
    return np.asarray(THING * (np.clip(size, 0, 1) * stage.plain * cut).sum(axis=1))


def _torsos(crops: Floats, stage: Stage, part: Floats) -> Floats:
    """The part of each crop that bodies fill whose heads are outside, beyond mere shoulders."""
    there = _filled_by(crops, _trunks(stage, 1.6, BODY))
    least = SHOULDER * _of_somebody(crops, stage.heads, part)
    return np.asarray(np.clip((there * (part < 0.5)).sum(axis=1) - least, 0.0, 1.0))


def _trunks(stage: Stage, wide: float, long: float) -> Floats:
    """Where bodies are below the heads, as wide and as long as that in heads: [n, 4]."""
    x, y, w, h = stage.heads.T
    below = y + TORSO_FROM * h
    most = np.maximum(stage.facts.height - below, 1)
    return np.stack([x + (1 - wide) / 2 * w, below, wide * w, np.clip(long * h, 0, most)], axis=1)


def _filled_by(crops: Floats, boxes: Floats) -> Floats:
    """The part of each crop that each box fills: [crops, boxes]."""
    inside = seen_of(crops, boxes) * boxes[None, :, 2] * boxes[None, :, 3]
    return np.asarray(inside / (crops[:, 2:3] * crops[:, 3:4]))


def _eyes_low(crops: Floats, heads: Floats, part: Floats) -> Floats:
    """Crops with people large at their bottom edge, and nobody higher: 0, or 1 and more."""
    eyes = (heads[None, :, 1] + EYES_IN_HEAD * heads[None, :, 3] - crops[:, 1:2]) / crops[:, 3:]
    high = np.where(part > 0.6, heads[None, :, 3], 0.0)
    large = high > np.maximum(LOOKED_AT * crops[:, 3:], AS_LARGE * high.max(axis=1, keepdims=True))
    highest = np.where(large, eyes, np.inf).min(axis=1)
    return np.where(np.isfinite(highest) & (highest > LOWEST_EYES), highest / LOWEST_EYES, 0.0)
