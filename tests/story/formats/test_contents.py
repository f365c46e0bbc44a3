"""Books whose order a tool's table of contents tells, and texts that part by their rows."""

import pytest
from looks import spoken

from story.problems import Problems
from story.script import read_script

CONTENTS = {
    "mdBook": ("src/SUMMARY.md", "[Prologue](b.md)\n\n- [Two](in/a.md)\n- [Draft]()\n", "src"),
    "MkDocs": ("mkdocs.yml", 'nav:\n  - "One: a start": b.md\n  - P:\n    - in/a.md\n', "docs"),
    "Quarto": ("_quarto.yml", "book:\n  chapters:\n    - b.md\n    - part: P\n    - in/a.md\n", ""),
    "Jupyter Book": ("_toc.yml", "root: b\nchapters:\n- file: in/a\n", ""),
    "Docusaurus": ("sidebars.js", "module.exports = {x: ['b', {items: ['in/a']}]};", "docs"),
    "Leanpub": ("manuscript/Book.txt", "b.md\nin/a.md\n", "manuscript"),
    "Longform": ("Index.md", "---\nlongform:\n  scenes:\n    - b\n    - in/a\n---\n", ""),
}


@pytest.mark.parametrize(("name", "text", "inside"), CONTENTS.values(), ids=CONTENTS.keys())
def test_a_book_s_files_stand_in_the_order_of_its_contents(tmp_path, name, text, inside):
    for path, story in (("in/a.md", "Second."), ("b.md", "First."), ("in/z.md", "Never.")):
        file = tmp_path / inside / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# H {story}\n\n{story}\n")
    (tmp_path / name).write_text(text)
    assert spoken(read_script(tmp_path, Problems())) == ["First.", "Second."]


def test_an_index_that_no_contents_name_is_the_story(tmp_path):
    for name in ("index", "a", "b"):
        (tmp_path / f"{name}.md").write_text(f"# T\n\nThis is {name}.\n")
    (tmp_path / "SUMMARY.md").write_text("- [A](a.md)\n- [B](b.md)\n")
    assert spoken(read_script(tmp_path, Problems())) == ["This is index."]


def test_contents_that_lead_out_of_the_folder_are_not_followed(tmp_path):
    (tmp_path / "out.md").write_text("Secret.\n")
    book = tmp_path / "book"
    book.mkdir()
    for name in ("a", "b"):
        (book / f"{name}.md").write_text(f"# {name}\n\nThis is {name}.\n")
    (book / "SUMMARY.md").write_text("[X](../out.md)\n[A](a.md)\n[B](b.md)\n")
    assert spoken(read_script(book, Problems())) == ["This is a.", "This is b."]


INDENTED = """               THE KEY

     There was a key in the wall,
and nobody knew it.
     "It opens the sea," said Corrie.
     - 2 -
     It did.
"""


def test_paragraphs_that_an_indent_opens(told):
    script = told(INDENTED, ".txt")
    assert script.title == "THE KEY"
    assert [line.text for line in script.sections[0].lines] == [
        "There was a key in the wall, and nobody knew it.",
        "It opens the sea,",
        "said Corrie.",
        "It did.",
    ]
    assert [line.joint for line in script.sections[0].lines[1:]] == [
        "paragraph",
        "tag",
        "paragraph",
    ]


ROWS = """The Stone Boat
A tale for winter by Nora Sample
Old Marten built a boat of stone because everybody said that it could not be done.
"It will sink," said his wife.
"Then I shall know how deep it is," said Marten.
He launched it on a Thursday, and it did not sink at all.
"""


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_paragraphs_that_have_a_row_each(told, suffix):
    script = told(ROWS.replace("Nora Sample\n", "Nora Sample\n\n"), suffix)
    lines = [line for section in script.sections for line in section.lines]
    told_on = [line.text for line in lines if line.joint in ("start", "paragraph")][-4:]
    assert [text[:9] for text in told_on] == ["Old Marte", "It will s", "Then I sh", "He launch"]
    assert suffix == ".md" or (script.title, script.author) == ("The Stone Boat", "Nora Sample")


def test_wrapped_prose_and_verse_stay_whole(told):
    wrapped = "One day the old man went down\nto the sea. It was far out. He\nsat down there.\n"
    verse = "He came at dusk along the quay,\nA ladder on his arm,\nAnd every lamp\nGrew warm.\n"
    for text in (wrapped, verse):
        assert len(told(text, ".txt").sections[0].lines) == 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("book.toml", '[book]\ntitle = "Night Ferry"\n'),
        ("mkdocs.yml", "site_name: Night Ferry # ours\n"),
        ("_quarto.yml", 'book:\n  title: "Night Ferry"\n'),
    ],
)
def test_a_book_is_called_as_its_tool_has_it(tmp_path, file, text):
    folder = tmp_path / "my-book"
    (folder / "src").mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"src/{name}.md").write_text(f"# {name}\n\nThis is {name}.\n")
    (folder / "src/SUMMARY.md").write_text("[A](a.md)\n[B](b.md)\n")
    assert read_script(folder, Problems()).title == "My Book"
    (folder / file).write_text(text)
    assert read_script(folder, Problems()).title == "Night Ferry"
