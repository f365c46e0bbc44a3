"""What a bed is made of: parts for instruments, a body that goes round, and a coda that ends it."""

from __future__ import annotations

from dataclasses import dataclass

from notation import Note


@dataclass(frozen=True)
class Part:
    """An instrument and what it plays: `body` in beats from the body's start, `coda` from its own.

    `program` is its number in General MIDI, from 0. `level` in LUFS before mastering; `side` -1..1;
    `room` the share that goes to the hall; `swell` 0..1 how far held tones rise and fall.
    """

    name: str
    program: int
    body: list[Note]
    coda: list[Note]
    level: float
    side: float = 0.0
    room: float = 0.5
    swell: float = 0.0


@dataclass(frozen=True)
class Piece:
    """A bed: `tempo` in beats a minute, `bar` in beats, `bars` of body.

    `themes` are the bars at which it may begin, the first theme first. The coda lasts `coda` bars
    and slows by the factor `slowing`; its last chord falls on bar `final` of it.
    """

    name: str
    tempo: float
    bar: float
    bars: int
    themes: tuple[int, ...]
    coda: int
    final: int
    slowing: float
    hall: float
    bright: float
    parts: tuple[Part, ...]
