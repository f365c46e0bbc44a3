"""Engines of other packages: whatever they do ends in a take, or in an error that names them."""

import time

import numpy as np
import pytest

from story.errors import TakeError, VoiceError
from voices.engines.plugin import Plugged
from voices.model import Mark, Take, Voice
from voices.pronunciation.word_marks import as_written

NOISE = np.random.default_rng(0).uniform(-0.5, 0.5, 24_000).astype(np.float32)
GOOD = Take(NOISE, 24_000, (Mark(0, 5, 0, 9_000), Mark(6, 11, 9_000, 20_000)))


class Engine:
    """Says what it is told to say."""

    version = "1"
    languages = ("en",)
    deterministic = True

    def __init__(self, says=lambda: GOOD):
        self.says = says

    def voices(self):
        return (Voice("other:ada", "Ada"),)

    def load(self):
        pass

    def speak(self, _spoken, _model, _speed=1.0):
        return self.says()

    def unsayable(self, _text):
        return [(0, 2), (3, 99)]


def speak(says, longest=60.0):
    return Plugged("other", Engine(says), longest).speak(as_written("Hello there."), "ada")


def test_a_good_take_is_taken_as_it_is():
    assert speak(lambda: GOOD) is GOOD


def test_it_is_as_the_package_says():
    plugged = Plugged("other", Engine())
    assert plugged.version == "other+1"
    assert (plugged.languages, plugged.deterministic) == (("en",), True)
    assert [voice.id for voice in plugged.voices()] == ["other:ada"]
    assert plugged.unsayable("數学 ok") == ((0, 2),)


@pytest.mark.parametrize(
    ("take", "told"),
    [
        (None, "a NoneType, which is no take"),
        (Take(NOISE.astype(np.float64), 24_000, ()), "no array of float32"),
        (Take(NOISE.reshape(2, -1), 24_000, ()), "no array of float32"),
        (Take(np.full(9, np.nan, np.float32), 24_000, ()), "no numbers"),
        (Take(NOISE * 9, 24_000, ()), "beyond full scale"),
        (Take(NOISE, 100, ()), "100 Hz"),
        (Take(NOISE, 24_000.5, ()), "no rate for speech"),
        (Take(NOISE, 24_000, (Mark(0, 99, 0, 10),)), "outside its words"),
        (Take(NOISE, 24_000, (Mark(0, 5, 0, 99_999),)), "outside its words or its sound"),
        (Take(NOISE, 24_000, (Mark(0, 5, 100, 900), Mark(6, 11, 800, 950))), "do not rise"),
    ],
)
def test_what_is_no_take_is_refused(take, told):
    with pytest.raises(TakeError, match=f"the engine 'other' gave .*{told}"):
        speak(lambda: take)


def test_what_it_raises_names_it():
    with pytest.raises(VoiceError, match="the engine 'other' failed: ZeroDivisionError"):
        speak(lambda: 1 // 0)


def test_one_that_hangs_is_given_up():
    with pytest.raises(VoiceError, match=r"'other' was not done after 0\.1 s"):
        speak(lambda: time.sleep(1), longest=0.1)


def test_voices_that_are_none_are_refused():
    engine = Engine()
    engine.voices = lambda: ["ada"]
    with pytest.raises(VoiceError, match="lists voices that are none"):
        Plugged("other", engine)


@pytest.mark.parametrize(("model", "speed", "told"), [("eda", 1.0, "mean ada"), ("ada", 9.0, "9")])
def test_what_no_engine_is_asked_is_not_asked(model, speed, told):
    with pytest.raises(VoiceError, match=told):
        Plugged("other", Engine()).speak(as_written("Hi."), model, speed)
