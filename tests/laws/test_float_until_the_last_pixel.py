"""Law 4: a crop rect is floats in its panel's pixels; one module resamples, once."""

import ast
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import numpy as np
from drawn import SMALL, held, planes, png, scene

from render.geometry import Rect
from render.pixels.canvas import Shelf
from render.pixels.compose import compose

ROOT = Path(__file__).parents[2]
ON_THE_WAY = ("pixels", "editing", "lettering", "production", "typography")
"""The rooms of render/ that frames pass through. Others look at small copies, or draw pages."""
MAY_RESIZE = {
    "render/pixels/picture.py",  # a panel too large to keep, as it is decoded, before any camera
    "render/lettering/cards/files.py",  # the small copy that a card's colours are picked from
}


def first_frame(rect: Rect) -> np.ndarray:
    panel = {"panel": png(scene())}
    frames = compose(held(1, rect), SMALL, panel.__getitem__, Shelf())
    return planes(next(iter(frames)))[0].astype(int)


def test_rects_are_floats() -> None:
    assert {field.type for field in fields(Rect)} == {"float"}


def test_a_tenth_of_a_panels_pixel_is_seen() -> None:
    still, moved = first_frame(Rect(100, 60, 160, 90)), first_frame(Rect(100.1, 60, 160, 90))
    assert 0 < np.abs(still - moved).mean() < 6


def test_a_tenth_is_a_tenth_of_the_way() -> None:
    """The step from 100.0 to 100.1 and the next from there are alike: none was rounded away."""
    frames = [first_frame(Rect(100 + tenth / 10, 60, 160, 90)) for tenth in range(11)]
    steps = [np.abs(b - a).mean() for a, b in pairwise(frames)]
    assert max(steps) < 3 * min(steps)


def test_one_module_resamples_what_is_filmed() -> None:
    found = {
        str(path.relative_to(ROOT))
        for room in ON_THE_WAY
        for path in (ROOT / "render" / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("resize", "thumbnail", "transform")
    }
    assert found <= MAY_RESIZE
