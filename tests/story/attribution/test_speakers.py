"""Who speaks, and by what evidence."""

from pathlib import Path

from looks import said, speech


def by(script):
    return [speaker for speaker, _ in speech(script)]


def test_said_x_and_x_said(told):
    script = told('# T\n\n"A," said Ada Pell.\n\n"B," Tom answered.\n\nAda added: "C."\n')
    assert by(script) == ["Ada Pell", "Tom", "Ada Pell"]


def test_a_quotation_in_three_parts(told):
    assert said(told('# T\n\n"A," said Ada. "B."\n')) == [
        ("Ada", "A,"),
        ("narrator", "said Ada."),
        ("Ada", "B."),
    ]


def test_names_merge(told):
    script = told(
        "# T\n\nMark Hill stood up. Mr. Hill coughed.\n\n"
        '"A," said Mark Hill, the keeper.\n\n"B," said Hill.\n\n"C," said the keeper.\n'
    )
    assert by(script) == ["Mark Hill"] * 3
    assert "Hill" in script.characters[0].aliases


def test_a_husband_and_a_wife_are_two(told):
    script = told(
        '# T\n\n"A," said Mr. Hall.\n\n"B," said Mrs. Hall. She rose.\n\n"C," she said.\n'
    )
    assert by(script) == ["Mr. Hall", "Mrs. Hall", "Mrs. Hall"]
    assert [c.gender for c in script.characters] == ["female", "male"]


def test_pronouns_look_for_who_fits(told):
    script = told('# T\n\nAda met Tom at the pier.\n\n"A," she said.\n\n"B," he said.\n')
    assert by(script) == ["Ada", "Tom"]


def test_she_is_whom_the_last_clause_is_about(told):
    """The bundled sample: Mira was named often, but Mrs. Pell last, behind "where"."""
    sample = Path(__file__).parents[3] / "assets" / "sample" / "index.md"
    spoken = {text: speaker for speaker, text in speech(told(sample.read_text("utf-8")))}
    assert spoken["A new gear costs £340,"] == "Mrs. Pell"


def test_whoever_is_told_is_not_who_says_it(told):
    script = told(
        "# T\n\nMy name is Petra, and I was the last to leave.\n\n"
        '"Run," Tobin said to Petra.\n\n"There," he said to Ilsa, and pointed.\n\n'
        'A voice said, "Too late," and Ilsa turned.\n\n'
        '"Not yet," Ilsa told Tobin before Petra could answer.\n\n'
        '"Up," said the girl beside Ilsa.\n'
    )
    assert by(script) == ["Tobin", "Tobin", "a voice", "Ilsa", "the girl"]


def test_a_narrator_who_gives_a_name_bears_it(told):
    script = told(
        "# T\n\nMy name is Petra, and I was the last to leave.\n\n"
        '"Run," Tobin said to me.\n\n"Which way?" I asked.\n'
    )
    assert by(script) == ["Tobin", "Petra"]


def test_a_name_called_out_is_no_sign(told):
    assert by(told('# T\n\n"Petra!" Tobin called. "Ilsa, take her hand."\n')) == ["Tobin", "Tobin"]


def test_turns_alternate(told):
    script = told('# T\n\n"A?" asked Ada.\n\n"B," said Tom.\n\n"C?"\n\n"D."\n\n"E?"\n\n"F."\n')
    assert by(script) == ["Ada", "Tom"] * 3


def test_whoever_is_addressed_is_not_the_speaker(told):
    script = told('# T\n\nAda and Tom sat down.\n\n"It is late, Tom."\n\n"I know, Ada."\n')
    assert by(script) == ["Ada", "Tom"]


def test_what_somebody_does_beside_the_speech_names_them(told):
    script = told('# T\n\nTom stood by Ada.\n\nAda put down her cup. "It is late."\n')
    assert by(script) == ["Ada"]


def test_roles_are_new_where_the_text_means_it(told):
    script = told(
        '# T\n\n## Chapter 1: A\n\n"A," said one analyst. "B."\n\n"C," said another analyst.\n\n'
        '## Chapter 2: B\n\n"D," said one analyst.\n'
    )
    assert by(script) == [
        "one analyst",
        "one analyst",
        "another analyst",
        "one analyst (Chapter 2)",
    ]
    assert not any(character.named for character in script.characters)


def test_whoever_alone_has_a_title_is_meant_by_it(told):
    script = told(
        '# T\n\n"A," said Aunt Ludmila.\n\n"B," said his aunt.\n\n"C," said Captain Ines.\n\n'
        '"D," the captain said.\n\n"E," cried a captain.\n'
    )
    assert by(script) == ["Aunt Ludmila"] * 2 + ["Captain Ines"] * 2 + ["a captain"]


def test_a_title_of_two_people_is_neither(told):
    script = told(
        '# T\n\n"A," said Captain Ines.\n\n"B," said Captain Brand.\n\n"C," said the captain.\n'
    )
    assert by(script) == ["Captain Ines", "Captain Brand", "the captain"]


def test_she_is_the_woman_of_the_narration_where_nobody_known_is_one(told):
    script = told(
        "# T\n\n— Where to? — asked the old ferryman.\n\n— Across — she replied.\n\n"
        "— Nobody comes back.\n\nThe girl laughed.\n\n— I will.\n"
    )
    assert by(script) == ["the old ferryman", "the girl", "the old ferryman", "the girl"]


def test_she_is_somebody_new_where_no_woman_is_told_of(told):
    script = told('# T\n\n"A," said Mr. Hall.\n\n"B," she said.\n\n"C."\n\n"D," she said.\n')
    assert by(script) == ["Mr. Hall", "a woman", "Mr. Hall", "a woman"]


def test_nobody_is_no_speaker(told):
    script = told('# T\n\nAda sat down.\n\nNobody said a word. "A?" asked Ada.\n')
    assert by(script) == ["Ada"]


def test_somebody_brought_in_by_the_sentence_before(told):
    script = told(
        '# T\n\nMira waited.\n\nA woman in a green shawl pushed to the front. "My boy," she said.\n'
    )
    assert by(script) == ["a woman in a green shawl"]


def test_another_of_whom(told):
    script = told('# T\n\n"A!" cried one old fisherman.\n\n"B," said another.\n')
    assert by(script) == ["one old fisherman", "another fisherman"]


def test_groups_and_unnamed_sources_speak(told):
    script = told(
        '# T\n\n"A," the financial team reported.\n\n"B," announced the official statement.\n\n'
        '"Why pay for it?" became a common refrain in the town.\n'
    )
    assert by(script) == ["the financial team", "the official statement", "a common refrain"]


def test_a_first_person_narrator_is_one_person(told):
    script = told(
        '# T\n\nI met my friend Tom at noon. I was cold.\n\n"You are late, Watson," said Tom.\n\n'
        '"I know," I said.\n\n"Sit, Watson," said Tom.\n\n"No," said I. "I am cold."\n'
    )
    assert by(script) == ["Tom", "Watson", "Tom", "Watson", "Watson"]


def test_a_paragraph_may_lead_into_the_next(told):
    script = told('# T\n\nAda met Tom.\n\nThen Tom turned round and said:\n\n"It is late."\n')
    assert by(script) == ["Tom"]


def test_speech_with_nobody_near_is_read_by_the_narrator_and_said_so(told, problems):
    script = told('# T\n\n"Is it late?"\n')
    line = script.sections[0].lines[0]
    assert (line.kind, line.speaker, line.how) == ("speech", "narrator", "unknown")
    assert [problem.code for problem in problems] == ["speaker-unknown"]


def test_every_line_of_speech_says_how_sure_it_is(told):
    script = told('# T\n\nAda met Mia.\n\n"A," said Ada.\n\n"B," she said.\n')
    sure, unsure = (line for line in script.sections[0].lines if line.kind == "speech")
    assert (sure.how, unsure.how) == ("explicit", "pronoun")
    assert sure.confidence > 0.95 > unsure.confidence
    assert unsure.alternatives


def test_gender_and_age_have_evidence(told):
    script = told('# T\n\nMira was nine. She ran.\n\n"A," said Mira.\n\n"B," said the old woman.\n')
    mira, woman = script.characters
    assert (mira.gender, woman.gender) == ("female", "female")
    assert mira.evidence


def test_the_narration_tells_ages(told):
    script = told(
        "# T\n\nMira was nine, and seven-year-old Tom was not. Odo, 71, slept. Ada was ten minutes "
        'late.\n\n"A," said Mira.\n\n"B," said Tom.\n\n"C," said Odo.\n\n"D," said Ada.\n'
    )
    assert {c.name: c.age for c in script.characters} == {
        "Mira": "child",
        "Tom": "child",
        "Odo": "elder",
        "Ada": "unknown",
    }


def test_who_acts_right_beside_the_speech_says_it_rather_than_who_acts_first(told):
    script = told(
        "# T\n\nAda, Mia and Tom sat by the fire.\n\n"
        '"Very cold," said Tom.\n\n"Cold," said Mia.\n\n'
        'Mia coughed. The rain went on. Ada set her cup aside. "I must go."\n'
    )
    assert by(script) == ["Tom", "Mia", "Ada"]


def test_she_acts_beside_the_speech_who_was_told_of(told):
    script = told(
        '# T\n\n"Good evening," said Mia.\n\nMia came in.\n\n'
        '"Now," said Ada.\n\n"Soon," said Tom.\n\n'
        "Mia sat down by Ada. She had never been so tired of Ada, nor of the rain, nor of Ada.\n\n"
        'The clock struck.\n\nShe turned to the window. "It rains."\n'
    )
    assert by(script) == ["Mia", "Ada", "Tom", "Mia"]


def test_a_name_that_only_ever_acts_beside_speech(told):
    script = told(
        "# T\n\nOther towns slept.\n\n“Who is there?” said Mirrin.\n\n"
        "Vashk knelt by the door. “Nobody.”\n\n“Then who knocked?” said Mirrin.\n\n"
        "Vashk’s eyes narrowed. “The wind.” Vashk laughed.\n"
    )
    assert by(script) == ["Mirrin", "Vashk", "Mirrin", "Vashk"]


def test_a_word_that_does_something_is_nobody(told):
    script = told(
        "# T\n\n“Run,” said Ada.\n\nLightning flashed. “Now!” said Tom.\n\nLightning struck.\n"
    )
    assert by(script) == ["Ada", "Tom"]
