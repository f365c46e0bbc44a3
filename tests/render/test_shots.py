"""The camera's path is float, smooth, and never leaves the box around its stations."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.geometry import Rect
from render.shots import EASINGS, CropPath, Keyframe, Monotone, Shot, rect_at, rect_at_time

THIRTY = Fraction(30)


def stations(*places, easing="smooth", aspect=9 / 16):
    return tuple(Keyframe(time, Rect(x, y, w, w * aspect), easing) for time, x, y, w in places)


@st.composite
def paths(draw):
    """Stations of one aspect inside a panel of 1600 x 1000."""
    keys, time = [], 0.0
    for _ in range(draw(st.integers(2, 6))):
        w = draw(st.floats(100, 1600))
        x = draw(st.floats(0, 1)) * (1600 - w)
        y = draw(st.floats(0, 1)) * (1000 - w * 9 / 16)
        easing = draw(st.sampled_from(["smooth", "smooth", "linear", "in-out-sine"]))
        keys.append(Keyframe(time, Rect(x, y, w, w * 9 / 16), easing))
        time += draw(st.floats(0.2, 8))
    return tuple(keys)


@pytest.mark.parametrize("name", EASINGS)
def test_easings_run_from_nought_to_one_without_turning(name):
    values = [EASINGS[name](i / 100) for i in range(101)]
    assert values[0] == 0
    assert values[-1] == pytest.approx(1)
    assert all(a <= b for a, b in pairwise(values))


def test_positions_are_floats_between_two_stations():
    shot = Shot("p", 0, 31, stations((0, 0, 0, 160), (1, 10, 5, 160), easing="linear"))
    assert rect_at(shot, 10, THIRTY) == Rect(pytest.approx(10 / 3), pytest.approx(5 / 3), 160, 90)


def test_the_ends_are_held_before_and_after():
    shot = Shot("p", 0, 10, stations((0, 0, 0, 160), (1, 10, 5, 160)))
    assert rect_at(shot, -5, THIRTY) == shot.keyframes[0].rect
    assert rect_at(shot, 400, THIRTY) == shot.keyframes[1].rect


@given(paths(), st.floats(0, 1))
def test_no_path_leaves_its_panel_or_changes_its_aspect(keys, share):
    rect = rect_at_time(keys, share * keys[-1].time)
    assert rect.x >= -1e-6
    assert rect.y >= -1e-6
    assert rect.x + rect.w <= 1600 + 1e-6
    assert rect.y + rect.h <= 1000 + 1e-6
    assert rect.w / rect.h == pytest.approx(16 / 9, rel=1e-9)


def test_a_smooth_path_passes_its_stations_without_a_stop():
    keys = stations((0, 0, 0, 400), (2, 100, 50, 400), (5, 400, 60, 400))
    assert rect_at_time(keys, 2.0).x == pytest.approx(100)
    step = 1e-3
    before = (rect_at_time(keys, 2).x - rect_at_time(keys, 2 - step).x) / step
    after = (rect_at_time(keys, 2 + step).x - rect_at_time(keys, 2).x) / step
    assert before > 30
    assert after == pytest.approx(before, rel=0.01)


def test_a_smooth_path_starts_and_ends_at_rest():
    keys = stations((0, 0, 0, 400), (2, 100, 50, 400), (5, 400, 60, 400))
    assert rect_at_time(keys, 0.01).x < 0.02
    assert rect_at_time(keys, 4.99).x > 399.98


def test_an_eased_leg_ends_a_smooth_run():
    keys = (
        *stations((0, 0, 0, 400), (2, 100, 0, 400)),
        *stations((4, 300, 0, 400), (6, 400, 0, 400), easing="linear"),
    )
    assert rect_at_time(keys, 5).x == 350
    assert rect_at_time(keys, 3.99).x == pytest.approx(300, abs=0.02)


def test_a_held_station_stays_still():
    keys = stations((0, 0, 0, 400), (2, 100, 50, 400), (3, 100, 50, 400), (5, 400, 60, 400))
    assert {rect_at_time(keys, 2 + i / 10).x for i in range(11)} == {100}


@given(paths(), st.integers(0, 4), st.floats(0, 1))
def test_a_path_asked_often_answers_as_one_asked_once(keys, other, share):
    path, end = CropPath(keys), keys[-1].time
    path.at(other / 4 * end)
    assert path.at(share * end) == rect_at_time(keys, share * end)
    assert [path.at(key.time) for key in keys] == [rect_at_time(keys, key.time) for key in keys]


def test_the_curve_never_overshoots():
    curve = Monotone([0, 1, 2, 3], [0, 10, 10, 3])
    values = [curve.at(t / 100) for t in range(301)]
    assert min(values) == 0
    assert max(values) == 10
