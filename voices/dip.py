"""Makes room for words in what lies under them: a broad, gentle dip where consonants live."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from voices.clock import RATE
from voices.engine import Samples

_CENTRE = 2_000.0
_WIDTH = 0.5
"""Hz, and the quality of the filter: two octaves to half its depth."""
DEPTH = -6.0
"""dB at the centre."""


def _peaking(centre: float, quality: float, decibels: float) -> NDArray[np.float64]:
    """A peaking filter as one second-order section, by the formulas of the Audio EQ Cookbook."""
    turn = 2 * pi * centre / RATE
    wide, height = sin(turn) / (2 * quality), 10 ** (decibels / 40)
    above = np.array([1 + wide * height, -2 * cos(turn), 1 - wide * height])
    below = np.array([1 + wide / height, -2 * cos(turn), 1 - wide / height])
    return np.asarray(np.concatenate([above, below]) / below[0])


_SECTION = _peaking(_CENTRE, _WIDTH, DEPTH)[None]


class Dip:
    """Takes the words' band of a stream down as far as it is asked, a piece after the other."""

    def __init__(self) -> None:
        self._state = np.zeros((1, 2, 2))

    def add(self, piece: Samples, depth: NDArray[np.float32]) -> Samples:
        """The next samples [n, 2], with `depth` [n] of the dip: 0 none, 1 all of it."""
        from scipy.signal import sosfilt  # half a second to import: most runs have no music

        dipped, self._state = sosfilt(_SECTION, piece, axis=0, zi=self._state)
        return np.asarray(piece + (dipped - piece) * depth[:, None], dtype=np.float32)
