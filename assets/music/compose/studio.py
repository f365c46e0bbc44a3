"""Plays a piece with FluidSynth, puts it into a hall, and masters it.

A piece is played as body, body, coda: what is kept begins with the second body, so that what rings
over its end is heard at its beginning, and the loop joins by itself.
"""

from __future__ import annotations

import math
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile
from notation import Note
from numpy.typing import NDArray
from piece import Part, Piece
from scipy.signal import butter, fftconvolve, sosfiltfilt

from voices.sound.loudness import LoudnessMeter

RATE = 48_000
SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
_GRID = 64
"""Samples that FluidSynth makes at a time: notes begin on this grid, so that bodies are alike."""
_TICKS = RATE // _GRID
"""MIDI ticks in a second."""
LEAD = RATE // 4
"""Samples kept before the body: a loop goes over into them, and comes out at its beginning."""
_RING = 4.5
"""Seconds that the last chord may ring after the coda's bars."""
_LOUD = -20.0
"""LUFS of a finished bed."""

Sound = NDArray[np.float64]


@dataclass(frozen=True)
class Performance:
    """A bed [n, 2], and in samples: its body is [LEAD, `last`), its last chord at `final`."""

    samples: Sound
    last: int
    final: int


def perform(piece: Piece) -> Performance:
    """Play, place, mix and master a piece."""
    body = body_length(piece)
    ends = 2 * body + int((_coda_time(piece, piece.coda * piece.bar) + _RING) * RATE)
    dry, wet = np.zeros((ends, 2)), np.zeros((ends, 2))
    for number, part in enumerate(piece.parts):
        played = _played(_timed(piece, part, number), part, body, ends)
        sound = _sided(_leveled(played, part.level), part)
        dry += sound * (1 - 0.6 * part.room)
        wet += sound * part.room
    mixed = (dry + _hall(wet, piece.hall, piece.bright))[body - LEAD :]
    last = LEAD + body
    final = last + int(_coda_time(piece, piece.final * piece.bar) * RATE)
    return Performance(_mastered(mixed, last), last, final)


def body_length(piece: Piece) -> int:
    """Samples of a body, on FluidSynth's grid."""
    return round(piece.bars * piece.bar * 60 / piece.tempo * RATE / _GRID) * _GRID


def _beat(piece: Piece) -> float:
    """Seconds of a beat, so that the body's length is what it is."""
    return body_length(piece) / RATE / (piece.bars * piece.bar)


def _coda_time(piece: Piece, beats: float) -> float:
    """Seconds from the coda's start to a beat of it: the beats grow longer up to the last chord."""
    beat, slow = _beat(piece), piece.final * piece.bar
    inside = min(beats, slow)
    seconds = inside + (piece.slowing - 1) * inside**2 / (2 * slow)
    return beat * (seconds + piece.slowing * max(0.0, beats - slow))


def _timed(piece: Piece, part: Part, number: int) -> list[Note]:
    """Body, body and coda in seconds, as hands play: up to some ms off, never twice as loud."""
    beat, length = _beat(piece), body_length(piece) / RATE
    rng = np.random.default_rng(number)
    body = [_touched(each, each.start * beat, each.length * beat, rng) for each in part.body]
    coda = [
        _touched(
            each,
            2 * length + _coda_time(piece, each.start),
            _coda_time(piece, each.start + each.length) - _coda_time(piece, each.start),
            rng,
        )
        for each in part.coda
    ]
    again = [Note(each.pitch, each.start + length, each.length, each.force) for each in body]
    return [*body, *again, *coda]


def _touched(note: Note, start: float, length: float, rng: np.random.Generator) -> Note:
    force = float(np.clip(note.force * rng.normal(1, 0.05), 0.05, 1))
    return Note(note.pitch, max(0.0, start + rng.normal(0, 0.007)), length, force)


def _played(notes: list[Note], part: Part, body: int, length: int) -> Sound:
    """FluidSynth's sound of a part, dry, [length, 2]."""
    with TemporaryDirectory() as folder:
        file, wave = Path(folder) / "part.mid", Path(folder) / "part.wav"
        file.write_bytes(_midi(notes, part, body / RATE, length / RATE))
        subprocess.run(  # noqa: S603
            [
                "/usr/bin/fluidsynth",
                "-niq",
                "-R",
                "0",
                "-C",
                "0",
                "-g",
                "0.5",
                "-r",
                str(RATE),
                "-O",
                "float",
                "-T",
                "wav",
                "-F",
                str(wave),
                SOUNDFONT,
                str(file),
            ],
            check=True,
            capture_output=True,
        )
        sound, _ = soundfile.read(wave, always_2d=True)
    return np.pad(sound[:length], ((0, max(0, length - len(sound))), (0, 0)))


def _midi(notes: Iterable[Note], part: Part, body: float, seconds: float) -> bytes:
    """A MIDI file of one track: program, slow swells (a whole number in a body), notes."""
    events = [(0, bytes((0xC0, part.program))), (0, bytes((0xB0, 7, 100)))]
    steps, swells = round(body / 0.1), round(body / 7.0)
    for step in range(round(seconds / body * steps)):
        breath = 0.5 - 0.5 * math.cos(2 * math.pi * swells * (step % steps) / steps)
        height = int(112 - 45 * part.swell * breath)
        events.append(
            (
                _tick(step % steps * body / steps) + step // steps * _tick(body),
                bytes((0xB0, 11, height)),
            )
        )
    for each in notes:
        on, off = _tick(each.start), _tick(each.start + each.length)
        force = round(127 * each.force)
        events.append((on, bytes((0x90, each.pitch, max(1, force)))))
        events.append((max(on + 1, off - 2), bytes((0x80, each.pitch, 0))))
    events.append((_tick(seconds), bytes((0xFF, 0x2F, 0))))
    track = b"".join(_track(sorted(events, key=lambda each: each[0])))
    head = b"MThd" + (6).to_bytes(4, "big") + bytes((0, 0, 0, 1)) + (_TICKS // 2).to_bytes(2, "big")
    return head + b"MTrk" + len(track).to_bytes(4, "big") + track


def _tick(seconds: float) -> int:
    return round(seconds * _TICKS)


def _track(events: list[tuple[int, bytes]]) -> Iterator[bytes]:
    now = 0
    for at, event in events:
        yield _delta(at - now) + event
        now = at


def _delta(value: int) -> bytes:
    """A number as MIDI writes it: seven bits a byte, high bits first."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))


def _leveled(sound: Sound, level: float) -> Sound:
    meter = LoudnessMeter()
    for at in range(0, len(sound), RATE):
        meter.add(sound[at : at + RATE].astype(np.float32))
    return sound * 10 ** ((level - meter.integrated()) / 20)


def _sided(sound: Sound, part: Part) -> Sound:
    """A narrower stage for each instrument, at its place on it."""
    middle = sound.mean(axis=1, keepdims=True)
    angle = (part.side + 1) * math.pi / 4
    place = np.array([math.cos(angle), math.sin(angle)]) * math.sqrt(2)
    return (0.65 * middle + 0.35 * sound) * place


def _hall(sound: Sound, seconds: float, bright: float) -> Sound:
    """The room's answer: early echoes, then noise that dies away, its highs first."""
    rng = np.random.default_rng(5)
    time = np.arange(int(seconds * 1.3 * RATE)) / RATE
    answer = np.zeros((len(time) + RATE // 20, 2))
    for low, high, share in ((90, 500, 1.0), (500, 2_000, 0.8), (2_000, 8_000, 0.45 * bright)):
        band = butter(2, (low, high), "bandpass", fs=RATE, output="sos")
        noise = sosfiltfilt(band, rng.standard_normal((len(time), 2)), axis=0)
        decay = np.exp(-6.9 * time / (seconds * share)) * np.clip(time / 0.02, 0, 1)
        answer[RATE // 40 : RATE // 40 + len(time)] += noise * decay[:, None]
    answer /= np.sqrt(np.square(answer).sum(axis=0))
    for at in rng.uniform(0.008, 0.06, 10):
        answer[int(at * RATE), rng.integers(2)] += 0.12 * (1 - at / 0.08)
    return fftconvolve(sound, answer, axes=0)[: len(sound)]


def _mastered(sound: Sound, last: int) -> Sound:
    """Room for words about 2 kHz, nothing below 40 Hz; at its loudness, peaks pressed softly."""
    at = np.fft.rfftfreq(len(sound), 1 / RATE)
    octaves = np.log2(np.maximum(at, 1) / 2_200)
    shape = (1 - 0.42 * np.exp(-(octaves**2))) / np.sqrt(1 + (40 / np.maximum(at, 1)) ** 6)
    shape /= np.sqrt(1 + (at / 13_000) ** 6)
    out = np.fft.irfft(np.fft.rfft(sound, axis=0) * shape[:, None], len(sound), axis=0)
    meter = LoudnessMeter()
    meter.add(out[:last].astype(np.float32))
    out = out * 10 ** ((_LOUD - meter.integrated()) / 20)
    fade = np.clip((len(out) - np.arange(len(out))) / (1.5 * RATE), 0, 1)
    return 0.7 * np.tanh(out / 0.7) * np.square(fade)[:, None]
