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
        ("“Who is there?” It was Lucy's voice.", ["Lucy"]),
        ("“I am,” when Lucy pressed him, Tom said, “all yours.”", ["Tom", "Tom"]),
        ("“I am,” Tom said when Lucy pressed him.", ["Tom"]),
        ("Lucy had got as far as “Captain, I –” when the horn drowned her.", ["Lucy"]),
        ("Tom just managed “Hold on!” and Lucy was gone.", ["Tom"]),
        ("Lucy only had time for “Oh, Papa!” before the wave came.", ["Lucy"]),
        ("Lucy it was, in the end, who said it. “We are lost.”", ["Lucy"]),
        ("Lucy was heard to say that “if it rained she would stay.”", ["Lucy"]),
        ("Lucy called: “Who is there?”", ["Lucy"]),
        ("From the stairs Lucy called, “Wait for me!”", ["Lucy"]),
        ("“He is gone” was all that Lucy could bring out.", ["Lucy"]),
        ("“No,” was what Lucy said, and she meant it.", ["Lucy"]),
        ("“No,” Tom heard Lucy whisper.", ["Lucy"]),
        ("“No,” Tom heard himself say.", ["Tom"]),
        ("“Whose is it?” asked the elder of the two men.", ["the elder of the two men"]),
    ],
)
def test_a_form_says_who_speaks(told, text, who):
    assert by(told, text.replace("“", '"').replace("”", '"')) == who


@pytest.mark.parametrize(
    "text",
    [
        'Lucy held up a card with a large "No" on it.',
        'They stayed at a place called "The Old Mill," and nobody slept.',
        'Lucy had got as far as "The Swan" when it rained.',
        'Lucy had reached "Bay View" by noon.',
        'The rain, as it was called, "had come for good and all," and nobody slept.',
    ],
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


def test_the_man_with_the_beard_is_the_one_with_a_black_beard(told):
    text = (
        "A man with a black beard stood by a man in a red coat.\n\n“A,” said the man in the red "
        "coat.\n\n“B,” said the man with the beard.\n\n“C,” said the man with the black beard."
    )
    red, beard, black = by(told, text.replace("“", '"').replace("”", '"'))
    assert beard == black != red


def test_the_man_with_a_smile_is_the_man(told):
    text = (
        "A man stood at the door.\n\n“A,” said the man.\n\n“B,” said Ada.\n\n"
        "“C,” said the man with a smile."
    )
    first, _, last = by(told, text.replace("“", '"').replace("”", '"'))
    assert first == last == "the man"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We sail,” said Ada, “with or without you.” Tom answered nothing.", ["Ada"] * 2),
        ("“We sail,” said Ada. “That is all.” Tom called her back.", ["Ada"] * 2),
        ("“Look,” Ada said, “above the gate.” The sign said “No Dogs.”", ["Ada"] * 2),
        ("“We sail,” said Ada. “Never!” Tom answered.", ["Ada", "Tom"]),
    ],
)
def test_the_next_sentence_does_not_take_the_end_of_a_tagged_speech(told, text, who):
    assert by(told, text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The whistle called the hands back. “Up we go.”\n\n“Yes,” said Tom.", ["Ada", "Tom"]),
        ("“Up we go.” The clock said noon.\n\n“Yes,” said Tom.", ["Ada", "Tom"]),
        ("The gargoyle spoke slowly. “Up we go.”", ["the gargoyle"]),
        ("A voice called from below. “Up we go.”", ["a voice"]),
        ("The gate sang: “Up we go.”", ["the gate"]),
    ],
)
def test_a_thing_of_which_a_sentence_tells_speaks_nothing(told, text, who):
    assert by(told, text) == who
