"""A writer's annotations and settings, and how they are checked."""

import pytest
from looks import codes, said, spoken

from story.errors import SettingsError
from story.output.starter_toml import starter_text
from story.settings import load_settings, parse_settings


def directions(script):
    return [
        (line.text, [(d.kind, d.value) for d in line.annotations])
        for section in script.sections
        for line in section.lines
    ]


def test_annotations_go_to_the_next_line(told):
    script = told(
        "# T\n\nOne.\n\n<!-- pause 1.5s -->\n<!-- beat 900ms -->\n<!-- camera: left to right -->\n"
        "<!-- sound: rain.ogg -->\nTwo.\n\nThree.\n"
    )
    assert directions(script) == [
        ("One.", []),
        (
            "Two.",
            [("pause", "1.5"), ("beat", "0.9"), ("camera", "left to right"), ("sound", "rain.ogg")],
        ),
        ("Three.", []),
    ]


def test_say_holds_from_there_on(told):
    script = told("# T\n\nA gif.\n\n<!-- say: gif | jiff -->\n\nA gif.\n\nNo.\n\nThe gif.\n")
    assert directions(script)[1:] == [
        ("A gif.", [("say", "gif | jiff")]),
        ("No.", []),
        ("The gif.", [("say", "gif | jiff")]),
    ]


def test_voice_settles_a_speaker(told):
    script = told('# T\n\n"A," said Ada.\n\n<!-- voice: Ada -->\n"Who am I?"\n')
    assert said(script)[-1] == ("Ada", "Who am I?")


@pytest.mark.parametrize(
    ("name", "gender", "age", "evidence"),
    [
        ("Mrs. Pell", "female", "unknown", "is called Mrs Pell"),
        ("Grandma", "female", "elder", "is called Grandma"),
        ("Martin", "male", "unknown", "Martin is mostly a male name"),
        ("Zorblat", "female", "child", 'row 3: prompt: "Zorblat, a girl in a yellow raincoat'),
    ],
)
@pytest.mark.parametrize("way", ["annotation", "lines"])
def test_whom_the_author_alone_names_is_known_as_others_are(told, name, gender, age, evidence, way):
    note = f"<!-- voice: {name} -->\n" if way == "annotation" else ""
    prompt = "> **Image 1:** A harbour with Zorblat, a girl in a yellow raincoat.\n\n"
    lines = {"Out": name} if way == "lines" else {}
    script = told(f'# T\n\n{prompt}It rained.\n\n{note}"Out with you!"\n', lines=lines)
    (who,) = script.characters
    assert (who.name, who.gender, who.age) == (name, gender, age)
    assert any(each.startswith(evidence) for each in who.evidence)


def test_a_line_whose_speaker_the_author_names_has_no_problem(told, problems):
    told('# T\n\nIt rained.\n\n<!-- voice: Mrs. Pell -->\n"Out with you!"\n')
    told('# T\n\nIt rained.\n\n"Out with you!"\n', lines={"Out": "narrator"})
    assert codes(problems) == []
    told('# T\n\nIt rained.\n\n"Out with you!"\n')
    assert codes(problems) == [(5, "speaker-unknown")]


def test_a_voice_may_be_any_name_that_one_person_goes_by(told):
    script = told('# T\n\n"A," said Mira Vance. Mira ran.\n\n<!-- voice: Mira -->\n"Who am I?"\n')
    assert said(script)[-1] == ("Mira Vance", "Who am I?")


def test_a_voice_of_its_own_leaves_the_speaker_as_it_is(told):
    notes = "<!-- voice: Ada -->\n<!-- voice: kokoro:af_heart -->\n"
    script = told(f'# T\n\n"A," said Ada.\n\n{notes}"Who am I?"\n')
    assert said(script)[-1] == ("Ada", "Who am I?")
    assert directions(script)[-1][1] == [("voice", "kokoro:af_heart")]


def test_a_delivery_and_a_take_are_chosen_for_a_line(told):
    script = told(
        "# T\n\n<!-- delivery: Shout -->\n<!-- take: 2 -->\n"
        '"A," whispered Ada. "B," she whispered.\n'
    )
    assert directions(script)[0] == ("A,", [("delivery", "shout"), ("take", "2")])
    assert directions(script)[2] == ("B,", [("delivery", "whisper")])


def test_split_begins_a_line_in_the_middle_of_one(told, problems):
    script = told(
        "# T\n\nFog came. <!-- split --> The *bell* was<!-- split --> late. <!-- split -->\n\n"
        '"I see, <!-- split --> Tom," said <!-- split --> Ada.\n'
    )
    assert said(script) == [
        ("narrator", "Fog came."),
        ("narrator", "The bell was"),
        ("narrator", "late."),
        ("Ada", "I see,"),
        ("Ada", "Tom,"),
        ("narrator", "said"),
        ("narrator", "Ada."),
    ]
    begun = [bool(notes) for _, notes in directions(script)]
    assert begun == [False, True, True, False, True, False, True]
    assert codes(problems) == []


def test_say_once_holds_in_one_line_and_ranks_first(told):
    script = told(
        "# T\n\n<!-- say: gif | jiff -->\nA gif.\n\n"
        "<!-- say once: gif | ghif -->\nA gif.\n\nA gif.\n"
    )
    assert [notes for _, notes in directions(script)] == [
        [("say", "gif | jiff")],
        [("say", "gif | ghif")],
        [("say", "gif | jiff")],
    ]


def test_skip_leaves_out_what_stands_between(told, problems):
    text = "# T\n\nOne.\n\n<!-- skip -->\nTwo.\n\n## Three\n\nFour.\n<!-- /skip -->\n\nFive.\n"
    assert spoken(told(text)) == ["One.", "Five."]
    assert spoken(told("# T\n\nOne <!-- skip -->two <!-- /skip -->three.\n")) == ["One three."]
    assert codes(problems) == []


WRONG = {
    "<!-- vioce: Ada -->": "annotation-unknown",
    "<!-- mood: grim -->": "annotation-unknown",
    "<!-- pause soon -->": "annotation-wrong",
    "<!-- beat -1 -->": "annotation-wrong",
    "<!-- say: gif -->": "annotation-wrong",
    "<!-- say once: gif -->": "annotation-wrong",
    "<!-- voice: -->": "annotation-wrong",
    "<!-- delivery: loud -->": "annotation-wrong",
    "<!-- take: 7 -->": "annotation-wrong",
    "<!-- light: neon -->": "annotation-wrong",
    "<!-- weather: hail -->": "annotation-wrong",
    "<!-- focus: -->": "annotation-wrong",
    "<!-- weather Snow -->": "annotation-wrong",
    "<!-- wether: snow -->": "annotation-unknown",
    f"<!-- callout: {'so many words ' * 40} -->": "annotation-wrong",
    "<!-- skip -->": "skip-open",
    "<!-- never closed": "comment-open",
}


@pytest.mark.parametrize(("written", "code"), WRONG.items(), ids=WRONG.values())
def test_a_wrong_annotation_is_a_problem_with_its_row(told, problems, written, code):
    told(f"# T\n\nOne.\n\n{written}\n")
    assert codes(problems) == [(5, code)]


@pytest.mark.parametrize(
    "note", ["callout: 212 steps", "clip: lamp.mp4", "inset: Ada", "weather: snow", "pause 2s"]
)
def test_what_stands_behind_the_last_line_is_a_problem_with_its_row(told, problems, note):
    told(f"# T\n\nOne.\n\n<!-- {note} -->\n")
    (problem,) = problems
    assert (problem.row, problem.code) == (5, "annotation-last")
    assert note.split(":")[0].split()[0] in problem.message


def test_what_weather_there_is_stands_in_the_advice(told, problems):
    told("# T\n\nOne.\n\n<!-- weather: hail -->\nTwo.\n")
    (problem,) = problems
    assert "'hail'" in problem.message
    assert problem.advice == "Write one of snow, rain."


@pytest.mark.parametrize(
    "asked", ["voice: Mira", "voice: Mrs. Pell", "say: gif | jiff", "camera: wide"]
)
def test_a_colon_that_is_missing_is_told(told, problems, asked):
    told(f"# T\n\n<!-- {asked.replace(':', '')} -->\nOne.\n")
    (problem,) = problems
    assert problem.code == "annotation-wrong"
    assert problem.message == f"{asked.partition(':')[0]} needs a colon."
    assert problem.advice == f"Write {asked}."


def test_what_happens_to_the_picture_belongs_to_the_next_line(told):
    text = "# T\n\nOne.\n\n<!-- light: Glow -->\n<!-- weather: rain -->\n<!-- shake -->\nTwo.\n"
    first, second = directions(told(text))
    assert first == ("One.", [])
    assert second == ("Two.", [("light", "glow"), ("weather", "rain"), ("shake", "")])
    assert directions(told("# T\n\n<!-- Shake: slammed -->\nA door slammed.\n"))[0][1] == [
        ("shake", "slammed")
    ]


@pytest.mark.parametrize(
    "remark",
    [
        *("a remark", "TODO: draw this", "https://x.example/a", "voice of Ada"),
        *("right", "light rain", "shake the tree", "split this later"),
    ],
)
def test_an_ordinary_comment_is_none(told, problems, remark):
    assert spoken(told(f"# T\n\nOne.\n\n<!-- {remark} -->\n")) == ["One."]
    assert codes(problems) == []


def test_a_fix_holds_when_the_text_around_it_changes(told):
    text = '# T\n\nAda met Mia.\n\n{}"A," said Ada.\n\n"It is late, you know."\n'
    for more in ("", "Tom came.\n\n"):
        script = told(text.format(more), lines={"It is late": "Mia"})
        assert said(script)[-1] == ("Mia", "It is late, you know.")
        assert script.sections[0].lines[-1].how == "inkreel.toml"


def test_a_fix_by_the_id_of_a_line(told):
    text = '# T\n\n"A," said Ada.\n\n"B."\n'
    line = told(text).sections[0].lines[-1]
    assert said(told(text, lines={line.id: "narrator"}))[-1] == ("narrator", "B.")


def test_a_fix_without_a_line_is_a_problem(told, problems):
    told("# T\n\nA.\n", lines={"Nowhere": "Ada"})
    assert codes(problems) == [(0, "fix-unused")]


def test_a_cast_with_aliases(told):
    cast = {"Ada Pell": {"aliases": ["the keeper"], "gender": "female"}}
    script = told('# T\n\n"A," said the keeper.\n\n"B," said Ada.\n', cast=cast)
    assert {speaker for speaker, _ in said(script)} == {"Ada Pell", "narrator"}


def test_aliases_by_themselves(told):
    script = told('# T\n\n"A," said the boss.\n', aliases={"the boss": "Ada"})
    assert said(script)[0] == ("Ada", "A,")


MISTAKES = {
    "typing": ('title = "T"\n[cast.Ada]\nspeed = "fast"\n', "inkreel.toml:3: cast.Ada.speed"),
    "range": ("[cast.Ada]\n\ngain = 99\n", "inkreel.toml:3: cast.Ada.gain"),
    "unknown key": ('tilte = "T"\n', "inkreel.toml:1: tilte"),
    "unknown in a table": ("[skip]\nmorals = true\n", "Did you mean 'moral'?"),
    "no toml": ("title = \n", "no valid TOML"),
}


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_in_settings_are_pointed_at(text, message):
    with pytest.raises(SettingsError) as error:
        parse_settings(text)
    assert message in str(error.value)


def test_an_alias_of_two_is_a_problem(tmp_path, problems):
    text = '[cast.A]\naliases = ["x"]\n[cast.B]\naliases = ["X"]\n'
    (tmp_path / "inkreel.toml").write_text(text, "utf-8")
    load_settings(tmp_path / "story.md", problems)
    assert codes(problems) == [(4, "alias-twice")]


def test_the_starter_is_valid_and_filled(told):
    script = told('# A "Q" Tale\n\n"A," said Mrs. Pell, the keeper. She sat.\n')
    settings = parse_settings(starter_text(script))
    assert settings.title == 'A "Q" Tale'
    assert settings.cast["Mrs. Pell"].gender == "female"
    assert settings.cast["Mrs. Pell"].aliases == ("the keeper",)
