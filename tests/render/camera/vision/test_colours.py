"""Colours by their names, in words and in pictures; who wears what."""

import pytest
from PIL import Image

from render.camera.beats import Beat
from render.camera.drawn import drawn
from render.camera.mentions import mentions
from render.camera.prompts.places import places
from render.camera.targets import person_target
from render.camera.vision.colours import colour_map, colours_in, patches, share_of
from render.camera.vision.facts import PictureFacts, Region
from render.camera.vision.look import look
from render.geometry import Rect


def flags(*painted):
    """A grey picture with rectangles of colour on it, as looked at."""
    picture = Image.new("RGB", (960, 640), (140, 140, 140))
    for box, colour in painted:
        picture.paste(colour, box)
    return picture


def beat(text, kind="narration", speaker="narrator"):
    return Beat("l", 0, len(text), 0, len(text), 0, text, speaker, kind, 0.0, 4.0)


@pytest.mark.parametrize(
    ("said", "letters"),
    [
        ("a red coat and a navy cap", ("r", "bk")),
        ("golden symbols", ("oy",)),
        ("a plain sea", ()),
    ],
)
def test_colours_are_read(said, letters):
    assert colours_in(said) == letters


@pytest.mark.parametrize(
    ("colour", "letter"),
    [
        ("red", "r"),
        ("saddlebrown", "n"),
        ("orange", "o"),
        ("yellow", "y"),
        ("green", "g"),
        ("teal", "c"),
        ("blue", "b"),
        ("purple", "v"),
        ("hotpink", "p"),
        ("black", "k"),
        ("grey", "a"),
        ("white", "w"),
    ],
)
def test_colours_are_seen(colour, letter):
    assert set(colour_map(Image.new("RGB", (64, 40), colour))) == {letter * 64}


def test_a_colour_is_found_where_it_is_gathered():
    facts = look(flags(((600, 60, 840, 300), "red")), "k")
    ((box, weight),) = patches(facts, "r", None)
    assert abs(box.x - 600) < 40
    assert abs(box.y + box.h - 300) < 40
    assert weight > 0.7
    assert share_of(facts, "r", Rect(610, 70, 200, 200)) == 1.0
    assert patches(facts, "r", Rect(0, 0, 0.5, 1)) == []


def test_a_colour_that_is_everywhere_tells_nothing():
    assert patches(look(flags(((0, 0, 960, 400), "red")), "k"), "r", None) == []


def test_a_thing_is_looked_for_where_its_colour_is():
    facts = look(flags(((20, 400, 200, 600), "red"), ((600, 60, 840, 300), "blue")), "k")
    known = drawn(facts, places("A field by a road. A blue kite flies."), [])
    best = mentions([beat("Then the kite rose.")], known)[0][0].target.box
    assert best.x > 500
    assert best.y < 320


def test_a_person_is_known_by_what_they_wear():
    painted = flags(((80, 200, 260, 640), "green"), ((700, 200, 880, 640), "red"))
    seen = look(painted, "k")
    heads = tuple(Region("face", Rect(x, 110, 80, 100), 0.9) for x in (130, 750))
    facts = PictureFacts("k", seen.width, seen.height, heads, seen.saliency, seen.colours)
    asked = places("A woman in a green shawl waits. A fisherman in a red coat looks on.")
    known = drawn(facts, asked, [])
    for number, left in ((0, True), (1, False)):
        box = person_target(known, number).box
        assert (box.x + box.w / 2 < 480) == left
