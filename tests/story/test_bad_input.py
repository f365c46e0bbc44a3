"""What is no story gives a clear error; what is odd gives a Problem."""

import os

import pytest
from looks import codes, spoken

from story import script
from story.errors import InkreelError, SettingsError, StoryError
from story.problems import Problems
from story.read import LIMIT
from story.script import read_script
from story.settings import parse_settings

BAD = {
    "empty": (b"", "is empty"),
    "blank": (b" \r\n\n\xef\xbb\xbf", "is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n" + bytes(200), "no text file"),
    "pdf": (b"%PDF-1.7 and so on", "no text file"),
    "utf-16": ("# T\n".encode("utf-16"), "Save it as UTF-8"),
    "latin": (bytes(range(128, 255)) * 20, "no UTF-8"),
}


@pytest.mark.parametrize(("data", "advice"), BAD.values(), ids=BAD.keys())
def test_files_that_are_no_stories(tmp_path, problems, data, advice):
    path = tmp_path / "story.md"
    path.write_bytes(data)
    with pytest.raises(StoryError, match=advice):
        read_script(path, problems)


def test_places_without_a_story(tmp_path, problems):
    with pytest.raises(StoryError, match="does not exist"):
        read_script(tmp_path / "none.md", problems)
    with pytest.raises(StoryError, match="holds no story"):
        read_script(tmp_path, problems)
    (tmp_path / "a.odt").write_bytes(b"x")
    with pytest.raises(StoryError, match="no story"):
        read_script(tmp_path / "a.odt", problems)
    for name in ("one.md", "two.txt"):
        (tmp_path / name).write_text("A.", "utf-8")
    with pytest.raises(StoryError, match="several stories"):
        read_script(tmp_path, problems)
    with pytest.raises(InkreelError):
        read_script(tmp_path / "a\0b.md", problems)


def test_a_folder_with_one_story_or_an_index(tmp_path, problems):
    (tmp_path / "tale.md").write_text("# One\n\nA.\n", "utf-8")
    (tmp_path / "README.md").write_text("Read me.\n", "utf-8")
    assert read_script(tmp_path, problems).title == "One"
    (tmp_path / "index.md").write_text("# Two\n\nA.\n", "utf-8")
    assert read_script(tmp_path, problems).title == "Two"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path, problems):
    path = tmp_path / "story.md"
    path.write_text("A.", "utf-8")
    path.chmod(0)
    with pytest.raises(StoryError, match="can't be read"):
        read_script(path, problems)


def test_a_story_that_is_too_long(tmp_path, problems):
    path = tmp_path / "story.md"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(StoryError, match="at most 20 MB"):
        read_script(path, problems)


def test_broken_characters_are_a_problem(tmp_path, problems):
    path = tmp_path / "story.md"
    path.write_bytes(b"# T\n\nOne " + b"\xff" + b" two three four five.\n")
    assert len(spoken(read_script(path, problems))) == 1
    assert codes(problems) == [(3, "utf8-broken")]


def test_a_byte_order_mark_counts_as_a_character(tmp_path, problems):
    path = tmp_path / "story.md"
    path.write_bytes(b"\xef\xbb\xbf# T\r\n\r\nOne.\r\n")
    script = read_script(path, problems)
    line = script.sections[0].lines[0]
    assert script.title == "T"
    assert script.source[line.start : line.end] == "One."
    assert line.start == 8


HOSTILE = [
    '"a" ',
    '"',
    "*",
    "[",
    "[a](",
    "<details>",
    "<!-- ",
    "$a ",
    "`",
    "> ",
    "![a](",
    "'a' ",
    "— a ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_endless_marks_are_read_in_bounded_time(told, piece):
    script = told(piece * (12_000 // len(piece)))
    assert script.pieces[-1].end == len(script.source)


def test_a_story_of_more_paragraphs_than_any_book_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(script, "MOST_PARAGRAPHS", 3)
    (tmp_path / "index.md").write_text("# One\n\nA.\n\nB.\n")
    assert read_script(tmp_path / "index.md", Problems()).sections
    (tmp_path / "index.md").write_text("# One\n\nA.\n\nB.\n\nC.\n")
    with pytest.raises(StoryError, match=r"has 4 paragraphs; 3 are the most\. Give it as several"):
        read_script(tmp_path / "index.md", Problems())


def test_a_story_of_more_speakers_than_any_book_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(script, "MOST_SPEAKERS", 2)
    text = '# One\n\n"A," said Ada.\n\n"B," said Bob.\n'
    (tmp_path / "index.md").write_text(text)
    assert read_script(tmp_path / "index.md", Problems()).sections
    (tmp_path / "index.md").write_text(text + '\n"C," said Cy.\n')
    with pytest.raises(StoryError, match=r"has \d speakers; 2 are the most\. Give it as several"):
        read_script(tmp_path / "index.md", Problems())


@pytest.mark.parametrize("frame", ["[nan, 1, 5, 5]", "[1, inf, 5, 5]", "[1, 1, inf, 5]"])
def test_a_drawing_s_frame_is_made_of_numbers(frame):
    with pytest.raises(SettingsError, match=r"panels\.a\.png\.frames"):
        parse_settings(f'[panels]\n"a.png" = {{ frames = [{frame}] }}\n')
