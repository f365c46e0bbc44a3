"""Names that were taken for one person's, and are two people's."""

import pytest
from looks import speech


def by(told, text, **settings):
    return [who for who, _ in speech(told(f"# T\n\n{text}\n", **settings))]


MET = "Kate Orme met Henry Vale and Mr. Vale on the stairs.\n\n"


@pytest.mark.parametrize(
    "talk",
    [
        '"I am not tired at all, Henry," said Mr. Vale.\n\n"A," said Kate.\n\n"B," said Henry.\n\n',
        '"A," said Henry.\n\n"B," said Mr. Vale.\n\n"C," said Kate.\n\n',
        'Kate looked at Henry and Mr. Vale.\n\n"A," said Henry.\n\n"B," said Kate.\n\n'
        '"C," said Mr. Vale.\n\n',
    ],
)
def test_nobody_answers_or_calls_or_stands_beside_themselves(told, talk):
    found = by(told, MET + talk * 4)
    assert len(set(found)) == 3


def test_two_ranks_that_answer_each_other_are_two(told):
    talk = '"A," said Captain Dorn.\n\n"B," said Mr. Dorn.\n\n"C," said Edward Dorn.\n\n' * 5
    assert len(set(by(told, f"Captain Dorn met Mr. Dorn and Edward Dorn.\n\n{talk}"))) == 3


@pytest.mark.parametrize(
    "text",
    [
        '"A," said Henry.\n\n"B," said Kate.\n\n"C," said Mr. Vale.\n\n"D," said Kate.\n\n',
        'Henry rose. "A," said Mr. Vale.\n\n"B, Henry," said Kate.\n\n',
    ],
)
def test_two_names_that_never_meet_are_one_person(told, text):
    found = by(told, "Kate Orme met Henry Vale on the stairs.\n\n" + text * 4)
    assert len(set(found)) == 2


def test_an_office_with_its_bearer_s_name_is_one_person(told):
    talk = '"A," said the President.\n\n"B," said Monday.\n\n"C," said Tom.\n\n' * 4
    found = by(told, f"Tom met President Monday. The President sat by Monday.\n\n{talk}")
    assert len(set(found)) == 2
