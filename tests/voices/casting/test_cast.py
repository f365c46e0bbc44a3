"""Who gets which voice, on small stories."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sounds import line
from stories_to_cast import VOICES, crowd, people, scene, voice

from story.errors import SettingsError, VoiceError
from story.model import NARRATOR, Annotation, Character
from story.settings import CastSettings
from voices.casting.cast import Cast, candidates, cast
from voices.casting.cast_file import cast_from_toml, cast_toml
from voices.casting.line_voice import line_use

TALK = scene("It began.", "Tom: I am Tom.", "Ann: And I am Ann.", "Tom: So you are.", "Ann: Yes.")
PAIR = people(Tom="male", Ann="female")


def models(found: Cast) -> dict[str, str]:
    return {name: use.voice.model for name, use in found.items()}


def test_the_narrator_has_the_best_voice_and_everyone_one_that_fits() -> None:
    assert models(cast(PAIR, [TALK], VOICES)) == {
        NARRATOR: "af_ann",
        "Tom": "am_abe",
        "Ann": "af_cat",
    }


def test_a_story_without_speech_still_has_its_narrator() -> None:
    assert models(cast([], [scene("Nobody spoke.")], VOICES)) == {NARRATOR: "af_ann"}


def test_unknown_genders_are_balanced_in_a_scene() -> None:
    found = cast([], [crowd(["one guard", "a cook", "a clerk", "a page"])], VOICES)
    genders = [use.voice.gender for name, use in found.items() if name != NARRATOR]
    assert sorted(genders) == ["female", "female", "male", "male"]


def test_a_novelty_voice_waits_for_a_hint() -> None:
    whispers = Annotation("delivery", "whisper")
    plain = crowd(["Meg"])
    lines = tuple(replace(each, annotations=(whispers,)) for each in plain.lines)
    hissed = replace(plain, lines=lines)
    meg = people(Meg="female")
    assert models(cast(meg, [plain], VOICES))["Meg"] == "af_cat"
    assert models(cast(meg, [hissed], VOICES))["Meg"] == "af_hiss"


def test_children_borrow_a_womans_voice_and_are_heard_higher() -> None:
    boy = Character("Tim", gender="male", age="child")
    girl = Character("Pip", gender="female", age="child")
    found = cast([boy, girl], [crowd(["Tim", "Pip"])], VOICES)
    assert {found[name].voice.gender for name in ("Tim", "Pip")} == {"female"}
    assert (found["Pip"].pitch, found[NARRATOR].pitch) == (3.0, 0.0)
    assert cast_from_toml(cast_toml(found), VOICES).uses["Pip"].pitch == 3.0


def test_a_childs_own_voice_stays_as_it_is() -> None:
    kid = voice("am_kid", 240, 0.6, suits=("child",))
    found = cast([Character("Tim", gender="male", age="child")], [crowd(["Tim"])], (*VOICES, kid))
    assert (found["Tim"].voice.model, found["Tim"].pitch) == ("am_kid", 0.0)


def test_the_author_sets_the_pitch() -> None:
    girl = Character("Pip", gender="female", age="child")
    wishes = {"Pip": CastSettings(pitch=1.5), "Tom": CastSettings(pitch=-2)}
    found = cast([girl, *PAIR], [crowd(["Pip", "Tom"])], VOICES, wishes)
    assert (found["Pip"].pitch, found["Tom"].pitch) == (1.5, -2.0)


def test_an_elder_and_a_child_get_voices_that_suit_them() -> None:
    old = Character("Gran", gender="male", age="elder")
    young = Character("Pip", gender="female", age="child")
    found = models(cast([old, young], [crowd(["Gran", "Pip"])], VOICES))
    assert (found["Gran"], found["Pip"]) == ("am_cal", "af_eve")


def test_the_accent_is_the_narrator_s_unless_the_text_says_otherwise() -> None:
    hugh = Character("Hugh", gender="male", evidence=('row 3: "in a British accent"',))
    found = models(cast([hugh], [crowd(["Hugh", "Tom"])], VOICES))
    assert found["Hugh"] == "bm_hugh"
    assert found["Tom"].startswith("a")


def test_a_small_part_s_voice_is_not_met_again_at_once() -> None:
    scenes = [scene(f"Day {day}.", f"guard {day}: Halt!") for day in range(4)]
    guards = [Character(f"guard {day}", gender="male", named=False) for day in range(4)]
    found = models(cast(guards, scenes, VOICES))
    assert len({found[f"guard {day}"] for day in range(4)}) == 4


def test_a_principal_s_voice_is_no_small_part_s() -> None:
    scenes = [crowd(["Tom"]), scene("Later.", "a guard: Halt!")]
    found = models(cast(people(Tom="male"), scenes, VOICES, {"a guard": {"gender": "male"}}))
    assert found["a guard"] != found["Tom"]


def test_settings_rank_above_all() -> None:
    wishes = {"Tom": CastSettings(voice="Dan", speed=0.9), "Ann": "bf_gwen"}
    found = cast(PAIR, [TALK], VOICES, wishes)
    assert models(found) == {NARRATOR: "af_ann", "Tom": "am_dan", "Ann": "bf_gwen"}
    assert found["Tom"].speed == 0.9
    assert found["Tom"].why == "set in inkreel.toml"


def test_a_setting_without_a_voice_leaves_casting_to_inkreel() -> None:
    found = cast(PAIR, [TALK], VOICES, {"Tom": {"gain": -3.0, "gender": "female"}})
    assert found["Tom"].gain == -3.0
    assert found["Tom"].voice.gender == "female"


def test_the_narrator_s_wished_voice_is_nobody_else_s() -> None:
    found = cast(PAIR, [TALK], VOICES, {NARRATOR: "am_abe"})
    assert models(found)[NARRATOR] == "am_abe"
    assert models(found)["Tom"] != "am_abe"


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (
            "test:am_abel",
            "Tom: there is no voice 'test:am_abel'."
            " Did you mean test:am_abe, test:am_cal, test:am_ben?",
        ),
        (
            "Bean",
            "Tom: there is no voice 'Bean'. Did you mean test:am_ben, test:af_bea, test:am_dan?",
        ),
        (
            {"voice": "am_abe", "speed": 9},
            "Tom: speed: Input should be less than or equal to 2 (it is 9).",
        ),
        ("am_abe*x+am_ben", "Tom: the mixture 'am_abe*x+am_ben' needs weights such as 0.6."),
    ],
)
def test_a_wish_that_can_t_be_met_says_what_can(wish: object, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        cast(PAIR, [TALK], VOICES, {"Tom": wish})
    assert str(error.value) == message


def test_a_wish_for_someone_who_never_speaks_is_a_problem() -> None:
    found = cast(PAIR, [TALK], VOICES, {"Tim": "am_abe"})
    assert [str(problem) for problem in found.problems] == [
        "inkreel.toml: Tim is in the cast, but never speaks. Did you mean Tom? [cast-unknown]"
    ]


def test_a_wish_may_use_another_name_of_the_speaker() -> None:
    tom = Character("Tom", aliases=("Mr. Jones",), gender="male")
    found = cast([tom], [TALK], VOICES, {"mr. jones": "am_dan"})
    assert models(found)["Tom"] == "am_dan"
    assert found.problems == ()


def test_a_line_may_ask_for_a_voice_of_its_own() -> None:
    found = cast(PAIR, [TALK], VOICES)
    plain, asking = line("Hello."), line("Boo!", annotations=(Annotation("voice", "af_hiss", 7),))
    assert line_use(plain, found, VOICES) == found[NARRATOR]
    assert line_use(asking, found, VOICES).voice.model == "af_hiss"
    typo = line("Boo!", annotations=(Annotation("voice", "af_his", 7),))
    with pytest.raises(SettingsError, match="row 7: there is no voice 'af_his'"):
        line_use(typo, found, VOICES)
    with pytest.raises(SettingsError, match=r"^index\.md, row 7: there is no voice 'af_his'"):
        line_use(typo, found, VOICES, "index.md")


def test_a_mixture_may_be_wished_for() -> None:
    found = cast(PAIR, [TALK], VOICES, {"Tom": "am_abe*0.75+am_cal*0.25"})
    assert found["Tom"].voice.id == "test:am_abe*0.75+am_cal*0.25"
    assert found["Tom"].voice.pitch == 104.6


def test_a_voice_of_an_engine_that_nobody_knows_is_refused() -> None:
    with pytest.raises(
        SettingsError, match=r"Tom: there is no voice .studio:am_abe.\..*test:am_abe"
    ):
        cast(PAIR, [TALK], VOICES, {"Tom": "studio:am_abe"})


def test_one_voice_for_all() -> None:
    found = cast(PAIR, [TALK], VOICES, one=True)
    assert set(models(found).values()) == {"af_ann"}
    assert found.problems == ()


def test_a_written_cast_changes_no_voice_when_the_story_grows() -> None:
    before = cast(PAIR, [TALK], VOICES)
    more = crowd(["Ann", "Zed", "Ann", "Zed", "Ann"], 4)
    after = cast([*PAIR, *people(Zed="female")], [TALK, more], VOICES, kept=before)
    assert {name: models(after)[name] for name in before} == models(before)
    assert models(after)["Zed"] not in models(before).values()


def test_those_of_other_episodes_stay_in_the_cast() -> None:
    before = cast(PAIR, [TALK], VOICES)
    after = cast(people(Zed="male"), [crowd(["Zed"])], VOICES, kept=before)
    assert set(after) == {NARRATOR, "Zed", "Tom", "Ann"}
    assert models(after)["Zed"] != models(before)["Tom"]


def test_a_kept_voice_that_is_gone_is_a_problem_and_recast() -> None:
    before = cast(PAIR, [TALK], VOICES)
    left = [each for each in VOICES if each.model != "am_abe"]
    after = cast(PAIR, [TALK], left, kept=before)
    assert models(after)["Tom"] == "am_cal"
    assert [problem.code for problem in after.problems] == ["voice-gone"]


def test_too_many_for_the_voices_share_with_a_problem() -> None:
    men = {f"man {number}": "male" for number in range(12)}
    names = list(men)
    few = [each for each in VOICES if each.gender == "female" or each.model in ("am_abe", "am_ben")]
    characters = [Character(name, gender="male") for name in names]
    found = cast(characters, [crowd(names)], few)
    assert {problem.code for problem in found.problems} == {"voice-shared"}
    assert "test:af_ann" not in {found[name].voice.id for name in names}


def test_too_many_for_the_voices_get_mixtures_where_the_engine_mixes() -> None:
    few = [
        voice("af_ann", 195, 0.95, suits=("narrator",)),
        voice("am_abe", 90, 0.8, mixes=True),
        voice("am_ben", 130, 0.8, mixes=True),
    ]
    characters = [Character(name, gender="male") for name in ("Al", "Bo", "Cy")]
    found = cast(characters, [crowd(["Al", "Bo", "Cy"])], few)
    assert models(found)["Cy"] == "am_abe*0.5+am_ben*0.5"
    assert found.problems == ()


def test_without_a_voice_there_is_no_cast() -> None:
    with pytest.raises(VoiceError, match="no voice"):
        cast([], [TALK], [])


def test_an_audition_offers_the_cast_voice_then_others_that_fit() -> None:
    found = cast(PAIR, [TALK], VOICES)
    ranked = [each.model for each in candidates(PAIR[0], found, VOICES, [TALK])]
    assert ranked == ["am_abe", "am_cal", "am_ben", "am_dan", "bm_hugh"]


def test_the_cast_goes_to_toml_and_back() -> None:
    wishes = {"Tom": CastSettings(voice="Dan", speed=0.9, delivery="calm")}
    found = cast(PAIR, [TALK], VOICES, wishes)
    assert cast_toml(found) == (
        "# Who speaks with which voice. Edit it: inkreel keeps what stands here.\n"
        "\n"
        "[cast]\n"
        '"narrator" = { voice = "test:af_ann" }\n'
        '"Tom" = { voice = "test:am_dan", speed = 0.9, delivery = "calm" }\n'
        '"Ann" = { voice = "test:af_dot" }\n'
    )
    back = cast_from_toml(cast_toml(found), VOICES)
    assert models(back) == models(found)
    assert back["Tom"].delivery == "calm"
