"""What a scene is full of ("rows of servers", "shelves of jars"): its background, where it shows.

No box is found for it, since it is all about. A part of the picture with nobody in it and no
lettering, where there is most to see, shows it as well as any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from render.camera.prompts.places import Place
from render.camera.vision.facts import PictureFacts
from render.camera.vision.saliency import drawing_the_eye
from render.geometry import Rect, rows, seen_of

_FULL_OF = re.compile(
    r"\b(?:rows|ranks|racks|banks|aisles|shelves|bookshelves|bookcases|walls|tiers) of "
    r"(?!(?:the|a|an|his|her|its|their)\b)(?P<what>[\w\s-]*)",
    re.IGNORECASE,
)
_ON_THE_FLOOR = re.compile(
    r"\b(?:desk|table|chair|bench|bed|seat|stool|cot|crop|vegetable|flower|grave|tomb)(?:s|es)?\b",
    re.IGNORECASE,
)
"""What stands in rows and hides no background: its place is below the horizon."""

WIDE, HIGH = 0.4, 9 / 16
"""The part's width in the picture's, and its height in its own width."""

LOWEST = 0.62
"""Of the picture's height: the part's middle is no lower. What stands in rows rises, and below it
is the floor (by eye)."""

PLACES = 13
"""Places tried across, and down."""

NOBODY, SOMETHING = 0.04, 0.4
"""How much of it somebody or lettering may fill; and what there has to be to see in it, beside the
picture's mean: the sky is not full of anything."""


def is_setting(place: Place, before: Place | None) -> bool:
    """Does a place name what the scene is full of, or what that has with it ("rows of lamps glowing
    with a warm light")? `before` is what the prompt asks for before it."""
    if place.zone is not None or place.people:
        return False
    if _full_of(place.text):
        return True
    with_it = before is not None and f"{before.text} with {place.text}" in place.whole
    return with_it and before is not None and _full_of(before.text)


def _full_of(text: str) -> bool:
    found = _FULL_OF.search(text)
    return found is not None and not _ON_THE_FLOOR.search(found["what"])


def where_open(facts: PictureFacts, taken: Sequence[Rect]) -> Rect | None:
    """The part of a picture, in its pixels, with most to see of those with nothing in them that is
    `taken`, by people and lettering; None where there is none."""
    w, h = WIDE * facts.width, WIDE * HIGH * facts.width
    lowest = LOWEST * facts.height - h / 2
    if lowest < 0 or h > facts.height:
        return None
    x = np.linspace(0, facts.width - w, PLACES)
    y = np.linspace(0, lowest, PLACES)
    left, top = (grid.ravel() for grid in np.meshgrid(x, y, indexing="ij"))
    parts = np.stack([left, top, np.full(len(left), w), np.full(len(left), h)], axis=1)
    worth = drawing_the_eye(parts, facts)
    if taken:
        boxes = rows(taken)
        filled = seen_of(parts, boxes) * boxes[:, 2] * boxes[:, 3] / (w * h)
        worth = np.where(filled.max(axis=1) <= NOBODY, worth, 0.0)
    best = int(worth.argmax())
    return Rect(*map(float, parts[best])) if worth[best] >= SOMETHING else None
