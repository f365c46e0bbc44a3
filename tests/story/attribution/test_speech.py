"""Speech against terms, titles, signs and writing; every kind of quotation mark."""

import pytest
from looks import said, speech

HEARD = {
    "straight": ('"Come in," said Ada. "Now."', ["Come in,", "Now."]),
    "curly": ("“Come in,” said Ada. “Now.”", ["Come in,", "Now."]),
    "guillemets": ("«Come in,» said Ada.", ["Come in,"]),
    "single": ("'It's late,' said Ada. 'The dogs' tea.'", ["It's late,", "The dogs' tea."]),
    "curly single": ("‘It’s late,’ said Ada.", ["It’s late,"]),
    "nested": ("\"He said 'no' to me,\" said Ada.", ["He said 'no' to me,"]),
    "dash": ("— Come in, said Ada. — And you?", ["Come in,", "And you?"]),
    "closed dash": ("—Come in —said Ada—. And you?", ["Come in", "And you?"]),
    "italics": ('*"Come in,"* said Ada.', ["Come in,"]),
    "thought": ("*I can't do this,* Ada thought.", ["I can't do this,"]),
    "colon": ('Ada turned and said: "Come in."', ["Come in."]),
    "no comma": ('Ada shouted "Come in!"', ["Come in!"]),
    "resumed": ('"When I came," said Ada, "it was late."', ["When I came,", "it was late."]),
    "asked": ('"Is it late?" Ada asked.', ["Is it late?"]),
    "last words": ('Her last words were "I am late."', ["I am late."]),
}


@pytest.mark.parametrize(("written", "heard"), HEARD.values(), ids=HEARD.keys())
def test_speech(told, written, heard):
    script = told(f"# T\n\nAda came in.\n\n{written}\n")
    assert speech(script) == [("Ada", text) for text in heard]


TERMS = {
    "term": 'It made an unprecedented "open forever" promise.',
    "so-called": 'The so-called "experts" had gone.',
    "called": 'Sailors called it a "glow-worm", and laughed.',
    "title": 'She read "The Tides" every night.',
    "sign": 'A sign read "No entry."',
    "headline": 'Headlines like "Fog Wins" hung there.',
    "subject": '"Fog" is a word for low cloud.',
    "clause": 'They worked "as other men breathe, or as eagles fly."',
}


@pytest.mark.parametrize("written", TERMS.values(), ids=TERMS.keys())
def test_quoted_words_of_the_narration_are_the_narrators(told, written):
    script = told(f"# T\n\nAda came in.\n\n{written}\n")
    assert speech(script) == []
    assert len(script.sections[0].lines) == 2


def test_a_quotation_goes_on_over_paragraphs(told):
    script = told('# T\n\n"It began," said Ada, "in May.\n\n"It ended."\n\n"Ah," said Tom.\n')
    assert speech(script) == [
        ("Ada", "It began,"),
        ("Ada", "in May."),
        ("Ada", "It ended."),
        ("Tom", "Ah,"),
    ]


def test_script_lines_lose_their_labels(told):
    script = told(
        '# T\n\nAda: "Who is there?"\nTom (whispering): "Me."\n\nNarrator: "It rained."\n\n'
        "**Ada:** Come in.\n"
    )
    assert said(script) == [
        ("Ada", "Who is there?"),
        ("Tom", "Me."),
        ("narrator", "It rained."),
        ("Ada", "Come in."),
    ]


def test_directions(told):
    script = told(
        '# T\n\nAda (whispering): "Hush."\n\n(shouting) "Come back!" said Tom.\n\n'
        '"Where?" she whispered.\n\n*It is dark,* Ada thought.\n'
    )
    lines = [line for line in script.sections[0].lines if line.kind == "speech"]
    assert [[d.value for d in line.annotations] for line in lines] == [
        ["whisper"],
        ["shout"],
        ["whisper"],
        ["thought"],
    ]


def test_a_caption_in_quotation_marks_is_narration(told):
    script = told('# T\n\n## Panel 1: A\n\n"1984: With much luck, Ada founded the light."\n')
    assert speech(script) == []


def test_a_voiceover_is_the_narrator(told):
    script = told("# T\n\nFinal panel. A voiceover:\n“Behind every light is a keeper.”\n")
    assert said(script) == [("narrator", "Behind every light is a keeper.")]


def test_single_voice(told):
    script = told('# T\n\n"Come in," said Ada.\n', voices="one")
    assert {line.speaker for line in script.sections[0].lines} == {"narrator"}


def test_an_opening_word_before_a_colon_labels_nobody(told):
    script = told('# T\n\nYes: "we are open."\n\nAda laughed.\n\nYes: that is how it was.\n')
    assert "Yes" not in {line.speaker for line in script.sections[0].lines}


def test_short_answers_between_dashes_sign_nothing(told):
    script = told("# T\n\n— Will it rain? asked Ada.\n\n— No.\n\n— Hail.\n\n— Hail! cried Ada.\n")
    assert [text for _, text in speech(script)] == ["Will it rain?", "No.", "Hail.", "Hail!"]


def test_a_name_behind_a_dash_still_signs_a_quotation(told):
    script = told("# T\n\n> All is well.\n\n— Ada Pell\n\n“Come in,” said Tom.\n")
    assert [text for _, text in speech(script)] == ["Come in,"]
    assert "Ada Pell" not in " ".join(
        line.text for section in script.sections for line in section.lines
    )
