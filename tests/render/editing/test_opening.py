"""Titles: over the picture, in a pause, and not before it was seen."""

import re
from fractions import Fraction

import pytest
from sounds import cast, facts, line, section

from render.editing.opening import title_frames, title_seconds
from voices.arranging.arrange import arrange
from voices.arranging.rests import rests
from voices.arranging.rhythm import Rhythm
from voices.clock import RATE

FPS = Fraction(30)
LONG = "The rain went on over the roofs of the town, and nobody in the square looked up at it. " * 3
NEVER = re.compile("(?!)")


def told(*texts, breath=True, film=False):
    made = section([line(text, name=f"l{n}") for n, text in enumerate(texts)])
    seconds = title_seconds(film=film)
    asked = rests(made, NEVER, opens=True, closes=True, breath=breath, title=seconds)
    timeline = arrange(made, facts([made]), cast(), FPS, Rhythm(), opens_episode=True, rests=asked)
    return timeline, title_frames(timeline, asked.title, seconds, FPS)


@pytest.mark.parametrize("breath", [True, False])
@pytest.mark.parametrize("texts", [(LONG, LONG), ("It rained.", LONG)])
def test_nobody_speaks_under_a_title_and_the_picture_is_there_before_it(texts, breath):
    timeline, (first, last) = told(*texts, breath=breath)
    assert first > 0
    assert 2.0 <= (last - first) / FPS <= 2.5
    assert first / FPS < 8
    start, end = first / FPS * RATE, last / FPS * RATE
    assert all(clip.end <= start or end <= clip.start for clip in timeline.clips)


def test_it_follows_a_short_first_line():
    timeline, (first, _) = told("It rained.", LONG)
    assert first / FPS * RATE > timeline.clips[0].end


def test_it_is_shorter_inside_a_film():
    _, (first, last) = told(LONG, film=True)
    assert (last - first) / FPS == 2


def test_without_words_it_is_seen_as_long_as_the_picture():
    timeline = arrange(section([]), {}, {}, FPS, Rhythm(), opens_episode=True)
    first, last = title_frames(timeline, "", 2.4, FPS)
    assert 0 <= first < last <= timeline.frames
