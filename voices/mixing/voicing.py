"""A clip and its take -> what is heard of it: stereo samples at 48 kHz."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from voices.model import Samples, Take
from voices.sound.resampling import played_rate, resample
from voices.timeline import Clip

_BEFORE = 720
"""Samples, 15 ms: an onset may begin before its first loud moment."""
_AFTER = 3840
"""Samples kept around the voice's edges and faded, so that neither an onset nor a breath is cut."""
_SOFT = 96
"""Samples: nothing starts or stops faster, whatever a take or an effect does at its ends."""


@dataclass(frozen=True)
class Voiced:
    """Stereo samples [n, 2] that start at sample `start` of the section."""

    start: int
    samples: Samples


def voiced(clip: Clip, take: Take) -> Voiced:
    """The sound of `clip`: resampled, trimmed, filtered, at its level and balance.

    It may begin up to 15 ms before the clip and end some time after it, faded.
    """
    sound = resample(take.samples, played_rate(take.rate, clip.pitch))
    first = max(0, clip.skip - _BEFORE, clip.skip - clip.start)
    last = min(len(sound), clip.skip + clip.duration + _AFTER)
    part = sound[first:last] * _edges(clip.skip - first, last - first, clip)
    if clip.effect:
        from voices.sound.effects import apply_effect

        part = apply_effect(clip.effect, part, clip.take)
    part = _softened(part)
    return Voiced(clip.start - (clip.skip - first), panned(part, clip.balance, db(clip.gain)))


def panned(mono: Samples, balance: float, scale: float = 1.0) -> Samples:
    """Mono [n] as stereo [n, 2] at constant power; 1.0 on both sides in the middle."""
    angle = (balance + 1) * pi / 4
    sides = np.array([cos(angle), sin(angle)]) * sqrt(2) * scale
    return np.asarray(mono[:, None] * sides.astype(np.float32), dtype=np.float32)


def db(decibels: float) -> float:
    """The factor that a level in dB stands for."""
    return float(10 ** (decibels / 20))


def _edges(before: int, length: int, clip: Clip) -> NDArray[np.float32]:
    """Fades of raised cosines outside the clip's own range, 1 inside."""
    shape = np.ones(length, dtype=np.float32)
    after = length - before - clip.duration
    if before > 0:
        shape[:before] = _rise(before)
    if after > 0:
        shape[length - after :] = _rise(after)[::-1]
    return shape


def _softened(sound: Samples) -> Samples:
    """The same, over 2 ms from silence and back to it."""
    length = min(_SOFT, len(sound) // 2)
    shape = np.ones(len(sound), dtype=np.float32)
    shape[:length] = _rise(length)
    shape[len(sound) - length :] = _rise(length)[::-1]
    return np.asarray(sound * shape, dtype=np.float32)


def _rise(length: int) -> NDArray[np.float32]:
    return (0.5 - 0.5 * np.cos(pi * (np.arange(length) + 0.5) / length)).astype(np.float32)
