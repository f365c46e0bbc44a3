"""Where a voice starts and ends inside a take."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voices.model import Samples

_BLOCK = 0.005
"""Seconds: shorter than any sound of speech, so that edges are found to this."""
_BELOW_PEAK = 40.0
"""dB: what is softer is breath and room, before and after a word."""
_FLOOR = 1e-3
"""-60 dBFS: a take that stays under it is silent."""
_ALONE, _CLICK = 0.13, 0.035
"""Seconds: how far off, and how short, a click is. The burst that ends a "t" comes sooner."""


def edges(samples: Samples, rate: int) -> tuple[int, int]:
    """[head, tail) in samples: where the voice is heard, to 5 ms.

    Heard is what comes within 40 dB of the loudest 5 ms, and above -60 dBFS. A click that stands
    alone before or after the speech is left out: voices make them. (0, 0) for silence.
    """
    level, block = levels(samples, rate)
    if not level.size or level.max() < _FLOOR:
        return (0, 0)
    loud = np.flatnonzero(level >= max(_FLOOR, level.max() * 10 ** (-_BELOW_PEAK / 20)))
    first, last = _without_clicks(loud)
    return first * block, min(len(samples), (last + 1) * block)


def _without_clicks(loud: NDArray[np.intp]) -> tuple[int, int]:
    """The first and last of the blocks `loud`, without short ones that stand alone at the ends."""
    parts = np.split(loud, np.flatnonzero(np.diff(loud) > _ALONE / _BLOCK) + 1)
    while len(parts) > 1 and np.ptp(parts[-1]) * _BLOCK < _CLICK:
        parts.pop()
    while len(parts) > 1 and np.ptp(parts[0]) * _BLOCK < _CLICK:
        parts.pop(0)
    return int(parts[0][0]), int(parts[-1][-1])


def levels(samples: Samples, rate: int) -> tuple[Samples, int]:
    """The root mean square of every 5 ms, and how many samples that is."""
    block = max(1, int(_BLOCK * rate))
    count = -(-len(samples) // block)
    padded = np.zeros(count * block, np.float32)
    padded[: len(samples)] = samples
    means = np.mean(padded.reshape(count, block) ** 2, axis=1)
    return np.asarray(np.sqrt(means), np.float32), block
