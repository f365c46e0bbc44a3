"""The vocoder's weights as its kernels take them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from voices.engine import Samples
from voices.engines.fast.cpu import DTYPES, float_lanes

Bytes = NDArray[Any]


class Whole(NamedTuple):
    """An eight-bit convolution behind its activation x + sin²(a·x)/a.

    `weights` are packed for the tiles: [outputs / block, taps, channels / n, block, n], with n
    neighbouring channels per 32 bits; `zero` is taken from each, `scale` makes them real. `sums`
    [outputs] are those of the whole kernel. `turns` [channels] is a/π, `inverse` 1/a.
    """

    weights: Bytes
    zero: np.int32
    scale: np.float32
    sums: NDArray[np.int32]
    bias: Samples
    turns: Samples
    inverse: Samples
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


def pack_whole(weights: NDArray[np.uint8], path: str) -> Bytes:
    """[outputs, channels, taps] in the order in which a tile of `path` reads."""
    from voices.engines.fast.tiles import PATHS

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
    from voices.engines.fast.tiles import FLOATS

    taps, channels, outputs = weights.shape
    block = FLOATS[float_lanes()].outputs
    whole = -(-outputs // 64) * 64
    wide = np.zeros((taps, channels, whole), np.float32)
    wide[:, :, :outputs] = weights
    packed = aligned((whole // block, taps, channels, block), "f4")
    packed[:] = wide.reshape(taps, channels, -1, block).transpose(2, 0, 1, 3)
    padded = np.zeros(whole, np.float32)
    padded[:outputs] = bias
    return Float(packed, padded, taps, channels)
