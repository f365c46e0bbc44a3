"""Kokoro's voices: the table, the vectors, and mixtures of them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from story.assets import asset
from voices.engines.checks import voice_named
from voices.engines.mixture import mixture_parts
from voices.model import Samples, Voice


@cache
def kokoro_voices() -> tuple[Voice, ...]:
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
    for name, _ in mixture_parts(model):
        voice_named(name, kokoro_voices())


def style(model: str, symbols: int) -> Samples:
    """The style vector of `model` for a line of `symbols` symbols: float32 [1, 256]."""
    row = min(max(symbols, 1), 510) - 1
    parts = mixture_parts(model)
    total = sum(weight for _, weight in parts)
    vectors = ((weight / total) * _vectors(name)[row].astype(np.float32) for name, weight in parts)
    return np.asarray(sum(vectors), np.float32)[None]


@cache
def _vectors(name: str) -> NDArray[np.float16]:
    with np.load(asset("voices/kokoro.npz")) as archive:
        return np.asarray(archive[name], np.float16)
