"""How speech passes on: who answers, who goes on, whom a sentence without speech brings in."""

import pytest

from story.english.address import addresses, stands_alone
from story.language.tokens import tokens


def by(script):
    return [line.speaker for s in script.sections for line in s.lines if line.kind == "speech"]


MET = "# T\n\nAda met Lucy, and Lucy smiled.\n\n"


@pytest.mark.parametrize(
    "told_between",
    ["Lucy made no answer.", "Lucy said that she did not know.", "Lucy was silent."],
)
def test_who_gets_no_answer_goes_on(told, told_between):
    script = told(f'{MET}"A," said Ada.\n\n{told_between}\n\n"B."\n\n"C," said Lucy.\n')
    assert by(script) == ["Ada", "Ada", "Lucy"]


def test_nobody_replies_to_themselves(told):
    text = '"A," said Ada.\n\nThey walked on for a while, and it rained.\n\n"B," she replied.\n'
    assert by(told(MET + text)) == ["Ada", "Lucy"]


@pytest.mark.parametrize(
    "sentence",
    ["Lucy ran on gaily.", "Lucy repeated her question.", "It was Lucy who spoke up."],
)
def test_a_whole_sentence_may_say_who_speaks_next(told, sentence):
    script = told(f'{MET}"A," said Lucy.\n\nAda looked at the rain; {sentence}\n\n"B."\n')
    assert by(script) == ["Lucy", "Lucy"]


def test_the_latter_is_who_was_named_last(told):
    script = told(f'{MET}Ada gave it to Lucy, and the latter said, "A."\n')
    assert by(script) == ["Lucy"]


def test_a_title_calls_whoever_of_a_family_is_there(told):
    script = told(
        "# T\n\nMr. Pell went to bed early. Arthur Pell and Ada sat by the fire, and it rained.\n\n"
        '"A," said Ada.\n\n"B," said Arthur Pell.\n\n"C, Mr. Pell?"\n\n"D."\n'
    )
    assert by(script) == ["Ada", "Arthur Pell", "Ada", "Arthur Pell"]


def test_said_i_in_a_long_speech_is_of_its_speaker(told):
    script = told(
        '# T\n\nI sat with Tom. I waited. I knew my man, and I said so.\n\n"Well?" said I.\n\n'
        '"A," said Tom. "It was so.\n\n"B," said I, "and C.\n\n"D."\n'
    )
    assert by(script)[1:] == ["Tom"] * (len(by(script)) - 1)


@pytest.mark.parametrize("tag", ["her faint voice answered", "was the abrupt answer"])
def test_a_voice_is_somebody_s_and_an_answer_nobody(told, tag):
    script = told(f'{MET}Lucy sat down.\n\n"A?" said Ada.\n\n"B," {tag}.\n')
    assert by(script) == ["Ada", "Lucy"]


def test_she_added_goes_on_with_her_own_paragraph(told):
    text = '"A," said Ada.\n\n"B," was the abrupt answer. "C," she added.\n'
    assert by(told(MET + text))[-1] == "Lucy"


def test_whoever_the_last_sentence_above_is_about_rather_speaks(told):
    text = (
        '"A," said Ada.\n\n"B," said Lucy.\n\nAda had been tired all day, and it rained. '
        'Lucy smiled at Ada.\n\n"C."\n'
    )
    assert by(told(MET + text))[-1] == "Lucy"


@pytest.mark.parametrize(("asked", "said"), [("A?", "B."), ("A.", "Oh, no, not at all.")])
def test_an_answer_is_somebody_else_s(told, asked, said):
    """A long speech may go on in the next paragraph, but no answer to it does."""
    long = "It rained, and it rained again, and nobody came by. " * 7
    text = f'"{long}{asked}" said Ada.\n\n"{said} {long}"\n'
    assert by(told(MET + text)) == ["Ada", "Lucy"]


def test_he_said_rather_means_whom_he_has_meant_than_the_other_of_two(told):
    text = (
        '# T\n\nNed met Tom on the pier.\n\n"A," said Ned.\n\n"B," said Tom. He sat down on a box '
        'and took off his wet hat.\n\nTom looked at the sea. "C," he said.\n'
    )
    assert by(told(text)) == ["Ned", "Tom", "Tom"]


def test_nobody_breaks_in_on_two_who_answer_each_other(told):
    """Ned is told of last, but the two have answered each other twice."""
    text = (
        '# T\n\nNed sat by the fire. Ada met Lucy at the gate.\n\n"A," said Ada.\n\n"B," said Lucy.'
        '\n\n"C," said Ada.\n\n"D," said Lucy.\n\nThe smoke rose from the roof, where Ned slept.'
        '\n\n"E."\n\n"F," said Ada.\n'
    )
    assert by(told(text))[4:] == ["Lucy", "Ada"]


def test_who_goes_on_is_still_answered_by_whoever_was_there(told):
    text = (
        f'{MET}Ned came by. "Z," said Ned.\n\n"A," said Ada.\n\n"B," said Lucy.\n\n"C," said Ada.'
        '\n\n"D."\n\nLucy thought for a while.\n\n"E," she continued.\n\n"F."\n'
    )
    assert by(told(text))[-3:] == ["Lucy", "Lucy", "Ada"]


def test_a_name_in_speech_of_which_nothing_was_told_of_late_calls_less_surely(told):
    """Ruth was heard of long ago; the words that name her may only be about her."""
    text = (
        '# T\n\n"Z," said Ruth Vane.\n\n' + "It rained.\n\n" * 30 + "Ada met Tom."
        '\n\n"A," said Ada.\n\n"B," said Tom.\n\n"C."\n\n"D."\n\n'
        '"Oh, Ruth, that was the best of all."\n\n"E."\n'
    )
    assert by(told(text))[1:] == ["Ada", "Tom"] * 3


def test_a_clause_that_is_joined_on_has_its_own_subject(told):
    """What stands between the name and its verb does not hide that it is about them."""
    text = (
        '# T\n\nNed met Tom on the pier.\n\n"A," said Ned.\n\n"B," said Tom.\n\nNed went home at '
        'last; but Tom, instead of going home too, sat down on a box.\n\n"C," he said.\n'
    )
    assert by(told(text))[-1] == "Tom"
    text = (
        '# T\n\nAda met Lucy and Ned on the pier.\n\n"A," said Ada.\n\n"B," said Ned.\n\nThe boat '
        'came in, and Lucy, looking very pale, was the first on land.\n\n"C."\n'
    )
    assert by(told(text))[-1] == "Lucy"


@pytest.mark.parametrize("dash", ["--", "—"])
def test_who_is_interrupted_does_not_go_on(told, dash):
    """A quotation left open goes on in the next paragraph, unless it breaks off."""
    text = (
        f'"A," said Ada.\n\n"The sea rose, and then we{dash}\n\n"Was it cold?"\n\n"C," said Lucy.\n'
    )
    assert by(told(MET + text)) == ["Ada", "Lucy", "Ada", "Lucy"]


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("Oh, my dear Lucy, come in.", True),
        ("My poor Lucy, come in.", True),
        ("Oh, poor Lucy!", False),
        ("Here are Tom and Lucy.", False),
        ("He knows, but Lucy, I fear, does not.", False),
    ],
)
def test_whoever_is_called_is_there(said, called):
    words = tokens(said)
    at = next(number for number, word in enumerate(words) if word.text == "Lucy")
    assert addresses(words, at, at + 1) is called


def test_who_comes_in_rather_speaks_next_though_no_tag_names_them(told):
    text = (
        f'{MET}"A," said Ada.\n\n"B," said Lucy.\n\nIt was dark, and the bats were out. A cart '
        'came along the lane, and Mr. Usk got down from it.\n\n"C?"\n\n"D," said Lucy.\n\n"E."\n'
    )
    assert by(told(text))[2:] == ["Mr. Usk", "Lucy", "Mr. Usk"]


def test_who_was_near_when_a_long_tale_began_is_near_when_it_ends(told):
    """Thirty paragraphs of one speech are no thirty paragraphs between two people."""
    tale = '"It was so, and it came.\n\n' * 30 + '"That was all."\n\n'
    text = f'{MET}"A," said Ada.\n\n"B," said Lucy.\n\n"C?" asked Ada.\n\n{tale}"D."\n'
    said = by(told(text))
    assert set(said[3:-1]) == {"Lucy"}
    assert said[-1] == "Ada"


def test_he_said_right_behind_a_speech_is_another_he(told):
    """Tom has been "he" so far, but nothing parts his speech from what he would say next."""
    text = (
        '# T\n\nNed met Tom on the pier.\n\n"A," said Ned.\n\n"B," said Tom.\n\nTom was tired.\n\n'
        '"C," said Tom.\n\n"D," he said.\n'
    )
    assert by(told(text)) == ["Ned", "Tom", "Tom", "Ned"]


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("Lucy.", True),
        ("Lucy. She has the key.", True),
        ("Lucy, sir.", True),
        ("Lucy!", False),
        ("Lucy, come in.", False),
        ("Come in, Lucy.", False),
    ],
)
def test_a_name_that_is_an_answer_is_no_call(said, alone):
    words = tokens(said)
    at = next(number for number, word in enumerate(words) if word.text == "Lucy")
    assert stands_alone(words, at, at + 1) is alone


def test_whoever_is_named_in_an_answer_does_not_go_on(told):
    text = (
        '# T\n\nAda met Kit and Ned.\n\n"A," said Ada.\n\n"B," said Kit.\n\n"C," said Ned.\n\n"Who '
        'has the key?" said Ada.\n\n"Ned. He never gives it back."\n\n"D?"\n\n"E," said Kit.\n'
    )
    assert by(told(text))[4:] == ["Kit", "Ada", "Kit"]


def test_whose_hand_somebody_takes_is_not_told_of_the_one_who_takes_it(told):
    text = (
        '# T\n\nAda stood up. Vashk took her hand, and Vashk kissed her.\n\n"A," said Ada.\n\n'
        '"B," said Vashk.\n\n"C," he said.\n'
    )
    script = told(text)
    assert by(script) == ["Ada", "Vashk", "Vashk"]
    assert {c.name: c.gender for c in script.characters}["Vashk"] == "unknown"
