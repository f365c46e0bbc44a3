"""Lines of a word or two, from a real voice that grows quiet towards a sentence's end."""

import pytest

from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.mixing.voicing import panned
from voices.pronunciation.spoken import spoken_form
from voices.sound.edges import edges
from voices.sound.loudness import LoudnessMeter
from voices.sound.resampling import resample

KOKORO = make_engine(EngineSpec("kokoro"))
SENTENCE = "The first results were better than anyone had expected, and everybody knew it."


def loudest_moment(text):
    """LUFS of the loudest 400 ms."""
    take = KOKORO.speak(spoken_form(text), "am_onyx")
    head, tail = edges(take.samples, take.rate)
    meter = LoudnessMeter()
    meter.add(panned(resample(take.samples[head:tail], take.rate), 0.0))
    return meter.momentary().max()


@pytest.mark.parametrize("text", ["Never!", "Fog!", "I will."])
def test_a_short_line_is_as_loud_as_a_sentence(text):
    assert loudest_moment(text) == pytest.approx(loudest_moment(SENTENCE), abs=2)
