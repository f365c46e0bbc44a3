"""Makes the bundled beds, for those who change them: python assets/music/compose

It needs Debian's packages fluidsynth and fluid-soundfont-gm, and writes NAME.ogg (Opus) and its
entry in beds.toml: what is heard where, in samples at 48 kHz.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

import av  # noqa: E402
import numpy as np  # noqa: E402
from bright import bright  # noqa: E402
from calm import calm  # noqa: E402
from piece import Piece  # noqa: E402
from studio import LEAD, RATE, Performance, body_length, perform  # noqa: E402
from tense import tense  # noqa: E402
from wonder import wonder  # noqa: E402

from voices.sound.loudness import LoudnessMeter  # noqa: E402

OUT = HERE.parent
BITS = 64_000
"""Bits a second: what lies 14 LU under a voice needs no more."""


def write(path: Path, sound: Performance) -> None:
    """Ogg Opus. The stream's serial number is fixed, so that it is the same file each time."""
    with av.open(
        str(path), "w", format="ogg", options={"fflags": "+bitexact", "serial_offset": "1"}
    ) as file:
        stream = file.add_stream("libopus", rate=RATE, layout="stereo", bit_rate=BITS)
        for at in range(0, len(sound.samples), RATE):
            block = np.ascontiguousarray(sound.samples[at : at + RATE].T, dtype=np.float32)
            interleaved = block.T.reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(interleaved, format="flt", layout="stereo")
            frame.sample_rate = RATE
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def entry(piece: Piece, sound: Performance) -> str:
    """A bed's facts as TOML."""
    themes = [LEAD + body_length(piece) * bar // piece.bars for bar in piece.themes]
    return (
        f"[{piece.name}]\nlead = {LEAD}\nlast = {sound.last}\nbars = {piece.bars}\n"
        f"themes = {themes}\nfinal = {sound.final}\nend = {len(sound.samples)}\n"
        f"loud = {loud(sound):.2f}\n"
    )


def loud(sound: Performance) -> float:
    """LUFS that the loudest twentieth of the body exceeds."""
    meter = LoudnessMeter()
    meter.add(sound.samples[LEAD : sound.last].astype(np.float32))
    return float(np.percentile(meter.momentary(), 95))


def main() -> None:
    entries = []
    for make in (calm, bright, tense, wonder):
        piece = make()
        path = OUT / f"{piece.name}.ogg"
        sound = perform(piece)
        write(path, sound)
        entries.append(entry(piece, sound))
        peak = 20 * np.log10(np.abs(sound.samples).max())
        seconds, loop = len(sound.samples) / RATE, (sound.last - LEAD) / RATE
        size = path.stat().st_size / 1e6
        told = f"{seconds:.1f} s, body {loop:.1f} s, peak {peak:.1f} dBFS, {size:.2f} MB"
        print(f"{piece.name}: {told}", flush=True)
    head = "# Made by compose, in samples at 48 kHz. The body lies from lead to last.\n"
    (OUT / "beds.toml").write_text(head + "\n".join(entries), "utf-8")


if __name__ == "__main__":
    main()
