"""A bundled bed as it is played: from any of its themes, round and round, and into its coda."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from weakref import finalize

import av
import numpy as np

from voices.clock import RATE
from voices.model import Samples
from voices.music.beds import Bed
from voices.sound.decoding import decoded_sound, sound_stream

DecodedBed = Callable[[int, int], Samples]
"""Reads a bed's samples from one to another, fewer where it ends: [n, 2] at 48 kHz."""
_SAMPLE = 8
"""Bytes of a sample of both channels."""


def decoded_bed(path: Path) -> DecodedBed:
    """Decode a bundled bed once, for all the passes of a mix, into a file: memory stays flat. It is
    decoded as far as it is asked for: a first sound need not wait for all of it."""
    file = TemporaryFile()  # noqa: SIM115  (closed with what reads from it)
    pieces, filled = _pieces(path), 0

    def read(first: int, last: int) -> Samples:
        nonlocal filled
        file.seek(filled * _SAMPLE)
        while filled < last and (piece := next(pieces, None)) is not None:
            file.write(piece.tobytes())
            filled += len(piece)
        file.seek(first * _SAMPLE)
        raw = file.read((last - first) * _SAMPLE)
        return np.frombuffer(raw, dtype=np.float32).reshape(-1, 2)

    finalize(read, file.close)
    return read


def _pieces(path: Path) -> Iterator[Samples]:
    """A bed's samples as they are decoded, [n, 2] each."""
    with av.open(str(path)) as container:
        stream = sound_stream(container)
        if stream is not None:
            for piece in decoded_sound(container, stream, "flt"):
                yield np.ascontiguousarray(piece.samples).reshape(-1, 2)


def performed(sound: DecodedBed, bed: Bed, at: int, rounds: int | None) -> Iterator[Samples]:
    """The samples from `at` on; at the `rounds`-th end of the body its coda, and then no more.

    A loop goes over, in `fade` samples, into what led to the body's beginning when it was played:
    the same notes, so that both are added as they are.
    """
    turn = bed.last - bed.fade
    for done in count():
        if done == rounds:
            yield from _seconds(sound, at, bed.form.end if bed.form else bed.last)
            return
        yield from _seconds(sound, at, turn)
        yield _joint(sound, bed, turn)[max(0, at - turn) :]
        at = bed.first


def _joint(sound: DecodedBed, bed: Bed, turn: int) -> Samples:
    """Where the body's end goes over into what led to its beginning."""
    part = np.linspace(0, 1, bed.fade, endpoint=False, dtype=np.float32)[:, None]
    return np.asarray(
        sound(turn, bed.last) * (1 - part) + sound(bed.first - bed.fade, bed.first) * part
    )


def _seconds(sound: DecodedBed, first: int, last: int) -> Iterator[Samples]:
    """The same samples, a second at a time."""
    return (sound(at, min(last, at + RATE)) for at in range(first, last, RATE))
