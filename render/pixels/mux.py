"""Joins segments by packet copy and adds the sound, coded once: the finished MP4."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import av
from av.container import OutputContainer
from av.video.stream import VideoStream

from render.pixels.encode import MOVIE_OPTIONS, Coded, timed
from render.pixels.segments import VideoSettings
from render.pixels.sound_track import SoundTrack
from story.errors import RenderError, StoreError, reason
from voices.clock import RATE, frame_to_sample
from voices.store.files import part_beside


def mux_episode(
    path: Path,
    segments: Iterable[bytes | Path],
    sound: Iterable[bytes],
    settings: VideoSettings,
) -> int:
    """Write the MP4 at `path` and return its number of frames.

    `segments` are what `segment_bytes` made, in order and with the same settings; `sound` are the
    packets that `encode_sound` made for their length. The file is written aside and takes its name
    when it is whole. Raises RenderError, or StoreError where it can't be written.
    """
    with _aside(path) as aside, _film(aside) as container:
        film = _Film(container, settings, sound)
        for segment in segments:
            film.add(segment)
        film.finish()
    return film.frames


class _Film:
    """Copies segments' packets into the container, with the sound alongside."""

    def __init__(
        self, container: OutputContainer, settings: VideoSettings, sound: Iterable[bytes]
    ) -> None:
        self._container, self._settings, self._sound = container, settings, sound
        self._tracks: tuple[VideoStream, SoundTrack] | None = None
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
        """Add what is left of the sound."""
        if self._tracks is None:
            raise RenderError("there is nothing to show: no segments")
        for packet in self._tracks[1].ending(frame_to_sample(self.frames, self._settings.fps)):
            self._container.mux_one(packet)

    def _accept(self, stream: VideoStream) -> tuple[VideoStream, SoundTrack]:
        heads = stream.codec_context.extradata
        if self._tracks is None:
            self._heads = heads
            video = self._container.add_stream_from_template(stream)
            video.time_base = 1 / self._settings.fps
            self._tracks = video, SoundTrack(self._container, self._sound)
        elif heads != self._heads:
            raise RenderError("a segment was encoded with other settings: it can't be joined")
        return self._tracks

    def _copy(self, packet: Coded, sound: SoundTrack) -> None:
        now = int(max(0, packet.dts or 0) * RATE / self._settings.fps)
        self._container.mux_one(packet)
        for heard in sound.until(now):
            self._container.mux_one(heard)


@contextmanager
def _film(path: Path) -> Iterator[OutputContainer]:
    options = {**MOVIE_OPTIONS, "movflags": "+faststart+negative_cts_offsets"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        yield container


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; renamed at the end, removed if anything fails."""
    aside = part_beside(path)
    try:
        yield aside
        aside.replace(path)
    except (OSError, av.FFmpegError) as error:
        raise StoreError(
            f"{path} can't be written: {reason(error)}. What was made before is kept: when that is "
            "mended, run the command again to go on."
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
