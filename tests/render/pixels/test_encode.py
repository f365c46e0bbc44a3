"""What is drawn comes out of the decoder: colours, counts, times; the same bytes anywhere."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from drawn import SMALL, decoded, flat, held, panned, png, scene, whole

from render.geometry import Rect
from render.pixels.compose import compose_frame, segment_bytes
from render.pixels.encode import QUALITIES, encode, planes_of, rgb_frame
from render.pixels.picture import rgb_pixels
from render.pixels.segments import FillLayer, Segment, VideoSettings
from story.errors import RenderError

RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(50), Fraction(60)]
PANEL = png(scene())


def panel(_key):
    """What a worker process is given: it is pickled, so it has a name."""
    return PANEL


def moved(frames=20, settings=SMALL):
    return panned(frames, Rect(0, 0, 300, 168.75), Rect(150, 120, 240, 135), settings)


@pytest.mark.parametrize("quality", QUALITIES)
def test_flat_patches_come_back_within_two_levels(quality):
    colours = [(0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255),
               (128, 128, 128), (250, 220, 190), (20, 60, 90)]  # fmt: skip
    patches = np.vstack([np.hstack([flat(c, 80, 90) for c in row]) for row in
                         (colours[:4], colours[4:])])  # fmt: skip
    settings = replace(SMALL, quality=quality)
    coded = segment_bytes(held(3, whole(320, 180), "patches"), settings, lambda _: png(patches))
    y, u, v = decoded(coded)[1]
    for index, colour in enumerate(colours):
        column, row = 80 * (index % 4) + 40, 90 * (index // 4) + 44
        found = y[row, column], u[row // 2, column // 2], v[row // 2, column // 2]
        assert np.abs(np.array(found, float) - bt709(*colour)).max() <= 2


def bt709(red, green, blue):
    """The standard's own formula, in limited range."""
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    scale = 224 / 255
    return np.array(
        [
            16 + luma * 219 / 255,
            128 + (blue - luma) / 1.8556 * scale,
            128 + (red - luma) / 1.5748 * scale,
        ]
    )


@pytest.mark.parametrize("frames", [1, 2, 3, 4, 61])
def test_every_frame_comes_out(frames):
    assert len(decoded(segment_bytes(moved(frames), SMALL, panel))) == frames


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (202, 118), (640, 268)])
def test_any_even_size(size):
    settings = replace(SMALL, size=size)
    segment = Segment(0, 3, (FillLayer("#ff0000"),))
    y, u, v = decoded(segment_bytes(segment, settings, panel))[2]
    assert y.shape == (size[1], size[0])
    assert np.abs(y.astype(int) - 63).max() <= 2
    assert np.abs(v.astype(int) - 240).max() <= 2
    assert u.shape == (size[1] // 2, size[0] // 2)


def test_pictures_stay_like_what_was_drawn():
    settings = replace(SMALL, quality="best")
    coded = decoded(segment_bytes(moved(), settings, panel))
    first = decoded(segment_bytes(moved(1), settings, panel))
    assert np.abs(coded[0][0].astype(int) - first[0][0]).mean() < 2


def test_the_same_segment_gives_the_same_bytes_in_any_process():
    here = [segment_bytes(moved(), SMALL, panel) for _ in range(2)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn) as pool:
        there = pool.submit(segment_bytes, moved(), SMALL, panel).result()
    assert here == [there, there]


def test_bytes_do_not_depend_on_the_place_in_the_film():
    shot = moved().layers[0].shot
    later = Segment(700, 20, (replace(moved().layers[0], shot=replace(shot, start=700)),))
    assert segment_bytes(later, SMALL, panel) == segment_bytes(moved(), SMALL, panel)


@pytest.mark.parametrize("fps", RATES)
def test_rates(fps):
    settings = VideoSettings((320, 180), fps, "draft")
    assert len(decoded(segment_bytes(moved(7, settings), settings, panel))) == 7


def test_nothing_to_encode_is_an_error():
    with pytest.raises(RenderError, match="0 frames"):
        encode([], SMALL)


def test_a_size_that_can_not_be_coded_is_an_error():
    with pytest.raises(RenderError, match="even"):
        segment_bytes(moved(1), replace(SMALL, size=(321, 180)), panel)


def test_a_frame_is_shown_neither_darker_nor_in_blocks():
    frame = compose_frame(moved(), 3, SMALL, panel)
    y, u, v = (plane[:, : SMALL.size[0]].astype(np.float32) for plane in planes_of(frame))
    whole = [plane.repeat(2, 0).repeat(2, 1)[:, : y.shape[1]] for plane in (u, v)]
    repeated = rgb_pixels((y, *whole)).astype(int)
    shown = rgb_frame(frame).astype(int)
    assert abs(float((shown - repeated).mean())) < 0.1
    within = [  # how far the colours of two pixels differ that have one colour in the frame
        float(np.abs(np.diff((each[..., 0] - each[..., 2]).reshape(180, 160, 2))).mean())
        for each in (shown, repeated)
    ]
    assert within[0] > 2 * within[1], "colours go over into each other"
