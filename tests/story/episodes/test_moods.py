"""What a scene feels like, told from its words."""

import pytest

from story.episodes.moods import SceneMood, scene_moods


def moods(told, *scenes: str) -> list[SceneMood]:
    text = "# T\n\n" + "\n\n".join(f"## Chapter {at}\n\n{each}" for at, each in enumerate(scenes))
    script = told(text)
    found = scene_moods(script.sections, "en")
    return [found[section.identity] for section in script.sections if section.lines]


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("The wolf growled. She was terrified, and ran from the shadows.", "tense"),
        ("They laughed and danced until the sun came up, and everybody sang.", "bright"),
        ("Stars shimmered over the vast sky, and she wondered at the universe.", "wonder"),
        ("Grandma sat by the bed in the quiet house, and the child fell asleep.", "calm"),
    ],
)
def test_words_tell_a_mood(told, text: str, mood: str) -> None:
    (found,) = moods(told, text)
    assert (found.mood, found.carried) == (mood, False)
    assert len(found.words) >= 2


def test_a_word_is_no_part_of_a_contraction(told) -> None:
    (found,) = moods(told, "It won't do, he said, and it won't help.")
    assert not found.points["bright"]


def test_unclear_scenes_carry_a_mood_on_but_no_alarm(told) -> None:
    plain = "He put the papers on the table."
    glad = "They laughed and sang, full of joy."
    fear = "She was terrified of the wolf."
    assert [each.mood for each in moods(told, glad, plain)] == ["bright", "bright"]
    after = moods(told, fear, plain)
    assert [(each.mood, each.carried) for each in after] == [("tense", False), ("calm", True)]


def test_what_a_story_says_everywhere_is_no_mood(told) -> None:
    scenes = [f"The lamp of the lighthouse burned, said number {at}." for at in range(5)]
    assert not any(each.points["wonder"] for each in moods(told, *scenes))


def test_the_line_that_moves_most_stands_out(told) -> None:
    (found,) = moods(told, "It was a plain day.\n\nThe bombs fell, and terror killed the town.")
    assert found.strongest
    (plain,) = moods(told, "It was a plain day.")
    assert not plain.strongest


def test_a_mood_ends_where_words_speak_for_another(told) -> None:
    glad = "They laughed and sang, full of joy."
    other = (
        "The signal came from beyond the hills, late, as Ann wrote to her brother and her sister."
    )
    found = moods(told, glad, other)
    assert [(each.mood, each.carried) for each in found] == [("bright", False), ("calm", True)]


def test_a_heading_tells_a_mood_with_the_words_under_it(told) -> None:
    script = told("# T\n\n## The Monster\n\nIt had grown into a monster.\n\n## Two\n\nA monster.")
    found = scene_moods(script.sections, "en")
    one, two = (found[each.identity] for each in script.sections if each.lines)
    assert (one.mood, one.words, one.strongest) == ("tense", ("monster",), "")
    assert two.carried


def test_a_little_of_everything_is_no_mood(told) -> None:
    words = "storm danger thunder laughed sang feast friends moon stars silver glow"
    (found,) = moods(told, " and ".join(f"the {word} of it all" for word in words.split()))
    assert found.carried
    assert found.points["wonder"] == found.points["bright"] > found.points["tense"] > 0


def test_no_line_stands_out_by_hints_alone(told) -> None:
    (found,) = moods(told, "Day.\n\nThunder, lightning, storm, flood and fog came, and they wept.")
    assert found.mood == "tense"
    assert not found.strongest
