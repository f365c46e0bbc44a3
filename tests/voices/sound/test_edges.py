import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voices.sound.edges import edges

RATE = 24_000


def sound(*parts):
    """Tones and silences: (seconds, loudness)."""
    return np.concatenate([
        np.float32(loud) * np.sin(np.arange(round(seconds * RATE)) / 10).astype(np.float32)
        for seconds, loud in parts
    ])  # fmt: skip


def test_finds_the_voice_between_silences():
    assert edges(sound((0.3, 0), (0.5, 0.3), (0.2, 0)), RATE) == (7200, 19200)


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), sound((0.5, 0)), sound((0.5, 5e-4))])
def test_silence_has_no_edges(samples):
    assert edges(samples, RATE) == (0, 0)


def test_a_breath_far_below_the_voice_is_left_out():
    assert edges(sound((0.1, 0.002), (0.2, 0.5), (0.1, 0.002)), RATE) == (2400, 7200)


def test_a_click_that_stands_alone_is_left_out():
    said = ((0.1, 0), (0.4, 0.3))
    assert edges(sound(*said, (0.2, 0), (0.01, 0.3), (0.1, 0)), RATE) == (2400, 12000)
    assert edges(sound((0.01, 0.3), (0.2, 0), *said), RATE) == (7440, 17040)


def test_the_burst_that_ends_a_word_is_kept():
    found = edges(sound((0.1, 0), (0.4, 0.3), (0.1, 0), (0.01, 0.2), (0.1, 0)), RATE)
    assert found == (2400, 14640)


@given(st.lists(st.tuples(st.floats(0, 0.3), st.floats(0, 1)), min_size=1, max_size=6))
def test_edges_lie_in_the_samples(parts):
    samples = sound(*parts)
    head, tail = edges(samples, RATE)
    assert 0 <= head <= tail <= len(samples)
