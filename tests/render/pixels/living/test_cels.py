"""An artist's layers pass each other as the camera goes, and lie as they were drawn in between."""

from fractions import Fraction

import numpy as np
import pytest
from drawn import SMALL, flat, held, panned, planes, png, scene
from PIL import Image, ImageDraw

from render.geometry import Rect, seen
from render.pixels.canvas import Shelf
from render.pixels.compose import compose
from render.pixels.living.shaking import shown_rect
from render.pixels.living.swing import narrowed, swing
from render.pixels.segments import Cel, Depth, PanelLayer, Segment
from render.shots import Keyframe, Shot

WHOLE = Rect(0, 0, 640, 360)


def dot(x, y):
    """A transparent layer of 640 x 360 with a white disc."""
    image = Image.new("RGBA", (640, 360), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((x - 14, y - 14, x + 14, y + 14), (255, 255, 255, 255))
    return image


GROUND = flat((30, 30, 30), 640, 360)
BACK = Image.fromarray(GROUND).convert("RGBA")
BACK.alpha_composite(dot(320, 100))
PICTURES = {
    "panel": png(scene(640, 360)),
    "back": png(BACK),
    "front": png(dot(320, 240)),
    "small": png(dot(320, 240).crop((300, 220, 340, 260))),
    "half": png(Image.new("RGBA", (640, 360), (255, 255, 255, 128))),
}
CELS = (Cel("back"), Cel("front"))


def drawn(layer, frames):
    made = compose(Segment(0, frames, (layer,)), SMALL, PICTURES.__getitem__, Shelf())
    return [planes(frame)[0].astype(float) for frame in made]


def middle(luma):
    """Where the disc in a part of the frame is."""
    lit = np.clip(luma - 80, 0, None)
    y, x = np.mgrid[0 : luma.shape[0], 0 : luma.shape[1]] + 0.5
    return (lit * x).sum() / lit.sum(), (lit * y).sum() / lit.sum()


def places(frame):
    """Where the far disc is, and the near one."""
    return middle(frame[:90]), middle(frame[90:])


def with_cels(segment, share=0.02, cels=CELS):
    (layer,) = segment.layers
    return PanelLayer(layer.shot, layer.box, depth=Depth(share, cels))


def test_near_layers_pass_far_ones_against_the_camera_s_way():
    layer = with_cels(panned(21, Rect(40, 0, 480, 270), Rect(120, 60, 480, 270)))
    first, *_, last = drawn(layer, 21)
    (far, near), (far_end, near_end) = places(first), places(last)
    passed = (near_end[0] - far_end[0]) - (near[0] - far[0])
    assert passed == pytest.approx(-0.02 * 320, abs=0.15)
    sunk = (near_end[1] - far_end[1]) - (near[1] - far[1])
    assert sunk == pytest.approx(-0.02 * 180, abs=0.15)


def test_a_held_shot_drifts_evenly_and_no_step_is_seen():
    frames = drawn(with_cels(held(61, Rect(30, 20, 560, 315))), 61)
    gaps = np.array([near[0] - far[0] for far, near in map(places, frames)])
    steps = np.diff(gaps)
    assert abs(gaps[-1] - gaps[0]) == pytest.approx(0.02 * 320, abs=0.15)
    assert abs(steps - steps.mean()).max() < 0.02
    assert gaps[30] == pytest.approx(0, abs=0.05)  # as they were drawn


def test_a_layer_at_its_own_place_is_the_same_as_a_whole_one():
    whole = with_cels(held(9, Rect(30, 20, 560, 315)))
    apart = with_cels(held(9, Rect(30, 20, 560, 315)), cels=(Cel("back"), Cel("small", 300, 220)))
    for one, other in zip(drawn(whole, 9), drawn(apart, 9), strict=True):
        assert abs(one - other).max() <= 1


def test_layers_are_seen_through_by_their_opacity():
    (frame,) = drawn(with_cels(held(1, WHOLE), cels=(Cel("back"), Cel("half", opacity=0.5))), 1)
    grey, veiled = 16 + 30 * 219 / 255, 128 / 255 / 2
    assert frame[120, 20] == pytest.approx(grey + veiled * (235 - grey), abs=1.5)
    (bare,) = drawn(with_cels(held(1, WHOLE), cels=(Cel("half"),)), 1)
    assert bare[120, 20] == pytest.approx(235, abs=1)  # on paper


@pytest.mark.parametrize("frames", [1, 30])
def test_nothing_beside_the_panel_is_ever_seen(frames):
    """The farthest and the nearest layer's rects, at both ends of a shot over all of a panel."""
    shot = Shot("panel", 0, frames, (Keyframe(0, WHOLE),))
    layer = PanelLayer(shot, depth=Depth(0.02, CELS))
    for i in (0, frames - 1):
        rect = shown_rect(layer, i, Fraction(30))
        assert rect == narrowed(WHOLE, 0.02)
        for side in (-0.5, 0.5):
            x = rect.x + side * 0.02 * swing(layer, i, Fraction(30))[0] * rect.w
            assert seen(Rect(x, rect.y, rect.w, rect.h), WHOLE) == pytest.approx(1)
