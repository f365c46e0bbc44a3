"""Segments are plain data: a JSON form, a key made of all that decides their bytes."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from render.geometry import Rect
from render.pixels.enlarging.tiles import Tile
from render.pixels.segments import (
    Box,
    ClipLayer,
    FillLayer,
    PanelLayer,
    Segment,
    SpreadLayer,
    StillKeyframe,
    StillLayer,
    VideoSettings,
    enlarged_in,
    opacity_at,
    segment_hash,
    segment_to_json,
)
from render.shots import Keyframe, Shot

SHOT = Shot("aa", 90, 60, (Keyframe(0, Rect(0.5, 0, 160, 90)), Keyframe(2, Rect(9, 8, 80, 45))))
BOX = Box(10, 20, 100, 80)
EVERYTHING = Segment(
    90,
    60,
    (
        SpreadLayer("aa", BOX),
        PanelLayer(SHOT, BOX, ((0, 0.0), (12, 1.0))),
        ClipLayer("cc", 1.5, None, "contain"),
        StillLayer("dd", (StillKeyframe(0, 1.0, 2.0), StillKeyframe(30, 1.5, 2.25, 1.1, "linear"))),
        FillLayer("#102030", ((50, 0.0), (60, 1.0))),
    ),
)
NEAR = PanelLayer(SHOT, BOX, tiles=(Tile(0, 192, 192, 100),))
SETTINGS = VideoSettings((320, 180), Fraction(30000, 1001), "good")


def test_json_form():
    segment = Segment(90, 60, (PanelLayer(SHOT, tiles=(Tile(0, 192, 192, 100),)),))
    assert segment_to_json(segment) == {
        "start": 90,
        "frames": 60,
        "layers": [
            {
                "kind": "panel",
                "shot": {
                    "picture": "aa",
                    "start": 90,
                    "frames": 60,
                    "keyframes": (
                        {
                            "time": 0,
                            "rect": {"x": 0.5, "y": 0, "w": 160, "h": 90},
                            "easing": "in-out-sine",
                        },
                        {
                            "time": 2,
                            "rect": {"x": 9, "y": 8, "w": 80, "h": 45},
                            "easing": "in-out-sine",
                        },
                    ),
                },
                "box": None,
                "opacity": (),
                "tiles": ({"top": 0, "left": 192, "width": 192, "height": 100},),
            }
        ],
    }


def test_every_kind_of_layer_has_a_json_form():
    data = json.loads(json.dumps(segment_to_json(EVERYTHING)))
    kinds = [layer["kind"] for layer in data["layers"]]
    assert sorted(set(kinds)) == ["clip", "fill", "panel", "spread", "still"]


def test_the_key_is_the_same_wherever_in_the_section_it_stands():
    segment = Segment(90, 60, (PanelLayer(SHOT),))
    moved = Segment(500, 60, (PanelLayer(replace(SHOT, start=500)),))
    assert segment_hash(segment, SETTINGS, "v1") == segment_hash(moved, SETTINGS, "v1")


@pytest.mark.parametrize(
    "other",
    [
        (replace(EVERYTHING, frames=61), SETTINGS, "v1"),
        (replace(EVERYTHING, start=91), SETTINGS, "v1"),
        (replace(EVERYTHING, layers=EVERYTHING.layers[1:]), SETTINGS, "v1"),
        (EVERYTHING, replace(SETTINGS, quality="best"), "v1"),
        (EVERYTHING, replace(SETTINGS, fps=Fraction(30)), "v1"),
        (EVERYTHING, replace(SETTINGS, size=(320, 182)), "v1"),
        (replace(EVERYTHING, layers=(*EVERYTHING.layers[:1], NEAR)), SETTINGS, "v1"),
        (EVERYTHING, SETTINGS, "v2"),
    ],
)
def test_all_that_matters_is_in_the_key(other):
    assert segment_hash(*other) != segment_hash(EVERYTHING, SETTINGS, "v1")


def test_tiles_are_found_in_any_layer():
    assert enlarged_in(EVERYTHING) == ()
    assert enlarged_in(Segment(0, 1, (FillLayer(), NEAR))) == (("aa", NEAR.tiles[0]),)


def test_the_key_itself():
    wanted = "c2209cf21df68b89"
    assert segment_hash(EVERYTHING, SETTINGS, "v1")[:16] == wanted


@pytest.mark.parametrize(
    ("frame", "opacity"),
    [(-3, 0.0), (0, 0.0), (5, 0.5), (9, 0.9), (10, 1.0), (20, 0.25), (99, 0.25)],
)
def test_opacity_ramps_and_steps(frame, opacity):
    assert opacity_at(((0, 0.0), (10, 1.0), (20, 1.0), (20, 0.25)), frame) == opacity


def test_no_ramp_is_opaque():
    assert opacity_at((), 5) == 1.0
