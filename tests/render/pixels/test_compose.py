"""Layers draw what they should, where they should, and only what has changed."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numba
import numpy as np
import pytest
from drawn import SMALL, flat, held, panned, planes, png, scene, whole
from hypothesis import given, settings
from hypothesis import strategies as st

from render.geometry import Rect
from render.pixels.canvas import Shelf
from render.pixels.compose import compose
from render.pixels.resample import axis, compiled_fast, resample_plane
from render.pixels.segments import (
    Box,
    FillLayer,
    PanelLayer,
    Segment,
    SpreadLayer,
    StillKeyframe,
    StillLayer,
)
from render.shots import Shot
from story.errors import RenderError

RED, BLUE = (63, 102, 240), (32, 240, 118)
PICTURES = {
    "red": png(flat((255, 0, 0))),
    "blue": png(flat((0, 0, 255))),
    "panel": png(scene()),
    "label": png(flat((255, 255, 255, 255), 20, 10)),
    "veil": png(flat((255, 255, 255, 128), 20, 10)),
}


def frames(segment, video=SMALL, pictures=PICTURES):
    shelf = Shelf()
    return [planes(frame) for frame in compose(segment, video, pictures.__getitem__, shelf)]


def pixel(frame, x, y):
    luma, u, v = frame
    return int(luma[y, x]), int(u[y // 2, x // 2]), int(v[y // 2, x // 2])


def close(found, wanted, levels=1):
    return max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= levels


def same(a, b):
    return all(np.array_equal(x, y) for x, y in zip(a, b, strict=True))


@settings(deadline=None, max_examples=40)
@given(
    st.floats(-20, 60), st.floats(-20, 60), st.floats(2, 90), st.integers(1, 70), st.integers(1, 50)
)
def test_resampling_is_lanczos_with_edges_that_go_on(x, y, w, width, height):
    source = np.random.default_rng(1).integers(16 * 256, 235 * 256, (60, 45), np.uint16)
    step = w / width
    across, down = axis(x, step, width), axis(y, step, height)
    out = np.zeros((height + 2, width + 3), np.uint8)
    resample_plane(source, across, down, out, 2, 1)
    wanted = _matrix(down, 45) @ (source.T / 256) @ _matrix(across, 60).T
    assert np.abs(out[1:-1, 2:-1] - np.clip(wanted, 0, 255)).max() < 0.51
    assert not out[0].any()
    assert not out[:, -1].any()


def _matrix(taps, limit):
    firsts, weights = taps
    matrix = np.zeros((len(firsts), limit))
    for row, (first, line) in enumerate(zip(firsts, weights, strict=True)):
        np.add.at(matrix[row], np.clip(first + np.arange(len(line)), 0, limit - 1), line)
    return matrix


def test_weights_are_the_kernels():
    firsts, weights = axis(0.25, 1.0, 1)
    x = firsts[0] + np.arange(6) - 0.25
    wanted = np.sinc(x) * np.sinc(x / 3)
    assert np.abs(weights[0] - wanted / wanted.sum()).max() < 1e-6


def test_without_a_folder_for_compiled_code_it_is_compiled_anew(monkeypatch):
    compile_plainly = numba.njit

    def no_room(*args, cache=False, **how):
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return compile_plainly(*args, **how)

    monkeypatch.setattr(numba, "njit", no_room)
    assert compiled_fast(lambda a, b: a + b)(2, 3) == 5


def test_a_panel_at_its_own_size_is_untouched():
    pixels = scene(320, 180)
    found = frames(held(1, whole(320, 180)), pictures={"panel": png(pixels)})[0][0]
    wanted = 16 + pixels @ np.array([0.2126, 0.7152, 0.0722]) * 219 / 255
    assert np.abs(found - wanted).max() < 0.51


def test_a_segment_may_begin_inside_its_shot():
    shot = panned(20, Rect(0, 0, 240, 135), Rect(200, 100, 240, 135)).layers[0].shot
    through = frames(Segment(0, 20, (PanelLayer(shot),)))
    later = replace(shot, start=100)
    part = frames(Segment(112, 8, (PanelLayer(later),)))
    assert all(same(a, b) for a, b in zip(part, through[12:], strict=True))


def test_a_crossfade_is_half_of_each_in_its_middle():
    red, blue = held(1, whole(64, 36), "red").layers[0], held(1, whole(64, 36), "blue").layers[0]
    fade = Segment(0, 11, (red, replace(blue, opacity=((0, 0.0), (10, 1.0)))))
    first, *_, last = shown = frames(fade)
    assert close(pixel(first, 9, 9), RED)
    assert close(pixel(shown[5], 9, 9), [(a + b) / 2 for a, b in zip(RED, BLUE, strict=True)])
    assert close(pixel(last, 9, 9), BLUE)


def test_a_dip_to_black():
    red = held(1, whole(64, 36), "red").layers[0]
    shown = frames(Segment(0, 5, (red, FillLayer("#000000", ((0, 0.0), (4, 1.0))))))
    assert close(pixel(shown[0], 9, 9), RED)
    assert pixel(shown[4], 9, 9) == (16, 128, 128)


def test_a_panel_in_a_box_leaves_the_rest():
    ground = FillLayer("#0000ff")
    boxed = held(1, whole(64, 64), "red", box=Box(40, 20, 100, 100)).layers[0]
    frame = frames(Segment(0, 1, (ground, boxed)))[0]
    assert close(pixel(frame, 39, 60), BLUE)
    assert close(pixel(frame, 40, 20), RED)
    assert close(pixel(frame, 139, 119), RED)
    assert close(pixel(frame, 140, 119), BLUE)


@pytest.mark.parametrize(("x", "y"), [(100, 50), (101, 51), (-10, -4), (310, 175)])
def test_a_still_lands_on_its_pixels(x, y):
    still = StillLayer("label", (StillKeyframe(0, x, y),))
    luma = frames(Segment(0, 1, (FillLayer("#000000"), still)))[0][0]
    wanted = np.full((180, 320), 16)
    wanted[max(0, y) : max(0, y + 10), max(0, x) : max(0, x + 20)] = 235
    assert np.abs(luma.astype(int) - wanted).max() <= 1


def test_a_still_outside_the_canvas_is_not_drawn():
    still = StillLayer("label", (StillKeyframe(0, 900, -400),))
    assert frames(Segment(0, 1, (FillLayer("#000000"), still)))[0][0].max() == 16


def test_a_still_moves_by_fractions_of_a_pixel():
    still = StillLayer(
        "label", (StillKeyframe(0, 100, 50, easing="linear"), StillKeyframe(10, 101, 50))
    )
    shown = frames(Segment(0, 11, (FillLayer("#000000"), still)))
    edge = [(frame[0][55, 90:130].astype(float) - 16).sum() for frame in shown]
    left = [(frame[0][55, 90:110].astype(float) - 16).sum() / 219 for frame in shown]
    assert max(edge) - min(edge) < 0.01 * max(edge)
    assert left == pytest.approx([10 - i / 10 for i in range(11)], abs=0.08)


def test_a_veil_mixes_by_its_alpha_and_opacity():
    veil = StillLayer("veil", (StillKeyframe(0, 100, 50),), ((0, 0.5),))
    frame = frames(Segment(0, 1, (FillLayer("#000000"), veil)))[0]
    assert close(pixel(frame, 110, 55), (16 + 219 * 0.251, 128, 128))


def test_a_spread_is_dark_soft_and_shadowed():
    box = Box(100, 10, 120, 160)
    ground = frames(Segment(0, 1, (SpreadLayer("panel", box),)))[0][0].astype(int)
    bright = frames(Segment(0, 1, (PanelLayer(held(1, whole(320, 320)).layers[0].shot),)))[0][0]
    assert ground.mean() < 0.6 * bright.mean()
    assert np.abs(np.diff(ground, axis=1)).max() < 6
    even = frames(Segment(0, 1, (SpreadLayer("red", box),)))[0][0].astype(int)
    assert even[90, 96] - 16 < 0.85 * (even[90, 20] - 16)


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (200, 200), (642, 270)])
@pytest.mark.parametrize("panel", [(1, 1), (9, 400), (400, 9)])
def test_any_panel_on_any_canvas(size, panel):
    pictures = {"panel": png(scene(*panel))}
    video = replace(SMALL, size=size)
    layers = (SpreadLayer("panel"), *held(1, whole(*panel)).layers)
    for luma, u, _ in frames(Segment(0, 1, layers), video, pictures):
        assert luma.shape == (size[1], size[0])
        assert u.shape == (size[1] // 2, size[0] // 2)


def test_a_ground_that_rests_is_kept_and_gives_the_same_frames():
    moving = StillLayer("label", (StillKeyframe(0, 20, 20), StillKeyframe(9, 80, 40)))
    ground = held(10, Rect(3.3, 4.4, 300, 168.75)).layers[0]
    kept = frames(Segment(0, 10, (ground, moving)))
    for i, frame in enumerate(kept):
        alone = StillLayer("label", tuple(replace(p, frame=p.frame - i) for p in moving.places))
        assert same(frame, frames(Segment(0, 1, (ground, alone)))[0])


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_frames_do_not_depend_on_those_before_them(data):
    ramps = st.lists(st.tuples(st.integers(0, 6), st.sampled_from([0.0, 0.5, 1.0])), max_size=3)
    layers = (
        replace(panned(6, Rect(0, 0, 200, 112.5), Rect(50, 9, 200, 112.5)).layers[0]),
        StillLayer(
            "label", (StillKeyframe(0, 20, 20), StillKeyframe(3, 60, 40)), _ramp(data.draw(ramps))
        ),
        FillLayer("#224466", _ramp(data.draw(ramps))),
        replace(held(1, whole(64, 36), "red").layers[0], opacity=_ramp(data.draw(ramps))),
        StillLayer("veil", (StillKeyframe(0, 40, 30),), _ramp(data.draw(ramps))),
    )
    order = data.draw(st.permutations(layers))[: data.draw(st.integers(1, 5))]
    order = (FillLayer("#808080"), *order)
    for i, frame in enumerate(frames(Segment(0, 6, order))):
        assert same(frame, frames(Segment(0, 1, tuple(_from(layer, i) for layer in order)))[0])


def _ramp(knots):
    return tuple(sorted(knots, key=lambda knot: knot[0]))


def _from(layer, i):
    """The layer as it is `i` frames later."""
    layer = replace(layer, opacity=tuple((frame - i, share) for frame, share in layer.opacity))
    if isinstance(layer, StillLayer):
        return replace(layer, places=tuple(replace(p, frame=p.frame - i) for p in layer.places))
    if isinstance(layer, PanelLayer):
        return replace(layer, shot=replace(layer.shot, start=layer.shot.start - i))
    return layer


def test_pictures_are_decoded_once_and_forgotten_in_time():
    asked = []

    def pictures(key):
        asked.append(key)
        return PICTURES[key]

    shelf = Shelf(room=930_000)
    for key in ("red", "red", "panel", "red"):
        list(compose(held(3, whole(64, 36), key), SMALL, pictures, shelf))
    assert asked == ["red", "panel", "red"]


def test_a_picture_may_be_a_file(tmp_path: Path):
    (tmp_path / "red.png").write_bytes(PICTURES["red"])
    shelf = Shelf()
    found = compose(held(1, whole(64, 36), "red.png"), SMALL, lambda key: tmp_path / key, shelf)
    assert close(pixel(planes(next(found)), 5, 5), RED)


def test_a_broken_picture_is_an_error_of_ours():
    with pytest.raises(RenderError):
        frames(held(1, whole(64, 36), "x"), pictures={"x": b"nothing"})


def test_odd_rates_use_exact_times():
    video = replace(SMALL, fps=Fraction(30000, 1001))
    segment = panned(31, Rect(0, 0, 240, 135), Rect(100, 0, 240, 135), video)
    assert len(frames(segment, video)) == 31
    assert isinstance(segment.layers[0].shot, Shot)
