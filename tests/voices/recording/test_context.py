"""What a voice reads on from in the middle of a sentence, and where a sentence starts anew."""

import numpy as np
import pytest
from sounds import line

from voices.engines.breaths import (
    _CARRIER,
    _as_loud,
    _Lead,
    _lead,
    _leads,
    _say_after,
    _voice_alone,
    _without_babble,
)
from voices.pronunciation.phonemes import Phoneme
from voices.recording.context import words_before
from voices.recording.phrases import phrases

RATE = 1_000


def before(*lines):
    """For each phrase of `lines`, the words that its voice reads on from."""
    return [
        words_before(lines, at, phrase) for at, each in enumerate(lines) for phrase in phrases(each)
    ]


def test_a_tag_reads_on_from_the_quotation():
    quotation = line("We can't afford to be left out of this,", "Ann")
    tag = line("said Ann. The room was quiet after that.", joint="tag")
    assert before(quotation, tag) == ["", "“be left out of this,” —"]


def test_a_question_is_no_end_before_its_tag():
    assert before(line("Why?", "Ann"), line("she asked.", joint="tag")) == ["", "“Why,” —"]


def test_a_quotation_that_goes_on_reads_on_from_itself():
    parts = (
        line("I think,", "Ann"),
        line("she said,", joint="tag"),
        line("that we should wait.", "Ann", joint="tag"),
    )
    assert before(*parts) == ["", "“I think,” —", "“I think,” —"]


def test_a_quotation_that_ended_starts_anew_after_its_tag():
    parts = (
        line("No!", "Ann"),
        line("she said,", joint="tag"),
        line("We shall wait.", "Ann", joint="tag"),
    )
    assert before(*parts)[-1] == ""


def test_a_quotation_after_the_narrators_words_starts_anew():
    assert before(line("He looked up and said,"), line("Wait.", "Ann", joint="tag")) == ["", ""]


@pytest.mark.parametrize("joint", ["sentence", "paragraph", "start"])
def test_a_new_sentence_has_nothing_before_it(joint):
    assert before(line("Wait,", "Ann"), line("Ann left.", joint=joint)) == ["", ""]


def test_a_long_sentence_reads_on_where_it_was_parted():
    text = "the captain walked along the shore and counted every boat, " * 7
    found = before(line(text.strip()))
    assert found[0] == ""
    assert set(found[1:]) == {"“shore and counted every boat,” —"}


def test_nothing_but_marks_is_nothing_to_read_on_from():
    assert before(line("…", "Ann"), line("said Ann.", joint="tag"))[-1] == ""


def saying(level):
    """Says a second for each symbol: spaces at `level`, the others loudly."""

    def say(ids):
        loud = [level if i in (0, 16) else 0.5 for i in ids]
        samples = np.repeat(np.array(loud, np.float32), RATE)
        return samples, np.arange(1, len(ids) + 1) * RATE

    return say


LEAD, BREATH = [tuple(Phoneme(c, 0, 1) for c in text) for text in ("ba ", "tə")]
CONTEXT = _Lead(LEAD, carried=False)


def test_what_comes_before_is_cut_off_where_it_is_silent():
    samples, ends = _say_after([CONTEXT], BREATH, saying(0.001), RATE)
    assert len(samples) == pytest.approx(3.5 * RATE, abs=0.5 * RATE)
    assert np.diff(ends).tolist() == [RATE, RATE, RATE]
    assert ends[-1] == len(samples)
    assert abs(samples[0]) < 0.001


def test_a_voice_that_does_not_pause_is_asked_again_without_what_comes_before():
    samples, ends = _say_after([CONTEXT, CONTEXT], BREATH, saying(0.4), RATE)
    assert ends.tolist() == [1000, 2000, 3000, 4000]
    assert len(samples) == 4 * RATE


def test_what_is_short_is_said_after_a_carrier():
    carrier = _lead(_CARRIER, british=False)
    alone, after = (_Lead(carrier + lead, carried=True) for lead in ((), LEAD))
    assert _leads((), BREATH, british=False) == (alone,)
    assert _leads(LEAD, BREATH, british=False) == (after, alone)
    assert _leads((), BREATH * 20, british=False) == ()
    assert _leads(LEAD, BREATH * 20, british=False) == (CONTEXT,)


@pytest.mark.parametrize(("height", "made"), [(0.1, 0.4), (0.4, 0.4), (0.8, 0.8), (0.01, 0.0398)])
def test_what_is_said_after_a_carrier_is_as_loud_as_it(height, made):
    carrier, rest = (np.full(RATE, level, np.float32) for level in (0.4, height))
    assert np.abs(_as_loud(rest, carrier, RATE)).max() == pytest.approx(made, rel=0.01)


def test_what_is_made_louder_is_not_clipped():
    rest = np.full(RATE, 0.05, np.float32)
    rest[::50] = 0.6
    assert _as_loud(rest, np.full(RATE, 0.9, np.float32), RATE).max() == pytest.approx(0.99)


def test_silence_stays_silent_after_a_carrier():
    carrier = np.full(RATE, 0.4, np.float32)
    assert not _as_loud(np.zeros(RATE, np.float32), carrier, RATE).any()
    assert _as_loud(np.zeros(0, np.float32), carrier, RATE).size == 0


def test_a_hum_around_a_voice_is_silenced():
    at = np.arange(3 * RATE) / RATE
    hum = 0.01 * np.sin(2 * np.pi * 2 * at)
    voice = np.where((at > 1) & (at < 2), 0.5 * np.sin(2 * np.pi * 200 * at), 0)
    alone = _voice_alone((hum + voice).astype(np.float32), RATE)
    assert not alone[:850].any()
    assert not alone[2150:].any()
    assert np.array_equal(alone[950:2050], (hum + voice).astype(np.float32)[950:2050])


def test_a_voice_that_babbles_on_after_the_last_sound_is_faded_out():
    stop = [*BREATH, Phoneme(".", 2, 3)]
    faded = _without_babble(np.ones(5 * RATE, np.float32), stop, np.arange(1, 6) * RATE, RATE)
    assert len(faded) == 5 * RATE
    assert (faded[: 3 * RATE] == 1).all()
    assert (faded[3 * RATE + 70 :] == 0).all()
