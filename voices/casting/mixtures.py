"""Voices made of two others: "kokoro:af_heart*0.5+af_bella*0.5"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from voices.engines.mixture import mixture_model
from voices.model import Voice

MIXABLE_QUALITY = 0.6
"""Voices below this are not mixed: the mixture is no better than its worse part."""


def mixed_voice(parts: Sequence[tuple[Voice, float]]) -> Voice:
    """The voice that `parts` (voice, weight) make; all of one engine. Its pitch is an estimate."""
    total = sum(weight for _, weight in parts)
    shares = [(voice, weight / total) for voice, weight in parts]
    first = parts[0][0]
    return Voice(
        id=f"{first.engine}:" + mixture_model((voice.model, weight) for voice, weight in parts),
        name=" and ".join(voice.name for voice, _ in parts),
        language=first.language,
        accent=first.accent,
        gender=first.gender if len({voice.gender for voice, _ in parts}) == 1 else "unknown",
        pitch=_pitch(shares),
        quality=min(voice.quality for voice, _ in parts),
        gain=_gain(shares),
        mixes=all(voice.mixes for voice, _ in parts),
    )


def mixtures(voices: Iterable[Voice]) -> list[Voice]:
    """Even mixtures of every two that may be mixed: of one engine, accent and gender."""
    good = [voice for voice in voices if voice.mixes and voice.quality >= MIXABLE_QUALITY]
    return [
        mixed_voice(((one, 0.5), (other, 0.5)))
        for one, other in combinations(sorted(good, key=lambda voice: voice.id), 2)
        if _kind(one) == _kind(other)
    ]


def _kind(voice: Voice) -> tuple[str, str, str, bool]:
    return voice.engine, voice.accent, voice.gender, voice.novelty


def _gain(shares: Sequence[tuple[Voice, float]]) -> float | None:
    gains = [voice.gain * weight for voice, weight in shares if voice.gain is not None]
    return sum(gains) if len(gains) == len(shares) else None


def _pitch(shares: Sequence[tuple[Voice, float]]) -> float:
    if any(voice.pitch <= 0 for voice, _ in shares):
        return 0.0
    product = 1.0
    for voice, weight in shares:
        product *= voice.pitch**weight
    return round(product, 1)
