"""How loud a stream of blocks is: BS.1770-4 integrated loudness, and true peak at four times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, log10

import numpy as np
from numpy.typing import NDArray

from voices.clock import RATE
from voices.model import Samples
from voices.sound.true_peak import REACH, true_peaks

_Floats = NDArray[np.float64]

STEP = RATE // 10
"""Loudness is gated in blocks of 400 ms that start every 100 ms."""

# The K weighting of BS.1770-4 at 48 kHz: a shelf for the head, then a high pass (RLB).
_K_WEIGHTING = np.array(
    [
        [
            1.53512485958697,
            -2.69169618940638,
            1.19839281085285,
            1,
            -1.69065929318241,
            0.73248077421585,
        ],
        [1.0, -2.0, 1.0, 1, -1.99004745483398, 0.99007225036621],
    ]
)


@dataclass(frozen=True)
class Loudness:
    """`integrated` in LUFS (-inf for silence), `true_peak` in dBTP (-inf for silence)."""

    integrated: float
    true_peak: float


def loudness_of(blocks: Iterable[Samples]) -> Loudness:
    """The loudness of stereo blocks [n, 2] at 48 kHz, read once, memory flat."""
    meter, peak = LoudnessMeter(), TruePeakMeter()
    for block in blocks:
        meter.add(block)
        peak.add(block)
    peak.add(np.zeros((REACH, 2), dtype=np.float32))
    return Loudness(meter.integrated(), peak.dbtp())


def integrated(blocks: Iterable[Samples]) -> float:
    """The LUFS alone of stereo blocks [n, 2] at 48 kHz, in half the time; -inf for silence."""
    meter = LoudnessMeter()
    for block in blocks:
        meter.add(block)
    return meter.integrated()


class LoudnessMeter:
    """Integrated loudness of a stream: one float per 100 ms is all that it keeps."""

    def __init__(self, channels: int = 2) -> None:
        self._state = np.zeros((2, 2, channels))
        self._rest = np.zeros((0, channels))
        self._energies: list[_Floats] = []

    def add(self, block: Samples) -> None:
        """Take in the next samples [n, channels]."""
        if not len(block):
            return
        from scipy.signal import sosfilt  # half a second to import: a run may measure nothing

        weighted, self._state = sosfilt(_K_WEIGHTING, block, axis=0, zi=self._state)
        weighted = np.concatenate([self._rest, weighted])
        whole = len(weighted) // STEP * STEP
        steps = weighted[:whole].reshape(-1, STEP, weighted.shape[1])
        self._energies.append(np.square(steps).mean(axis=1).sum(axis=1))
        self._rest = weighted[whole:]

    def integrated(self) -> float:
        """LUFS, gated at -70 and at 10 LU under the mean of what passes that; -inf for silence."""
        blocks = self._blocks()
        loud = blocks[blocks > _energy(-70.0)]
        if not len(loud):
            return -inf
        loud = loud[loud > loud.mean() * 0.1]
        return _lufs(float(loud.mean()))

    def momentary(self) -> _Floats:
        """LUFS of every 400 ms block, 100 ms apart."""
        return -0.691 + 10 * np.log10(np.maximum(self._blocks(), 1e-12))

    def _blocks(self) -> _Floats:
        steps = np.concatenate([np.zeros(0), *self._energies])
        if len(steps) < 4:
            return np.zeros(0)
        sums: _Floats = np.convolve(steps, np.full(4, 0.25), mode="valid")
        return sums


class TruePeakMeter:
    """The highest peak between the samples of a stream, at four times its rate."""

    def __init__(self, channels: int = 2) -> None:
        self._tail = np.zeros((2 * REACH, channels), dtype=np.float32)
        self._peak = 0.0

    def add(self, block: Samples) -> None:
        """Take in the next samples [n, channels]."""
        joined = np.concatenate([self._tail, block])
        self._tail = joined[len(joined) - 2 * REACH :]
        self._peak = max(self._peak, float(true_peaks(joined, self._peak / 2).max(initial=0.0)))

    def dbtp(self) -> float:
        """dBTP so far, -inf for silence. The last 12 samples are not yet looked between."""
        return 20 * log10(self._peak) if self._peak else -inf


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _lufs(energy: float) -> float:
    return -0.691 + 10 * log10(energy)
