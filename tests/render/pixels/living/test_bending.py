"""Near things pass far ones; heads stay as they are, and what is straight stays straight."""

from fractions import Fraction

import numpy as np
import pytest
from drawn import held, planes, png

from bench.fidelity import jitter, waves
from render.geometry import Rect
from render.pixels.canvas import Canvas, Shelf
from render.pixels.compose import compose
from render.pixels.living.bending import LEAST, REST, BentPanel, bent_panel, draw_bent
from render.pixels.living.nearness import (
    CELL,
    MOST_STRETCH,
    STRAIGHT,
    WINDOW,
    nearness,
    panel_nearness,
    straight_lines,
)
from render.pixels.picture import decode_picture
from render.pixels.segments import Depth, PanelLayer, Segment, VideoSettings

HEAD, CHILD, BUST = Rect(560, 160, 150, 190), Rect(900, 430, 60, 76), Rect(200, 600, 60, 80)
DEPTH = Depth(0.015, (), (HEAD, CHILD), (BUST,))
SIZE = 1344, 756


def hall(lines=True):
    """A panel with grain; with tall straight posts, leaning ones among them."""
    rng = np.random.default_rng(3)
    pixels = rng.normal(120, 4, (SIZE[1], SIZE[0])).clip(0, 255)
    y = np.arange(SIZE[1])
    for at, lean in ((150, 0.0), (420, 0.2), (800, 0.0), (1100, -0.3)) if lines else ():
        for row, x in zip(y, (at + lean * (y - 378)).astype(int), strict=True):
            pixels[row, x : x + 12] = 20
    return decode_picture(png(pixels.astype(np.uint8)))


def at(field, x, y):
    return field[int(x / CELL), int(y / CELL)]


def test_who_has_the_largest_head_is_nearest_and_the_sky_is_far():
    field = nearness(SIZE, DEPTH, 1.0, 220.0)
    assert at(field, 635, 250) > 0.9
    assert at(field, 635, 700) > 0.85  # the body below the head
    assert at(field, 635, 250) > at(field, 930, 470) > at(field, 1300, 30)
    assert at(field, 100, 20) < 0.02 < at(field, 100, 750)


def test_heads_and_what_is_rigid_are_moved_as_a_whole():
    field = nearness(SIZE, DEPTH, 1.0, 220.0)
    for box in (HEAD, CHILD, BUST):
        inside = field[int(box.x / CELL) + 1 : int((box.x + box.w) / CELL) - 1,
                       int(box.y / CELL) + 1 : int((box.y + box.h) / CELL) - 1]  # fmt: skip
        assert np.ptp(inside) <= 1e-6


def test_nothing_is_stretched_by_more_than_a_tenth():
    panel = hall(lines=False)
    found = panel_nearness(panel.planes[0], DEPTH, 1.0, 200.0)
    most = np.abs(np.diff(found.field, axis=0)).max() / CELL * found.most / 2
    assert most == pytest.approx(MOST_STRETCH)
    assert (found.field.min(), found.field.max()) == (0, 1)


def test_posts_are_found_and_grain_is_no_line():
    posts = straight_lines(hall().planes[0])
    for x, tilt in ((150, 0.0), (420, 0.2), (800, 0.0), (1100, -0.3)):
        near = abs(posts[:, 0] * CELL - x - tilt * (posts[:, 1] * CELL - 378)) < 40
        assert (near & (abs(posts[:, 2] - tilt) < 0.08)).any(), x
    assert not len(straight_lines(hall(lines=False).planes[0]))


def test_posts_stay_straight():
    """As far as a post beside a head goes to the side, row by row, by the field itself."""
    panel = hall()
    found = panel_nearness(panel.planes[0], DEPTH, 1.0, 200.0)
    shift = found.most / 2
    for x, lean in ((150, 0.0), (800, 0.0), (420, 0.2), (1100, -0.3)):
        rows = np.arange(0, SIZE[1] - WINDOW, 20)
        for first in rows:
            y = np.arange(first, first + WINDOW, CELL)
            moved = np.array([at(found.field, x + lean * (row - 378), row) for row in y]) * shift
            straight = np.polyval(np.polyfit(y, moved, 1), y)
            assert abs(moved - straight).max() < STRAIGHT * 1.25, (x, first)


def test_what_may_hardly_move_does_not():
    panel = hall()
    wide = bent_panel(panel, DEPTH, 1344.0)
    assert wide.pixels == 0.0 or wide.pixels >= LEAST * 1344
    assert bent_panel(panel, Depth(0.004, (), (HEAD,)), 1344.0).pixels == 0.0


@pytest.mark.parametrize("near", [0.0, 1.0])
def test_what_is_moved_goes_evenly(near):
    """As evenly as a camera over a panel, which is held to as many pixels."""
    panel = decode_picture(waves(1000, 600))
    even = BentPanel(
        panel.planes[0],
        panel.planes[1:, ::2, ::2].copy(),
        np.full((1000, 600), near, np.float32),
        np.full((500, 300), near, np.float32),
        16.0,
    )
    frames, rects = [], []
    for n in range(40):
        moved, rect = n / 39 - 0.5, Rect(20 + n / 6, 20, 960, 540)
        canvas = Canvas.blank(1280, 720)
        draw_bent(even, rect, moved, canvas.planes, canvas.box)
        frames.append(canvas.planes[0])
        rects.append(Rect(rect.x + 16 * moved * (near - REST), rect.y, rect.w, rect.h))
    assert jitter(frames, rects) <= 0.002


def test_unmoved_it_is_the_panel_itself():
    panel = hall()
    bent = bent_panel(panel, Depth(0.012, (), (HEAD,)), 1344.0)
    flat, other = Canvas.blank(320, 180), Canvas.blank(320, 180)
    rect = Rect(20, 10, 1200, 675)
    draw_bent(bent, rect, 0.0, flat.planes, flat.box)
    draw_bent(
        BentPanel(bent.luma, bent.chroma, 0 * bent.near, 0 * bent.near_half, 0.0),
        rect, 0.3, other.planes, other.box,
    )  # fmt: skip
    for one, two in zip(flat.planes, other.planes, strict=True):
        assert np.array_equal(one, two)


def test_a_shot_that_can_not_be_bent_rests():
    """Its frames are the same, so that a held shot costs nothing."""
    (layer,) = held(30, Rect(0, 0, 1344, 756), "hall").layers
    layer = PanelLayer(layer.shot, depth=Depth(0.004, (), (HEAD,)))
    data = png(np.full((756, 1344), 90, np.uint8))
    settings = VideoSettings((160, 90), Fraction(30), "draft")
    made = [planes(frame)[0] for frame in compose(
        Segment(0, 30, (layer,)), settings, lambda _: data, Shelf())]  # fmt: skip
    assert all(np.array_equal(made[0], each) for each in made)
