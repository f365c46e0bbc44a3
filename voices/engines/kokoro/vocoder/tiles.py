"""The tiles that numba's loops call: eight-bit and float, of six rows or one.

Which instruction does the eight-bit products follows from the type of the packed weights, so that
one cached build can hold several: uint8 VNNI on 512 bits, int8 VNNI on 256 bits, int16 AVX2.
All give the same sums.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core.typing.templates import Signature
from numba.extending import intrinsic

from voices.engines.kokoro.vocoder import emit
from voices.engines.kokoro.vocoder.cpu import FLOATS, PATHS, VectorPath, float_lanes
from voices.engines.kokoro.vocoder.emit import (
    F32,
    I8,
    I16,
    I32,
    Sums,
    Walk,
    const,
    load_vector,
    splat,
    store_vector,
)
from voices.engines.kokoro.vocoder.layers import Bytes
from voices.model import Samples

ROWS = 6
"""Rows of a tile: with its vectors of outputs they fill the registers."""

Codegen = Callable[[object, ir.IRBuilder, object, list[ir.Value]], ir.Value]


class Operands(NamedTuple):
    """An eight-bit tile's operands: addresses and strides in bytes. First `emit.Walk`'s.

    `row_sums` are of all inputs of each row, `zero` what was added to each weight, `offset` what
    the inputs' own zero adds to each output; `moments` gathers sums and sums of squares.
    """

    inputs: int
    weights: int
    taps: int
    tap_stride: int
    row_stride: int
    steps: int
    row_sums: int
    zero: np.int32
    offset: int
    scale: int
    bias: int
    residual: int
    residual_stride: int
    out: int
    out_stride: int
    moments: int


class FloatOperands(NamedTuple):
    """A float tile's operands: addresses and strides in bytes. First `emit.Walk`'s."""

    inputs: int
    weights: int
    taps: int
    tap_stride: int
    row_stride: int
    steps: int
    bias: int
    out: int
    out_stride: int


def _products(
    b: ir.IRBuilder, path: VectorPath, total: ir.Value, weights: ir.Value, inputs: ir.Value
) -> ir.Value:
    """`total` plus the products of two or four neighbouring channels, in every lane."""
    sums = emit.vector(I32, path.lanes)
    if path.instruction.endswith("wd"):
        pairs = emit.vector(I16, path.lanes * 2)
        multiply = emit.intrinsic(b, path.instruction, sums, [pairs, pairs])
        return b.add(total, b.call(multiply, [b.bitcast(weights, pairs), b.bitcast(inputs, pairs)]))
    quads = emit.vector(I8, path.lanes * 4)
    dot = emit.intrinsic(b, path.instruction, sums, [sums, quads, quads])
    return b.call(dot, [total, b.bitcast(weights, quads), b.bitcast(inputs, quads)])


def _whole_sums(b: ir.IRBuilder, path: VectorPath, rows: int, w: Walk) -> Sums:
    kind = emit.vector(I32, path.lanes)

    def step(b: ir.IRBuilder, inputs: ir.Value, weights: ir.Value, sums: Sums) -> Sums:
        columns = [
            load_vector(b, b.add(weights, const(path.lanes * 4 * v)), kind)
            for v in range(path.vectors)
        ]
        values = [load_vector(b, emit.at(b, inputs, w.row_stride, t), I32) for t in range(rows)]
        spread = [splat(b, x, path.lanes) for x in values]
        return [
            [_products(b, path, s, c, x) for s, c in zip(row, columns, strict=True)]
            for row, x in zip(sums, spread, strict=True)
        ]

    start = emit.zeros(kind, rows, path.vectors)
    return emit.walk(b, w, start, step, 4, path.outputs * 4)


def _float_sums(b: ir.IRBuilder, path: VectorPath, rows: int, w: Walk) -> Sums:
    kind = emit.vector(F32, path.lanes)
    fma = emit.intrinsic(b, path.instruction, kind, [kind] * 3)

    def step(b: ir.IRBuilder, inputs: ir.Value, weights: ir.Value, sums: Sums) -> Sums:
        columns = [
            load_vector(b, b.add(weights, const(path.lanes * 4 * v)), kind)
            for v in range(path.vectors)
        ]
        values = [load_vector(b, emit.at(b, inputs, w.row_stride, t), F32) for t in range(rows)]
        return [
            [
                b.call(fma, [splat(b, x, path.lanes), c, s])
                for s, c in zip(row, columns, strict=True)
            ]
            for row, x in zip(sums, values, strict=True)
        ]

    return emit.walk(b, w, emit.zeros(kind, rows, path.vectors), step, 4, path.outputs * 4)


def _finish(b: ir.IRBuilder, path: VectorPath, sums: Sums, f: Operands) -> None:
    """out = (sum - zero * row_sum - offset) * scale + bias + residual, and its two moments."""
    floats, size = emit.vector(F32, path.lanes), path.lanes * 4
    shifts = [
        splat(b, b.mul(load_vector(b, b.add(f.row_sums, const(4 * t)), I32), f.zero), path.lanes)
        for t in range(len(sums))
    ]
    for v in range(path.vectors):
        here = const(v * size)
        offset = load_vector(b, b.add(f.offset, here), emit.vector(I32, path.lanes))
        bias, scale = (load_vector(b, b.add(base, here), floats) for base in (f.bias, f.scale))
        first, second = b.add(f.moments, here), b.add(f.moments, const((v + path.vectors) * size))
        total, squares = load_vector(b, first, floats), load_vector(b, second, floats)
        for t, shift in enumerate(shifts):
            whole = b.sub(b.sub(sums[t][v], shift), offset)
            value = b.fadd(b.fmul(b.sitofp(whole, floats), scale), bias)
            kept = load_vector(b, emit.at(b, f.residual, f.residual_stride, t, v * size), floats)
            value = b.fadd(value, kept)
            store_vector(b, value, emit.at(b, f.out, f.out_stride, t, v * size))
            total, squares = b.fadd(total, value), b.fadd(squares, b.fmul(value, value))
        store_vector(b, total, first)
        store_vector(b, squares, second)


def _whole_tile(rows: int, pack: types.Array, tile: types.Type) -> tuple[Signature, Codegen]:
    path = PATHS[pack.dtype.name]

    def codegen(_context: object, b: ir.IRBuilder, _sig: object, args: list[ir.Value]) -> ir.Value:
        operands = Operands(*_fields(b, args[1], len(Operands._fields)))
        sums = _whole_sums(b, path, rows, Walk(*operands[: len(Walk._fields)]))
        _finish(b, path, sums, operands)
        return ir.Constant(I8.as_pointer(), None)

    return types.void(pack, tile), codegen


def _float_tile(rows: int, pack: types.Array, tile: types.Type) -> tuple[Signature, Codegen]:
    path = FLOATS[float_lanes()]

    def codegen(_context: object, b: ir.IRBuilder, _sig: object, args: list[ir.Value]) -> ir.Value:
        f = FloatOperands(*_fields(b, args[1], len(FloatOperands._fields)))
        sums = _float_sums(b, path, rows, Walk(*f[: len(Walk._fields)]))
        floats, size = emit.vector(F32, path.lanes), path.lanes * 4
        for v in range(path.vectors):
            bias = load_vector(b, b.add(f.bias, const(v * size)), floats)
            for t in range(rows):
                place = emit.at(b, f.out, f.out_stride, t, v * size)
                store_vector(b, b.fadd(sums[t][v], bias), place)
        return ir.Constant(I8.as_pointer(), None)

    return types.void(pack, tile), codegen


def _fields(b: ir.IRBuilder, record: ir.Value, count: int) -> list[ir.Value]:
    return [b.extract_value(record, i) for i in range(count)]


def _whole_rows(_: object, pack: types.Array, tile: types.Type) -> tuple[Signature, Codegen]:
    return _whole_tile(ROWS, pack, tile)


def _whole_row(_: object, pack: types.Array, tile: types.Type) -> tuple[Signature, Codegen]:
    return _whole_tile(1, pack, tile)


def _float_rows(_: object, pack: types.Array, tile: types.Type) -> tuple[Signature, Codegen]:
    return _float_tile(ROWS, pack, tile)


def _float_row(_: object, pack: types.Array, tile: types.Type) -> tuple[Signature, Codegen]:
    return _float_tile(1, pack, tile)


WholeTile = Callable[[Bytes, Operands], None]
FloatTile = Callable[[Samples, FloatOperands], None]
whole_rows, whole_row = (cast(WholeTile, intrinsic(f)) for f in (_whole_rows, _whole_row))
float_rows, float_row = (cast(FloatTile, intrinsic(f)) for f in (_float_rows, _float_row))
