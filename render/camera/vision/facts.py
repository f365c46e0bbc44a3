"""What is known of a picture before anyone speaks: plain data, kept under the picture's content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from render.geometry import Rect

RegionKind = Literal["face", "faint", "lettering", "board", "drawing", "part", "object", "thing"]


@dataclass(frozen=True)
class Region:
    """Something seen: `box` in panel pixels, `weight` 0..1 (how sure, how strong).

    A "faint" region may be a face, a "board" is what lettering stands on, a "drawing" one of those
    that a page of comics holds, with how plainly it is such a page as its weight; a panel that is
    two pictures has a left and a right "part". An "object" is something that looks like one of
    the 80 kinds of `assets/sight/objects.toml`, a "thing" what the author says is there. `text` is
    what lettering reads, as far as it was read, the name that the author gives a face or a thing,
    or an object's kind; empty for the others.
    """

    kind: RegionKind
    box: Rect
    weight: float = 1.0
    text: str = ""

    def scaled(self, across: float, down: float) -> Region:
        """The same region in a picture `across` times as wide and `down` times as high."""
        box = self.box
        grown = Rect(box.x * across, box.y * down, box.w * across, box.h * down)
        return replace(self, box=grown)


@dataclass(frozen=True)
class PictureFacts:
    """A picture as the camera's director needs it.

    `key` names the picture in the store; sizes are in pixels as displayed (EXIF rotation applied).
    `saliency` is a small map of rows from the top, each value 0 (nothing to see) .. 255;
    `colours` is one of letters that name colours.
    """

    key: str
    width: int
    height: int
    regions: tuple[Region, ...] = ()
    saliency: tuple[tuple[int, ...], ...] = ()
    colours: tuple[str, ...] = ()

    @property
    def whole(self) -> Rect:
        return Rect(0.0, 0.0, float(self.width), float(self.height))

    def of(self, kind: RegionKind) -> tuple[Region, ...]:
        """The regions of one kind, as found."""
        return tuple(region for region in self.regions if region.kind == kind)

    @property
    def heads(self) -> tuple[Region, ...]:
        """What is or may be a head: nothing that matters should be laid over it or cut it."""
        return (*self.of("face"), *self.of("faint"))


HEAD_SIDE, HEAD_ABOVE, HEAD_BELOW = 0.18, 0.42, 0.12
"""A head with its hair and chin reaches so far beyond the box about a face, in parts of it."""


def head_about(face: Rect, whole: Rect) -> Rect:
    """A whole head, hair to chin, from the box about its face, cut at the panel's edges."""
    left, top = face.x - HEAD_SIDE * face.w, face.y - HEAD_ABOVE * face.h
    right = face.x + (1 + HEAD_SIDE) * face.w
    bottom = face.y + (1 + HEAD_BELOW) * face.h
    left, top = max(left, whole.x), max(top, whole.y)
    right, bottom = min(right, whole.x + whole.w), min(bottom, whole.y + whole.h)
    return Rect(left, top, max(right - left, 1.0), max(bottom - top, 1.0))


def face_in(head: Rect) -> Rect:
    """The box about a face in a whole head: what `head_about` makes a head of."""
    w, h = head.w / (1 + 2 * HEAD_SIDE), head.h / (1 + HEAD_ABOVE + HEAD_BELOW)
    return Rect(head.x + HEAD_SIDE * w, head.y + HEAD_ABOVE * h, w, h)


def facts_to_json(facts: PictureFacts) -> dict[str, Any]:
    """Plain JSON data, from which `facts_from_json` makes the same facts again."""
    return asdict(facts)


def facts_from_json(data: Mapping[str, Any]) -> PictureFacts:
    """The facts that `facts_to_json` wrote. Raises KeyError or TypeError on other data."""
    regions = (Region(r["kind"], Rect(**r["box"]), r["weight"], r["text"]) for r in data["regions"])
    return PictureFacts(
        key=data["key"],
        width=data["width"],
        height=data["height"],
        regions=tuple(regions),
        saliency=tuple(tuple(row) for row in data["saliency"]),
        colours=tuple(data["colours"]),
    )
