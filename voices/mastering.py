"""One gain for a whole file, and a limiter that is not heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import isinf

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from voices.clock import RATE
from voices.engine import Samples
from voices.loudness import Loudness, measure
from voices.true_peak import REACH, true_peaks
from voices.voicing import db

TARGET = -14.0
"""LUFS of a finished file."""
CEILING = -2.0
"""dBTP that the limiter keeps to. AAC adds up to half a dB or so: after it, -1 dBTP must hold."""

_HOLD = RATE * 3 // 100
"""Samples (30 ms) over which the gain goes down before a peak, and as long to come back: slower
than any voice's pitch, so that a wave keeps its shape."""
_CONTEXT = 3 * _HOLD + REACH


@dataclass(frozen=True)
class Mastering:
    """What brings a mix to its target: dB, dBTP, and what is then measured."""

    gain: float
    ceiling: float
    result: Loudness


def plan_mastering(
    mixed: Callable[[], Iterable[Samples]], target: float = TARGET, ceiling: float = CEILING
) -> Mastering:
    """The gain that gives `target` LUFS once limited. `mixed` is called 2-4 times."""
    found = measure(mixed())
    if isinf(found.integrated):
        return Mastering(0.0, ceiling, found)
    gain = target - found.integrated
    for _ in range(3):
        result = measure(master(mixed(), gain, ceiling))
        missing = target - result.integrated
        if abs(missing) < 0.1:
            break
        gain += missing
    return Mastering(gain, ceiling, result)


def master(blocks: Iterable[Samples], gain: float, ceiling: float = CEILING) -> Iterator[Samples]:
    """The blocks with `gain` dB, limited to `ceiling` dBTP; the same samples in number."""
    top = db(ceiling)
    scaled = (np.asarray(block * np.float32(db(gain))) for block in blocks)
    for before, block, after in _with_context(scaled):
        joined = np.concatenate([before, block, after])
        yield np.asarray(block * _gains(joined, top)[:, None], dtype=np.float32)


def _gains(joined: Samples, top: float) -> NDArray[np.float64]:
    """The limiter's gain for what lies _CONTEXT inside `joined` at both ends."""
    peaks = true_peaks(joined, top / 2).astype(np.float64)
    needed = np.minimum(1.0, top / np.maximum(peaks, 1e-9))
    inner = len(joined) - 2 * _CONTEXT
    if needed.min() == 1.0:
        return np.ones(inner)
    width = 2 * (_HOLD // 2) + 1
    held = minimum_filter1d(needed, 2 * width - 1, mode="nearest")
    smooth = uniform_filter1d(uniform_filter1d(held, width, mode="nearest"), width, mode="nearest")
    start = _CONTEXT - REACH
    return np.asarray(smooth[start : start + inner])


def _with_context(blocks: Iterable[Samples]) -> Iterator[tuple[Samples, Samples, Samples]]:
    """Each block with the _CONTEXT samples before and after it, silence beyond the ends."""
    silence = np.zeros((_CONTEXT, 2), dtype=np.float32)
    past, waiting = silence, np.zeros((0, 2), dtype=np.float32)
    sizes: list[int] = []
    for block in chain(blocks, [silence]):
        sizes.append(len(block))
        waiting = np.concatenate([waiting, block])
        while len(sizes) > 1 and len(waiting) >= sizes[0] + _CONTEXT:
            size = sizes.pop(0)
            yield past, waiting[:size], waiting[size : size + _CONTEXT]
            past = np.concatenate([past, waiting[:size]])[-_CONTEXT:]
            waiting = waiting[size:]
