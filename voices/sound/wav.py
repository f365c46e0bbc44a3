"""Takes as sound files that any player opens."""

from __future__ import annotations

import io

import soundfile

from voices.model import Take


def wav_bytes(take: Take) -> bytes:
    """A take as a 16-bit WAV."""
    file = io.BytesIO()
    soundfile.write(file, take.samples, take.rate, subtype="PCM_16", format="WAV")
    return file.getvalue()
