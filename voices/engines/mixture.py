"""Voices mixed of others, as people write them: "af_heart+am_adam", "af_heart*0.7+af_bella*0.3"."""

from __future__ import annotations

from collections.abc import Iterable

from story.errors import VoiceError

_MOST = 100.0
"""The largest weight of a part: more is a slip of the pen."""


def is_mixture(model: str) -> bool:
    """Whether `model` names more than one voice."""
    return "+" in model


def mixture_parts(model: str) -> tuple[tuple[str, float], ...]:
    """The names in `model` and their weights, 1 where none is told. Raises VoiceError."""
    found = []
    for part in model.split("+"):
        name, star, weight = part.strip().partition("*")
        found.append((name.strip(), _weight(weight, model) if star else 1.0))
    return tuple(found)


def mixture_model(parts: Iterable[tuple[str, float]]) -> str:
    """The model that names and weights make."""
    return "+".join(f"{name}*{weight:g}" for name, weight in parts)


def _weight(text: str, model: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = 0.0
    if not 0 < weight <= _MOST:
        raise VoiceError(f"the mixed voice {model!r} has a weight that is no positive number")
    return weight
