"""Somebody who speaks under a description, or unseen, and has a name in another place."""

import pytest
from looks import speech


def by(told, text):
    return [who for who, _ in speech(told(f"# T\n\n{text}\n"))]


@pytest.mark.parametrize(
    ("told_of", "role", "name"),
    [
        ("The cook was Mrs. Rudd.", "the cook", "Mrs. Rudd"),
        ("The clerk's name was Odo Pell.", "the clerk", "Odo Pell"),
        ("The soldier coughed. His name was Jem Dunn.", "the soldier", "Jem Dunn"),
        ("The manager of Orr and Son rose. His name was Tripp.", "the manager", "Tripp"),
        ("The vicar was Odo Pell. He came in.", "the parson", "Odo Pell"),
        ("Lady Anley sat down.", "her ladyship", "Lady Anley"),
        ("Madame Duval sat down.", "Madame", "Madame Duval"),
        ("Tom sat down with Gran.", "his granny", "Gran"),
    ],
)
def test_one_person(told, told_of, role, name):
    assert by(told, f'{told_of}\n\n"A," said {role}.\n\n"B," said {name}.') == [name] * 2


@pytest.mark.parametrize(
    "text",
    [
        'The man was Tom.\n\n"A," said the man.\n\n"B," said Tom.',
        'The winner was Tom\'s brother.\n\n"A," said the winner.\n\n"B," said Tom.',
    ],
)
def test_two_people(told, text):
    first, second = by(told, text)
    assert first != second


def test_he_who_gives_a_name_is_the_one_man_without_one(told):
    text = (
        'Ada Prewett got down.\n\n"Where am I?" asked Ada.\n\n"Here," said the porter.\n\n'
        '"It is dark," said Ada.\n\n"My name is Wilf Tanner," he said.\n\n"B," said Wilf.'
    )
    found = by(told, text)
    assert found[1] == found[3] == found[4] != found[0] == found[2]


MATE = (
    'Danny went aft.\n\n"Is there any coffee?" said the mate.\n\n'
    '"There is, Mr. Prout," said Danny.\n\n"Then bring it," said Mr. Prout.'
)


def test_the_mate_is_whom_the_answer_calls(told):
    assert by(told, MATE) == ["Mr. Prout", "Danny", "Mr. Prout"]


@pytest.mark.parametrize(
    "more",
    [
        '"Not yet," said the mate.',
        "Mr. Prout looked at the mate.",
        '"Ask the mate," said Mr. Prout.',
    ],
)
def test_the_mate_is_nobody_whom_he_meets(told, more):
    found = by(told, f"{MATE}\n\n{more}")
    assert found[0] != found[2]


def test_the_captain_acts_where_his_name_speaks(told):
    text = (
        'Captain Loy came on deck with Captain Orr.\n\nThe skipper rubbed his chin. "A," said '
        'Captain Loy.\n\n"B," said Danny.\n\nDanny ran off.\n\n"C," said the skipper.'
    )
    assert by(told, text)[-1] == "Captain Loy"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"Who is it?" said a voice. It was Ned Rowan.\n\n"I," said Tim.', "Ned Rowan"),
        ('"Who is it?" said a voice.\n\n"It\'s Ned!" cried Tim. Ned Rowan came in.', "Ned Rowan"),
        ('"Who is it?" said a voice.\n\n"Only me, Ned," said Tim. Ned coughed.', "Ned Rowan"),
        ('"Stop!" cried a woman\'s voice. It was Ned Rowan. He sat.\n\n"I," said Tim.', None),
        ('"Who is it?" said a voice. It was Ned who rose.\n\n"I," said Tim.', None),
    ],
)
def test_a_voice_is_whom_the_text_names_just_after(told, text, who):
    found = by(told, f'Tim and Ned Rowan dug.\n\n{text}\n\n"Now," said Ned Rowan.')[0]
    assert found == who if who else "voice" in found


STRANGER = (
    'Enoch Dunn and Martha sat down.\n\nA knock came.\n\n"Good evening," said the stranger.\n\n'
    '"No," said Enoch.\n\n"I am hungry," said the stranger.\n\n'
)


@pytest.mark.parametrize("call", ['"Abel!" cried Martha.', '"It\'s Abel," said Martha.'])
def test_a_stranger_is_who_is_then_called_and_speaks_by_name(told, call):
    text = f'{STRANGER}{call}\n\n"Hello, Mattie," said Abel.\n\n"Sit down," said Enoch.'
    assert by(told, text)[::2][:2] == ["Abel", "Abel"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Abel came in with him. ", ""),
        ("", '\n\n"No," said the stranger.'),
    ],
)
def test_a_stranger_is_nobody_who_was_there_or_speaks_beside_him(told, before, after):
    text = f'{before}{STRANGER}"Abel!" cried Martha.\n\n"Hello," said Abel.{after}'
    assert by(told, text)[0] == "the stranger"


def test_a_voice_is_who_soon_speaks_by_name(told):
    text = (
        'Tim stood at the gate.\n\n"Go on!" yelled the voice.\n\n"I want a dog," said Tim.\n\n'
        '"Go on!" shouted Mr. Sharman.\n\n"No," said Tim.'
    )
    assert by(told, text)[0] == "Mr. Sharman"


@pytest.mark.parametrize("name", ["Hodge the baker", "Mr. Stubbs the carter"])
def test_a_calling_right_behind_a_name_is_its_bearer_s(told, name):
    who, role = name.split(" the ")
    found = by(
        told, f'{name} came in.\n\n"A," said the {role}.\n\n"B," said Ada.\n\n"C," said {who}.'
    )
    assert found[0] == found[2] == who


def test_a_name_to_whom_a_thing_of_somebody_is_given_has_no_calling(told):
    text = 'Tom gave Ada the porter.\n\n"A," said the porter.\n\n"B," said Ada.\n\n"C," said Tom.'
    assert by(told, text)[0] == "the porter"


def test_past_narration_the_mate_may_go_on_under_his_name(told):
    text = (
        'Danny went aft.\n\n"Is there any coffee?" said the mate.\n\n"There is, Mr. Prout," said '
        'Danny.\n\n"Good," said the mate.\n\nHe coughed. "Then bring it," said Mr. Prout.'
    )
    assert by(told, text) == ["Mr. Prout", "Danny", "Mr. Prout", "Mr. Prout"]


def test_his_grace_is_the_duke(told):
    text = '"A," said the Duke.\n\n"B," said Ada.\n\n"C," said his grace.\n\n"D," said Ada.'
    assert by(told, text) == ["Duke", "Ada"] * 2


@pytest.mark.parametrize("asked", ["What is your name?", "What do they call you?"])
def test_the_teller_gives_a_name_when_asked(told, asked):
    text = (
        f'I went in. I took off my hat. I sat down.\n\n"{asked}" said Captain Voss.\n\n"Daniel '
        'Reed, sir," I said.\n\n"Have some rum," said Captain Voss.\n\n"No," I said.'
    )
    assert by(told, text)[1] == "Daniel Reed"
