"""Timeline + takes -> sound in blocks: stems by role, and their sum. Memory is flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from voices.clock import RATE, frame_to_sample
from voices.mixing.voicing import voiced
from voices.model import Samples, Take
from voices.timeline import Clip, Timeline

StemRole = Literal["narration", "dialogue", "music", "effects", "room"]
Block = Samples
"""Stereo float32 [n, 2] at 48 kHz, not limited to -1..1 before mastering."""
Stems = Mapping[StemRole, Block]

BLOCK = RATE
"""Samples in every block but the last."""


@dataclass(frozen=True)
class Track:
    """A stem beside the voices: `blocks` starts it anew, cut as `block_ranges` says."""

    role: StemRole
    blocks: Callable[[], Iterator[Block]]


@dataclass(frozen=True)
class _Playing:
    role: StemRole
    start: int
    samples: Samples


def mix(
    timeline: Timeline, load_take: Callable[[str], Take], tracks: Sequence[Track] = ()
) -> Iterator[Block]:
    """The whole sound of a timeline before mastering, as long as its frames to the sample."""
    for stems in mix_stems(timeline, load_take, tracks):
        whole, *others = stems.values()
        for each in others:
            whole += each
        yield whole


def mix_stems(
    timeline: Timeline, load_take: Callable[[str], Take], tracks: Sequence[Track] = ()
) -> Iterator[Stems]:
    """The same, apart by role: narration and dialogue always, others where a track has them.

    `load_take` is asked for each clip's take as the mix reaches it.
    """
    others = [(track.role, track.blocks()) for track in tracks]
    for stems in _voices(timeline, load_take):
        for role, blocks in others:
            stems[role] = stems[role] + next(blocks) if role in stems else next(blocks)
        yield stems


def total_samples(timeline: Timeline) -> int:
    """How long the mix of a timeline is."""
    return frame_to_sample(timeline.frames, timeline.fps)


def block_ranges(total: int) -> Iterator[tuple[int, int]]:
    """The ranges of samples that blocks cover."""
    return ((at, min(total, at + BLOCK)) for at in range(0, total, BLOCK))


def placed_clips(timeline: Timeline) -> Iterator[tuple[int, Clip]]:
    """Each clip with the sample of the timeline at which its section starts."""
    for section, frame in zip(timeline.sections, timeline.first_frames(), strict=True):
        for clip in section.clips:
            yield frame_to_sample(frame, timeline.fps), clip


def _voices(
    timeline: Timeline, load_take: Callable[[str], Take]
) -> Iterator[dict[StemRole, Block]]:
    coming = placed_clips(timeline)
    waiting = next(coming, None)
    playing: list[_Playing] = []
    for start, end in block_ranges(total_samples(timeline)):
        while waiting and waiting[0] + waiting[1].start < end + BLOCK:
            playing.append(_play(*waiting, load_take))
            waiting = next(coming, None)
        stems: dict[StemRole, Block] = {
            "narration": np.zeros((end - start, 2), dtype=np.float32),
            "dialogue": np.zeros((end - start, 2), dtype=np.float32),
        }
        for sound in playing:
            add_into(stems[sound.role], start, sound.samples, sound.start)
        playing = [each for each in playing if each.start + len(each.samples) > end]
        yield stems


def _play(offset: int, clip: Clip, load_take: Callable[[str], Take]) -> _Playing:
    sound = voiced(clip, load_take(clip.take))
    return _Playing(clip.role, offset + sound.start, sound.samples)


def add_into(block: Block, block_start: int, samples: Samples, start: int) -> None:
    """Add what of `samples` (from `start` on) falls into `block` (from `block_start` on)."""
    first, last = max(block_start, start), min(block_start + len(block), start + len(samples))
    if first < last:
        block[first - block_start : last - block_start] += samples[first - start : last - start]


MIX_VERSION = "11"
"""Raised whenever the same timeline would give other sound."""
