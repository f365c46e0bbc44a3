"""What every engine promises (voices/model.py), asked of each."""

import pickle
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from story.errors import VoiceError
from voices.model import Spoken
from voices.pronunciation.word_marks import as_written, word_ranges
from voices.sound.edges import edges

SENTENCE = "“Hold on,” she said—the well-known ship isn't here."


def say(engine, text, **more):
    return engine.speak(as_written(text), engine.voices()[0].model, **more)


def marked(take, text):
    return [text[mark.start : mark.end] for mark in take.marks]


def test_names_itself_and_its_version(engine):
    assert engine.name
    assert engine.version.startswith(engine.name)
    assert engine.languages
    assert isinstance(engine.deterministic, bool)


def test_offers_voices_of_its_own_in_a_fixed_order(engine):
    voices = engine.voices()
    assert list(voices) == list(engine.voices())
    assert len({voice.id for voice in voices}) == len(voices)
    for voice in voices:
        assert voice.id == f"{engine.name}:{voice.model}"
        assert voice.gender in {"female", "male", "unknown"}
        assert 0 <= voice.quality <= 1


def test_voices_can_be_sent_to_a_worker(engine):
    assert pickle.loads(pickle.dumps(tuple(engine.voices()))) == tuple(engine.voices())


def test_loading_again_does_nothing(engine):
    before = engine.version, engine.voices(), say(engine, SENTENCE)
    engine.load()
    after = engine.version, engine.voices(), say(engine, SENTENCE)
    assert after[:2] == before[:2]
    assert after[2].marks == before[2].marks
    assert np.array_equal(after[2].samples, before[2].samples) or not engine.deterministic


def test_gives_mono_floats_within_full_scale(engine):
    take = say(engine, SENTENCE)
    assert take.samples.dtype == np.float32
    assert take.samples.ndim == 1
    assert take.rate >= 16_000
    assert np.isfinite(take.samples).all()
    assert 0.05 < np.abs(take.samples).max() <= 1.0


def test_marks_every_written_word_in_order(engine):
    take = say(engine, SENTENCE)
    assert marked(take, SENTENCE) == [
        "Hold", "on", "she", "said", "the", "well-known", "ship", "isn't", "here",
    ]  # fmt: skip
    for mark in take.marks:
        assert 0 <= mark.onset < mark.offset <= len(take.samples)
    for before, after in pairwise(take.marks):
        assert before.offset <= after.onset


def test_marks_point_to_the_written_form(engine):
    written, said = "It cost $2-3 million.", "It cost two to three million dollars."
    source = (
        *((i, i + 1) for i in range(8)),
        *[(8, 20)] * (len(said) - 9),
        (20, 21),
    )
    take = engine.speak(Spoken(written, said, source), engine.voices()[0].model)
    assert marked(take, written) == ["It", "cost", "$2-3 million"[1:]]


def test_takes_a_pronunciation(engine):
    text = "Ask Zuckerberg, then go."
    told = Spoken(text, text, as_written(text).source, phonemes=((4, 14, "ˈzʌkɚˌbɝɡ"),))
    take = engine.speak(told, engine.voices()[0].model)
    assert marked(take, text) == ["Ask", "Zuckerberg", "then", "go"]


def test_what_comes_before_is_not_heard(engine):
    text = "said the captain of the old ship."
    alone = as_written(text)
    after = replace(alone, before="“We should wait for them,” —")
    takes = [engine.speak(each, engine.voices()[0].model) for each in (alone, after)]
    assert marked(takes[1], text) == marked(takes[0], text)
    heard = [
        (last - first) / take.rate
        for take in takes
        for first, last in [edges(take.samples, take.rate)]
    ]
    assert heard[1] == pytest.approx(heard[0], rel=0.2)


@pytest.mark.parametrize("text", ["No.", "“Really?”", "OK!", "I…", "Hm."])
def test_says_very_short_lines_shortly(engine, text):
    take = say(engine, text)
    assert len(take.marks) == 1
    assert 0.1 < len(take.samples) / take.rate < 2.5


@pytest.mark.parametrize("text", ["", " ", "…", "—", "“”"])
def test_is_silent_where_nothing_is_said(engine, text):
    take = say(engine, text)
    assert take.marks == ()
    assert not take.samples.any()


def test_says_the_same_the_same_way(engine):
    first, second = (say(engine, "Twice the same.") for _ in range(2))
    assert first.marks == second.marks
    assert first.samples.tobytes() == second.samples.tobytes()


def test_what_was_said_before_changes_nothing(engine):
    before = say(engine, "Twice the same.")
    say(engine, "Something longer, of another kind altogether, comes between the two of them.")
    assert say(engine, "Twice the same.").samples.tobytes() == before.samples.tobytes()


def test_speaks_faster_when_asked(engine):
    slow, fast = (say(engine, SENTENCE, speed=speed) for speed in (0.8, 1.3))
    assert len(slow.samples) > 1.3 * len(fast.samples)


@pytest.mark.parametrize("speed", [0.0, -1.0, 9.0, float("nan")])
def test_refuses_a_speed_that_nobody_understands(engine, speed):
    with pytest.raises(VoiceError, match="speed"):
        say(engine, "Hello.", speed=speed)


def test_names_the_nearest_voices_for_a_mistyped_one(engine):
    model = engine.voices()[0].model
    with pytest.raises(VoiceError, match=f"Did you mean .*{model}"):
        engine.speak(as_written("Hello."), model + "x")


def test_unsayable_ranges_lie_in_the_text(engine):
    text = "Plain words, then 数学 and 🎉, then plain words."
    for start, end in engine.unsayable(text):
        assert 0 <= start < end <= len(text)
        assert start >= len("Plain words, then")
    assert list(engine.unsayable("Plain words.")) == []


def test_long_text_is_said_whole(engine):
    text = " ".join(f"The {n} lamp was lit, and nobody saw it." for n in ["first", "last"] * 6)
    take = say(engine, text)
    assert len(take.marks) == len(word_ranges(text))
