import numpy as np
import pytest

from voices.model import Mark, Take
from voices.pronunciation.word_marks import as_written
from voices.recording.check_take import check_take

RATE = 24_000
TEXT = "The ship came in at nine."


def take(*parts, marks=()):
    """Noise and silences: (seconds, loudness)."""
    rng = np.random.default_rng(0)
    pieces = [loud * rng.uniform(-1, 1, round(seconds * RATE)) for seconds, loud in parts]
    return Take(np.concatenate(pieces).astype(np.float32), RATE, tuple(marks))


def codes(found, text=TEXT):
    return [flaw.code for flaw in check_take(found, as_written(text))]


def test_a_good_take_has_no_flaw():
    assert codes(take((0.3, 0), (1.4, 0.3), (0.3, 0))) == []


def test_silence_for_no_words_is_good():
    assert codes(take((0.3, 0)), "…") == []


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([(2.0, 0)], "take-empty"),
        ([(1.4, float("nan"))], "take-broken"),
        ([(0.5, 0.3), (2.0, 0), (0.5, 0.3)], "take-dead-air"),
        ([(9.0, 0.3)], "take-long"),
        ([(0.05, 0.3)], "take-short"),
    ],
)
def test_a_flaw_is_named(parts, code):
    assert code in codes(take(*parts))


def test_samples_that_stand_at_full_scale_are_clipped():
    flat = take((1.4, 0.3))
    flat.samples[5000:5020] = 1.0
    assert codes(flat) == ["take-clipped"]


def test_a_voice_that_goes_on_is_heard():
    last = Mark(20, 24, 10_000, 20_000)
    assert codes(take((1.6, 0.3), marks=[last])) == ["take-goes-on"]
    assert codes(take((0.9, 0.3), marks=[last])) == []


def test_speed_counts():
    slow = take((4.0, 0.3))
    assert check_take(slow, as_written(TEXT), speed=0.5) == ()
    assert codes(slow) == ["take-long"]
