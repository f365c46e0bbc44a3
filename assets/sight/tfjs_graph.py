"""Makes an ONNX network out of a TensorFlow.js graph of convolutions, up to some of its nodes."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

PLAIN = {"Relu": "Relu", "Sigmoid": "Sigmoid", "Identity": "Identity", "Mul": "Mul", "Add": "Add"}
"""Nodes that are called and do the same in both."""

CONVOLUTIONS = ("_FusedConv2D", "FusedDepthwiseConv2dNative", "DepthwiseConv2dNative", "Conv2D")


def graph_of(described: dict[str, Any], data: bytes, outputs: tuple[str, ...]) -> onnx.ModelProto:
    """The network of `outputs`, maps of [1, channels, height, width], of an image of any size."""
    graph = _Graph(described, data)
    made = [graph.build(name) for name in outputs]
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 3, "in_h", "in_w"])
    maps = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", "channels", "out_h", "out_w"])
        for name in made
    ]
    network = helper.make_graph(
        graph.nodes, "objects", [image], maps, list(graph.constants.values())
    )
    model = helper.make_model(network, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    return model


class _Graph:
    """The nodes made so far; channels come first in ONNX and last in TensorFlow."""

    def __init__(self, described: dict[str, Any], data: bytes) -> None:
        self.described = {node["name"]: node for node in described["modelTopology"]["node"]}
        self.weights = _weights(described["weightsManifest"], data)
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}
        self.made: dict[str, str] = {}

    def build(self, name: str) -> str:
        """Make a node and all that it needs; its name in the network."""
        if name in self.weights:
            value = self.weights[name].astype(np.float32)
            return self._constant(name, value.reshape(1, -1, 1, 1) if value.ndim == 1 else value)
        if name not in self.made:
            self.made[name] = self._make(self.described[name])
        return self.made[name]

    def _make(self, node: dict[str, Any]) -> str:
        kind, name, inputs = node["op"], node["name"], node.get("input", [])
        if kind == "Placeholder":
            return "image"
        if kind in CONVOLUTIONS:
            return self._convolution(node)
        if kind in PLAIN:
            return self._add(PLAIN[kind], [self.build(each) for each in inputs], name)
        if kind == "Relu6":
            return self._clip(self.build(inputs[0]), name)
        if kind == "Mean":
            return self._add("GlobalAveragePool", [self.build(inputs[0])], name)
        if kind == "ConcatV2":
            return self._add("Concat", [self.build(each) for each in inputs[:-1]], name, axis=1)
        if kind == "ResizeBilinear":  # each of them doubles
            twice = self._constant("twice", np.array([1, 1, 2, 2], np.float32))
            return self._add(
                "Resize", [self.build(inputs[0]), "", twice], name,
                mode="linear", coordinate_transformation_mode="asymmetric",
            )  # fmt: skip
        raise ValueError(f"{name}: no idea what {kind} is")

    def _convolution(self, node: dict[str, Any]) -> str:
        name, inputs, attributes = node["name"], node["input"], node["attr"]
        kernel = self.weights[inputs[1]].astype(np.float32)
        side, stride = kernel.shape[0], int(attributes["strides"]["list"]["i"][1])
        apart = "Depthwise" in node["op"]
        if apart:
            turned = kernel.transpose(2, 3, 0, 1).reshape(-1, 1, side, side)
        else:
            turned = kernel.transpose(3, 2, 0, 1)
        taken = [self.build(inputs[0]), self._constant(inputs[1], turned)]
        fused = [
            _text(each) for each in attributes.get("fused_ops", {}).get("list", {}).get("s", [])
        ]
        if fused[:1] == ["BiasAdd"]:
            taken.append(self._constant(inputs[2], self.weights[inputs[2]].astype(np.float32)))
        bare = f"{name}/bare" if fused[1:] else name
        before = max(side - stride, 0) // 2
        after = max(side - stride, 0) - before  # TensorFlow pads more behind than before
        self._add(
            "Conv", taken, bare, strides=[stride, stride], kernel_shape=[side, side],
            group=kernel.shape[2] if apart else 1, pads=[before, before, after, after],
        )  # fmt: skip
        if fused[1:] == ["Relu6"]:
            return self._clip(bare, name)
        return self._add("Relu", [bare], name) if fused[1:] else name

    def _clip(self, taken: str, name: str) -> str:
        none, six = (self._constant(str(value), np.float32(value)) for value in (0, 6))
        return self._add("Clip", [taken, none, six], name)

    def _add(self, kind: str, taken: list[str], name: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, taken, [name], **attributes))
        return name

    def _constant(self, name: str, value: Any) -> str:
        self.constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name


def _weights(manifest: list[dict[str, Any]], data: bytes) -> dict[str, NDArray[Any]]:
    found, at = {}, 0
    for weight in (weight for group in manifest for weight in group["weights"]):
        kind = np.dtype(weight.get("quantization", {}).get("dtype") or weight["dtype"])
        count = int(np.prod(weight["shape"]))
        values = np.frombuffer(data, kind, count, at)
        found[weight["name"]] = values.reshape(weight["shape"])
        at += count * kind.itemsize
    return found


def _text(coded: str) -> str:
    return base64.b64decode(coded).decode()
