"""Looks at a picture once: faces, lettering, things, what draws the eye, the drawings of a page."""

from __future__ import annotations

import numpy as np
from PIL import Image

from render.camera.pages.find import find_drawings
from render.camera.vision import sight
from render.camera.vision.boards import boards
from render.camera.vision.colours import colour_map
from render.camera.vision.facts import PictureFacts, Region
from render.camera.vision.objects import objects
from render.camera.vision.parting import parting
from render.camera.vision.saliency import saliency_map

LONGEST = 2048
"""Pictures are looked at no larger than this: what is smaller in them no viewer sees either."""

SMALLEST = 64
"""Nothing is sought in pictures smaller than this; they are too small to hold a face."""


def look(picture: Image.Image, key: str) -> PictureFacts:
    """The facts of a picture (any mode, already turned as it is shown), named `key`.

    Deterministic, about a second a picture on one core. Keep what it returns (as
    `facts_to_json` gives it) under the picture's content and `sight.VERSION`.
    """
    width, height = picture.size
    small = _reduced(picture)
    regions = _seen(small) if min(small.size) >= SMALLEST else ()
    scaled = tuple(region.scaled(width / small.width, height / small.height) for region in regions)
    rows = np.rint(saliency_map(small) * 255).astype(int).tolist()
    saliency = tuple(tuple(row) for row in rows)
    return PictureFacts(
        key, width, height, (*scaled, *drawn_on(picture)), saliency, colour_map(small)
    )


def drawn_on(picture: Image.Image) -> tuple[Region, ...]:
    """The drawings of a page of comics, unordered; none in other pictures."""
    found = find_drawings(_flat(picture))
    boxes = found.boxes if len(found.boxes) > 1 else ()
    return tuple(Region("drawing", box, found.sure) for box in boxes)


def _seen(picture: Image.Image) -> tuple[Region, ...]:
    lettered = sight.lettering(picture)
    found = (*sight.faces(picture), *lettered, *boards(picture, lettered), *parting(picture))
    return (*found, *objects(picture))


def _reduced(picture: Image.Image) -> Image.Image:
    scale = min(1.0, LONGEST / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    flat = _flat(picture)
    return flat if size == flat.size else flat.resize(size, Image.Resampling.BOX)


def _flat(picture: Image.Image) -> Image.Image:
    """RGB, with what is transparent shown on black as the compositor shows it."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, (0, 0, 0, 255))
        return Image.alpha_composite(ground, clear).convert("RGB")
    return picture.convert("RGB")
