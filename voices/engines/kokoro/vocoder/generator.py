"""Kokoro's generator: from the decoder's features and a harmonic source to samples.

The same network as the model's own, built from its weights: two upsampling stages, each with three
residual blocks that are averaged, the source let in at each through a residual block of its own,
then an inverse short-time Fourier transform. Rows are times, columns channels.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voices.engines.kokoro.vocoder.convolve import Scratch, float_conv, scratch, whole_conv
from voices.engines.kokoro.vocoder.layers import (
    Float,
    Whole,
    aligned,
    pack_float,
    round_weights,
    whole,
)
from voices.engines.kokoro.vocoder.model_weights import quantized
from voices.engines.kokoro.vocoder.rows import add, mean_leaky, moments, normal
from voices.engines.kokoro.vocoder.source import BINS, HOP
from voices.engines.onnx.onnx_file import OnnxFile
from voices.model import Samples

_ROOT = "/decoder/decoder/generator"
_NAMES = "decoder.decoder.generator"
_NOISE = ("noise_res.0", "noise_res.1")
_STAGES = (
    ("resblocks.0", "resblocks.1", "resblocks.2"),
    ("resblocks.3", "resblocks.4", "resblocks.5"),
)
_KEPT = 12_288_000
"""Numbers in an array that is kept between lines: a line of twenty seconds has as many."""


class Up(NamedTuple):
    """A transposed convolution as a plain one that makes `factor` rows at a time."""

    layer: Whole
    factor: int
    channels: int


Styles = Mapping[str, Samples]


def generator_styles() -> tuple[str, ...]:
    """The tensors with the gain and shift of every normalisation."""
    blocks = (*_NOISE, *_STAGES[0], *_STAGES[1])
    return tuple(
        f"{_ROOT}/{block}/adain{which}.{i}/fc/Gemm_output_0"
        for block in blocks
        for i in range(3)
        for which in (1, 2)
    )


class Generator:
    """The generator's weights and its memory. Not for two threads at once."""

    def __init__(self, model: OnnxFile, path: str) -> None:
        blocks = (*_NOISE, *_STAGES[0], *_STAGES[1])
        self._blocks = {block: _residual_block(model, block, path) for block in blocks}
        self._sources = (_source(model, 0), _source(model, 1))
        self._ups = (_up(model, 0, path), _up(model, 1, path))
        self._last = _last(model)
        self._basis = model.constant(f"{_NAMES}.stft.istft.stft.inverse_basis")[:, 0]
        self._window = model.constant(f"{_NAMES}.stft.istft.stft.window_sum")
        self._scratch: dict[str, Scratch] = {}
        self._pool: dict[str, Samples] = {}

    def __call__(self, features: Samples, source: Samples, styles: Styles) -> Samples:
        """Samples [600·n] from features [2n, 512], source [120n + 1, 22] and the styles."""
        x = features
        for stage in range(len(_STAGES)):
            x = self._stage(stage, x, source, styles)
        return self._to_samples(x)

    def _stage(self, stage: int, x: Samples, source: Samples, styles: Styles) -> Samples:
        """More rows, the source let in, then the mean of three residual blocks.

        It works in four arrays of its outputs' size. Those of the stage before are free by then.
        """
        x = self._upsample(stage, x)
        total, made, inner = (self._rows(name, *x.shape) for name in ("total", "made", "inner"))
        self._hear(stage, source, total)
        self._residual(_NOISE[stage], total, styles, made, inner)
        add(x, made)
        first, second, third = _STAGES[stage]
        self._residual(first, x, styles, total, inner)
        self._residual(second, x, styles, made, inner)
        add(total, made)
        self._residual(third, x, styles, made, inner)
        mean_leaky(total, made, (1.0, 0.01)[stage])
        return total

    def _upsample(self, stage: int, x: Samples) -> Samples:
        up, rows = self._ups[stage], x.shape[0]
        wide = self._rows("wide", rows + 1, up.factor * up.channels)
        same, none = np.ones(x.shape[1], np.float32), np.zeros(x.shape[1], np.float32)
        nothing = np.zeros((1, wide.shape[1]), np.float32)
        memory = self._memory(f"up.{stage}", up.layer)
        whole_conv(x, same, none, up.layer, nothing, wide, np.zeros((2, wide.shape[1])), memory)
        tall = wide.reshape(-1, up.channels)
        first = up.factor // 2
        if stage == 0:
            return tall[first : first + rows * up.factor]
        tall[first - 1] = tall[first + 1]  # the model reflects one row
        return tall[first - 1 : first + rows * up.factor]

    def _hear(self, stage: int, source: Samples, out: Samples) -> None:
        """The source, as a stage takes it."""
        stride = 6 if stage == 0 else 1
        reach = 3 if stage == 0 else 0
        padded = np.zeros((source.shape[0] + 2 * reach, source.shape[1]), np.float32)
        padded[reach : reach + source.shape[0]] = source
        float_conv(padded, self._sources[stage], stride, out.shape[0], out)

    def _residual(
        self, block: str, x: Samples, styles: Styles, out: Samples, inner: Samples
    ) -> None:
        """A residual block of `x` into `out`; `inner` is memory to work in."""
        seen = np.zeros((2, x.shape[1]))
        moments(x, seen)
        current = x
        for i, (first, second) in enumerate(self._blocks[block]):
            self._conv(first, current, seen, styles[_style(block, 1, i)], None, inner)
            self._conv(second, inner, seen, styles[_style(block, 2, i)], current, out)
            current = out

    def _conv(
        self, layer: Whole, x: Samples, seen: NDArray[np.float64], style: Samples,
        residual: Samples | None, out: Samples,
    ) -> None:  # fmt: skip
        gain, shift = normal(seen, x.shape[0], style)
        kept = np.zeros((1, x.shape[1]), np.float32) if residual is None else residual
        memory = self._memory(str(x.shape[1]), layer)
        whole_conv(x, gain, shift, layer, kept, out, seen, memory)

    def _memory(self, name: str, layer: Whole) -> Scratch:
        if name not in self._scratch:
            self._scratch[name] = scratch(layer)
        return self._scratch[name]

    def _to_samples(self, x: Samples) -> Samples:
        count = x.shape[0]
        padded = self._rows("inner", count + 6, x.shape[1])
        padded[:3] = padded[-3:] = 0
        padded[3:-3] = x
        made = self._rows("made", count, self._last.bias.shape[0])
        float_conv(padded, self._last, 1, count, made)
        return _inverse_stft(made, self._basis, self._window)

    def _rows(self, name: str, rows: int, channels: int) -> Samples:
        """Memory, kept for the next line unless that would be much; what is in it is old."""
        size = rows * channels
        found = self._pool.get(name)
        if found is None or found.size < size:
            found = aligned((size,), "f4")
            if size <= _KEPT:
                self._pool[name] = found
        return found[:size].reshape(rows, channels)


def _inverse_stft(made: Samples, basis: Samples, window: Samples) -> Samples:
    """Overlapping frames of 20 samples, 5 apart, from log magnitudes and sines of phases."""
    size, phase = np.exp(made[:, :BINS]), np.sin(made[:, BINS : 2 * BINS])
    frames = size * np.cos(phase) @ basis[:BINS] + size * np.sin(phase) @ basis[BINS:]
    out = np.zeros((made.shape[0] + 3, HOP), np.float32)
    for k in range(4):
        out[k : k + made.shape[0]] += frames[:, k * HOP : (k + 1) * HOP]
    flat = out.reshape(-1)
    flat[1:20] /= window[1:20]  # as the export does it: at the start only
    return np.asarray(flat[10:-10] * np.float32(4), np.float32)


def _style(block: str, which: int, i: int) -> str:
    return f"{_ROOT}/{block}/adain{which}.{i}/fc/Gemm_output_0"


def _residual_block(model: OnnxFile, block: str, path: str) -> list[tuple[Whole, Whole]]:
    return [(_whole(model, block, 1, i, path), _whole(model, block, 2, i, path)) for i in range(3)]


def _whole(model: OnnxFile, block: str, which: int, i: int, path: str) -> Whole:
    made = f"{_ROOT}/{block}/convs{which}.{i}/Conv_output_0"
    alpha = model.constant(f"{_NAMES}.{block}.alpha{which}.{i}").reshape(-1)
    bias = model.constant(f"{_NAMES}.{block}.convs{which}.{i}.bias")
    dilation = model.integers(model.maker(f"{made}_output_quantized"), "dilations")[0]
    return whole(*quantized(model, made), bias, path, alpha=alpha, dilation=dilation)


def _source(model: OnnxFile, stage: int) -> Float:
    weights, zero, scale = quantized(model, f"{_ROOT}/noise_convs.{stage}/Conv_output_0")
    real = (weights.astype(np.float32) - zero) * scale
    bias = model.constant(f"{_NAMES}.noise_convs.{stage}.bias")
    return pack_float(real.transpose(2, 1, 0), bias)


def _up(model: OnnxFile, stage: int, path: str) -> Up:
    """Each input row reaches two groups of `factor` rows: a kernel of two taps."""
    node = model.maker(f"{_ROOT}/ups.{stage}/ConvTranspose_output_0")
    weights, bias = (model.constant(name) for name in node.inputs[1:])
    inputs, outputs, taps = weights.shape
    factor = taps // 2
    late, early = weights[:, :, factor:], weights[:, :, :factor]
    both = np.stack([late, early], axis=3).transpose(2, 1, 0, 3)
    rounded = round_weights(both.reshape(factor * outputs, inputs, 2))
    layer = whole(*rounded, np.tile(bias, factor), path, slope=0.1, before=1)
    return Up(layer, factor, outputs)


def _last(model: OnnxFile) -> Float:
    node = model.maker(f"{_ROOT}/conv_post/Conv_output_0")
    weights, bias = (model.constant(name) for name in node.inputs[1:])
    return pack_float(weights.transpose(2, 1, 0), bias)
