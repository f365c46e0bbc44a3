"""Kokoro-82M, the embedded default: 28 English voices, marks from the model's own durations."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from story.assets import asset
from story.errors import VoiceError
from voices.engine import Samples, Spoken, Take, Voice
from voices.engines.choose import check_speed
from voices.engines.kokoro_model import DURATIONS, SHA256, embedded_model, file_sha256, model_file
from voices.engines.kokoro_voices import check_model, is_british, style, voice_table
from voices.engines.phonemes import Sound, alphabet, breaths, sounds, unsayable
from voices.engines.protobuf import add_outputs
from voices.engines.words import Heard, marks

RATE = 24_000
FRAME = 600
"""Samples of one step of the model's durations."""


Frames = NDArray[np.float32]


class _Session(Protocol):
    def run(self, outputs: None, feed: Mapping[str, object]) -> Sequence[object]: ...


class KokoroEngine:
    """Kokoro through onnxruntime, on one thread.

    Settings: "model", the path of another export of Kokoro-82M v1.0 (kokoro-v1.0.onnx, or its fp16
    or int8 form).
    """

    name = "kokoro"
    languages: tuple[str, ...] = ("en",)
    deterministic = True

    def __init__(self, settings: Mapping[str, Any]) -> None:
        unknown = sorted(set(settings) - {"model"})
        if unknown:
            raise VoiceError(f"kokoro has no setting {unknown[0]!r}: it has model")
        self._path = str(settings.get("model", ""))
        self._session: _Session | None = None
        self.version = _version(self._path)

    def voices(self) -> Sequence[Voice]:
        """The 28 English voices."""
        return voice_table()

    def load(self) -> None:
        """Start the session: about a second."""
        if self._session is None:
            model = model_file(self._path) if self._path else embedded_model()
            self._session = _start(add_outputs(model, (DURATIONS,)))

    def speak(self, spoken: Spoken, model: str, speed: float = 1.0) -> Take:
        """Say it; a text too long for the model is said in several breaths, joined."""
        check_model(model)
        check_speed(speed)
        session = self._ready()
        chunks, heard, length = [], [], 0
        for breath in breaths(sounds(spoken, british=is_british(model))):
            samples, frames = _say(session, breath, model, speed)
            heard += _place(breath, frames, length)
            chunks.append(samples)
            length += len(samples)
        joined = np.concatenate(chunks) if chunks else np.zeros(0, np.float32)
        return Take(joined, RATE, marks(spoken, heard, length))

    def unsayable(self, text: str) -> Sequence[tuple[int, int]]:
        """Ranges that would be silent or misread: other scripts, pictures, bare slashes."""
        return unsayable(text)

    def _ready(self) -> _Session:
        self.load()
        if self._session is None:
            raise VoiceError("kokoro could not be loaded")
        return self._session


def _say(
    session: _Session, breath: Sequence[Sound], model: str, speed: float
) -> tuple[Samples, Frames]:
    ids = [alphabet()[sound.symbol] for sound in breath]
    feed = {
        "tokens": np.array([[0, *ids, 0]], np.int64),
        "style": style(model, len(ids)),
        "speed": np.array([speed], np.float32),
    }
    samples, frames = session.run(None, feed)
    return (
        np.asarray(samples, np.float32).reshape(-1),
        np.asarray(frames, np.float32).reshape(-1),
    )


def _place(breath: Sequence[Sound], frames: Frames, at: int) -> list[Heard]:
    """When each sound is heard; `frames` counts the silent symbols at both ends too."""
    ends = at + np.cumsum(frames).astype(np.int64) * FRAME
    return [
        Heard(sound.start, sound.end, int(ends[i]), int(ends[i + 1]))
        for i, sound in enumerate(breath)
        if sound.is_heard
    ]


def _start(model: bytes) -> _Session:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session: _Session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise VoiceError(f"onnxruntime can't load the Kokoro model: {error}") from error
    return session


def _version(path: str) -> str:
    model = file_sha256(path) if path else SHA256
    vectors = hashlib.sha256(asset("voices/kokoro.npz").read_bytes()).hexdigest()
    packages = "+".join(f"{name}-{version(name)}" for name in ("onnxruntime", "hibari-tts"))
    return f"kokoro-1+{model[:12]}+{vectors[:8]}+{packages}"
