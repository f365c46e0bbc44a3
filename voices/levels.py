"""The levels of a mix before mastering, in LUFS and LU."""

from __future__ import annotations

SPEECH = -23.0
"""Every voice's integrated loudness, once its own gain is on."""

UNDER_SPEECH = 19.0
"""LU from a voice down to the loud passages of a bed, or a long sound, that plays under it."""

IN_PAUSES = 11.0
"""LU from a voice down to the loud passages of a bed that nobody speaks over."""

SOUND = 7.0
"""LU from a voice down to the loudest moment of a sound that nobody speaks over."""
