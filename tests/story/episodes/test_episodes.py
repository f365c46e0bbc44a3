"""Episodes from sections."""

from pathlib import Path

import pytest

from story.episodes.episodes import chosen_episodes, story_episodes
from story.errors import SettingsError
from story.model import Line, Script, Section


def section(kind: str, title: str, *, spoken: bool = True) -> Section:
    line = Line(title, "narration", "narrator", None, 0, 1, "x", (0,), ((0, 1),), "start")
    return Section(title, kind, title, "", (), (line,) if spoken else (), 0, 1)  # type: ignore[arg-type]


def script(*sections: Section) -> Script:
    return Script("A Story", sections, (), (), "", Path("s.md"))


def test_chapters_make_episodes_and_the_cover_opens_the_first() -> None:
    story = script(
        section("title", "Cover"),
        section("chapter", "Prologue"),
        section("chapter", "One"),
        section("scene", "Later"),
        section("aside", "Call"),
        section("credits", "References", spoken=False),
    )
    made = story_episodes(story)
    assert [part.name for part in made] == ["01-prologue", "02-one"]
    assert [[each.title for each in part.sections] for part in made] == [
        ["Cover", "Prologue"],
        ["One", "Later", "Call"],
    ]


def test_names_sort_in_order_however_many_there_are() -> None:
    names = [part.name for part in story_episodes(script(*[section("chapter", "One")] * 120))]
    assert names == sorted(names)
    assert (names[0], names[-1]) == ("001-one", "120-one")


def test_panels_make_one_episode_unless_asked() -> None:
    story = script(section("panel", "A"), section("panel", "B"))
    assert [part.name for part in story_episodes(story)] == ["01-a-story"]
    assert [part.name for part in story_episodes(story, "panel")] == ["01-a", "02-b"]


def test_nothing_to_perform_makes_no_episode() -> None:
    assert story_episodes(script(section("credits", "References", spoken=False))) == ()


@pytest.mark.parametrize(
    ("chosen", "numbers"), [("3", [3]), ("2-4", [2, 3, 4]), ("1,5", [1, 5]), ("1-2, 2", [1, 2])]
)
def test_episodes_are_chosen_by_number(chosen: str, numbers: list[int]) -> None:
    story = script(*(section("chapter", f"C{number}") for number in range(1, 6)))
    assert [part.number for part in chosen_episodes(story_episodes(story), chosen)] == numbers


@pytest.mark.parametrize("chosen", ["0", "6", "4-2", "x", "1-", "-3", ""])
def test_episodes_that_are_not_there_are_refused(chosen: str) -> None:
    story = script(*(section("chapter", f"C{number}") for number in range(1, 6)))
    with pytest.raises(SettingsError, match="--chapter"):
        chosen_episodes(story_episodes(story), chosen)
