"""Candidates for shots: for each target of a panel, at each scale, the crop that shows it best.

Eyes stand on a third, heads leave headroom and room to look into; what is not surely there is
shown wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from render.camera.framing.composition import (
    FAR_ENOUGH,
    LARGER,
    NEARLY_ALL,
    NOBODY,
    UNSURE_WIDTH,
    WIDE_FROM,
    Composition,
    made,
    settled,
)
from render.camera.framing.cutaways import cutaways
from render.camera.framing.edges import EYES_IN_HEAD
from render.camera.framing.levels import default_level
from render.camera.framing.stage import Stage
from render.camera.framing.things import of_thing
from render.camera.grammar import SAME_SUBJECT, SURE, WIDE_SCALES, Scale
from render.camera.targets import Target, subject_of
from render.camera.vision.facts import PictureFacts
from render.geometry import (
    Rect,
    area,
    around,
    centre,
    crop_at,
    rows,
    seen,
    seen_of,
)

HEADS: dict[Scale, float] = {"close": 0.585, "medium close": 0.335, "medium": 0.19}
"""A head's height in the frame's at each scale (measured by hand in films: medium 0.15-0.28,
medium close 0.30-0.48, close 0.50-0.72), far enough apart for a cut from one to the next."""

CLOSE_FROM, MEDIUM_CLOSE_FROM = 0.49, 0.29
"""Heads from which on a frame is called close, or medium close, whatever it was made for."""

SMALLEST_HEAD = 56.0
"""Panel pixels: smaller heads in generated pictures are mush when they are enlarged."""

EYES, EYES_CLOSE = 0.34, 0.38
"""Where eyes lie in the frame, from its top."""

WIDEST_HEAD = 0.62
"""Of the frame's width, in tall frames."""

ASIDE = 0.07
"""How far a head stands from the middle, to leave room where it looks (parts of the width)."""

SHARP = 1.05
"""A panel whose widest crop is hardly sharp has no closer ones."""

PARTS = (0.58,)
"""Widths, in parts of the widest crop, of views that show a part of the scene."""

FILLS = 0.6
"""A panel of which the frame holds more than this part fills it."""

REACH = 1.0
"""Frame widths that one shot can look along, as fast as the eye bears."""

LONGER = 0.35
"""A panel that is longer than the widest frame by more than this part has two ends."""

TWO, CHEST, SHOULDERS = 1.15, 1.8, 1.35
"""How much wider and higher a shot of several is than those in it; heads down to where two who
talk are seen, and those who only listen."""

FACE_INSIDE, FACE_LARGE = 0.6, 0.15
"""A head that is in a crop by this part, and as high as this part of it, is looked at first."""

TOGETHER, AS_HIGH = (2, 3, 4), 1.7
"""How many who stand side by side one shot of listeners holds, and how many times as high the
largest of their heads may be as the smallest, or as theirs: who is far behind others is not beside
them, and no listener."""

SAME, NEARLY = 0.05, 0.12
"""Crops of one target, and of the scene, whose edges lie nearer are one (parts of the width)."""

DOMINATED = 1.6
"""A crop in which another head is so many times as high is no picture of its target."""


def compositions(stage: Stage, targets: Sequence[Target]) -> tuple[Composition, ...]:
    """All that a panel is cut from, no two alike; the first shows as much as a frame can."""
    found = _establishing(stage)
    if stage.most.w * stage.view.enlargement < SHARP * stage.view.width:
        return tuple(found[:1])
    found += _two_shots(stage, targets)
    for target in targets:
        if _worth_it(target, stage):
            found += _of_target(stage, target)
    found += _neighbours(stage)
    found += _parts(stage)
    found += cutaways(stage, found, targets)
    people = [target for target in targets if target.head]
    kept: list[Composition] = []
    for each in found:
        same = next((n for n, other in enumerate(kept) if _alike(each, other)), None)
        if same is None:
            kept.append(_peopled(each, people, stage))
            continue
        if each.crossed < kept[same].crossed:
            kept[same] = _peopled(_recut(kept[same], each), people, stage)
        if each.target and each.target != kept[same].target:
            kept[same] = replace(kept[same], also=(*kept[same].also, each.target))
    return tuple(kept)


def _recut(one: Composition, other: Composition) -> Composition:
    """A composition with the crop of another that is alike and cuts less."""
    return replace(
        one, rect=other.rect, crossed=other.crossed, flaws=other.flaws, filled=other.filled
    )


def _peopled(each: Composition, people: Sequence[Target], stage: Stage) -> Composition:
    """A composition with whose picture it is, or that it is one of several."""
    return replace(each, face=_face(each.rect, people), several=_several(each.rect, stage))


def _several(rect: Rect, stage: Stage) -> bool:
    """Are more heads than one large in a crop, none by far the largest?"""
    inside = seen_of(rows([rect]), stage.heads)[0] > FACE_INSIDE
    high = sorted(stage.heads[inside, 3].tolist(), reverse=True)[:2]
    return len(high) == 2 and high[1] >= max(FACE_LARGE * rect.h, high[0] / DOMINATED)


def _worth_it(target: Target, stage: Stage) -> bool:
    """Has a target more to it than that it stands out? Among people that is no reason to look."""
    return bool(target.text) or target.kind in ("person", "group") or not len(stage.heads)


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
    if (one.scale in WIDE_SCALES) != (other.scale in WIDE_SCALES):
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
    if stage.whole or on_spread(stage):
        return [Composition(facts.whole, "establishing", "the whole scene")]
    room = max((facts.width - most.w) / most.w, (facts.height - most.h) / most.h)
    found = []
    for part in (0.5,) if room < LONGER else (0.5, 0.0, 1.0):
        x, y = part * (facts.width - most.w), part * (facts.height - most.h)
        rect = default_level(Rect(x, y, most.w, most.h), stage)
        found.append(made(rect, "establishing", "the whole scene", None, stage))
    return found


def _parts(stage: Stage) -> list[Composition]:
    """Views of the scene's parts: left, middle, right, and top and bottom of tall panels; of a
    panel that is two pictures, each."""
    found = [_one_picture(part.box, stage) for part in stage.facts.of("part")]
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
                rect = settled(rect, stage, None)
                found.append(made(rect, "wide", f"the {down}{across}", None, stage))
    return found


def _one_picture(part: Rect, stage: Stage) -> Composition:
    """As much of one of the two pictures of a panel as a frame holds, none of the other."""
    aspect = float(stage.view.aspect)
    width = max(min(part.w, part.h * aspect), stage.least_width)
    x, y = centre(part)
    rect = crop_at(x, y, width, stage.view.aspect, stage.facts.whole)
    return made(rect, "wide", "the left part" if part.x == 0 else "the right part", None, stage)


def _of_target(stage: Stage, target: Target) -> list[Composition]:
    if target.kind == "person" and target.head:
        return _of_person(stage, target, target.head)
    if target.kind == "group":
        return _of_group(stage, target)
    return of_thing(stage, target)


def _of_person(stage: Stage, target: Target, head: Rect) -> list[Composition]:
    """Medium, medium close and close, each so much wider than the next that a cut may join them."""
    found: list[Composition] = []
    aspect, least = float(stage.view.aspect), stage.least_width
    for scale, part in HEADS.items():
        if scale != "medium" and head.h < SMALLEST_HEAD:
            continue
        width = max(head.h / part * aspect, head.w / WIDEST_HEAD, least)
        if width > NEARLY_ALL * (1 if found else 1 / LARGER) * stage.most.w:
            break
        width = min(width, NEARLY_ALL * stage.most.w)
        rect = settled(_about(head, width, scale, target, stage), stage, head)
        if not _dominated(rect, head, stage):
            found.append(made(rect, scale_of(head.h / rect.h), subject_of(target), target, stage))
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


def scale_of(part: float) -> Scale:
    """The scale of a crop of which a head's height is this part."""
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
    if width > NEARLY_ALL / LARGER * stage.most.w:
        return []
    width = min(width, max(NEARLY_ALL * stage.most.w, box.w))
    x, y = centre(box)
    start = crop_at(x, y, width, stage.view.aspect, stage.facts.whole)
    rect = settled(start, stage, box)
    scale: Scale = "wide" if rect.w > WIDE_FROM * stage.most.w else "medium"
    return [made(rect, scale, subject_of(target), target, stage)]


def _two_shots(stage: Stage, targets: Sequence[Target]) -> list[Composition]:
    """Any two of those whom the prompt asks for who stand near enough for one frame: for short
    replies, and where it is not sure which of them is which."""
    people = [target for target in targets if target.head and target.text]
    found = []
    for number, one in enumerate(people):
        for other in people[number + 1 :]:
            heads = [each.head for each in (one, other) if each.head]
            rect = _holding(heads, stage, CHEST)
            if rect is None or one.head == other.head:
                continue
            if min(seen(head, rect) for head in heads) > FACE_INSIDE:
                called = f"{subject_of(one)} and {subject_of(other)}"
                found.append(made(rect, "medium", called, None, stage))
    return found


def _neighbours(stage: Stage) -> list[Composition]:
    """Those who stand side by side, whoever they are, where a frame of them cuts nobody: listeners,
    for words that nothing in the picture fits."""
    heads = [Rect(*map(float, head)) for head in stage.heads]
    least = max(SMALLEST_HEAD, max((head.h for head in heads), default=0.0) / AS_HIGH)
    heads = sorted((head for head in heads if head.h >= least), key=lambda head: head.x)
    runs: dict[tuple[Rect, ...], None] = {}
    for number, head in enumerate(heads):
        beside = [head, *(each for each in heads[number + 1 :] if _beside(head, each))]
        runs |= {tuple(beside[:many]): None for many in TOGETHER if many <= len(beside)}
    found = []
    for some in runs:
        crop = _holding(some, stage, SHOULDERS)
        if crop is None or min(seen(head, crop) for head in some) < FACE_INSIDE:
            continue
        shot = made(crop, "medium", "people", None, stage)
        if shot.crossed < NOBODY:
            found.append(shot)
    return found


def _beside(one: Rect, other: Rect) -> bool:
    """Do two heads belong to people who stand side by side, none far behind?"""
    low, high = sorted((one.h, other.h))
    return high <= AS_HIGH * low and abs(one.y + one.h / 2 - other.y - other.h / 2) < high


def _holding(heads: Sequence[Rect], stage: Stage, down: float) -> Rect | None:
    """The crop that holds some heads best, and `down` of each; None where that is the scene."""
    both = around([Rect(head.x, head.y, head.w, down * head.h) for head in heads])
    aspect = float(stage.view.aspect)
    width = max(TWO * both.w, TWO * both.h * aspect, stage.least_width)
    if width > NEARLY_ALL / LARGER * stage.most.w:
        return None
    x, y = centre(both)
    width = min(width, NEARLY_ALL * stage.most.w)
    return settled(crop_at(x, y, width, stage.view.aspect, stage.facts.whole), stage, both)
