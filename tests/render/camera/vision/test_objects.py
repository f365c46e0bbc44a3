"""Things are seen in drawings by what they look like, and matched with what a prompt asks for."""

import pytest
from PIL import Image, ImageDraw

from render.camera.drawn import drawn
from render.camera.framing.edges import things_cut
from render.camera.framing.stage import stage_of
from render.camera.prompts.kinds import likeness, seen_as, unasked
from render.camera.prompts.places import places
from render.camera.targets import Target, panel_targets
from render.camera.vision.facts import PictureFacts, Region
from render.camera.vision.objects import kinds, objects
from render.geometry import Rect, rows, seen
from render.shots import View
from story.assets import asset

VIEW = View(1920, 1080, 30)
BOAT, CLOCK = Rect(1100, 600, 300, 160), Rect(200, 80, 140, 140)


def thing(kind, box, weight=0.2):
    return Region("object", box, weight, kind)


def facts(*regions):
    return PictureFacts("k", 1536, 1024, regions)


def test_there_are_eighty_kinds_and_the_first_is_a_person():
    assert len(kinds()) == len(set(kinds())) == 80
    assert kinds()[0] == "person"


def test_a_sailing_boat_and_a_goose_are_seen_in_drawn_panels():
    with Image.open(asset("sample/00-cover.jpg")) as panel:
        cover = objects(panel.convert("RGB"))
    with Image.open(asset("sample/03-the-glow-worm.jpg")) as panel:
        quay = objects(panel.convert("RGB"))
    boat = next(each for each in cover if each.text == "boat")
    assert seen(boat.box, Rect(1050, 760, 290, 230)) > 0.9
    goose = next(each for each in quay if each.text == "bird")
    assert seen(Rect(90, 540, 500, 400), goose.box) > 0.85


def test_an_empty_sheet_has_nothing_on_it():
    assert objects(Image.new("RGB", (320, 200), "white")) == ()
    assert objects(Image.new("RGB", (320, 200), "black")) == ()


def test_what_is_found_lies_in_the_picture_surest_first():
    picture = Image.new("RGB", (640, 480), (70, 120, 180))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((220, 120, 420, 320), fill="white", outline="black", width=12)
    draw.line((320, 220, 320, 150), fill="black", width=8)
    draw.line((320, 220, 370, 240), fill="black", width=8)
    found = objects(picture)
    assert found
    assert list(found) == sorted(found, key=lambda each: -each.weight)
    for each in found:
        assert each.text != "person"
        assert each.box.x >= 0
        assert each.box.y >= 0
        assert each.box.x + each.box.w <= 640
        assert each.box.y + each.box.h <= 480
    assert objects(picture) == found


@pytest.mark.parametrize(
    ("phrase", "kind", "several"),
    [
        ("a small fishing boat", "boat", False),
        ("three boats come home", "boat", True),
        ("a goose", "bird", False),
        ("the white goose Admiral", "bird", False),
        ("a plump tabby cat curled up", "cat", False),
        ("a steaming cup of tea", "cup", False),
        ("the biplane bomber", "airplane", False),
    ],
)
def test_a_phrase_asks_for_a_kind_by_its_noun(phrase, kind, several):
    asked = likeness(phrase)
    assert asked is not None
    assert kind in asked.kinds
    assert asked.several is several


def test_what_is_no_kind_is_sought_among_those_that_look_alike():
    llama = likeness("a giant llama silhouette")
    assert llama.kinds == frozenset()
    assert {"sheep", "horse", "bird"} <= llama.kin
    assert likeness("an old globe").round


@pytest.mark.parametrize(
    "phrase",
    ["a boat race", "the clock tower", "a wooden desk", "Ada watches these developments", ""],
)
def test_another_noun_asks_for_none(phrase):
    assert likeness(phrase) is None


def test_what_is_asked_for_is_where_it_is_seen():
    seen_in = facts(thing("boat", BOAT), thing("clock", CLOCK))
    boat, clock, cat = seen_as([("a boat", None), ("a clock", None), ("a cat", None)], seen_in)
    assert boat[0] == BOAT
    assert clock[0] == CLOCK
    assert cat is None
    assert 0.6 < boat[1] < 1


def test_nothing_is_two_things_and_what_only_looks_alike_is_never_sure():
    only = facts(thing("bird", BOAT, 0.4))
    goose, llama = seen_as([("a goose", None), ("a llama", None)], only)
    assert goose is not None
    assert llama is None
    (alone,) = seen_as([("a llama", None)], only)
    assert alone[1] < 0.5


def test_two_that_look_like_it_leave_a_doubt_and_the_zone_decides():
    left, right = Rect(100, 400, 200, 200), Rect(1200, 400, 200, 200)
    both = facts(thing("clock", left), thing("clock", right))
    (undecided,) = seen_as([("a clock", None)], both)
    (told,) = seen_as([("a clock", Rect(0.65, 0, 0.35, 1))], both)
    assert told[0] == right
    assert told[1] > undecided[1]


def test_several_that_stand_together_are_one_thing_to_look_at():
    a, b = Rect(600, 500, 120, 90), Rect(740, 510, 120, 90)
    (found,) = seen_as([("two boats", None)], facts(thing("boat", a), thing("boat", b)))
    assert (found[0].x, found[0].w) == (600, 260)


def test_nothing_is_sought_on_somebodys_coat():
    face = Rect(700, 200, 120, 150)
    coat = Rect(640, 260, 260, 500)
    assert seen_as([("a suitcase", None)], facts(thing("suitcase", coat)), [face]) == [None]


def test_round_things_are_not_long():
    assert seen_as([("a globe", None)], facts(thing("clock", Rect(300, 100, 90, 420)))) == [None]
    cut = facts(thing("clock", Rect(1400, 300, 136, 420)))  # by the edge of the picture
    assert seen_as([("a globe", None)], cut) != [None]


def test_a_thing_of_the_prompt_is_a_target_where_it_looks_like_it():
    panel = drawn(facts(thing("boat", BOAT, 0.3)), places("A red boat. A quiet sea."), ())
    boat = next(t for t in panel_targets(panel) if "boat" in t.text)
    assert (boat.kind, boat.box) == ("thing", BOAT)
    assert boat.sure > 0.6


def test_without_a_prompt_what_is_plainly_seen_can_be_spoken_of():
    seen_in = facts(thing("boat", BOAT, 0.3), thing("cat", CLOCK, 0.05), thing("tie", CLOCK, 0.4))
    (found,) = unasked(seen_in)
    assert found[:2] == ("boat", BOAT)
    named = [t.text for t in panel_targets(drawn(seen_in, (), ())) if t.text]
    assert named == ["boat"]
    asked = panel_targets(drawn(seen_in, places("A quiet sea."), ()))
    assert "boat" not in {target.text for target in asked}


def test_what_somebody_holds_is_where_they_are():
    known = PictureFacts("k", 1536, 1024, (Region("face", Rect(300, 300, 120, 150), 0.95),))
    prompt = "On the left stands a girl, pointing to the far right, a lantern in her other hand."
    targets = panel_targets(drawn(known, places(prompt), ()))
    lantern = next(each for each in targets if each.kind == "thing" and "lantern" in each.text)
    assert lantern.box.x < 300 < lantern.box.x + lantern.box.w
    assert 0.3 < lantern.sure < 0.6


def test_edges_keep_off_what_stands_there():
    boat = Target("thing", "a boat", BOAT, None, 0.8, text="a boat")
    stage = stage_of(facts(), (boat,), VIEW)
    whole, cut, without = (
        Rect(900, 500, 600, 338),
        Rect(700, 500, 550, 309),
        Rect(100, 100, 600, 338),
    )
    costs = things_cut(rows([whole, cut, without]), stage)
    assert costs[1] > 0
    assert costs[0] == costs[2] == 0
