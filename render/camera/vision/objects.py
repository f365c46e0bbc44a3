"""Things in a picture that look like one of 80 kinds, found by a small network that knows photos.

In drawings it is seldom sure, and often wrong about the kind: a llama is a bird, a globe a clock.
But that something stands there, and how far it reaches, it sees in most looks; which of what an
image prompt asks for it may be is told by `prompts/kinds.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageOps
from scipy import ndimage

from render.camera.vision.facts import Region
from render.camera.vision.sight import fitted, mirrored, network
from render.geometry import Rect, in_common
from story.assets import asset

LOOKS = (
    (640, "plain"), (512, "plain"), (512, "grey"), (384, "plain"), (384, "mirrored"),
    (384, "grey"), (256, "plain"), (256, "grey"), (192, "plain"), (192, "mirrored"), (192, "grey"),
)  # fmt: skip
"""Longer sides at which things are sought, and in what of the picture. What is drawn large and
plain is seen where it is reduced; in grey, its shades spread out, what is drawn in light."""

GLIMPSED = 0.04
"""How sure one look must be to count."""

KEPT, MOST = 0.03, 60
"""How sure all looks must be, and how many finds of a picture are kept, the surest."""

FLAT = 16
"""Shades between the darkest and the lightest of a picture in which nothing is drawn: the network
sees things in an empty sheet."""

SAME = 0.5
"""Finds of one kind that overlap by so much of what they cover together are one thing."""

REDUCED = 4
"""Pixels of a picture to a cell of the network's maps."""


@dataclass
class _Find:
    """One thing: how sure each look is of it, its sides summed by that, and where it is by them."""

    kind: int
    sure: dict[int, float]
    sides: np.ndarray[tuple[int], np.dtype[np.float64]]
    total: float
    box: Rect


@cache
def known_objects() -> dict[str, Any]:
    """What is known of the kinds, and of what looks alike: `assets/sight/objects.toml`."""
    return tomllib.loads(asset("sight/objects.toml").read_text(encoding="utf-8"))


@cache
def kinds() -> tuple[str, ...]:
    """The 80 kinds, as the network counts them; the first is a person."""
    return tuple(name for name, _ in known_objects()["kinds"])


def objects(picture: Image.Image) -> tuple[Region, ...]:
    """What looks like one of the kinds in an RGB picture, but for people, surest first; the weight
    is how sure the looks are on average."""
    shades = np.asarray(picture.convert("L"), dtype=np.int64)
    if shades.max() - shades.min() < FLAT:
        return ()
    finds: dict[int, list[_Find]] = {}
    for number, (side, how) in enumerate(LOOKS):
        for kind, sure, box in _look(picture, side, how):
            _join(finds.setdefault(kind, []), number, kind, sure, box)
    made = [
        Region("object", _within(find.box, picture), weight, kinds()[find.kind])
        for of_kind in finds.values()
        for find in of_kind
        if (weight := round(sum(find.sure.values()) / len(LOOKS), 4)) >= KEPT
    ]
    made.sort(key=lambda region: (-region.weight, region.text, region.box.x, region.box.y))
    return tuple(made[:MOST])


def _join(finds: list[_Find], look: int, kind: int, sure: float, box: Rect) -> None:
    """Count a find as one of a thing of its kind that was found before, or as a new thing."""
    sides = np.array([box.x, box.y, box.x + box.w, box.y + box.h])
    for find in finds:
        if in_common(find.box, box) > SAME:
            find.sides = find.sides + sure * sides
            find.total += sure
            find.sure[look] = max(sure, find.sure.get(look, 0.0))
            find.box = _mean(find.sides, find.total)
            return
    finds.append(_Find(kind, {look: sure}, sure * sides, sure, _mean(sure * sides, sure)))


def _mean(sides: np.ndarray[tuple[int], np.dtype[np.float64]], total: float) -> Rect:
    x, y, right, bottom = (round(side / total, 1) for side in sides.tolist())
    return Rect(x, y, round(right - x, 1), round(bottom - y, 1))


def _look(picture: Image.Image, side: int, how: str) -> Iterator[tuple[int, float, Rect]]:
    """What one look finds, surest first: kind, how sure, and where in the picture as it was."""
    shown = ImageOps.equalize(picture.convert("L")).convert("RGB") if how == "grey" else picture
    shown = ImageOps.mirror(shown) if how == "mirrored" else shown
    small = fitted(shown, side)
    planes = np.asarray(small, dtype=np.float32).transpose(2, 0, 1)[None]
    heat, reach = (each[0] for each in network("objects").run(None, {"image": planes}))
    heat[0] = 0.0  # people are found by their heads
    peaks = (heat == ndimage.maximum_filter(heat, (1, 3, 3))) & (heat > GLIMPSED)
    places = np.argwhere(peaks)
    across, down = picture.width / small.width, picture.height / small.height
    for kind, row, column in places[np.argsort(-heat[peaks], kind="stable")].tolist():
        left, up, right, below = reach[:, row, column].tolist()
        box = Rect(
            (REDUCED * column - left) * across, (REDUCED * row - up) * down,
            (left + right) * across, (up + below) * down,
        )  # fmt: skip
        if box.w > 0 and box.h > 0:
            found = mirrored(box, picture) if how == "mirrored" else box
            yield kind, round(float(heat[kind, row, column]), 4), found


def _within(box: Rect, picture: Image.Image) -> Rect:
    left, top = max(box.x, 0.0), max(box.y, 0.0)
    right, bottom = min(box.x + box.w, picture.width), min(box.y + box.h, picture.height)
    return Rect(left, top, max(round(right - left, 1), 1.0), max(round(bottom - top, 1), 1.0))
