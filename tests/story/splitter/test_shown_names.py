"""What viewers read for a speaker."""

from pathlib import Path

from story.model import Character, Script
from story.splitter.roster import shown_names


def test_what_tells_two_people_apart_is_not_shown() -> None:
    people = tuple(map(Character, ("Ada", "one executive", "one executive (Chapter 4)")))
    script = Script("T", (), people, (), "", Path("t.md"))
    assert shown_names(script, {}) == {"one executive (Chapter 4)": "one executive"}
    assert shown_names(script, {"Ada": "A."})["Ada"] == "A."
