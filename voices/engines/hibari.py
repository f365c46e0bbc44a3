"""hibari, the draft voice: a small distillation of Kokoro's heart, many times as fast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

import numpy as np

from story.errors import VoiceError
from voices.engines.breaths import Ends, speak_breaths
from voices.engines.checks import check_speed, voice_named
from voices.engines.onnx.protobuf import add_outputs
from voices.engines.onnx.session import Session, start
from voices.model import Samples, Spoken, Take, Voice
from voices.pronunciation.hibari_package import PACKAGE, draft_model, synthesized
from voices.pronunciation.phonemes import unsayable_ranges

HIBARI_RATE = 24_000
"""Hz, as its model was trained."""
_FRAME = 600
"""Samples of one step of the model's durations."""
_SPECTRA = ("lh", "theta", "ln", "lr", "phi", "f0")
_DURATIONS = "/Clip_output_0"
_SEED = 0
"""Any number, as long as it stays: the noise in a line is then always the same."""
_VOICES = (
    Voice(
        "hibari:heart", "Heart (draft)", accent="us", gender="female", pitch=195.0, quality=0.9,
        gain=3.0, suits=("narrator", "warm"),
    ),
)  # fmt: skip


class HibariEngine:
    """hibari's bundled voice. Its noise is seeded, so that a line always sounds the same."""

    name = "hibari"
    languages: tuple[str, ...] = ("en",)
    deterministic = True

    def __init__(self, settings: Mapping[str, Any]) -> None:
        if settings:
            raise VoiceError(f"hibari has no settings: leave out {', '.join(sorted(settings))}")
        self._session: Session | None = None
        packages = (PACKAGE, "onnxruntime", "scipy")
        self.version = "+".join(("hibari-6", *(f"{name}-{version(name)}" for name in packages)))

    def voices(self) -> Sequence[Voice]:
        """The one voice that the package holds; its others would be downloaded."""
        return _VOICES

    def load(self) -> None:
        """Start the session: a quarter of a second."""
        if self._session is None:
            self._session = start(add_outputs(draft_model(), (_DURATIONS,)), self.name)

    def speak(self, spoken: Spoken, model: str, speed: float = 1.0) -> Take:
        """Say it; a long text in several breaths, joined."""
        voice_named(model, _VOICES)
        check_speed(speed)
        self.load()
        say = partial(_say, self._session, speed)
        return speak_breaths(spoken, say, british=False, rate=HIBARI_RATE)

    def unsayable(self, text: str) -> Sequence[tuple[int, int]]:
        """Ranges that would be silent or misread: other scripts, pictures, bare slashes."""
        return unsayable_ranges(text)


def _say(session: Session | None, speed: float, ids: list[int]) -> tuple[Samples, Ends]:
    if session is None:
        raise VoiceError("hibari is not loaded")
    feed = {"ids": np.array([ids], np.int64), "speed": np.array([speed], np.float32)}
    *spectra, frames = (np.asarray(x) for x in session.run((*_SPECTRA, _DURATIONS), feed))
    samples = synthesized((spectrum[0] for spectrum in spectra), _SEED)
    return samples, np.cumsum(frames.reshape(-1)).astype(np.int64) * _FRAME
