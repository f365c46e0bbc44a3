"""Measures the one gain of a voice that nobody told: from what voices/recording/gain_requests.py
has it say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import isinf

from story.errors import LostError
from voices.mixing.levels import SPEECH
from voices.mixing.mastering import TARGET, master
from voices.mixing.voicing import panned
from voices.model import Samples, Take
from voices.recording.gain_requests import GainRequest
from voices.recording.record import load_take, record_take
from voices.sound.edges import edges
from voices.sound.loudness import integrated
from voices.sound.resampling import resample
from voices.store.store import Store

_MOST = 24.0
"""dB: a voice that would need more is broken, and its noise would come up with it."""
_GIVEN_BACK = 0.5
"""The part of what a film's limiter takes from a voice that its gain makes good: so voices are
alike in their takes, and still are once a film is mastered."""


def known_gain(request: GainRequest, store: Store) -> float | None:
    """The gain in dB, where it was measured before."""
    raw = store.get(request.key)
    return None if raw is None else float(json.loads(raw))


def find_gain(request: GainRequest, store: Store) -> float:
    """Measure a voice's gain and keep it in `store`. Raises VoiceError where it can't speak."""
    take = load_take(record_take(request.take, store).key, store)
    if take is None:
        raise LostError((request.take.key,))
    gain = measured_gain([take])
    store.put(request.key, json.dumps(gain).encode())
    return gain


def measured_gain(takes: Iterable[Take]) -> float:
    """dB (rounded to tenths) that bring a voice to the loudness that all voices have.

    Ten seconds of plain speech are enough for half a LU. 0 where nothing is heard; never over 24.
    """
    said = [panned(_heard(take), 0.0) for take in takes]
    found = integrated(said)
    if isinf(found):
        return 0.0
    taken = TARGET - integrated(master(said, TARGET - found))
    return round(min(_MOST, SPEECH - found + _GIVEN_BACK * taken), 1)


def _heard(take: Take) -> Samples:
    head, tail = edges(take.samples, take.rate)
    return resample(take.samples[head:tail], take.rate)
