"""A folder is a story, a book of several files, or an error that says how to go on."""

import pytest
from looks import codes, headings, spoken

from story.episodes.episodes import story_episodes
from story.errors import StoryError
from story.problems import Problems
from story.script import read_script


@pytest.fixture
def folder(tmp_path):
    """Writes files and returns the folder `book`."""

    def write(**files: str):
        for name, text in files.items():
            path = tmp_path / "book" / name.replace("__", "/").replace("_md", ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path / "book"

    return write


def titles(script):
    return [episode.title for episode in story_episodes(script)]


def test_numbered_files_are_a_book_in_natural_order(folder, problems):
    book = folder(ch1_md="# One\n\nA.\n", ch10_md="# Ten\n\nC.\n", ch2_md="# Two\n\nB.\n")
    script = read_script(book, problems)
    assert spoken(script) == ["A.", "B.", "C."]
    assert titles(script) == ["One", "Two", "Ten"]
    assert script.title == "Book"
    assert [part.name for part in script.parts] == ["ch1.md", "ch2.md", "ch10.md"]


def test_a_summary_gives_order_and_titles(folder, problems):
    book = folder(
        SUMMARY_md="# Summary\n\n- [The End](z.md)\n- [The Start](a.md)\n"
        "- [Gone](no.md)\n- [Out](../x.md)\n",
        a_md="Words.\n",
        z_md="More.\n",
        README_md="# The Salt Road\n\nHow to build this.\n",
    )
    script = read_script(book, problems)
    assert spoken(script) == ["More.", "Words."]
    assert titles(script) == ["The End", "The Start"]


def test_a_readme_gives_a_book_its_title(folder, problems):
    book = folder(ch1_md="# A\n\nX.\n", ch2_md="# B\n\nY.\n", README_md="# Salt\n\nHow to build.\n")
    script = read_script(book, problems)
    assert (script.title, spoken(script)) == ("Salt", ["X.", "Y."])


def test_files_that_hold_several_chapters_are_cut_by_these(folder, problems):
    book = folder(
        p1_md="## Chapter 1: A\n\nX.\n\n## Chapter 2: B\n\nY.\n", p2_md="## Chapter 3: C\n\nZ.\n"
    )
    assert titles(read_script(book, problems)) == ["A", "B", "C"]


def test_problems_name_the_file_and_its_own_row(folder, problems):
    book = folder(ch1_md="# A\n\nX.\n", ch2_md="# B\n\n![](no.png)\n\nY.\n")
    script = read_script(book, problems)
    missing = [problem for problem in problems if problem.code == "panel-missing"]
    assert [(problem.file, problem.row) for problem in missing] == [("ch2.md", 3)]
    assert [line.row for section in script.sections for line in section.lines] == [3, 5]


def test_pictures_lie_anywhere_in_the_folder_given(folder, problems):
    book = folder(
        text__ch1_md="# A\n\n![](../art/a.png)\n\nX.\n", text__ch2_md="# B\n\nY.\n", art__a=""
    )
    (book / "art" / "a.png").write_bytes(b"x")
    script = read_script(book, problems)
    panels = [panel for section in script.sections for panel in section.panels]
    assert [panel.file for panel in panels] == [book / "art" / "a.png"]
    inner = read_script(book / "text", (seen := Problems()))
    assert [panel.file for section in inner.sections for panel in section.panels] == [None]
    told = [problem for problem in seen if problem.code == "panel-site"]
    assert len(told) == 1
    assert str(book) in told[0].advice


def test_other_folders_of_several_stories_are_an_error_that_says_how_to_go_on(folder, problems):
    book = folder(fox_md="# Fox\n\nX.\n", hen_md="# Hen\n\nY.\n")
    with pytest.raises(StoryError, match=r"fox.md, hen.md.*--book.*--each"):
        read_script(book, problems)
    (book / "inkreel.toml").write_text("[format]\nbook = true\n")
    assert titles(read_script(book, problems)) == ["Fox", "Hen"]


def test_one_story_in_a_site_is_found_with_the_site_s_pictures(folder, problems):
    site = folder(_config_yml="", _posts__2024_tale_md="# T\n\n![](/img/a.png)\n\nX.\n", img__a="")
    (site / "_config.yml").write_text("")
    (site / "img" / "a.png").write_bytes(b"x")
    script = read_script(site, problems)
    assert [panel.file for panel in script.sections[0].panels] == [site / "img" / "a.png"]
    assert codes(problems) == []


def test_a_book_reads_its_settings_from_its_folder(folder, problems):
    book = folder(ch1_md="# A\n\nX.\n", ch2_md="# B\n\nY.\n")
    (book / "inkreel.toml").write_text('title = "Named"\n')
    assert read_script(book, problems).title == "Named"


def test_a_chapter_s_label_stays_with_its_title(folder, problems):
    book = folder(ch1_md="# Chapter 1 — The Gate\n\nX.\n", ch2_md="# Chapter 2\n\n## Sea\n\nY.\n")
    assert headings(read_script(book, problems)) == [
        ("title", "", ""),
        ("chapter", "Chapter 1", "The Gate"),
        ("chapter", "Chapter 2", "Sea"),
    ] or titles(read_script(book, problems)) == ["The Gate", "Sea"]
