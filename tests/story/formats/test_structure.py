"""Headings, titles, front matter and back matter, as illustrated stories write them."""

import pytest
from looks import codes, headings, reasons, said, spoken


def test_panels_lose_their_numbers(told):
    script = told("# T\n\n## Panel 1: The Lamp\n\nIt lit.\n\n## Panel 2 — The Dark\n\nIt went.\n")
    assert headings(script) == [
        ("title", "", "T"),
        ("panel", "Panel 1", "The Lamp"),
        ("panel", "Panel 2", "The Dark"),
    ]
    assert spoken(script) == ["It lit.", "It went."]


def test_chapters(told):
    script = told("# T\n\n## Chapter 1: A\n\nOne.\n\n## Chapter 2 – B\n\nTwo.\n")
    assert headings(script)[1:] == [("chapter", "Chapter 1", "A"), ("chapter", "Chapter 2", "B")]


def test_free_headings_are_scenes(told):
    script = told("# T\n\n## The Sea\n\nWaves.\n\n## The Land\n\nStones.\n")
    assert headings(script)[1:] == [("scene", "", "The Sea"), ("scene", "", "The Land")]


def test_smaller_headings_between_panels_are_their_peers(told):
    script = told(
        "# T\n\n### Prologue – Before\n\nOnce.\n\n## Panel 1: Now\n\nHere.\n\n"
        "### Epilogue\n\nThere.\n\n### Call to Action\n\nGo.\n"
    )
    assert headings(script)[1:] == [
        ("panel", "Prologue", "Before"),
        ("panel", "Panel 1", "Now"),
        ("panel", "Epilogue", "Epilogue"),
        ("aside", "", "Call to Action"),
    ]


def test_numbers_that_start_at_two_are_kept(told, problems):
    script = told("# T\n\n## Panel 2: B\n\nTwo.\n\n## Panel 3: C\n\nThree.\n")
    assert [label for _, label, _ in headings(script)[1:]] == ["Panel 2", "Panel 3"]
    assert codes(problems) == []


def test_the_first_main_heading_is_the_title_and_a_later_one_a_section(told):
    script = told("# First\n\nA.\n\n# Second\n\nB.\n")
    assert script.title == "First"
    assert headings(script) == [("title", "", "First"), ("scene", "", "Second")]


def test_the_title_falls_to_the_front_matter_then_to_the_file(told):
    assert told('---\ntitle: "From the front"\n---\n\nA.\n').title == "From the front"
    assert told("A.\n", title="Settled").title == "Settled"


def test_front_matter_is_data(told):
    script = told("---\ntitle: T\nsocial:\n  cards: false\nnote: A tale.\n---\n\n# T\n\nA.\n")
    assert script.meta["social"] == {"cards": False}
    assert spoken(script) == ["A."]
    assert reasons(script, "note: A tale.") == {"front matter"}


def test_broken_front_matter_is_read_line_by_line(told, problems):
    script = told("---\ntitle: T\ndescription: one: two\n---\n\n# T\n\nA.\n")
    assert script.meta == {"title": "T", "description": "one: two"}
    assert codes(problems) == [(1, "front-matter-broken")]


def test_a_tagline_or_a_second_heading_is_the_subtitle(told):
    assert told("# T\n\n*A tale of fog*\n\n## Panel 1: A\n\nX.\n").subtitle == "A tale of fog"
    script = told("# T\n\n## How the fog came\n\n## Panel 1: A\n\nX.\n")
    assert script.subtitle == "How the fog came"
    assert spoken(script) == ["X."]


def test_rules_are_skipped_and_setext_headings_are_headings(told):
    script = told("Title\n=====\n\nIt rained, and it rained again.\n---\n\nPart\n---\n\nB.\n")
    assert script.title == "Title"
    assert spoken(script) == ["It rained, and it rained again.", "B."]
    assert headings(script)[-1] == ("scene", "", "Part")


def test_references_are_not_spoken_and_their_links_kept(told):
    script = told(
        "# T\n\nA.\n\n## References\n\n1. [Fog](https://fog.example) - a book\n\n"
        "### More\n\n- [Rain](https://rain.example)\n\n## Related Reading\n\nOther books.\n"
    )
    assert spoken(script) == ["A."]
    assert script.links[0] == ("Fog", "https://fog.example")
    assert reasons(script, "Other books.") == {"references"}


def test_moral_and_call_to_action_are_spoken_unless_switched_off(told):
    text = "# T\n\nA.\n\n## Moral\n\nBe kind.\n\n## Call to Action\n\nLight a lamp.\n"
    assert spoken(told(text)) == ["A.", "Be kind.", "Light a lamp."]
    assert spoken(told(text, skip={"moral": True, "aside": True})) == ["A."]


def test_named_headings_can_be_left_out(told):
    text = "# T\n\nA.\n\n## Discussion Questions\n\nWhy?\n"
    assert spoken(told(text, skip={"headings": ["discussion"]})) == ["A."]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("Discussion", []),
        ("Discusion Questoins", [(0, "heading-unknown")]),
        ("Another story's appendix", []),
    ],
)
def test_a_heading_that_is_nearly_there_is_a_slip(told, problems, part, found):
    told("# T\n\nA.\n\n## Discussion Questions\n\nWhy?\n", skip={"headings": [part]})
    assert codes(problems) == found


def test_lone_quotations_between_rules_at_the_end_are_a_card(told):
    card = '---\n\n*"Light is all."*\n— Ada\n\n---\n\n'
    script = told(f"# T\n\n## Panel 1: A\n\nX.\n\n{card}## References\n")
    assert spoken(script) == ["X."]
    assert [card.kind for card in script.sections[1].cards] == ["quotation"]


def test_plain_text_has_chapters_and_stress(told):
    script = told("A STORM\n\nCHAPTER I\nThe Cup\n\n'I _do_ like it,' said Ada.\n", ".txt")
    assert script.title == "A STORM"
    assert headings(script)[1] == ("chapter", "CHAPTER I", "The Cup")
    assert said(script) == [("narrator", "'I do like it,' said Ada.")] or said(script)[0] == (
        "Ada",
        "I do like it,",
    )
    assert script.sections[1].lines[0].emphasis == ((2, 4),)


def test_html_headings(told):
    assert headings(told("# T\n\n<h2>Panel 1: A</h2>\n\nX.\n"))[1] == ("panel", "Panel 1", "A")


FRAMED = """The Project Gutenberg eBook of The Lamp

Title: The Lamp

Author: A. Sample

Language: German

*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***

Produced by several people

THE LAMP

CONTENTS

 I. Out       3
 II. In      12

CHAPTER I.

Out

It rained, and the whole town

12

was wet.

{note}

CHAPTER II.

In

It stopped.

*** END OF THE PROJECT GUTENBERG EBOOK THE LAMP ***

Terms of use that nobody reads.
"""


def test_an_archive_s_frame_and_contents_are_not_told(told):
    script = told(FRAMED.replace("{note}", "").replace("\n12\n\n", ""), ".txt")
    assert (script.title, script.author, script.language) == ("The Lamp", "A. Sample", "de")
    assert headings(script)[1:] == [
        ("chapter", "CHAPTER I", "Out"),
        ("chapter", "CHAPTER II", "In"),
    ]
    assert spoken(script) == ["It rained, and the whole town was wet.", "It stopped."]


def test_page_numbers_that_break_sentences_go(told):
    pages = "".join(f"A {n} went on\n\n{n}\n\nand on.\n\n" for n in (11, 12, 13))
    assert spoken(told(f"CHAPTER I\n\n{pages}", ".txt")) == [
        f"A {n} went on and on." for n in (11, 12, 13)
    ]


def test_numbers_of_chapters_in_words_and_alone(told):
    words = ("Chapter Thirteen", "Chapter Ninety-Nine: B", "Ch. 23: Resources", "28", "XXIX.")
    text = "".join(f"## {word}\n\nText.\n\n" for word in words)
    script = told(f"# T\n\n{text}## Credits\n\nNobody.\n")
    assert [kind for kind, _, _ in headings(script)] == ["title", *["chapter"] * 5, "credits"]
    assert spoken(script) == ["Text."] * 5


def test_a_title_on_the_next_heading_belongs_to_its_label(told):
    script = told("# T\n\n## Chapter 1\n\n### The Door\n\nOne.\n")
    assert headings(script)[1:] == [("chapter", "Chapter 1", "The Door")]


def test_days_are_chapters_among_chapters_only(told):
    assert headings(told("# T\n\n## Day 1: Sun\n\nA.\n"))[1:] == [("scene", "", "Day 1: Sun")]
    mixed = told("# T\n\n## Chapter 1: A\n\nA.\n\n## Day 2: Sun\n\nB.\n")
    assert headings(mixed)[2] == ("chapter", "Day 2", "Sun")
