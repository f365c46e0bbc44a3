"""Measures the sound of finished films, and what must hold of any film's sound.

    python bench/sound.py films OUT [--store STORE]
                                          every film in an output folder, after AAC decoding
    python bench/sound.py voices          the gain that each embedded voice needs
    python bench/sound.py drift           marks through an hour of timeline, mix, AAC and mux
    python bench/sound.py memory          peak memory over 10 minutes and over 5 hours of tone

It only reads; figures go to the terminal, as tables.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.finished import films
from render.commands.terminal import the_store
from render.pixels.compose import segment_bytes
from render.pixels.mux import mux_episode
from render.pixels.segments import FillLayer, Segment, VideoSettings
from render.pixels.sound_track import encode_sound
from voices.clock import RATE
from voices.engines import list_voices, make_engine
from voices.engines.base import EngineSpec
from voices.mixing.mastering import master, plan_mastering
from voices.mixing.mix import mix, total_samples
from voices.mixing.voice_gain import measured_gain
from voices.model import Take
from voices.pronunciation.spoken import spoken_form
from voices.sound.sound_files import sound_blocks
from voices.sound.streams import BlockReader
from voices.timeline import Clip, SectionTimeline, Timeline

SENTENCES = (
    "By the spring of 1941, the country had built sixty of these stations.",
    "The first results were better than anyone had expected.",
    "“Open designs are better aligned with our long-term interests.”",
    "“We need our own competitive offering, and we need it soon.”",
    "Companies that had planned to charge for access found their market gone.",
    "The theorem was published in two volumes, and it remained in use for a hundred years.",
    "“Our projections suggest that we could recover the investment within eighteen months.”",
    "“It's a classic example of a larger player undermining a market that it doesn't depend on.”",
    "Engineers on three continents compared measurements every night, corrected the figures, and "
    "began again.",
    "“What matters in the end is not who owns the method, but how many people are able to use it.”",
    "The committee approved the proposal in November, although several of its members doubted that "
    "the technology could be made reliable.",
    "“Future historians may see this decision as one of the most significant turning points in the "
    "development of modern science.”",
)
"""As long as the phrases of a story are, told and spoken."""


def voices() -> None:
    """The gain that brings each embedded voice to the common loudness, and the one it has."""
    print(f"{'voice':28} {'gain':>6} {'set':>6}")
    for voice in list_voices():
        engine = make_engine(EngineSpec(voice.engine))
        engine.load()
        takes = [engine.speak(spoken_form(text), voice.model) for text in SENTENCES]
        print(f"{voice.id:28} {measured_gain(takes):6.1f} {voice.gain:6.1f}", flush=True)


def drift() -> None:
    """A click at the start of each of 1180 clips in an hour at 29.97: how far each is off."""
    fps, sections = Fraction(30000, 1001), 1180
    click = np.zeros(2_400, dtype=np.float32)
    click[600] = 0.5
    clip = Clip("k", "l", 0, 1, 4_800, 2_400, 1_200, 0.0, ())
    timeline = Timeline(fps, (SectionTimeline("s", 91, (clip,), (), ()),) * sections)
    wanted = [float(Fraction(91 * at * RATE) / fps) + 4_800 for at in range(sections)]
    blocks = list(mix(timeline, lambda _: Take(click, 24_000, ())))
    _print_drift("mix", iter(blocks), wanted)
    with TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        settings = VideoSettings((64, 64), fps, "draft")
        part = segment_bytes(Segment(0, 91, (FillLayer("#336699"),)), settings, lambda _: b"")
        sound = encode_sound(blocks, total_samples(timeline))
        mux_episode(film, [part] * sections, sound, settings)
        _print_drift("after AAC and mux", sound_blocks(film), wanted)


def _print_drift(name: str, blocks: Iterator[Any], wanted: list[float]) -> None:
    """Look for the loudest sample within 50 ms of where each click should be."""
    reader, at, off = BlockReader(blocks), 0, []
    for exact in wanted:
        first = int(exact) - RATE // 20
        reader.take(first - at)
        part = np.abs(reader.take(RATE // 10)[:, 0])
        at = first + RATE // 10
        off.append(first + int(part.argmax()) - exact)
    print(f"{name}: {len(off)} marks, off by {min(off):.2f} .. {max(off):.2f} samples")


def memory() -> None:
    """Mix and master so much tone in a process of its own, and read its peak memory."""
    for minutes in (10, 300):
        command = [sys.executable, __file__, "tone", str(minutes)]
        subprocess.run(command, check=True)


def tone(minutes: int) -> None:
    """Clips of tone, mixed, mastered and coded as a film is."""
    samples = 0.1 * np.sin(np.arange(3 * 24_000) * (2 * np.pi * 200 / 24_000))
    take = Take(samples.astype(np.float32), 24_000, ())
    clips = tuple(
        Clip(f"k{at}", "l", 0, 1, RATE * (1 + 4 * at), 3 * RATE, 0, 0.0, ()) for at in range(7)
    )
    count = minutes * 2
    timeline = Timeline(Fraction(30), (SectionTimeline("s", 900, clips, (), ()),) * count)
    began = time.monotonic()
    plan = plan_mastering(lambda: mix(timeline, lambda _: take))
    blocks = master(mix(timeline, lambda _: take), plan.gain)
    coded = sum(map(len, encode_sound(blocks, total_samples(timeline))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = time.monotonic() - began
    print(
        f"{minutes} minutes: {coded / 1e6:.1f} MB of AAC, {plan.integrated:.2f} LUFS,"
        f" peak {peak:.0f} MiB, {took:.1f} s",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=["films", "voices", "drift", "memory", "tone"])
    parser.add_argument("on", nargs="?", default="")
    parser.add_argument("--store", default="", help="where the films' takes are: as inkreel does")
    asked = parser.parse_args()
    if asked.what == "films":
        films(Path(asked.on), the_store(asked.store))
    elif asked.what == "tone":
        tone(int(asked.on))
    else:
        {"voices": voices, "drift": drift, "memory": memory}[asked.what]()


if __name__ == "__main__":
    main()
