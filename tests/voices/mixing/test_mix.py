"""The mix is exact to the sample, streams, and never steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import cast, cut, line, recorded, section, take, timeline

from story.model import Annotation
from voices.arranging.arrange import arrange
from voices.arranging.rhythm import Rhythm
from voices.clock import frame_to_sample
from voices.mixing.mix import Track, mix, mix_stems, total_samples
from voices.mixing.voicing import voiced
from voices.model import Take
from voices.sound.resampling import resample, resampled_length
from voices.timeline import Clip, SectionTimeline, Timeline

NTSC = Fraction(30000, 1001)


def clip(start: int, key: str = "k", duration: int = 4_800) -> Clip:
    return Clip(key, "l", 0, 1, start, duration, 2_400, 0.0, ())


def film(fps: Fraction = Fraction(30)) -> tuple[Timeline, Callable[[str], Take]]:
    parts = [
        section([line("It began in the rain."), line("Go!", "Ada")], name="a"),
        section(
            [line("Would it end?", "Ben", joint="tag"), line("he said.", joint="tag")], name="b"
        ),
    ]
    infos, takes = recorded(parts)
    made = [arrange(part, infos, cast("Ada", "Ben"), fps, Rhythm()) for part in parts]
    return timeline(*made, fps=fps), takes.__getitem__


@pytest.mark.parametrize("fps", [Fraction(30), NTSC, Fraction(24)])
def test_the_mix_is_as_long_as_its_frames(fps: Fraction) -> None:
    made, load = film(fps)
    assert sum(len(block) for block in mix(made, load)) == frame_to_sample(made.frames, fps)


def test_the_mix_begins_with_more_silence_than_an_encoder_takes_away() -> None:
    first = next(iter(mix(*film())))
    assert not first[:1_024].any()
    assert first.dtype == np.float32


def test_voices_are_heard_at_their_clips_and_nowhere_else() -> None:
    made, load = film()
    sound = np.abs(np.concatenate(list(mix(made, load)))).max(axis=1)
    quiet = np.ones(len(sound), dtype=bool)
    for first, part in zip(made.first_frames(), made.sections, strict=True):
        for each in part.clips:
            start = frame_to_sample(first, made.fps) + each.start
            assert sound[start + 100 : start + each.duration - 100].max() > 0.09
            quiet[start - 720 : start + each.duration + 3_840] = False
    assert not sound[quiet].any()


def test_stems_add_up_to_the_mix() -> None:
    made, load = film()
    stems = list(mix_stems(made, load))
    assert [sorted(each) for each in stems] == [["dialogue", "narration"]] * len(stems)
    summed = np.concatenate([each["narration"] + each["dialogue"] for each in stems])
    assert np.array_equal(summed, np.concatenate(list(mix(made, load))))
    assert all(np.concatenate([each[role] for each in stems]).any() for role in stems[0])


def test_a_track_joins_the_mix_as_its_own_stem() -> None:
    made, load = film()
    ones = np.ones((total_samples(made), 2), dtype=np.float32)
    track = Track("music", lambda: cut(ones))
    stems = list(mix_stems(made, load, [track, track]))
    assert all((each["music"] == 2).all() for each in stems)


def test_marks_a_film_apart_keep_their_sample() -> None:
    """A click per section over an hour at 29.97: each within a sample of the exact clock."""
    ticks = 1_200
    click = np.zeros(4_800, dtype=np.float32)
    click[1_200] = 1.0
    one = SectionTimeline("s", 90, (clip(2_400),), (), ())
    made = Timeline(NTSC, (one,) * ticks)
    wanted = [Fraction(90 * index * 48_000) / NTSC + 2_400 for index in range(ticks)]
    peaks, at = [], 0
    for block in mix(made, lambda _: Take(click, 24_000, ())):
        loud = np.flatnonzero(block[:, 0] > 0.9)
        peaks += [at + int(index) for index in loud]
        at += len(block)
    assert len(peaks) == ticks
    assert max(abs(peak - exact) for peak, exact in zip(peaks, wanted, strict=True)) <= 0.5


def test_only_takes_near_the_block_are_asked_for() -> None:
    asked: list[str] = []

    def load(key: str) -> Take:
        asked.append(key)
        return take("word", seconds=0.2)

    one = SectionTimeline("s", 300, (clip(9_600), clip(400_000, "late")), (), ())
    blocks = mix(Timeline(Fraction(30), (one,)), load)
    next(blocks)
    assert asked == ["k"]


def test_a_voice_that_is_cut_mid_sound_has_no_step() -> None:
    loud = Take(np.full(24_000, 0.5, dtype=np.float32), 24_000, ())
    one = SectionTimeline("s", 30, (clip(4_800),), (), ())
    sound = np.concatenate(list(mix(Timeline(Fraction(30), (one,)), lambda _: loud)))[:, 0]
    assert np.abs(np.diff(sound)).max() < 0.002


@pytest.mark.parametrize("effect", ["", "whisper", "shout", "thought"])
def test_no_clip_starts_or_stops_with_a_step(effect: str) -> None:
    loud = Take(np.full(4_800, 0.5, dtype=np.float32), 24_000, ())
    whole = replace(clip(4_800), duration=9_600, skip=0, effect=effect)
    sound = voiced(whole, loud).samples
    assert np.abs(sound[[0, -1]]).max() < 10 ** (-60 / 20)
    assert np.abs(sound).max() > 0.1


def test_balance_keeps_the_power() -> None:
    left, middle = (
        np.concatenate(
            list(
                mix(
                    Timeline(Fraction(30), (SectionTimeline("s", 30, (each,), (), ()),)),
                    lambda _: take("word", seconds=0.2),
                )
            )
        )
        for each in (replace(clip(4_800), balance=-0.2), clip(4_800))
    )
    assert left[:, 0].max() > middle[:, 0].max() > left[:, 1].max()
    assert np.square(left).sum() == pytest.approx(np.square(middle).sum(), rel=1e-4)


def test_pitch_raises_what_is_heard() -> None:
    wave = np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000).astype(np.float32)
    high = replace(clip(4_800), duration=20_000, pitch=12.0)
    one = SectionTimeline("s", 30, (high,), (), ())
    blocks = mix(Timeline(Fraction(30), (one,)), lambda _: Take(wave, 24_000, ()))
    spectrum = np.abs(np.fft.rfft(np.concatenate(list(blocks))[4_800:24_800, 0]))
    assert np.argmax(spectrum) * 48_000 / 20_000 == pytest.approx(880, abs=3)


@pytest.mark.parametrize("effect", ["whisper", "shout", "thought"])
def test_deliveries_change_the_sound_and_repeat(effect: str) -> None:
    spoken = section([line("Nobody must hear.", annotations=(Annotation("delivery", effect),))])
    infos, takes = recorded([spoken])
    made = timeline(arrange(spoken, infos, cast(), Fraction(30), Rhythm()))
    one, other = (np.concatenate(list(mix(made, takes.__getitem__))) for _ in range(2))
    plain = replace(made.sections[0].clips[0], effect="")
    bare = replace(made, sections=(replace(made.sections[0], clips=(plain,)),))
    assert np.array_equal(one, other)
    assert not np.allclose(one, np.concatenate(list(mix(bare, takes.__getitem__))), atol=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([8_000, 16_000, 22_050, 24_000, 44_100, 48_000]), st.integers(40, 4_000))
def test_resampling_keeps_every_place(rate: int, place: int) -> None:
    impulse = np.zeros(4_100, dtype=np.float32)
    impulse[place] = 1.0
    out = resample(impulse, rate)
    assert len(out) == resampled_length(4_100, rate)
    assert int(np.argmax(out)) == resampled_length(place, rate)
