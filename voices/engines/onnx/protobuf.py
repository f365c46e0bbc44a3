"""What reading and extending an ONNX file takes of protobuf, without the onnx package."""

from __future__ import annotations

from collections.abc import Iterator

GRAPH = 7
"""The number of ModelProto's graph in onnx.proto."""
GRAPH_OUTPUT = 12
"""Of GraphProto's outputs."""
VALUE_NAME = 1
"""Of ValueInfoProto's name."""
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
"""Wire types of the protobuf encoding."""

Field = tuple[int, int, int, int]
"""Number, wire type, first and last byte of the payload (for a varint: its value, 0)."""


def fields(data: bytes | memoryview, start: int, end: int) -> Iterator[Field]:
    """The fields of the message in data[start:end]. Raises ValueError where it is none."""
    while start < end:
        key, start = _read_varint(data, start)
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, start = _read_varint(data, start)
            yield number, wire, value, 0
            continue
        size = {_FIXED64: 8, _FIXED32: 4}.get(wire)
        if wire == _BYTES:
            size, start = _read_varint(data, start)
        if size is None or start + size > end:
            raise ValueError("not a protobuf message")
        yield number, wire, start, start + size
        start += size


def message(number: int, payload: bytes) -> bytes:
    """A field that holds a message, a string or bytes."""
    return _varint(number << 3 | _BYTES) + _varint(len(payload)) + payload


def add_outputs(model: bytes, names: tuple[str, ...]) -> bytes:
    """The ONNX `model` with the inner tensors `names` among its outputs.

    Protobuf joins two messages given for one field, so that appending is enough.
    """
    outputs = b"".join(message(GRAPH_OUTPUT, message(VALUE_NAME, n.encode())) for n in names)
    return model + message(GRAPH, outputs)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read_varint(data: bytes | memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 64:
        if at >= len(data):
            raise ValueError("not a protobuf message")
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
    raise ValueError("not a protobuf message")
