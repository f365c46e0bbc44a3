"""Words far weaker than their voice: what lies under speech goes down with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voices.clock import RATE, frame_to_sample
from voices.mixing.levels import SPEECH
from voices.mixing.voicing import voiced
from voices.model import Samples, Take
from voices.music.duck import AHEAD, BEHIND, EARLY, ramp
from voices.sound.loudness import STEP, LoudnessMeter
from voices.timeline import Clip, Timeline

_FIRM = 8.0
"""LU under SPEECH from which on a word is weak: the bundled beds then lie 18 LU under it still,
which leaves 3 for their loudest moments."""
_MOST = 12.0
"""dB that a weak word takes music down, at most: as much as speech does, so as steep a way."""
_MOMENT = 4 * STEP
"""Samples, 400 ms, about a word in which it is judged: so long the ear gathers loudness."""
_CLEAR = RATE // 500
"""Samples at a section's ends that are left alone: levels are straight lines over half as long."""
_REACH = 2 * RATE
"""Samples before a word and after it beyond which nothing is heard of it."""


@dataclass(frozen=True)
class WeakWord:
    """Over [start, end) of the timeline's samples music lies `decibels` lower than under speech.

    It goes there and comes back within [first, last), the word's own section.
    """

    start: int
    end: int
    decibels: float
    first: int
    last: int


@dataclass(frozen=True)
class _Placed:
    """A clip, and its section's range of the timeline's samples."""

    first: int
    last: int
    clip: Clip


class WeakWords:
    """The weak words of a timeline. A clip is listened to once, when a mix comes near it."""

    def __init__(self, timeline: Timeline, load_take: Callable[[str], Take]) -> None:
        self._clips = tuple(_placed(timeline))
        self._starts = [each.first + each.clip.start for each in self._clips]
        self._ends = [each.first + each.clip.end for each in self._clips]
        self._within = cache(lambda number: tuple(_weak(self._clips[number], load_take)))

    def near(self, start: int, end: int, scene: tuple[int, int]) -> Iterator[WeakWord]:
        """Those that are felt in the samples [start, end), of clips that begin in the scene."""
        first = bisect_left(self._ends, start - _REACH)
        for number in range(first, bisect_right(self._starts, end + _REACH)):
            if scene[0] <= self._starts[number] < scene[1]:
                yield from self._within(number)


def lowered(words: Iterable[WeakWord], at: NDArray[np.int64]) -> NDArray[np.float32]:
    """dB by which music goes down for weak words at those samples, 0 and more.

    It goes no faster than a duck does. Where two words meet, the lower one counts, so that music
    stays down between words that follow each other.
    """
    down = np.zeros(len(at))
    for word in words:
        least = word.decibels / _MOST
        early, late = max(word.first, word.start - AHEAD), min(word.last, word.end + BEHIND)
        down_at = max(word.start, early + 1 + round(AHEAD * least))
        up_from = min(word.end, late - 1 - round(BEHIND * least))
        before, after = ramp((at - early) / (down_at - early)), ramp((late - at) / (late - up_from))
        np.maximum(down, word.decibels * before * after, out=down)
    return down.astype(np.float32)


def _placed(timeline: Timeline) -> Iterator[_Placed]:
    for section, frame in zip(timeline.sections, timeline.first_frames(), strict=True):
        first = frame_to_sample(frame, timeline.fps)
        last = frame_to_sample(frame + section.frames, timeline.fps)
        for clip in section.clips:
            yield _Placed(first, last, clip)


def _weak(placed: _Placed, load_take: Callable[[str], Take]) -> Iterator[WeakWord]:
    """A clip's words that lie low in its own sound, nothing else heard."""
    clip = placed.clip
    if not clip.words:
        return
    sound = voiced(clip, load_take(clip.take))
    silence = np.zeros((2 * _MOMENT, 2), dtype=np.float32)
    samples = np.concatenate([silence, sound.samples, silence])
    for word in clip.words:
        middle, half = (word.onset + word.offset) // 2, (word.offset - word.onset) // 2
        reach = max(half, _MOMENT // 2)
        at = max(0, middle - sound.start + len(silence))
        missing = min(_MOST, SPEECH - _FIRM - _loudest(samples[max(0, at - reach) : at + reach]))
        if missing > 0:
            start, end = placed.first + middle - reach, placed.first + middle + reach
            first, last = placed.first + _CLEAR, placed.last - _CLEAR
            yield WeakWord(start - EARLY, end + EARLY, missing, first, last)


def _loudest(sound: Samples) -> float:
    """LUFS of the loudest moment of a sound, -120 where it has none."""
    meter = LoudnessMeter()
    meter.add(sound)
    return float(meter.momentary().max(initial=-120.0))
