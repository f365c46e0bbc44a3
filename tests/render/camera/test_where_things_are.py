"""Which heads and boxes are meant where a picture holds more than its prompt tells apart."""

from dataclasses import replace
from fractions import Fraction

import pytest

from render.camera.choosing.showing import MAYBE, SOMEWHERE, shown
from render.camera.drawn import drawn
from render.camera.framing.candidates import compositions
from render.camera.framing.edges import words_cut
from render.camera.framing.stage import stage_of
from render.camera.prompts.places import places
from render.camera.targets import Target, panel_targets
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, rows
from render.shots import View

VIEW = View(1920, 1080, Fraction(24))
SALIENCY = tuple(tuple(250 if (x, y) == (9, 1) else 20 for x in range(12)) for y in range(8))


def face(x, y, side=100):
    return Region("face", Rect(x, y, side, side), 0.95)


def panel(*regions, prompt=""):
    return drawn(PictureFacts("k", 1536, 1024, regions, SALIENCY), places(prompt), ())


def heads(known, prompt_word):
    """The heads that lie in the box of a group of the prompt."""
    (group,) = (t for t in panel_targets(known) if t.kind == "group" and prompt_word in t.text)
    return group


PORTRAITS = (
    Region("drawing", Rect(200, 60, 130, 150), 0.5), face(240, 90, 50),
    Region("drawing", Rect(1200, 60, 130, 150), 0.5), face(1240, 90, 50),
)  # fmt: skip
LIBRARY = "In a library an old teacher stands and a young student sits. {}Books are everywhere."


def test_heads_in_small_frames_are_nobody_where_portraits_are_asked_for():
    living = (face(500, 300, 90), face(800, 260, 90))
    prompt = LIBRARY.format("Oil portraits hang on the wall. ")
    known = panel(*living, *PORTRAITS, prompt=prompt)
    assert sorted(person.head.x for person in known.persons) == [500, 800]
    who = {chances[0][0].head.x for chances in known.who if chances}
    assert who
    assert who <= {500, 800}


def test_heads_in_small_frames_are_somebody_where_no_portraits_are_asked_for():
    known = panel(face(500, 300, 90), *PORTRAITS, prompt=LIBRARY.format(""))
    assert len(known.persons) == 3


def test_a_head_in_a_window_is_no_portrait_where_it_is_as_large_as_the_others():
    window = Region("drawing", Rect(780, 220, 200, 220), 0.5)
    prompt = LIBRARY.format("Oil portraits hang on the wall. ")
    known = panel(face(500, 300, 90), window, face(800, 260, 90), *PORTRAITS, prompt=prompt)
    assert sorted(person.head.x for person in known.persons) == [500, 800]


def test_a_chair_that_may_be_a_head_draws_nobody_to_it_by_being_large():
    chair = Region("face", Rect(380, 560, 150, 170), 0.61)
    known = panel(*PORTRAITS, face(520, 360, 80), chair, prompt=LIBRARY.format(""))
    seated = [who[0][0].head for who in known.who]
    assert chair.box not in seated[:1]
    assert seated[0] == Rect(520, 360, 80, 80)


def test_lettering_is_as_large_as_its_legible_lines():
    logo = Region("lettering", Rect(600, 40, 160, 150), 0.9, "")
    lines = (Region("lettering", Rect(560, 200, 240, 80), 0.9, "OPEN"),
             Region("lettering", Rect(550, 290, 260, 80), 0.9, "FOREVER"))  # fmt: skip
    (sign,) = panel(logo, *lines).signs
    assert sign.text == "OPEN FOREVER"
    assert sign.boxes[0].y > logo.box.y + 0.6 * logo.box.h


def test_a_group_stands_about_the_sign_that_bears_its_word():
    sign = Region("lettering", Rect(1200, 300, 160, 60), 0.9, "COST")
    crowd = (face(100, 500), face(350, 500), face(600, 500))
    prompt = "Engineers walk between the racks. Executives review the mounting cost of it all."
    known = panel(sign, *crowd, face(1180, 390, 60), face(1310, 390, 60), prompt=prompt)
    executives, engineers = heads(known, "Executives"), heads(known, "Engineers")
    assert executives.box.x > 1000 > engineers.box.x + engineers.box.w
    assert executives.sure > 0.6


def test_two_phrases_about_the_same_people_are_one_group():
    crowd = (face(100, 500), face(500, 500), face(900, 500))
    one = panel(*crowd, prompt="Researchers arrive. Diverse researchers work on equations.")
    two = panel(*crowd, prompt="Researchers arrive. Merchants sell furs.")
    assert heads(one, "arrive").sure > heads(two, "arrive").sure


def worth(target, others=()):
    """What each crop of a panel counts for a target, by its scale and whose it is."""
    facts = PictureFacts("k", 1536, 1024, (face(300, 300), face(1100, 300)), SALIENCY)
    targets = (target, *others)
    found = compositions(stage_of(facts, targets, VIEW), targets)
    rows = shown(found, targets)[:, 0]
    return {(c.scale, c.target): value for c, value in zip(found, rows.tolist(), strict=True)}


def person(x, sure):
    head = Rect(x - 20, 280, 80, 100)
    return Target("person", f"one at {x}", Rect(x - 60, 280, 220, 500), head, sure)


def test_who_may_be_somebody_else_is_not_shown_by_a_picture_of_another():
    doubtful, other = person(300, 0.4), person(420, 0.95)
    counts = worth(doubtful, (other,))
    beside = [v for (scale, target), v in counts.items() if target == other and scale == "medium"]
    assert beside
    assert max(beside) <= MAYBE
    surely = worth(replace(doubtful, sure=0.9), (other,))
    assert max(v for (scale, t), v in surely.items() if t == other and scale == "medium") > MAYBE


def test_what_is_too_large_for_a_crop_is_shown_by_the_whole_scene():
    large = Target("group", "all of them", Rect(0, 200, 1536, 700), None, 0.9, text="all")
    assert worth(large)["establishing", None] > SOMEWHERE


def test_a_guess_is_shown_by_the_whole_scene_rather_than_by_a_crop_of_it():
    guess = Target("thing", "a kettle", Rect(600, 300, 300, 200), None, 0.12, text="a kettle")
    counts = worth(guess)
    assert counts["establishing", None] > counts["wide", guess]


def test_a_far_off_or_doubtful_head_gets_no_shot_of_its_own():
    faint = Region("face", Rect(900, 300, 100, 100), 0.7)
    known = panel(face(300, 300, 150), face(1200, 100, 40), faint)
    assert [t.head.x < 400 for t in panel_targets(known) if t.kind == "person"] == [True]


def test_lettering_on_a_house_is_shown_and_not_the_house():
    words = Region("lettering", Rect(500, 300, 300, 120), 0.95, "OPEN FOREVER")
    house = Region("board", Rect(300, 60, 700, 800), 1.0)
    (sign,) = (t for t in panel_targets(panel(words, house)) if t.kind == "sign")
    assert sign.box.w < 1.2 * words.box.w


def test_crops_that_are_one_stand_for_all_that_they_were_made_for():
    sign = Target("sign", "ICE", Rect(700, 400, 200, 100), None, 0.95, read=True, text="ICE")
    stall = replace(sign, kind="thing", name="the ice stall", text="the ice stall")
    counts = worth(stall, (sign,))
    assert max(counts.values()) == 1.0


def test_a_goose_is_shown_near_whoever_stands_headless_behind_it():
    goose = Target(
        "thing", "goose", Rect(700, 690, 240, 310), None, 0.8, text="goose", faceless=True
    )
    behind = Target("person", "Odo", Rect(845, 256, 614, 614), None, 0.3, named=True, text="Odo")
    facts = PictureFacts("k", 1536, 1024, (face(100, 300),), SALIENCY)
    found = compositions(stage_of(facts, (goose, behind), VIEW), (goose, behind))
    (near,) = (each for each in found if each.target == goose and each.scale == "detail")
    assert near.crossed == 0
    assert near.rect.h < 1.6 * goose.box.h


@pytest.mark.parametrize(("high", "cut"), [(20, 0.3), (80, 1.0)])
def test_small_lettering_at_an_edge_counts_less(high, cut):
    words = Region("lettering", Rect(700, 100, 400, high), 0.95, "WORDS")
    facts = PictureFacts("k", 1536, 1024, (words,), SALIENCY)
    crops = rows([Rect(800, 50, 736, 414), Rect(600, 50, 736, 414)])
    counts = words_cut(crops, stage_of(facts, (), VIEW)).tolist()
    assert counts[0] >= cut
    assert counts[1] == 0
