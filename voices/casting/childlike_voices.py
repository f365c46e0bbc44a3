"""Children's voices: an engine that has none lends a grown-up's, played higher."""

from __future__ import annotations

from dataclasses import replace
from math import log2

from voices.casting.roles import Role
from voices.model import Voice
from voices.sound.resampling import pitch_ratio

CHILD_PITCH = 255.0
"""Hz that a child of eight or nine speaks at."""
HIGHEST_LIFT = 3.0
"""Semitones beyond which a voice sounds like a toy's, and words get lost."""


def lends(voice: Voice, role: Role) -> bool:
    """Whether `voice` suits the role's gender. A boy's voice is a woman's, as in radio plays."""
    if role.age == "child" and "child" not in voice.suits:
        return voice.gender == "female"
    return role.gender in ("unknown", voice.gender)


def lift(voice: Voice, role: Role) -> float:
    """Semitones that `voice` is played higher for a role: towards a child's, in half steps."""
    if role.age != "child" or "child" in voice.suits or voice.pitch <= 0:
        return 0.0
    steps = 2 * 12 * log2(CHILD_PITCH / voice.pitch)
    return min(HIGHEST_LIFT, max(0.0, round(steps) / 2))


def at_played_pitch(voice: Voice, semitones: float) -> Voice:
    """`voice` at the pitch that a listener hears."""
    return replace(voice, pitch=voice.pitch * pitch_ratio(semitones)) if semitones else voice
