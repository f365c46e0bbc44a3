"""Looks at a finished MP4: what a player, a site or a test wants to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from render.checking.video_decode import Decoded, decode_groups, pace_and_groups
from story.errors import RenderError, reason
from voices.sound.decoding import opened

_NESTED = {b"moov", b"trak", b"edts", b"mdia", b"minf", b"stbl"}


@dataclass(frozen=True)
class VideoFacts:
    """The picture track. `colour` is (primaries, transfer, matrix) as ITU numbers, 1 is BT.709;
    `range` is "tv", "pc" or "unknown"; `start` and `duration` are seconds, exact."""

    codec: str
    profile: str
    pixels: str
    width: int
    height: int
    fps: Fraction
    frames: int
    start: Fraction
    duration: Fraction
    colour: tuple[int, int, int]
    range: str


@dataclass(frozen=True)
class AudioFacts:
    """The sound track: samples a second, channels, exact start and duration in seconds."""

    codec: str
    rate: int
    channels: int
    start: Fraction
    duration: Fraction


@dataclass(frozen=True)
class Facts:
    """What a file holds. `edit_lists` counts them; `fast_start` is the index ahead of the data.

    `decoded` frames came out and `warnings` were given when it was decoded whole; -1 and none
    where it was not.
    """

    video: VideoFacts | None
    audio: AudioFacts | None
    edit_lists: int
    fast_start: bool
    decoded: int = -1
    warnings: tuple[str, ...] = ()


def probe(path: Path, *, decode: bool = False) -> Facts:
    """The facts of a video file; `decode` decodes its pictures, to count them and hear
    complaints.

    Raises RenderError where it can't be opened.
    """
    try:
        with opened(path) as container:
            _check_decoders(container, path)
            video, audio = _video(container), _audio(container)
        played = decode_groups(path, pace_and_groups(path)[1]) if decode and video else Decoded(-1)
        boxes = list(_boxes(path))
    except (av.FFmpegError, OSError) as error:
        raise unreadable(path, error) from error
    names = [name for name, _ in boxes]
    at = dict(reversed(boxes))
    fast = b"moov" in at and b"mdat" in at and at[b"moov"] < at[b"mdat"]
    return Facts(video, audio, names.count(b"elst"), fast, played.frames, played.warnings)


def unreadable(path: Path, error: av.FFmpegError | OSError) -> RenderError:
    """What to raise where a file can't be opened or decoded."""
    return RenderError(f"{path.name} can't be read as a video: {reason(error)}.")


def _check_decoders(container: InputContainer, path: Path) -> None:
    """Raises RenderError where the first track of a kind is coded in a way that nobody knows."""
    for streams in (container.streams.video, container.streams.audio):
        if streams and not streams[0].codec_context:
            raise RenderError(f"{path.name} can't be read as a video: its coding is unknown.")


def _video(container: InputContainer) -> VideoFacts | None:
    if not container.streams.video:
        return None
    stream: VideoStream = container.streams.video[0]
    codec = stream.codec_context
    return VideoFacts(
        codec=codec.codec.canonical_name,
        profile=codec.profile or "",
        pixels=codec.pix_fmt or "",
        width=codec.width,
        height=codec.height,
        fps=Fraction(stream.average_rate or 0),
        frames=stream.frames,
        start=_seconds(stream.start_time, stream),
        duration=_seconds(stream.duration, stream),
        colour=(int(codec.color_primaries), int(codec.color_trc), int(codec.colorspace)),
        range={1: "tv", 2: "pc"}.get(int(codec.color_range), "unknown"),
    )


def _audio(container: InputContainer) -> AudioFacts | None:
    if not container.streams.audio:
        return None
    stream: AudioStream = container.streams.audio[0]
    start, duration = (_seconds(at, stream) for at in (stream.start_time, stream.duration))
    codec = stream.codec_context.codec.canonical_name
    return AudioFacts(codec, stream.rate, stream.channels, start, duration)


def _seconds(ticks: int | None, stream: VideoStream | AudioStream) -> Fraction:
    return (ticks or 0) * (stream.time_base or Fraction(0))


def _boxes(path: Path) -> Iterator[tuple[bytes, int]]:
    """Names and offsets of the file's boxes, those of tracks too. None in other formats."""
    with path.open("rb") as file:
        yield from _inside(file, 0, path.stat().st_size)


def _inside(file: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int]]:
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        size, name, skip = int.from_bytes(head[:4]), head[4:8], 8
        if size == 1:
            size, skip = int.from_bytes(head[8:16]), 16
        size = end - at if size == 0 else size
        if size < skip or not name.isalnum():
            return
        yield name, at
        if name in _NESTED:
            yield from _inside(file, at + skip, at + size)
        at += size
