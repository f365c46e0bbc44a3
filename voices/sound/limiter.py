"""A limiter that looks ahead: down within 6 ms before a peak, up again slowly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d

from voices.clock import RATE
from voices.model import Samples
from voices.sound.true_peak import REACH, true_peaks

_AHEAD = RATE * 6 // 1000
"""Samples, 6 ms: long enough that the gain goes down without a click."""
_HOLD = RATE * 12 // 1000
"""Samples that the gain stays down after a peak: longer than a period of the deepest voice, so
that the gain does not follow the wave itself."""
_RELEASE = 45.0 / RATE
"""dB a sample."""
CONTEXT = _HOLD + REACH
"""Samples that must be known before and after a block."""

_Floats = NDArray[np.float64]


class Limiter:
    """Keeps a stream under `ceiling` dBTP, a block after the other."""

    def __init__(self, ceiling: float) -> None:
        self._ceiling = ceiling
        self._gains = np.zeros(_AHEAD)

    def factor(self, joined: Samples) -> _Floats:
        """Factors for the samples that lie CONTEXT inside `joined` [n, 2] at both ends."""
        released = self._released(_held(self._needed(joined)))
        gains = np.concatenate([self._gains, released])
        self._gains = gains[len(gains) - _AHEAD :]
        if not gains.any():
            return np.ones(len(released))
        return np.asarray(10 ** (_smooth(gains) / 20))

    def _needed(self, joined: Samples) -> _Floats:
        """dB (0 or less) that would bring each sample under the ceiling."""
        top = 10 ** (self._ceiling / 20)
        peaks = true_peaks(joined, top / 2).astype(np.float64)
        return np.asarray(-20 * np.log10(np.maximum(peaks / top, 1.0)))

    def _released(self, held: _Floats) -> _Floats:
        """The same, rising by _RELEASE at most."""
        ramp = _RELEASE * np.arange(len(held) + 1)
        lowest = np.minimum.accumulate(np.concatenate([self._gains[-1:], held]) - ramp)
        return np.asarray((lowest + ramp)[1:])


def _held(needed: _Floats) -> _Floats:
    """The least of what is needed from _HOLD before to _AHEAD after each sample of the block."""
    size = _HOLD + _AHEAD + 1
    least = minimum_filter1d(needed, size, origin=size // 2 - _AHEAD, mode="nearest")
    return np.asarray(least[_HOLD : len(least) - _HOLD])


def _smooth(gains: _Floats) -> _Floats:
    """A mean over the _AHEAD samples before each: two boxes, so that no corner is left."""
    half = _AHEAD // 2
    once = uniform_filter1d(gains, half, origin=half - half // 2 - 1, mode="nearest")
    twice = uniform_filter1d(once, half, origin=half - half // 2 - 1, mode="nearest")
    return np.asarray(twice[_AHEAD:])
