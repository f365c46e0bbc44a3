"""Descriptions of people who have a name: "the girl", "her father"."""

import pytest
from looks import speech


def by(told, text, **settings):
    return [who for who, _ in speech(told(f"# T\n\n{text}\n", **settings))]


TWO = (
    'Nell Carver sat in the boat, and Martin Dray took the oars.\n\n"We are late," said Martin.\n\n'
)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f'{TWO}"It hardly matters," said the girl.', "Nell Carver"),
        (f'{TWO}"It hardly matters," said Nell.\n\n"It does," said the lad.', "Martin Dray"),
        (f'{TWO}The girl smiled. "It hardly matters."', "Nell Carver"),
        (f'{TWO}"It hardly matters," said the stranger.', "the stranger"),
        (f'{TWO}"It hardly matters," said the second girl.', "the second girl"),
        (f'{TWO}"It hardly matters," said the cabin boy.', "the cabin boy"),
        (f'{TWO}## Two\n\n"It matters," said Martin.\n\n"No," said the girl.', "the girl"),
        (f'{TWO}A girl ran along the bank.\n\n"Stop!" cried the girl.', "the girl"),
    ],
)
def test_another_word_for_somebody_there(told, text, who):
    assert by(told, text)[-1] == who


def test_a_man_is_nobody_s_name(told):
    text = (
        'Odo Pell, a man of forty, came in with Ada.\n\n"A," said Odo.\n\n"B," said Ada.\n\n'
        '## Two\n\nTom sat with Ada.\n\n"C," said Ada.\n\n"D," said the man.'
    )
    assert by(told, text)[-1] == "Tom"


MET = "Lily sat with Mr. Orme and Mr. Lunt.\n\n"
CALLS = '"Is it late, papa?" asked Lily.\n\n"Very late," said Mr. Orme.\n\n' * 2


def test_a_father_is_who_answers_to_papa(told):
    text = (
        f'Lily sat with Mr. Orme and Mr. Lunt.\n\n{CALLS}Mr. Lunt coughed.\n\n"A," said her father.'
    )
    assert by(told, text)[-1] == "Mr. Orme"


def test_papa_calls_the_father_of_the_section(told):
    text = f'{MET}{CALLS}"I am tired," said Mr. Lunt.\n\n"And you, papa?"\n\n"Not I."'
    assert by(told, text)[-1] == "Mr. Orme"


@pytest.mark.parametrize(
    "told_of",
    [
        "Lily had left her father, Mr. Lunt, Mr. Finch and Miss Finch in the hall.",
        "At the thought of leaving her father, Mr. Lunt felt as she did.",
    ],
)
def test_a_list_and_a_clause_tell_no_kin(told, told_of):
    text = f'Lily sat with Mr. Lunt and Mr. Finch. {told_of}\n\n{{}}"A," said her father.'
    calls = CALLS.replace("Orme", "Finch")
    assert by(told, text.format(calls))[-1] == "Mr. Finch"


def test_an_aunt_by_title_is_her_aunt(told):
    text = 'Lily sat with Aunt Peg and Mrs. Lunt.\n\n"A," said Mrs. Lunt.\n\n"B," said her aunt.'
    assert by(told, text)[-1] == "Aunt Peg"


@pytest.mark.parametrize(
    ("told_of", "tag", "who"),
    [
        ("Basil Orde was a painter, and a bad one.", "the painter", "Basil Orde"),
        ("Basil Orde had been a painter once.", "the bad painter", "Basil Orde"),
        ("Basil Orde, a painter, came in.", "the painter", "Basil Orde"),
        ("Inspector Gandy came in.", "the stout detective", "Inspector Gandy"),
        ("Basil Orde came in.", "the painter", "the painter"),
        ("Basil Orde was a painter. A painter came in.", "the painter", "the painter"),
        ("Basil Orde was a painter. Peter Pell was a painter.", "the painter", "the painter"),
    ],
)
def test_a_calling_means_who_has_it(told, told_of, tag, who):
    text = f'{told_of} Clara laughed.\n\n"A," said Clara.\n\n"B," said {tag}.'
    assert by(told, text)[-1] == who


def test_what_nobody_is_says_nothing(told):
    text = 'Clara met Odo.\n\n"A," said Clara.\n\n"B."\n\nClara caught the meaning, said "C."'
    assert by(told, text)[-1] == "Clara"


def test_he_who_was_named_long_ago_is_no_stranger(told):
    apart = "It rained on the pier.\n\n" * 30
    text = f'Peter came in.\n\n"A," said Peter.\n\n{apart}"B," he said.'
    assert by(told, text) == ["Peter", "Peter"]
