"""From words to boxes: prompts read as data, signs and people matched to sentences."""

import pytest

from render.camera.beats import Beat
from render.camera.match import aims, all_aims, drawn
from render.camera.prompts.places import places
from render.camera.prompts.zones import zone_of
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect
from story.english.stems import (
    is_person,
    names_people,
    names_several,
    near,
    proper_names,
    stem,
)
from story.language.edit_distance import edit_distance

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
        ("a tall lighthouse stands.", 0.5, False),
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
    assert found[0].what == "anna"
    assert found[0].boxes[0].x > 300


TWO = (
    "In the foreground on the left stands Tom, an old sailor in a red coat. On the far right, "
    "a woman in a green shawl looks on, worried. At the bottom in the center sits a white goose."
)


def on_the_quay():
    heads = face(150, 300, 120), face(1050, 300, 120), face(620, 250, 160)
    return panel(*heads, prompt=TWO, told=["So Tom waited."], speakers=["Tom"])


@pytest.mark.parametrize(
    ("said", "left", "right"),
    [
        (beat("So Tom waited."), 0, 500),
        (beat("Look at that!", "speech", "a woman in a green shawl"), 900, 1200),
        (beat("Look at that!", "speech", "Tom"), 0, 500),
        (beat("The goose slept."), 250, 950),
    ],
)
def test_those_who_are_named_are_looked_for_where_the_prompt_puts_them(said, left, right):
    box = aims(said, on_the_quay())[0].boxes[0]
    assert left <= box.x
    assert box.x + box.w <= right


def test_he_is_who_was_named_before():
    known = on_the_quay()
    first, then = all_aims([beat("So Tom waited."), beat("He saw nothing.")], known)
    assert first[0].boxes == then[0].boxes


def test_people_are_those_in_the_middle_of_their_side():
    prompt = "On one side, workers leave; on the other side, clerks arrive."
    known = panel(face(560, 300, 140), face(250, 320), prompt=prompt)
    workers = [aim for aim in known.where[0] if aim.box.h > aim.box.w]
    assert max(workers, key=lambda aim: aim.weight).boxes[0].x < 400


def test_a_body_is_as_large_as_a_crop_has_room_for():
    (box,) = {person.boxes[-1] for person in panel(face(500, 100, 300)).persons}
    assert box.h < 600
    assert box.y < 100


def test_a_place_is_no_person():
    prompt = "Meta, making a bold move, stands in the center."
    known = panel(face(100, 300), prompt=prompt, told=["So the people at Meta met."])
    assert known.heroes == frozenset()


def test_what_belongs_to_somebody_is_not_them():
    prompt = "On the left, Mrs. Pell's lamp shines. On the right, Mrs. Pell waves."
    known = panel(face(900, 300), prompt=prompt, speakers=["Mrs. Pell"])
    assert [sorted(figure.orders) for figure in known.figures] == [[1]]


def test_long_lettering_tells_rather_than_names():
    caption = "IN THE YEAR 1976 THE PRICE OF BREAD ROSE IN ALL THE TOWNS OF THE LAND"
    found = aims(beat("The price rose."), panel(sign("PRICE", 900, 100), sign(caption, 100, 700)))
    assert found[0].what == "“PRICE”"


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("In the foreground on the left stands Mira", Rect(0, 0.3, 0.5, 0.7)),
        ("on the far right", Rect(0.7, 0, 0.3, 1)),
        ("right of the center", Rect(0.45, 0, 0.4, 1)),
        ("in the center at the bottom", Rect(0.2, 0.5, 0.6, 0.5)),
        ("in the middle distance", Rect(0, 0, 1, 0.65)),
        ("in the upper right corner", Rect(0.5, 0, 0.5, 0.5)),
        ("while the other shows a map", Rect(0.5, 0, 0.5, 1)),
        ("a lantern in her right hand", None),
        ("the other hand stretched out", None),
        ("seen from behind", None),
        ("a dog", None),
    ],
)
def test_where_a_phrase_puts_things(said, zone):
    found = zone_of(said)
    got = found and (found.x, found.y, found.w, found.h)
    assert got == (zone and pytest.approx((zone.x, zone.y, zone.w, zone.h)))


def test_what_says_nothing_of_where_it_is_is_where_the_last_was():
    found = places("On the left stands a mill, with a red roof; the sun sets.")
    assert [(each.text, each.owner) for each in found] == [
        ("On the left stands a mill", 0),
        ("a red roof", 0),
        ("the sun sets.", 2),
    ]


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
    assert edit_distance("kitten", "sitting") == 3
