"""A framed picture: a crop where it should be, to a fraction of a pixel, and nothing beside it."""

import numpy as np
import pytest
from drawn import SMALL, flat, planes, png

from render.geometry import Rect
from render.pixels.canvas import Shelf
from render.pixels.compose import compose
from render.pixels.segments import FillLayer, FramedLayer, Segment, placed_at_zero
from render.shots import FramePlace, Keyframe, Shot

PICTURES = {"white": png(flat((255, 255, 255), 400, 300))}
CROP = Shot("white", 0, 30, (Keyframe(0.0, Rect(50, 50, 200, 150)),))


def luma(*places, **others):
    layer = FramedLayer(CROP, places, **others)
    segment = Segment(0, 30, (FillLayer("#000000"), layer))
    return [
        planes(frame)[0].astype(float).copy()
        for frame in compose(segment, SMALL, PICTURES.__getitem__, Shelf())
    ]


def middle(frame):
    """Where the brightness has its middle, in pixels."""
    light = frame - frame.min()
    across = (np.arange(frame.shape[1]) + 0.5) * light
    down = (np.arange(frame.shape[0])[:, None] + 0.5) * light
    return across.sum() / light.sum(), down.sum() / light.sum()


def test_it_moves_by_fractions_of_a_pixel():
    first, last = Rect(40, 30, 80, 60), Rect(52.4, 41.7, 80, 60)
    moved = luma(FramePlace(0, first, "linear"), FramePlace(29, last))
    for number, frame in enumerate(moved):
        x, y = middle(frame)
        assert x == pytest.approx(80 + 12.4 * number / 29, abs=0.002 * 10)
        assert y == pytest.approx(60 + 11.7 * number / 29, abs=0.002 * 10)


def test_nothing_is_drawn_beside_it():
    (frame, *_) = luma(FramePlace(0, Rect(40, 30, 80, 60)), border=4.0)
    assert (frame[26:94, 36:124] > 200).all()
    frame[26:94, 36:124] = 16
    assert (frame == 16).all()


def test_its_shadow_is_soft_and_below_and_it_fades():
    grey = FillLayer("#808080")
    layer = FramedLayer(CROP, (FramePlace(0, Rect(120, 60, 80, 60)),), shadow=6.0)
    shown = Segment(0, 1, (grey, layer))
    (frame,) = (planes(f)[0].astype(int) for f in compose(shown, SMALL, PICTURES.__getitem__))
    below, above = frame[124, 160], frame[56, 160]
    assert below < above <= frame[10, 10]
    assert frame[10, 10] - frame[150, 160] <= 1
    (clear, *_) = luma(FramePlace(0, Rect(120, 60, 80, 60)), opacity=((0, 0.0), (30, 1.0)))
    assert clear.max() == 16


def test_times_count_from_the_segment():
    layer = FramedLayer(CROP, (FramePlace(0, Rect(0, 0, 10, 10)),))
    moved = placed_at_zero(Segment(10, 5, (layer,))).layers[0]
    assert moved.shot.start == -10
