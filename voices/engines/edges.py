"""Where a voice starts and ends inside a take."""

from __future__ import annotations

import numpy as np

from voices.engine import Samples

_BLOCK = 0.005
_BELOW_PEAK = 40.0
_FLOOR = 1e-3


def edges(samples: Samples, rate: int) -> tuple[int, int]:
    """[head, tail) in samples: where the voice is heard, to 5 ms.

    Heard is what comes within 40 dB of the loudest 5 ms, and above -60 dBFS. (0, 0) for silence.
    """
    level, block = levels(samples, rate)
    if not level.size or level.max() < _FLOOR:
        return (0, 0)
    loud = np.flatnonzero(level >= max(_FLOOR, level.max() * 10 ** (-_BELOW_PEAK / 20)))
    return int(loud[0]) * block, min(len(samples), (int(loud[-1]) + 1) * block)


def levels(samples: Samples, rate: int) -> tuple[Samples, int]:
    """The root mean square of every 5 ms, and how many samples that is."""
    block = max(1, int(_BLOCK * rate))
    count = -(-len(samples) // block)
    padded = np.zeros(count * block, np.float32)
    padded[: len(samples)] = samples
    means = np.mean(padded.reshape(count, block) ** 2, axis=1)
    return np.asarray(np.sqrt(means), np.float32), block
