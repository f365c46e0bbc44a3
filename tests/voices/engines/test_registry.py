import pytest

from story.errors import VoiceError
from voices.engines import engine_names, list_voices, make_engine
from voices.engines.base import EngineSpec


def test_kokoro_is_the_first_engine():
    assert engine_names()[:3] == ("kokoro", "hibari", "tone")


def test_a_mistyped_engine_names_the_nearest():
    with pytest.raises(VoiceError, match="Did you mean kokoro"):
        make_engine(EngineSpec("kokro"))


def test_lists_the_voices_that_speak():
    voices = list_voices()
    assert {voice.engine for voice in voices} == {"kokoro", "hibari"}
    assert sum(voice.engine == "kokoro" for voice in voices) == 28


def test_tones_come_in_both_genders():
    genders = [voice.gender for voice in list_voices(["tone"])]
    assert genders.count("female") == genders.count("male") == 6


@pytest.mark.parametrize("name", ["kokoro", "hibari"])
def test_an_unknown_setting_is_refused(name):
    with pytest.raises(VoiceError, match="colour"):
        make_engine(EngineSpec(name, {"colour": "blue"}))
