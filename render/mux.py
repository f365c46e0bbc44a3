"""Joins segments by packet copy and adds the sound, coded once: the finished MP4."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from render.encode import MOVIE_OPTIONS, Coded, timed
from render.segments import VideoSettings
from story.errors import RenderError, StoreError
from voices.clock import RATE

Block = NDArray[np.float32]
Progress = Callable[[int], None]
AUDIO_BITRATE = 192_000
PRIMING = 1024
"""Samples that AAC puts before the sound. Their packet is dropped: without an edit list a player
would play it, and sound would come 21 ms late. So begin every mix with this many of silence."""


def mux_episode(
    path: Path,
    segments: Iterable[bytes | Path],
    audio: Iterator[Block],
    settings: VideoSettings,
    progress: Progress | None = None,
) -> int:
    """Write the MP4 at `path` and return its number of frames.

    `segments` are what `segment_bytes` made, in order and with the same settings. `audio` gives
    blocks of float32 [n, 2] at 48 kHz; it is cut, or filled with silence, to the picture's length.
    `progress` is told the number of frames joined so far. The file is written aside and takes its
    name when it is whole. Raises RenderError, or StoreError where it can't be written.
    """
    with _aside(path) as aside, _film(aside) as container:
        film = _Film(container, settings, audio)
        for segment in segments:
            film.add(segment)
            if progress:
                progress(film.frames)
        film.finish()
    return film.frames


class _Sound:
    """The one AAC track, coded as far as the picture has come."""

    def __init__(self, container: OutputContainer, blocks: Iterator[Block]) -> None:
        self._stream: AudioStream = container.add_stream("aac", RATE, layout="stereo")
        codec: AudioCodecContext = self._stream.codec_context
        codec.bit_rate, codec.format = AUDIO_BITRATE, "fltp"
        codec.options = {"flags": "+bitexact"}
        self._blocks = blocks
        self._rest: Block = np.zeros((0, 2), np.float32)
        self._given = 0

    def packets(self, until: int) -> Iterator[av.Packet[AudioStream]]:
        """Code whole AAC frames that start before sample `until`."""
        while self._given < until:
            yield from self._code(self._next(PRIMING))

    def ending(self, length: int) -> Iterator[av.Packet[AudioStream]]:
        """The rest, up to exactly `length` samples."""
        while self._given < length:
            block = self._next(PRIMING)
            block[max(0, length - self._given) :] = 0
            yield from self._code(block)
        for packet in self._stream.encode(None):
            start = packet.pts or 0
            if 0 <= start < length:
                packet.duration = min(PRIMING, length - start)
                yield packet

    def _code(self, block: Block) -> Iterator[av.Packet[AudioStream]]:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block.T), "fltp", "stereo")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), self._given
        self._given += len(block)
        for packet in self._stream.encode(frame):
            if (packet.pts or 0) >= 0:
                yield packet

    def _next(self, count: int) -> Block:
        """The next `count` samples; silence when the blocks are at their end."""
        parts, have = [self._rest], len(self._rest)
        while have < count:
            block = next(self._blocks, None)
            block = np.zeros((count - have, 2), np.float32) if block is None else block
            parts.append(block)
            have += len(block)
        joined = np.concatenate(parts)
        self._rest = joined[count:]
        return joined[:count].copy()


class _Film:
    """Copies segments' packets into the container, with the sound alongside."""

    def __init__(
        self, container: OutputContainer, settings: VideoSettings, audio: Iterator[Block]
    ) -> None:
        self._container, self._settings, self._audio = container, settings, audio
        self._tracks: tuple[VideoStream, _Sound] | None = None
        self._heads: bytes | None = None
        self.frames = 0

    def add(self, segment: bytes | Path) -> None:
        """Copy one segment."""
        file = io.BytesIO(segment) if isinstance(segment, bytes) else str(segment)
        with av.open(file, "r") as source:
            stream = source.streams.video[0]
            target, sound = self._accept(stream)
            coded = (packet for packet in source.demux(stream) if packet.size)
            count = 0
            for packet in timed(coded, self._settings.fps, self.frames):
                packet.stream = target
                self._copy(packet, sound)
                count += 1
        self.frames += count

    def finish(self) -> None:
        """Code what is left of the sound."""
        if self._tracks is None:
            raise RenderError("there is nothing to show: no segments")
        for packet in self._tracks[1].ending(round(self.frames * RATE / self._settings.fps)):
            self._container.mux_one(packet)

    def _accept(self, stream: VideoStream) -> tuple[VideoStream, _Sound]:
        heads = stream.codec_context.extradata
        if self._tracks is None:
            self._heads = heads
            video = self._container.add_stream_from_template(stream)
            video.time_base = 1 / self._settings.fps
            self._tracks = video, _Sound(self._container, self._audio)
        elif heads != self._heads:
            raise RenderError("a segment was encoded with other settings: it can't be joined")
        return self._tracks

    def _copy(self, packet: Coded, sound: _Sound) -> None:
        now = int(max(0, packet.dts or 0) * RATE / self._settings.fps)
        self._container.mux_one(packet)
        for heard in sound.packets(now):
            self._container.mux_one(heard)


@contextmanager
def _film(path: Path) -> Iterator[OutputContainer]:
    options = {**MOVIE_OPTIONS, "movflags": "+faststart+negative_cts_offsets"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        yield container


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; renamed at the end, removed if anything fails."""
    aside = path.with_name(f".{path.name}.partial")
    try:
        yield aside
        aside.replace(path)
    except (OSError, av.FFmpegError) as error:
        raise StoreError(f"{path} can't be written: {error}") from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
