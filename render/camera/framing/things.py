"""Crops of things, places and lettering: close where they are surely there, in their room else."""

from __future__ import annotations

from render.camera.framing.composition import (
    FAR_ENOUGH,
    NEARLY_ALL,
    UNSURE_WIDTH,
    WIDE_FROM,
    Composition,
    made,
    settled,
)
from render.camera.framing.edges import beheaded
from render.camera.framing.stage import Stage
from render.camera.grammar import CROSSED, FLAWED, SAME_SUBJECT, SURE, Scale
from render.camera.targets import Target, subject_of
from render.geometry import Rect, centre, crop_at, rows

FILLED_ACROSS, FILLED_DOWN, FIGURE_DOWN = 0.46, 0.5, 0.85
"""Of the frame by a thing or lettering that is shown for itself, and by an animal or a statue,
which stands as people do."""

FULLER, FULLEST = (1.0, 0.85, 0.72, 0.6), 1.12
"""Widths of a close crop of a thing that are tried, in parts of the first, until one cuts nobody
and little else; the narrowest of all is so many times as wide as the thing."""

HEAD_ABOVE = 0.2
"""What is found of an animal is its body's colour: the head may rise so far above it (by eye)."""

HEADING = 0.38
"""How high in the frame lettering stands: what it is the heading of hangs below it."""

UNREAD = 0.3
"""Lettering that may be misspelt fills no more of the frame's width than this."""

LEVEL = 0.8
"""Of a tall box's height in which something may be, as much as a frame about it has to show."""


def of_thing(stage: Stage, target: Target) -> list[Composition]:
    """A thing, lettering or a place: for itself where it is surely there, and with what is about
    it; in its room else. What the scene is full of is seen wide."""
    if target.kind == "setting":
        return [_thing_at(max(target.box.w, stage.least_width), stage, target)]
    box, aspect = _shown_box(target), float(stage.view.aspect)
    down = FIGURE_DOWN if target.faceless else FILLED_DOWN
    width = max(box.w / FILLED_ACROSS, box.h / down * aspect, stage.least_width)
    close = target.sure >= SURE and target.kind != "place"
    if target.kind == "sign" and not target.read:
        width, close = max(width, box.w / UNREAD), False
    if not close:
        roomy = max(box.w, LEVEL * box.h * aspect, UNSURE_WIDTH * stage.most.w)
        width = max(min(roomy, NEARLY_ALL * stage.most.w), stage.least_width)
    if width > 0.9 * stage.most.w or (target.kind == "sign" and width < max(box.w, box.h * aspect)):
        return []
    found = [_cleanest(width, stage, target) if close else _thing_at(width, stage, target)]
    about = SAME_SUBJECT * FAR_ENOUGH * found[0].rect.w
    if close and about <= NEARLY_ALL * stage.most.w:
        found.append(_thing_at(about, stage, target))
    return found


def _cleanest(width: float, stage: Stage, target: Target) -> Composition:
    """A close crop of a thing, filled more by it where it else cuts somebody or other lettering: a
    board behind people is shown over their heads; and where somebody's coat is beside it in any."""
    tried = [
        _thing_at(part * width, stage, target, close=True)
        for part in FULLER
        if part * width >= max(stage.least_width, FULLEST * _shown_box(target).w)
    ]
    first = tried[0] if tried else _thing_at(width, stage, target, close=True)
    least = min(tried, key=lambda each: CROSSED * each.crossed + FLAWED * each.flaws, default=first)
    clean = [each for each in tried if each.clean]
    coats = beheaded(rows([each.rect for each in clean]), stage)
    alone = [each for each, coat in zip(clean, coats, strict=True) if not coat]
    hung = [each for each in alone if _hung(target, each.rect)]
    return next(iter([*hung, *alone, *reversed(clean)]), least)


def _hung(target: Target, rect: Rect) -> bool:
    """Does what is lettered stand no lower than the middle of a crop? What it is the heading of is
    under it, not over it."""
    return target.kind != "sign" or centre(target.box)[1] <= rect.y + rect.h / 2


def _shown_box(target: Target) -> Rect:
    """A target's box; of an animal or a statue with what of its head may stand out of it."""
    box, more = target.box, HEAD_ABOVE * target.box.h if target.faceless else 0.0
    return Rect(box.x, max(box.y - more, 0.0), box.w, box.h + min(more, box.y))


def _thing_at(width: float, stage: Stage, target: Target, *, close: bool = False) -> Composition:
    box = _shown_box(target)
    x, y = centre(box)
    if target.kind == "sign":
        y += (0.5 - HEADING) * width / float(stage.view.aspect)
    start = crop_at(x, y, width, stage.view.aspect, stage.facts.whole)
    rect = settled(start, stage, box)
    scale: Scale = "insert" if target.kind == "sign" else "detail"
    if not close or rect.w > WIDE_FROM * stage.most.w:
        scale = "wide"
    return made(rect, scale, subject_of(target), target, stage)
