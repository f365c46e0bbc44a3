"""A file's sound, coded once and kept: AAC packets in a small MP4 of their own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream
from av.container import OutputContainer
from numpy.typing import NDArray

from render.pixels.encode import MOVIE_OPTIONS
from story.errors import RenderError
from voices.clock import RATE

Block = NDArray[np.float32]
SoundPacket: TypeAlias = "av.Packet[AudioStream]"
BITRATE = 192_000
PRIMING = 1024
"""Samples that AAC puts before the sound. Their packet is dropped: without an edit list a player
would play it, and sound would come 21 ms late. So begin every mix with this many of silence."""


def encode_sound(blocks: Iterator[Block], length: int) -> bytes:
    """Blocks of float32 [n, 2] at 48 kHz, cut or filled with silence to `length` samples, as AAC.

    Raises RenderError where the encoder fails.
    """
    file = io.BytesIO()
    try:
        with av.open(file, "w", format="mp4", options=MOVIE_OPTIONS) as container:
            coder = SoundCoder(container, blocks)
            for packet in coder.packets(length):
                container.mux_one(packet)
            for packet in coder.ending(length):
                container.mux_one(packet)
    except av.FFmpegError as error:
        raise RenderError(f"the sound could not be encoded: {error}") from error
    return file.getvalue()


class SoundCoder:
    """The one AAC track of a container, coded as far as is asked."""

    def __init__(self, container: OutputContainer, blocks: Iterator[Block]) -> None:
        self._stream: AudioStream = container.add_stream("aac", RATE, layout="stereo")
        codec: AudioCodecContext = self._stream.codec_context
        codec.bit_rate, codec.format = BITRATE, "fltp"
        codec.options = {"flags": "+bitexact"}
        self._blocks = blocks
        self._rest: Block = np.zeros((0, 2), np.float32)
        self._given = 0

    def packets(self, until: int) -> Iterator[SoundPacket]:
        """Code whole AAC frames that start before sample `until`, but for the last."""
        while self._given + PRIMING < until:
            yield from self._code(self._next(PRIMING))

    def ending(self, length: int) -> Iterator[SoundPacket]:
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

    def _code(self, block: Block) -> Iterator[SoundPacket]:
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


class SoundCopy:
    """Copies the packets of a track that `encode_sound` made into another container."""

    def __init__(self, container: OutputContainer, sound: bytes) -> None:
        self._source = av.open(io.BytesIO(sound), "r")
        stream = self._source.streams.audio[0]
        self._target = container.add_stream_from_template(stream)
        self._coming = (packet for packet in self._source.demux(stream) if packet.size)
        self._next = next(self._coming, None)

    def packets(self, until: int) -> Iterator[SoundPacket]:
        """The packets that start before sample `until`."""
        while self._next is not None and (self._next.pts or 0) < until:
            packet, self._next = self._next, next(self._coming, None)
            packet.stream = self._target
            yield packet

    def ending(self, length: int) -> Iterator[SoundPacket]:
        """The rest, up to `length` samples."""
        yield from self.packets(length)
        self._source.close()
