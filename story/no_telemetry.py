"""Keeps the libraries that Inkreel stands on from calling home. Law 7 is theirs too.

Each of the packages story, voices and render calls this before it imports anything else, and so
before any library can read its switch; child processes inherit the switches.
"""

from __future__ import annotations

import os

SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime: an event for each session, with a device's number
    "ORT_TELEMETRY_DISABLED": "1",  # the same, as other builds call it
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, below faster-whisper and coqui-tts
    "TRAINER_TELEMETRY": "0",  # the trainer that coqui-tts brings
    "IMAGEIO_NO_INTERNET": "1",  # imageio, below MoviePy: it can fetch its own binaries
    "DO_NOT_TRACK": "1",  # whatever else heeds the common sign
}
"""The switch of each library that has one, and the value at which nothing is sent or fetched."""


def keep_silent() -> None:
    """Set every switch for this process and its children, whatever it stood at."""
    os.environ.update(SWITCHES)
