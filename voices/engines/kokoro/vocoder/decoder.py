"""Kokoro's decoder: from aligned text, pitch and loudness to the generator's features.

Five residual blocks, each a pair of normalised convolutions beside a plain one; the last doubles
the rate. Rows are times, columns channels; 40 rows a second come in, 80 go out.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from voices.engines.kokoro.vocoder.convolve import Scratch, scratch, whole_conv
from voices.engines.kokoro.vocoder.layers import Whole, whole
from voices.engines.kokoro.vocoder.model_weights import quantized
from voices.engines.kokoro.vocoder.rows import moments, normal
from voices.engines.onnx.onnx_file import OnnxFile
from voices.model import Samples

_ROOT = "/decoder/decoder"
JOINED = f"{_ROOT}/Concat_output_0"
"""The tensor [1, 514, rows] with aligned text, pitch and loudness, the latter two last."""
TEXT = f"{_ROOT}/asr_res/asr_res.0/Conv_output_0"
"""The tensor [1, 64, rows] with aligned text, made narrow."""

_BLOCKS = ("encode", "decode.0", "decode.1", "decode.2", "decode.3")
_SLOPE = 0.2
"""Of the model's leaky activations."""
_HALF = np.float32(1 / np.sqrt(2))
"""The model adds two branches of a block, and keeps their power."""


def decoder_styles() -> tuple[str, ...]:
    """The tensors with the gain and shift of every normalisation."""
    return tuple(_style(block, which) for block in _BLOCKS for which in (1, 2))


class Decoder:
    """The decoder's weights and its memory. Not for two threads at once."""

    def __init__(self, model: OnnxFile, path: str) -> None:
        self._layers = {block: _layers(model, block, path) for block in _BLOCKS}
        node = model.maker(f"{_ROOT}/decode.3/pool/ConvTranspose_output_0")
        self._pool, self._pool_bias = (model.constant(name) for name in node.inputs[1:])
        weights, zero, scale = quantized(model, f"{_ROOT}/F0_conv/Conv_output_0")
        self._pitch = (weights.reshape(-1).astype(np.float32) - zero) * scale
        self._scratch: dict[tuple[int, int], Scratch] = {}

    def __call__(
        self, joined: Samples, text: Samples, bend: Samples, styles: Mapping[str, Samples]
    ) -> Samples:
        """Features [2·rows, 512] from [rows, 514], [rows, 64] and the styles.

        `bend` [2·rows] is added to the pitch curve, in Hz.
        """
        around = np.pad(bend, 1)
        joined = joined.copy()
        joined[:, -2] += sum(w * around[k : k + len(bend) : 2] for k, w in enumerate(self._pitch))
        x = joined
        for block in _BLOCKS:
            x = self._block(block, x, styles)
            if block != _BLOCKS[-1]:
                x = np.concatenate([x, text, joined[:, -2:]], axis=1)
        return x

    def _block(self, block: str, x: Samples, styles: Mapping[str, Samples]) -> Samples:
        first, second, beside = self._layers[block]
        x = _filled(x, beside)
        same, none = np.ones(x.shape[1], np.float32), np.zeros(x.shape[1], np.float32)
        seen = np.zeros((2, x.shape[1]))
        moments(x, seen)
        shortcut, _ = self._conv(beside, x, same, none)
        gain, shift = normal(seen, x.shape[0], styles[_style(block, 1)])
        if block == _BLOCKS[-1]:
            shortcut = np.repeat(shortcut, 2, axis=0)
            x = _filled(self._double(x * gain + shift), beside)
            gain, shift = same, none
        inner, seen = self._conv(first, x, gain, shift)
        gain, shift = normal(seen, inner.shape[0], styles[_style(block, 2)])
        out, _ = self._conv(second, inner, gain, shift, shortcut)
        return out * _HALF

    def _double(self, x: Samples) -> Samples:
        """Twice the rows, by a kernel of three taps for each channel."""
        count = self._pool.shape[0]
        v = np.maximum(x, x * np.float32(_SLOPE))[:, :count]
        after = np.concatenate([v[1:], np.zeros_like(v[:1])])
        left, middle, right = self._pool[:, 0].T
        out = np.stack([v * middle, v * right + after * left], axis=1) + self._pool_bias
        return np.asarray(out.reshape(-1, count), np.float32)

    def _conv(
        self, layer: Whole, x: Samples, gain: Samples, shift: Samples,
        residual: Samples | None = None,
    ) -> tuple[Samples, np.ndarray]:  # fmt: skip
        outputs = layer.bias.shape[0]
        key = (x.shape[1], outputs)
        if key not in self._scratch:
            self._scratch[key] = scratch(layer)
        kept = np.zeros((1, outputs), np.float32) if residual is None else residual
        out, seen = np.empty((x.shape[0], outputs), np.float32), np.zeros((2, outputs))
        whole_conv(x, gain, shift, layer, kept, out, seen, self._scratch[key])
        return out, seen


def _filled(x: Samples, layer: Whole) -> Samples:
    """`x` with silent channels up to the layer's own number."""
    return np.pad(x, ((0, 0), (0, layer.turns.shape[0] - x.shape[1])))


def _style(block: str, which: int) -> str:
    return f"{_ROOT}/{block}/norm{which}/fc/Gemm_output_0"


def _layers(model: OnnxFile, block: str, path: str) -> tuple[Whole, Whole, Whole]:
    slope = 1.0 if block == _BLOCKS[-1] else _SLOPE
    return (
        _layer(model, block, "conv1", path, slope),
        _layer(model, block, "conv2", path, _SLOPE),
        _layer(model, block, "conv1x1", path, 1.0),
    )


def _layer(model: OnnxFile, block: str, name: str, path: str, slope: float) -> Whole:
    found = quantized(model, f"{_ROOT}/{block}/{name}/Conv_output_0")
    bias = np.zeros(found[0].shape[0], np.float32)
    if name != "conv1x1":
        bias = model.constant(f"decoder.decoder.{block}.{name}.bias")
    return whole(*found, bias, path, slope=slope)
