"""What the engines share that are someone else's program: settings, WAV bytes, takes with marks."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from story.errors import TakeError, VoiceError
from voices.engines.align import aligned_marks
from voices.engines.checks import check_speed, voice_named
from voices.model import Samples, Spoken, Take, Voice
from voices.pronunciation.word_marks import word_ranges

_MOST_VALUES = 48_000 * 2 * 600
"""Ten minutes in stereo: FLAC packs hours of silence into the bytes that are allowed."""
MOST_BYTES = 64 << 20
"""A WAV of more is refused: a phrase takes a thousandth of it."""

_SILENT_RATE = 24_000
"""Hz of a take without sound: any would do, this one is most engines' own."""
_QUIET = 1e-3
"""-60 dBFS: what never rises above it is no speech, but the hiss of an empty answer."""
_TOLD = tuple(each.name for each in fields(Voice) if each.name not in {"id", "mixes"})
_VOICE = TypeAdapter(Voice)


def check_settings(name: str, settings: Mapping[str, Any], known: Sequence[str]) -> None:
    """Raises VoiceError for a setting that the engine `name` does not have."""
    for setting in sorted(set(settings) - set(known)):
        raise VoiceError(f"{name} has no setting {setting!r}: it has {', '.join(known)}")


def positive_number(
    name: str, settings: Mapping[str, Any], setting: str, usual: float, most: float = 3600.0
) -> float:
    """A setting that is a number above 0, up to `most` (an hour's seconds). Raises VoiceError."""
    value = settings.get(setting, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise VoiceError(
            f"{name}'s {setting} must be a number above 0, up to {most:g}, not {value!r:.80}"
        )
    return float(value)


def word_list(
    name: str, settings: Mapping[str, Any], setting: str, usual: Sequence[str]
) -> list[str]:
    """A setting that is a list of words. Raises VoiceError."""
    value = settings.get(setting, usual)
    if isinstance(value, str) or not isinstance(value, Sequence) or not value:
        raise VoiceError(f"{name}'s {setting} must be a list of words, not {value!r}")
    return [str(word) for word in value]


def declared_voices(name: str, declared: object) -> tuple[Voice, ...]:
    """Voices from settings: names, or tables with a model and any of Voice's fields."""
    if not isinstance(declared, Sequence) or isinstance(declared, str) or not declared:
        raise VoiceError(f"{name} needs voices: a list of names, or of tables with a model")
    return tuple(_voice(name, entry) for entry in declared)


def _voice(name: str, entry: object) -> Voice:
    told = {"model": entry} if isinstance(entry, str) else entry
    if not isinstance(told, Mapping) or not str(told.get("model", "")):
        raise VoiceError(f"{name}: a voice is a name, or a table with a model, not {entry!r}")
    model = str(told["model"])
    rest = {key: value for key, value in told.items() if key != "model"}
    place = f"{name}: the voice {model!r}"
    for unknown in sorted(set(rest) - set(_TOLD)):
        raise VoiceError(f"{place} has an unknown field {unknown!r}: known are {', '.join(_TOLD)}")
    try:
        voice = _VOICE.validate_python({"name": model} | rest | {"id": f"{name}:{model}"})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise VoiceError(f"{place}: {field}: {first['msg']} (it is {first['input']!r})") from error
    return _checked(voice, place)


def _checked(voice: Voice, place: str) -> Voice:
    if voice.gender not in {"female", "male", "unknown"}:
        raise VoiceError(f"{place}: gender is female, male or unknown, not {voice.gender!r}")
    for field, value, most in (
        ("quality", voice.quality, 1.0),
        ("pitch", voice.pitch, 1000.0),
        ("gain", abs(voice.gain or 0.0), 40.0),
    ):
        if not 0 <= value <= most:
            raise VoiceError(f"{place}: {field} can't be {value:g}")
    return voice


class ForeignEngine(ABC):
    """The beginning of every engine that is someone else's program: it asks for what is sayable.

    Such an engine says what `_take` is asked for: a voice that it has, at a speed that a voice can
    be understood at, with a word to say.
    """

    _voices: tuple[Voice, ...]

    def voices(self) -> Sequence[Voice]:
        """The voices that the settings name."""
        return self._voices

    def speak(self, spoken: Spoken, model: str, speed: float = 1.0) -> Take:
        """Check what is asked for, and say it. Raises VoiceError, TakeError."""
        voice_named(model, self._voices)
        check_speed(speed)
        return _silent(spoken) or self._take(spoken, model, speed)

    def unsayable(self, text: str) -> Sequence[tuple[int, int]]:  # noqa: ARG002  (the protocol's)
        """Nothing is known of what a foreign program can't say."""
        return ()

    @abstractmethod
    def _take(self, spoken: Spoken, model: str, speed: float) -> Take:
        """What the program says."""


def _silent(spoken: Spoken) -> Take | None:
    """A silent take where `spoken` holds no word, so that no one is asked."""
    if word_ranges(spoken.said):
        return None
    return Take(np.zeros(0, np.float32), _SILENT_RATE, ())


def take_of_wav(data: bytes, spoken: Spoken, who: str) -> Take:
    """The take in the bytes of a WAV (or FLAC, Ogg) file. Raises TakeError naming `who`."""
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if file.frames * file.channels > _MOST_VALUES:
                raise TakeError(f"{who} gave more sound than a phrase can have")
            found, rate = file.read(dtype="float32", always_2d=True), file.samplerate
    except (soundfile.SoundFileError, TypeError, ValueError) as error:
        raise TakeError(f"{who} gave {len(data)} bytes that are no WAV") from error
    return make_take(found.mean(axis=1), int(rate), spoken, who)


def make_take(samples: Samples, rate: int, spoken: Spoken, who: str) -> Take:
    """A take of foreign samples, its words marked by alignment. Raises TakeError naming `who`."""
    sound = np.ascontiguousarray(samples, np.float32)
    if not np.isfinite(sound).all():
        raise TakeError(f"{who} gave sound with values that are no numbers")
    if not 8_000 <= rate <= 192_000:
        raise TakeError(f"{who} gave sound at {rate} Hz, which is no rate for speech")
    if not sound.size or np.abs(sound).max() < _QUIET:
        raise TakeError(f"{who} said nothing for {spoken.said[:60]!r}")
    loudest = float(np.abs(sound).max())
    sound = sound / loudest if loudest > 1 else sound
    return Take(sound, rate, aligned_marks(sound, rate, spoken))
