"""A panel that is two pictures: parted from top to bottom by a drawn border or a strong edge."""

from __future__ import annotations

import numpy as np
from PIL import Image

from render.camera.vision.boards import edges, reduced
from render.camera.vision.facts import Region
from render.geometry import Rect

STRAIGHT, UNLIKE = 0.8, 60.0
"""The part of a panel's height along which a border has its edge; and by how much the strips on
both sides of it differ in a colour, of 255. Of 58 panels two are parted by this, and these only."""

MIDDLE = (0.25, 0.75)
"""Where borders are sought, in parts of the width: nearer the sides they are door posts."""

STRIP, BORDER = 0.06, 0.008
"""Widths of the strips that are compared, and of a drawn border's half, in parts of the panel's."""


def parting(picture: Image.Image) -> tuple[Region, ...]:
    """The left and the right part of an RGB picture that an edge parts; none where none does."""
    pixels = reduced(picture)
    upright = edges(pixels, 1).mean(axis=0)
    width = len(upright)
    low, high = (round(part * width) for part in MIDDLE)
    if high - low < 2:
        return ()
    at = low + int(upright[low:high].argmax())
    near, far = max(1, round(BORDER * width)), max(2, round(STRIP * width))
    left, right = pixels[:, max(0, at - far) : at - near], pixels[:, at + near : at + far]
    if upright[at] < STRAIGHT or not left.size or not right.size:
        return ()
    if float(np.abs(left.mean(axis=(0, 1)) - right.mean(axis=(0, 1))).max()) < UNLIKE:
        return ()
    edge, sure = round((at + 0.5) / width * picture.width, 1), round(float(upright[at]), 4)
    return (
        Region("part", Rect(0.0, 0.0, edge, float(picture.height)), sure),
        Region("part", Rect(edge, 0.0, picture.width - edge, float(picture.height)), sure),
    )
