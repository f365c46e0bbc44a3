"""The room under everything, and the air that something moves."""

from fractions import Fraction

import numpy as np
import pytest

from voices.clock import RATE
from voices.mixing.levels import SPEECH, TONE, WHOOSH
from voices.music.room_tone import tone_track
from voices.music.whoosh import LENGTH, whoosh, whoosh_track
from voices.sound.loudness import LoudnessMeter
from voices.timeline import SectionTimeline, Timeline


def film(*sections: tuple[str, int]) -> Timeline:
    made = tuple(SectionTimeline(name, 24 * length, (), (), ()) for name, length in sections)
    return Timeline(Fraction(24), made)


def heard(*sections: tuple[str, int]) -> np.ndarray:
    return np.concatenate(list(tone_track(film(*sections)).blocks()))


def test_a_room_is_never_silent_and_never_heard() -> None:
    sound = heard(("a", 5), ("b", 4), ("c", 3))
    assert len(sound) == 12 * RATE
    quiet = np.flatnonzero(np.abs(sound).max(axis=1) == 0)
    assert len(quiet) < RATE // 100
    meter = LoudnessMeter()
    meter.add(10 * sound)
    level = meter.momentary() - 20
    assert level.max() < TONE + 3
    assert level.min() > TONE - 6


def test_scenes_differ_and_a_scene_sounds_the_same_wherever_it_stands() -> None:
    one, other = heard(("a", 4), ("b", 4)), heard(("c", 6), ("b", 4))
    assert np.array_equal(one[4 * RATE :], other[6 * RATE :])
    assert not np.array_equal(one[:RATE], other[:RATE])
    longer = heard(("a", 5), ("b", 4))
    assert np.array_equal(one[: 3 * RATE], longer[: 3 * RATE])


def test_a_whoosh_is_short_low_and_at_its_level() -> None:
    sound = whoosh()
    assert len(sound) == LENGTH <= RATE // 4
    spectrum = np.square(np.abs(np.fft.rfft(sound.mean(axis=1))))
    hertz = np.fft.rfftfreq(LENGTH, 1 / RATE)
    assert spectrum[hertz < 1_000].sum() > 0.9 * spectrum.sum()
    meter = LoudnessMeter()
    meter.add(np.concatenate([sound, np.zeros((RATE, 2), np.float32)]))
    assert meter.momentary().max() == pytest.approx(SPEECH + WHOOSH, abs=0.3)


def test_a_whoosh_is_heard_where_something_enters() -> None:
    sound = np.concatenate(list(whoosh_track(5 * RATE, (RATE, 3 * RATE - 10)).blocks()))
    assert len(sound) == 5 * RATE
    where = np.flatnonzero(np.abs(sound).max(axis=1))
    assert where[0] == RATE - LENGTH // 2
    assert abs(where[-1] - (3 * RATE - 10 + LENGTH // 2)) <= 1
    assert not sound[2 * RATE : 2 * RATE + 100].any()
