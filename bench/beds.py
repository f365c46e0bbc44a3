"""Measures beds as music: what they sound like, how they move, and how they join themselves.

    python bench/beds.py [FILE ...]       the bundled beds, and other files beside them

A row for each: seconds of the body that goes round, LUFS of it, its centroid and where 85 % of its
power lies below (Hz), the range between its quiet and its loud tenth (LU), crest (dB), onsets a
second, and at the joint the step in level (dB) and the rise of the spectrum, each with its
percentile among those of the body itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from voices.clock import RATE
from voices.model import Samples
from voices.music.beds import Bed, looped, survey
from voices.music.bundled import BEDS, bed_file, bundled_bed
from voices.music.performed import decoded_bed, performed
from voices.sound.loudness import LoudnessMeter
from voices.sound.sound_files import sound_blocks
from voices.sound.streams import BlockReader

WINDOW, HOP = 2_048, 960
"""Samples of a spectrum, and from one to the next: 20 ms."""
AROUND = 2 * RATE
"""Samples looked at before a joint and after it."""


def flux(mono: np.ndarray) -> np.ndarray:
    """Rise of the log spectrum from one window to the next."""
    frames = np.lib.stride_tricks.sliding_window_view(mono, WINDOW)[::HOP] * np.hanning(WINDOW)
    spectra = np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-3)
    return np.maximum(0, np.diff(spectra, axis=0)).sum(axis=1)


def steps(mono: np.ndarray) -> np.ndarray:
    """How far the level moves from one tenth of a second to the next, in dB."""
    tenths = mono[: len(mono) // (RATE // 10) * (RATE // 10)].reshape(-1, RATE // 10)
    return np.abs(np.diff(10 * np.log10(np.square(tenths).mean(axis=1) + 1e-9)))


def among(value: float, others: np.ndarray) -> float:
    """The percentile of a value among others."""
    return float(100 * (others <= value).mean())


def row(name: str, body: Samples, around: Samples) -> str:
    mono, joint = body.mean(axis=1), around.mean(axis=1)
    meter = LoudnessMeter()
    meter.add(body)
    quiet, loud = np.percentile(meter.momentary(), (10, 90))
    power = np.square(np.abs(np.fft.rfft(mono)))
    hertz = np.fft.rfftfreq(len(mono), 1 / RATE)
    below = hertz[np.searchsorted(np.cumsum(power), 0.85 * power.sum())]
    rises = flux(mono)
    peaks = (rises[1:-1] > rises[:-2]) & (rises[1:-1] > rises[2:])
    onsets = (peaks & (rises[1:-1] > 2 * np.median(rises))).sum() / (len(mono) / RATE)
    crest = 20 * np.log10(np.abs(mono).max() / np.sqrt(np.square(mono).mean()))
    level, rise = steps(joint).max(), flux(joint).max()
    return (
        f"{name:16} {len(body) / RATE:6.1f} {meter.integrated():6.1f}"
        f" {(hertz * power).sum() / power.sum():6.0f} {below:6.0f} {loud - quiet:6.1f} {crest:6.1f}"
        f" {onsets:6.1f}   {level:5.1f} ({among(level, steps(mono)):5.1f})"
        f"   {rise:6.0f} ({among(rise, rises):5.1f})"
    )


def measured(name: str, bed: Bed, read: Callable[[int, int], Samples]) -> str:
    """The row of a bed of known form."""
    reader = BlockReader(performed(read, bed, bed.last - AROUND, None))
    return row(name, read(bed.first - bed.fade, bed.last), reader.take(2 * AROUND))


def brought(path: Path) -> str:
    """The row of any other file."""
    bed = survey(partial(sound_blocks, path), path.name)
    reader = BlockReader(looped(partial(sound_blocks, path), bed))
    body = reader.take(bed.last - bed.first)
    around = np.concatenate([body[len(body) - bed.fade - AROUND :], reader.take(AROUND)])
    return row(path.name[:16], body, around)


def main() -> None:
    print(f"{'':16} {'s':>6} {'LUFS':>6} {'Hz':>6} {'85 %':>6} {'range':>6} {'crest':>6} onsets")
    for name in BEDS:
        path = bed_file(name)
        if path is not None:
            print(measured(name, bundled_bed(name), decoded_bed(path)))
    for asked in sys.argv[1:]:
        print(brought(Path(asked)))


if __name__ == "__main__":
    main()
