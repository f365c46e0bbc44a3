"""The forms in which a script is handed on."""

from story.output.review import review_table
from story.output.script_json import script_json
from story.output.script_text import show_script
from story.problems import Problems
from story.script import read_script

STORY = """\
# Rain

## Chapter 1: The Pier

![](pier.png)
<details><summary>Image Prompt</summary>
A pier.
</details>

Ada met Mia.

"It is late," she whispered.
"""


def test_json(told):
    data = script_json(told(STORY))
    assert {key: data[key] for key in ("version", "title")} == {"version": 1, "title": "Rain"}
    section = data["sections"][1]
    assert section["title"] == "The Pier"
    assert section["panels"][0]["path"] == "pier.png"
    assert section["panels"][0]["prompt"] == "A pier."
    line = section["lines"][1]
    assert line["text"] == "It is late,"
    assert (line["kind"], line["speaker"], line["panel"]) == ("speech", line["speaker"], 0)
    assert STORY[line["start"] : line["end"]] == '"It is late,"'


def test_shown_as_a_person_would_read_it(told):
    text = show_script(told(STORY), {"narrator": "heart"}.get)
    assert text.startswith("Rain\n====\n")
    assert "[pier.png] (missing)\n  narrator (heart):\n    Ada met Mia.\n" in text
    assert "<delivery whisper>" in text


def test_review_names_what_is_unsure_and_what_settles_it(told):
    script = told(STORY)
    line = script.sections[1].lines[1]
    table = review_table(script)
    assert f"| 12 | It is late, | {line.speaker} |" in table
    assert f'`"It is late," = "{line.speaker}"`' in table


def test_review_of_a_story_that_is_sure(told):
    table = review_table(told('# T\n\n"A," said Ada.\n'))
    assert table == "# Review of T\n\nEvery one of 1 lines of speech has a sure speaker.\n"


def test_rows_of_a_book_are_told_with_their_file(tmp_path):
    for number in (1, 2):
        text = f'# Chapter {number}\n\nHe came.\n\n"What?"\n\n"No," somebody else said.\n'
        (tmp_path / f"ch{number}.md").write_text(text)
    table = review_table(read_script(tmp_path, Problems()))
    assert "| ch1.md:5 |" in table
    assert "| ch2.md:5 |" in table


RUN = '# T\n\nAda met Mia.\n\n"A1," said Ada.\n\n"A2."\n\n"A3," said Mia.\n\nIt rained.\n\n{}'
"""A doubtful line, then whatever comes."""


def test_review_asks_first_what_settles_most(told):
    long = "".join(f'"B{n}."\n\n' for n in range(9))
    table = review_table(told(RUN.format(long + '"C," said Ada.\n')))
    rows = [row for row in table.splitlines() if "| B" in row or "| A2" in row]
    assert "A2" not in rows[0]
    assert any("A2" in row for row in rows)
    assert len(rows) == len(set(rows)) >= 9


def test_an_answer_settles_what_follows_from_it(told):
    text = RUN.format("".join(f'"B{n}."\n\n' for n in range(8)))
    said = {line.text: line.speaker for line in told(text).sections[0].lines}
    other = {"Ada": "Mia", "Mia": "Ada"}[said["B3."]]
    lines = told(text, lines={"B3.": other}).sections[0].lines
    now = {line.text: (line.speaker, line.how) for line in lines}
    assert now["B3."] == (other, "inkreel.toml")
    assert now["B4."][0] == said["B3."] != said["B4."]
