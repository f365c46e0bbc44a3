"""The one exact clock: integer samples at 48 kHz, frames on one global grid."""

from __future__ import annotations

from fractions import Fraction

RATE = 48_000
"""Samples a second of every track, stem and mix."""


def frame_to_sample(frame: int, fps: Fraction) -> int:
    """The sample nearest to the start of `frame` (rounded half up; exact where fps divides)."""
    return _round(Fraction(frame * RATE) / fps)


def sample_to_frame(sample: int, fps: Fraction) -> int:
    """The frame on screen at `sample`."""
    return int(Fraction(sample) * fps / RATE)


def nearest_frame(sample: int, fps: Fraction) -> int:
    """The frame whose start lies nearest to `sample` (rounded half up)."""
    return _round(Fraction(sample) * fps / RATE)


def first_sample(frame: int, fps: Fraction) -> int:
    """The first sample at which `frame` is on screen for certain: never before its start."""
    return -int(-(Fraction(frame * RATE) / fps) // 1)


def frames_to_hold(samples: int, fps: Fraction) -> int:
    """The fewest frames that last at least `samples`."""
    return -int(-(Fraction(samples) * fps / RATE) // 1)


def frames_showing(start: int, end: int, fps: Fraction) -> tuple[int, int]:
    """The frames [first, last) on screen during samples [start, end), at least one."""
    first = sample_to_frame(start, fps)
    return first, max(first + 1, frames_to_hold(end, fps))


def seconds_to_samples(seconds: float | Fraction) -> int:
    """Nearest sample to a time in seconds."""
    return _round(Fraction(seconds) * RATE)


def clock_text(seconds: int) -> str:
    """Whole seconds as people read them, hours only where there are any: "4:05", "1:02:03"."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _round(value: Fraction) -> int:
    return int((value + Fraction(1, 2)) // 1)
