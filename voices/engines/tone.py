"""A test engine: a short tone for every word, at a pitch of the voice's own, with exact marks.

It needs no model and makes hours of sound in seconds: tests, growth benches and dry runs use it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from voices.engines.checks import check_speed, voice_named
from voices.model import Samples, Spoken, Take, Voice
from voices.pronunciation.word_marks import HeardSpan, marks, word_ranges

TONE_RATE = 24_000
"""Hz, as the neural voices have it, so that tests resample as films do."""
_LEAD, _GAP, _STOP, _LETTER = 0.05, 0.04, 0.15, 0.06
"""Seconds: before and after all, between words, after a stop, and of each letter."""
_FADE = 120
"""Samples, 5 ms: no click at either end of a tone."""
_PITCHES = {"female": (180, 195, 210, 225, 240, 260), "male": (85, 95, 105, 118, 132, 148)}
"""Hz, from the lowest to the highest voice of grown-ups."""


class ToneEngine:
    """Says every word as a tone that lasts 60 ms a letter."""

    name = "tone"
    version = "tone-1"
    languages: tuple[str, ...] = ("*",)
    deterministic = True

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings

    def voices(self) -> Sequence[Voice]:
        """Six voices of each gender, the best first."""
        return _VOICES

    def load(self) -> None:
        """Nothing to load."""

    def speak(self, spoken: Spoken, model: str, speed: float = 1.0) -> Take:
        """Tones for the words of `spoken.said`, with silence between."""
        pitch = voice_named(model, _VOICES).pitch
        scale = TONE_RATE / check_speed(speed)
        heard = _lay_out(spoken.said, scale)
        length = (heard[-1].offset if heard else 0) + int(_LEAD * scale)
        samples = np.zeros(length, np.float32)
        for piece in heard:
            samples[piece.onset : piece.offset] = _tone(piece.offset - piece.onset, pitch)
        return Take(samples, TONE_RATE, marks(spoken, heard, length))

    def unsayable(self, text: str) -> Sequence[tuple[int, int]]:  # noqa: ARG002  (the protocol's)
        """A tone can stand for anything."""
        return ()


def _lay_out(said: str, scale: float) -> list[HeardSpan]:
    heard, time = [], int(_LEAD * scale)
    for start, end in word_ranges(said):
        offset = time + int((0.03 + _LETTER * (end - start)) * scale)
        heard.append(HeardSpan(start, end, time, offset))
        pause = _STOP if said[end : end + 1] in {".", ",", ";", ":", "!", "?"} else _GAP
        time = offset + int(pause * scale)
    return heard


def _tone(length: int, pitch: float) -> Samples:
    wave = 0.3 * np.sin(
        np.arange(length, dtype=np.float32) * np.float32(2 * np.pi * pitch / TONE_RATE)
    )
    ramp = np.minimum(1, np.arange(1, length + 1, dtype=np.float32) / _FADE)
    return np.asarray(wave * ramp * ramp[::-1], np.float32)


_VOICES = tuple(
    Voice(
        id=f"tone:{gender[0]}{i + 1}",
        name=f"Tone {gender[0].upper()}{i + 1}",
        gender=gender,
        accent="us" if i % 2 == 0 else "gb",
        pitch=float(_PITCHES[gender][i]),
        quality=1 - i / 10,
        gain=0.0,
    )
    for i in range(6)
    for gender in ("female", "male")
)
