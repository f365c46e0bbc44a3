"""Law 2: integer samples at 48 kHz, frames on one grid, and rounding that never accumulates."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from render.checking.probe import probe
from voices.clock import RATE, frame_to_sample, frames_to_hold, sample_to_frame

RATES = st.sampled_from([*map(Fraction, (24, 25, 30, 50, 60)), Fraction(30_000, 1001)])
FRAMES = st.integers(0, 10**7)
"""Two days of film."""


@given(FRAMES, RATES)
def test_a_frame_begins_within_half_a_sample_of_its_time(frame: int, fps: Fraction) -> None:
    assert abs(frame_to_sample(frame, fps) - Fraction(frame * RATE) / fps) <= Fraction(1, 2)


@given(st.lists(FRAMES, min_size=2, max_size=9), RATES)
def test_lengths_add_up_however_a_film_is_cut(cuts: list[int], fps: Fraction) -> None:
    samples = [frame_to_sample(cut, fps) for cut in sorted(cuts)]
    assert sum(b - a for a, b in pairwise(samples)) == samples[-1] - samples[0]
    assert samples == sorted(samples)


@given(FRAMES, RATES)
def test_a_frame_is_on_screen_until_the_next_begins(frame: int, fps: Fraction) -> None:
    middle = (frame_to_sample(frame, fps) + frame_to_sample(frame + 1, fps)) // 2
    assert sample_to_frame(middle, fps) == frame


@given(st.integers(0, 10**10), RATES)
def test_what_is_held_is_held_by_the_fewest_frames(samples: int, fps: Fraction) -> None:
    frames = frames_to_hold(samples, fps)
    assert (frames - 1) * RATE / fps < samples <= frames * RATE / fps


def test_sections_end_on_frames_and_follow_each_other(home: Path) -> None:
    for path in (home / "out").glob("*.timeline.json"):
        timeline = json.loads(path.read_text("utf-8"))
        facts = probe(path.with_name(path.name.replace("timeline.json", "mp4")))
        assert sum(section["frames"] for section in timeline["sections"]) == timeline["frames"]
        assert facts.video.frames == timeline["frames"]
        assert abs(facts.video.duration - facts.audio.duration) <= Fraction(1, 60)
