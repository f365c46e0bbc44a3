"""Measures the sound of finished films, and what must hold of any film's sound.

    python bench/sound.py films OUT       every film in an output folder, after AAC decoding
    python bench/sound.py voices          the gain that each embedded voice needs
    python bench/sound.py drift           marks through an hour of timeline, mix, AAC and mux
    python bench/sound.py memory          peak memory over 10 minutes and over 5 hours of tone

It only reads; figures go to the terminal, as tables.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from render.pixels.compose import segment_bytes
from render.pixels.mux import mux_episode
from render.pixels.segments import FillLayer, Segment, VideoSettings
from render.pixels.sound_track import encode_sound
from voices.clock import RATE, frame_to_sample
from voices.engine import EngineSpec, Spoken, Take
from voices.engines import list_voices, make_engine
from voices.loudness import LoudnessMeter, measure
from voices.mastering import master, plan_mastering
from voices.mix import mix, total_samples
from voices.sound_files import sound_blocks
from voices.streams import Reader
from voices.timeline import Clip, SectionTimeline, Timeline
from voices.voice_gain import measured_gain

SENTENCES = (
    "The rain had stopped by the time that they reached the harbour, and the lamps were lit.",
    "What would you have done, if all of it had depended on you alone?",
    "Nobody spoke for a while; then the oldest of them laughed and put down her cup.",
    "It cost four hundred dollars, more or less, and it was worth every single one.",
)


def films(folder: Path) -> None:
    """Loudness, peak, length, pauses and spread between voices of every film in a folder."""
    gaps: dict[str, list[float]] = defaultdict(list)
    speakers = _speakers(folder / "script.json")
    heard: dict[str, LoudnessMeter] = defaultdict(LoudnessMeter)
    seconds: dict[str, float] = defaultdict(float)
    print(f"{'film':44} {'seconds':>8} {'LUFS':>7} {'dBTP':>6} {'samples off':>11}")
    for path in sorted(folder.glob("*.mp4")):
        data = json.loads(path.with_suffix(".timeline.json").read_text())
        total = frame_to_sample(data["frames"], Fraction(data["fps"]))
        found = measure(sound_blocks(path))
        length = sum(len(block) for block in sound_blocks(path))
        print(
            f"{path.stem[:44]:44} {total / RATE:8.1f} {found.integrated:7.2f}"
            f" {found.true_peak:6.2f} {length - total:11}"
        )
        for section in data["sections"]:
            for gap in section["gaps"]:
                gaps[gap["kind"]].append((gap["end"] - gap["start"] - gap["beat"]) / RATE * 1000)
        reader, at = Reader(sound_blocks(path)), 0
        for start, clip in _placed(data):
            reader.take(start - at)
            part = reader.take(clip["duration"])
            at = start + clip["duration"]
            heard[speakers.get(clip["line"], "?")].add(part)
            seconds[speakers.get(clip["line"], "?")] += len(part) / RATE
    _print_gaps(gaps)
    _print_spread(heard, seconds)


def _placed(data: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    for section in data["sections"]:
        offset = frame_to_sample(section["first_frame"], Fraction(data["fps"]))
        for clip in section["clips"]:
            yield offset + clip["start"], clip


def _speakers(script: Path) -> dict[str, str]:
    sections = json.loads(script.read_text())["sections"] if script.exists() else []
    return {line["id"]: line["speaker"] for section in sections for line in section["lines"]}


def _print_gaps(gaps: dict[str, list[float]]) -> None:
    print(f"\n{'pause (ms, without beats)':28} {'count':>6} {'median':>7} {'least':>6} {'most':>6}")
    for kind, lengths in sorted(gaps.items()):
        print(
            f"{kind:28} {len(lengths):6} {np.median(lengths):7.0f}"
            f" {min(lengths):6.0f} {max(lengths):6.0f}"
        )


def _print_spread(heard: dict[str, LoudnessMeter], seconds: dict[str, float]) -> None:
    most = sorted(heard, key=lambda name: -seconds[name])[:10]
    levels = {name: heard[name].integrated() for name in most}
    print(f"\n{'voice':28} {'seconds':>8} {'LUFS':>7}")
    for name in most:
        print(f"{name[:28]:28} {seconds[name]:8.1f} {levels[name]:7.2f}")
    print(f"spread {max(levels.values()) - min(levels.values()):.2f} LU")


def voices() -> None:
    """The gain that brings each embedded voice to the common loudness, and the one it has."""
    print(f"{'voice':28} {'gain':>6} {'set':>6}")
    for voice in list_voices():
        engine = make_engine(EngineSpec(voice.engine))
        engine.load()
        takes = [engine.speak(_plain(text), voice.model) for text in SENTENCES]
        print(f"{voice.id:28} {measured_gain(takes):6.1f} {voice.gain:6.1f}", flush=True)


def _plain(text: str) -> Spoken:
    return Spoken(text, text, tuple((at, at + 1) for at in range(len(text))))


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
    reader, at, off = Reader(blocks), 0, []
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
        f"{minutes} minutes: {coded / 1e6:.1f} MB of AAC, {plan.result.integrated:.2f} LUFS,"
        f" peak {peak:.0f} MiB, {took:.1f} s",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=["films", "voices", "drift", "memory", "tone"])
    parser.add_argument("on", nargs="?", default="")
    asked = parser.parse_args()
    if asked.what == "films":
        films(Path(asked.on))
    elif asked.what == "tone":
        tone(int(asked.on))
    else:
        {"voices": voices, "drift": drift, "memory": memory}[asked.what]()


if __name__ == "__main__":
    main()
