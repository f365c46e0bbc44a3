"""The author's word on a picture, over what was seen in it: whose head, and what, is where."""

from __future__ import annotations

from dataclasses import replace

from render.camera.vision.facts import PictureFacts, Region, face_in
from render.geometry import Rect, seen
from story.model import HeadMark, Panel, ThingMark
from story.problems import Problem
from story.settings import FILE_NAME

COVERED = 0.5
"""A head most of which lies in an author's box is the one that is meant."""


def marked(facts: PictureFacts, panel: Panel) -> PictureFacts:
    """The facts with what the author says of heads (a named box is one, a box without a name holds
    none) and of things, as far as these lie in the picture."""
    regions = facts.regions
    for mark in panel.heads:
        box = Rect(*mark.box)
        regions = tuple(
            region for region in regions
            if region.kind not in ("face", "faint") or not (seen(region.box, box) > COVERED)
        )  # fmt: skip
        if mark.name:
            regions = (*regions, Region("face", face_in(box), 1.0, mark.name))
    there = (
        Region("thing", _inside(box, facts.whole), 1.0, mark.name)
        for mark in panel.things
        if seen(box := Rect(*mark.box), facts.whole)
    )
    return replace(facts, regions=(*regions, *there))


def outside(facts: PictureFacts, panel: Panel) -> list[Problem]:
    """What the author says is in a picture, in boxes that lie beside it."""
    size = f"{facts.width}×{facts.height}"
    marks: list[HeadMark | ThingMark] = [*panel.heads, *panel.things]
    return [
        Problem(
            FILE_NAME,
            0,
            "mark-outside",
            f"{panel.path}: the box of {mark.name or 'no head'} lies beside it.",
            f"Give left, top, width, height in the picture's own pixels: it has {size}.",
        )
        for mark in marks
        if not seen(Rect(*mark.box), facts.whole)
    ]


def _inside(box: Rect, whole: Rect) -> Rect:
    """The part of a box that lies in the whole."""
    left, top = max(box.x, whole.x), max(box.y, whole.y)
    right, bottom = min(box.x + box.w, whole.x + whole.w), min(box.y + box.h, whole.y + whole.h)
    return Rect(left, top, right - left, bottom - top)
