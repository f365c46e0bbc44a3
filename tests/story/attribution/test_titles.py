"""Titles and words for ages that part two of one name, and titles that one person changes."""

import pytest
from looks import speech


def by(told, text):
    return [who for who, _ in speech(told(f"# T\n\n{text}\n"))]


def talk(*tags):
    return "\n\n".join(f'"A," said {tag}.' for tag in tags)


def test_a_doctor_and_a_mister_of_the_narration_are_two(told):
    found = by(
        told,
        "Ada came in.\n\n"
        + talk("Dr. Moss", "Ada", "Mr. Moss", "Ada")
        + "\n\n"
        + talk("Dr. Moss", "Ada", "Mr. Moss"),
    )
    assert len(set(found)) == 3


def test_a_doctor_whom_one_person_calls_mister_is_one(told):
    call = (
        '"Well, Mr. Moss?" said Ada.\n\n"Well," said Dr. Moss.\n\n"Sit down, Mr. Moss," said Ada.'
    )
    text = f'Ada came in.\n\n{call}\n\n{call}\n\n"There," said Dr. Moss.'
    assert len(set(by(told, text))) == 2


FORGE = "Old Pell had the hammer and young Pell had the bellows. Amy Larch came in.\n\n"


def test_a_father_and_his_son_told_apart_by_age_are_two(told):
    found = by(told, FORGE + talk("old Pell", "young Pell", "Amy", "Old Pell", "young Pell"))
    assert found[0] == found[3] != found[1] == found[4]
    assert found[2] == "Amy Larch"


def test_one_who_is_only_called_old_is_one(told):
    found = by(told, "Amy Larch came in.\n\n" + talk("old Pell", "Amy", "Pell", "Amy", "old Pell"))
    assert found[0] == found[2] == found[4] == "Pell"


def test_ages_in_different_chapters_are_one_person_s(told):
    early = talk("young Pell", "Amy", "young Pell", "Amy Larch")
    late = talk("old Pell", "Amy", "old Pell", "Amy Larch")
    assert len(set(by(told, f"{early}\n\n## Later\n\nRain fell.\n\n{late}"))) == 2


SISTERS = "The elder Miss Vane had the purse and the younger Miss Vane had the string.\n\n"


def test_of_two_sisters_the_younger_has_her_first_name(told):
    tags = ("Miss Vane", "Miss Kate", "the younger Miss Vane", "Miss Vane", "Miss Kate")
    found = by(told, SISTERS + talk(*tags, "the elder Miss Vane"))
    assert found[0] == found[3] == found[5]
    assert found[1] == found[2] == found[4] != found[0]


def test_sons_are_called_by_their_first_names(told):
    head = "Old Mr. Stubbs rose, and young Mr. Stubbs sat down. Ralph Stubbs coughed.\n\n"
    tags = ("young Mr. Stubbs", "old Mr. Stubbs", "Ralph", "old Mr. Stubbs", "Ralph Stubbs")
    found = by(told, head + talk(*tags))
    assert found[1] == found[3] != found[2] == found[4] == found[0]


BEFORE = "Miss Vane rang the bell.\n\n" + talk("Captain Orme", "Miss Vane", "Dick", "Miss Vane")
AFTER = "Mrs. Orme rang the bell.\n\n" + talk("Dick", "Captain Orme", "Mrs. Orme", "Dick")
BEFORE += "\n\n" + talk("Captain Orme")


def test_a_bride_has_another_name(told):
    found = by(told, f"{BEFORE}\n\nThey were married at Easter.\n\n{AFTER}")
    assert found[1] == found[3] == found[7]
    assert len(set(found)) == 3


@pytest.mark.parametrize(
    ("between", "after"),
    [
        ("They sailed at Easter.", AFTER),
        ("They were married at Easter.", AFTER + "\n\n" + talk("Miss Vane")),
    ],
)
def test_two_women_without_a_wedding_or_past_it_are_two(told, between, after):
    assert len(set(by(told, f"{BEFORE}\n\n{between}\n\n{after}"))) == 4


@pytest.mark.parametrize("surname", ["Lane", "Harrison"])
def test_a_whole_name_that_is_given_once_joins_its_halves(told, surname):
    head = f"Vera {surname} sat down by the door. Olive Bunn had been up since six.\n\n"
    tags = ("Vera", "Olive", f"Miss {surname}", "Olive", "Vera", "Olive", f"Miss {surname}")
    found = by(told, head + talk(*tags))
    assert len(set(found)) == 2
