"""A bundled bed as it is played: from any of its themes, round and round, and into its coda."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile

import av
import numpy as np
from numpy.typing import NDArray

from voices.model import Samples
from voices.music.beds import Bed
from voices.sound.decoding import decoded_sound, sound_stream

DecodedBed = NDArray[np.float32]
"""A bed's samples [n, 2], in a file that the system pages in and out: memory stays flat."""


def decoded_bed(path: Path) -> DecodedBed:
    """Decode a bundled bed once, for all the passes of a mix."""
    with TemporaryFile() as file, av.open(str(path)) as container:
        stream = sound_stream(container)
        if stream is not None:
            for piece in decoded_sound(container, stream, "flt"):
                file.write(np.ascontiguousarray(piece.samples).tobytes())
        file.flush()
        return np.memmap(file, dtype=np.float32, mode="r").reshape(-1, 2)


def performed(sound: DecodedBed, bed: Bed, at: int, rounds: int | None) -> Iterator[Samples]:
    """The samples from `at` on; at the `rounds`-th end of the body its coda, and then no more.

    A loop goes over, in `fade` samples, into what led to the body's beginning when it was played:
    the same notes, so that both are added as they are.
    """
    part = np.linspace(0, 1, bed.fade, endpoint=False, dtype=np.float32)[:, None]
    ending, leading = sound[bed.last - bed.fade : bed.last], sound[bed.first - bed.fade : bed.first]
    joint = ending * (1 - part) + leading * part
    for done in count():
        if done == rounds:
            yield sound[at:]
            return
        yield sound[at : bed.last - bed.fade]
        yield joint[max(0, at - (bed.last - bed.fade)) :]
        at = bed.first
