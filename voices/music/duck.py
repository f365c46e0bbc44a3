"""Lowers what lies under speech: a smooth curve that knows when the next word comes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile
from math import pi
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from voices.clock import RATE, frame_to_sample
from voices.timeline import Timeline

PAUSE = RATE * 12 // 10
"""Samples: only pauses longer than this let the bed come up again."""
REST = 3 * RATE
"""Samples: in pauses longer than this the music has the scene to itself, and swells."""
AHEAD = RATE * 6 // 10
"""Samples that it takes to go down before a word."""
BEHIND = RATE * 9 // 10
"""Samples that it takes to come up after the last."""
EARLY = RATE // 20
"""It is down this long before the word, and stays down as long after it."""

SpeechSpan = tuple[int, int]


def speech_spans(timeline: Timeline, rest: int = PAUSE) -> tuple[SpeechSpan, ...]:
    """When someone speaks: ranges of the timeline's samples, joined over pauses up to `rest`."""
    return joined_spans(clip_spans(timeline), rest)


def clip_spans(timeline: Timeline) -> tuple[SpeechSpan, ...]:
    """The range of the timeline's samples of every clip."""
    return tuple(
        (
            frame_to_sample(frame, timeline.fps) + clip.start,
            frame_to_sample(frame, timeline.fps) + clip.end,
        )
        for section, frame in zip(timeline.sections, timeline.first_frames(), strict=True)
        for clip in section.clips
    )


def joined_spans(clips: Iterable[SpeechSpan], rest: int) -> tuple[SpeechSpan, ...]:
    """Rising ranges, joined over pauses up to `rest`."""
    spans: list[SpeechSpan] = []
    for start, end in clips:
        if spans and start - spans[-1][1] <= rest:
            start = spans.pop()[0]
        spans.append((start, end))
    return tuple(spans)


def duck_curve(
    spans: Sequence[SpeechSpan], start: int, end: int, step: int = 1
) -> NDArray[np.float32]:
    """How far down a bed is at every `step`-th of the samples [start, end): 0 up, 1 under speech.

    Spans rise.
    """
    at = np.arange(start, end, step, dtype=np.float64)
    up = np.ones(len(at))
    nearest = bisect_left(spans, start - EARLY - BEHIND, key=itemgetter(1))
    for first, last in takewhile(lambda span: span[0] - EARLY - AHEAD < end, spans[nearest:]):
        before = ramp((at - first + EARLY + AHEAD) / AHEAD)
        after = ramp((last + EARLY + BEHIND - at) / BEHIND)
        up *= 1.0 - before * after
    return (1.0 - up).astype(np.float32)


def ramp(part: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 to 1 along a raised cosine, as `part` goes from 0 to 1."""
    return np.asarray(0.5 - 0.5 * np.cos(pi * np.clip(part, 0.0, 1.0)))
