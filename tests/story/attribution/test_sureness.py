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


def test_nobody_who_leads_further_is_less_sure(told):
    near = speech_lines(told(TALK.format('Tom put down his cup. "B."')))[-1]
    far = speech_lines(told(TALK.format('"B."')))[-1]
    assert (near.speaker, near.confidence > far.confidence) == ("Tom", True)


def test_quoted_words_that_nobody_says_may_be_somebodys(told):
    lines = told('# T\n\nAda called it "a fine day" and left.\n').sections[0].lines
    assert [line.kind for line in lines] == ["narration"]
    assert 0.8 <= lines[0].confidence < 0.9
