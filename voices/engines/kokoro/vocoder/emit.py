"""LLVM for a tile of a convolution: a few rows of sums, held in registers over all its taps.

A tile walks over the taps of a kernel and the channels of each tap. In every step it loads one
vector of weights per block of outputs, broadcasts a few input channels of each row, and adds their
products. Nothing is stored before the tile is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from llvmlite import ir  # type: ignore[import-untyped]

I8, I16, I32, I64 = (ir.IntType(n) for n in (8, 16, 32, 64))
F32 = ir.FloatType()
Sums = list[list[ir.Value]]


class Walk(NamedTuple):
    """Where a tile's operands lie: addresses and strides in bytes, as LLVM values."""

    inputs: ir.Value
    weights: ir.Value
    taps: ir.Value
    tap_stride: ir.Value
    row_stride: ir.Value
    steps: ir.Value


Step = Callable[[ir.IRBuilder, ir.Value, ir.Value, Sums], Sums]


def const(value: int) -> ir.Constant:
    """A 64-bit integer."""
    return ir.Constant(I64, value)


def vector(element: ir.Type, lanes: int) -> ir.VectorType:
    """The type of a register of `lanes` elements."""
    return ir.VectorType(element, lanes)


def load_vector(b: ir.IRBuilder, address: ir.Value, kind: ir.Type) -> ir.Value:
    """What lies at `address`, aligned or not."""
    value = b.load(b.inttoptr(address, kind.as_pointer()))
    value.align = 1
    return value


def store_vector(b: ir.IRBuilder, value: ir.Value, address: ir.Value) -> None:
    """Put `value` at `address`, aligned or not."""
    b.store(value, b.inttoptr(address, value.type.as_pointer())).align = 1


def at(b: ir.IRBuilder, base: ir.Value, stride: ir.Value, count: int, extra: int = 0) -> ir.Value:
    """The address base + stride * count + extra."""
    return b.add(base, b.add(b.mul(stride, const(count)), const(extra)))


def splat(b: ir.IRBuilder, value: ir.Value, lanes: int) -> ir.Value:
    """A register with `value` in every lane."""
    kind = vector(value.type, lanes)
    undefined = ir.Constant(kind, ir.Undefined)
    first = b.insert_element(undefined, value, ir.Constant(I32, 0))
    return b.shuffle_vector(first, undefined, ir.Constant(vector(I32, lanes), None))


def intrinsic(
    b: ir.IRBuilder, name: str, result: ir.Type, arguments: Sequence[ir.Type]
) -> ir.Value:
    """LLVM's function `name`, declared once per module."""
    known = b.module.globals.get(name)
    return known or ir.Function(b.module, ir.FunctionType(result, arguments), name)


def walk(b: ir.IRBuilder, w: Walk, start: Sums, step: Step, input_step: int, size: int) -> Sums:
    """Run `step` for every tap and channel group; `size` bytes of weights belong to each step."""
    before = b.block
    outer, inner, next_tap, done = (b.append_basic_block(n) for n in ("tap", "step", "next", "end"))
    b.branch(outer)
    b.position_at_end(outer)
    tap, tap_input, tap_weights = (b.phi(I64) for _ in range(3))
    tap_sums = _phis(b, start)
    b.branch(inner)
    b.position_at_end(inner)
    count, inputs, weights = (b.phi(I64) for _ in range(3))
    sums = _phis(b, start)
    after = step(b, inputs, weights, sums)
    counted, more = b.add(count, const(1)), b.add(inputs, const(input_step))
    rest = b.add(weights, const(size))
    b.cbranch(b.icmp_signed("<", counted, w.steps), inner, next_tap)
    b.position_at_end(next_tap)
    tapped, moved = b.add(tap, const(1)), b.add(tap_input, w.tap_stride)
    b.cbranch(b.icmp_signed("<", tapped, w.taps), outer, done)
    b.position_at_end(done)
    _join((tap, tap_input, tap_weights), (const(0), w.inputs, w.weights), before)
    _join((tap, tap_input, tap_weights), (tapped, moved, rest), next_tap)
    _join((count, inputs, weights), (const(0), tap_input, tap_weights), outer)
    _join((count, inputs, weights), (counted, more, rest), inner)
    _join(_flat(tap_sums), _flat(start), before)
    _join(_flat(tap_sums), _flat(after), next_tap)
    _join(_flat(sums), _flat(tap_sums), outer)
    _join(_flat(sums), _flat(after), inner)
    return after


def zeros(kind: ir.Type, rows: int, vectors: int) -> Sums:
    """Sums that start at nothing."""
    return [[ir.Constant(kind, None)] * vectors for _ in range(rows)]


def _phis(b: ir.IRBuilder, like: Sums) -> Sums:
    return [[b.phi(value.type) for value in row] for row in like]


def _flat(sums: Sums) -> list[ir.Value]:
    return [value for row in sums for value in row]


def _join(phis: Sequence[ir.Value], values: Sequence[ir.Value], block: ir.Block) -> None:
    for phi, value in zip(phis, values, strict=True):
        phi.add_incoming(value, block)
