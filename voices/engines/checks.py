"""What every engine checks before it speaks: the voice by its name, the speed, a model's file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from story.errors import VoiceError, reason
from voices.model import Voice

SLOWEST, FASTEST = 0.5, 2.0
"""Times a voice's natural speed: beyond them a voice is no longer understood."""


def voice_named(model: str, voices: Sequence[Voice]) -> Voice:
    """The voice whose model is `model`. Raises VoiceError with the nearest names."""
    for voice in voices:
        if voice.model == model:
            return voice
    models = [voice.model for voice in voices]
    near = get_close_matches(model, models, n=3, cutoff=0.4) or models[:6]
    engine = voices[0].engine if voices else "engine"
    raise VoiceError(f"{engine} has no voice {model!r}. Did you mean {', '.join(near)}?")


def check_speed(speed: float) -> float:
    """`speed`, where it lies in SLOWEST .. FASTEST. Raises VoiceError."""
    if not SLOWEST <= speed <= FASTEST:
        raise VoiceError(f"a voice's speed must lie between 0.5 and 2, not {speed:g}")
    return speed


def within_speeds(speed: float) -> float:
    """The speed nearest to `speed` at which a voice can still be understood."""
    return min(max(speed, SLOWEST), FASTEST)


def file_sha256(path: str, what: str) -> str:
    """Names a model's file in a take's key. Raises VoiceError where it can't be read."""
    file = Path(path)
    if file.exists() and not file.is_file():
        raise VoiceError(f"{what} {path!r} can't be read: it is no file")
    try:
        with file.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    except OSError as error:
        raise VoiceError(f"{what} {path!r} can't be read: {reason(error)}") from error
