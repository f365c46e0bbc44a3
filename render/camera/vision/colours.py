"""Colours by their everyday names: in the words of a prompt, and where they are in a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from render.camera.vision.facts import PictureFacts
from render.geometry import Rect, cells
from story.english.stems import words

LONG_SIDE = 64
"""Cells along the longer side of a colour map."""

SHADES = {"y": "yo", "r": "rno", "n": "nor", "v": "vpr", "bk": "bk", "b": "bc", "k": "ka"}
"""Letters of a colour map that a garment of a colour may have in painted light."""

COMMON = 0.35
"""A colour that fills more than this part of a picture tells nothing of where to look."""

LEAST = 0.15
"""Patches with less than this part of a colour's cells are strays."""

_HUES = ((15, "r"), (42, "o"), (68, "y"), (160, "g"), (200, "c"), (255, "b"), (318, "v"))
_NAMES = {
    "black": "k",
    "red reds crimson scarlet": "r",
    "brown tan tweed": "n",
    "orange oranges": "o",
    "amber gold golden golds brass": "oy",
    "yellow": "y",
    "green greens olive emerald": "g",
    "teal turquoise cyan cyans": "cg",
    "blue blues azure": "b",
    "navy": "bk",
    "purple purples violet plum lavender magenta": "v",
    "pink rose": "pr",
    "grey gray silver": "a",
    "bronze copper": "on",
    "marble": "wa",
    "white whites ivory": "w",
}
_LETTERS_OF = {name: letters for names, letters in _NAMES.items() for name in names.split()}


def colours_in(text: str) -> tuple[str, ...]:
    """For each colour that a text names the letters that it may be seen as."""
    return tuple(dict.fromkeys(_LETTERS_OF[word] for word in words(text) if word in _LETTERS_OF))


def colour_map(picture: Image.Image) -> tuple[str, ...]:
    """The colour of each cell of an RGB picture by its letter, in rows from the top.

    k black, r red, n brown, o orange, y yellow, g green, c teal, b blue, v violet, p pink, a grey,
    w white.
    """
    scale = LONG_SIDE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = picture.resize(size, Image.Resampling.BOX).convert("HSV")
    hue, grey, light = (np.asarray(band, dtype=np.float64) for band in small.split())
    named = np.full(hue.shape, "r")
    for limit, letter in reversed(_HUES):
        named[hue * 360 / 255 < limit] = letter
    named[hue * 360 / 255 >= _HUES[-1][0]] = "p"
    named[hue * 360 / 255 >= 345] = "r"
    named[(named == "o") & (light < 145)] = "n"
    named[grey < 38] = "a"
    named[(grey < 38) & (light > 200)] = "w"
    named[light < 51] = "k"
    return tuple("".join(row) for row in named.tolist())


def share_of(facts: PictureFacts, letters: str, box: Rect) -> float:
    """The part of a box that is of a colour, 0..1."""
    plane = _plane(facts, letters)
    if not plane.size:
        return 0.0
    across, down = facts.width / plane.shape[1], facts.height / plane.shape[0]
    rows = slice(int(box.y / down), int(np.ceil((box.y + box.h) / down)))
    inside = plane[rows, int(box.x / across) : int(np.ceil((box.x + box.w) / across))]
    return float(inside.mean()) if inside.size else 0.0


def patches(facts: PictureFacts, letters: str, zone: Rect | None) -> list[tuple[Rect, float]]:
    """Where a colour is gathered in a zone (parts of the sides), with weights of 1 at the most in
    all; less the more common it is in the picture."""
    plane = _plane(facts, letters)
    telling = 1 - float(plane.mean()) / COMMON if plane.any() else 0.0
    if telling <= 0:
        return []
    labels, count = ndimage.label(ndimage.binary_dilation(plane, np.ones((3, 3))))
    mass = ndimage.sum_labels(plane & _inside(plane.shape, zone), labels, range(1, count + 1))
    total = max(float(np.sum(mass)), 1.0)
    across, down = facts.width / plane.shape[1], facts.height / plane.shape[0]
    return [
        (cells(place, across, down), telling * float(part) / total)
        for place, part in zip(ndimage.find_objects(labels), mass, strict=True)
        if part >= LEAST * total
    ]


def _plane(facts: PictureFacts, letters: str) -> NDArray[np.bool_]:
    rows = [[cell in letters for cell in row] for row in facts.colours]
    return np.array(rows, dtype=bool)


def _inside(shape: tuple[int, ...], zone: Rect | None) -> NDArray[np.bool_]:
    inside = np.ones(shape, dtype=bool)
    if zone is None:
        return inside
    y, x = (np.arange(1, 2 * side, 2) / (2 * side) for side in shape)
    return np.outer(
        abs(y - zone.y - zone.h / 2) <= zone.h / 2, abs(x - zone.x - zone.w / 2) <= zone.w / 2
    )
