"""Kokoro's eight-bit export in real numbers: each ConvInteger becomes a float Conv of its weights.

The rewrite that people try first. It is the measure of speed beside the plain export, and of how
much the rounding of activations costs.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir
from typing import Any

from voices.engines.kokoro.weights import DURATIONS, SHA256, load_weights

Onnx = Any


def float_model() -> Path:
    """Path of the rewritten model, made once."""
    path = Path(gettempdir()) / f"kokoro-float-{SHA256[:12]}.onnx"
    if not path.exists():
        _write(path)
    return path


def _write(path: Path) -> None:
    import onnx

    model = onnx.load_from_string(load_weights())
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    constants = {tensor.name: tensor for tensor in graph.initializer}
    instead = {}
    for node in graph.node:
        if node.op_type == "ConvInteger":
            made = node.output[0].removesuffix("_output_quantized")
            last = makers[made]
            instead[last.name] = _conv(node, made, last, makers, constants, graph)
    nodes = [instead.get(node.name, node) for node in graph.node]
    _keep_needed(graph, nodes)
    partial = path.with_suffix(".partial")
    onnx.save(model, str(partial))
    partial.rename(path)


def _conv(
    node: Onnx,
    made: str,
    last: Onnx,
    makers: dict[str, Onnx],
    constants: dict[str, Onnx],
    graph: Onnx,
) -> Onnx:
    from onnx import helper, numpy_helper

    def value(name: str) -> Onnx:
        return numpy_helper.to_array(constants[name])

    scale = float(value(makers[last.input[1]].input[1]))
    weights = (value(node.input[1]).astype("f4") - float(value(node.input[3]))) * scale
    graph.initializer.append(numpy_helper.from_array(weights.astype("f4"), f"{made}_real"))
    inputs = [makers[node.input[0]].input[0], f"{made}_real"]
    added = makers[makers[last.input[0]].input[0]]
    if added.op_type == "Add":  # the bias: reshape <- cast <- floor <- divide
        step = makers[added.input[1]]
        for _ in range(3):
            step = makers[step.input[0]]
        inputs.append(step.input[0])
    attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    return helper.make_node("Conv", inputs, [made], name=f"{made}_conv", **attributes)


def _keep_needed(graph: Onnx, nodes: list[Onnx]) -> None:
    needed = {output.name for output in graph.output} | {DURATIONS}
    kept = []
    for node in reversed(nodes):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    constants = [tensor for tensor in graph.initializer if tensor.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(constants)
