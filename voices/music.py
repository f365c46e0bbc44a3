"""Music and effects that people bring, as tracks beside the voices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import pi
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from story.errors import StoryError
from story.model import Section
from voices.beds import Bed, looped, survey
from voices.clock import RATE, frame_to_sample
from voices.duck import Span, duck_curve, speech_spans
from voices.engine import Samples
from voices.levels import DUCK, MUSIC, SOUND, SPEECH
from voices.loudness import STEP, LoudnessMeter
from voices.mix import Track, block_ranges, total_samples
from voices.sound_files import sound_blocks
from voices.streams import Reader
from voices.timeline import Timeline

_FADE_IN = 2 * RATE
_FADE_OUT = 3 * RATE
_SILENCE = 1_024
"""Samples at the start of a film that an encoder may drop."""
_SHORT = RATE // 5
_LONG_SOUND = 4 * RATE
"""A sound that lasts longer lies under the words, as a bed does."""


@dataclass(frozen=True)
class MusicCue:
    """A file that plays from `start` to `end` (samples of the timeline), as a looping bed.

    `level` is where it lies in pauses, in LU from the voices; `duck` the dB that it goes down
    under speech.
    """

    path: Path
    start: int
    end: int
    level: float = MUSIC
    duck: float = DUCK


@dataclass(frozen=True)
class SoundCue:
    """A file that is heard once from `start`, and no longer than to `end`; `level` in LU."""

    path: Path
    start: int
    end: int
    level: float = SOUND


@dataclass(frozen=True)
class _Source:
    """Pieces that `start` at a sample of the timeline, and how loud they are at [first, last)."""

    start: int
    end: int
    pieces: Callable[[], Iterator[Samples]]
    level: Callable[[int, int], NDArray[np.float32]]


def music_track(timeline: Timeline, cues: Sequence[MusicCue]) -> Track:
    """The beds of a timeline, ducked under speech. Raises StoryError for a file that is no music.

    Every file is read once here, and again, piece by piece, as the mix goes on.
    """
    spans = speech_spans(timeline)
    beds = {path: survey(_opener(path), str(path)) for path in {cue.path: None for cue in cues}}
    sources = [_music(cue, beds[cue.path], spans) for cue in cues]
    return Track("music", partial(_summed, total_samples(timeline), sources))


def sound_track(timeline: Timeline, cues: Sequence[SoundCue]) -> Track:
    """The effects of a timeline; long ones are ducked under speech. Raises StoryError."""
    spans = speech_spans(timeline)
    sources = [_sound(cue, spans) for cue in cues]
    return Track("effects", partial(_summed, total_samples(timeline), sources))


def sound_cues(
    timeline: Timeline, sections: Iterable[Section], find: Callable[[str], Path]
) -> tuple[SoundCue, ...]:
    """A cue for every `sound` direction: from its line's first word to its section's end.

    `find` turns what the story wrote into a file; it raises StoryError where it may not.
    """
    asked = {
        line.id: [each.value for each in line.directions if each.kind == "sound"]
        for section in sections
        for line in section.lines
    }
    cues: list[SoundCue] = []
    for section, frame in zip(timeline.sections, timeline.first_frames(), strict=True):
        offset = frame_to_sample(frame, timeline.fps)
        end = frame_to_sample(frame + section.frames, timeline.fps)
        for clip in section.clips:
            names = asked.pop(clip.line, [])
            cues += [SoundCue(find(name), offset + clip.start, end) for name in names]
    return tuple(cues)


def _opener(path: Path) -> Callable[[], Iterator[Samples]]:
    return partial(sound_blocks, path)


def _music(cue: MusicCue, bed: Bed, spans: Sequence[Span]) -> _Source:
    start = max(_SILENCE, cue.start)
    shape = partial(_fades, start, cue.end, _FADE_IN, _FADE_OUT)
    level = partial(_level, shape, spans, SPEECH + cue.level - bed.loud, cue.duck)
    return _Source(start, cue.end, partial(looped, _opener(cue.path), bed), level)


def _sound(cue: SoundCue, spans: Sequence[Span]) -> _Source:
    length, loudest = _heard(cue.path)
    start, end = max(_SILENCE, cue.start), min(cue.end, cue.start + length)
    duck = MUSIC + DUCK - SOUND if length > _LONG_SOUND else 0.0
    shape = partial(_fades, start, end, 0, _FADE_OUT if end < cue.start + length else _SHORT)
    level = partial(_level, shape, spans, SPEECH + cue.level - loudest, duck)
    return _Source(start, end, _opener(cue.path), level)


def _heard(path: Path) -> tuple[int, float]:
    """How long a sound is, and the LUFS of its loudest moment."""
    meter, length = LoudnessMeter(), 0
    for block in sound_blocks(path):
        meter.add(block)
        length += len(block)
    meter.add(np.zeros((4 * STEP, 2), dtype=np.float32))
    loudest = float(meter.momentary().max(initial=-120.0))
    if loudest < -70:
        raise StoryError(f"{path} is silent.")
    return length, loudest


def _summed(total: int, sources: Sequence[_Source]) -> Iterator[Samples]:
    readers = [Reader(source.pieces()) for source in sources]
    for start, end in block_ranges(total):
        block = np.zeros((end - start, 2), dtype=np.float32)
        for source, reader in zip(sources, readers, strict=True):
            first, last = max(start, source.start), min(end, source.end)
            if first < last:
                part = reader.take(last - first)
                block[first - start : first - start + len(part)] += (
                    part * source.level(first, first + len(part))[:, None]
                )
        yield block


def _level(
    shape: Callable[[int, int], NDArray[np.float32]],
    spans: Sequence[Span],
    level: float,
    duck: float,
    first: int,
    last: int,
) -> NDArray[np.float32]:
    """The factor at each sample: fades, and dB that glide down by `duck` under speech."""
    decibels = level + duck * duck_curve(spans, first, last)
    return np.asarray(shape(first, last) * 10 ** (decibels / 20), dtype=np.float32)


def _fades(
    start: int, end: int, rise: int, fall: int, first: int, last: int
) -> NDArray[np.float32]:
    at = np.arange(first, last, dtype=np.float64)
    up = np.clip((at - start + 0.5) / rise, 0, 1) if rise else np.ones(len(at))
    down = np.clip((end - at - 0.5) / fall, 0, 1)
    return np.asarray(np.sin(up * pi / 2) * np.sin(down * pi / 2), dtype=np.float32)
