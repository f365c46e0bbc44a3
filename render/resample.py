"""The one place where pixels are resampled: a float rect of a picture to planes of a frame.

The kernel is Lanczos, separable. Planes come in transposed ([width, height]), so that the
horizontal pass runs along memory; each strip of 64 output columns is then turned over, eight by
eight, and the vertical pass runs along memory as well. All in float32, rounded once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba.extending import intrinsic
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Source = NDArray[np.uint16]
Axis = tuple[NDArray[np.int32], NDArray[np.float32]]

FRACTION = 256
"""Source planes hold levels times this: eight bits after the point."""
GROUP = 6
STRIP = 64
_FLAGS = {"contract", "nnan", "ninf", "nsz"}
_IR = Any  # llvmlite has no types
_Compiled = TypeVar("_Compiled", bound=Callable[..., Any])


def compiled(function: _Compiled) -> _Compiled:
    """Compile on first call; kept on disk where a folder can be written, else made anew."""
    try:
        return cast("_Compiled", numba.njit(cache=True, fastmath=_FLAGS, nogil=True)(function))
    except RuntimeError:  # numba found no folder to write to
        return cast("_Compiled", numba.njit(fastmath=_FLAGS, nogil=True)(function))


@compiled
def _lanczos(x: float, lobes: int) -> float:
    if x == 0.0:
        return 1.0
    if abs(x) >= lobes:
        return 0.0
    a = math.pi * x
    return lobes * math.sin(a) * math.sin(a / lobes) / (a * a)


@compiled
def _fill_axis(
    start: float,
    step: float,
    lobes: int,
    firsts: NDArray[np.int32],
    weights: NDArray[np.float32],
) -> None:
    stretch = max(step, 1.0)
    for i in range(firsts.size):
        centre = start + step * i
        first = math.ceil(centre - lobes * stretch)
        firsts[i] = first
        total = 0.0
        for k in range(weights.shape[1]):
            weight = _lanczos((first + k - centre) / stretch, lobes)
            weights[i, k] = weight
            total += weight
        for k in range(weights.shape[1]):
            weights[i, k] /= total


def axis(start: float, step: float, count: int, lobes: int = 3) -> Axis:
    """Taps of `count` outputs at source indices start, start + step, ...

    Returns the first source index of each output, int32 [count], and its weights, float32
    [count, taps]. Taps are a multiple of six, padded with zeros; indices may lie outside.
    """
    taps = math.ceil(2 * lobes * max(step, 1.0))
    taps = -(-taps // GROUP) * GROUP
    firsts = np.empty(count, np.int32)
    weights = np.empty((count, taps), np.float32)
    _fill_axis(float(start), float(step), lobes, firsts, weights)
    return firsts, weights


def _shuffle(builder: _IR, a: _IR, b: _IR, order: list[int]) -> _IR:
    mask = ir.Constant(ir.VectorType(ir.IntType(32), len(order)), order)
    return builder.shuffle_vector(a, b, mask)


def _turned(builder: _IR, rows: list[_IR]) -> list[_IR]:
    """Transpose eight vectors of eight, in three rounds of two-vector shuffles."""
    for reach, low in ((1, [0, 8, 2, 10, 4, 12, 6, 14]), (2, [0, 1, 8, 9, 4, 5, 12, 13]),
                       (4, [0, 1, 2, 3, 8, 9, 10, 11])):  # fmt: skip
        high = [lane + reach for lane in low]
        for i in range(8):
            if not i & reach:
                a, b = rows[i], rows[i + reach]
                rows[i] = _shuffle(builder, a, b, low)
                rows[i + reach] = _shuffle(builder, a, b, high)
    return rows


@intrinsic
def _turn8(_: _IR, source: _IR, at: _IR, pitch: _IR, target: _IR, to: _IR, stride: _IR) -> _IR:
    """Transpose an 8x8 tile of float32: no compiler finds this by itself in a scalar loop."""

    def codegen(context: _IR, builder: _IR, signature: _IR, args: _IR) -> _IR:
        vector = ir.VectorType(ir.FloatType(), 8)

        def pointers(array: int) -> list[_IR]:
            data = context.make_array(signature.args[array])(context, builder, args[array]).data
            steps = [ir.Constant(args[array + 2].type, i) for i in range(8)]
            offsets = [builder.add(args[array + 1], builder.mul(args[array + 2], i)) for i in steps]
            places = [builder.gep(data, [offset]) for offset in offsets]
            return [builder.bitcast(place, vector.as_pointer()) for place in places]

        rows = _turned(builder, [builder.load(place, align=4) for place in pointers(0)])
        for row, place in zip(rows, pointers(3), strict=True):
            builder.store(row, place, align=4)
        return context.get_dummy_value()

    return numba.types.void(source, at, pitch, target, to, stride), codegen


@compiled
def _load(source: Source, first: int, top: int, rows: int, columns: NDArray[np.float32]) -> None:
    """Copy columns of the source as floats; beyond its edges its outermost pixels go on."""
    width, height = source.shape
    above, below = min(max(0, -top), rows), max(min(rows, height - top), 0)
    for c in range(columns.shape[0]):
        line = source[min(max(first + c, 0), width - 1)]
        target = columns[c]
        target[:above] = line[0]
        inside = target[above:below]
        pixels = line[top + above : top + below]
        for r in range(below - above):
            inside[r] = pixels[r]
        target[max(below, 0) :] = line[height - 1]


@compiled
def _weigh(
    rows: NDArray[np.float32], at: int, weights: NDArray[np.float32], out: NDArray[np.float32]
) -> None:
    """out = sum of weights[k] * rows[at + k], six at a time so that they stay in registers."""
    for k in range(0, weights.size, 6):
        w0, w1, w2 = weights[k], weights[k + 1], weights[k + 2]
        w3, w4, w5 = weights[k + 3], weights[k + 4], weights[k + 5]
        a, b, c = rows[at + k], rows[at + k + 1], rows[at + k + 2]
        d, e, f = rows[at + k + 3], rows[at + k + 4], rows[at + k + 5]
        if k == 0:
            for i in range(out.size):
                out[i] = w0 * a[i] + w1 * b[i] + w2 * c[i] + w3 * d[i] + w4 * e[i] + w5 * f[i]
        else:
            for i in range(out.size):
                out[i] += w0 * a[i] + w1 * b[i] + w2 * c[i] + w3 * d[i] + w4 * e[i] + w5 * f[i]


@compiled
def _store(levels: NDArray[np.float32], scale: float, out: Plane) -> None:
    gain, half = np.float32(scale), np.float32(0.5)
    for i in range(out.size):
        level = levels[i] * gain + half
        out[i] = np.uint8(np.int32(min(max(level, np.float32(0)), np.float32(255))))


@compiled
def _resample(
    source: Source,
    xs: NDArray[np.int32],
    x_weights: NDArray[np.float32],
    ys: NDArray[np.int32],
    y_weights: NDArray[np.float32],
    out: Plane,
    left: int,
    top: int,
) -> None:
    width, height, taps = xs.size, ys.size, x_weights.shape[1]
    first_row = ys[0]
    rows = (ys[height - 1] + y_weights.shape[1] - first_row + 7) // 8 * 8
    room = 0
    for x in range(0, width, 64):
        room = max(room, xs[min(x + 64, width) - 1] + taps - xs[x])
    columns = np.empty((room, rows), np.float32)
    turned = np.zeros((8, rows), np.float32)
    lines = np.empty((rows, 64), np.float32)
    levels = np.empty(64, np.float32)
    for x in range(0, width, 64):
        count = min(64, width - x)
        used = xs[x + count - 1] + taps - xs[x]
        _load(source, xs[x], first_row, rows, columns[:used])
        for group in range(0, count, 8):
            for j in range(min(8, count - group)):
                i = x + group + j
                _weigh(columns, xs[i] - xs[x], x_weights[i], turned[j])
            for r in range(0, rows, 8):
                _turn8(turned, r, rows, lines, r * 64 + group, 64)  # type: ignore[call-arg]
        for y in range(height):
            _weigh(lines, ys[y] - first_row, y_weights[y], levels[:count])
            target = out[top + y, left + x : left + x + count]
            _store(levels, 1 / 256, target)


def resample(source: Source, across: Axis, down: Axis, out: Plane, left: int, top: int) -> None:
    """Draw a transposed source plane, uint16 [width, height] in 1/256 levels, into `out`.

    The result is as wide as `across` and as high as `down`, its top left pixel at (left, top) of
    `out`, uint8 [height, pitch], C-contiguous. Beyond its edges the source's last pixels go on.
    """
    _resample(source, across[0], across[1], down[0], down[1], out, left, top)
