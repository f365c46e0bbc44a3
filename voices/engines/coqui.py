"""Coqui's models, through the package coqui-tts: pip install 'inkreel[coqui]'.

[engines.vits]
engine = "coqui"
model = "tts_models/en/vctk/vits"      # or model_path and config_path
voices = ["p225", { model = "p226", gender = "male" }]
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from inspect import signature
from typing import Any, Protocol

import numpy as np

from story.errors import VoiceError, reason
from voices.engines.adapter import (
    ForeignEngine,
    check_settings,
    declared_voices,
    make_take,
    word_list,
)
from voices.engines.checks import file_sha256
from voices.model import Samples, Spoken, Take

_KNOWN = ("model", "model_path", "config_path", "voices", "clones", "language", "languages")
_EXTRA = "coqui voices need the extra packages of Inkreel: pip install 'inkreel[coqui]'"
_SEED = 0
"""Any number, as long as it stays: the same phrase is then always said the same way."""


class _Synthesizer(Protocol):
    tts_model: Any
    output_sample_rate: int


class _Model(Protocol):
    synthesizer: _Synthesizer

    def tts(self, text: str, **options: object) -> Sequence[float]: ...


class CoquiEngine(ForeignEngine):
    """A model of coqui-tts on one thread, seeded for every phrase.

    Settings: "model" (a name that coqui-tts knows) or "model_path" and "config_path"; "voices"
    (speakers of the model; without it one voice, "default"); "clones" (voice name to a WAV file
    whose voice it takes); "language" (a code, for models that speak several).
    """

    name = "coqui"
    deterministic = True

    def __init__(self, settings: Mapping[str, Any]) -> None:
        check_settings(self.name, settings, _KNOWN)
        self._package = _package_version()
        self._settings = dict(settings)
        if not settings.get("model") and not settings.get("model_path"):
            raise VoiceError("coqui needs the setting model, or model_path and config_path")
        self._clones = _clones(settings.get("clones", {}))
        self._speakers = "voices" in settings
        named = list(settings.get("voices", [] if self._clones else ["default"]))
        self._voices = declared_voices(self.name, [*named, *self._clones])
        self.languages: tuple[str, ...] = tuple(word_list(self.name, settings, "languages", ["*"]))
        self._model: _Model | None = None
        self._natural = 1.0

    @cached_property
    def version(self) -> str:
        """The package, and the bytes of the model's files and of the voices to clone."""
        return f"coqui-2+{self._package}+{self._digest()}"

    def load(self) -> None:
        """Load the model, on one thread. Raises VoiceError with coqui's own words."""
        if self._model is None:
            self._model = _load(self._settings)
            self._natural = getattr(self._model.synthesizer.tts_model, "length_scale", 1.0)

    def _take(self, spoken: Spoken, model: str, speed: float) -> Take:
        """Say it with the random numbers seeded, so that it is always said the same way."""
        self.load()
        if self._model is None:
            raise VoiceError("coqui is not loaded")
        who = f"coqui's voice {model!r}"
        options = self._options(model) | self._pace(self._model, speed)
        return make_take(*_say(self._model, spoken.said, options, who), spoken, who)

    def _pace(self, model: _Model, speed: float) -> dict[str, object]:
        """Set the model's pace, or say how to ask for it. Raises VoiceError where it has none."""
        inner = model.synthesizer.tts_model
        if hasattr(inner, "length_scale"):
            inner.length_scale = self._natural / speed
            return {}
        if speed == 1:
            return {}
        if "speed" not in signature(inner.inference).parameters:
            raise VoiceError("this coqui model speaks at one speed only: leave speed out")
        return {"speed": speed}

    def _options(self, model: str) -> dict[str, object]:
        options: dict[str, object] = {"split_sentences": False}
        if self._settings.get("language"):
            options["language"] = self._settings["language"]
        if model in self._clones:
            options["speaker_wav"] = self._clones[model]
        elif self._speakers:
            options["speaker"] = model
        return options

    def _digest(self) -> str:
        """Names the model by its files' bytes, or by its name, and the clones by theirs."""
        digest = hashlib.sha256(str(self._settings.get("model", "")).encode())
        for setting in ("model_path", "config_path"):
            if self._settings.get(setting):
                digest.update(_sha256(str(self._settings[setting])))
        for name, wav in sorted(self._clones.items()):
            digest.update(name.encode() + _sha256(wav))
        return digest.hexdigest()[:16]


def _clones(told: object) -> dict[str, str]:
    if not isinstance(told, Mapping):
        raise VoiceError(f"coqui's clones are voices and their WAV files, not {told!r}")
    return {str(name): str(wav) for name, wav in told.items()}


def _package_version() -> str:
    for name in ("coqui-tts", "TTS"):
        try:
            return f"{name}-{version(name)}"
        except PackageNotFoundError:
            continue
    raise VoiceError(_EXTRA)


def _sha256(path: str) -> bytes:
    return file_sha256(path, "coqui's file").encode()


def _load(settings: Mapping[str, Any]) -> _Model:
    try:
        import torch
        from TTS.api import TTS
    except ImportError as error:
        raise VoiceError(f"{_EXTRA} ({reason(error)})") from error
    torch.set_num_threads(1)
    chosen = {
        "model_name": settings.get("model"),
        "model_path": settings.get("model_path"),
        "config_path": settings.get("config_path"),
    }
    try:
        model: _Model = TTS(
            **{key: value for key, value in chosen.items() if value}, progress_bar=False
        )
    except Exception as error:
        raise VoiceError(f"coqui can't load its model: {reason(error)}") from error
    return model


def _say(model: _Model, text: str, options: Mapping[str, object], who: str) -> tuple[Samples, int]:
    import torch

    torch.manual_seed(_SEED)
    try:
        samples = np.asarray(model.tts(text, **options), np.float32).reshape(-1)
    except Exception as error:
        raise VoiceError(f"{who} failed: {reason(error)}") from error
    return samples, int(model.synthesizer.output_sample_rate)
