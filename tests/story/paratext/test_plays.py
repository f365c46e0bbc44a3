"""Plays, pages named in a first row, notes below a page's words, and lines that lead elsewhere."""

import pytest
from looks import spoken

PLAY = """ALGIE.
Did you hear, Lane?

LANE. I did not listen, sir.

[Enter Jack.]

JACK (whispering). How are you? [Takes a sandwich.] And where is McKay?

ALGIE. He is here.

MCKAY.--Here!
"""


def said(script):
    return [(line.speaker, line.text) for part in script.sections for line in part.lines]


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_names_in_capitals_say_what_follows(told, suffix):
    script = told(PLAY, suffix)
    assert said(script) == [
        ("Algie", "Did you hear, Lane?"),
        ("Lane", "I did not listen, sir."),
        ("narrator", "[Enter Jack.]"),
        ("Jack", "How are you? And where is McKay?"),
        ("Algie", "He is here."),
        ("McKay", "Here!"),
    ]
    deliveries = [
        note.value for part in script.sections for line in part.lines for note in line.annotations
    ]
    assert deliveries == ["whisper"]


def test_capitals_in_a_story_are_no_names(told):
    text = "NASA. That was all.\n\n" + "It rained. Ada slept.\n\n" * 12 + "STOP. he said.\n"
    assert {speaker for speaker, _ in said(told(text))} == {"narrator"}


BOOK = """MOLE'S BIG DIG
A picture book manuscript by Kit Sample
Word count: 312
Ages 3-6

Spread 1 (pp. 4-5)
Mole dug left. Mole dug right.
[Art note: Mole's tunnel forms the letter M.]

Spread 2 (pp. 6-7)
"Who digs there?" said Rabbit.
Art note: Rabbit holds a cup. It is
cracked.
And Mole stopped.
(Art: the sea is visible.)
"""


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_a_picture_book_s_manuscript(told, suffix):
    script = told(BOOK, suffix)
    assert [text for _, text in said(script)][-3:] == [
        "Mole dug left. Mole dug right.",
        "Who digs there?",
        "said Rabbit. And Mole stopped.",
    ]
    labels = [section.label for section in script.sections if section.lines]
    assert labels[-2:] == ["Spread 1", "Spread 2"]


AWAY = {
    "parts": "[Part 1](https://x.org/1) | [Part 2](https://x.org/2) | **Part 3**",
    "next": "Next: The Bell",
    "edit": "**Edit:** Thanks for the gold!",
    "too long": "TL;DR: attic bad.",
    "copyright": "Copyright © 2019 Ann Sample",
    "rights": "All rights reserved. No part of this book may be reproduced.",
    "sound": "SFX: SKREEE",
    "minutes": "5 min read",
    "coffee": "*Liked this? [Buy me a coffee](https://x.org)!*",
    "parts before": "**Previously:** [Part 1](/a-1), [Part 2](/a-2)",
    "music": "[MUSIC: fades in]",
    "both hands": "Written and illustrated by Mo Sample",
    "dated": "By Jo Shield, 15 May 2020 · 175 words",
    "genre": "A short story",
    "rated": "Rating: PG\nDisclaimer: Not mine.",
}


@pytest.mark.parametrize("line", AWAY.values(), ids=AWAY.keys())
def test_lines_around_a_story_are_not_told(told, line):
    first = told(f"# T\n\n{line}\n\nOnce there was a hen.\n\nIt sat.\n\nIt rose.\n\nIt left.\n")
    assert spoken(first) == ["Once there was a hen.", "It sat.", "It rose.", "It left."]


KEPT = (
    "Next door: the hens.",
    "He edited: nothing was left.",
    "The rating was low.",
)


@pytest.mark.parametrize("line", KEPT)
def test_lines_like_them_are_told(told, line):
    assert spoken(told(f"# T\n\nOnce there was a hen.\n\n{line}\n\nIt left.\n"))[1] == line


def test_rows_of_facts_go_and_the_story_below_them_stays(told):
    text = "# T\n\nRating: PG\nWord count: 400\nThe rooks came back on a Sunday.\n"
    assert spoken(told(text)) == ["The rooks came back on a Sunday."]


def test_a_manuscript_s_first_page_is_not_told(told):
    text = (
        "Rae Sample\n\n12 Harbour Street\n\nAbout 3,100 words\n\nThe Salt Road\n\nby Rae Sample\n\n"
    )
    script = told(f"{text}The road was white.\n")
    assert (script.title, script.author) == ("The Salt Road", "Rae Sample")
    assert spoken(script) == ["The road was white."]


def test_chapters_of_several_hands_credit_them_below_their_headings(told):
    text = (
        "# T\n\n## One\n\nTold.\n\n## Two\n\nTranslator: Canter\n\nEditors: Ulm, Xen\n\nHe came.\n"
    )
    assert spoken(told(text)) == ["Told.", "He came."]


def test_a_picture_of_the_front_matter_is_shown_where_the_text_has_none(told, tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/well.png").write_bytes(b"x")
    front = "---\nimage:\n  path: /assets/well.png\n  alt: A well\n---\n"
    alone = told(f"{front}# T\n\nOne.\n")
    assert [(p.path, p.alt) for s in alone.sections for p in s.panels] == [
        ("/assets/well.png", "A well")
    ]
    other = told(f"{front}# T\n\n![](b.png)\n\nOne.\n")
    assert [p.path for s in other.sections for p in s.panels] == ["b.png"]
    lost = told("---\nimage: none.png\n---\n# T\n\nOne.\n")
    assert not [p for s in lost.sections for p in s.panels]


MARKS = {
    "caption": ("![](a.png)\n_The rope, frayed_\n\nOne.", ["One."]),
    "told": ("![](a.png)\n\n_The rope was frayed._\n\nOne.", ["The rope was frayed.", "One."]),
    "notice": ("> Start here.\n{: .prompt-info }\n\nOne.", ["One."]),
    "tex": (
        "\\newpage\n\nOne \\emph{two}\\index{x}.\n\n\\begin{center}\n\\end{center}",
        ["One two."],
    ),
    "backslash": ("C:\\temp is a\\b.", ["C:\\temp is a\\b."]),
    "note": ("One^[As she said.] and two.", ["One and two."]),
    "number": ('One<sup id="r"><a href="#fn:1">1</a></sup> two.', ["One two."]),
    "figure": ("One, as in @fig-ferry.", ["One."]),
    "lines": ("| One two\n| three", ["One two three"]),
    "titles": ("% T\n% A. Sample\n\nOne.", ["One."]),
}


@pytest.mark.parametrize(("text", "hears"), MARKS.values(), ids=MARKS.keys())
def test_marks_that_tools_leave(told, text, hears):
    assert spoken(told(f"{text}\n")) == hears


TABLE = """# Seed

| Page | **Text** | Illustration |
| --- | --- | --- |
| 1 | A seed *fell*. | A seed in the air. |
| 2 | "Grow," said the rain. | ![](rain.png) |
"""


def test_a_story_in_a_table_is_told_row_by_row(told):
    script = told(TABLE)
    assert said(script) == [
        ("narrator", "A seed fell."),
        ("the rain", "Grow,"),
        ("narrator", "said the rain."),
    ]
    (section,) = script.sections
    assert [panel.path for panel in section.panels] == ["rain.png"]
    assert section.cards == ()
    facts = told("# T\n\n| Name | Text |\n| --- | --- |\n| a | b |\n| c | d |\n\nOne.\n")
    assert spoken(facts) == ["One."]


CHAT = """**Human:** Write a story about a bell. Add an image prompt.

**Assistant:** Of course! Here is your story:

# The Bell

The bell had never rung.

**You:** thanks

**AI:** It rang.
"""


def test_of_a_chat_only_the_answers_are_told(told):
    assert spoken(told(CHAT)) == ["The bell had never rung.", "It rang."]
    assert spoken(told("**You:** One.\n\n**Ada:** Two.\n")) == ["One.", "Two."]


def test_bracketed_italics_below_panels_say_what_is_drawn(told):
    rows = (
        "**Panel {}**\n*[Moth {} a lamp. Rain.]*\n**Moth:** Are you the moon?\n\n![](p{}.png)\n\n"
    )
    script = told("# T\n\n" + rows.format(1, "circles", 1) + rows.format(2, "nears", 2))
    assert spoken(script) == ["Are you the moon?"] * 2
    assert [p.prompt for s in script.sections for p in s.panels] == [
        "Moth circles a lamp. Rain.",
        "Moth nears a lamp. Rain.",
    ]
    assert spoken(told("# T\n\n*[He wept.]*\n\n*[So did she.]*\n"))[0].strip("[]") == "He wept."


def test_wrapped_prose_is_not_parted_where_its_rows_happen_to_end_sentences(told):
    wrapped = (
        "One day the old man went down to\nthe sea. It was far out, and he sat\ndown there.\n\n"
    )
    chance = (
        '"I say it was a long way down there."\nHe said so twice that evening, I think.\nIt was.\n'
    )
    script = told(f"# T\n\n{wrapped * 4}{chance}{chance}")
    assert len([line for line in script.sections[0].lines if line.joint == "paragraph"]) <= 5
    posted = "They went to see what was to be\nposted on the board, and then went home\nagain.\n"
    long = posted + "It rained on them all the way. " * 12
    assert "posted on the board" in spoken(told(f"# T\n\n{long}"))[0]
