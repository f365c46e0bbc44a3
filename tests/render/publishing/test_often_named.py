import pytest

from render.publishing.often_named import often_named

TOLD = "The Fog Bank and Ada's boat. He saw Ada. They met Ada, and the Fog Bank, at the Fog Bank. "


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (TOLD, "en-GB", ("Fog Bank", "Ada")),
        (TOLD.replace("'", "’"), "en", ("Fog Bank", "Ada")),
        (TOLD, "de", ()),
        ("He saw Ada. They met Ada.", "en", ()),
        ("", "en", ()),
    ],
)
def test_names_are_those_said_three_times_inside_a_sentence(text, language, names):
    assert often_named(text, language) == names


def test_there_are_only_so_many():
    assert often_named(TOLD, "en", most=1) == ("Fog Bank",)
