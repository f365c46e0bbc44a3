"""Reads an ONNX file without the onnx package: constants, wiring, and a part of the graph."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voices.engines.onnx.protobuf import GRAPH, GRAPH_OUTPUT, VALUE_NAME, Field, fields, message

_NODE, _CONSTANT, _INPUT = 1, 5, 11
"""Numbers of GraphProto's fields in onnx.proto."""
_NODE_INPUT, _NODE_OUTPUT, _NODE_OP, _NODE_ATTRIBUTE = 1, 2, 4, 5
"""Of NodeProto's."""
_DIMS, _TYPE, _FLOATS, _INTS32, _INTS64, _NAME, _RAW = 1, 2, 4, 5, 7, 8, 9
"""Of TensorProto's."""
_DTYPES = {1: "<f4", 2: "u1", 3: "i1", 6: "<i4", 7: "<i8"}


@dataclass(frozen=True)
class Node:
    """An operation: its kind, the tensors that it reads and makes, its place in the file."""

    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    start: int
    end: int


class OnnxFile:
    """An ONNX model in memory. Raises ValueError where the bytes are none, KeyError by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        graphs = [f for f in fields(data, 0, len(data)) if f[0] == GRAPH]
        if not graphs:
            raise ValueError("not an ONNX model")
        self._graph = graphs[0]
        self._parts = list(fields(data, *graphs[0][2:]))

    @cached_property
    def _nodes(self) -> list[Node]:
        return [self._node(part) for part in self._parts if part[0] == _NODE]

    @cached_property
    def _makers(self) -> dict[str, Node]:
        return {name: node for node in self._nodes for name in node.outputs}

    @cached_property
    def _constants(self) -> dict[str, Field]:
        return {self._text(part, _NAME): part for part in self._parts if part[0] == _CONSTANT}

    def maker(self, tensor: str) -> Node:
        """The operation that makes `tensor`."""
        return self._makers[tensor]

    def constant(self, name: str) -> NDArray[Any]:
        """The values of a constant, in its own shape."""
        shape: list[int] = []
        kind, content = 0, np.zeros(0)
        for number, wire, start, end in fields(self._data, *self._constants[name][2:]):
            if number == _DIMS:
                shape += [start] if wire == 0 else self._varints(start, end)
            elif number == _TYPE:
                kind = start
            elif number in {_RAW, _FLOATS}:
                dtype = "<f4" if number == _FLOATS else _DTYPES[kind]
                content = np.frombuffer(self._data[start:end], dtype)
            elif number in {_INTS32, _INTS64}:
                content = np.array(self._varints(start, end) if wire else [start])
        return np.asarray(content, _DTYPES[kind]).reshape(shape)

    def integers(self, node: Node, attribute: str) -> list[int]:
        """A node's attribute of whole numbers."""
        for part in fields(self._data, node.start, node.end):
            if part[0] == _NODE_ATTRIBUTE and self._text(part, 1) == attribute:
                inner = fields(self._data, part[2], part[3])
                packed = [f for f in inner if f[0] == 8]
                return [n for f in packed for n in ([f[2]] if f[1] == 0 else self._varints(*f[2:]))]
        raise KeyError(attribute)

    def part(self, outputs: tuple[str, ...]) -> bytes:
        """A model that makes `outputs` only, without what they don't need."""
        needed, kept = set(outputs), set()
        for node in reversed(self._nodes):
            if needed.intersection(node.outputs):
                kept.add(node.start)
                needed.update(node.inputs)
        pieces = [self._copy(p) for p in self._parts if self._belongs(p, kept, needed)]
        pieces += [message(GRAPH_OUTPUT, message(VALUE_NAME, name.encode())) for name in outputs]
        rest = [self._copy(f) for f in fields(self._data, 0, len(self._data)) if f[0] != GRAPH]
        return b"".join(rest) + message(GRAPH, b"".join(pieces))

    def _belongs(self, part: Field, kept: set[int], needed: set[str]) -> bool:
        if part[0] == _NODE:
            return part[2] in kept
        if part[0] == _CONSTANT:
            return self._text(part, _NAME) in needed
        return part[0] in {_INPUT, 2}

    def _copy(self, field: Field) -> bytes:
        number, wire, start, end = field
        if wire == 0:
            return _varint_field(number, start)
        return message(number, self._data[start:end])

    def _node(self, part: Field) -> Node:
        inputs, outputs, kind = [], [], ""
        for number, _, start, end in fields(self._data, part[2], part[3]):
            if number == _NODE_INPUT:
                inputs.append(self._data[start:end].decode())
            elif number == _NODE_OUTPUT:
                outputs.append(self._data[start:end].decode())
            elif number == _NODE_OP:
                kind = self._data[start:end].decode()
        return Node(kind, tuple(inputs), tuple(outputs), part[2], part[3])

    def _text(self, part: Field, number: int) -> str:
        for field in fields(self._data, part[2], part[3]):
            if field[0] == number:
                return self._data[field[2] : field[3]].decode()
        return ""

    def _varints(self, start: int, end: int) -> list[int]:
        values, value, shift = [], 0, 0
        for byte in self._data[start:end]:
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                values.append(value - (value >> 63 << 64))
                value = shift = 0
        return values


def _varint_field(number: int, value: int) -> bytes:
    head = struct.pack("B", number << 3)
    out = bytearray(head)
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])
