"""Beds loop without an audible joint, go down before a word, and come up in long pauses."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import cut, line, section, stereo, wordless

from story.errors import StoryError
from story.model import Annotation
from voices.mixing.levels import DUCK, MUSIC, SOUND, SPEECH, SWELL
from voices.mixing.mix import total_samples
from voices.music.beds import looped, survey
from voices.music.bundled import BEDS, bed_file, cue_identity
from voices.music.cues import MusicCue, SoundCue, sound_cues
from voices.music.duck import PAUSE, duck_curve, speech_spans
from voices.music.music_track import music_track, sound_track, survey_effect
from voices.sound.loudness import LoudnessMeter, loudness_of
from voices.sound.sound_files import sound_blocks
from voices.sound.streams import BlockReader
from voices.timeline import Clip, SectionTimeline, Timeline

SECOND = 48_000


def song(seconds: float = 30.0, *, fade: float = 0.0, silence: float = 0.0) -> np.ndarray:
    """Chords that change every second, with soft onsets; faded out, and silence after."""
    time = np.arange(int(seconds * SECOND)) / SECOND
    chord = np.floor(time) % 4
    sound = np.zeros(len(time))
    for root, notes in enumerate(
        ((220, 277, 330), (196, 247, 294), (175, 220, 262), (165, 208, 247))
    ):
        voice = sum(np.sin(2 * np.pi * note * time) for note in notes)
        sound += (
            np.where(chord == root, voice, 0) * np.exp(-(time % 1)) * np.minimum(1, (time % 1) * 50)
        )
    sound += np.random.default_rng(3).normal(size=len(time)) * 0.02
    if fade:
        sound *= np.clip((seconds - time) / fade, 0, 1)
    return np.concatenate([stereo(0.2 * sound), np.zeros((int(silence * SECOND), 2), np.float32)])


def film(*clips: tuple[float, float], seconds: int = 40) -> Timeline:
    """A section of that length in which someone speaks during `clips` (seconds)."""
    made = tuple(
        Clip("k", f"l{at}", 0, 1, int(start * SECOND), int((end - start) * SECOND), 0, 0.0, ())
        for at, (start, end) in enumerate(clips)
    )
    return Timeline(Fraction(30), (SectionTimeline("s", 30 * seconds, made, (), ()),))


def flux(sound: np.ndarray) -> np.ndarray:
    """Rise of the log spectrum every 20 ms."""
    mono = sound.mean(axis=1)
    frames = np.lib.stride_tricks.sliding_window_view(mono, 2_048)[::960] * np.hanning(2_048)
    spectra = np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-3)
    return np.maximum(0, np.diff(spectra, axis=0)).sum(axis=1)


@pytest.mark.parametrize("made", [song(14), song(15, fade=4.0), song(15.7, fade=2.0, silence=2.5)])
def test_a_joint_is_no_event_beside_the_beds_own(made: np.ndarray) -> None:
    bed = survey(lambda: cut(made), "song")
    sound = BlockReader(looped(lambda: cut(made), bed)).take(2 * len(made))
    loop = bed.last - bed.first - bed.fade
    own = np.percentile(flux(made[bed.first : bed.last]), 95)
    for joint in range(loop, len(sound) - bed.fade, loop):
        around = flux(sound[joint - 4_800 : joint + bed.fade + 4_800])
        assert np.percentile(around, 95) <= own * 1.05
        assert around.max() <= flux(made).max() * 1.1
        level = [
            loudness_of([sound[joint + at : joint + at + SECOND]]).integrated for at in (0, 48_000)
        ]
        assert all(
            abs(each - loudness_of([made[bed.first : bed.last]]).integrated) < 6 for each in level
        )


@pytest.mark.parametrize("size", [9_999, 10**7])
def test_a_loop_does_not_depend_on_the_pieces(size: int) -> None:
    made = song(9.3)
    bed = survey(lambda: cut(made), "song")
    one = BlockReader(looped(lambda: cut(made, size), bed)).take(12 * SECOND)
    other = BlockReader(looped(lambda: cut(made), bed)).take(12 * SECOND)
    assert np.array_equal(one, other)


@pytest.mark.parametrize("made", [np.zeros((SECOND * 9, 2), np.float32), song(1.5), song(0.01)])
def test_what_cannot_be_music_is_refused(made: np.ndarray) -> None:
    with pytest.raises(StoryError, match="rain can't be music"):
        survey(lambda: cut(made), "rain")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 3), st.floats(0.1, 2)), min_size=1, max_size=4))
def test_music_is_down_wherever_someone_speaks(parts: list[tuple[float, float]]) -> None:
    clips, at = [], 0.5
    for pause, length in parts:
        clips.append((at + pause, at + pause + length))
        at += pause + length
    spans = speech_spans(film(*clips, seconds=int(at) + 3))
    curve = duck_curve(spans, 0, int(at + 3) * SECOND)
    for start, end in clips:
        assert curve[int(start * SECOND) : int(end * SECOND)].min() > 0.999
    assert np.abs(np.diff(curve)).max() < 2e-4
    assert 0.0 <= curve.min() <= curve.max() <= 1.0


def test_music_comes_up_in_a_long_pause_only() -> None:
    spans = speech_spans(film((2, 4), (5, 7), (9.5, 12)))
    assert spans == ((2 * SECOND, 7 * SECOND), (int(9.5 * SECOND), 12 * SECOND))
    assert PAUSE == 57_600
    curve = duck_curve(spans, 0, 20 * SECOND)
    assert curve[int(4.5 * SECOND)] == 1.0
    assert curve[int(8.2 * SECOND)] < 0.05
    assert curve[SECOND] == 0.0


def test_the_curve_does_not_depend_on_the_blocks() -> None:
    spans = ((SECOND, 2 * SECOND), (4 * SECOND, 5 * SECOND))
    whole = duck_curve(spans, 0, 6 * SECOND)
    parts = [duck_curve(spans, at, at + 777) for at in range(0, 6 * SECOND - 777, 777)]
    assert np.array_equal(np.concatenate(parts), whole[: 777 * len(parts)])


def written(folder: Path, sound: np.ndarray, name: str = "song.wav") -> Path:
    soundfile.write(folder / name, sound, SECOND, subtype="FLOAT")
    return folder / name


def music(path: Path, start: int, end: int) -> MusicCue:
    return MusicCue(path, survey(partial(sound_blocks, path), path.name), start, end)


def effect(path: Path, start: int, end: int) -> SoundCue:
    return SoundCue(path, survey_effect(path), start, end)


def test_speech_lies_fifteen_lu_over_the_bed_and_the_bed_comes_up(tmp_path: Path) -> None:
    made = film((10, 25))
    track = music_track(
        made, [music(written(tmp_path, song()), 0, total_samples(made))], wordless(made)
    )
    sound = np.concatenate(list(track.blocks()))
    assert len(sound) == total_samples(made)
    assert not sound[:1_024].any()
    meter = LoudnessMeter()
    meter.add(sound)
    momentary = meter.momentary()
    assert momentary[105:245].max() < SPEECH - 15
    assert momentary[105:245].max() > SPEECH + MUSIC + DUCK - 4
    assert momentary[270:360].max() == pytest.approx(SPEECH + MUSIC + SWELL, abs=2)
    assert np.abs(sound[-480:]).max() < 1e-3


def test_music_keeps_to_its_range(tmp_path: Path) -> None:
    made = film()
    cue = music(written(tmp_path, song()), 5 * SECOND + 17, 12 * SECOND + 3)
    sound = np.concatenate(list(music_track(made, [cue], wordless(made)).blocks()))
    heard = np.flatnonzero(np.abs(sound).max(axis=1))
    assert 5 * SECOND + 17 <= heard[0] < 5 * SECOND + 600
    assert 12 * SECOND - 600 < heard[-1] < 12 * SECOND + 3
    again = np.concatenate(list(music_track(made, [cue], wordless(made)).blocks()))
    assert np.array_equal(sound, again)


def test_an_effect_is_heard_once_from_its_line(tmp_path: Path) -> None:
    bell = written(tmp_path, song(1.0), "bell.wav")
    said = line("Listen.", annotations=(Annotation("sound", "bell.wav"),), name="l0")
    made = film((3, 5), seconds=10)
    known = {bell: survey_effect(bell)}
    cues = sound_cues(made, [section([said])], lambda name: tmp_path / name, known)
    assert cues == (effect(bell, 3 * SECOND, 10 * SECOND),)
    sound = np.concatenate(list(sound_track(made, cues, wordless(made)).blocks()))
    heard = np.flatnonzero(np.abs(sound).max(axis=1) > 1e-4)
    assert 3 * SECOND <= heard[0] < 3 * SECOND + 100
    assert 3.8 * SECOND < heard[-1] < 4 * SECOND
    meter = LoudnessMeter()
    meter.add(sound)
    assert meter.momentary().max() == pytest.approx(SPEECH + SOUND, abs=1)


def test_a_long_effect_lies_under_the_words_and_ends_with_its_section(tmp_path: Path) -> None:
    rain = written(tmp_path, song(30.0), "rain.wav")
    made = film((3, 9), seconds=10)
    sound = np.concatenate(
        list(sound_track(made, [effect(rain, 3 * SECOND, 10 * SECOND)], wordless(made)).blocks())
    )
    meter = LoudnessMeter()
    meter.add(sound)
    assert meter.momentary()[35:80].max() < SPEECH - 15
    assert np.abs(sound[-100:]).max() < 1e-4


def test_a_silent_effect_is_said_to_be_silent(tmp_path: Path) -> None:
    mute = written(tmp_path, np.zeros((SECOND, 2), np.float32), "mute.wav")
    with pytest.raises(StoryError, match=r"mute\.wav is silent"):
        survey_effect(mute)


def test_music_is_read_again_for_every_pass(tmp_path: Path) -> None:
    made = film(seconds=4)
    track = music_track(made, [music(written(tmp_path, song(5.0)), 0, 4 * SECOND)], wordless(made))
    first, second = (partial(np.concatenate, list(track.blocks()))() for _ in range(2))
    assert np.array_equal(first, second)


def test_a_cue_is_named_by_its_files_content(tmp_path: Path) -> None:
    one = written(tmp_path, song(2.0), "a.wav")
    other = one.with_name("b.wav")
    other.write_bytes(one.read_bytes())
    assert cue_identity(music(one, 0, 9)) == cue_identity(music(other, 0, 9))
    assert cue_identity(music(one, 0, 9)) != cue_identity(music(one, 0, 8))
    with pytest.raises(StoryError, match=r"none\.wav can't be opened"):
        cue_identity(replace(music(one, 0, 9), path=tmp_path / "none.wav"))


@pytest.mark.parametrize("name", BEDS)
def test_a_bundled_bed_is_music_of_more_than_a_minute(name: str) -> None:
    path = bed_file(name)
    assert path is not None
    bed = survey(partial(sound_blocks, path), name)
    assert bed.last - bed.first > 80 * SECOND
    assert bed.fade == 4 * SECOND


def test_other_names_are_no_bundled_bed() -> None:
    assert bed_file("../voices/kokoro") is None
