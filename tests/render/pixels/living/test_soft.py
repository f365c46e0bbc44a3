"""A glow lies around what shines, a focus leaves what is sharp as it is; both go with the panel."""

import numpy as np
import pytest
from drawn import SMALL, held, panned, planes, png, scene, whole

from render.geometry import Rect
from render.pixels.canvas import Canvas, Shelf
from render.pixels.compose import compose
from render.pixels.living.soft import lay_soft
from render.pixels.segments import Segment, SoftLayer

NIGHT = np.full((360, 640, 3), (18, 22, 40), np.uint8)
NIGHT[160:190, 300:330] = (255, 210, 120)
PICTURES = {"night": png(NIGHT), "panel": png(scene(640, 360))}


def drawn(segment, settings=SMALL):
    frames = compose(segment, settings, PICTURES.__getitem__, Shelf())
    return [planes(frame) for frame in frames]


def with_soft(panel, **soft):
    return Segment(0, panel.frames, (*panel.layers, SoftLayer(panel.layers[0], **soft)))


def test_a_glow_lights_what_is_around_a_lamp_in_its_colour():
    plain = held(1, whole(640, 360), "night")
    (dark, blue, red), (lit, less, more) = drawn(plain)[0], drawn(with_soft(plain, kind="glow"))[0]
    gained = lit.astype(int) - dark
    assert gained[87, 145] > 20  # beside the lamp
    assert abs(gained[10:30, 10:40]).max() == 0  # the night far off stays black
    assert int(more[43, 72]) > int(red[43, 72])
    assert int(less[43, 72]) < int(blue[43, 72])


def test_a_glow_breathes_slowly_and_never_goes_out():
    frames = drawn(with_soft(held(110, whole(640, 360), "night"), kind="glow"))
    levels = np.array([frame[0][87, 140] for frame in frames], int)
    assert levels.min() > drawn(held(1, whole(640, 360), "night"))[0][0][87, 140] + 8
    assert levels.max() > levels.min() + 5
    assert abs(np.diff(levels)).max() <= 2
    full = np.flatnonzero(levels == levels.max())
    assert full.mean() == pytest.approx(50, abs=2)  # 0.3 a second


def test_a_focus_leaves_the_sharp_box_alone_and_blurs_the_rest():
    plain = held(1, whole(640, 360))
    sharp = Rect(260, 130, 120, 100)
    before, after = drawn(plain)[0][0], drawn(with_soft(plain, kind="focus", sharp=sharp))[0][0]
    assert np.array_equal(before[70:110, 136:184], after[70:110, 136:184])
    assert np.diff(after[:40].astype(int)).std() < 0.6 * np.diff(before[:40].astype(int)).std()


def test_what_is_sharp_of_a_figure_reaches_down_from_its_head():
    plain = held(1, whole(640, 360))
    head = Rect(290, 60, 50, 60)
    soft = with_soft(plain, kind="focus", sharp=head, figure=True)
    before, after = (frames[0][0].astype(int) for frames in (drawn(plain), drawn(soft)))
    changed = abs(before - after)
    assert changed[35:120, 150:165].max() == 0
    assert changed[:, :60].max() > 12


@pytest.mark.parametrize("kind", ["glow", "focus"])
def test_it_goes_with_the_panel_by_fractions_of_a_pixel(kind):
    """What a whole pixel's move shows is what stood beside it before."""
    move = panned(3, Rect(0, 0, 320, 180), Rect(4, 0, 320, 180))
    still = SoftLayer(move.layers[0], kind, sharp=Rect(400, 100, 40, 40))
    first, half, last = drawn(Segment(0, 3, (*move.layers, still)))
    assert abs(first[0][:, 60:260].astype(int) - last[0][:, 56:256]).max() <= 2
    assert abs(first[0][:, 60:260].astype(int) - half[0][:, 58:258]).max() <= 2


def test_a_part_of_an_opacity_is_that_part_of_it():
    plain = held(1, whole(640, 360), "night")
    none, part, full = (
        drawn(with_soft(plain, kind="focus", sharp=Rect(0, 0, 9, 9), opacity=ramp))[0][0].astype(
            int
        )
        for ramp in (((0, 0.0), (9, 0.0)), ((0, 0.5), (9, 0.5)), ())
    )
    assert np.array_equal(none, drawn(plain)[0][0])
    assert abs(2 * part - none - full).max() <= 2


def test_soft_levels_are_laid_in_where_they_belong():
    """Levels that rise evenly do so at full size, in an odd place and with a cut last pixel."""
    canvas = Canvas.blank(62, 34)
    for plane in canvas.planes:
        plane[:] = 0
    rising = np.add.outer(8 * np.arange(9), 4 * np.arange(16)).astype(np.uint8)
    full = np.full_like(rising, 255)
    lay_soft(canvas, np.stack([rising, rising, rising, full]), canvas.box, 1.0)
    luma = np.add.outer(2 * (np.arange(34) + 0.5) - 4, (np.arange(62) + 0.5) - 2)
    assert abs(canvas.planes[0] - luma)[4:-4, 4:-4].max() <= 0.51
    chroma = np.add.outer(2 * (2 * np.arange(17) + 1) - 4, (2 * np.arange(31) + 0.5) - 2)
    assert abs(canvas.planes[1] - chroma)[2:-2, 2:-2].max() <= 0.51
