"""An outside video as the opening of every file: `--intro`, with its sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import isinf
from pathlib import Path

import numpy as np

from render.pixels.clips import clip_segments, clip_sound, outside_clip
from render.pixels.segments import Segment
from story.errors import RenderError, SettingsError, reason
from story.model import Section
from voices.clock import frame_to_sample
from voices.mixing.levels import SPEECH
from voices.mixing.mix import BLOCK, Track
from voices.model import Samples
from voices.sound.loudness import loudness_of
from voices.store.store import Store, file_key
from voices.timeline import Gap, SectionTimeline

LONGEST = 600
"""Seconds: an intro is held in memory, and nobody waits longer for a story to begin."""

INTRO_SECTION = Section("intro", "scene", "", "", (), (), 0, 0)
"""Stands for an intro beside the story's own sections."""


@dataclass(frozen=True)
class Intro:
    """An outside video at a film's frame rate: its shots, and its sound's key in the store."""

    frames: int
    segments: tuple[Segment, ...]
    sound: str

    def section(self, fps: Fraction) -> SectionTimeline:
        """The intro on the clock, in which nobody of the cast speaks."""
        gap = Gap("section", 0, frame_to_sample(self.frames, fps))
        return SectionTimeline("intro", self.frames, (), (gap,), ())


def bring_intro(path: Path, fps: Fraction, store: Store) -> Intro:
    """Take a video file into the store, its sound at the voices' level. Raises SettingsError."""
    if path.exists() and not path.is_file():  # a pipe may never end
        raise SettingsError(f"--intro {path}: it is no file.")
    try:
        clip = outside_clip(path, fps)
        if clip.frames > LONGEST * fps:
            raise SettingsError(f"--intro {path}: it may last {LONGEST // 60} minutes at the most.")
        content = path.read_bytes()
        heard = list(clip_sound(path, clip.frames, fps)) if clip.sound else []
    except (RenderError, OSError) as error:
        raise SettingsError(f"--intro {path}: {reason(error)}.") from error
    clip = replace(clip, key=file_key("clip", content))
    store.put(clip.key, content)
    return Intro(clip.frames, clip_segments(clip, fps), _keep(heard, store) if heard else "")


def intro_track(sound: bytes, total: int) -> Track:
    """The intro's sound from the first sample of a film of `total` samples."""
    return Track("effects", partial(_blocks, sound, total))


def _keep(heard: list[Samples], store: Store) -> str:
    samples = np.concatenate(heard)
    loudness = loudness_of([samples]).integrated
    gain = 0.0 if isinf(loudness) else SPEECH - loudness
    content = (samples * 10 ** (gain / 20)).astype("<f4").tobytes()
    key = file_key("introsound", content)
    store.put(key, content)
    return key


def _blocks(sound: bytes, total: int) -> Iterator[Samples]:
    samples = np.frombuffer(sound, "<f4").reshape(-1, 2)
    for start in range(0, total, BLOCK):
        block = np.zeros((min(BLOCK, total - start), 2), np.float32)
        part = samples[start : start + len(block)]
        block[: len(part)] = part
        yield block
