"""The grid of tiles: what a close-up needs, and how what was made goes over into what was not."""

from fractions import Fraction

import numpy as np
import pytest

from render.geometry import Rect
from render.pixels.enlarging.tiles import (
    FEATHER,
    TILE,
    Tile,
    grid,
    missing_beside,
    shares,
    tiles_for,
    tiles_of,
)
from render.shots import Keyframe, Shot, View

PANEL = 1536, 1024


@pytest.mark.parametrize("size", [PANEL, (1, 1), (192, 192), (193, 500), (1792, 1024)])
def test_the_grid_covers_a_panel_once(size):
    seen = np.zeros(size[::-1], int)
    for tile in grid(size):
        seen[tile.top : tile.top + tile.height, tile.left : tile.left + tile.width] += 1
    assert (seen == 1).all()


def test_a_close_up_needs_few_tiles_of_the_one_grid():
    near = tiles_for(Rect(700.5, 180.0, 480, 270), PANEL)
    assert set(near) < set(grid(PANEL))
    assert len(near) == 12
    assert set(near) < set(tiles_for(Rect(500, 100, 900, 506), PANEL))


def test_all_that_a_rect_shows_is_enlarged():
    rect = Rect(TILE + 1.0, TILE + 1.0, 100, 60)
    made = tiles_for(rect, PANEL)
    for tile in made:
        share = shares(tile, missing_beside(tile, made, PANEL))
        down = (np.arange(tile.height * 2) + 0.5) / 2 + tile.top
        across = (np.arange(tile.width * 2) + 0.5) / 2 + tile.left
        seen = np.ix_(
            (down > rect.y - 3) & (down < rect.y + rect.h + 3),
            (across > rect.x - 3) & (across < rect.x + rect.w + 3),
        )
        assert (share[seen] == 1).all()


def test_beyond_the_panel_nothing_is_missing():
    made = grid((500, 300))
    assert not any(missing_beside(tile, made, (500, 300)) for tile in made)
    assert tiles_for(Rect(-40, -40, 600, 400), (500, 300)) == made


def test_a_tile_goes_over_into_each_neighbour_that_is_missing():
    whole = grid((3 * TILE, 3 * TILE))
    middle, corner, right = whole[4], whole[0], whole[5]
    share = shares(middle, [corner, right])
    assert share.shape == (2 * TILE, 2 * TILE)
    assert share[TILE, TILE] == 1
    assert share[TILE, -1] == share[0, 0] == pytest.approx(0.25 / FEATHER)
    assert share[-1, 0] == 1
    assert np.abs(np.diff(share, axis=0)).max() <= 0.5 / FEATHER + 1e-6


def test_shares_go_on_across_a_border():
    whole = grid((3 * TILE, 3 * TILE))
    missing = [whole[0]]
    left, below = whole[3], whole[4]
    a = shares(left, missing)[:, -1]
    b = shares(below, missing)[:, 0]
    assert np.abs(a - b).max() <= 0.5 / FEATHER + 1e-6


def test_what_would_be_too_large_is_not_enlarged():
    view = View(1920, 1080, Fraction(30))
    assert (view.enlargement, view.resampling) == (4.4, 2.2)
    assert view.of_panel(*PANEL) == view.of_panel(1920, 1080) == view
    assert view.of_panel(2048, 2048).enlargement == 2.2


def test_tiles_at_the_ends_are_smaller():
    assert grid((200, 193))[-1] == Tile(192, 192, 8, 1)


def ridden(*rects):
    keys = tuple(Keyframe(float(i), rect) for i, rect in enumerate(rects))
    return Shot("panel", 0, 30 * (len(rects) - 1) + 1, keys)


def test_a_shot_needs_tiles_only_where_it_is_close():
    full_hd, fps = (1920, 1080), Fraction(30)
    wide, middle = Rect(0, 0, 1536, 864), Rect(0, 0, 900, 506.25)
    near = Rect(700, 180, 480, 270)
    assert tiles_of(ridden(wide, middle), PANEL, full_hd, fps, 2.2) == ()
    assert tiles_of(ridden(near, near), PANEL, full_hd, fps, 2.2) == tiles_for(near, PANEL)
    closing = tiles_of(ridden(wide, near), PANEL, full_hd, fps, 2.2)
    assert set(tiles_for(near, PANEL)) < set(closing) < set(grid(PANEL))
