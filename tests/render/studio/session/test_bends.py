"""What a page bends a panel by: planes over all of it that lie on the renderer's field."""

from __future__ import annotations

import numpy as np
import pytest

from render.geometry import Rect
from render.pixels.living.nearness import nearness
from render.pixels.segments import Depth
from render.studio.session.bends import LEAST, MOST, OFF, patches_of

HEADS = (Rect(400, 200, 150, 190), Rect(900, 350, 110, 140))
RIGID = (Rect(1100, 80, 200, 60),)


@pytest.mark.parametrize("size", [(1536, 1024), (1001, 667), (480, 320)], ids=str)
def test_patches_lie_on_the_field_and_cover_the_panel(size):
    share = size[0] / 1536
    field = nearness(size, Depth(0.01, (), HEADS, RIGID), share, 220.0)
    field = (field - field.min()) / (field.max() - field.min())
    pixels = 15.0 * share
    patches = patches_of(field, size, pixels)
    limit = OFF if len(patches) < MOST else 2 * OFF
    assert sum(each.width * each.height for each in patches) == pytest.approx(size[0] * size[1])
    wide, high = (side / cells for side, cells in zip(size, field.shape, strict=True))
    x, y = (np.arange(field.shape[0]) + 0.5) * wide, (np.arange(field.shape[1]) + 0.5) * high
    seen = np.zeros(field.shape, int)
    for each in patches:
        right, bottom = each.left + each.width, each.top + each.height
        columns = np.flatnonzero((x > each.left) & (x < right))
        rows = np.flatnonzero((y > each.top) & (y < bottom))
        there = np.ix_(columns, rows)
        plane = (
            each.near
            + each.across * (x[columns, None] - each.left - each.width / 2)
            + each.down * (y[None, rows] - each.top - each.height / 2)
        )
        off = np.abs(plane - field[there]).max() * pixels / 2
        assert off <= limit or min(len(columns), len(rows)) < 2 * LEAST
        seen[there] += 1
    assert seen.min() == seen.max() == 1


def test_a_field_that_is_anything_but_smooth_has_no_more_patches_than_are_drawn_in_time():
    field = np.random.default_rng(5).uniform(0, 1, (240, 160)).astype(np.float32)
    assert len(patches_of(field, (960, 640), 30.0)) == MOST


def test_what_is_not_bent_is_one_patch():
    field = np.linspace(0, 1, 120 * 80, dtype=np.float32).reshape(120, 80) ** 2
    (whole,) = patches_of(field, (480, 320), 0.0)
    assert (whole.left, whole.top, whole.width, whole.height) == (0, 0, 480, 320)
