"""Finds the voice that a person names: by id, by model, by its name, or as a mixture."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from story.errors import SettingsError, VoiceError
from voices.casting.mixtures import mixed_voice
from voices.engines.mixture import is_mixture, mixture_parts
from voices.model import Voice


def find_voice(wanted: str, voices: Sequence[Voice], speaker: str) -> Voice:
    """The voice called `wanted`: "kokoro:af_heart", "af_heart", "Heart" or "af_heart+af_bella".

    Raises SettingsError with the nearest names.
    """
    found = _named(wanted, voices)
    if found:
        return found
    if is_mixture(wanted):
        return _mixture(wanted, voices, speaker)
    raise SettingsError(f"{speaker}: there is no voice {wanted!r}. {_nearest(wanted, voices)}")


def _named(wanted: str, voices: Sequence[Voice]) -> Voice | None:
    """An id counts before a model, a model before a name; case does not matter."""
    folded = wanted.strip().casefold()
    by_name = {voice.name.casefold(): voice for voice in reversed(voices)}
    by_model = {voice.model.casefold(): voice for voice in reversed(voices)}
    by_id = {voice.id.casefold(): voice for voice in reversed(voices)}
    return (by_name | by_model | by_id).get(folded)


def _mixture(wanted: str, voices: Sequence[Voice], speaker: str) -> Voice:
    engine, colon, model = wanted.rpartition(":")
    try:
        named = mixture_parts(model)
    except VoiceError as error:
        raise SettingsError(
            f"{speaker}: the mixture {wanted!r} needs weights such as 0.6."
        ) from error
    parts = [
        (find_voice(f"{engine}{colon}{name}", voices, speaker), weight) for name, weight in named
    ]
    if len({voice.engine for voice, _ in parts}) > 1:
        raise SettingsError(f"{speaker}: {wanted!r} mixes voices of two engines.")
    return mixed_voice(parts)


def _nearest(wanted: str, voices: Sequence[Voice]) -> str:
    model = wanted.rpartition(":")[2].casefold()
    names = {voice.model.casefold(): voice.id for voice in voices}
    names |= {voice.name.casefold(): voice.id for voice in voices}
    near = list(dict.fromkeys(names[key] for key in get_close_matches(model, names, 5, 0.5)))[:3]
    if near:
        return f"Did you mean {', '.join(near)}?"
    return f"Known: {', '.join(voice.id for voice in voices)}."
