"""What a writer asks of the camera: `hold`, `left to right`, `focus 0.7,0.4`, `from […] to […]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from render.camera.framing import pointing_width
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect, around, crop_at, widest
from render.shots import View
from story.model import Direction

_NUMBER = r"\s*(-?\d+(?:\.\d+)?)\s*"
_BOX = rf"\[{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}\]"
_FROM_TO = re.compile(rf"from\s*{_BOX}\s*to\s*{_BOX}$", re.IGNORECASE)
_FOCUS = re.compile(rf"focus{_NUMBER},{_NUMBER}(?:,{_NUMBER})?$", re.IGNORECASE)
_SWEEPS = {
    "left to right": ((0.0, 0.5), (1.0, 0.5)),
    "right to left": ((1.0, 0.5), (0.0, 0.5)),
    "top to bottom": ((0.5, 0.0), (0.5, 1.0)),
    "bottom to top": ((0.5, 1.0), (0.5, 0.0)),
}
_PUSH = 0.84
CLOSEST = 0.15
"""No order brings the camera closer than this part of a panel's width."""


@dataclass(frozen=True)
class Order:
    """A move that a writer asked for: from one rect to another, both of the view's aspect."""

    first: Rect
    last: Rect


def camera_order(directions: Sequence[Direction]) -> Direction | None:
    """The last camera direction among a line's, None where there is none."""
    asked = [direction for direction in directions if direction.kind == "camera"]
    return asked[-1] if asked else None


def order(text: str, facts: PictureFacts, view: View) -> Order | None:
    """The move that a writer's words ask for in a panel; None where they can't be understood."""
    said = " ".join(text.strip().lower().split())
    wide = widest(facts.width, facts.height, view.aspect)
    near = crop_at(*_centre(facts), wide.w * _PUSH, view.aspect, facts.whole)
    plain = {"hold": (wide, wide), "wide": (wide, wide), "push in": (wide, near)}
    plain |= {"pull out": (near, wide)}
    if said in plain:
        return Order(*plain[said])
    if said in _SWEEPS:
        return _sweep(said, facts, view)
    if found := _FOCUS.match(said):
        return _focus([float(part) for part in found.groups() if part], facts, view)
    if found := _FROM_TO.match(said):
        numbers = [float(part) for part in found.groups()]
        boxes = [_boxed(numbers[:4], facts, view), _boxed(numbers[4:], facts, view)]
        return Order(boxes[0], boxes[1]) if boxes[0] and boxes[1] else None
    return None


def _centre(facts: PictureFacts) -> tuple[float, float]:
    return facts.width / 2, facts.height / 2


def _sweep(said: str, facts: PictureFacts, view: View) -> Order:
    wide = widest(facts.width, facts.height, view.aspect)
    along_x = "left" in said
    room = facts.width - wide.w if along_x else facts.height - wide.h
    width = wide.w if room > 0.1 * wide.w else min(pointing_width(facts, view), 0.8 * wide.w)
    ends = [
        crop_at(x * facts.width, y * facts.height, width, view.aspect, facts.whole)
        for x, y in _SWEEPS[said]
    ]
    return Order(ends[0], ends[1])


def _focus(numbers: Sequence[float], facts: PictureFacts, view: View) -> Order | None:
    x, y, *zoom = numbers
    if not (0 <= x <= 1 and 0 <= y <= 1) or (zoom and zoom[0] < 1):
        return None
    wide = widest(facts.width, facts.height, view.aspect)
    width = wide.w / zoom[0] if zoom else min(pointing_width(facts, view), 0.8 * wide.w)
    width = max(width, CLOSEST * facts.width)
    rect = crop_at(x * facts.width, y * facts.height, width, view.aspect, facts.whole)
    return Order(rect, rect)


def _boxed(box: Sequence[float], facts: PictureFacts, view: View) -> Rect | None:
    """The rect of the view's aspect around a box in panel pixels, None for a box beside it."""
    x, y, w, h = box
    whole = facts.whole
    if w <= 0 or h <= 0 or x < 0 or y < 0 or x + w > whole.w + 1 or y + h > whole.h + 1:
        return None
    width = max(w, h * float(view.aspect), CLOSEST * facts.width)
    return crop_at(x + w / 2, y + h / 2, width, view.aspect, around([whole]))
