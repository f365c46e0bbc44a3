"""Where music comes in and goes out when it is left to moods: scene by scene, to its cadence."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sounds import wordless

from story.episodes.moods import MOODS
from voices.clock import RATE
from voices.music.beds import Bed, Form
from voices.music.bundled import bed_file, bundled_bed
from voices.music.cues import MusicCue
from voices.music.music_track import music_track
from voices.music.performed import decoded_bed, performed
from voices.music.spotting import SpottedScene, middle, silences, spotted
from voices.timeline import Clip, Gap, SectionTimeline, Timeline

BEDS = {bed_file(name): bundled_bed(name) for name in MOODS}
CALM, BRIGHT, TENSE, WONDER = (bed_file(name) for name in ("calm", "bright", "tense", "wonder"))


def seconds(*values: float) -> tuple[int, ...]:
    return tuple(round(value * RATE) for value in values)


def scene(path: Path, start: float, end: float, *quiet: tuple[float, float], spoken: float = 0):
    return SpottedScene(
        path, *seconds(start, end), tuple(seconds(*each) for each in quiet), *seconds(spoken)
    )


def film(*lengths: int) -> Timeline:
    """Sections of so many seconds; somebody speaks from their second to their last but one."""
    sections = tuple(
        SectionTimeline(
            f"s{number}",
            24 * length,
            (Clip("k", "l", 0, 1, RATE, (length - 2) * RATE, 0, 0.0, ()),),
            (),
            (),
        )
        for number, length in enumerate(lengths)
    )
    return Timeline(Fraction(24), sections)


def test_each_scene_has_one_bed_that_changes_at_its_border() -> None:
    found = spotted([scene(CALM, 0, 60), scene(TENSE, 60, 100)], 101 * RATE, BEDS)
    assert [(cue.path, cue.end) for cue in found] == [(CALM, 60 * RATE), (TENSE, 100 * RATE)]
    assert found[1].start == 59 * RATE
    theme = BEDS[TENSE].form.themes[0]
    assert (found[1].at - (theme - RATE)) % (BEDS[TENSE].last - BEDS[TENSE].first) == 0


def test_a_bed_that_goes_on_enters_with_its_next_theme() -> None:
    first, second = spotted([scene(CALM, 0, 9), scene(CALM, 9, 20)], 21 * RATE, BEDS)
    assert first.at == BEDS[CALM].form.themes[0]
    assert second.at + RATE == BEDS[CALM].form.themes[1]


def test_the_openings_theme_returns_and_comes_to_its_cadence() -> None:
    scenes = [scene(CALM, 0, 60), scene(TENSE, 60, 100), scene(WONDER, 100, 170, spoken=160)]
    *_, last = spotted(scenes, 170 * RATE, BEDS)
    assert last.path == CALM
    assert last.end == 170 * RATE
    assert heard_at_the_last_chord(last) == pytest.approx(164 * RATE, abs=1)


def heard_at_the_last_chord(cue: MusicCue) -> int:
    bed = cue.bed
    body = bed.last - bed.first
    return cue.start + (bed.last - cue.at) + cue.rounds * body + (bed.form.final - bed.last)


@pytest.mark.parametrize("after_words", [3, 5, 9.5])
def test_the_last_chord_rings_out_and_is_not_cut_off(after_words: float) -> None:
    end = int(90 * RATE)
    one = scene(CALM, 0, 90, spoken=90 - after_words)
    *_, last = spotted([one], end, BEDS)
    ring = end - heard_at_the_last_chord(last)
    assert last.end == end
    assert last.fall == pytest.approx(ring / 2, abs=1)
    assert last.fall >= 0.8 * RATE


@pytest.mark.parametrize("length", [9, 14, 21.3, 40, 118, 119, 240, 700])
@pytest.mark.parametrize("name", MOODS)
def test_the_last_chord_sounds_after_the_last_word_whatever_the_length(
    name: str, length: float
) -> None:
    path = bed_file(name)
    (cue,) = spotted([scene(path, 0, length, spoken=length - 2)], round(length * RATE), BEDS)
    assert heard_at_the_last_chord(cue) == pytest.approx((length - 1.65) * RATE, abs=1)
    bed = BEDS[path]
    assert bed.first <= cue.at < bed.form.end
    bar = (bed.last - bed.first) / bed.form.bars
    assert cue.start < 1.01 * bar
    if cue.at < bed.last:
        assert min((cue.at - bed.first) % bar, -(cue.at - bed.first) % bar) < 2


def test_music_leaves_for_a_silence_and_comes_back_with_a_theme() -> None:
    found = spotted([scene(CALM, 0, 60, (20, 25))], 90 * RATE, BEDS)
    assert [(cue.start, cue.end) for cue in found] == [seconds(0, 20), seconds(25, 60)]
    assert [cue.at for cue in found] == list(BEDS[CALM].form.themes[:2])


def told(*gaps: tuple[str, float, float]) -> SectionTimeline:
    made = tuple(Gap(kind, *seconds(start, end)) for kind, start, end in gaps)
    clips = tuple(
        Clip("k", f"l{at}", 0, 1, gap.end, following.start - gap.end, 0, 0.0, ())
        for at, (gap, following) in enumerate(pairwise(made))
    )
    return SectionTimeline("s", 24 * 100, clips, made, ())


def test_silence_falls_where_it_is_strongest_and_at_beats_that_are_long_and_far_apart() -> None:
    placed = told(
        ("lead", 0, 1),
        ("turn", 20, 21),
        ("rest", 26, 28),
        ("rest", 60, 60.5),
        ("pause", 70, 71.5),
        ("section", 99, 100),
    )
    assert silences(placed, "") == (seconds(26, 28), seconds(70, 71.5))
    assert silences(placed, "l1") == (seconds(20, 26), seconds(70, 71.5))
    assert silences(placed, "l0") == silences(placed, "")


def test_a_film_of_one_scene_opens_with_its_theme_and_ends_on_its_cadence() -> None:
    one = replace(scene(CALM, 0, 90, spoken=80), middle=40 * RATE)
    first, last = spotted([one], 90 * RATE, BEDS)
    assert (first.start, first.end, first.at) == (0, 40 * RATE, BEDS[CALM].form.themes[0])
    assert last.start < 44 * RATE
    assert heard_at_the_last_chord(last) == pytest.approx(84 * RATE, abs=1)
    placed = told(("lead", 0, 1), ("turn", 40, 41), ("turn", 50, 52), ("section", 99, 100))
    assert middle(placed) == 50 * RATE


def test_an_edit_in_one_scene_changes_music_in_no_other() -> None:
    def sound(*lengths: int) -> list[np.ndarray]:
        scenes, start = [], 0
        for path, length in zip((CALM, TENSE, TENSE, BRIGHT), lengths, strict=True):
            scenes.append(scene(path, start, start + length, spoken=start + length - 2))
            start += length
        cues = spotted(scenes, start * RATE, BEDS)
        made = film(*lengths)
        heard = np.concatenate(list(music_track(made, cues, wordless(made)).blocks()))
        edges = np.cumsum((0, *lengths)) * RATE
        return [heard[a:b] for a, b in pairwise(edges)]

    before, after = sound(12, 14, 11, 16), sound(12, 15, 11, 16)
    assert [len(one) == len(other) for one, other in zip(before, after, strict=True)] == [
        *(True, False, True, True)
    ]
    for number in (0, 2, 3):
        assert np.array_equal(before[number], after[number])


@pytest.mark.parametrize("name", MOODS)
def test_a_bundled_bed_is_as_its_facts_say(name: str) -> None:
    bed = bundled_bed(name)
    sound = decoded_bed(bed_file(name))(0, bed.form.end + RATE)
    assert len(sound) == pytest.approx(bed.form.end, abs=1_000)
    assert 90 * RATE <= bed.last - bed.first <= 150 * RATE
    assert all(bed.first <= theme < bed.last for theme in bed.form.themes)
    assert np.abs(sound).max() < 0.7


@pytest.mark.parametrize("name", MOODS)
def test_a_bed_joins_itself_as_it_goes_on_elsewhere(name: str) -> None:
    bed, sound = bundled_bed(name), decoded_bed(bed_file(name))
    pieces, around = performed(sound, bed, bed.last - 2 * RATE, None), []
    while sum(map(len, around)) < 4 * RATE:
        around.append(next(pieces))
    seam = np.concatenate(around)[: 4 * RATE].mean(axis=1)
    body = sound(bed.first, bed.last).mean(axis=1)
    assert np.abs(np.diff(seam)).max() <= np.abs(np.diff(body)).max()
    levels = [rms(body[at : at + RATE // 10]) for at in range(0, len(body), RATE // 10)]
    steps = np.abs(np.diff(levels))
    seam_levels = [rms(seam[at : at + RATE // 10]) for at in range(0, len(seam), RATE // 10)]
    assert np.abs(np.diff(seam_levels)).max() <= steps.max()
    played = sound(bed.first - bed.fade, bed.last).mean(axis=1)
    assert rises(seam).max() <= rises(played).max()


def rises(mono: np.ndarray) -> np.ndarray:
    """Rise of the log spectrum every 20 ms."""
    frames = np.lib.stride_tricks.sliding_window_view(mono, 2_048)[::960] * np.hanning(2_048)
    spectra = np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-3)
    return np.maximum(0, np.diff(spectra, axis=0)).sum(axis=1)


def rms(sound: np.ndarray) -> float:
    return float(10 * np.log10(np.square(sound).mean() + 1e-9))


def test_a_coda_is_played_once_after_its_rounds() -> None:
    sound = np.repeat(np.arange(100, dtype=np.float32)[:, None], 2, axis=1)
    bed = Bed(10, 60, 0, -20.0, Form(5, (10,), 70, 100))
    heard = np.concatenate(list(performed(lambda first, last: sound[first:last], bed, 50, 1)))[:, 0]
    assert heard.tolist() == [*range(50, 60), *range(10, 100)]
    inside = np.concatenate(list(performed(lambda first, last: sound[first:last], bed, 75, 0)))[
        :, 0
    ]
    assert inside.tolist() == list(range(75, 100))
    assert replace(bed, form=None).form is None
