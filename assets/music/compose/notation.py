"""Notes, chords and how instruments play them: beats in, notes out.

A melody is written as "A4:1 D5:1 | B5:2 A5:2", pitch and beats, "r" for a rest; a progression as
"D | Bm7 | A7sus4 A7", whose chords share their bar.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_QUALITIES = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "5": (0, 7),
    "6": (0, 4, 7, 9),
    "7": (0, 4, 7, 10),
    "m6": (0, 3, 7, 9),
    "m7": (0, 3, 7, 10),
    "m9": (0, 3, 7, 10, 14),
    "maj7": (0, 4, 7, 11),
    "add9": (0, 4, 7, 14),
    "sus4": (0, 5, 7),
    "7sus4": (0, 5, 7, 10),
    "7b9": (0, 4, 7, 10, 13),
    "dim": (0, 3, 6),
    "m7b5": (0, 3, 6, 10),
}


@dataclass(frozen=True)
class Note:
    """A MIDI pitch from beat `start` for `length` beats; `force` 0..1."""

    pitch: int
    start: float
    length: float
    force: float


@dataclass(frozen=True)
class Chord:
    """Pitch classes, the bass's own, and the beats [start, start + length)."""

    tones: tuple[int, ...]
    bass: int
    start: float
    length: float


def pitch(name: str) -> int:
    """The MIDI number of "F#4"; 60 is C4."""
    step, accidental = _STEPS[name[0]], {"#": 1, "b": -1}.get(name[1], 0)
    return 12 * (int(name[-1]) + 1) + step + accidental


def melody(text: str, bar: float, first: int = 0, force: float = 0.5) -> list[Note]:
    """Written notes from bar number `first` on. Every bar must be full."""
    notes, now = [], first * bar
    for number, written in enumerate(text.split("|")):
        for word in written.split():
            name, _, beats = word.partition(":")
            if name != "r":
                notes.append(Note(pitch(name), now, float(beats), force))
            now += float(beats)
        if not math.isclose(now, (first + number + 1) * bar):
            raise ValueError(f"bar {number + 1} is not full: {written}")
    return notes


def progression(text: str, bar: float, first: int = 0) -> list[Chord]:
    """Written chords from bar number `first` on."""
    found = []
    for number, written in enumerate(text.split("|")):
        symbols = written.split()
        length = bar / len(symbols)
        start = (first + number) * bar
        found += [_chord(each, start + at * length, length) for at, each in enumerate(symbols)]
    return found


def _chord(symbol: str, start: float, length: float) -> Chord:
    upper, _, bass = symbol.partition("/")
    cut = 2 if upper[1:2] in ("#", "b") else 1
    root = pitch(upper[:cut] + "0") % 12
    tones = tuple((root + step) % 12 for step in _QUALITIES[upper[cut:]])
    return Chord(tones, pitch(bass + "0") % 12 if bass else root, start, length)


def voicings(chords: Sequence[Chord], low: int, high: int, voices: int) -> list[tuple[int, ...]]:
    """A chord after the other in [low, high], each note moving as little as it can."""
    before: tuple[int, ...] = ()
    found = []
    for chord in chords:
        pitches = [each for each in range(low, high + 1) if each % 12 in chord.tones]
        every = combinations(pitches, voices)
        before = min(every, key=lambda each, held=before, of=chord: _strain(each, held, of))
        found.append(before)
    return found


def _strain(chosen: tuple[int, ...], before: tuple[int, ...], chord: Chord) -> float:
    """How far voices move, tones that are missing, and notes that lie too close or too far."""
    moved = sum(abs(one - other) for one, other in zip(chosen, before, strict=False))
    missing = len(set(chord.tones[:4]) - {each % 12 for each in chosen})
    gaps = [upper - lower for lower, upper in pairwise(chosen)]
    muddy = sum(gap < 3 for gap in gaps) + sum(gap > 9 for gap in gaps)
    return moved + 9 * missing + 4 * muddy


def held(chords: Sequence[Chord], low: int, high: int, voices: int, force: float) -> list[Note]:
    """The chords as a choir of strings holds them: a tone that stays is not struck again."""
    notes: list[Note] = []
    sounding: dict[int, int] = {}
    for chord, tones in zip(chords, voicings(chords, low, high, voices), strict=True):
        now: dict[int, int] = {}
        for tone in tones:
            at = sounding.get(tone)
            ends = notes[at].start + notes[at].length if at is not None else -1.0
            if at is not None and math.isclose(ends, chord.start):
                notes[at] = replace(notes[at], length=notes[at].length + chord.length)
                now[tone] = at
            else:
                now[tone] = len(notes)
                notes.append(Note(tone, chord.start, chord.length, force))
        sounding = now
    return notes


def broken(
    chords: Sequence[Chord],
    figure: Sequence[int | None],
    step: float,
    span: tuple[int, int, int],
    force: float,
    ring: float = 1.0,
) -> list[Note]:
    """Chords played note by note: `figure` numbers their voices, None is a rest.

    `span` is the lowest pitch, the highest, and how many voices; each note rings for `ring` beats.
    """
    notes = []
    for chord, tones in zip(chords, voicings(chords, *span), strict=True):
        for at in range(round(chord.length / step)):
            which = figure[at % len(figure)]
            if which is not None:
                lean = 1.12 if at == 0 else 0.94 if at % 2 else 1.0
                start = chord.start + at * step
                notes.append(Note(tones[which % len(tones)], start, ring, force * lean))
    return notes


def roots(
    chords: Sequence[Chord], low: int, force: float, places: Sequence[tuple[float, float]] = ()
) -> list[Note]:
    """The bass: a chord's lowest tone in the octave above `low`, held, or struck at `places`."""
    notes = []
    for chord in chords:
        tone = low + (chord.bass - low) % 12
        for at, length in places or ((0.0, chord.length),):
            if at < chord.length:
                held_for = min(length, chord.length - at)
                notes.append(Note(tone, chord.start + at, held_for, force))
    return notes


def shaped(notes: Iterable[Note], phrase: float, depth: float = 0.18) -> list[Note]:
    """The same with every phrase of so many beats rising to its middle and falling again."""
    return [
        replace(each, force=each.force * (1 - depth * math.cos(2 * math.pi * each.start / phrase)))
        for each in notes
    ]


def moved(notes: Iterable[Note], steps: int, force: float = 1.0) -> list[Note]:
    """The same so many semitones higher, `force` times as loud."""
    return [replace(each, pitch=each.pitch + steps, force=each.force * force) for each in notes]


def between(notes: Iterable[Note], first: float, last: float) -> Iterator[Note]:
    """Notes that begin in the beats [first, last)."""
    return (each for each in notes if first <= each.start < last)
