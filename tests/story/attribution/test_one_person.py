"""Two names that the text itself gives to one person, and those that it does not."""

import pytest
from looks import speech


def by(told, text, **settings):
    return [who for who, _ in speech(told(f"# T\n\n{text}\n", **settings))]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('Colonel Brandt came in.\n\n"A," said the Colonel.', "Colonel Brandt"),
        ('Dr. Brandt came in.\n\n"A," said the doctor.', "Dr. Brandt"),
        ('The old keeper, whose name was Jacob, rose.\n\n"A," said the old keeper.', "Jacob"),
        ('There was a tall clerk named Odo.\n\n"A," said the clerk.\n\n"B," said Odo.', "Odo"),
        ('"My name is Jacob Pell," said the stranger.\n\n"A," said Pell.', "Jacob Pell"),
        ('In June Lucy Orr became Mrs. Finch.\n\n"A," said Mrs. Finch.', "Lucy Orr"),
        ('Ada Orr sat with Mr. Orr.\n\n"A," said her father.', "Mr. Orr"),
        ('Kate Vane sat down.\n\n"A," said Miss Vane.', "Kate Vane"),
        ('Sir John and Lady Orme met Lucy Orme.\n\n"A," said Miss Orme.', "Lucy Orme"),
        ('"A," said Jan van der Lin.\n\n"B," said van der Lin.', "Jan van der Lin"),
        ('"A," said the Marquis de Vaux.\n\n"B," said De Vaux.', "Marquis de Vaux"),
        ('Ada had come with her aunt, Mrs. Finch.\n\n"A," said her aunt.', "Mrs. Finch"),
    ],
)
def test_two_names_of_one_person(told, text, who):
    assert by(told, text)[-1] == who


@pytest.mark.parametrize(
    "text",
    [
        'Colonel Brandt met Colonel Finch.\n\n"A," said the Colonel.\n\n"B," said Colonel Brandt.',
        'Ada Orr sat with Mr. Finch.\n\n"A," said her father.\n\n"B," said Mr. Finch.',
        'Lucy Orr, before she was old, met Mrs. Finch.\n\n"A," said Lucy.\n\n"B," said Mrs. Finch.',
        'Sir John Orme met Lucy Orme.\n\n"A," said Lucy.\n\n"B," said Lady Orme.',
        '"Is your name Odo?" said the man.\n\n"A," said Odo.',
    ],
)
def test_two_people(told, text):
    first, second = by(told, text)
    assert first != second


def test_an_aunt_called_by_her_first_name_is_who_answers(told):
    talk = '"Come in, Aunt Peg!" said Tom.\n\n"Gladly," said Mrs. Munt.\n\n' * 4
    assert set(by(told, f'Tom ran.\n\n{talk}"No," said Aunt Peg.')) == {"Tom", "Mrs. Munt"}


SISTERS = "Kate Arden and Nora Arden met Tom Finch on the stairs.\n\n"


def test_an_elder_sister_is_who_her_surname_never_meets(told):
    talk = '"A," said Kate.\n\n"B," said Nora.\n\n"C," said Miss Arden.\n\n"D," said Nora.\n\n'
    found = by(told, SISTERS + talk * 4)
    assert found[0] == found[2] != found[1] == found[3]


def test_a_surname_that_both_sisters_answer_is_a_third_one_s(told):
    talk = (
        '"A," said Kate.\n\n"B," said Miss Arden.\n\n"C," said Nora.\n\n"D," said Miss Arden.\n\n'
    )
    assert len(set(by(told, SISTERS + talk * 4))) == 3


def test_a_sister_with_a_title_before_her_first_name_is_not_the_elder(told):
    talk = '"A," said Miss Nora.\n\n"B," said Tom.\n\n"C," said Miss Arden.\n\n"D," said Tom.\n\n'
    found = by(told, SISTERS + talk * 2)
    assert "Kate" in found[2]
    assert "Nora" in found[0]


def test_a_bare_surname_may_be_that_of_somebody_with_a_rank(told):
    met = "Inspector Quill met Matthew Quill and Beatrice Quill on the stairs. Tom Finch rose.\n\n"
    talk = '"A," said Inspector Quill.\n\n"B," said Tom.\n\n"C," said Quill.\n\n"D," said Tom.\n\n'
    assert by(told, met + talk * 2)[2] == "Inspector Quill"


def test_a_bare_surname_is_whose_first_name_does_not_stand_alone(told):
    met = (
        "John Reed met Alice Reed and Tom Finch. John Reed rose. Alice smiled. Alice sat down.\n\n"
    )
    talk = 'Alice smiled.\n\n"A," said Reed.\n\n"B," said Tom.\n\n"C," said Alice.\n\n'
    assert by(told, met + talk * 2)[::3] == ["John Reed"] * 2


@pytest.mark.parametrize(("last", "people"), [("Tom", 2), ("Gwen", 3)])
def test_a_wife_s_maiden_name_never_meets_her_married_one(told, last, people):
    talk = f'"A," said Gwen.\n\n"B," said Tom.\n\n"C," said Mrs. Pyle.\n\n"D," said {last}.\n\n'
    assert len(set(by(told, f"Gwen Stone and Tom met on the stairs.\n\n{talk * 10}"))) == people


def test_two_who_answer_each_other_are_two(told):
    talk = '"Peg!" said Tom.\n\n"Now," said Mrs. Munt.\n\n"A," said Peg.\n\n' * 4
    assert len(set(by(told, f"Tom ran. Peg Orr sat down.\n\n{talk}"))) == 3


def test_a_teller_who_is_asked_for_a_name_gives_it(told):
    text = (
        'I went in. I took off my hat.\n\n"What is your name?" asked the porter.\n\n'
        '"Daniel Reed, sir," I said. I looked at my boots.\n\n"And mine is Orme," said the porter.'
    )
    assert by(told, text)[1] == "Daniel Reed"


def test_a_place_does_not_speak(told):
    lived = (
        "Ada and Tom had lived in Oniton. Oniton was small. Oniton was old. Rain fell in Oniton. "
    )
    text = (
        f'{lived}Oniton had a clock.\n\n"A," said Ada.\n\n"B," said Tom.\n\nOniton slept.\n\n"C."'
    )
    assert set(by(told, text)) == {"Ada", "Tom"}


def test_somebody_only_talked_of_does_not_speak(told):
    talk = '"A," said Ada.\n\n"B," said Tom.\n\n' * 3
    text = f'{talk}Ada thought of Ned Orr.\n\n"Where?"\n\n"There."\n\n"Where, then?"'
    assert set(by(told, text)) == {"Ada", "Tom"}


def test_a_name_with_a_letter_of_its_own_before_it_is_a_name(told):
    text = (
        "Mr. O'Mara came in with Nora O'Mara.\n\n"
        '"A," said Mr. O\'Mara.\n\n"B," said Nora.\n\n"C," said Nora O\'Mara.'
    )
    assert by(told, text) == ["Mr. O'Mara", "Nora O'Mara", "Nora O'Mara"]


def test_whoever_says_that_they_are_the_captain_is_the_captain(told):
    text = (
        'A Shadow fell over the stair. Tobias looked up.\n\n"Who is there?" said Tobias.\n\n'
        '"Nobody," said the Shadow.\n\n"Go," said Tobias.\n\n"I _am_ the Grey Captain," said the '
        'Shadow.\n\n"A tale," said Tobias.\n\n"Look," said the Grey Captain.'
    )
    found = by(told, text)
    assert found[1] == found[3] == found[5]
    assert set(found[0::2]) == {"Tobias"}


def test_of_two_who_talk_the_other_one_gives_the_name(told):
    text = (
        'Warren opened the door.\n\n"What is it?" said Warren.\n\n"A bed," said the stranger.\n\n'
        '"None," said Warren.\n\n"You have one. I am Pell, of Stoke."\n\n"Pell?" said Warren.\n\n'
        '"The same," said Pell.'
    )
    found = by(told, text)
    assert set(found[1::2]) == {"Pell"}
    assert set(found[0::2]) == {"Warren"}


def test_an_uncle_is_nobody_of_whom_only_the_first_name_is_the_same(told):
    talk = '"Well, Uncle George?" said Peter.\n\n"Well, then?" said Lord Farne.\n\n' * 3
    text = f"George Wills was dead. Peter sat with Lord Farne.\n\n{talk}"
    assert set(by(told, text)) == {"Peter", "Lord Farne"}


TALK = (
    '"A," said Lucy.\n\n"B," said Mr. Harrow.\n\n"C," said Lucy.\n\n"D," said Robert.\n\n'
    "Lucy sat down.\n\n"
)


def test_a_first_name_and_a_surname_that_never_meet_are_one_person(told):
    assert set(by(told, f"Lucy met Robert.\n\n{TALK * 12}")) == {"Lucy", "Mr. Harrow"}


@pytest.mark.parametrize(
    "more",
    [
        '"E," said Mr. Harrow.\n\n"F," said Robert.\n\n',
        '"Robert is late," said Mr. Harrow.\n\n',
        '"Good night, Mr. Harrow," said Robert.\n\n',
    ],
)
def test_two_who_meet_are_two(told, more):
    found = by(told, f"Lucy met Robert.\n\n{TALK * 12}{more}")
    assert set(found) == {"Lucy", "Mr. Harrow", "Robert"}
