"""What holds of every cast, whoever speaks in whatever scenes."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from stories_to_cast import VOICES, crowd

from story.model import NARRATOR, Character, Section
from voices.casting.cast import Cast, cast
from voices.casting.cast_file import cast_from_toml, cast_toml
from voices.casting.choice import AMPLE, gap
from voices.engines import list_voices
from voices.model import Voice

NAMES = tuple("Al Bo Cy Di Ed Flo Gus Hal Ida Jo".split())
GENDERS = st.sampled_from(["female", "male", "unknown"])
CHARACTERS = st.fixed_dictionaries(dict.fromkeys(NAMES, GENDERS)).map(
    lambda genders: [Character(name, gender=gender) for name, gender in genders.items()]
)
SCENES = st.lists(
    st.tuples(st.lists(st.sampled_from(NAMES), max_size=5, unique=True), st.integers(1, 3)),
    min_size=1,
    max_size=5,
).map(lambda asked: [crowd(names, times) for names, times in asked])
SETS = st.lists(st.sampled_from(VOICES), min_size=1, unique=True)


def speakers(section: Section) -> list[str]:
    return list(dict.fromkeys(line.speaker for line in section.lines))


def clashes(found: Cast, section: Section) -> list[tuple[str, str]]:
    pairs = combinations(speakers(section), 2)
    return [(a, b) for a, b in pairs if found[a].voice.id == found[b].voice.id]


@given(CHARACTERS, SCENES, SETS)
def test_everyone_is_cast_and_every_shared_voice_is_told(
    characters: list[Character], scenes: list[Section], voices: list[Voice]
) -> None:
    found = cast(characters, scenes, voices)
    assert {name for scene in scenes for name in speakers(scene)} <= set(found)
    told = " ".join(problem.message for problem in found.problems)
    if len(voices) > 1:
        assert all(a in told or b in told for scene in scenes for a, b in clashes(found, scene))


@given(CHARACTERS, SCENES)
def test_with_voices_enough_no_two_in_a_scene_have_the_same(
    characters: list[Character], scenes: list[Section]
) -> None:
    found = cast(characters, scenes, list_voices())
    assert [clashes(found, scene) for scene in scenes] == [[]] * len(scenes)
    assert found.problems == ()


@given(CHARACTERS, SCENES)
def test_gender_fits_and_the_narrator_s_voice_is_nobody_else_s(
    characters: list[Character], scenes: list[Section]
) -> None:
    found = cast(characters, scenes, VOICES)
    for character in characters:
        if character.name in found:
            voice = found[character.name].voice
            assert character.gender in ("unknown", voice.gender)
            assert voice.id != found[NARRATOR].voice.id
            assert not voice.novelty


@given(CHARACTERS, SCENES, SETS)
def test_the_same_story_has_the_same_cast(
    characters: list[Character], scenes: list[Section], voices: list[Voice]
) -> None:
    assert cast(characters, scenes, voices) == cast(characters[::-1], scenes, voices)


def voices_of(cast: Cast) -> dict[str, Voice]:
    return {name: use.voice for name, use in cast.items()}


@given(CHARACTERS, SCENES, SCENES)
def test_with_the_written_cast_no_voice_changes_as_the_story_grows(
    characters: list[Character], scenes: list[Section], more: list[Section]
) -> None:
    before = cast(characters, scenes, VOICES)
    written = cast_from_toml(cast_toml(before), VOICES)
    after = cast(characters, [*scenes, *more], VOICES, kept=written)
    assert {name: after[name].voice for name in before} == voices_of(before)


@given(CHARACTERS, SCENES)
def test_no_free_voice_would_set_the_last_one_cast_further_apart(
    characters: list[Character], scenes: list[Section]
) -> None:
    """Of the voices that fit and are free, each newcomer has one that differs as much as any."""
    before = cast(characters, scenes, VOICES)
    names = [name for name in before if name != NARRATOR]
    newcomer = Character("Zoe", gender="female")
    company = names[:2]
    after = cast([*characters, newcomer], [*scenes, crowd([*company, "Zoe"])], VOICES, kept=before)
    near = [after[name].voice for name in (NARRATOR, *company)]
    taken = {use.voice.id for name, use in after.items() if name != "Zoe"}
    free = [
        voice
        for voice in VOICES
        if voice.gender == "female" and voice.accent == "us" and not voice.novelty
        if voice.id not in taken
    ]
    best = max((min(gap(voice, near), AMPLE) for voice in free), default=0.0)
    assert min(gap(after["Zoe"].voice, near), AMPLE) >= best


def test_forty_speakers_are_told_apart_scene_by_scene() -> None:
    names = [f"speaker {number}" for number in range(40)]
    scenes = [crowd(names[at : at + 6], 1 + at % 3) for at in range(0, 38, 3)]
    found = cast([], scenes, list_voices())
    assert len(found) == 41
    assert [clashes(found, scene) for scene in scenes] == [[]] * len(scenes)
    genders = [use.voice.gender for use in found.values()]
    assert abs(genders.count("female") - genders.count("male")) <= 4
    assert found.problems == ()


def test_thirty_in_one_scene_are_told_apart_or_reported() -> None:
    names = [f"speaker {number}" for number in range(30)]
    scene = crowd(names)
    found = cast([], [scene], list_voices())
    told = {problem.code for problem in found.problems}
    assert bool(clashes(found, scene)) == ("voice-shared" in told)
