"""The one gain of a voice: measured over whole takes, then kept."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf

import numpy as np

from voices.engine import Take
from voices.engines.edges import edges
from voices.levels import SPEECH
from voices.loudness import LoudnessMeter
from voices.resampling import resample

_MOST = 24.0


def measured_gain(takes: Iterable[Take]) -> float:
    """dB (rounded to tenths) that bring a voice to the loudness that all voices have.

    Ten seconds of plain speech are enough for half a LU. 0 where nothing is heard; never over 24.
    """
    meter = LoudnessMeter()
    for take in takes:
        head, tail = edges(take.samples, take.rate)
        sound = resample(take.samples[head:tail], take.rate)
        meter.add(np.stack([sound, sound], axis=1))
    found = meter.integrated()
    return 0.0 if isinf(found) else round(min(_MOST, SPEECH - found), 1)
