"""A voice -> its whisper: breath instead of the voice's buzz, through the same mouth."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from voices.clock import RATE
from voices.model import Samples

_FRAME = 1440
"""Samples, 30 ms: a few periods of any voice, within which a mouth hardly moves."""
_HOP = 360
"""Samples: 30 ms windows every 7.5 ms, a quarter apart, so that Hann windows sum to a constant."""
_FINE = 34
"""Cepstral coefficients kept: the shape of the mouth (formants) without the pitch."""
_VOICE_KEPT = 0.12
"""How much of the voice stays under the breath: enough to know who it is."""

_LOWEST = 220
"""Hz: a whisper has nothing below, where the breath would only rumble."""

_Floats = NDArray[np.float64]


def whispered(samples: Samples, seed: int) -> Samples:
    """Mono samples at 48 kHz, whispered: as many, no louder or softer in any frame."""
    from scipy.signal import butter, sosfilt  # a third of a second to import, and seldom needed

    padded = np.pad(samples.astype(np.float64), (_FRAME, 2 * _FRAME))
    noise = np.random.default_rng(seed).standard_normal(len(padded))
    voice, breath = _spectra(padded), _spectra(noise)
    shaped = breath / _envelope(breath) * _envelope(voice) * _tilt()
    mixed = _overlapped(shaped + _VOICE_KEPT * voice, len(padded))
    kept = mixed[_FRAME : _FRAME + len(samples)]
    high_pass = butter(2, _LOWEST, "highpass", fs=RATE, output="sos")
    return np.asarray(sosfilt(high_pass, kept), dtype=np.float32)


def _spectra(samples: _Floats) -> NDArray[np.complex128]:
    frames = sliding_window_view(samples, _FRAME)[::_HOP] * np.hanning(_FRAME + 1)[:-1]
    return np.fft.rfft(frames, axis=1)


def _envelope(spectra: NDArray[np.complex128]) -> _Floats:
    """The smooth part of each magnitude spectrum."""
    log = np.log(np.abs(spectra) + 1e-6)
    cepstra = np.fft.irfft(log, axis=1)
    lifter = np.zeros(cepstra.shape[1])
    lifter[: _FINE + 1] = lifter[-_FINE:] = 1.0
    return np.asarray(np.exp(np.fft.rfft(cepstra * lifter, axis=1).real))


def _tilt() -> _Floats:
    """A whisper has little below 500 Hz and more above 2 kHz than a voice."""
    at = np.fft.rfftfreq(_FRAME, 1 / RATE)
    return np.asarray(np.sqrt((at / 500) ** 2 / (1 + (at / 500) ** 2)) * (1 + at / 4000) ** 0.5)


def _overlapped(spectra: NDArray[np.complex128], length: int) -> _Floats:
    frames = np.fft.irfft(spectra, _FRAME, axis=1) * np.hanning(_FRAME + 1)[:-1]
    out = np.zeros(length)
    for index, frame in enumerate(frames):
        out[index * _HOP : index * _HOP + _FRAME] += frame
    return out / 1.5
