"""Reads finished films back: loudness, pauses as planned and as heard, and the voices' levels.

Used by `bench/sound.py films`. A film's timeline, its script and its cast lie beside it. What
several films share (an episode, and the film of all of them) counts once.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from voices.arranging.timeline_json import timeline_from_json
from voices.clock import RATE, frame_to_sample
from voices.mixing.voicing import voiced
from voices.model import Samples
from voices.recording.record import load_take
from voices.sound.edges import edges
from voices.sound.loudness import LoudnessMeter, loudness_of
from voices.sound.sound_files import sound_blocks
from voices.sound.streams import BlockReader
from voices.store.store import Store
from voices.timeline import Clip, Gap, Timeline

_OPENS = 1.0
"""Seconds of lead from which a section opens an episode."""


@dataclass(frozen=True)
class Joint:
    """A pause between two clips: what it joins, its length in ms as planned and as heard."""

    kind: str
    planned: float
    heard: float


@dataclass
class Level:
    """A voice over whole takes: at its gain, and as it is heard in films. `seconds` were heard."""

    takes: LoudnessMeter = field(default_factory=LoudnessMeter)
    heard: LoudnessMeter = field(default_factory=LoudnessMeter)
    seconds: float = 0.0

    def add(self, take: Samples | None, part: Samples) -> None:
        """Add a clip: its take at its gain, where that is known, and what a film holds of it."""
        if take is not None:
            self.takes.add(take)
        self.heard.add(part)
        self.seconds += len(part) / RATE


@dataclass(frozen=True)
class _Placed:
    """A clip from sample `start` of the film; `gaps` lie before it, from the clip before."""

    clip: Clip
    start: int
    gaps: tuple[Gap, ...]

    @property
    def end(self) -> int:
        return self.start + self.clip.duration

    @property
    def pause(self) -> int:
        return sum(gap.end - gap.start for gap in self.gaps)


def films(folder: Path, store: Store) -> None:
    """Print loudness, peak and length of every film in a folder, its pauses, its voices.

    `store` holds the takes that the films were made of.
    """
    cast = json.loads((folder / "cast.json").read_text())["cast"]
    speakers = _speakers(folder / "script.json")
    joints: dict[tuple[str, ...], Joint] = {}
    levels: dict[str, dict[str, Level]] = defaultdict(lambda: defaultdict(Level))
    known: set[Clip] = set()
    print(f"{'film':44} {'seconds':>8} {'LUFS':>7} {'dBTP':>6} {'samples off':>11}")
    for path in sorted(folder.glob("*.mp4")):
        timeline = timeline_from_json(json.loads(path.with_suffix(".timeline.json").read_text()))
        _print_film(path, timeline)
        for part, placed in _heard(path, timeline, joints):
            if placed.clip not in known:
                known.add(placed.clip)
                _add_level(levels, placed.clip, part, cast, speakers, store)
    _print_gaps(joints.values())
    for kind in ("voice", "speaker", "directed"):
        _print_levels(kind, levels[kind])


def _print_film(path: Path, timeline: Timeline) -> None:
    total = frame_to_sample(timeline.frames, timeline.fps)
    found = loudness_of(sound_blocks(path))
    length = sum(len(block) for block in sound_blocks(path))
    print(
        f"{path.stem[:44]:44} {total / RATE:8.1f} {found.integrated:7.2f}"
        f" {found.true_peak:6.2f} {length - total:11}"
    )


def _heard(
    path: Path, timeline: Timeline, joints: dict[tuple[str, ...], Joint]
) -> Iterator[tuple[Samples, _Placed]]:
    """Each clip of a film with its own sound; joints are added by what they join."""
    placed = list(_placed(timeline))
    total = frame_to_sample(timeline.frames, timeline.fps)
    borders = [0, *((one.end + two.start) // 2 for one, two in pairwise(placed)), total]
    reader, before = BlockReader(sound_blocks(path)), 0
    for index, each in enumerate(placed):
        first, last = borders[index], borders[index + 1]
        sound = reader.take(last - first)
        head, tail = (first + at for at in edges(sound.mean(axis=1), RATE))
        one = placed[index - 1].clip if index else None
        joint = _joint(each, head - before)
        joints.setdefault((one.line if one else "", each.clip.line, str(each.clip.first)), joint)
        before = tail
        yield sound[each.start - first : each.end - first], each


def _placed(timeline: Timeline) -> Iterator[_Placed]:
    gaps: list[Gap] = []
    for section, frame in zip(timeline.sections, timeline.first_frames(), strict=True):
        offset, waiting = frame_to_sample(frame, timeline.fps), list(section.gaps)
        for clip in section.clips:
            while waiting and waiting[0].end <= clip.start:
                gaps.append(waiting.pop(0))
            yield _Placed(clip, offset + clip.start, tuple(gaps))
            gaps = []
        gaps += waiting


def _joint(placed: _Placed, heard: int) -> Joint:
    """The pause before a clip, without its beat, and as long as `heard` samples in the film."""
    first, last = placed.gaps[0], placed.gaps[-1]
    kind = last.kind if len(placed.gaps) == 1 else "section"
    if kind in ("lead", "section") and last.end - last.start > _OPENS * RATE:
        kind = "opening" if first is last else "chapter"
    beat = sum(gap.beat for gap in placed.gaps)
    return Joint(kind, *((length - beat) / RATE * 1000 for length in (placed.pause, heard)))


def _add_level(
    levels: Mapping[str, Mapping[str, Level]],
    clip: Clip,
    part: Samples,
    cast: Mapping[str, Mapping[str, Any]],
    speakers: Mapping[str, str],
    store: Store,
) -> None:
    """Count a clip for its voice and its speaker; apart where its line is directed otherwise."""
    speaker = speakers[clip.line]
    use = cast[speaker]
    take = load_take(clip.take, store)
    sound = None
    if take:
        middle = voiced(replace(clip, balance=0.0), take)
        sound = middle.samples[clip.start - middle.start :][: clip.duration]
    usual = use.get("voice_gain", 0.0) + use.get("gain", 0.0)
    if clip.effect or abs(clip.gain - usual) > 0.01:
        levels["directed"][f"{speaker}, {clip.effect or 'directed'}"].add(sound, part)
        return
    name = use["voice"] + (f" {clip.pitch:+g} st" if clip.pitch else "")
    levels["voice"][name].add(sound, part)
    levels["speaker"][speaker].add(sound, part)


def _speakers(script: Path) -> dict[str, str]:
    sections = json.loads(script.read_text())["sections"]
    return {line["id"]: line["speaker"] for section in sections for line in section["lines"]}


def _print_gaps(joints: Any) -> None:
    lengths: dict[str, list[Joint]] = defaultdict(list)
    for joint in joints:
        lengths[joint.kind].append(joint)
    print(f"\n{'':12} {'':6} {'planned':>22} {'heard':>22}")
    print(f"{'pause (ms)':12} {'count':>6}" + f" {'median':>8} {'least':>6} {'most':>6}" * 2)
    for kind, found in sorted(lengths.items()):
        row = f"{kind:12} {len(found):6}"
        for times in ([each.planned for each in found], [each.heard for each in found]):
            row += f" {np.median(times):8.0f} {min(times):6.0f} {max(times):6.0f}"
        print(row)


def _print_levels(kind: str, levels: Mapping[str, Level]) -> None:
    most = sorted(levels, key=lambda name: -levels[name].seconds)[:10]
    if not most:
        return
    print(f"\n{kind:36} {'seconds':>8} {'takes':>7} {'films':>7}  LUFS")
    found = np.array([_lufs(levels[name]) for name in most])
    for name, row in zip(most, found, strict=True):
        print(f"{name[:36]:36} {levels[name].seconds:8.1f} {row[0]:7.2f} {row[1]:7.2f}")
    with np.errstate(invalid="ignore"):  # takes that are not in the store
        spread = np.ptp(found, axis=0)
    print(f"{'spread':36} {'':8} {spread[0]:7.2f} {spread[1]:7.2f}  LU")


def _lufs(level: Level) -> tuple[float, float]:
    return level.takes.integrated(), level.heard.integrated()
