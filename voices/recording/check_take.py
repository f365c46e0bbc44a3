"""Finds takes that can't be right: empty, broken, clipped, stuck, cut, ill-timed, babbling on."""

from __future__ import annotations

import unicodedata

import numpy as np

from voices.model import Samples, Spoken, Take
from voices.recording.takes import Flaw
from voices.sound.edges import edges, levels

_CLIP = 0.999
"""Of full scale: a sample from here on was cut off."""
_CLIPPED_RUN = 8
"""Samples: so many in a row are no peak any more, but a roof."""
_LONGEST_PAUSE = 1.6
"""Seconds inside a take: no voice pauses as long within a phrase, unless it got stuck."""
_AFTER = 0.35
"""Seconds: a last sound may ring on for as long after its mark."""
_LETTER, _SYLLABLE, _STOP, _CLAUSE = 0.062, 0.19, 0.45, 0.22
"""Seconds that a reader takes: for a letter, one that is a syllable, a pause inside a phrase."""
_HOPELESS, _HALF = 10.0, 5.0
"""How bad a flaw is beside the usual 1: nothing to be heard at all; words that are missing."""
_SHORTEST, _LESS = 0.45, 0.25
"""The least that a take lasts: this part of what is expected, less these seconds."""
_LONGEST, _MORE = 2.2, 0.6
"""The most: so many times what is expected, and these seconds more."""
_CUT, _HURRIED, _HURRIED_WORDS = 0.75, 0.35, 0.2
"""Of the length that is expected: of a take that may be cut, of a word that is hardly heard; and
the part of such words. Of 126 takes that were cut in the middle 119 are found, of 429 whole ones
none."""
_FEWEST_SECONDS = 1.2
"""Expected of a take, so that its words tell whether it was cut: short ones vary too much."""


def check_take(take: Take, spoken: Spoken, speed: float = 1.0) -> tuple[Flaw, ...]:
    """The flaws of `take`, none for a good one. A take of nothing to say may be silent."""
    if not np.isfinite(take.samples).all():
        return (Flaw("take-broken", "the sound holds values that are no numbers", _HOPELESS),)
    letters = sum(c.isalnum() for c in spoken.said)
    head, tail = edges(take.samples, take.rate)
    if not letters:
        return ()
    if tail <= head:
        told = f"nothing is heard where {letters} letters should be"
        return (Flaw("take-empty", told, _HOPELESS),)
    heard = take.samples[head:tail]
    found = (
        _clipped(heard),
        _dead_air(heard, take.rate),
        _length(len(heard) / take.rate, predicted_seconds(spoken.said) / speed)
        or _cut(take, spoken, len(heard) / take.rate, speed),
        _after_last_word(take, tail),
    )
    return tuple(flaw for flaw in found if flaw)


def predicted_seconds(said: str) -> float:
    """How long a reader takes for `said`, roughly: letters, and pauses inside."""
    inside = said.rstrip(" .,;:!?…—\"'”’)")
    letters = sum(_seconds(c) for c in inside if c.isalnum())
    stops = sum(c in ".!?…" for c in inside)
    clauses = sum(c in ",;:—()" for c in inside)
    return letters + stops * _STOP + clauses * _CLAUSE


def _seconds(letter: str) -> float:
    """A letter that stands for a syllable takes longer than one that stands for a sound."""
    return _SYLLABLE if unicodedata.east_asian_width(letter) in "WF" else _LETTER


def _clipped(heard: Samples) -> Flaw | None:
    full = np.abs(heard) >= _CLIP
    runs = np.convolve(full, np.ones(_CLIPPED_RUN), "valid") if full.any() else np.zeros(1)
    if runs.max(initial=0) < _CLIPPED_RUN:
        return None
    return Flaw("take-clipped", f"{int(full.sum())} samples stand at full scale")


def _dead_air(heard: Samples, rate: int) -> Flaw | None:
    level, block = levels(heard, rate)
    loud = np.flatnonzero(level >= level.max() * 10 ** (-45 / 20))
    pause = int(np.diff(loud, prepend=0).max()) * block / rate
    if pause <= _LONGEST_PAUSE:
        return None
    return Flaw("take-dead-air", f"nothing is heard for {pause:.1f} s in the middle")


def _length(seconds: float, predicted: float) -> Flaw | None:
    if predicted * _SHORTEST - _LESS <= seconds <= predicted * _LONGEST + _MORE:
        return None
    kind = "long" if seconds > predicted else "short"
    return Flaw(f"take-{kind}", f"it lasts {seconds:.1f} s, where {predicted:.1f} s was expected")


def _cut(take: Take, spoken: Spoken, seconds: float, speed: float) -> Flaw | None:
    """A part of the words that has no room in the sound: aligning them crowds what is missing."""
    predicted = predicted_seconds(spoken.said) / speed
    if not take.marks or predicted < _FEWEST_SECONDS or seconds > predicted * _CUT:
        return None
    hurried = 0
    for mark in take.marks:
        usual = predicted_seconds(spoken.written[mark.start : mark.end]) / speed
        hurried += (mark.offset - mark.onset) / take.rate < _HURRIED * usual
    if hurried < _HURRIED_WORDS * len(take.marks):
        return None
    return Flaw("take-cut", f"{hurried} of {len(take.marks)} words are hardly heard", _HALF)


def _after_last_word(take: Take, tail: int) -> Flaw | None:
    """A voice that goes on after the last word was said."""
    if not take.marks:
        return None
    over = (tail - take.marks[-1].offset) / take.rate
    if over <= _AFTER:
        return None
    return Flaw("take-goes-on", f"a voice is heard for {over:.1f} s after the last word")
