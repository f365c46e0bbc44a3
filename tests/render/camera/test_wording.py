"""Subjects' names read like an editor's words."""

from __future__ import annotations

import pytest

from render.camera.prompts.wording import is_direction, sign_called, worded


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("stands one old fisherman with a grey beard", "the old fisherman"),
        ("In the background on the left, crooked houses with lit windows", "crooked houses"),
        ("A very wide graphic-novel panorama of the sea at night", "the sea"),
        ("The scene shows executives divided across a long table", "executives"),
        ("rows of GPU servers glowing", "rows of GPU servers"),
        ("Include horse-drawn sledges", "horse-drawn sledges"),
        ("from a lamp post in the center", "the lamp post"),
        ("A bright, wide graphic-novel cover at night", ""),
    ],
)
def test_a_phrase_becomes_a_noun(phrase: str, name: str) -> None:
    assert worded(phrase) == name


def test_directions_to_the_draughtsman_are_no_subjects() -> None:
    assert is_direction("panel 3 of 12.")
    assert is_direction("the tech-forward optimistic graphic-novel aesthetic")
    assert not is_direction("a brass telescope")


def test_long_lettering_is_called_by_its_first_words() -> None:
    assert sign_called("TRAINING") == "“TRAINING” sign"
    assert sign_called("one two three four five six") == "“one two three four five…” sign"
