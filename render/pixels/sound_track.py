"""A file's sound, coded once and kept: AAC packets, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from typing import TypeAlias

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.stream import Stream
from numpy.typing import NDArray

from story.errors import RenderError, reason
from voices.clock import RATE
from voices.sound.streams import BlockReader

Block = NDArray[np.float32]
SoundPacket: TypeAlias = "av.Packet[Stream]"
BITRATE = 256_000
"""Bits a second of stereo AAC: at 192,000 single packets of speech are spoiled, see CODER."""
CODER = "fast"
"""FFmpeg's own choice, "twoloop", errs 8 dB more, and at 192 kbit/s spoils single packets of
speech: peaks came out 3 dB over the mix."""
PACKET = 1024
"""Samples in an AAC packet. The encoder puts as many before the sound, and their packet is dropped:
without an edit list a player would play it, and sound would come 21 ms late. So begin every mix
with this many samples of silence."""
_SIZE = 4
"""Bytes that tell a packet's length where packets are kept."""


def encode_sound(blocks: Iterable[Block], length: int) -> Iterator[bytes]:
    """Blocks of float32 [n, 2] at 48 kHz, cut or filled with silence to `length` samples, as AAC.

    Gives packets of PACKET samples as they are coded. Raises RenderError where the encoder fails.
    """
    coder = AudioCodecContext.create("aac", "w")
    _set(coder)
    try:
        for frame in chain(_frames(blocks, length), [None]):
            for packet in coder.encode(frame):
                if 0 <= (packet.pts or 0) < length:
                    yield bytes(packet)
    except av.FFmpegError as error:
        raise RenderError(f"the sound could not be encoded: {reason(error)}") from error


def kept(packets: Iterable[bytes]) -> Iterator[bytes]:
    """Packets as they are kept, each behind its length."""
    return (len(packet).to_bytes(_SIZE, "big") + packet for packet in packets)


def packets_kept(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The packets that `kept` gave, from pieces of any length."""
    held = b""
    for piece in pieces:
        held += piece
        at = 0
        while len(held) >= (end := at + _SIZE + int.from_bytes(held[at : at + _SIZE], "big")):
            yield held[at + _SIZE : end]
            at = end
        held = held[at:]


class SoundTrack:
    """The one AAC track of a container, of packets that `encode_sound` made."""

    def __init__(self, container: OutputContainer, packets: Iterable[bytes]) -> None:
        self._stream: AudioStream = container.add_stream("aac", RATE, layout="stereo")
        _set(self._stream.codec_context)
        self._packets = iter(packets)
        self._next = next(self._packets, None)
        self._start = 0

    def until(self, sample: int) -> Iterator[SoundPacket]:
        """The packets that end before `sample`."""
        while self._next is not None and self._start + PACKET <= sample:
            yield self._timed(self._next, PACKET)

    def ending(self, length: int) -> Iterator[SoundPacket]:
        """The rest, up to exactly `length` samples."""
        while self._next is not None and self._start < length:
            yield self._timed(self._next, min(PACKET, length - self._start))

    def _timed(self, content: bytes, duration: int) -> SoundPacket:
        packet: SoundPacket = av.Packet(content)
        packet.stream, packet.time_base = self._stream, Fraction(1, RATE)
        packet.pts = packet.dts = self._start
        packet.duration = duration
        self._next = next(self._packets, None)
        self._start += PACKET
        return packet


def _set(coder: AudioCodecContext) -> None:
    coder.sample_rate, coder.layout, coder.format = RATE, "stereo", "fltp"
    coder.bit_rate, coder.time_base = BITRATE, Fraction(1, RATE)
    coder.options = {"flags": "+bitexact", "aac_coder": CODER}


def _frames(blocks: Iterable[Block], length: int) -> Iterator[av.AudioFrame]:
    """Frames of PACKET samples, the last filled with silence."""
    reader = BlockReader(blocks)
    for start in range(0, length, PACKET):
        part = reader.take(PACKET)[: length - start]
        if len(part) < PACKET:
            part = np.pad(part, ((0, PACKET - len(part)), (0, 0)))
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(part.T), "fltp", "stereo")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), start
        yield frame
