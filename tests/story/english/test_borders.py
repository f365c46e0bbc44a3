"""Where a sentence may be parted by ear, and where it may not."""

from itertools import pairwise

import pytest

from story.languages import language_of

PHRASING = language_of("en").phrasing


def parted(text):
    """The sentence with a bar before each border, and the borders' kinds."""
    found = PHRASING.borders(text)
    edges = [0, *(at for at, _ in found), len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(edges)]
    return " | ".join(parts), [kind for _, kind in found]


@pytest.mark.parametrize(
    ("sentence", "bars", "kinds"),
    [
        ("He came home, and it was out.", "He came home, | and it was out.", ["clause"]),
        ("They met in Menlo Park, California, at noon today.",
         "They met in Menlo Park, California, | at noon today.", ["clause"]),
        ("It began on May 5, 1911, in rain.", "It began on May 5, 1911, | in rain.", ["clause"]),
        ("Nobody came but she waited.", "Nobody came | but she waited.", ["phrase"]),
        ("It was only one thing: the lamp was out.",
         "It was only one thing: | the lamp was out.", ["colon"]),
        ("They walked on with a lamp.", "They walked on | with a lamp.", ["breath"]),
        ("They had come just to see it.", "They had come just to see it.", []),
        ("Yes, it is out.", "Yes, it is out.", []),
        ("They lost the money—all of it was borrowed.",
         "They lost the money— | all of it was borrowed.", ["clause"]),
    ],
)  # fmt: skip
def test_a_sentence_is_parted_between_its_clauses(sentence, bars, kinds):
    assert parted(sentence) == (bars, kinds)
