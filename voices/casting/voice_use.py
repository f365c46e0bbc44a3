"""How a speaker's voice is used in the arrangement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from voices.model import Voice


@dataclass(frozen=True)
class VoiceUse:
    """A voice as one speaker has it.

    `speed` is relative to what is natural for the voice; `pitch` in semitones above it (a child's
    voice from a grown-up's); `gain` in dB on top of the voice's own;
    `balance` -1 (left) .. 1 (right). `delivery` is how all lines are performed unless a line says
    otherwise ("" plainly). `why` tells a person how the voice was chosen.
    """

    voice: Voice
    speed: float = 1.0
    pitch: float = 0.0
    gain: float = 0.0
    balance: float = 0.0
    delivery: str = ""
    why: str = ""


def with_gains(uses: Mapping[str, VoiceUse], gains: Mapping[str, float]) -> dict[str, VoiceUse]:
    """`uses` by any name, their voices with the gains that were measured, by the voice's id."""
    return {
        name: replace(use, voice=replace(use.voice, gain=gains[use.voice.id]))
        if use.voice.id in gains
        else use
        for name, use in uses.items()
    }
