"""Convolutions over time, a block of rows at a time so that it stays in the cache. Compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voices.engines.kokoro.vocoder import cpu, emit, layers, rows, tiles
from voices.engines.kokoro.vocoder.layers import Bytes, Float, Whole, aligned
from voices.engines.kokoro.vocoder.rows import activate, to_bytes
from voices.engines.kokoro.vocoder.tiles import (
    ROWS,
    FloatOperands,
    Operands,
    float_row,
    float_rows,
    whole_row,
    whole_rows,
)
from voices.model import Samples
from voices.sound.compiled import compiler

_HALO = 64
"""More rows than the widest kernel reaches beyond a block, both sides together."""

_compiled = compiler(cpu, emit, layers, rows, tiles, error_model="numpy")
"""The loops hold the code of these modules: it is made anew when one of them has changed."""


class Scratch(NamedTuple):
    """A block's own memory, for one number of channels."""

    values: Samples
    whole: Bytes
    row_sums: NDArray[np.int32]
    tap_sums: NDArray[np.int32]
    offset: NDArray[np.int32]
    scale: Samples
    part: Samples
    alike: NDArray[np.int32]
    still: Samples


def scratch(layer: Whole) -> Scratch:
    """Memory for blocks of about 256 kB of a layer's inputs."""
    channels = layer.turns.shape[0]
    rows = max(96, 65_536 // channels // ROWS * ROWS) + _HALO
    outputs = layer.bias.shape[0]
    return Scratch(
        aligned((rows, channels), "f4"),
        aligned((rows, channels), "i2" if layer.weights.dtype == np.int16 else "i1"),
        np.zeros(rows, np.int32),
        np.zeros(rows, np.int32),
        np.zeros(outputs, np.int32),
        np.zeros(outputs, np.float32),
        np.zeros((2, layer.weights.shape[3]), np.float32),
        np.zeros(rows, np.int32),
        np.zeros((1, layer.weights.shape[3]), np.float32),
    )


@_compiled
def whole_conv(
    x: Samples, gain: Samples, shift: Samples, layer: Whole,
    residual: Samples, out: Samples, out_moments: NDArray[np.float64], s: Scratch,
) -> None:  # fmt: skip
    """out = conv(activation(gain·x + shift)) + residual, [rows, channels], and its moments.

    Every block is rounded to eight bits on a scale of its own. `residual` has one row, or as many
    as `out`.
    """
    out_moments[:] = 0
    block, span = s.values.shape[0] - _HALO, (layer.taps - 1) * layer.dilation
    for start in range(0, out.shape[0], block):
        stop = min(out.shape[0], start + block)
        origin = start - layer.before
        first, last = max(0, origin), min(x.shape[0], stop - layer.before + span)
        low, high = activate(
            x, first, last, gain, shift, layer.turns, layer.inverse, layer.slope, s.values
        )
        unit = max((high - low) / np.float32(254.0), np.float32(1e-20))
        zero = np.float32(np.rint(np.float32(-127.0) - low / unit))
        rounded = np.float32(1.0) / unit
        to_bytes(s.values, last - first, rounded, zero, s.whole, first - origin, s.row_sums)
        _pad(s, 0, first - origin, zero)
        _pad(s, last - origin, stop - start + span, zero)
        _sum_taps(s, stop - start, layer.taps, layer.dilation)
        _count_alike(s, stop - start + span)
        for o in range(out.shape[1]):
            s.offset[o] = np.int32(zero) * layer.sums[o]
            s.scale[o] = unit * layer.scale[o]
        _block(start, stop - start, layer, residual, out, out_moments, s)


@_compiled
def _pad(s: Scratch, first: int, last: int, zero: np.float32) -> None:
    """Silence beyond both ends."""
    for row in range(first, last):
        s.whole[row, :] = np.int32(zero)
        s.row_sums[row] = np.int32(zero) * s.whole.shape[1]


@_compiled
def _sum_taps(s: Scratch, rows: int, taps: int, dilation: int) -> None:
    """The sum of all inputs of each row's kernel."""
    for row in range(rows):
        total = np.int32(0)
        for tap in range(taps):
            total += s.row_sums[row + tap * dilation]
        s.tap_sums[row] = total


@_compiled
def _count_alike(s: Scratch, rows: int) -> None:
    """How many rows before each one are the same as it: many, where the voice is silent."""
    s.alike[0] = 0
    for row in range(1, rows):
        c, channels = 0, s.whole.shape[1]
        while c < channels and s.whole[row, c] == s.whole[row - 1, c]:
            c += 1
        s.alike[row] = s.alike[row - 1] + 1 if c == channels else 0


@_compiled
def _block(
    start: int, rows: int, layer: Whole,
    residual: Samples, out: Samples, out_moments: NDArray[np.float64], s: Scratch,
) -> None:  # fmt: skip
    """Tiles of ROWS rows, then single rows, for each block of outputs."""
    pack, size = layer.weights, layer.weights.shape[3]
    stride, kept_stride = s.whole.strides[0], residual.strides[0] * (residual.shape[0] > 1)
    for block in range(pack.shape[0]):
        s.part[:] = 0
        column, row = block * size * 4, 0
        while row < rows:
            tile = Operands(
                inputs=s.whole.ctypes.data + row * stride,
                weights=pack.ctypes.data + block * pack.strides[0],
                taps=layer.taps,
                tap_stride=layer.dilation * stride,
                row_stride=stride,
                steps=pack.shape[2],
                row_sums=s.tap_sums.ctypes.data + 4 * row,
                zero=layer.zero,
                offset=s.offset.ctypes.data + column,
                scale=s.scale.ctypes.data + column,
                bias=layer.bias.ctypes.data + column,
                residual=residual.ctypes.data + (start + row) * kept_stride + column,
                residual_stride=kept_stride,
                out=out.ctypes.data + (start + row) * out.strides[0] + column,
                out_stride=out.strides[0],
                moments=s.part.ctypes.data,
            )
            seen = row + ROWS - 1 + (layer.taps - 1) * layer.dilation
            if row + ROWS > rows:
                whole_row(pack, tile)
                row += 1
            elif s.alike[seen] >= seen - row:
                _still_rows(pack, tile, start + row, column // 4, residual, out, s)
                row += ROWS
            else:
                whole_rows(pack, tile)
                row += ROWS
        _gather(s.part, out_moments, block * size)


@_compiled
def _still_rows(
    pack: Bytes, tile: Operands, row: int, column: int,
    residual: Samples, out: Samples, s: Scratch,
) -> None:  # fmt: skip
    """ROWS rows whose inputs are the same: one product serves them all."""
    size = s.still.shape[1]
    s.still[:] = 0
    kept = s.part.copy()
    whole_row(pack, _alone(tile, s.still.ctypes.data))
    s.part[:] = kept
    for t in range(ROWS):
        beside = residual[row + t] if residual.shape[0] > 1 else residual[0]
        for o in range(size):
            v = s.still[0, o] + beside[column + o]
            out[row + t, column + o] = v
            s.part[0, o] += v
            s.part[1, o] += v * v


@_compiled
def _alone(tile: Operands, place: int) -> Operands:
    """The same product, added to what lies at `place`, and put there."""
    return Operands(
        tile.inputs, tile.weights, tile.taps, tile.tap_stride, tile.row_stride, tile.steps,
        tile.row_sums, tile.zero, tile.offset, tile.scale, tile.bias,
        place, 0, place, 0, tile.moments,
    )  # fmt: skip


@_compiled
def _gather(part: Samples, out_moments: NDArray[np.float64], at: int) -> None:
    for o in range(part.shape[1]):
        out_moments[0, at + o] += part[0, o]
        out_moments[1, at + o] += part[1, o]


@_compiled
def float_conv(x: Samples, layer: Float, stride: int, rows: int, out: Samples) -> None:
    """out[i] = bias + the kernel over x[i·stride : i·stride + taps], for `rows` rows."""
    pack, size, step = layer.weights, layer.weights.shape[3], stride * x.strides[0]
    for block in range(pack.shape[0]):
        column, row = block * size * 4, 0
        while row < rows:
            tile = FloatOperands(
                inputs=x.ctypes.data + row * step,
                weights=pack.ctypes.data + block * pack.strides[0],
                taps=layer.taps,
                tap_stride=x.strides[0],
                row_stride=step,
                steps=layer.channels,
                bias=layer.bias.ctypes.data + column,
                out=out.ctypes.data + row * out.strides[0] + column,
                out_stride=out.strides[0],
            )
            if row + ROWS <= rows:
                float_rows(pack, tile)
                row += ROWS
            else:
                float_row(pack, tile)
                row += 1
