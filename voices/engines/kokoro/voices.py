"""Kokoro's voices: the table, the vectors, and mixtures of them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from story.assets import asset
from story.errors import VoiceError
from voices.engines.checks import voice_named
from voices.model import Samples, Voice


@cache
def voice_table() -> tuple[Voice, ...]:
    """The 28 English voices, as assets/voices/kokoro.toml describes them."""
    table = tomllib.loads(asset("voices/kokoro.toml").read_text(encoding="utf-8"))
    return tuple(_voice(model, entry) for model, entry in table.items())


def _voice(model: str, entry: dict[str, Any]) -> Voice:
    return Voice(id=f"kokoro:{model}", **(entry | {"suits": tuple(entry["suits"])}))


def is_british(model: str) -> bool:
    """Whether `model`, or the first part of a mixture, speaks British English."""
    return model.startswith("b")


def check_model(model: str) -> None:
    """Raises VoiceError, with the nearest names, unless every part of `model` is a voice."""
    for name, _ in parts(model):
        voice_named(name, voice_table())


def parts(model: str) -> tuple[tuple[str, float], ...]:
    """Names and weights of a mixture: "af_heart+am_adam", or "af_heart*0.7+af_bella*0.3"."""
    found = []
    for part in model.split("+"):
        name, star, weight = part.strip().partition("*")
        found.append((name.strip(), _weight(weight, model) if star else 1.0))
    total = sum(weight for _, weight in found)
    return tuple((name, weight / total) for name, weight in found)


def style(model: str, symbols: int) -> Samples:
    """The style vector of `model` for a line of `symbols` symbols: float32 [1, 256]."""
    row = min(max(symbols, 1), 510) - 1
    mixed = sum(weight * _vectors(name)[row].astype(np.float32) for name, weight in parts(model))
    return np.asarray(mixed, np.float32)[None]


@cache
def _vectors(name: str) -> NDArray[np.float16]:
    with np.load(asset("voices/kokoro.npz")) as archive:
        return np.asarray(archive[name], np.float16)


def _weight(text: str, model: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = 0.0
    if not 0 < weight <= 1000:
        raise VoiceError(f"the mixed voice {model!r} has a weight that is no positive number")
    return weight
