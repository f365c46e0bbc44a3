"""The one place where pixels are resampled: a float rect of a picture to planes of a frame.

The kernel is Lanczos, separable. Planes come in transposed ([width, height]), so that the
horizontal pass runs along memory; each strip of output columns is then turned over, eight by
eight, and the vertical pass runs along memory as well. All in float32, rounded once.
"""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba.extending import intrinsic
from numpy.typing import NDArray

from voices.sound.compiled import compiler

Plane = NDArray[np.uint8]
Source = NDArray[np.uint16]
Axis = tuple[NDArray[np.int32], NDArray[np.float32]]

FRACTION = 256
"""Source planes hold levels times this: eight bits after the point."""
FINE = 1024
"""Values to a source pixel in the kernel's table."""
STRIP = 256
"""Output columns at a time: source and turned lines of a strip stay in the second cache."""
_FLAGS = {"contract", "nnan", "ninf", "nsz"}
_IR = Any  # llvmlite has no types


compiled_fast = compiler(fastmath=_FLAGS)
"""The compiler for pixels, which are no NaN and may be summed in any order."""


def _table(lobes: int) -> NDArray[np.float64]:
    """The kernel's right half, FINE values to a source pixel, and zeros to run out on."""
    x = np.arange(lobes * FINE + 2) / FINE
    return np.where(x < lobes, np.sinc(x) * np.sinc(x / lobes), 0.0)


@compiled_fast
def _fill_axis(
    start: float,
    step: float,
    lobes: int,
    table: NDArray[np.float64],
    firsts: NDArray[np.int32],
    weights: NDArray[np.float32],
) -> None:
    shrink = 1.0 / max(step, 1.0)
    last = table.size - 2
    for i in range(firsts.size):
        centre = start + step * i
        first = math.ceil(centre - lobes / shrink)
        firsts[i] = first
        total = 0.0
        line = weights[i]
        for k in range(line.size):
            place = min(abs(first + k - centre) * shrink * FINE, float(last))
            cell = int(place)
            value = table[cell] + (table[cell + 1] - table[cell]) * (place - cell)
            line[k] = value
            total += value
        share = 1.0 / total
        for k in range(line.size):
            line[k] *= share


def axis(start: float, step: float, count: int, lobes: int = 3) -> Axis:
    """Taps of `count` outputs at source indices start, start + step, ...

    Returns the first source index of each output, int32 [count], and its weights, float32
    [count, taps]. Taps are six and a multiple of four, padded with zeros; indices may lie outside.
    """
    taps = math.ceil(2 * lobes * max(step, 1.0))
    taps = 6 + max(0, -(-(taps - 6) // 4) * 4)
    firsts = np.empty(count, np.int32)
    weights = np.empty((count, taps), np.float32)
    _fill_axis(float(start), float(step), lobes, _TABLES[lobes], firsts, weights)
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


@compiled_fast
def _load(source: Source, first: int, top: int, rows: int, columns: NDArray[np.float32]) -> None:
    """Copy columns of the source as floats; beyond its edges its outermost pixels go on."""
    width, height = source.shape
    above, below = min(max(0, -top), rows), max(min(rows, height - top), 0)
    for c in range(columns.shape[0]):
        line = source[min(max(first + c, 0), width - 1)]
        target = columns[c]
        target[:above] = line[0] / 256
        inside = target[above:below]
        pixels = line[top + above : top + below]
        for r in range(below - above):
            inside[r] = np.float32(pixels[r]) * np.float32(1 / 256)
        target[max(below, 0) :] = line[height - 1] / 256


@compiled_fast
def _weigh(
    rows: NDArray[np.float32],
    at: int,
    weights: NDArray[np.float32],
    taps: int,
    out: NDArray[np.float32],
) -> None:
    """out = sum of weights[k] * rows[at + k]: six, then four at a time, to stay in registers."""
    p, q, r, s, t, u = weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]
    a, b, c = rows[at], rows[at + 1], rows[at + 2]
    d, e, f = rows[at + 3], rows[at + 4], rows[at + 5]
    for i in range(out.size):
        out[i] = p * a[i] + q * b[i] + r * c[i] + s * d[i] + t * e[i] + u * f[i]
    for k in range(6, taps, 4):
        p, q, r, s = weights[k], weights[k + 1], weights[k + 2], weights[k + 3]
        a, b, c, d = rows[at + k], rows[at + k + 1], rows[at + k + 2], rows[at + k + 3]
        for i in range(out.size):
            out[i] += p * a[i] + q * b[i] + r * c[i] + s * d[i]


@compiled_fast
def _finish(rows: NDArray[np.float32], at: int, weights: NDArray[np.float32], out: Plane) -> None:
    """Six taps, rounded to levels."""
    p, q, r, s, t, u = weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]
    a, b, c = rows[at], rows[at + 1], rows[at + 2]
    d, e, f = rows[at + 3], rows[at + 4], rows[at + 5]
    low, half, high = np.float32(0), np.float32(0.5), np.float32(255)
    for i in range(out.size):
        level = p * a[i] + q * b[i] + r * c[i] + s * d[i] + t * e[i] + u * f[i] + half
        out[i] = np.uint8(np.int32(min(max(level, low), high)))


@compiled_fast
def _finish_more(
    rows: NDArray[np.float32],
    at: int,
    weights: NDArray[np.float32],
    levels: NDArray[np.float32],
    out: Plane,
) -> None:
    """The last four taps on top of `levels`, rounded."""
    p, q, r, s = weights[-4], weights[-3], weights[-2], weights[-1]
    at += weights.size - 4
    a, b, c, d = rows[at], rows[at + 1], rows[at + 2], rows[at + 3]
    low, half, high = np.float32(0), np.float32(0.5), np.float32(255)
    for i in range(out.size):
        level = levels[i] + p * a[i] + q * b[i] + r * c[i] + s * d[i] + half
        out[i] = np.uint8(np.int32(min(max(level, low), high)))


@compiled_fast
def scratch(
    xs: NDArray[np.int32], taps: int, ys: NDArray[np.int32], down_taps: int
) -> tuple[int, int, int]:
    """What a strip takes: source columns, rows of each, and columns that lines are kept apart by.

    A picture far higher than wide is shown in a few columns: it is not charged for whole strips.
    """
    width = xs.size
    room = 0
    for x in range(0, width, STRIP):
        room = max(room, xs[min(x + STRIP, width) - 1] + taps - xs[x])
    rows = (ys[ys.size - 1] + down_taps - ys[0] + 7) // 8 * 8
    return room, rows, min(STRIP, (width + 7) // 8 * 8)


@compiled_fast
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
    first_row, more = ys[0], y_weights.shape[1] - 4 if y_weights.shape[1] > 6 else 0
    room, rows, pitch = scratch(xs, taps, ys, y_weights.shape[1])
    columns = np.empty((room, rows), np.float32)
    turned = np.zeros((8, rows), np.float32)
    lines = np.empty((rows, pitch), np.float32)
    levels = np.empty(pitch, np.float32)
    for x in range(0, width, STRIP):
        count = min(STRIP, width - x)
        used = xs[x + count - 1] + taps - xs[x]
        _load(source, xs[x], first_row, rows, columns[:used])
        for group in range(0, count, 8):
            for j in range(min(8, count - group)):
                i = x + group + j
                _weigh(columns, xs[i] - xs[x], x_weights[i], taps, turned[j])
            for r in range(0, rows, 8):
                _turn8(turned, r, rows, lines, r * pitch + group, pitch)  # type: ignore[call-arg]
        for y in range(height):
            target = out[top + y, left + x : left + x + count]
            at = ys[y] - first_row
            if more:
                _weigh(lines, at, y_weights[y], more, levels[:count])
                _finish_more(lines, at, y_weights[y], levels, target)
            else:
                _finish(lines, at, y_weights[y], target)


_TABLES = {2: _table(2), 3: _table(3)}
"""Lanczos kernels by lobes: three for panels, two for stills, whose edges must not ring."""


def resample_plane(
    source: Source, across: Axis, down: Axis, out: Plane, left: int, top: int
) -> None:
    """Draw a transposed source plane, uint16 [width, height] in 1/256 levels, into `out`.

    The result is as wide as `across` and as high as `down`, its top left pixel at (left, top) of
    `out`, uint8 [height, pitch], C-contiguous. Beyond its edges the source's last pixels go on.
    """
    _resample(source, across[0], across[1], down[0], down[1], out, left, top)
