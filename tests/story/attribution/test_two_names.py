"""One person under two names that share no word, or under one that somebody else might have."""

import pytest
from looks import speech


def by(script):
    return [speaker for speaker, _ in speech(script)]


def scenes(*names, times=3):
    """Talk of three, in which the names given never answer each other but both answer Kate."""
    lines = "".join(f'"It is late," said {name}.\n\n"It is," said Kate Dunn.\n\n' for name in names)
    return f"# T\n\nThey were in the hall.\n\n{lines * times}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Madame Brask", "Olga"),
        ("Mr. Lovell", "Edmund"),
        ("Aunt Jane", "Miss Parr"),
        ("Mr. Frederick Parr", "Uncle Fred"),
        ("Mr. Tull", "the vicar"),
    ],
)
def test_two_names_that_never_meet_in_the_talk_of_both_are_one_person_s(told, one, other):
    text = f"{one} came in. {one} sat down.\n\n" + scenes(one, other, one, other)[5:]
    found = by(told(f"# T\n\n{text}"))
    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("Mr. Lovell", "Edmund", '"Come here," said Mr. Lovell.\n\n"I am here," said Edmund.\n\n'),
        ("Mr. Lovell", "Edmund", '"Where is Edmund?" asked Mr. Lovell.\n\n'),
        ("Mr. Lovell", "Edmund", "Edmund looked at Mr. Lovell.\n\n"),
        ("Mr. Tull", "the vicar", '"Good day, vicar," said Mr. Tull.\n\n'),
        ("Mr. Lovell", "Bob Stone", ""),
        ("Mr. Lovell", "Olga", ""),
    ],
)
def test_two_who_meet_once_or_whose_names_part_them_are_two(told, one, other, line):
    found = by(told(scenes(one, other, one, other) + line))
    assert found[0] != found[2]


def test_who_is_called_by_the_other_name_has_it(told):
    talk = '"Is it you, Edmund?" asked Kate Dunn.\n\n"It is," said Mr. Lovell.\n\n' * 3
    script = told(
        f'# T\n\nKate Dunn met Mr. Lovell.\n\n{talk}"A," said Kate Dunn.\n\n"B," said Edmund.\n'
    )
    assert by(script)[-1] == by(script)[1]


def test_a_likelier_bearer_with_another_name_leaves_both_alone(told):
    found = by(told(scenes("Miss Ada Vane", "Mrs. Vane", "Jane", "Miss Ada Vane", "Jane")))
    assert found[2] != found[4]


@pytest.mark.parametrize(
    "name",
    ["Grandma Rose", "Uncle Theo", "Granny Ellis", "Aunt Peg"],
)
def test_a_name_of_kin_alone_is_the_one_who_has_it_with_a_name(told, name):
    kin = name.split()[0]
    script = told(
        f'# T\n\n{name} was there. I sat down.\n\n"A," said {name}.\n\n"B," I said.\n\n'
        f'{kin} laughed.\n\n"C," said {kin}.\n\n"D," I said.\n'
    )
    assert set(by(script)) <= {name, "narrator"}


def test_my_grandmother_is_whom_i_call_grandma(told):
    script = told(
        '# T\n\nGrandma came in. I looked at my hands.\n\n"A," said Grandma.\n\n"B," I said.\n\n'
        '"C," my grandmother said.\n\n"D," I said. I went out.\n'
    )
    assert set(by(script)) <= {"Grandma", "narrator"}


def test_two_with_one_name_of_kin_leave_it_open(told):
    script = told(
        "# T\n\nGrandma Rose sat by Grandma Lily.\n\n"
        '"A," said Grandma Rose.\n\n"B," said Grandma Lily.\n\n"C," said Grandma.\n'
    )
    assert len(set(by(script))) == 3


def test_a_rank_with_a_name_is_no_chance_meeting(told):
    head = '"A," said the Sergeant.\n\n"B," said Fenn.\n\n"C," asked Ada Moss.\n\n' * 4
    script = told(f"# T\n\nAda Moss met Sergeant Fenn. The Sergeant bowed. Fenn sat.\n\n{head}")
    assert by(script)[0] == by(script)[1] != by(script)[2]


def test_a_doctor_is_not_the_miss_of_the_same_name(told):
    script = told(
        "# T\n\nEsther Garth sat with Dr. Garth. Miss Garth rose.\n\n"
        '"A," said Esther Garth.\n\n"B," said Dr. Garth.\n\n"C," said Miss Garth.\n'
    )
    assert by(script)[0] == by(script)[2] != by(script)[1]


@pytest.mark.parametrize("lady", ["Mrs. Medway", "Judy Medway"])
def test_a_surname_alone_is_the_man_s(told, lady):
    talk = f'"A, Paul," said {lady}.\n\n"B, Judy," said Medway.\n\n' * 4
    script = told(f"# T\n\n{lady} met Paul Medway. Medway bowed.\n\n{talk}")
    aliases = {one.name: one.aliases for one in script.characters}
    assert "Medway" in aliases["Paul Medway"]
    assert all("Medway" not in names for one, names in aliases.items() if one != "Paul Medway")


def test_a_surname_alone_is_not_a_man_s_who_is_named_once(told):
    talk = '"A," said Mrs. Medway.\n\n"B," said Kate Dunn.\n\n' * 20
    script = told(
        f"# T\n\nMrs. Medway spoke of Paul Medway. Kate Dunn sat. Medway laughed.\n\n{talk}"
        '"C," said Medway.\n'
    )
    assert by(script)[-1] == "Mrs. Medway"


def test_one_part_of_a_double_surname_is_its_bearer_s(told):
    script = told(
        "# T\n\nMr. Foulkes-Hanley met Kate Dunn.\n\n"
        '"A," said Mr. Foulkes-Hanley.\n\n"B," said Kate Dunn.\n\n"C," said Mr. Hanley.\n'
    )
    assert by(script)[0] == by(script)[2]


def test_old_mrs_carr_at_a_sentence_s_start_is_mrs_carr(told):
    script = told(
        "# T\n\nMrs. Lucas Carr came in. Old Mrs. Carr sat. Old Mrs. Carr rose. Mrs. Carr "
        'bowed.\n\n"A," said Mrs. Lucas Carr.\n\n"B," said Kate Dunn.\n\n"C," said old Mrs. Carr.'
        '\n\n"D," said Kate Dunn.\n\n"E," said Mrs. Carr.\n'
    )
    assert by(script)[0] == by(script)[2] == by(script)[4]


def test_whom_others_call_and_of_whom_nothing_is_told_tells_the_story(told):
    calls = '"Come on, Josephine," said Matt.\n\n"Yes, Josephine," said Zoe.\n\n' * 2
    apart = "I looked at my shoes.\n\nIt rained on me.\n\nI looked at my hands.\n\n"
    script = told(
        f"# T\n\nI sat on the roof with Matt and Zoe.\n\n{calls}{apart}"
        f'"No," I said.\n\n{apart}{calls}'
    )
    assert set(by(script)) == {"Josephine", "Matt", "Zoe"}


def test_who_gives_a_name_of_their_own_has_it_though_nothing_is_told_of_them(told):
    script = told(
        "# T\n\n## One\n\nAda Moss sat alone on the roof.\n\n"
        '"This is my place," he said.\n\n"Is it?" said Ada.\n\n"It is. I\'m Mateus," he said.\n\n'
        '## Two\n\nMateus met Tom Hill.\n\n"A," said Mateus.\n\n"B," said Tom.\n'
    )
    assert by(script)[2] == "Mateus"


def test_a_courtesy_title_leaves_no_doubt_of_a_gender(told):
    pronouns = "Fraulein Ander saw the man. He shook his head. He rose. " * 9
    script = told(f'# T\n\n{pronouns}\n\n"A," said Fraulein Ander.\n')
    assert next(c for c in script.characters if c.name == "Fraulein Ander").gender == "female"
