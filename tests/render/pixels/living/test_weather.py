"""Snow and rain: always the same of one seed, without a step, and only as they are asked for."""

import numpy as np
import pytest
from drawn import SMALL, flat, held, planes, png, whole

from render.pixels.canvas import Shelf
from render.pixels.compose import compose
from render.pixels.living.weather import _RAIN, _SNOW, _Falling
from render.pixels.segments import Segment, WeatherLayer

PICTURES = {"dusk": png(flat((40, 50, 90), 320, 180))}
GROUND = held(1, whole(320, 180), "dusk").layers[0]


def lumas(frames, *layers):
    segment = Segment(0, frames, (GROUND, *layers))
    made = compose(segment, SMALL, PICTURES.__getitem__, Shelf())
    return [planes(frame) for frame in made]


@pytest.mark.parametrize("kind", ["snow", "rain"])
def test_the_same_seed_falls_the_same_however_a_shot_is_cut(kind):
    (*_, late), (early, *_) = (
        lumas(6, WeatherLayer(kind, 5)),
        lumas(2, WeatherLayer(kind, 5, since=-5)),
    )
    for one, other in zip(late, early, strict=True):
        assert np.array_equal(one, other)
    assert not np.array_equal(late[0], lumas(6, WeatherLayer(kind, 6))[-1][0])


@pytest.mark.parametrize(("kind", "least"), [("snow", 0.02), ("rain", 0.02)])
def test_it_is_seen_and_hides_nothing(kind, least):
    (clear, *_), (fallen, *_) = lumas(1)[0], lumas(1, WeatherLayer(kind, 5, -90))[0]
    lit = fallen.astype(int) - clear
    assert lit.min() >= 0
    assert least < (lit > 8).mean() < 0.25


def test_nothing_falls_before_it_comes():
    still = lumas(1)[0]
    ramp = ((0, 0.0), (3, 1.0))
    for found, wanted in zip(lumas(1, WeatherLayer("snow", 5, 0, ramp))[0], still, strict=True):
        assert np.array_equal(found, wanted)


@pytest.mark.parametrize("depths", [_SNOW, _RAIN])
def test_nothing_jumps_where_it_is_seen(depths):
    falling = _Falling(depths, 9, (1920, 1080), slants=depths is _RAIN)
    before = falling.places(599.0)
    most = max(depth.speed[1] for depth in depths) / 30 * 1.2
    for n in range(1, 40):
        x, y = falling.places(599.0 + n / 30)
        stays = np.hypot(x - before[0], y - before[1]) <= most
        edge = falling.size * 2
        out = (y < -edge + most) | (x < most) | (x > 1920 - most)
        assert (stays | out).all()
        before = x, y


def test_far_flakes_are_smaller_and_slower_than_near_ones():
    far, middle, near = _SNOW
    assert far.size < middle.size < near.size
    assert far.speed < middle.speed < near.speed
    assert far.count > middle.count > near.count
