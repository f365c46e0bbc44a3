"""How well each composition shows each target, in parts of its best sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from render.camera.framing.composition import Composition
from render.camera.grammar import (
    CLOSE_UP,
    PLACED,
    SURE,
    WIDE_SCALES,
)
from render.camera.targets import Target
from render.geometry import Floats, Rect, seen

INSIDE, LARGE, FILLED = 0.92, 0.3, 0.4
"""The part of a target that counts as all of it; a head's height, and a thing's width or height,
in the frame's, from which on nothing is gained by coming nearer."""

WHOLE = 0.2
"""What it is worth that all of a person is seen, and not only the face."""

SMALL = 0.15
"""What it is worth that a target is in the frame, however small."""

WITH_OTHERS, NOT_MEANT, THEREABOUTS, MAYBE = 0.7, 0.6, 0.85, 0.25
"""What it counts that a target is seen among others, but not in all of the panel; in a close-up of
another; that a wide one, and a close-up, are of what may be somewhere else."""

SOMEWHERE, TOO_LARGE = 0.7, 0.95
"""What the whole scene counts for what is surely in it, nobody knows where; and for what surely
fills so much of it that no crop shows it better."""

SIDE, AT_A_SIDE = 0.13, 0.5
"""Who stands so near a side of a crop that is not theirs alone, in parts of its width, and what
that counts (both of two jurors named first a man who was introduced at the edge of a picture of
others)."""

UPPER = 0.55
"""The part of a group's height by which it is seen: heads and chests are what tells them."""

MEMBER = 0.5
"""What one of a group counts for it: people are told of by their faces."""

GUESS = 0.3
"""A wide crop of what is less surely there is worth less in proportion: the whole scene has it."""

LIKELY = 0.45
"""A person who is as surely there as this may be shown in a medium shot, no nearer."""

NOT_ALL = 0.8
"""What it counts where such a frame cuts some of it off: another height may show all of it."""

MOSTLY = 0.75
"""The part of an unsure box that the whole scene has to hold."""


def shown(compositions: Sequence[Composition], targets: Sequence[Target]) -> Floats:
    """How well each composition shows each target: [compositions, targets], 0..1."""
    own = {target for each in compositions for target in (each.target, *each.also)}
    large = [target not in own and target.sure >= LIKELY for target in targets]
    rows = [
        [
            max(_shows(each, target), _all_of(each, target) if alone else 0.0)
            for target, alone in zip(targets, large, strict=True)
        ]
        for each in compositions
    ]
    return np.array(rows, dtype=np.float64).reshape(len(compositions), len(targets))


def _all_of(each: Composition, target: Target) -> float:
    """What the whole scene counts for what is too large for a crop of its own."""
    part = seen(target.box, each.rect) if each.scale == "establishing" else 0.0
    return TOO_LARGE if part >= INSIDE else NOT_ALL if part >= MOSTLY else 0.0


def _shows(each: Composition, target: Target) -> float:
    close, sure = each.scale in CLOSE_UP, target.sure >= SURE
    its_own = each.target == target or target in each.also
    if its_own and target.head:
        all_of_them = (1 - WHOLE) + WHOLE * seen(target.box, each.rect)
        return all_of_them if sure else _likely(each, target) * all_of_them
    if its_own:
        if sure:
            return 1.0
        return (
            MAYBE if close or target.sure < PLACED else THEREABOUTS * min(1.0, target.sure / GUESS)
        )
    return max(_among_others(each, target), _somewhere(each, target), _one_of(each, target))


def _one_of(each: Composition, target: Target) -> float:
    """What the sight of one of them counts for a group."""
    who = each.target
    if target.kind != "group" or target.sure < LIKELY or who is None or who.named or not who.head:
        return 0.0
    return MEMBER if seen(who.head, target.box) > INSIDE else 0.0


def _likely(each: Composition, target: Target) -> float:
    """What a crop of a person counts who is likely there, and not surely."""
    near = each.scale in ("medium close", "close")
    return MAYBE if near or target.sure < LIKELY else THEREABOUTS


def _somewhere(each: Composition, target: Target) -> float:
    """What the whole scene counts for what is not surely anywhere in it."""
    if each.scale != "establishing" or target.sure >= SURE:
        return 0.0
    placed = target.sure >= PLACED
    return SOMEWHERE if not placed or seen(target.box, each.rect) >= MOSTLY else 0.0


def _looked_at(target: Target) -> Rect:
    """What of a target has to be seen for it to be: somebody's head, a group's upper part."""
    box = target.head or target.box
    return replace(box, h=UPPER * box.h) if target.kind == "group" else box


def _among_others(each: Composition, target: Target) -> float:
    """What a crop counts for what is in it and not its subject: more, the larger it is there."""
    close, unsure = each.scale in CLOSE_UP, target.sure < SURE
    box, rect = _looked_at(target), each.rect
    if seen(box, rect) < INSIDE or target.sure < PLACED:
        return 0.0
    part = box.h / rect.h / LARGE if target.head else max(box.w / rect.w, box.h / rect.h) / FILLED
    size = SMALL + (1 - SMALL) * min(part, 1.0)
    near = each.scale not in WIDE_SCALES
    if each.scale == "establishing":
        return size  # nobody is led to look at something else
    if target.head and abs(box.x + box.w / 2 - rect.x - rect.w / 2) > (0.5 - SIDE) * rect.w:
        size *= AT_A_SIDE
    return size * (MAYBE if near and unsure else NOT_MEANT if close else WITH_OTHERS)
