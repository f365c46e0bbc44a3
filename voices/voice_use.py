"""How a speaker's voice is used in the arrangement."""

from __future__ import annotations

from dataclasses import dataclass

from voices.engine import Voice


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
