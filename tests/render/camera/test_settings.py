"""What a scene is full of: seen in the background, where nobody stands."""

import pytest

from render.camera.drawn import drawn
from render.camera.framing.candidates import compositions
from render.camera.framing.stage import stage_of
from render.camera.prompts.places import places
from render.camera.prompts.settings import is_setting, where_open
from render.camera.targets import panel_targets
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, seen
from tests.render.camera.test_cutaways import HD, panel

SHELVES = (64, 96, 640, 352)
HALL = "The scene shows a hall filled with rows of glass jars glowing with a green light."


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        (HALL, ["rows of glass jars glowing", "a green light."]),
        ("A lab with shelves of old bottles and a cat.", ["shelves of old bottles"]),
        ("A classroom with rows of desks.", []),
        ("The children play before the walls of the town.", []),
        ("On the left are shelves of books.", []),
        ("A hall with rows of soldiers.", []),
    ],
)
def test_what_a_scene_is_full_of(prompt, found):
    asked = places(prompt)
    before = (None, *asked)
    settings = [one.text for last, one in zip(before, asked, strict=False) if is_setting(one, last)]
    assert settings == found


def test_it_is_seen_where_there_is_most_and_nobody():
    facts = panel([SHELVES], [(1000, 500, 180, 220)])
    box = where_open(facts, [Rect(950, 480, 280, 500)])
    assert box is not None
    assert seen(box, Rect(0, 0, 800, 560)) > 0.9
    assert seen(Rect(950, 480, 280, 500), box) == 0


@pytest.mark.parametrize(
    ("spots", "taken", "size"),
    [
        ([], [Rect(0, 0, 1536, 1024)], (1536, 1024)),  # somebody is everywhere
        ([(0, 832, 1536, 192)], [], (1536, 1024)),  # nothing to see but on the floor
        ([SHELVES], [], (1536, 300)),  # lower than such a part is high
    ],
)
def test_where_nothing_is_open_there_is_none(spots, taken, size):
    facts = panel(spots)
    facts = PictureFacts("k", *size, facts.regions, facts.saliency)
    assert where_open(facts, taken) is None


def test_it_is_shown_wide_and_cuts_nobody():
    facts = panel([SHELVES], [(1000, 500, 180, 220)])
    known = drawn(facts, places(HALL), ())
    targets = tuple(dict.fromkeys(panel_targets(known)))
    jars = next(one for one in targets if one.text == "rows of glass jars glowing")
    assert (jars.kind, 0.1 <= jars.sure < 0.6) == ("setting", True)
    own = [each for each in compositions(stage_of(facts, targets, HD), targets)
           if jars in (each.target, *each.also)]  # fmt: skip
    assert [each.scale for each in own] == ["wide"]
    assert own[0].crossed == 0
    assert seen(Rect(*map(float, SHELVES)), own[0].rect) > 0.6


def test_lettering_is_not_open():
    facts = panel([SHELVES])
    sign = Region("lettering", Rect(96, 128, 600, 300), 0.9, "JARS")
    facts = PictureFacts("k", 1536, 1024, (sign,), facts.saliency)
    box = where_open(facts, [sign.box])
    assert box is None or seen(sign.box, box) < 0.1
