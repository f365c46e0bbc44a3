"""What the edges of crops cut, and what is left in them without its head: faces, hair, words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render.camera.framing.stage import FACE_TOP, Stage
from render.camera.vision.saliency import drawing_the_eye
from render.geometry import Floats, Rect, seen_of

EYES_IN_HEAD = 0.52
"""Where eyes lie in a head with its hair, from its top."""

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

AROUND, GRAZED = 0.08, 0.01
"""How far beyond its box a face may reach, in parts of it, and what part of that an edge may take:
boxes are found within about so much."""

HAIR, LETTERING = 1.6, 1.6
"""What it costs a crop to cut hair, and lettering, beside a face (6; by eye)."""

THING, THIRD = 1.2, 1 / 3
"""What it costs a crop to cut something that stands there, and how large it is then (by eye): a
globe or an animal cut in half looks like a slip, but a crop may need it."""

MOST_WORDS = 1.5
"""However many lines are cut, it is one fault: a face is worth more than a page of lettering."""


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
    return drawing_the_eye(crops, stage.facts, stage.sums)


def blemishes(crops: Floats, stage: Stage) -> Floats:
    """Hair and lettering that edges cut, chests whose head is outside."""
    cost = cut_beside(crops, stage)
    if len(stage.heads):
        part = seen_of(crops, stage.heads)
        cost += LOW * _eyes_low(crops, stage.heads, part) + TORSO * _torsos(crops, stage, part)
    return np.asarray(cost)


def cut_beside(crops: Floats, stage: Stage) -> Floats:
    """Hair and lettering that edges cut: all that matters about a thing, which stands before
    somebody's coat as it may."""
    return np.asarray(HAIR * heads_cut(crops, stage) + LETTERING * words_cut(crops, stage))


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
