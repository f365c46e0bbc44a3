"""What stands around a story is told apart from it: notes, credits, tags, pages, scanning."""

import pytest
from looks import codes, headings, said, shown, spoken

NOTES = [
    "[Illustration: a hill (green) and a kite]",
    "*[Image: a hill]*",
    "**[PICTURE 3 – a hill]**",
    "[Illustration: a hill\n[_Copyright 1894_]]",
    "[Illustration: a hill\n\nand a kite]",
    "(Illustration: a hill)",
    "Illustration prompt: a hill at noon",
    "> [Insert illustration here: a hill]",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_for_a_picture_is_its_prompt(told, note):
    script = told(f"# T\n\n{note}\n\n![](a.png)\n\nOne.\n")
    assert spoken(script) == ["One."]
    assert "hill" in script.sections[0].panels[0].prompt


def test_a_note_inside_a_paragraph_is_cut_out(told):
    assert spoken(told("She ran [Image: a red door] away.\n")) == ["She ran away."]


@pytest.mark.parametrize(
    "text", ["He said [sic] so.", "See [the map] there.", "A [picture book] lay there."]
)
def test_other_brackets_are_text(told, text):
    assert spoken(told(f"{text}\n")) == [text]


def test_bold_page_marks_are_pages_with_the_picture_that_follows(told):
    pages = "".join(f"**Page {n}**\n\nText {n}.\n\n![]({n}.png)\n\n---\n\n" for n in (1, 2, 3))
    script = told(f"# T\n\n{pages}*The End*\n\nWord count: 3\nPages: 3\n")
    assert headings(script)[1:] == [("panel", f"Page {n}", "") for n in (1, 2, 3)]
    assert spoken(script) == ["Text 1.", "Text 2.", "Text 3.", "The End"]
    assert [seen[0] for seen in shown(script)[1:]] == [0, 0, 0]


def test_numbers_alone_are_pages(told):
    script = told("# T\n\n1\n\nOne.\n\n2\n\nTwo.\n\n3\n\nThree.\n")
    assert spoken(script) == ["One.", "Two.", "Three."]


def test_lines_of_a_title_are_not_told(told):
    script = told("# T\n\nBy Ann Lee\n\nIllustrated by Bo Ray\n\n*For Odette, always.*\n\nOne.\n")
    assert (script.author, spoken(script)) == ("Ann Lee", ["One."])


TOLD = [
    "By Monday the river had risen.",
    "For Odette it was too late.",
    "To be sure, it rained.",
    "Subscribe? She laughed at the word.",
    "By Ann's bed stood a lamp.",
]


@pytest.mark.parametrize("text", TOLD)
def test_sentences_like_them_are_told(told, text):
    assert " ".join(spoken(told(f"# T\n\n{text}\n\nMore.\n"))) == f"{text} More."


def test_calls_to_readers_are_not_told(told):
    call = "Thanks for reading! Subscribe for free to receive new posts."
    assert spoken(told(f"# T\n\nOne.\n\n{call}\n")) == ["One."]


def test_tags_are_understood_or_left_out(told, problems):
    script = told("[Rill]: [whispering] Are you up?\n\n{Ash}- I am [sighs] now.{/Ash}\n")
    assert said(script) == [("Rill", "Are you up?"), ("Ash", "I am now.")]
    asked = [(each.kind, each.value) for each in script.sections[0].lines[0].annotations]
    assert asked == [("delivery", "whisper")]
    assert "tag-unread" in {code for _, code in codes(problems)}


def test_a_pause_in_brackets_is_a_pause(told):
    script = told('One. [pause: 1.5s]\n\n"Two," said Ada.\n')
    assert [(a.kind, a.value) for a in script.sections[0].lines[1].annotations] == [
        ("pause", "1.5")
    ]


def test_a_link_to_sounds_is_a_pronunciation(told):
    script = told("[Gana](/ˈɡɑːnə/) was [very](+2) late. See [more](/about/).\n")
    line = script.sections[0].lines[0]
    assert [(a.kind, a.value) for a in line.annotations] == [("say", "Gana | /ˈɡɑːnə/")]
    assert [address for _, address in script.links] == ["/about/"] or script.links == ()


def test_words_split_at_a_row_s_end_are_whole(told):
    text = "The light-\nhouse stood, a well-\nknown mark. A well known by all.\n"
    assert spoken(told(text)) == ["The lighthouse stood, a well-known mark. A well known by all."]


def test_spaces_inside_quotation_marks_go(told):
    assert said(told("“ It will, ” said Ada.\n"))[0] == ("Ada", "It will,")


def test_footnotes_go_with_their_numbers(told):
    assert spoken(told("It rained.[1] Again.\n\n[1] See the almanac.\n", ".txt")) == [
        "It rained. Again."
    ]
