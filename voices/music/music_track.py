"""Music and effects that people bring, as tracks beside the voices."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import pi
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from story.errors import StoryError
from voices.clock import RATE
from voices.mixing.levels import DUCK, MUSIC, SOUND, SPEECH
from voices.mixing.mix import StemRole, Track, block_ranges, total_samples
from voices.model import Samples
from voices.music.beds import looped
from voices.music.cues import Effect, MusicCue, SoundCue
from voices.music.duck import PAUSE, REST, SpeechSpan, clip_spans, duck_curve, joined_spans
from voices.music.performed import DecodedBed, decoded_bed, performed
from voices.music.weak_words import WeakWords, lowered
from voices.sound.loudness import STEP, LoudnessMeter
from voices.sound.sound_files import level_blocks
from voices.sound.streams import BlockReader
from voices.timeline import Timeline

_SILENCE = 1_024
"""Samples at the start of a film that an encoder may drop."""
_SHORT, _LONG = RATE // 5, 3 * RATE
"""Samples over which an effect fades: at most where it ends by itself; where it is broken off."""
_SHORTEST = RATE // 50
"""Samples, 20 ms: what is shorter is a click, no sound that could be faded."""
_LONG_SOUND = 4 * RATE
"""A sound that lasts longer lies under the words, as a bed does."""

_GRID = 48
"""Samples, 1 ms, between which a level is a straight line: fades are a hundred times as long, and
a level for each sample took as long as all else that a mix does. They count from where a source
begins, so that an edit elsewhere moves none."""

_Curve = NDArray[np.float32]


@dataclass(frozen=True)
class _Source:
    """Pieces that are heard at the samples [start, end) of the timeline.

    `decibels` is their level; it goes down by `duck` under speech, and up by `swell` in rests.
    Only speech in the `scene` counts, None for the whole timeline.
    """

    start: int
    end: int
    pieces: Callable[[], Iterator[Samples]]
    rise: int
    fall: int
    decibels: float
    duck: float
    swell: float = 0.0
    scene: tuple[int, int] | None = None


def music_track(timeline: Timeline, cues: Sequence[MusicCue], weak: WeakWords) -> Track:
    """The beds of a timeline, ducked under speech; their files are read as the mix goes on."""
    decoded = cache(decoded_bed)
    return _track(timeline, "music", [_music(cue, decoded) for cue in cues], weak)


def sound_track(timeline: Timeline, cues: Sequence[SoundCue], weak: WeakWords) -> Track:
    """The effects of a timeline; long ones are ducked under speech."""
    return _track(timeline, "effects", [_sound(cue) for cue in cues], weak)


def survey_effect(path: Path) -> Effect:
    """Read a sound once. Raises StoryError where it can't be read, or heard."""
    meter, length = LoudnessMeter(), 0
    for block in level_blocks(path):
        meter.add(block)
        length += len(block)
    meter.add(np.zeros((4 * STEP, 2), dtype=np.float32))
    loudest = float(meter.momentary().max(initial=-120.0))
    if length < _SHORTEST:
        raise StoryError(f"{path} is too short to be heard.")
    if loudest < -70:
        raise StoryError(f"{path} is silent.")
    return Effect(length, loudest)


def _music(cue: MusicCue, decoded: Callable[[Path], DecodedBed]) -> _Source:
    pieces = partial(looped, partial(level_blocks, cue.path), cue.bed)
    if cue.bed.form:
        pieces = partial(_performed, cue, decoded)
    return _Source(
        start=max(_SILENCE, cue.start),
        end=cue.end,
        pieces=pieces,
        rise=cue.rise,
        fall=cue.fall,
        decibels=SPEECH + cue.level - cue.bed.loud,
        duck=cue.duck,
        swell=cue.swell,
        scene=cue.scene,
    )


def _performed(cue: MusicCue, decoded: Callable[[Path], DecodedBed]) -> Iterator[Samples]:
    """A bed of known form; where a film opens with it, what an encoder may drop is left out."""
    late = max(0, _SILENCE - cue.start)
    return performed(decoded(cue.path), cue.bed, max(cue.at, cue.bed.first) + late, cue.rounds)


def _sound(cue: SoundCue) -> _Source:
    end = cue.start + cue.effect.length
    return _Source(
        start=max(_SILENCE, cue.start),
        end=min(cue.end, end),
        pieces=partial(level_blocks, cue.path),
        rise=0,
        fall=_LONG if cue.end < end else min(_SHORT, cue.effect.length // 4),
        decibels=SPEECH + cue.level - cue.effect.loudest,
        duck=MUSIC + DUCK - SOUND if cue.effect.length > _LONG_SOUND else 0.0,
    )


def _track(
    timeline: Timeline, role: StemRole, sources: Sequence[_Source], weak: WeakWords
) -> Track:
    spans = clip_spans(timeline)
    return Track(role, partial(_summed, total_samples(timeline), sources, spans, weak))


def _summed(
    total: int, sources: Sequence[_Source], clips: Sequence[SpeechSpan], weak: WeakWords
) -> Iterator[Samples]:
    players = [_Player(source, clips, weak) for source in sources]
    for start, end in block_ranges(total):
        block = np.zeros((end - start, 2), dtype=np.float32)
        for player in players:
            player.add_to(block, start)
        yield block


class _Player:
    """A source as it plays. It is opened when it is first heard, and let go when it ends."""

    def __init__(self, source: _Source, clips: Sequence[SpeechSpan], weak: WeakWords) -> None:
        self._scene = source.scene or (0, sys.maxsize)
        first, last = self._scene
        heard = [span for span in clips if first <= span[0] < last]
        self._source, self._weak = source, weak
        self._speech, self._talk = joined_spans(heard, PAUSE), joined_spans(heard, REST)
        self._reader: BlockReader | None = None

    def add_to(self, block: Samples, start: int) -> None:
        """Add what is heard of it in a block that begins at a sample of the timeline."""
        first, last = max(start, self._source.start), min(start + len(block), self._source.end)
        if first >= last:
            self._reader = None
            return
        self._reader = self._reader or BlockReader(self._source.pieces())
        part = self._reader.take(last - first)
        last = first + len(part)
        if first == last:
            return
        block[first - start : last - start] += self._heard(part, first, last)

    def _heard(self, part: Samples, first: int, last: int) -> Samples:
        source = self._source
        start, end = first - (first - source.start) % _GRID, last + _GRID
        at = np.arange(start, end, _GRID)
        decibels = np.full(len(at), source.decibels, dtype=np.float32)
        if source.duck:
            decibels += source.duck * duck_curve(self._speech, start, end, _GRID)
            decibels -= lowered(self._weak.near(start, end, self._scene), at)
        if source.swell:
            decibels += source.swell * (1 - duck_curve(self._talk, start, end, _GRID))
        curve = _fades(source, at) * 10 ** (decibels / 20)
        level = np.interp(np.arange(first, last), at, curve).astype(np.float32)
        return np.asarray(part * level[:, None], dtype=np.float32)


def _fades(source: _Source, at: NDArray[np.int64]) -> _Curve:
    up = np.clip((at - source.start + 0.5) / source.rise, 0, 1) if source.rise else np.ones(len(at))
    down = np.clip((source.end - at - 0.5) / source.fall, 0, 1)
    return np.asarray(np.sin(up * pi / 2) * np.sin(down * pi / 2), dtype=np.float32)
