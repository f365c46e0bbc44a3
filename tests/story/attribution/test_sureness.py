"""How sure a line is: what names its speaker, and how far that one leads the next."""

import pytest

TALK = '# T\n\nAda met Mia and Tom.\n\n"A," said Ada.\n\n{}\n'


def speech_lines(script):
    lines = [line for section in script.sections for line in section.lines]
    return [line for line in lines if line.kind == "speech"]


@pytest.mark.parametrize(
    ("told_so", "least", "most"),
    [
        ('"B," said Tom.', 0.9, 1.0),
        ('Ada saw that Tom said, "B."', 0.8, 0.9),
        ('"B," said the keeper.', 0.7, 0.9),
        ('"B," he said.', 0.5, 0.9),
        ('"B."', 0.5, 0.9),
    ],
)
def test_only_a_name_beside_the_speech_is_sure(told, told_so, least, most):
    line = speech_lines(told(TALK.format(told_so)))[-1]
    assert least <= line.confidence < most


FAMILY = """# T

Albert Pell came in. Mr. Pell coughed. Mrs. Pell smiled.

"A," said {}.
"""


@pytest.mark.parametrize(
    ("name", "sure"), [("Albert Pell", True), ("Albert", True), ("Colonel Pell", False)]
)
def test_a_surname_that_a_family_shares_is_not_sure(told, name, sure):
    line = speech_lines(told(FAMILY.format(name)))[-1]
    assert (line.confidence >= 0.9) == sure


def test_a_name_that_shares_no_word_with_its_bearers_is_sure_where_the_cast_list_gives_it(told):
    cast = {"Mr. Pell": {"aliases": ["Bertie"]}, "Ada": {}}
    line = speech_lines(told('# T\n\n"A," said Bertie.\n', cast=cast))[-1]
    assert (line.speaker, line.confidence >= 0.9) == ("Mr. Pell", True)


def test_nobody_who_leads_further_is_less_sure(told):
    near = speech_lines(told(TALK.format('Tom put down his cup. "B."')))[-1]
    far = speech_lines(told(TALK.format('"B."')))[-1]
    assert (near.speaker, near.confidence > far.confidence) == ("Tom", True)


def test_quoted_words_that_nobody_says_may_be_somebodys(told):
    lines = told('# T\n\nAda called it "a fine day" and left.\n').sections[0].lines
    assert [line.kind for line in lines] == ["narration"]
    assert 0.8 <= lines[0].confidence < 0.9


def test_two_who_were_taken_for_one_are_not_sure(told):
    talk = '"A," said Henry.\n\n"B," said Mr. Vale.\n\n"C," said Kate.\n\n' * 4
    script = told(f"# T\n\nKate Orme met Henry Vale and Mr. Vale.\n\n{talk}")
    sure = {line.speaker: line.confidence for section in script.sections for line in section.lines}
    assert sure["Kate Orme"] >= 0.9 > max(sure["Mr. Vale"], sure["Henry Vale"])
