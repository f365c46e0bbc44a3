"""The vocoder's weights as its kernels take them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from voices.engines.kokoro.vocoder.cpu import DTYPES, float_lanes
from voices.model import Samples

Bytes = NDArray[Any]


class Whole(NamedTuple):
    """An eight-bit convolution behind its activation max(x, slope·x) + sin²(a·x)/a.

    `weights` are packed for the tiles: [outputs / block, taps, channels / n, block, n], with n
    neighbouring channels per 32 bits; `zero` is taken from each, `scale` [outputs] makes them
    real. `sums` [outputs] are those of the whole kernel. `turns` [channels] is a/π, `inverse` 1/a.
    The kernel of row t starts at row t - `before`.
    """

    weights: Bytes
    zero: np.int32
    scale: Samples
    sums: NDArray[np.int32]
    bias: Samples
    turns: Samples
    inverse: Samples
    slope: np.float32
    before: int
    taps: int
    dilation: int


class Float(NamedTuple):
    """A float convolution: weights [outputs / block, taps, channels, block], bias [outputs]."""

    weights: Samples
    bias: Samples
    taps: int
    channels: int


def aligned(shape: tuple[int, ...], kind: str) -> NDArray[Any]:
    """Zeros on a cache line's edge."""
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    raw = np.zeros(size + 64, np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + size].view(kind).reshape(shape)


def whole(
    weights: NDArray[np.uint8], zero: int, scale: Samples, bias: Samples, path: str,
    *, alpha: Samples | None = None, slope: float = 1.0, before: int | None = None,
    dilation: int = 1,
) -> Whole:  # fmt: skip
    """A layer from weights [outputs, channels, taps]; channels are filled up to a multiple of 4."""
    channels, taps = weights.shape[1:]
    extra = ((0, 0), (0, -channels % 4), (0, 0))
    filled = np.pad(weights, extra, constant_values=zero)
    centred = filled.astype(np.int32) - zero
    still = np.zeros(filled.shape[1], np.float32)
    return Whole(
        weights=pack_whole(filled, path),
        zero=np.int32(zero),
        scale=np.broadcast_to(scale.astype(np.float32), weights.shape[:1]).copy(),
        sums=centred.sum(axis=(1, 2), dtype=np.int32),
        bias=bias.astype(np.float32),
        turns=still if alpha is None else (alpha / np.pi).astype(np.float32),
        inverse=still if alpha is None else (1 / alpha).astype(np.float32),
        slope=np.float32(slope),
        before=(taps - 1) // 2 * dilation if before is None else before,
        taps=taps,
        dilation=dilation,
    )


def round_weights(weights: Samples) -> tuple[NDArray[np.uint8], int, Samples]:
    """Real weights as bytes, their zero, and a scale for each output."""
    scale = np.maximum(np.abs(weights).max(axis=(1, 2)), 1e-12) / 127
    whole_weights = np.rint(weights / scale[:, None, None]) + 128
    return whole_weights.astype(np.uint8), 128, scale.astype(np.float32)


def pack_whole(weights: NDArray[np.uint8], path: str) -> Bytes:
    """[outputs, channels, taps] in the order in which a tile of `path` reads."""
    from voices.engines.kokoro.vocoder.cpu import PATHS

    dtype = DTYPES[path]
    block, near = PATHS[dtype].outputs, 2 if dtype == "int16" else 4
    outputs, channels, taps = weights.shape
    split = weights.reshape(outputs // block, block, channels // near, near, taps)
    ordered = np.ascontiguousarray(split.transpose(0, 4, 2, 1, 3))
    as_path = ordered.astype(np.int16) if near == 2 else ordered.view(dtype)
    packed = aligned(as_path.shape, dtype)
    packed[:] = as_path
    return packed


def pack_float(weights: Samples, bias: Samples) -> Float:
    """[taps, channels, outputs] and [outputs], filled up to whole tiles, as a tile reads them."""
    from voices.engines.kokoro.vocoder.cpu import FLOATS

    block = FLOATS[float_lanes()].outputs
    taps, channels, outputs = weights.shape
    filled = -(-outputs // block) * block
    wide = np.zeros((taps, channels, filled), np.float32)
    wide[:, :, :outputs] = weights
    packed = aligned((filled // block, taps, channels, block), "f4")
    packed[:] = wide.reshape(taps, channels, -1, block).transpose(2, 0, 1, 3)
    padded = np.zeros(filled, np.float32)
    padded[:outputs] = bias
    return Float(packed, padded, taps, channels)
