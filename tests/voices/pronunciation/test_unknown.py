"""Words that a voice will guess are found, and only those."""

from __future__ import annotations

from pathlib import Path

import pytest
from stories_to_cast import scene

from story.model import Script
from voices.pronunciation.lexicon import Lexicon, shared_lexicon
from voices.pronunciation.unknown import unknown_words


def script(*speeches: str) -> Script:
    return Script("A story", (scene(*speeches),), (), (), "", Path("index.md"))


def words(*speeches: str, lexicon: Lexicon | None = None) -> list[tuple[str, int]]:
    return [(each.word, each.count) for each in unknown_words(script(*speeches), lexicon)]


def test_the_words_in_no_dictionary_are_listed_most_said_first() -> None:
    told = words("Zorblax met Quenneth.", "Quenneth: Hail, Zorblax, Zorblax's kin!")
    assert told == [("Zorblax", 3), ("Quenneth", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Zuckerberg paid $2-3 million.",
        "Leonhard Euler's CUDA GPUs.",
        "Hmm. Shhhh! Nooooo!",
        '"Yes," (“I am”)',
        "",
    ],
)
def test_what_a_dictionary_knows_is_not_listed(text: str) -> None:
    assert words(text) == []


def test_a_word_in_the_lexicon_is_no_longer_a_guess() -> None:
    lexicon = shared_lexicon().with_words(Lexicon.of({"Zorblax": "/ˈzɔːɹblæks/"}))
    assert words("Zorblax met Zorblax.", lexicon=lexicon) == []


def test_capitals_that_are_spelled_but_may_be_a_word_are_listed_as_such() -> None:
    found = unknown_words(script("They built SKOLEM and a GPU."))
    assert [(each.word, each.spelled) for each in found] == [("SKOLEM", True)]


def test_a_guess_can_be_put_into_the_lexicon() -> None:
    found = unknown_words(script("A zorblax in Chaydley."))
    guesses = {one.word: f"/{one.guess}/" for one in found}
    assert guesses == {"Chaydley": "/tʃˈeɪdli/", "zorblax": "/zˈɔɹblæks/"}
    assert unknown_words(script("A zorblax in Chaydley."), Lexicon.of(guesses)) == ()
