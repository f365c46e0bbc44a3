"""Makes the two bundled beds, from nothing but numpy: python assets/music/make_beds.py

calm    72 beats a minute, D lydian: a warm pad, a soft low note, a felt piano that leaves room.
bright  104 beats a minute, G major: a lighter pad, a wooden mallet pattern, a plucked bass.

Everything goes round: what rings over the end is heard at the beginning, so that the beds loop by
themselves. Little happens between 1 and 4 kHz, where words live. Same program, same samples.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

RATE = 48_000
HERE = Path(__file__).resolve().parent
Sound = NDArray[np.float64]


@dataclass(frozen=True)
class Note:
    """A MIDI pitch from `start` for `length` seconds; `force` 0..1; `side` -1..1."""

    pitch: float
    start: float
    length: float
    force: float
    side: float = 0.0


def hertz(pitch: float) -> float:
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def pad(note: Note, rng: np.random.Generator) -> Sound:
    """A bowed, breathing tone: three players a few cents apart, dull when soft."""
    rise, fall = 2.2, 3.4
    time = np.arange(int((note.length + fall) * RATE)) / RATE
    swell = np.sin(np.pi / 2 * np.clip(time / rise, 0, 1)) ** 2
    swell *= np.cos(np.pi / 2 * np.clip((time - note.length) / fall, 0, 1)) ** 2
    sound = np.zeros((len(time), 2))
    for cents, side in ((-5.0, -0.8), (0.5, 0.0), (4.5, 0.8)):
        base = hertz(note.pitch + cents / 100)
        drift = 1 + 0.0009 * np.sin(2 * np.pi * rng.uniform(0.1, 0.3) * time + rng.uniform(0, 6))
        phase = 2 * np.pi * np.cumsum(base * drift) / RATE
        voice = np.zeros(len(time))
        for n in range(1, 15):
            if base * n > 6_000:
                break
            open_ = np.exp(-((n * base / 900) ** 0.8) * (1.5 - 0.5 * swell))
            voice += open_ * n**-0.5 * np.sin(n * phase + rng.uniform(0, 6))
        sound += voice[:, None] * sides(side)
    return sound * (swell * note.force)[:, None]


def piano(note: Note, rng: np.random.Generator) -> Sound:
    """A felt piano: partials a little sharp of harmonic, each with its own decay, two strings."""
    time = np.arange(int(7.0 * RATE)) / RATE
    base, stiffness = hertz(note.pitch), 0.0004
    voice = np.zeros(len(time))
    for n in range(1, 18):
        frequency = base * n * np.sqrt(1 + stiffness * n * n)
        if frequency > 5_000:
            break
        felt = np.exp(-frequency / (500 + 900 * note.force))
        struck = abs(np.sin(np.pi * n * 0.12)) + 0.08
        fast, slow = 1.1 * n**0.7 * (base / 220) ** 0.5, 0.35 * n**0.5
        decay = 0.7 * np.exp(-fast * time) + 0.3 * np.exp(-slow * time)
        beat = 1 + 0.00025 * rng.uniform(-1, 1)
        strings = np.sin(2 * np.pi * frequency * time) + np.sin(2 * np.pi * frequency * beat * time)
        voice += felt * struck * decay * strings / n**0.3
    soft = 1 - np.exp(-time / 0.004)
    thump = np.exp(-time / 0.018) * rng.standard_normal(len(time)) * 0.02
    thump = sosfiltfilt(butter(2, 400, fs=RATE, output="sos"), thump)
    fade = np.clip((7.0 - time) / 0.8, 0, 1)
    return (voice * soft + thump)[:, None] * sides(note.side) * (note.force * fade)[:, None]


def mallet(note: Note, rng: np.random.Generator) -> Sound:
    """A wooden bar under a soft mallet: a fundamental, its fourth and tenth, gone in a second."""
    time = np.arange(int(1.8 * RATE)) / RATE
    base = hertz(note.pitch)
    voice = np.sin(2 * np.pi * base * time) * np.exp(-time * 3.6 * (base / 300) ** 0.4)
    voice += 0.18 * note.force * np.sin(2 * np.pi * 3.93 * base * time) * np.exp(-time * 14)
    voice += 0.05 * note.force * np.sin(2 * np.pi * 9.6 * base * time) * np.exp(-time * 40)
    tap = np.exp(-time / 0.006) * rng.standard_normal(len(time)) * 0.03
    tap = sosfiltfilt(butter(2, (200, 1400), "bandpass", fs=RATE, output="sos"), tap)
    soft = (1 - np.exp(-time / 0.002)) * np.clip((1.8 - time) / 0.3, 0, 1)
    return ((voice + tap) * soft * note.force)[:, None] * sides(note.side)


def bass(note: Note, rng: np.random.Generator) -> Sound:
    """A round low string."""
    time = np.arange(int((note.length + 0.4) * RATE)) / RATE
    base = hertz(note.pitch)
    voice = np.zeros(len(time))
    for n, height in ((1, 1.0), (2, 0.45), (3, 0.16), (4, 0.06)):
        voice += height * np.sin(2 * np.pi * n * base * time) * np.exp(-time * 0.6 * n)
    shape = (1 - np.exp(-time / 0.012)) * np.clip((note.length + 0.4 - time) / 0.4, 0, 1) ** 2
    return (voice * shape * note.force)[:, None] * sides(0.0) * (1 + 0.02 * rng.standard_normal())


def sides(side: float) -> Sound:
    angle = (side + 1) * np.pi / 4
    return np.array([np.cos(angle), np.sin(angle)])


def played(notes: Iterable[Note], instrument, length: int, seed: int) -> Sound:  # noqa: ANN001
    """All notes of an instrument, round a circle of `length` samples."""
    rng = np.random.default_rng(seed)
    out = np.zeros((length, 2))
    for note in notes:
        sound = instrument(note, rng)
        places = (int(note.start * RATE) + np.arange(len(sound))) % length
        np.add.at(out, places, sound)
    return out


def room(sound: Sound, seconds: float, bright: float, seed: int) -> Sound:
    """The same in a hall, round the circle: noise that dies away, its highs first."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(seconds * 1.6 * RATE)) / RATE
    hall = np.zeros((len(sound), 2))
    for low, high, share in ((80, 500, 1.0), (500, 2_000, 0.75), (2_000, 7_000, 0.4 * bright)):
        band = butter(2, (low, high), "bandpass", fs=RATE, output="sos")
        noise = sosfiltfilt(band, rng.standard_normal((len(time), 2)), axis=0)
        decay = np.exp(-6.9 * time / (seconds * share))[:, None]
        start = int(0.022 * RATE)
        hall[start : start + len(time)] += noise * decay * np.clip(time / 0.03, 0, 1)[:, None]
    hall /= np.sqrt(np.square(hall).sum(axis=0))
    return np.fft.irfft(np.fft.rfft(sound, axis=0) * np.fft.rfft(hall, axis=0), len(sound), axis=0)


def finished(sound: Sound) -> Sound:
    """Room for words between 1 and 4 kHz, nothing below 45 Hz, -20 dBFS rms, round the circle."""
    at = np.fft.rfftfreq(len(sound), 1 / RATE)
    octaves = np.log2(np.maximum(at, 1) / 2_000)
    shape = (1 - 0.4 * np.exp(-((octaves / 1.0) ** 2))) / np.sqrt(1 + (45 / np.maximum(at, 1)) ** 6)
    shape /= np.sqrt(1 + (at / 9_000) ** 4)
    out = np.fft.irfft(np.fft.rfft(sound, axis=0) * shape[:, None], len(sound), axis=0)
    return out * 0.1 / np.sqrt(np.mean(np.square(out)))


CALM = (
    # bass, pad voices, piano tones (MIDI): D, Bm7, Gmaj9, A6sus, D/F#, Em9, Gmaj7#11, A
    (38, (54, 57, 62, 66), (69, 74, 78, 81)),
    (35, (54, 57, 62, 66), (71, 74, 78, 81)),
    (31, (55, 59, 62, 66), (71, 74, 78, 83)),
    (33, (54, 57, 62, 64), (69, 73, 76, 81)),
    (42, (54, 57, 62, 64), (69, 74, 76, 81)),
    (40, (55, 59, 62, 66), (71, 74, 79, 83)),
    (43, (54, 59, 62, 66), (73, 74, 78, 83)),
    (45, (52, 57, 61, 64), (69, 73, 76, 81)),
)


def calm() -> Sound:
    """96 beats of 5/6 s in eight chords, twice: 106.7 s."""
    rng = np.random.default_rng(11)
    beat, chord = 60 / 72, 8 * 60 / 72
    length = int(16 * chord * RATE)
    pads, keys, lows = [], [], []
    for index in range(16):
        low, tones, melody = CALM[index % 8]
        start = index * chord
        pads += [Note(tone, start, chord - 0.6, 0.16) for tone in tones]
        lows.append(Note(low, start + rng.normal(0, 0.01), chord - 0.4, 0.5))
        keys += _keys(melody, tones, start, beat, index, rng)
    dry = played(pads, pad, length, 1) * 0.27
    hall = played(keys, piano, length, 2) * 0.6 + dry * 0.7
    low = played(lows, bass, length, 3) * 0.42
    return finished(dry + hall * 0.6 + low + 0.75 * room(hall, 3.4, 0.7, 4))


def _keys(
    melody: Sequence[int],
    tones: Sequence[int],
    start: float,
    beat: float,
    index: int,
    rng: np.random.Generator,
) -> list[Note]:
    """A phrase of few notes, never the same, that answers itself every other chord."""
    places = ((0, 1.5, 3, 6), (0.5, 2, 3.5, 4.5), (0, 1, 3), (0, 2.5, 4, 5.5))[index % 4]
    order = rng.permutation(len(melody))
    notes = [
        Note(
            melody[order[at % 4]] - (12 if rng.random() < 0.2 else 0),
            start + place * beat + rng.normal(0, 0.018),
            3.0,
            float(np.clip(rng.normal(0.42, 0.08) * (1.1 if place == 0 else 0.9), 0.2, 0.7)),
            float(rng.uniform(-0.35, 0.35)),
        )
        for at, place in enumerate(places)
    ]
    notes.append(Note(tones[1], start + rng.normal(0.02, 0.01), 4.0, 0.3, -0.15))
    return notes


BRIGHT = (
    # G, D/F#, Em7, Cadd9, G/B, Am7, Cadd9, D
    (43, (55, 59, 62, 67), (67, 71, 74, 79)),
    (42, (54, 57, 62, 66), (66, 69, 74, 78)),
    (40, (55, 59, 62, 64), (67, 71, 74, 76)),
    (36, (55, 60, 62, 64), (67, 72, 74, 76)),
    (47, (55, 59, 62, 67), (67, 71, 74, 79)),
    (45, (55, 57, 60, 64), (67, 69, 72, 76)),
    (48, (55, 60, 62, 64), (67, 72, 74, 79)),
    (38, (54, 57, 62, 66), (66, 69, 74, 78)),
)
_PATTERNS = ((0, 2, 1, 3, 2, 1, 2, 0), (0, 1, 2, 3, 2, 3, 1, 2), (0, 2, 3, 2, 1, 2, 3, 1))


def bright() -> Sound:
    """Bars of four beats at 104, in eight chords, five times round: 92.3 s."""
    rng = np.random.default_rng(23)
    beat = 60 / 104
    bars = 40
    length = round(bars * 4 * beat * RATE)
    pads, bars_, lows = [], [], []
    for index in range(bars):
        low, tones, melody = BRIGHT[index % 8]
        start = index * 4 * beat
        pads += [Note(tone, start, 4 * beat - 0.4, 0.12) for tone in tones]
        lows += [
            Note(low, start + at * beat, held, 0.5) for at, held in ((0, 1.4 * beat), (2.5, beat))
        ]
        bars_ += _ostinato(melody, start, beat, index, rng)
    dry = played(pads, pad, length, 5) * 0.42
    wood = played(bars_, mallet, length, 6) * 0.8
    low = played(lows, bass, length, 7) * 0.42
    return finished(dry + wood + low + 0.5 * room(dry + wood, 1.9, 1.0, 8))


def _ostinato(
    melody: Sequence[int], start: float, beat: float, index: int, rng: np.random.Generator
) -> list[Note]:
    """Eighth notes that lean on the first and the fourth, with rests that move."""
    pattern = _PATTERNS[(index // 8) % 3]
    rest = {5, 7} if index % 2 else {3}
    notes = []
    for at, tone in enumerate(pattern):
        if at in rest and rng.random() < 0.75:
            continue
        force = (0.62, 0.34, 0.4, 0.52, 0.38, 0.34, 0.48, 0.32)[at] * rng.normal(1, 0.07)
        place = start + at * beat / 2 + (0.02 if at % 2 else 0) + rng.normal(0, 0.006)
        notes.append(Note(melody[tone], place, 1.0, float(force), 0.5 * (tone - 1.5) / 1.5))
    return notes


def write(path: Path, sound: Sound) -> None:
    """Ogg Vorbis, a second at a time: libsndfile fails on minutes given at once."""
    with soundfile.SoundFile(
        path, "w", RATE, 2, format="OGG", subtype="VORBIS", compression_level=0.55
    ) as file:
        for at in range(0, len(sound), RATE):
            file.write(sound[at : at + RATE])


def main() -> None:
    for name, make in (("calm", calm), ("bright", bright)):
        sound = make()
        write(HERE / f"{name}.ogg", sound)
        peak = 20 * np.log10(np.abs(sound).max())
        print(f"{name}: {len(sound) / RATE:.1f} s, peak {peak:.1f} dBFS")


if __name__ == "__main__":
    main()
