"""How people call each other tells who speaks: "Harry" is not what everybody calls Lord Henry."""

import pytest


def by(script):
    return [line.speaker for s in script.sections for line in s.lines if line.kind == "speech"]


MET = "# T\n\nAda and Lucy met Mr. Pell and Ned on the pier.\n\n"
USED = (
    '"Come, Mr. Pell," said Ada.\n\n"Come, Odo," said Lucy.\n\n"No, no," said Mr. Pell.\n\n'
    '"Why, Mr. Pell?" asked Ada.\n\n"Do, Odo," said Lucy.\n\nIt rained. It was late, and the four '
    "of them stood under the roof and looked at the sea.\n\n"
)
CAST = {"Ada": {}, "Lucy": {}, "Ned": {}, "Mr. Pell": {"aliases": ["Odo"]}}


@pytest.mark.parametrize(("called", "speaker"), [("Mr. Pell", "Ada"), ("Odo", "Lucy")])
def test_who_speaks_calls_people_as_before(told, called, speaker):
    text = f'{MET}{USED}"Is it cold, {called}?"\n\n"Not at all," said Mr. Pell.\n'
    assert by(told(text, cast=CAST, closed_cast=True))[-2] == speaker


@pytest.mark.parametrize(("called", "speaker"), [("Mr. Pell", "Ada"), ("Odo", "Lucy")])
def test_who_speaks_names_people_as_before(told, called, speaker):
    used = USED.replace("Come, ", "I saw ").replace("Why, ", "Was it ").replace("Do, ", "It was ")
    text = f'{MET}{used}"I think that {called} is cold."\n\n"Not at all," said Ned.\n'
    assert by(told(text, cast=CAST, closed_cast=True))[-2] == speaker


def test_papa_is_what_his_child_says(told):
    text = (
        '# T\n\nAda sat with Mr. Pell, her father, and with Ned.\n\n"A, papa?" said Ada.\n\n"B," '
        'said Mr. Pell.\n\n"C, Mr. Pell," said Ned.\n\n"D," said Mr. Pell.\n\n"E, papa," said Ada.'
        '\n\n"F," said Mr. Pell.\n\n"G, Mr. Pell," said Ned.\n\n"H," said Mr. Pell.\n\nIt rained '
        'for a long time, and Ned looked out of the window.\n\n"I, papa."\n\n"J," said Mr. Pell.\n'
    )
    assert by(told(text))[-2] == "Ada"
