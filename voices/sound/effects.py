"""Light filters for delivery. Mono float32 at 48 kHz in and out; the voice keeps its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voices.clock import RATE
from voices.model import Samples
from voices.sound.whisper import whispered

Effect = Callable[[Samples, str], Samples]
_Floats = NDArray[np.float64]


def apply_effect(name: str, samples: Samples, seed: str) -> Samples:
    """The samples through the effect `name`.

    An effect keeps the level and may add a short tail. `seed` decides any noise, so that the
    same take always sounds the same.
    """
    return _levelled(EFFECTS[name](samples, seed), samples)


def _shout(samples: Samples, _seed: str) -> Samples:
    """Thinner below, pressed together at the top, with the edge at 2-4 kHz that effort gives."""
    edge = _signal().sosfilt(_band(1800, 4200), samples)
    bright = _signal().sosfilt(_high(180), samples) + 0.8 * edge
    loudest = float(np.abs(bright).max(initial=1e-9))
    return np.asarray(np.tanh(2.2 * bright / loudest) * loudest / 2.2, dtype=np.float32)


def _thought(samples: Samples, _seed: str) -> Samples:
    """Close and dark, with a small room around it that nobody else is in."""
    near = _signal().sosfilt(_low(5200), samples)
    room = _signal().fftconvolve(near, _room())
    near = np.pad(near, (0, len(room) - len(near)))
    return np.asarray(near + 0.5 * room, dtype=np.float32)


def _whisper(samples: Samples, seed: str) -> Samples:
    noise = hashlib.blake2b(seed.encode(), digest_size=8).digest()
    return whispered(samples, int.from_bytes(noise, "big"))


EFFECTS: Mapping[str, Effect] = {"whisper": _whisper, "shout": _shout, "thought": _thought}


def _levelled(changed: Samples, original: Samples) -> Samples:
    """`changed` at the level that `original` has where the ear is keenest."""
    before, after = (np.sqrt(np.mean(np.square(_weighted(each)))) for each in (original, changed))
    scale = before / after * np.sqrt(len(original) / len(changed)) if after > 0 else 1.0
    return np.asarray(changed * np.float32(scale), dtype=np.float32)


def _weighted(samples: Samples) -> _Floats:
    return np.asarray(_signal().sosfilt(_band(300, 6000), samples))


@cache
def _room() -> _Floats:
    """120 ms of a small, dark room: noise that dies away, after 12 ms of nothing."""
    at = np.arange(RATE * 12 // 100) / RATE
    noise = np.random.default_rng(7).standard_normal(len(at)) * np.exp(-at / 0.03)
    late = _signal().sosfilt(_low(3500), np.where(at < 0.012, 0.0, noise))
    return np.asarray(late / np.sqrt(np.sum(np.square(late))))


def _band(low: float, high: float) -> _Floats:
    return np.asarray(_signal().butter(2, (low, high), "bandpass", fs=RATE, output="sos"))


def _high(corner: float) -> _Floats:
    return np.asarray(_signal().butter(2, corner, "highpass", fs=RATE, output="sos"))


def _low(corner: float) -> _Floats:
    return np.asarray(_signal().butter(2, corner, "lowpass", fs=RATE, output="sos"))


def _signal() -> Any:
    """SciPy's filters: a third of a second to import, and few stories need them."""
    from scipy import signal

    return signal
