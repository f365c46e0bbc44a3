"""From words to boxes: prompts read as data, signs and people matched to sentences."""

import pytest

from render.camera.beats import Beat
from render.camera.facts import PictureFacts, Region
from render.camera.match import aims, drawn
from render.camera.prompt_places import places
from render.camera.words import (
    distance,
    is_person,
    names_people,
    names_several,
    near,
    proper_names,
    stem,
)
from render.shots import Rect

PROMPT = (
    "3: A colorful, bright wide-landscape drawing showing a harbour with ships. On one side, "
    "merchants sell furs; on the other side, a tall lighthouse stands. In the foreground, the "
    "captain studies a map. The style should be bright."
)


def beat(text, kind="narration", speaker="narrator"):
    return Beat("l", 0, len(text), 0, len(text), 0, text, speaker, kind, 0.0, 4.0)


def panel(*regions, prompt="", told=(), speakers=()):
    saliency = tuple(tuple(250 if (x, y) == (9, 1) else 20 for x in range(12)) for y in range(8))
    facts = PictureFacts("k", 1200, 800, regions, saliency)
    return drawn(facts, places(prompt), told, speakers)


def face(x, y, side=100):
    return Region("face", Rect(x, y, side, side), 0.9)


def sign(text, x, y):
    return Region("lettering", Rect(x, y, 200, 40), 0.9, text)


def test_a_prompt_is_read_as_places():
    found = [(place.text, place.zone and place.zone.x, place.people) for place in places(PROMPT)]
    assert found == [
        ("a harbour", None, False),
        ("ships.", None, False),
        ("merchants sell furs", 0, True),
        ("a tall lighthouse stands.", 0.45, False),
        ("the captain studies a map.", 0, True),
    ]


def test_an_empty_prompt_asks_for_nothing():
    assert places("") == places("Do not put captions. Use a bright style.") == ()


def test_a_sign_that_is_read_out_comes_first():
    found = aims(beat("The price of bread rose."), panel(sign("PRICE", 900, 100), face(100, 300)))
    assert found[0].what == "“PRICE”"
    assert found[0].box.x > 800


def test_a_misspelt_sign_is_understood():
    found = aims(beat("Here is our licence."), panel(sign("OPEN LICENSE", 900, 100)))
    assert found[0].what == "“OPEN LICENSE”"


def test_a_place_is_found_in_its_zone():
    found = aims(beat("The lighthouse shone."), panel(prompt=PROMPT))
    assert "lighthouse" in found[0].what
    assert found[0].box.x > 500


def test_somebody_named_is_the_most_prominent_person():
    known = panel(
        face(560, 200, 160),
        face(100, 500, 40),
        prompt="Anna, an old queen, waves.",
        speakers=["Anna"],
    )
    found = aims(beat("So Anna began to speak."), known)
    assert found[0].what == "a person named"
    assert found[0].box.x > 300


def test_words_that_name_nothing_drawn_leave_what_draws_the_eye():
    found = aims(beat("And so it went."), panel())
    assert {aim.meant for aim in found} == {False}


def test_an_empty_panel_is_shown_whole():
    blank = drawn(PictureFacts("k", 10, 10), (), (), ())
    assert [aim.box for aim in aims(beat("Well."), blank)] == [Rect(0.0, 0.0, 10.0, 10.0)]


def test_weights_add_up_to_one():
    known = panel(sign("PRICE", 900, 100), face(100, 300), prompt=PROMPT)
    found = aims(beat("The captain asked for the price of furs."), known)
    assert sum(aim.weight for aim in found) == pytest.approx(1)


@pytest.mark.parametrize(
    ("a", "b"), [("engineers", "engineer"), ("training", "trained"), ("cities", "city")]
)
def test_forms_of_a_word_have_one_stem(a, b):
    assert stem(a) == stem(b)


def test_words_about_people():
    assert names_people("one engineer said")
    assert not names_people("the engine failed")
    assert names_several("executives met")
    assert names_several("the team met")
    assert not names_several("an executive met")
    assert proper_names("When Ann met Bob, The End") == {"ann", "bob", "end"}
    assert is_person("Bernoulli", "Bernoulli, a distinguished older man, leans over")
    assert not is_person("Meta", "Meta researchers being recruited")


def test_near_words():
    assert near("license", "licese")
    assert not near("cat", "car")
    assert distance("kitten", "sitting") == 3
