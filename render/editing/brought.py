"""Outside videos with their sound: at the start and the end of every file (`--intro`, `--outro`),
and between two paragraphs of a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import isinf
from pathlib import Path

import numpy as np

from render.pixels.clips import clip_segments, clip_sound, outside_clip
from render.pixels.segments import Segment
from story.errors import RenderError, SettingsError, StoryError
from story.model import Card, Section
from voices.clock import frame_to_sample
from voices.mixing.levels import SPEECH
from voices.mixing.mix import BLOCK, Track, add_into
from voices.model import Samples
from voices.sound.loudness import loudness_of
from voices.store.store import Store, file_key
from voices.timeline import Gap, PanelSpan, SectionTimeline

LONGEST = 600
"""Seconds: it is held in memory, and nobody waits longer for a story to begin or to go on."""

INTRO_SECTION = Section("intro", "scene", "", "", (), (), 0, 0)
OUTRO_SECTION = Section("outro", "scene", "", "", (), (), 0, 0)
"""Stand for what comes before and after the story, beside its own sections."""


@dataclass(frozen=True)
class Brought:
    """An outside video at a film's frame rate: its shots, and its sound's key in the store, ""
    where it has none."""

    frames: int
    segments: tuple[Segment, ...]
    sound: str

    def section(self, identity: str, fps: Fraction) -> SectionTimeline:
        """The video on the clock, in which nobody of the cast speaks."""
        end = frame_to_sample(self.frames, fps)
        spans = (PanelSpan(0, 0, end),)
        return SectionTimeline(identity, self.frames, (), (Gap("section", 0, end),), spans)


def bring_film(path: Path, fps: Fraction, store: Store, asked: str) -> Brought:
    """Take a video file into the store, its sound at the voices' level.

    Raises SettingsError that begins with what `asked` for it.
    """
    if path.exists() and not path.is_file():  # a pipe may never end
        raise SettingsError(f"{asked} {path}: it is no file.")
    try:
        clip = outside_clip(path, fps)
        if clip.frames > LONGEST * fps:
            raise SettingsError(f"{asked} {path}: it may last {LONGEST // 60} minutes at the most.")
        content = path.read_bytes()
        heard = list(clip_sound(path, clip.frames, fps)) if clip.sound else []
    except (RenderError, OSError) as error:
        raise SettingsError(f"{asked} {path}: {error}.") from error
    clip = replace(clip, key=file_key("clip", content))
    store.put(clip.key, content)
    return Brought(clip.frames, clip_segments(clip, fps), _keep(heard, store) if heard else "")


def story_film(story: Path, card: Card, fps: Fraction, store: Store) -> Brought:
    """The video that a comment in the file `story` asks for, in its folder.

    Raises StoryError with its place where there is none that can be read.
    """
    folder, place = story.parent, f"{story.name}, row {card.row}"
    path = (folder / card.text).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise StoryError(f"{place}: clip {card.text}: there is no such file in the story's folder.")
    try:
        return bring_film(path, fps, store, "clip")
    except SettingsError as error:
        raise StoryError(f"{place}: {error}") from error


def film_lengths(folder: Path, sections: Iterable[Section], fps: Fraction) -> dict[str, float]:
    """The seconds of videos between a story's paragraphs, by the file as written; one that can't be
    read has none: it is refused when it is brought."""
    files = {card.text for each in sections for card in each.cards if card.kind == "clip"}
    found: dict[str, float] = {}
    for file in sorted(files):
        path = (folder / file).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            with suppress(RenderError, OSError):
                found[file] = float(outside_clip(path, fps).frames / fps)
    return found


def brought_track(sound: bytes, first: int, total: int) -> Track:
    """A video's sound from the sample `first` of a film of `total` samples."""
    return Track("effects", partial(_blocks, sound, first, total))


def _keep(heard: list[Samples], store: Store) -> str:
    samples = np.concatenate(heard)
    loudness = loudness_of([samples]).integrated
    gain = 0.0 if isinf(loudness) else SPEECH - loudness
    content = (samples * 10 ** (gain / 20)).astype("<f4").tobytes()
    key = file_key("introsound", content)
    store.put(key, content)
    return key


def _blocks(sound: bytes, first: int, total: int) -> Iterator[Samples]:
    samples = np.frombuffer(sound, "<f4").reshape(-1, 2)
    for start in range(0, total, BLOCK):
        block = np.zeros((min(BLOCK, total - start), 2), np.float32)
        add_into(block, start, samples, first)
        yield block
