"""A strip is shown from its own pixels, a stretch of it at a time."""

from fractions import Fraction

import numpy as np
import pytest
from drawn import png
from PIL import Image

from render.geometry import Rect
from render.pixels import layers
from render.pixels.canvas import Canvas, Shelf
from render.pixels.layers import painter_of
from render.pixels.picture import decode_rows
from render.pixels.segments import PanelLayer, VideoSettings
from render.pixels.strips import stretch
from render.shots import Keyframe, Shot


def test_pages_are_kept_whole_and_what_is_too_large_to_decode():
    assert stretch((1000, 2900), 2_000_000, Rect(0, 0, 1000, 562)) is None
    assert stretch((1000, 9000), 20_000_000, Rect(0, 0, 1000, 562)) is None
    assert stretch((1000, 90_000), 2_000_000, Rect(0, 0, 1000, 562)) is None
    assert stretch((1000, 9000), 600_000, Rect(0, 0, 1000, 562)) is None


@pytest.mark.parametrize("top", [0.0, 0.5, 1000.0, 1837.2, 5000.0, 8437.9])
def test_a_stretch_holds_the_frame_and_what_the_resampler_reads(top):
    first, last = stretch((1000, 9000), 3_000_000, Rect(0, top, 1000, 562)) or (0, 0)
    assert last - first <= 3000
    assert first <= max(0, top - 8)
    assert last >= min(9000, top + 562 + 8)


def test_rows_stand_where_they_were():
    pixels = np.random.default_rng(1).integers(0, 256, (400, 20, 3), np.uint8)
    whole = decode_rows(png(pixels), (0, 400))
    part = decode_rows(png(pixels), (100, 180))
    assert (part.width, part.height, part.top) == (20, 400, 100)
    assert np.array_equal(part.planes, whole.planes[:, :, 100:180])
    assert part.kept(Rect(2, 130, 5, 5)) == Rect(2, 30, 5, 5)


def test_frames_are_as_sharp_as_the_strip(monkeypatch):
    pixels = np.zeros((3000, 64, 3), np.uint8)
    pixels[::2] = 255
    store = {"s": png(Image.fromarray(pixels))}
    settings = VideoSettings((64, 36), Fraction(30), "draft")
    monkeypatch.setattr(layers, "pixels_for", lambda _: 64 * 600)
    for top in (0, 700, 1500, 2964):
        way = (Keyframe(0, Rect(0, top, 64, 36), "linear"), Keyframe(9, Rect(0, 2964, 64, 36)))
        shot = Shot("s", 0, 2, way)
        canvas = Canvas.blank(64, 36)
        painter_of(PanelLayer(shot), settings, store.__getitem__, Shelf()).paint(canvas, 0)
        rows = canvas.planes[0].astype(int)[2:-2].mean(axis=1)
        assert np.abs(np.diff(rows)).min() > 200
