"""Loudness as BS.1770 has it, and a master that hits its target without being heard."""

from __future__ import annotations

from math import inf, isinf

import numpy as np
import pyloudnorm
import pytest
from sounds import cut, stereo, take

from voices.mixing.levels import SPEECH
from voices.mixing.mastering import TARGET, loudness_problem, master, plan_mastering
from voices.mixing.voice_gain import measured_gain
from voices.model import Take
from voices.sound.loudness import LoudnessMeter, loudness_of

SECOND = 48_000
TIME = np.arange(10 * SECOND) / SECOND


def speechlike(seconds: int = 10, seed: int = 1) -> np.ndarray:
    """Bursts of buzz with the crest of a voice, pauses between, peaks here and there."""
    time = np.arange(seconds * SECOND) / SECOND
    buzz = sum(np.sin(2 * np.pi * 120 * n * time) / n for n in range(1, 20))
    slow = np.clip(np.sin(2 * np.pi * 0.4 * time) * 3, 0, 1) * (0.6 + 0.4 * np.sin(25 * time))
    noise = np.random.default_rng(seed).normal(size=len(time)) * 1e-3
    return stereo(0.06 * buzz * slow + noise)


def sine(frequency: float, height: float, phase: float = 0.0) -> np.ndarray:
    ramp = np.minimum(1, np.minimum(TIME, TIME[::-1]) * 100)
    return stereo(height * ramp * np.sin(2 * np.pi * frequency * TIME + phase))


@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_a_stereo_sine_of_997_hertz_reads_its_level(level: float) -> None:
    assert loudness_of(cut(sine(997, 10 ** (level / 20)))).integrated == pytest.approx(
        level, abs=0.05
    )


def test_quiet_passages_are_gated() -> None:
    parts = [sine(997, 10 ** (level / 20)) for level in (-36, *[-23] * 6, -36)]
    assert loudness_of(cut(np.concatenate(parts))).integrated == pytest.approx(-23.0, abs=0.1)


def test_it_agrees_with_another_meter() -> None:
    sound = speechlike()
    other = pyloudnorm.Meter(SECOND).integrated_loudness(sound.astype(np.float64))
    assert loudness_of(cut(sound)).integrated == pytest.approx(other, abs=0.1)


@pytest.mark.parametrize("size", [31, 777, 48_000, 10**6])
def test_blocks_of_any_size_measure_the_same(size: int) -> None:
    sound = speechlike(1)
    whole = loudness_of([sound])
    assert loudness_of(cut(sound, size)).integrated == pytest.approx(whole.integrated, abs=1e-6)
    assert loudness_of(cut(sound, size)).true_peak == pytest.approx(whole.true_peak, abs=1e-3)


def test_a_peak_between_samples_is_found() -> None:
    between = loudness_of(cut(sine(12_000, 0.5, np.pi / 4)))
    assert between.true_peak == pytest.approx(-6.02, abs=0.1)


def test_silence_has_no_loudness() -> None:
    silence = loudness_of(cut(np.zeros((SECOND, 2), dtype=np.float32)))
    assert (silence.integrated, silence.true_peak) == (-inf, -inf)
    assert isinf(LoudnessMeter().integrated())


def test_a_master_hits_loudness_and_ceiling() -> None:
    sound = speechlike()
    plan = plan_mastering(lambda: cut(sound), target=-14.0, ceiling=-2.0)
    found = loudness_of(master(cut(sound), plan.gain, plan.ceiling))
    assert found.integrated == pytest.approx(-14.0, abs=0.1)
    assert found.true_peak <= -1.95
    assert plan.integrated == found.integrated


def test_silence_is_left_as_it_is() -> None:
    silence = np.zeros((SECOND, 2), dtype=np.float32)
    plan = plan_mastering(lambda: cut(silence))
    assert plan.gain == 0.0
    assert not np.concatenate(list(master(cut(silence), plan.gain))).any()


@pytest.mark.parametrize("size", [500, 4_801, 48_000])
def test_the_master_does_not_depend_on_the_blocks(size: int) -> None:
    sound = speechlike(3)
    whole = np.concatenate(list(master([sound], 16.0, -3.0)))
    parts = list(master(cut(sound, size), 16.0, -3.0))
    assert [len(part) for part in parts] == [len(part) for part in cut(sound, size)]
    assert np.abs(np.concatenate(parts) - whole).max() < 1e-6


def test_under_the_ceiling_the_limiter_does_nothing() -> None:
    sound = speechlike(2)
    assert np.array_equal(np.concatenate(list(master(cut(sound), 0.0, -1.0))), sound)


def test_the_limiter_moves_slowly_and_only_down() -> None:
    sound = speechlike(2)
    sound[SECOND] = 0.9
    factor = np.concatenate(list(master(cut(sound), 0.0, -6.0)))[:, 0] / sound[:, 0]
    assert factor.max() <= 1.0 + 1e-6
    assert np.abs(np.diff(factor)).max() < 0.004
    assert factor[SECOND] == pytest.approx(0.501 / 0.9, abs=0.01)


def test_a_target_out_of_reach_is_told() -> None:
    sound = speechlike(3)
    plan = plan_mastering(lambda: cut(sound), target=0.0)
    told = loudness_problem(plan, 0.0, "01-rain.mp4")
    assert told is not None
    assert (told.file, told.code) == ("01-rain.mp4", "loudness-missed")
    assert loudness_problem(plan, plan.integrated + 0.2, "01-rain.mp4") is None


def test_voices_measured_alike_are_as_loud() -> None:
    quiet, loud = take("a few words", 0.05), take("a few words", 0.2)
    gains = measured_gain([quiet] * 3), measured_gain([loud] * 3)
    assert gains[0] - gains[1] == pytest.approx(12.04, abs=0.1)
    silence = Take(np.zeros(24_000, np.float32), 24_000, ())
    assert (measured_gain([silence]), measured_gain([])) == (0.0, 0.0)


def test_a_voice_with_high_peaks_gets_a_part_of_what_a_film_takes_from_it() -> None:
    sound = speechlike(4)
    sound[:: SECOND // 10] += 0.3
    gain = measured_gain([Take(sound[:, 0], SECOND, ())])
    as_loud = SPEECH - loudness_of(cut(sound)).integrated
    heard_as_loud = plan_mastering(lambda: cut(sound)).gain - (TARGET - SPEECH)
    assert as_loud + 0.1 < gain < heard_as_loud - 0.1
