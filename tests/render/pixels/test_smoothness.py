"""A slow move is smooth to a thousandth of a pixel, and what is seen is what a float says."""

from fractions import Fraction

import numpy as np
import pytest
from drawn import held, planes, png, scene

from bench.fidelity import jitter, psnr, reference_luma, ssim, waves
from render.geometry import Rect
from render.pixels.canvas import Shelf
from render.pixels.compose import compose
from render.pixels.segments import PanelLayer, Segment, VideoSettings
from render.shots import Keyframe, Shot, rect_at

SETTINGS = VideoSettings((1280, 720), Fraction(12))
WAVES = waves()
FRAMES = 60
PAN = Rect(50, 40, 976, 549), Rect(90, 40, 976, 549)
ZOOM = Rect(8, 8, 1000, 562.5), Rect(60, 50, 880, 495)


def luma(rects):
    """Frames of the waves, each drawn through its own rect."""
    shelf = Shelf()
    for rect in rects:
        frame = next(compose(held(1, rect), SETTINGS, lambda _: WAVES, shelf))
        yield planes(frame)[0]


def moved(first, last):
    shot = Shot("panel", 0, FRAMES, (Keyframe(0, first), Keyframe(5, last)))
    found = compose(Segment(0, FRAMES, (PanelLayer(shot),)), SETTINGS, lambda _: WAVES, Shelf())
    rects = [rect_at(shot, i, SETTINGS.fps) for i in range(FRAMES)]
    return [planes(frame)[0] for frame in found], rects


@pytest.mark.parametrize(("first", "last"), [PAN, ZOOM], ids=["pan", "zoom"])
def test_jitter(first, last):
    frames, rects = moved(first, last)
    assert jitter(frames, rects) < 0.002


def test_the_measure_sees_whole_pixel_crops():
    rects = moved(*PAN)[1]
    whole = [Rect(round(r.x), round(r.y), r.w, r.h) for r in rects]
    assert jitter(luma(whole), rects) > 0.2


@pytest.mark.parametrize("rect", [Rect(20.3, 30.7, 200, 112.5), Rect(0, 0, 480, 270),
                                  Rect(-3, 5.5, 470.2, 264.4875)])  # fmt: skip
@pytest.mark.parametrize("size", [(640, 360), (160, 90)])
def test_frames_are_the_float_reference_rounded(rect, size):
    pixels = scene()
    video = VideoSettings(size, Fraction(30))
    frame = next(compose(held(1, rect), video, lambda _: png(pixels), Shelf()))
    found, wanted = planes(frame)[0], reference_luma(pixels, rect, size)
    assert psnr(found, wanted) > 58
    assert np.abs(found - wanted).max() < 0.6
    assert ssim(found, wanted) > 0.998


def test_chroma_is_sited_at_the_left():
    ramp = np.zeros((90, 160, 3), np.uint8)
    ramp[..., 0] = 40 + np.arange(160)  # red rises by one a pixel
    video = VideoSettings((160, 90), Fraction(30))
    frame = next(compose(held(1, Rect(0, 0, 160, 90)), video, lambda _: png(ramp), Shelf()))
    _, _, v = planes(frame)
    slope = (1 - 0.2126) / 1.5748 * 224 / 255
    wanted = 128 + slope * ramp[0, ::2, 0]  # the value at every pair's left pixel
    assert np.abs(v[20, 5:-5] - wanted[5:-5]).max() < 0.55
