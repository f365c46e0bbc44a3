"""Room tone: the quiet of a place, so that a pause is a room and no fault."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from voices.clock import RATE, frame_to_sample
from voices.mixing.levels import TONE
from voices.mixing.mix import BLOCK, Track, block_ranges, total_samples
from voices.model import Samples
from voices.sound.loudness import integrated
from voices.timeline import Timeline

_LENGTH = 8 * RATE
"""Samples of tone that go round: too long for an ear to notice in noise."""
_ROOMS = ((500.0, 1.0), (800.0, 0.0), (350.0, 0.5), (1_100.0, -0.5), (650.0, -1.0))
"""Where a room's sound begins to fall, in Hz, and its level beside the others', in dB."""
_OVER = RATE // 4
"""Samples by which a scene's tone comes before the scene, while the one before it goes."""

Room = tuple[int, int]
"""Which of the rooms a scene has, and the sample of its tone at which the scene begins."""


def tone_track(timeline: Timeline) -> Track:
    """The tone of every section, from the first sample to the last; a room for each by its name."""
    firsts = [frame_to_sample(frame, timeline.fps) for frame in timeline.first_frames()]
    rooms = [_room(each.section) for each in timeline.sections]
    return Track("room", partial(_blocks, total_samples(timeline), firsts, rooms))


def _room(section: str) -> Room:
    digest = hashlib.blake2b(section.encode(), digest_size=8).digest()
    return digest[0] % len(_ROOMS), int.from_bytes(digest[1:], "big") % _LENGTH


def _blocks(total: int, firsts: Sequence[int], rooms: Sequence[Room]) -> Iterator[Samples]:
    lasts = [*firsts[1:], total]
    for start, end in block_ranges(total):
        block = np.zeros((end - start, 2), dtype=np.float32)
        for number in range(bisect_right(lasts, start), bisect_left(firsts, end + _OVER)):
            _add(block, start, (firsts[number], lasts[number]), rooms[number])
        yield block


def _add(block: Samples, start: int, scene: tuple[int, int], room: Room) -> None:
    """Add a scene's tone: it comes up before the scene, and goes before the next one's start."""
    first, last = max(start, scene[0] - _OVER), min(start + len(block), scene[1])
    if first >= last:
        return
    begins = (first - scene[0] + room[1]) % _LENGTH
    tone = _tone(room[0])[begins : begins + last - first]
    if first < scene[0] or last > scene[1] - _OVER:
        tone = tone * _level(np.arange(first, last), scene)[:, None]
    block[first - start : last - start] += tone


def _level(at: NDArray[np.int64], scene: tuple[int, int]) -> NDArray[np.float32]:
    """How loud a scene's tone is at samples of the timeline."""
    up = np.clip((at - scene[0] + _OVER) / _OVER, 0, 1) if scene[0] else np.float64(1)
    down = np.clip((scene[1] - at) / _OVER, 0, 1)
    return np.asarray(np.sin(up * np.pi / 2) * np.sin(down * np.pi / 2), dtype=np.float32)


@cache
def _tone(room: int) -> Samples:
    """Noise [n, 2] that goes round: nothing under 40 Hz, and less and less above the room's own.

    A block more than a round, so that a block may begin anywhere in it.
    """
    edge, level = _ROOMS[room]
    hertz = np.fft.rfftfreq(_LENGTH, 1 / RATE)
    shape = 1 / (1 + (hertz / edge) ** 2) / np.sqrt(1 + (40 / np.maximum(hertz, 1)) ** 6)
    noise = np.random.default_rng(room).standard_normal((_LENGTH, 2))
    for side in range(2):
        noise[:, side] = np.fft.irfft(np.fft.rfft(noise[:, side]) * shape, _LENGTH)
    sound = (noise / np.abs(noise).max()).astype(np.float32)
    del noise
    gain = 10 ** ((TONE + level - integrated(np.split(sound, _LENGTH // RATE))) / 20)
    sound *= np.float32(gain)
    return np.concatenate([sound, sound[:BLOCK]])
