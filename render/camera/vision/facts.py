"""What is known of a picture before anyone speaks: plain data, kept under the picture's content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from render.geometry import Rect

RegionKind = Literal["face", "lettering"]


@dataclass(frozen=True)
class Region:
    """Something seen: `box` in panel pixels, `weight` 0..1 (how sure, how strong).

    `text` is what lettering reads, as far as it was read; empty for the others.
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
