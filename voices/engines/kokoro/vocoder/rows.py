"""Work on rows of channels: activation, rounding to eight bits, moments, sums. All compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voices.engines.kokoro.vocoder.layers import Bytes
from voices.model import Samples
from voices.sound.compiled import compiled

_ROUND = np.float32(12_582_912.0)
"""Added and taken away again, it rounds a float32 to a whole number."""
_SMALLEST = 1e-5
"""Added to a variance, as the model has it."""

# sin²(πf) / f² as a polynomial in f², |f| <= 1/2: right to 2e-8
_C0, _C1, _C2 = (
    np.float32(9.869604110717773),
    np.float32(-32.46966934204102),
    np.float32(42.7271957397461),
)
_C3, _C4, _C5 = (
    np.float32(-30.101465225219727),
    np.float32(13.05009937286377),
    np.float32(-3.356592655181885),
)
"""The rest of the same polynomial."""


@compiled
def activate(
    x: Samples, first: int, last: int, gain: Samples, shift: Samples,
    turns: Samples, inverse: Samples, slope: np.float32, out: Samples,
) -> tuple[np.float32, np.float32]:  # fmt: skip
    """max(v, slope·v) + sin²(π·turns·v)·inverse for v = gain·x + shift; least (≤ 0), greatest."""
    channels = x.shape[1]
    low = np.zeros(channels, np.float32)
    high = np.zeros(channels, np.float32)
    for row in range(first, last):
        for c in range(channels):
            v = gain[c] * x[row, c] + shift[c]
            f = v * turns[c]
            f = f - ((f + _ROUND) - _ROUND)
            f = f * f
            s = f * (_C0 + f * (_C1 + f * (_C2 + f * (_C3 + f * (_C4 + f * _C5)))))
            v = max(v, slope * v) + inverse[c] * s
            out[row - first, c] = v
            low[c] = min(low[c], v)
            high[c] = max(high[c], v)
    return low.min(), high.max()


@compiled
def to_bytes(
    values: Samples, count: int, per_unit: np.float32, zero: np.float32, out: Bytes, at: int,
    sums: NDArray[np.int32],
) -> None:  # fmt: skip
    """Round `count` rows to out[at:], and keep each row's sum."""
    for row in range(count):
        total = np.int32(0)
        for c in range(values.shape[1]):
            whole = np.int32((values[row, c] * per_unit + zero + _ROUND) - _ROUND)
            out[at + row, c] = whole
            total += whole
        sums[at + row] = total


@compiled
def moments(x: Samples, out: NDArray[np.float64]) -> None:
    """Sums of x and of x², by channel: out [2, channels]."""
    out[:] = 0
    part = np.zeros((2, x.shape[1]), np.float32)
    for start in range(0, x.shape[0], 512):
        part[:] = 0
        for row in range(start, min(x.shape[0], start + 512)):
            for c in range(x.shape[1]):
                part[0, c] += x[row, c]
                part[1, c] += x[row, c] * x[row, c]
        out += part


@compiled
def add(x: Samples, y: Samples) -> None:
    """x += y."""
    for row in range(x.shape[0]):
        for c in range(x.shape[1]):
            x[row, c] += y[row, c]


@compiled
def mean_leaky(x: Samples, y: Samples, slope: float) -> None:
    """x = the mean of three, of which x holds two and y one; negative values times `slope`."""
    third, small = np.float32(1 / 3), np.float32(slope)
    for row in range(x.shape[0]):
        for c in range(x.shape[1]):
            v = (x[row, c] + y[row, c]) * third
            x[row, c] = max(v, v * small)


def normal(seen: NDArray[np.float64], rows: int, style: Samples) -> tuple[Samples, Samples]:
    """Gain and shift that bring a channel to mean 0, deviation 1, then to its style.

    Channels beyond the style's are silent ones.
    """
    channels = style.shape[0] // 2
    mean = seen[0] / rows
    spread = np.sqrt(np.maximum(seen[1] / rows - mean * mean, 0) + _SMALLEST)
    gain, shift = np.zeros_like(mean), np.zeros_like(mean)
    gain[:channels] = (style[:channels] + 1.0) / spread[:channels]
    shift[:channels] = style[channels:] - (gain * mean)[:channels]
    return gain.astype(np.float32), shift.astype(np.float32)
