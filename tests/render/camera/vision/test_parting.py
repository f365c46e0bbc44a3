"""Panels that are two pictures."""

import pytest
from PIL import Image, ImageDraw

from render.camera.prompts.places import in_parts, places
from render.camera.vision.facts import PictureFacts
from render.camera.vision.parting import parting


def panel(edge, *, to=500, left=(230, 160, 60), right=(20, 60, 110)):
    picture = Image.new("RGB", (1000, 500), left)
    ImageDraw.Draw(picture).rectangle((edge, 0, 1000, to), fill=right)
    return picture


def test_a_strong_edge_from_top_to_bottom_parts_a_panel():
    one, other = (part.box for part in parting(panel(380)))
    assert (one.x, one.w + other.w) == (0, 1000)
    assert other.x == pytest.approx(380, abs=3)


def test_a_drawn_border_parts_a_panel():
    picture = panel(600)
    ImageDraw.Draw(picture).rectangle((594, 0, 606, 500), fill="white")
    assert parting(picture)[1].box.x == pytest.approx(600, abs=10)


@pytest.mark.parametrize(
    "picture",
    [
        panel(380, to=300),  # a door
        panel(60),  # at the side
        panel(500, right=(220, 150, 70)),  # a seam in one scene
        Image.new("RGB", (8, 8)),
    ],
)
def test_other_edges_part_nothing(picture):
    assert parting(picture) == ()


def test_sides_of_the_prompt_are_the_parts():
    facts = PictureFacts("k", 1000, 500, parting(panel(380)))
    told = places("On one side, merchants sell furs; on the other side, a tall lighthouse stands.")
    left, right = (place.zone for place in in_parts(told, facts))
    assert (left.x, left.w) == (0, pytest.approx(0.38, abs=0.01))
    assert (right.x, right.w) == pytest.approx((0.38, 0.62), abs=0.01)
    assert in_parts(told, PictureFacts("k", 1000, 500)) == told
