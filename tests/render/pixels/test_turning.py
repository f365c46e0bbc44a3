"""A picture that slides in as a page, or is wiped over another."""

from dataclasses import replace

import numpy as np
import pytest
from drawn import SMALL, flat, held, planes, png, whole
from hypothesis import given, settings
from hypothesis import strategies as st

from render.pixels.canvas import Shelf
from render.pixels.compose import compose
from render.pixels.segments import (
    Segment,
    TurnLayer,
    all_layers,
    enlarged_in,
    placed_at_zero,
    segment_to_json,
)

PICTURES = {
    "dark": png(flat((60, 60, 60), 320, 180)),
    "bright": png(flat((230, 230, 230), 320, 180)),
}
DARK, BRIGHT = (held(1, whole(320, 180), key).layers[0] for key in ("dark", "bright"))
KINDS = ("slide", "wipe")


def luma(kind, frames=20, size=(320, 180), **turn):
    first, last = turn.pop("first", 0), turn.pop("last", frames)
    layers = (DARK, TurnLayer(kind, (BRIGHT,), first, last, **turn))
    video = replace(SMALL, size=size)
    drawn = compose(Segment(0, frames, layers), video, PICTURES.__getitem__, Shelf())
    return [planes(frame)[0].astype(float) for frame in drawn]


OLD, NEW = (levels[0][90, 160] for levels in (luma("wipe", 1, first=5, last=9),
                                              luma("wipe", 1, first=-9, last=-5)))  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_before_it_comes_nothing_is_seen_of_it_and_then_nothing_else(kind):
    early = luma(kind, 30, first=10, last=20)
    assert all((frame == OLD).all() for frame in early[:10])
    assert all((frame == NEW).all() for frame in early[20:])
    assert all(frame.min() < NEW < frame.max() + 1 and frame.min() >= 16 for frame in early[12:18])


@pytest.mark.parametrize("size", [(320, 180), (180, 320)])
@pytest.mark.parametrize("kind", KINDS)
def test_it_comes_softly_and_never_goes_back(kind, size):
    part = [(frame > (OLD + NEW) / 2).mean() for frame in luma(kind, size=size)]
    steps = np.diff([0, *part])
    assert (steps >= 0).all()
    assert max(steps[0], steps[-1]) < 0.5 * max(steps)
    assert max(steps) < 0.15


def test_a_page_lies_where_it_should_to_a_part_of_a_pixel():
    share = (1 - np.cos(np.pi * np.arange(1, 21) / 21)) / 2
    for frame, part in zip(luma("slide"), share, strict=True):
        row = frame[90]
        at = 320 * (1 - part)
        column, beside = int(at), at % 1
        assert (row[column + 1 :] == NEW).all()
        assert (row[: max(column - 17, 0)] == OLD).all()  # no shadow reaches further
        lit, shaded = (NEW + (under - NEW) * beside for under in (OLD, 16))
        assert shaded - 1 <= row[column] <= lit + 1


def test_a_page_that_is_mirrored_comes_from_the_left():
    here, there = luma("slide"), luma("slide", mirrored=True)
    for one, other in zip(here, there, strict=True):
        assert np.abs(one - other[:, ::-1]).max() <= 1


def test_a_page_throws_its_shadow_on_what_it_covers_alone():
    middle = luma("slide")[10]
    assert middle.min() < OLD - 5
    assert luma("slide")[-1].min() > OLD - 12  # it is down


@given(st.sampled_from(KINDS), st.integers(-30, 30), st.integers(1, 40), st.booleans())
@settings(deadline=None, max_examples=25)
def test_it_is_the_same_in_whatever_segments_it_is_cut(kind, first, length, mirrored):
    turn = {"first": first, "last": first + length, "mirrored": mirrored}
    whole_film = luma(kind, 12, **turn)
    second = luma(kind, 6, **{**turn, "first": first - 6, "last": first + length - 6})
    assert all((a == b).all() for a, b in zip(whole_film[6:], second, strict=True))


def test_its_data_names_all_that_it_shows():
    shot = replace(BRIGHT.shot, start=40)
    turn = TurnLayer("slide", (replace(BRIGHT, shot=shot),), 2, 20)
    segment = Segment(30, 20, (DARK, turn))
    (under, over) = segment_to_json(segment)["layers"]
    assert over["kind"] == "slide"
    assert [each["kind"] for each in over["layers"]] == ["panel"]
    assert over["layers"][0]["shot"]["picture"] == "bright"
    assert under["kind"] == "panel"
    assert [type(each) for each in all_layers(segment)] == [type(DARK), TurnLayer, type(DARK)]
    moved = placed_at_zero(segment).layers[1]
    assert (moved.layers[0].shot.start, moved.first, moved.last) == (10, 2, 20)
    assert enlarged_in(segment) == ()
