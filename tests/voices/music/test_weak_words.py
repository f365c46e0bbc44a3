"""Music goes down with words that are far weaker than their voice, and with no others."""

from fractions import Fraction
from functools import partial
from math import pi
from pathlib import Path

import numpy as np
import pytest
import soundfile
from sounds import cut, stereo

from voices.mixing.levels import DUCK, MUSIC, SPEECH
from voices.mixing.mix import mix_stems, total_samples
from voices.model import Samples, Take
from voices.music.beds import survey
from voices.music.cues import MusicCue
from voices.music.duck import AHEAD
from voices.music.music_track import music_track
from voices.music.weak_words import WeakWords
from voices.sound.loudness import LoudnessMeter, loudness_of
from voices.sound.sound_files import sound_blocks
from voices.timeline import Clip, SectionTimeline, Timeline, Word

SECOND = 48_000
WEAK_AT = (4.0, 4.4)
"""Seconds of a clip of ten in which its weak word is said."""


def take(decibels: float, weak_at: tuple[float, float] = WEAK_AT) -> Take:
    """Ten seconds of a voice at SPEECH, but for one word that lies lower."""
    time = np.arange(10 * SECOND) / SECOND
    noise = np.random.default_rng(7).normal(size=len(time)) * (1.2 + np.sin(2 * pi * 3 * time))
    noise *= 10 ** ((SPEECH - loudness_of(cut(stereo(noise))).integrated) / 20)
    first, last = (int(at * SECOND) for at in weak_at)
    edge = int(0.2 * SECOND)
    noise[max(0, first - edge) : last + edge] *= 10 ** (decibels / 20)
    return Take(noise.astype(np.float32), SECOND, ())


def section(name: str, key: str, weak_at: tuple[float, float] = WEAK_AT) -> SectionTimeline:
    """Twelve seconds; a clip of ten begins after 0.4, as a section's first words do."""
    start = int(0.4 * SECOND)
    times = [(0.1, 0.5), weak_at, (8.0, 8.5)]
    words = tuple(
        Word(at, at + 1, start + int(a * SECOND), start + int(b * SECOND))
        for at, (a, b) in enumerate(times)
    )
    clip = Clip(key, name, 0, 3, start, 10 * SECOND, 0, 0.0, words)
    return SectionTimeline(name, 360, (clip,), (), ())


def stems(folder: Path, decibels: float, weak_at: tuple[float, float] = WEAK_AT) -> list[Samples]:
    """The voice and the music of three sections; the word is weak in the second."""
    song = folder / "song.wav"
    if not song.exists():
        hum = np.random.default_rng(5).normal(size=40 * SECOND) * 0.05
        soundfile.write(song, stereo(hum), SECOND, subtype="FLOAT")
    takes = {"firm": take(0.0), "weak": take(decibels, weak_at)}
    made = Timeline(
        Fraction(30),
        (section("a", "firm"), section("b", "weak", weak_at), section("c", "firm")),
    )
    cue = MusicCue(
        song, survey(partial(sound_blocks, song), song.name), 0, total_samples(made), swell=0.0
    )
    music = music_track(made, [cue], WeakWords(made, takes.__getitem__))
    blocks = list(mix_stems(made, takes.__getitem__, [music]))
    return [np.concatenate([each[role] for each in blocks]) for role in ("narration", "music")]


def loudest(sound: Samples, start: float, end: float) -> float:
    meter = LoudnessMeter()
    meter.add(sound[int(start * SECOND) : int(end * SECOND)])
    return float(meter.momentary().max())


@pytest.mark.parametrize("decibels", [-12.0, -16.0, -19.0])
def test_a_weak_word_lies_fifteen_lu_over_music(tmp_path: Path, decibels: float) -> None:
    voice, music = stems(tmp_path, decibels)
    said = (12.4 + WEAK_AT[0], 12.4 + WEAK_AT[1])
    assert loudest(voice, *said) < SPEECH - 10
    assert loudest(voice, *said) - loudest(music, *said) >= 15
    firm = (12.4 + 7.5, 12.4 + 8.5)
    assert loudest(music, *firm) == pytest.approx(SPEECH + MUSIC + DUCK, abs=1.5)


@pytest.mark.parametrize("weak_at", [WEAK_AT, (0.0, 0.3), (9.6, 10.0)])
def test_it_goes_down_and_up_smoothly_within_its_section(
    tmp_path: Path, weak_at: tuple[float, float]
) -> None:
    _, plain = stems(tmp_path, 0.0, weak_at)
    _, lower = stems(tmp_path, -40.0, weak_at)
    assert np.array_equal(plain[: 12 * SECOND], lower[: 12 * SECOND])
    assert np.array_equal(plain[24 * SECOND :], lower[24 * SECOND :])
    inside = slice(12 * SECOND, 24 * SECOND)
    level = np.median((lower[inside] / plain[inside]).reshape(-1, 480, 2), axis=(1, 2))
    down = 20 * np.log10(level)
    assert down.min() == pytest.approx(-12, abs=0.1)
    steepest = 12 * pi / 2 / (AHEAD / SECOND)  # dB a second, a duck's own
    assert np.abs(np.diff(down)).max() <= steepest / 100 * 1.05


def test_music_is_left_alone_under_words_that_are_weak_by_a_little(tmp_path: Path) -> None:
    _, plain = stems(tmp_path, 0.0)
    _, same = stems(tmp_path, -5.0)
    assert np.array_equal(plain, same)
