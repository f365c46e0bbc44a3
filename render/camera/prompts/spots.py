"""Where somebody or something of a prompt is that shows no face: by its colours in its part of the
picture, else by what stands out there."""

from __future__ import annotations

from collections.abc import Sequence

from render.camera.prompts.figures import Figure
from render.camera.vision.colours import SHADES, patches
from render.camera.vision.facts import PictureFacts
from render.camera.vision.subjects import Subject
from render.geometry import Rect, area, centre, overlap, seen

BY_COLOUR, BY_EYE = 0.85, 0.45
"""How sure a patch is that has all of a colour in a zone, and what stands out alone in one:
of three and of two that five stories ask for all were what was asked for (by eye)."""

SMALLEST, LARGEST = 0.004, 0.22
"""Of a picture's area: less is a stray, more is the ground."""

STANDS_OUT = 0.04
"""Of all that draws the eye in a picture, as much as a spot has to have."""

THERE = 0.5
"""The part of a spot that lies in the zone."""


def spot_of(
    figure: Figure, facts: PictureFacts, things: Sequence[Subject], taken: Sequence[Rect]
) -> tuple[Rect, float] | None:
    """Where a figure is of whom no head is found, in panel pixels, and how sure that is, 0..1; None
    where nothing tells. `taken` are the heads of others."""
    zone = _in_pixels(figure.zone, facts)
    found = [
        (clipped, BY_COLOUR * weight)
        for colour in figure.colours
        for box, weight in patches(facts, SHADES.get(colour, colour), figure.zone)
        if (clipped := _clipped(box, zone)) and _may_be(clipped, facts, taken)
    ]
    if not found and figure.faceless and figure.zone is not None:
        spots = [(thing.box, thing.weight) for thing in things[1:] if _fits(thing.box, zone)]
        total = sum(weight for _, weight in spots)
        found = [
            (box, BY_EYE * weight / total)
            for box, weight in spots
            if weight >= STANDS_OUT and _may_be(box, facts, taken)
        ]
    return max(found, key=lambda pair: pair[1], default=None)


def _in_pixels(zone: Rect | None, facts: PictureFacts) -> Rect:
    if zone is None:
        return facts.whole
    return Rect(
        zone.x * facts.width, zone.y * facts.height, zone.w * facts.width, zone.h * facts.height
    )


def _clipped(box: Rect, zone: Rect) -> Rect | None:
    """The part of a patch that lies in the zone from side to side: it may be higher or lower, and
    may go on beyond it a little."""
    left, right = max(box.x, zone.x - 0.1 * zone.w), min(box.x + box.w, zone.x + 1.1 * zone.w)
    part = Rect(left, box.y, right - left, box.h)
    return part if right > left and overlap(part, zone) > 0 else None


def _fits(box: Rect, zone: Rect) -> bool:
    return seen(box, zone) >= THERE


def _may_be(box: Rect, facts: PictureFacts, taken: Sequence[Rect]) -> bool:
    part = area(box) / area(facts.whole)
    return SMALLEST <= part <= LARGEST and not any(_holds(box, head) for head in taken)


def _holds(box: Rect, head: Rect) -> bool:
    """Does a head stand on a patch? Then it is somebody else's coat."""
    x, y = centre(head)
    return box.x < x < box.x + box.w and box.y - head.h < y < box.y + 0.5 * box.h
