"""The verbatim law, over any text at all."""

import html
import string
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from story.formats import READERS
from story.formats.markdown.mathtext import _POWERS
from story.formats.tex import SIGNS
from story.output.script_json import script_json
from story.problems import Problems
from story.settings import StorySettings
from story.splitter.split import split

BITS = st.sampled_from(
    [
        *(
            "# ",
            "## Panel 1: A\n",
            "\n",
            "\n\n",
            '"',
            "“",
            "”",
            "'",
            "’",
            "*",
            "**",
            "_",
            "`",
            "```\n",
        ),
        *(
            "<details>",
            "</details>",
            "<summary>",
            "<!-- ",
            " -->",
            "<!-- skip -->",
            "<!-- /skip -->",
        ),
        *(
            "![](a.png)",
            "[a](b)",
            "[^1]",
            "> ",
            "- ",
            "1. ",
            "| a |\n",
            "|---|\n",
            "---\n",
            "$x^2$",
        ),
        *(
            "&amp;",
            "&nbsp;",
            "\r\n",
            "\t",
            "\ufeff",
            "\x00",
            "    ",
            "!!! note\n",
            "— ",
            "$$",
            "~~",
        ),
        *(
            '"Yes," said Ada. ',
            "Tom ran. ",
            "she said",
            "Ada: ",
            "(whispering) ",
            "Mr. ",
            "\\",
            "é数🦆",
        ),
    ]
)
TEXTS = st.lists(BITS | st.text(max_size=8), max_size=40).map("".join)
OTHERS = frozenset(SIGNS.values()) | frozenset(_POWERS.values())


def script_of(text, suffix):
    problems = Problems()
    path = Path(f"story{suffix}")
    return split(READERS[suffix](text, path, problems), StorySettings(), problems)


def check(script):
    assert [piece.start for piece in script.pieces[1:]] == [p.end for p in script.pieces[:-1]]
    assert all(piece.start < piece.end for piece in script.pieces)
    if script.source:
        assert (script.pieces[0].start, script.pieces[-1].end) == (0, len(script.source))
    lines = [line for section in script.sections for line in section.lines]
    heard = [at for line in lines for at in line.offsets]
    assert all(a <= b for a, b in pairwise(heard))
    told = {at for p in script.pieces if p.role == "spoken" for at in range(p.start, p.end)}
    assert told == set(heard)
    for line in lines:
        check_line(script.source, line)


def check_line(source, line):
    assert len(line.text) == len(line.offsets)
    assert line.text == " ".join(line.text.split(" ")).strip()
    for character, at in zip(line.text, line.offsets, strict=True):
        assert character == source[at] or stands_for(source, character, at)
    covered = "".join(line.text[a:b] for a, b in line.sentences)
    assert covered.replace(" ", "") == line.text.replace(" ", "")
    assert line.start <= line.offsets[0]
    assert line.offsets[-1] < line.end


def stands_for(source, character, at):
    """Folded space, a character reference, or a letter written as a command of a formula."""
    if character == " ":
        return source[at].isspace() or source[at] in "&<\x00\x01\u200b\u200e\u200f\u2060\ufeff"
    if source[at] == "&":
        return character in html.unescape(source[at : at + 40])
    return source[at] == "\\" or character in OTHERS or character in string.printable


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_markdown_has_a_script_that_keeps_every_character(text):
    script = script_of(text, ".md")
    check(script)
    assert script_json(script)["version"] == 1


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.sampled_from(sorted(set(READERS) - {".md", ".markdown"})))
def test_any_text_of_another_format_has_a_script_that_keeps_every_character(text, suffix):
    check(script_of(text, suffix))


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_the_same_text_has_the_same_script(text):
    assert script_of(text, ".md") == script_of(text, ".md")
