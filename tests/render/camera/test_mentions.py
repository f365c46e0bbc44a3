"""From words to boxes: prompts read as data, signs and people matched to sentences."""

from dataclasses import replace

import pytest

from render.camera.beats import Beat
from render.camera.drawn import drawn
from render.camera.mentions import mentions
from render.camera.prompts.places import places
from render.camera.prompts.zones import zone_of
from render.camera.targets import SPEAKER_SURE, panel_targets, speaker_target, subject_of
from render.camera.vision.facts import PictureFacts, Region
from render.camera.vision.marks import marked, outside
from render.geometry import Rect
from story.english.stems import (
    is_person,
    is_writing,
    names_people,
    names_several,
    near,
    proper_names,
    stem,
)
from story.language.edit_distance import edit_distance
from story.model import HeadMark, Panel, ThingMark

PROMPT = (
    "3: A colorful, bright wide-landscape drawing showing a harbour with ships. On one side, "
    "merchants sell furs; on the other side, a tall lighthouse stands. In the foreground, the "
    "captain studies a map. The style should be bright."
)


def beat(text, kind="narration", speaker="narrator"):
    return Beat("l", 0, len(text), 0, len(text), 0, text, speaker, kind, 0.0, 4.0)


def panel(*regions, prompt="", speakers=()):
    saliency = tuple(tuple(250 if (x, y) == (9, 1) else 20 for x in range(12)) for y in range(8))
    facts = PictureFacts("k", 1200, 800, regions, saliency)
    return drawn(facts, places(prompt), speakers)


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


def told_of(said, known):
    """The targets of one sentence, best first."""
    return [mention.target for mention in mentions([said], known)[0]]


def test_a_sign_that_is_read_out_comes_first():
    known = panel(sign("PRICE", 900, 100), face(100, 300))
    (found,) = mentions([beat("The price of bread rose.")], known)
    assert (found[0].target.kind, found[0].target.name) == ("sign", "PRICE")
    assert found[0].target.box.x > 800
    assert (found[0].line, found[0].first, found[0].last) == ("l", 4, 9)


def test_a_misspelt_sign_is_understood_but_not_read():
    (found, *_) = told_of(beat("Here is our licence."), panel(sign("OPEN LICENCSE", 900, 100)))
    assert (found.name, found.read) == ("OPEN LICENCSE", False)


def test_a_place_is_found_in_its_zone():
    (found, *_) = told_of(beat("The lighthouse shone."), panel(prompt=PROMPT))
    assert "lighthouse" in found.name
    assert found.box.x > 500
    assert found.sure < SPEAKER_SURE


def test_what_draws_the_eye_is_no_mention():
    assert told_of(beat("Nobody could."), panel(face(100, 300), prompt=PROMPT)) == []


def test_somebody_named_is_the_most_prominent_person():
    known = panel(
        face(560, 200, 160),
        face(100, 500, 40),
        prompt="Anna, an old queen, waves.",
        speakers=["Anna"],
    )
    (found, *_) = told_of(beat("So Anna began to speak."), known)
    assert (found.name, found.named) == ("anna", True)
    assert found.head.x > 300
    assert found.sure >= SPEAKER_SURE


TWO = (
    "In the foreground on the left stands Tom, an old sailor in a red coat. On the far right, "
    "a woman in a green shawl looks on, worried. At the bottom in the center sits a white goose."
)


def on_the_quay():
    heads = face(150, 300, 120), face(1050, 300, 120), face(620, 250, 160)
    return panel(*heads, prompt=TWO, speakers=["Tom"])


@pytest.mark.parametrize(
    ("speaker", "left", "right"),
    [("Tom", 0, 500), ("a woman in a green shawl", 900, 1200)],
)
def test_who_speaks_is_who_stands_where_the_prompt_puts_them(speaker, left, right):
    found = speaker_target(beat("Look at that!", "speech", speaker), on_the_quay())
    assert left <= found.head.x
    assert found.head.x + found.head.w <= right


def test_a_speaker_whom_nobody_asked_for_has_no_face():
    assert speaker_target(beat("Look!", "speech", "Eve"), on_the_quay()) is None


def test_an_animal_is_nobodys_head():
    (found,) = (target for target in panel_targets(on_the_quay()) if "goose" in target.name)
    assert (found.kind, found.head) == ("thing", None)


def test_he_is_who_was_named_before():
    known = on_the_quay()
    first, then = mentions([beat("So Tom waited."), beat("He saw nothing.")], known)
    assert first[0].target == then[0].target
    assert then[0].weight < first[0].weight


@pytest.mark.parametrize(
    ("held", "gender"),
    [("both hands on his belly", "male"), ("one hand on her hip", "female"),
     ("his dog beside him", "unknown"), ("one hand on a rail", "unknown"),
     ("a hand of his on her head", "unknown")],
)  # fmt: skip
def test_whose_belly_hands_are_on_tells_who_somebody_is(held, gender):
    known = panel(face(200, 250), prompt=f"On the left Odo laughs, {held}.", speakers=["Odo"])
    assert [figure.gender for figure in known.figures if figure.names] == [gender]


LIBRARY = (
    "A young Leonhard Anders in a dark coat sits on the left in the library of the famous Swiss "
    "scholar Johann Berg. Berg, an old man with a wig, leans over a desk on the right."
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Leonhard had other plans.", ["Leonhard Anders"]),
        ("Johann gave lessons.", ["Johann Berg"]),
        ("Old Mr. Berg gave lessons.", ["Johann Berg"]),
        ("So Nicolaus Berg went to Russia.", []),
        ("Johann's sons, Daniel and Nicolaus Berg, went to Russia.", []),
        ("So Johann’s younger brother came.", []),
        ("Johann's lessons were short.", ["Johann Berg"]),
        ("Johann's sister gave Leonhard lessons.", ["Leonhard Anders"]),
        ("A Swiss clock struck nine.", []),
        ("Berg gave him lessons.", ["Johann Berg", "Leonhard Anders"]),
        ("They became Leonhard's friends and helped him.", ["Leonhard Anders"]),
        ("Leonhard gave Berg his house.", ["Johann Berg", "Leonhard Anders"]),
    ],
)
def test_people_are_meant_by_either_of_their_names(text, meant):
    known = panel(face(200, 250), face(900, 250), prompt=LIBRARY, speakers=["Anders"])
    said = mentions([beat(text)], known)[0]
    people = [mention.target for mention in said if mention.target.kind == "person"]
    assert sorted(subject_of(person) for person in people) == meant


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("On the left stands General Ruiz in a red coat.", {"ruiz"}),
        ("A desk on which Colonel Pike leans, on the left.", {"pike"}),
        ("A street where on Monday Ruiz stands on the left.", {"ruiz"}),
        ("The picture of how Saint Pike waits on the right.", {"pike"}),
        ("The old pond where the French painter Claude Ruiz stands.", {"claude", "ruiz"}),
    ],
)
def test_no_title_and_no_day_is_a_first_name(prompt, names):
    known = panel(face(200, 250), prompt=prompt, speakers=["Ruiz", "Pike"])
    assert [set(figure.names) for figure in known.figures] == [names]


def test_two_who_share_a_surname_are_two():
    prompt = "On the left stands Anna Berg in a red coat, on the right stands Karl Berg in blue."
    known = panel(face(200, 250), face(900, 250), prompt=prompt, speakers=["Anna", "Karl"])
    assert [figure.called for figure in known.figures] == ["anna berg", "karl"]


def test_he_is_forgotten_after_two_lines():
    both = TWO.replace("a woman in a green shawl", "Ben, a man in a green shawl,")
    heads = face(150, 300, 120), face(1050, 300, 120)
    known = panel(*heads, prompt=both, speakers=["Tom", "Ben"])
    told = ["So Tom waited.", "It rained.", "It snowed.", "He saw nothing."]
    beats = [replace(beat(text), line=text) for text in told]
    assert mentions(beats, known)[-1] == ()
    assert mentions(beats[1:3] + beats[3:], known)[-1] == ()
    assert mentions([beats[0], beats[1], beats[3]], known)[-1][0].target.name == "tom"


def test_one_of_a_group_is_somebody_of_it_the_same_each_time():
    prompt = "On the left, engineers build a tower. On the right stands Anna."
    heads = face(100, 300), face(300, 300), face(950, 300, 160)
    known = panel(*heads, prompt=prompt, speakers=["Anna"])
    first, again = (
        speaker_target(beat("Look!", "speech", "one engineer"), known) for _ in range(2)
    )
    assert first == again
    assert first.head.x < 600


def test_an_author_says_whose_head_is_whose():
    facts = PictureFacts("k", 1200, 800, (face(100, 300, 160), face(900, 300)))
    marks = HeadMark((890, 250, 130, 160), "Tom"), HeadMark((80, 230, 220, 260))
    known = drawn(
        marked(facts, Panel("p.png", None, heads=tuple(marks))),
        places("Tom waits by a bust."),
        ["Tom"],
    )
    (found,) = (target for target in panel_targets(known) if target.kind == "person")
    assert (found.name, found.sure > 0.95) == ("tom", True)
    assert (found.head.x, found.head.h) == pytest.approx((890, 160))


def test_a_body_is_as_large_as_a_crop_has_room_for():
    (box,) = {person.boxes[-1] for person in panel(face(500, 100, 300)).persons}
    assert box.h < 600
    assert box.y < 100


def test_a_place_is_no_person():
    known = panel(face(100, 300), prompt="Meta, making a bold move, stands in the center.")
    assert known.heroes == frozenset()


def test_what_belongs_to_somebody_is_not_them():
    prompt = "On the left, Mrs. Pell's lamp shines. On the right, Mrs. Pell waves."
    known = panel(face(900, 300), prompt=prompt, speakers=["Mrs. Pell"])
    assert [sorted(figure.orders) for figure in known.figures] == [[1]]


def test_long_lettering_tells_rather_than_names():
    caption = "IN THE YEAR 1976 THE PRICE OF BREAD ROSE IN ALL THE TOWNS OF THE LAND"
    known = panel(sign("PRICE", 900, 100), sign(caption, 100, 700))
    assert told_of(beat("The price rose."), known)[0].name == "PRICE"


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


def test_words_that_name_nothing_drawn_are_no_mention():
    assert told_of(beat("And so it went."), panel()) == []


def test_an_empty_panel_has_nothing_to_show():
    blank = drawn(PictureFacts("k", 10, 10), (), ())
    assert (panel_targets(blank), told_of(beat("Well."), blank)) == ((), [])


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


def test_digits_read_before_a_word_are_no_part_of_it():
    """A drawn sign of infinity is read as two noughts."""
    known = panel(sign("00PORT", 300, 200))
    ((first,),) = mentions([beat("It was the port of kings.")], known)
    assert first.target.kind == "sign"
    assert first.weight > 0.5


def test_a_thing_is_meant_by_its_noun_however_much_is_said_of_it():
    """ "A giant whale silhouette", of all that the prompt says of it."""
    long = "A giant whale silhouette casting a long shadow over the crowded market of the old town."
    ((meant, *_),) = mentions([beat("Then came the whale.")], panel(prompt=long))
    ((short, *_),) = mentions([beat("Then came the whale.")], panel(prompt="A giant whale."))
    assert meant.weight > 0.9 * short.weight


def told(*things, prompt="", regions=()):
    marks = tuple(ThingMark(box, name) for box, name in things)
    facts = PictureFacts("k", 1200, 800, tuple(regions))
    return drawn(marked(facts, Panel("p.png", None, things=marks)), places(prompt), ())


def test_what_the_author_says_is_there_is_there():
    here = told(((900, 500, 120, 160), "the brass lamp"))
    (found,) = mentions([beat("She lit the lamp.")], here)[0]
    assert (found.target.kind, found.target.sure) == ("thing", 1.0)
    assert found.target.box == Rect(900, 500, 120, 160)
    assert mentions([beat("She sat down.")], here) == [()]


def test_the_authors_word_places_what_the_prompt_asks_for():
    """Whatever else the prompt says of it means the same box; other things are where they were."""
    prompt = (
        "A harbour. In the foreground on the left, a tall crane of rusty iron. "
        "On the right lies a white boat."
    )
    here = told(((1000, 10, 150, 500), "the crane"), prompt=prompt)
    found = {target.name: target for target in panel_targets(here) if target.text}
    crane = next(one for name, one in found.items() if "rusty" in name)
    assert (crane.box, crane.sure, crane.kind) == (Rect(1000, 10, 150, 500), 1.0, "thing")
    boat = next(one for name, one in found.items() if "boat" in name)
    assert boat.box != crane.box
    assert boat.sure < 1


def test_of_two_alike_the_one_with_more_words_in_common_is_meant():
    prompt = "A room with a red lamp on the table and a green lamp in the window."
    here = told(
        ((10, 10, 90, 90), "the green lamp"), ((700, 300, 90, 90), "the red lamp"), prompt=prompt
    )
    boxes = {one.text: one.box.x for one in panel_targets(here) if "lamp" in one.text}
    assert all(x == (10 if "green" in text else 700) for text, x in boxes.items())


def test_an_animal_that_the_author_marks_is_found_by_its_name():
    prompt = "A meadow. In the foreground on the left stands the white goose Admiral."
    here = told(((800, 300, 200, 300), "the goose Admiral"), prompt=prompt)
    spoken = mentions([beat("They looked at the goose.")], here)[0]
    assert spoken[0].target.box == Rect(800, 300, 200, 300)


def test_a_box_beside_the_picture_is_no_thing_and_is_told_of():
    facts = PictureFacts("k", 1200, 800)
    things = ThingMark((1300, 20, 50, 50), "the moon"), ThingMark((1100, 700, 300, 300), "the sea")
    panel = Panel("p.png", None, heads=(HeadMark((10, 900, 50, 50)),), things=things)
    (sea,) = marked(facts, panel).of("thing")
    assert (sea.text, sea.box) == ("the sea", Rect(1100, 700, 100, 100))
    assert [each.message for each in outside(facts, panel)] == [
        "p.png: the box of no head lies beside it.",
        "p.png: the box of the moon lies beside it.",
    ]


@pytest.mark.parametrize(
    ("voice", "written"),
    [
        ("the official statement", True),
        ("A letter from the king", True),
        ("one prominent reporter", False),
        ("a reader of the letter", False),
        ("lead data scientist", False),
        ("", False),
    ],
)
def test_what_is_written_has_no_face(voice, written):
    assert is_writing(voice) is written


def test_a_word_of_the_same_root_only_is_meant_less():
    known = panel(sign("PROJECTIONS", 900, 100), sign("COST", 900, 500))
    (plain,) = mentions([beat("The projections were on the wall.")], known)
    (derived,) = mentions([beat("The project went on for years.")], known)
    assert plain[0].target == derived[0].target
    assert derived[0].weight < 0.8 * plain[0].weight


@pytest.mark.parametrize("said", ["The ships came in.", "A ship came in.", "They were shipping."])
def test_number_and_tense_make_no_other_word(said):
    known = panel(sign("SHIPS", 900, 100))
    (same,) = mentions([beat("The ships lay there.")], known)
    (found,) = mentions([beat(said)], known)
    assert found[0].weight == pytest.approx(same[0].weight)


@pytest.mark.parametrize(
    "prompt",
    ["Use bright colors as in a comic book.", "Please avoid text.", "Make sure to be kind."],
)
def test_what_tells_the_artist_what_to_do_is_no_place(prompt):
    assert places(prompt) == ()
