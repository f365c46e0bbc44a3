"""The harmonic source that the generator shapes: sines at the pitch, seen as a spectrum. Compiled.

As the model has it: nine harmonics at a tenth of full scale where the pitch is over 10 Hz, added by
learned weights; then a short-time Fourier transform of 20 samples, 5 apart, as magnitudes and
phases.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voices.engines.onnx.onnx_file import OnnxFile
from voices.model import Samples
from voices.sound.compiled import compiled

HARMONICS, SIZE, HOP, BINS = 9, 20, 5, 11
"""As the model was trained: sines, samples of a Fourier frame, from one to the next, its lines."""
UPSAMPLE = 300
"""Samples per step of the pitch curve."""

_RATE, _VOICED, _LOUDNESS = 24_000.0, 10.0, np.float32(0.1)
"""Hz; the pitch in Hz from which there is a voice; of full scale, each sine: the model's own."""
_ROOT = "decoder.decoder.generator.m_source.l_linear"
_PI = np.float32(np.pi)

_QUARTER = np.float32(0.25)
"""Of a turn: there a sine is folded, so that the polynomial has to serve half of it alone."""

# sin(2πf) / f in f², |f| <= 1/4: right to 3e-11
_S0, _S1 = np.float32(6.283185482025146), np.float32(-41.34170150756836)
_S2, _S3 = np.float32(81.605224609375), np.float32(-76.70428466796875)
"""The next two of the same polynomial."""
_S4, _S5 = np.float32(42.009803771972656), np.float32(-14.394135475158691)
"""The last two."""

# atan(r) / r in r², |r| <= 1: right to 1e-8
_ARC = np.array(
    [1.0, -0.3333306610584259, 0.19992484152317047, -0.14202570915222168, 0.10636754333972931,
     -0.07495445758104324, 0.042587608098983765, -0.016005029901862144, 0.0028340641874819994],
    np.float32,
)  # fmt: skip

STILL = np.array(
    [np.pi, 0, 2.4904, -2.1254, 0.7935, -2.1292, 0.173, 2.9268, -1.3449, 2.736, -1.5468],
    np.float32,
)
"""Phases where the source stands still and its bins hold rounding noise: what the model hears."""


class Source:
    """The learned weights of the source."""

    def __init__(self, model: OnnxFile) -> None:
        product = model.maker("/decoder/decoder/generator/m_source/l_linear/MatMul_output_0")
        self._weights = model.constant(product.inputs[1]).reshape(-1).copy()
        self._bias = np.float32(model.constant(f"{_ROOT}.bias").reshape(-1)[0])
        window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(SIZE) / SIZE)
        turns = 2 * np.pi * np.outer(np.arange(SIZE), np.arange(BINS)) / SIZE
        self._real = (window[:, None] * np.cos(turns)).astype(np.float32)
        self._imaginary = (-window[:, None] * np.sin(turns)).astype(np.float32)

    def __call__(self, pitch: Samples) -> Samples:
        """[60·n + 1, 22] magnitudes and phases from the pitch [n] in Hz."""
        cycles = _cycles(pitch)
        wave = np.empty(len(pitch) * UPSAMPLE + SIZE, np.float32)
        _sing(cycles, pitch, self._weights, self._bias, wave[SIZE // 2 : -SIZE // 2])
        wave[: SIZE // 2] = wave[SIZE : SIZE // 2 : -1]
        wave[-SIZE // 2 :] = wave[-SIZE // 2 - 2 : -SIZE - 2 : -1]
        out = np.empty(((len(wave) - SIZE) // HOP + 1, 2 * BINS), np.float32)
        _transform(wave, self._real, self._imaginary, out)
        return out


def _cycles(pitch: Samples) -> NDArray[np.float64]:
    """Cycles of each harmonic at the end of each step: [steps, harmonics]."""
    each = pitch.astype(np.float64)[:, None] * np.arange(1, HARMONICS + 1) / _RATE
    return np.cumsum(each % 1.0, axis=0) * UPSAMPLE


@compiled
def _sing(
    cycles: NDArray[np.float64], pitch: Samples, weights: Samples, bias: np.float32, out: Samples
) -> None:
    """Samples between the middles of steps, phases in a straight line."""
    last = pitch.shape[0] - 1
    sums = np.empty(UPSAMPLE, np.float32)
    for step in range(last + 1):
        sums[:] = 0
        if pitch[step] > _VOICED:
            for h in range(weights.shape[0]):
                before, here = cycles[max(0, step - 1), h], cycles[step, h]
                after = cycles[min(last, step + 1), h]
                _add_sine(before, here, after, weights[h] * _LOUDNESS, sums)
        for j in range(UPSAMPLE):
            v = sums[j] + bias
            s = v * v
            out[step * UPSAMPLE + j] = v * (1 - s * (1 / 3 - s * (2 / 15 - s * (17 / 315))))


@compiled
def _add_sine(before: float, here: float, after: float, weight: np.float32, sums: Samples) -> None:
    for j in range(UPSAMPLE):
        place = (j + 0.5) / UPSAMPLE - 0.5
        turn = here + place * (here - before if place < 0 else after - here)
        f = np.float32(turn - np.floor(turn) - 0.5)
        folded = _QUARTER - abs(abs(f) - _QUARTER)
        f = folded if f < 0 else -folded
        q = f * f
        s = _S2 + q * (_S3 + q * (_S4 + q * _S5))
        sums[j] += weight * f * (_S0 + q * (_S1 + q * s))


@compiled
def _transform(wave: Samples, real: Samples, imaginary: Samples, out: Samples) -> None:
    re, im = np.empty(BINS, np.float32), np.empty(BINS, np.float32)
    for row in range(out.shape[0]):
        frame = wave[row * HOP : row * HOP + SIZE]
        if frame.min() == frame.max():
            out[row, BINS:] = STILL
            out[row, :BINS] = 0
            out[row, 0], out[row, 1] = abs(frame[0]) * (SIZE // 2), abs(frame[0]) * (SIZE // 4)
            continue
        re[:], im[:] = 0, 0
        for n in range(SIZE):
            for k in range(BINS):
                re[k] += frame[n] * real[n, k]
                im[k] += frame[n] * imaginary[n, k]
        im[0], im[BINS - 1] = 0, 0
        for k in range(BINS):
            out[row, k] = np.sqrt(re[k] * re[k] + im[k] * im[k])
            out[row, BINS + k] = _angle(re[k], im[k])
        if re[BINS - 1] < 0:
            out[row, 2 * BINS - 1] = -_PI


@compiled
def _angle(re: np.float32, im: np.float32) -> np.float32:
    """The angle of re + i·im, in -π..π; 0 for nothing."""
    small, large = min(abs(re), abs(im)), max(abs(re), abs(im))
    r = small / max(large, np.float32(1e-30))
    q = r * r
    arc = _ARC[8]
    for k in range(7, -1, -1):
        arc = _ARC[k] + q * arc
    arc *= r
    if abs(im) > abs(re):
        arc = _PI * np.float32(0.5) - arc
    if re < 0:
        arc = _PI - arc
    return np.float32(-arc if im < 0 else arc)
