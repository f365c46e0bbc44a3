"""Peaks between samples: a sound's height at four times its rate, looked for where it is loud."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from voices.model import Samples

REACH = 12
"""Samples before and after that shape what lies between two samples."""

_OFFSETS = np.arange(-REACH + 1, REACH + 1)
"""The places of the samples around, from the one before the point."""


def _kernel(part: float) -> NDArray[np.float64]:
    """Weights of the samples around for the point `part` of the way to the next one."""
    away = _OFFSETS - part
    window = np.i0(5.0 * np.sqrt(np.maximum(0.0, 1 - (away / (REACH + 0.5)) ** 2))) / np.i0(5.0)
    weights = np.sinc(away) * window
    return np.asarray(weights / weights.sum())


_BETWEEN = np.stack([_kernel(part) for part in (0.25, 0.5, 0.75)], axis=1).astype(np.float32)


def true_peaks(samples: Samples, floor: float) -> NDArray[np.float32]:
    """The highest |value| of any channel from each sample up to the next: [n - 2 * REACH].

    `samples` is [n, channels]; the first and last REACH only shape what lies between the others.
    Only where a sample exceeds `floor` is it looked between: a floor of half the height that
    matters misses nothing, as no sound that carries speech or music jumps 6 dB between samples.
    """
    height = _highest(samples[REACH : len(samples) - REACH + 1])
    inner = height[:-1].copy()
    loud = np.flatnonzero(np.maximum(inner, height[1:]) > floor)
    for channel in range(samples.shape[1]):
        around = sliding_window_view(samples[:, channel], 2 * REACH)[loud + 1]
        inner[loud] = np.maximum(inner[loud], _highest(around @ _BETWEEN))
    return np.asarray(inner, dtype=np.float32)


def _highest(samples: Samples) -> Samples:
    """The highest |value| of any channel; by channel, as numpy is slow along short rows."""
    heights = [np.abs(samples[:, channel]) for channel in range(samples.shape[1])]
    return np.asarray(np.maximum.reduce(heights))
