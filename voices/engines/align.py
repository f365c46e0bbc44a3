"""Word marks for a voice that tells none: its sound is laid against hibari's of the same text.

hibari knows when it says each word, and says ten seconds in a tenth of one. Both sounds become
cepstra, dynamic time warping finds which moment of one is which of the other.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import soxr
from numpy.typing import NDArray

from voices.engines.base import Engine
from voices.model import Mark, Samples, Spoken
from voices.sound.compiled import compiled
from voices.sound.edges import edges

_RATE, _SIZE, _HOP = 16_000, 512, 160
"""Hz and samples: frames of 32 ms every 10 ms, as speech recognisers hear it. Above 8 kHz is
nothing that tells one sound from another."""
_BANDS, _CEPSTRA = 40, 13
"""Mel bands, and the coefficients kept of them: the usual ones, shape without the pitch."""


@cache
def _reference() -> Engine:
    from voices.engines.hibari import HibariEngine

    engine = HibariEngine({})
    engine.load()
    return engine


def aligned_marks(samples: Samples, rate: int, spoken: Spoken) -> tuple[Mark, ...]:
    """Marks of `spoken`'s words in samples [n] at `rate` Hz; none where nothing is heard."""
    told = _reference().speak(spoken, "heart")
    head, tail = edges(samples, rate)
    told_head, told_tail = edges(told.samples, told.rate)
    if not told.marks or tail <= head:
        return ()
    other = _cepstra(samples[head:tail], rate)
    model = _cepstra(told.samples[told_head:told_tail], told.rate)
    where = _warp(model, other)
    length = tail - head

    def moved(sample: int) -> int:
        place = np.clip((sample - told_head) / told.rate * _RATE / _HOP, 0, len(where) - 1)
        frame = float(np.interp(place, np.arange(len(where)), where))
        return head + min(length, max(0, round(frame * _HOP / _RATE * rate)))

    return _rising([Mark(m.start, m.end, moved(m.onset), moved(m.offset)) for m in told.marks])


def _rising(found: list[Mark]) -> tuple[Mark, ...]:
    """The same marks, each with a sample at least, none over the next."""
    marks: list[Mark] = []
    for mark in found:
        onset = max(mark.onset, marks[-1].offset if marks else 0)
        marks.append(Mark(mark.start, mark.end, onset, max(mark.offset, onset + 1)))
    return tuple(marks)


def _cepstra(samples: Samples, rate: int) -> Samples:
    """[frames, 2·cepstra - 1], 10 ms apart, each of mean 0 and deviation 1: shape and change."""
    sound = np.pad(soxr.resample(samples, rate, _RATE).astype(np.float32), _SIZE // 2)
    frames = np.lib.stride_tricks.sliding_window_view(sound, _SIZE)[::_HOP] * np.hanning(_SIZE)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    logs = np.log(power @ _filters().T + 1e-8)
    turns = np.outer(np.arange(_CEPSTRA), np.arange(_BANDS) + 0.5) * np.pi / _BANDS
    found = logs @ np.cos(turns).T
    change = np.gradient(found[:, 1:], axis=0) if len(found) > 1 else np.zeros_like(found[:, 1:])
    both = np.concatenate([found, 2 * change], axis=1)
    even = (both - both.mean(axis=0)) / (both.std(axis=0) + 1e-6)
    return np.asarray(even, np.float32)


@cache
def _filters() -> NDArray[np.float64]:
    """Triangles on the mel scale: [bands, lines]."""
    lines = np.fft.rfftfreq(_SIZE, 1 / _RATE)
    tops = 2595 * np.log10(1 + _RATE / 2 / 700)
    points = 700 * (10 ** (np.linspace(0, tops, _BANDS + 2) / 2595) - 1)
    rise = (lines - points[:-2, None]) / np.diff(points)[:-1, None]
    fall = (points[2:, None] - lines) / np.diff(points)[1:, None]
    return np.asarray(np.maximum(0, np.minimum(rise, fall)))


@compiled
def _warp(model: Samples, other: Samples) -> NDArray[np.float64]:
    """For each frame of `model` the frame of `other` at the same place in the speech."""
    rows, columns = model.shape[0], other.shape[0]
    cost = np.full((rows + 1, columns + 1), np.inf)
    cost[0, 0] = 0
    for i in range(rows):
        for j in range(columns):
            apart = 0.0
            for k in range(model.shape[1]):
                apart += (model[i, k] - other[j, k]) ** 2
            step = min(cost[i, j], cost[i, j + 1] + 0.3, cost[i + 1, j] + 0.3)
            cost[i + 1, j + 1] = np.sqrt(apart) + step
    found, count = np.zeros(rows), np.zeros(rows)
    i, j = rows, columns
    while i > 0 and j > 0:
        found[i - 1] += j - 1
        count[i - 1] += 1
        if cost[i - 1, j - 1] <= min(cost[i - 1, j], cost[i, j - 1]):
            i, j = i - 1, j - 1
        elif cost[i - 1, j] <= cost[i, j - 1]:
            i -= 1
        else:
            j -= 1
    for row in range(rows):
        found[row] = found[row] / count[row] if count[row] else (found[row - 1] if row else 0.0)
    return found
