"""Kokoro-82M, the embedded default: 28 English voices, marks from the model's own durations."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

import numpy as np

from story.assets import asset
from story.errors import VoiceError
from voices.engine import Samples, Spoken, Take, Voice
from voices.engines.choose import check_speed
from voices.engines.kokoro_model import DURATIONS, SHA256, embedded_model, file_sha256, model_file
from voices.engines.kokoro_voices import check_model, is_british, style, voice_table
from voices.engines.phonemes import unsayable
from voices.engines.protobuf import add_outputs
from voices.engines.session import Ends, Session, speak_breaths, start

RATE = 24_000
FRAME = 600
"""Samples of one step of the model's durations."""


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
        self._session: Session | None = None
        self.version = _version(self._path)

    def voices(self) -> Sequence[Voice]:
        """The 28 English voices."""
        return voice_table()

    def load(self) -> None:
        """Start the session: about a second."""
        if self._session is None:
            model = model_file(self._path) if self._path else embedded_model()
            self._session = start(add_outputs(model, (DURATIONS,)), self.name)

    def speak(self, spoken: Spoken, model: str, speed: float = 1.0) -> Take:
        """Say it; a text too long for the model is said in several breaths, joined."""
        check_model(model)
        check_speed(speed)
        self.load()
        say = partial(_say, self._session, model, speed)
        return speak_breaths(spoken, say, british=is_british(model), rate=RATE)

    def unsayable(self, text: str) -> Sequence[tuple[int, int]]:
        """Ranges that would be silent or misread: other scripts, pictures, bare slashes."""
        return unsayable(text)


def _say(session: Session | None, model: str, speed: float, ids: list[int]) -> tuple[Samples, Ends]:
    if session is None:
        raise VoiceError("kokoro is not loaded")
    feed = {
        "tokens": np.array([ids], np.int64),
        "style": style(model, len(ids) - 2),
        "speed": np.array([speed], np.float32),
    }
    samples, frames = (np.asarray(x, np.float32).reshape(-1) for x in session.run(None, feed))
    return samples, np.cumsum(frames).astype(np.int64) * FRAME


def _version(path: str) -> str:
    model = file_sha256(path) if path else SHA256
    vectors = hashlib.sha256(asset("voices/kokoro.npz").read_bytes()).hexdigest()
    packages = "+".join(f"{name}-{version(name)}" for name in ("onnxruntime", "hibari-tts"))
    return f"kokoro-1+{model[:12]}+{vectors[:8]}+{packages}"
