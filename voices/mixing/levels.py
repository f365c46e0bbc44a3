"""The levels of a mix before mastering, in LUFS and LU."""

from __future__ import annotations

SPEECH = -20.0
"""Every voice's integrated loudness on both channels, once its own gain is on."""

MUSIC = -14.0
"""LU from a voice to the loud passages of a bed that nobody speaks over."""

DUCK = -12.0
"""dB that a bed, or a long sound, goes down further under speech."""

SWELL = 5.0
"""dB that a bed comes up where nobody speaks for long: under a title, an end screen."""

SOUND = -10.0
"""LU from a voice to the loudest moment of a sound that nobody speaks over."""

WHOOSH = -14.0
"""LU from a voice to a whoosh: it is felt where something enters, and covers no word."""

TONE = -63.5
"""LUFS of the room: a film's gain of some 6 dB brings it between -60 and -55."""
