"""Credits: the author's own before the front matter's, roles apart from names."""

import pytest

from story.credits import colophon, credit_lines, licence


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ("Drawings: Ann Lee", ("Drawings: Ann Lee",)),
        (["Drawings: Ann", 7], ("Drawings: Ann", "7")),
        ({"Drawings": "Ann", "Maps": "Bob"}, ("Drawings: Ann", "Maps: Bob")),
        ("one\n\n two  words ", ("one", "two words")),
        (None, ()),
    ],
)
def test_the_front_matter_tells_credits_in_many_ways(told, lines):
    assert credit_lines({"credits": told}, "") == lines


def test_the_authors_own_come_first():
    assert credit_lines({"credits": "Ann"}, "Maps: Bob\n") == ("Maps: Bob",)


def test_who_made_it_and_on_what_terms():
    made = colophon("Ann Lee", {"license": "CC BY 4.0"}, "Maps: Bob\nhttps://example.org")
    assert made == (
        ("Story", "Ann Lee"),
        ("Maps", "Bob"),
        ("", "https://example.org"),
        ("Licence", "CC BY 4.0"),
    )
    assert colophon("", {}, "") == ()


def test_either_spelling_of_licence():
    assert licence({"licence": " CC0 "}) == "CC0"
