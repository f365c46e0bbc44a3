"""Forms of tags that no list of verbs finds, and forms that are none."""

import pytest
from looks import speech

MET = '# T\n\nAda, Lucy and Tom sat down.\n\n"So," said Ada.\n\n"Well," said Tom.\n\n'


def by(told, text):
    return [who for who, _ in speech(told(f"{MET}{text}\n"))][2:]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Lucy looked up with a curt “Nonsense.”", ["Lucy"]),
        ("This drew from Lucy a muttered “Never.”", ["Lucy"]),
        ("Lucy greeted them with, “You are late.”", ["Lucy"]),
        ("“It was a cold spring,” according to Lucy.", ["Lucy"]),
        ("“Quick, now!” This from Lucy, who was up.", ["Lucy"]),
        ("“I will,” nodded the doctor.", ["the doctor"]),
        ("“Who is there?”\n\nIt was Lucy who spoke, and she shook.", ["Lucy"]),
        ("Tom said, “I am coming,” and Lucy laughed.", ["Tom"]),
        ("“Ah!” cried Ada; and Lucy took the chance of saying to Tom, “No.”", ["Ada", "Lucy"]),
        ("“Burn it!” said Mrs. Orr's voice; and Tom called out, “No!”", ["Mrs. Orr", "Tom"]),
        ("“Whose is it?” asked the elder of the two men.", ["the elder of the two men"]),
    ],
)
def test_a_form_says_who_speaks(told, text, who):
    assert by(told, text.replace("“", '"').replace("”", '"')) == who


@pytest.mark.parametrize(
    "text", ['Lucy held up a card with a large "No" on it.', "It was Lucy, who had come late."]
)
def test_a_form_that_gives_no_speech(told, text):
    assert by(told, text) == []


def test_whoever_was_answered_is_not_the_son(told):
    text = (
        '# T\n\nMr. Orr, the elder, sat with his son Ned Orr, and Mr. Orr, his son too.\n\n"A?" '
        'asked Mr. Orr.\n\n"B," replied his son.\n'
    )
    assert speech(told(text))[1][0] != "Mr. Orr"


def test_a_duchess_s_brother_is_no_duchess(told):
    text = "Sir Hugh Orr, the duchess s brother, came in.\n\n“A,” said Sir Hugh.\n\n“B,” said "
    found = by(told, f"{text}the duchess.".replace("“", '"').replace("”", '"'))
    assert found == ["Sir Hugh", "the duchess"]
