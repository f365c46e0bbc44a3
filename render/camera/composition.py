"""Crops worth looking at: for each target of a panel, at each scale, the best one nearby.

A composition puts eyes on a third, leaves headroom and room to look into, and moves its edges to
where they cross no face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from render.camera.grammar import IN_COMMON, SAME_SUBJECT, WIDE_SCALES, Scale
from render.camera.targets import Target
from render.camera.vision.facts import PictureFacts, head_about
from render.geometry import (
    Floats,
    Rect,
    area,
    centre,
    crop_at,
    overlap,
    rows,
    seen,
    seen_of,
    widest,
)
from render.shots import View

HEADS: dict[Scale, float] = {"close": 0.585, "medium close": 0.335, "medium": 0.19}
"""A head's height in the frame's at each scale (measured by hand in films: medium 0.15-0.28,
medium close 0.30-0.48, close 0.50-0.72), far enough apart for a cut from one to the next."""

FAR_ENOUGH = 1.04
"""A little more than what a cut on one subject asks for, since crops are shifted yet."""

NEARLY_ALL, LARGER = 0.8, 0.8
"""No crop of one person is wider than this part of the widest; a scale that would be, by less than
this, is made a little larger."""

CLOSE_FROM, MEDIUM_CLOSE_FROM = 0.49, 0.29
"""Heads from which on a frame is called close, or medium close, whatever it was made for."""

SMALLEST_HEAD = 56.0
"""Panel pixels: smaller heads in generated pictures are mush when they are enlarged."""

EYES, EYES_CLOSE, EYES_IN_HEAD = 0.34, 0.38, 0.52
"""Where eyes lie in the frame from its top, and in a head with its hair."""

WIDEST_HEAD = 0.62
"""Of the frame's width, in tall frames."""

ASIDE = 0.07
"""How far a head stands from the middle, to leave room where it looks (parts of the width)."""

FILLED_ACROSS, FILLED_DOWN = 0.62, 0.66
"""Of the frame by a thing or lettering that is shown for itself."""

HEADING = 0.38
"""How high in the frame lettering stands: what it is the heading of hangs below it."""

UNREAD = 0.3
"""Lettering that may be misspelt fills no more of the frame's width than this."""

SURE = 0.6
"""From here on a box is what its name says: less is shown wider."""

UNSURE_WIDTH = 0.55
"""Of the widest crop, about something that may also be beside its box."""

LEVEL = 0.8
"""Of a tall box's height in which something may be, as much as a frame about it has to show."""

WIDE_FROM = 0.5
"""Of the widest crop's width: a view of several people or of a place is wide from here."""

SHARP = 1.05
"""A panel whose widest crop is hardly sharp has no closer ones."""

PARTS = (0.62,)
"""Widths, in parts of the widest crop, of views that show a part of the scene."""

FACE_TOP = 0.28
"""Hair above it may be cut in a close-up, eyes and chin below never."""

FILLS = 0.6
"""A panel of which the frame holds more than this part fills it."""

REACH = 1.0
"""Frame widths that one shot can look along, as fast as the eye bears."""

LONGER = 0.35
"""A panel that is longer than the widest frame by more than this part has two ends."""

FACE_INSIDE, FACE_LARGE = 0.6, 0.15
"""A head that is in a crop by this part, and as high as this part of it, is looked at first."""

SAME, NEARLY = 0.05, 0.12
"""Crops of one target, and of the scene, whose edges lie nearer are one (parts of the width)."""

DOMINATED = 1.6
"""A crop in which another head is so many times as high is no picture of its target."""

SHIFTS = np.linspace(-0.2, 0.2, 11)
STEPS = (1.0, 0.93, 1.08, 0.86, 1.18, 1.3)
"""How far a crop is shifted in parts of itself, and by what it is made larger or smaller, for
edges that cross nobody."""

FACE, HAIR, LETTERING, LOST, SHIFTED, RESIZED, EMPTY = 6.0, 0.8, 0.35, 5.0, 1.2, 1.0, 0.6
"""What it costs a crop to cross a face, to cut hair, lettering, what it is for, to be moved by its
own size or made twice as large, and to show nothing (by eye)."""


@dataclass(frozen=True)
class Composition:
    """A crop of a panel, of the view's aspect (or the whole panel, set on a spread of itself).

    `target` is what it was made for, None where it shows the place. `crossed` counts the faces
    that its edges cross, by their size; `flaws`, 0..1, tells how badly else it is cut; `filled`
    how much there is to see in it beside the whole panel (1: as much as everywhere); `face` is the
    person that it is a picture of, whatever it was made for: the only head that is large in it.
    """

    rect: Rect
    scale: Scale
    subject: str
    target: Target | None = None
    crossed: float = 0.0
    flaws: float = 0.0
    filled: float = 1.0
    face: Target | None = None


@dataclass(frozen=True)
class Stage:
    """A panel as crops are chosen in it: sizes in panel pixels, heads [n, 4], lettering [m, 4]."""

    facts: PictureFacts
    view: View
    heads: Floats
    lettering: Floats
    sums: Floats

    @property
    def most(self) -> Rect:
        return widest(self.facts.width, self.facts.height, self.view.aspect)

    @property
    def least_width(self) -> float:
        """Width of the smallest crop that is sharp when it fills the frame."""
        return min(self.view.width / self.view.enlargement, self.most.w)


def stage_of(facts: PictureFacts, targets: Sequence[Target], view: View) -> Stage:
    seen = [head_about(face.box, facts.whole) for face in facts.of("face")]
    known = [target.head for target in targets if target.head and target.head not in seen]
    heads = rows([*seen, *known])
    lettering = rows([sign.box for sign in facts.of("lettering") if sign.text])
    plane = np.asarray(facts.saliency or ((1,),), dtype=np.float64)
    sums = np.pad(plane / max(float(plane.mean()), 1e-9), ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    return Stage(facts, view, heads, lettering, sums)


def compositions(stage: Stage, targets: Sequence[Target]) -> tuple[Composition, ...]:
    """All that a panel is cut from, no two alike; the first shows as much as a frame can."""
    found = [*_establishing(stage), *_parts(stage)]
    if stage.most.w * stage.view.enlargement < SHARP * stage.view.width:
        return tuple(found[:1])
    for target in targets:
        if _worth_it(target, stage):
            found += _of_target(stage, target)
    people = [target for target in targets if target.head]
    kept: list[Composition] = []
    for each in found:
        if not any(_alike(each, other) for other in kept):
            kept.append(replace(each, face=_face(each.rect, people)))
    return tuple(kept)


def _worth_it(target: Target, stage: Stage) -> bool:
    """Has a target more to it than that it stands out? Among people that is no reason to look."""
    return bool(target.text) or target.kind in ("person", "group") or not len(stage.heads)


def clear_cut(one: Rect, other: Rect, leeway: float = 0.0) -> bool:
    """Is a cut from one crop to another plainly meant: another scale, or another place? `leeway`
    is by how much less of it will do, as a part."""
    ratio = max(one.w, other.w) / min(one.w, other.w)
    common = overlap(one, other) / min(area(one), area(other))
    return ratio >= SAME_SUBJECT * (1 - leeway) or common <= IN_COMMON * (1 + leeway)


def _face(rect: Rect, people: Sequence[Target]) -> Target | None:
    """The person whose head is by far the largest of those that a crop shows, if it is large."""
    inside = [
        (one.head.h, one) for one in people if one.head and seen(one.head, rect) > FACE_INSIDE
    ]
    ranked = sorted(inside, key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < FACE_LARGE * rect.h:
        return None
    alone = len(ranked) == 1 or ranked[1][0] * DOMINATED < ranked[0][0]
    return ranked[0][1] if alone else None


def _alike(one: Composition, other: Composition) -> bool:
    """Two crops that nobody could tell apart; of two persons' each stands for its own."""
    a, b = one.rect, other.rect
    away = max(abs(a.x - b.x), abs(a.y - b.y), abs(a.x + a.w - b.x - b.w)) / min(a.w, b.w)
    if one.target and one.scale not in WIDE_SCALES and one.target != other.target:
        return False
    return away < (SAME if one.target == other.target else NEARLY)


def on_spread(stage: Stage) -> bool:
    """Does a panel show more set on a spread of itself than filling the frame? A frame that holds
    most of it fills it; so does one that can look along it in one shot, and is sharp."""
    most, facts = stage.most, stage.facts
    if area(most) > FILLS * area(facts.whole):
        return False
    far = max((facts.width - most.w) / most.w, (facts.height - most.h) / most.w)
    return far > REACH or most.w * stage.view.enlargement < stage.view.width


def _establishing(stage: Stage) -> list[Composition]:
    """The widest frame, where it crosses fewest faces; at both ends of a longer panel, too."""
    most, facts = stage.most, stage.facts
    if on_spread(stage):
        return [Composition(facts.whole, "establishing", "the whole scene")]
    room = max((facts.width - most.w) / most.w, (facts.height - most.h) / most.h)
    found = []
    for part in (0.5,) if room < LONGER else (0.5, 0.0, 1.0):
        x, y = part * (facts.width - most.w), part * (facts.height - most.h)
        rect = _settled(Rect(x, y, most.w, most.h), stage, None, sizes=(1.0,))
        found.append(_made(rect, "establishing", "the whole scene", None, stage))
    return found


def _parts(stage: Stage) -> list[Composition]:
    """Views of the scene's parts: left, middle, right, and top and bottom of tall panels."""
    found = []
    for part in PARTS:
        width = max(part * stage.most.w, stage.least_width)
        if width > 0.9 * stage.most.w:
            continue
        for x, across in ((0.0, "left"), (0.5, "middle"), (1.0, "right")):
            for y, down in ((0.0, "upper "), (1.0, "lower ")):
                rect = crop_at(
                    x * stage.facts.width,
                    y * stage.facts.height,
                    width,
                    stage.view.aspect,
                    stage.facts.whole,
                )
                rect = _settled(rect, stage, None)
                found.append(_made(rect, "wide", f"the {down}{across}", None, stage))
    return found


def _of_target(stage: Stage, target: Target) -> list[Composition]:
    if target.kind == "person" and target.head:
        return _of_person(stage, target, target.head)
    if target.kind == "group":
        return _of_group(stage, target)
    return _of_thing(stage, target)


def _of_person(stage: Stage, target: Target, head: Rect) -> list[Composition]:
    """Medium, medium close and close, each so much wider than the next that a cut may join them."""
    found: list[Composition] = []
    aspect, least = float(stage.view.aspect), stage.least_width
    for scale, part in HEADS.items():
        if scale != "medium" and head.h < SMALLEST_HEAD:
            continue
        width = max(head.h / part * aspect, head.w / WIDEST_HEAD, least)
        if width > NEARLY_ALL / LARGER * stage.most.w:
            break
        width = min(width, NEARLY_ALL * stage.most.w)
        rect = _settled(_about(head, width, scale, target, stage), stage, head)
        if not _dominated(rect, head, stage):
            found.append(_made(rect, _scale_of(head.h / rect.h), target.name, target, stage))
        least = SAME_SUBJECT * FAR_ENOUGH * width
    return found


def _about(head: Rect, width: float, scale: Scale, target: Target, stage: Stage) -> Rect:
    """A crop of a width with the head's eyes on a third, and room where it looks."""
    height = width / float(stage.view.aspect)
    eyes = EYES_CLOSE if scale == "close" else EYES
    x = head.x + head.w / 2 - _aside(target, head, stage.facts) * width
    y = head.y + EYES_IN_HEAD * head.h + (0.5 - eyes) * height
    return crop_at(x, y, width, stage.view.aspect, stage.facts.whole)


def _dominated(rect: Rect, head: Rect, stage: Stage) -> bool:
    """Is somebody else much larger in the crop?"""
    inside = seen_of(rows([rect]), stage.heads)[0] > 0.5
    return bool((stage.heads[inside, 3] > DOMINATED * head.h).any())


def _scale_of(part: float) -> Scale:
    return (
        "close" if part >= CLOSE_FROM else "medium close" if part >= MEDIUM_CLOSE_FROM else "medium"
    )


def _aside(target: Target, head: Rect, facts: PictureFacts) -> float:
    """Where a head stands across the frame, from its middle: away from where it looks, on the side
    where it stands in the panel."""
    if target.facing:
        return ASIDE if target.facing == "left" else -ASIDE
    middle = (head.x + head.w / 2) / facts.width
    return -ASIDE if middle < 0.4 else ASIDE if middle > 0.6 else 0.0


def _of_group(stage: Stage, target: Target) -> list[Composition]:
    box, aspect = target.box, float(stage.view.aspect)
    width = max(1.1 * box.w, 1.1 * box.h * aspect, stage.least_width)
    if target.sure < SURE:
        width = max(width, UNSURE_WIDTH * stage.most.w)
    if width > 0.9 * stage.most.w:
        width = 0.72 * stage.most.w
        if box.w > 1.25 * width:
            return []
    x, y = centre(box)
    start = crop_at(x, y, width, stage.view.aspect, stage.facts.whole)
    rect = _settled(start, stage, box)
    scale: Scale = "wide" if rect.w > WIDE_FROM * stage.most.w else "medium"
    return [_made(rect, scale, target.name, target, stage)]


def _of_thing(stage: Stage, target: Target) -> list[Composition]:
    """A thing, lettering or a place: for itself where it is surely there, in its room else."""
    box, aspect = target.box, float(stage.view.aspect)
    width = max(box.w / FILLED_ACROSS, box.h / FILLED_DOWN * aspect, stage.least_width)
    close = target.sure >= SURE and target.kind != "place"
    if target.kind == "sign" and not target.read:
        width, close = max(width, box.w / UNREAD), False
    if not close:
        roomy = max(box.w, LEVEL * box.h * aspect, UNSURE_WIDTH * stage.most.w)
        width = max(min(roomy, NEARLY_ALL * stage.most.w), stage.least_width)
    if width > 0.9 * stage.most.w:
        return []
    x, y = centre(box)
    if target.kind == "sign":
        y += (0.5 - HEADING) * width / aspect
    start = crop_at(x, y, width, stage.view.aspect, stage.facts.whole)
    rect = _settled(start, stage, box)
    scale: Scale = "insert" if target.kind == "sign" else "detail"
    if not close or rect.w > WIDE_FROM * stage.most.w:
        scale = "wide"
    return [_made(rect, scale, target.name, target, stage)]


def _made(
    rect: Rect, scale: Scale, subject: str, target: Target | None, stage: Stage
) -> Composition:
    crop = rows([rect])
    crossed = float(faces_crossed(crop, stage.heads)[0])
    flaws = float(min(1.0, _flaws(crop, stage)[0]))
    return Composition(rect, scale, subject, target, crossed, flaws, float(_filled(crop, stage)[0]))


def _settled(rect: Rect, stage: Stage, box: Rect | None, sizes: Sequence[float] = STEPS) -> Rect:
    """The crop near `rect` whose edges cross least; `box` is what it has to show."""
    crops = _near(rect, stage, sizes)
    cost = FACE * faces_crossed(crops, stage.heads) + _flaws(crops, stage)
    cost += SHIFTED * np.hypot(
        (crops[:, 0] + crops[:, 2] / 2 - rect.x - rect.w / 2) / rect.w,
        (crops[:, 1] + crops[:, 3] / 2 - rect.y - rect.h / 2) / rect.h,
    )
    cost += EMPTY * np.clip(1 - _filled(crops, stage), 0, None)
    cost += RESIZED * np.abs(np.log2(crops[:, 2] / rect.w))
    if box is not None:
        shown = seen_of(crops, rows([box]))[:, 0]
        cost += LOST * np.clip(shown.max() - shown, 0, None)
    return Rect(*(float(value) for value in crops[int(cost.argmin())]))


def _near(rect: Rect, stage: Stage, sizes: Sequence[float]) -> Floats:
    whole, least, most = stage.facts.whole, stage.least_width, stage.most.w
    aspect = float(stage.view.aspect)
    widths = [min(max(size * rect.w, least), most) for size in sizes]
    w, dx, dy = (grid.ravel() for grid in np.meshgrid(widths, SHIFTS, SHIFTS, indexing="ij"))
    h = w / aspect
    x = np.clip(rect.x + rect.w / 2 + dx * rect.w - w / 2, 0, np.maximum(whole.w - w, 0))
    y = np.clip(rect.y + rect.h / 2 + dy * rect.h - h / 2, 0, np.maximum(whole.h - h, 0))
    return np.stack([x, y, w, h], axis=1)


def faces_crossed(crops: Floats, heads: Floats) -> Floats:
    """How many faces, eyes to chin, the edges of each crop cross: a face as high as a fifth of the
    crop counts one, smaller and blurred ones less."""
    if not len(heads):
        return np.zeros(len(crops))
    faces = heads.copy()
    faces[:, 1] += FACE_TOP * heads[:, 3]
    faces[:, 3] *= 1 - FACE_TOP
    part = seen_of(crops, faces)
    size = np.clip(heads[None, :, 3] / (0.2 * crops[:, None, 3]), 0.3, 1.5)
    crossed: Floats = (size * ((part > 0.03) & (part < 0.97))).sum(axis=1)
    return crossed


def _filled(crops: Floats, stage: Stage) -> Floats:
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


def _flaws(crops: Floats, stage: Stage) -> Floats:
    """Hair and lettering that edges cut, chests whose head is outside."""
    cost = np.zeros(len(crops))
    if len(stage.heads):
        part = seen_of(crops, stage.heads)
        cost += HAIR * ((part > 0.03) & (part < 0.97)).sum(axis=1)
        chests = stage.heads + np.array([0, 1, 0, 0]) * stage.heads[:, 3:] * 1.05
        bodies = seen_of(crops, chests)
        cost += HAIR * ((bodies > 0.6) & (part < 0.5)).sum(axis=1)
    if len(stage.lettering):
        part = seen_of(crops, stage.lettering)
        cost += LETTERING * ((part > 0.08) & (part < 0.95)).sum(axis=1)
    return cost
