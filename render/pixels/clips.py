"""Where MoviePy meets Inkreel: its clips as shots and layers here, our camera as a clip there.

An outside clip is always a file: one that someone has, or one that `bake_clip` writes from any
MoviePy clip. Workers read frames from it by its key, and its sound joins the mix.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from render.pixels.segments import ClipLayer, Segment
from story.errors import RenderError, reason
from voices.clock import frame_to_sample, seconds_to_samples
from voices.sound.decoding import decoded_sound, opened, sound_stream

Block = NDArray[np.float32]


@dataclass(frozen=True)
class OutsideClip:
    """A video file as film material. `key` is its content's hash, `frames` its length on the
    film's grid (the last may be cut short by less than half), `size` width and height."""

    key: str
    frames: int
    size: tuple[int, int]
    sound: bool


def outside_clip(path: Path, fps: Fraction) -> OutsideClip:
    """What is known of a video file. Raises RenderError where it can't be read as one."""
    with _reading(path) as container:
        if not container.streams.video:
            raise RenderError(f"{path.name} has no picture")
        seconds = _length(container)
        sound = bool(container.streams.audio)
        size = _shown_size(container, path.name)
    with path.open("rb") as file:
        key = hashlib.file_digest(file, "sha256").hexdigest()
    return OutsideClip(key, max(1, round(seconds * fps)), size, sound)


def clip_segments(clip: OutsideClip, fps: Fraction, longest: float = 10.0) -> tuple[Segment, ...]:
    """The clip as shots of at most `longest` seconds, to be rendered apart from each other."""
    step = max(1, round(longest * fps))
    return tuple(
        Segment(
            first,
            min(step, clip.frames - first),
            (ClipLayer(clip.key, float(first / fps), fit="contain"),),
        )
        for first in range(0, clip.frames, step)
    )


def clip_sound(path: Path, frames: int, fps: Fraction) -> Iterator[Block]:
    """Its sound from the first frame on, float32 [n, 2] at 48 kHz, exactly as long as `frames`."""
    length, given = frame_to_sample(frames, fps), 0
    with _reading(path) as container:
        stream = sound_stream(container)
        blocks = _heard(container, stream) if stream else iter(())
        for start, block in blocks:
            block = block[max(0, given - start) : max(0, length - start)]
            if start > given and len(block):
                yield np.zeros((start - given, 2), np.float32)
                given = start
            yield block
            given += len(block)
    if given < length:
        yield np.zeros((length - given, 2), np.float32)


def _reading(path: Path) -> InputContainer:
    try:
        return opened(path)
    except (av.FFmpegError, OSError) as error:
        reason = error.strerror or error
        raise RenderError(f"{path.name} can't be read as a video: {reason}") from error


def _shown_size(container: InputContainer, name: str) -> tuple[int, int]:
    """Width and height of the first frame as it is shown: a phone's may lie on its side."""
    try:
        first = next(container.decode(video=0), None)
    except av.FFmpegError as error:
        raise RenderError(f"{name} can't be decoded: {reason(error)}") from error
    if first is None:
        raise RenderError(f"{name} has no picture")
    lies = round(first.rotation / 90) % 2
    return (first.height, first.width) if lies else (first.width, first.height)


def _length(container: InputContainer) -> Fraction:
    """Seconds that the picture lasts."""
    stream = container.streams.video[0]
    if stream.duration and stream.time_base:
        return stream.duration * stream.time_base
    return Fraction(container.duration or 0, 1_000_000)


def _heard(container: InputContainer, stream: AudioStream) -> Iterator[tuple[int, Block]]:
    """Blocks of sound and the sample at which each starts, counted from the first frame."""
    video = container.streams.video[0]
    zero = (video.start_time or 0) * (video.time_base or Fraction(0))
    start: int | None = None
    for block, time in decoded_sound(container, stream, "flt"):
        if start is None:
            start = seconds_to_samples((time or 0) - zero)
        yield start, block
        start += len(block)
