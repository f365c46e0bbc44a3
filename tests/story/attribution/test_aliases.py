"""Which names are one person's, and whom a tag of many clauses means."""

import pytest
from looks import speech


def by(script):
    return [speaker for speaker, _ in speech(script)]


CALLS = '"Where are you, Miss Vane?" asked Tom.\n\n"Here," said Sibyl.\n\n' * 4


def test_a_name_that_is_only_called_is_whoever_answers(told):
    script = told(f'# T\n\nSibyl and Tom sat down.\n\n{CALLS}"Come, Miss Vane," said Tom.\n')
    assert set(by(script)) == {"Sibyl", "Tom"}
    assert "Miss Vane" in next(c for c in script.characters if c.name == "Sibyl").aliases


def test_whoever_calls_a_name_does_not_bear_it(told):
    script = told(f'# T\n\nSibyl and Tom sat down.\n\n{CALLS}"I am Miss Vane," said Ruth Vane.\n')
    assert all("Miss Vane" not in c.aliases for c in script.characters if c.name == "Tom")


def test_a_teller_is_called_by_name_and_hardly_told_of(told):
    talk = '"Well, Watson?" said Holmes.\n\n"I see nothing," I said. I looked at my hat.\n\n' * 4
    script = told(f"# T\n\nHolmes turned to me. I smiled. I thought of my supper.\n\n{talk}")
    assert set(by(script)) == {"Watson", "Holmes"}


def test_a_father_is_not_his_son(told):
    head = '"A," said Mr. Hill.\n\n' * 9
    script = told(
        "# T\n\nCharles Hill came in with Mrs. Charles Hill.\n\n"
        f'"B," said Charles.\n\n{head}"C," said Charles Hill.\n'
    )
    assert len({c.name for c in script.characters if "Hill" in c.name or "Charles" in c.name}) >= 2
    assert by(script)[0] != by(script)[1]


def test_of_two_brothers_the_one_without_a_wife_is_not_the_father(told):
    head = '"A," said Mr. Hill.\n\n' * 9
    script = told(
        "# T\n\nCharles Hill came in with Mrs. Charles Hill, and Paul Hill with a dog.\n\n"
        f'"B," said Paul.\n\n{head}"C," said Paul Hill.\n'
    )
    assert by(script)[0] == by(script)[-1] != by(script)[1]


def test_a_rank_with_a_name_is_whom_the_name_alone_means(told):
    script = told(
        "# T\n\nMr. Lucas Orme and Rosa Orme came in. Orme sat down. He coughed. "
        "Orme rose. He sang. Orme bowed. He left, and he came back. Orme slept.\n\n"
        '"A," said Orme.\n\n"B," said Comrade Orme.\n\n"C," said Orme.\n'
    )
    assert len(set(by(script))) == 1


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('"A," said Ada, who knew all that Tom said; "B."', ["Ada", "Ada"]),
        ('"A," said Ada, vexed at having made Tom cry. "B."', ["Ada", "Ada"]),
        ('"A," said Ada, and Tom cried, "B!"', ["Ada", "Tom"]),
        ('"A," flashed Ada, "but people don\'t."', ["Ada", "Ada"]),
        ('When it was over and Ada said, "A," he cried, "B!"', ["Ada", "Tom"]),
        ('For Ada had run into the street, shouting, "A!"', ["Ada"]),
    ],
)
def test_tags_of_many_clauses(told, text, speakers):
    assert by(told(f"# T\n\nAda met Tom.\n\n{text}\n")) == speakers


def test_he_keeps_his_topic(told):
    script = told(
        "# T\n\nTom sat by the fire. He thought of the boat that Jim had sold. He had never liked "
        'Jim. He coughed.\n\nIt rained.\n\n"A," he said.\n'
    )
    assert by(script) == ["Tom"]


def test_who_continues_is_who_spoke(told):
    script = told('# T\n\nAda and Eve sat.\n\n"A," said Ada.\n\nIt rained.\n\n"B," she added.\n')
    assert by(script) == ["Ada", "Ada"]


def test_sir_is_a_man(told):
    script = told('# T\n\nAda and Tom sat down.\n\n"It is late, sir."\n\n"I know."\n')
    assert by(script) == ["Ada", "Tom"]


FAMILY = {
    "Thomas Ashe": {"gender": "male", "aliases": []},
    "Tom Ashe": {"gender": "male", "aliases": ["Tom"]},
    "Mrs. Ashe": {"gender": "female", "aliases": []},
    "Mr. Orme": {"gender": "male", "aliases": []},
    "Orme": {},
    "Captain Dunne": {"gender": "male", "aliases": []},
}
"""A cast list with two Ashes, and a slip: one man under two names."""


def listed(told, text):
    told_of = "Thomas Ashe had a hard face. Tom laughed. Tom ran. Tom slept. Thomas Ashe frowned."
    return by(told(f"# T\n\n{told_of}\n\n{text}\n", cast=FAMILY, closed_cast=True))


@pytest.mark.parametrize(
    ("tag", "who"),
    [
        ("said Mr. Ashe", "Thomas Ashe"),
        ("said Ashe", "Thomas Ashe"),
        ("said Tom", "Tom Ashe"),
        ("said Mrs. Ashe", "Mrs. Ashe"),
        ("said the gloomy Dunne", "Captain Dunne"),
        ("cried the Captain", "Captain Dunne"),
    ],
)
def test_a_surname_means_the_head_of_a_family(told, tag, who):
    assert listed(told, f'"A," {tag}.') == [who]


def test_two_names_of_a_list_that_never_answer_each_other_are_one_person(told):
    talk = '"A," said Mr. Orme.\n\n"B," said Tom.\n\n"C," said Orme.\n\n"D," said Tom.\n\n' * 3
    assert set(listed(told, talk)) == {"Mr. Orme", "Tom Ashe"}
    both = '"A," said Mr. Orme.\n\n"B," said Orme.\n\n"C," said Mr. Orme.\n\n' * 3
    assert set(listed(told, both)) == {"Mr. Orme", "Orme"}


def test_a_name_in_a_paragraph_tells_who_he_was_in_it(told):
    text = '"Ah!" he said, and took the paper. "Now we shall know," said Tom. He read.'
    assert by(told(f"# T\n\nJim had come home.\n\n{text}\n")) == ["Tom", "Tom"]


def test_a_description_is_whoever_is_called_when_it_speaks(told):
    talk = '"How late, Basil!" said Ada.\n\n"A moment," said the painter.\n\n' * 4
    script = told(f'# T\n\nAda met Basil.\n\n{talk}"I go," said Basil.\n')
    assert set(by(script)) == {"Ada", "Basil"}


def test_a_description_that_answers_a_name_is_somebody_else(told):
    talk = '"How late, Basil!" said Ada.\n\n"A moment," said the painter.\n\n"Now," said Basil.\n\n'
    assert len(set(by(told(f"# T\n\nAda met Basil.\n\n{talk * 4}")))) == 3


@pytest.mark.parametrize(
    ("names", "who"),
    [
        (("Charlotte Bell", "Miss Bell", "Charlotte", "Cousin Charlotte"), "Charlotte Bell"),
        (("Ann-Marie Cole", "Ann-Marie", "Miss Cole"), "Ann-Marie Cole"),
        (("Elizabeth Marsh", "Lizzy", "Miss Eliza"), "Elizabeth Marsh"),
        (("Father Byrne", "the priest"), "Father Byrne"),
    ],
)
def test_many_names_of_one_person(told, names, who):
    talk = "".join(f'"A," said {name}.\n\n"B," said Peter.\n\n' for name in names)
    assert set(by(told(f"# T\n\nPeter came in.\n\n{talk * 3}"))) == {who, "Peter"}
