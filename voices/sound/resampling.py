"""Takes at their engine's rate -> 48 kHz, sample-exact."""

from __future__ import annotations

import numpy as np
import soxr

from voices.clock import RATE
from voices.model import Samples


def resampled_length(samples: int, rate: int, to: int = RATE) -> int:
    """Where sample `samples` of a sound at `rate` lies at rate `to`: rounded half up."""
    return (2 * samples * to + rate) // (2 * rate)


def played_rate(rate: int, semitones: float) -> int:
    """The rate at which a sound recorded at `rate` is played to be heard higher by `semitones`."""
    return round(rate * pitch_ratio(semitones))


def pitch_ratio(semitones: float) -> float:
    """How many times as high a sound is that lies `semitones` above another."""
    return float(2 ** (semitones / 12))


def resample(samples: Samples, rate: int, to: int = RATE) -> Samples:
    """The sound at rate `to`: float32 [n] or [n, channels], exactly `resampled_length` long.

    The filter has linear phase and its delay is taken out: sample i comes out at i * to / rate.
    """
    length = resampled_length(len(samples), rate, to)
    if rate == to or not len(samples):
        return np.asarray(samples[:length], dtype=np.float32)
    out = soxr.resample(samples, rate, to, quality="HQ")
    missing = [(0, max(0, length - len(out)))] + [(0, 0)] * (out.ndim - 1)
    return np.asarray(np.pad(out[:length], missing), dtype=np.float32)
