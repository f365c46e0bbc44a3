"""Reads a film's pictures: how they follow each other, and whether each of them decodes.

A group that opens with an IDR frame decodes by itself. So threads take the groups in turn, and
one whose packets were met before, here or in another file, isn't decoded again: a film that was
joined from its episodes by packet copy costs hardly more than they do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import accumulate, islice, pairwise
from pathlib import Path
from threading import Lock

import av
import av.logging
from av.container import InputContainer
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from story.errors import reason
from voices.sound.decoding import opened

_SLICE, _IDR_SLICE = 1, 5  # kinds of H.264's units


@dataclass(frozen=True)
class Pace:
    """How a film's pictures follow each other: seconds between key frames, at most; whether every
    group stands alone; whether frames last equally long; bits a second."""

    longest_gop: float
    closed: bool
    constant: bool
    bit_rate: float


@dataclass(frozen=True)
class Group:
    """`packets` that decode by themselves, in a row; `digest` names what is in them."""

    packets: int
    digest: bytes


@dataclass(frozen=True)
class Decoded:
    """How many frames came out, and what the decoder said on the way."""

    frames: int
    warnings: tuple[str, ...] = ()


Known = MutableMapping[bytes, Decoded]
"""What came of the groups met so far, by digest."""


def frames_told(path: Path) -> int:
    """How many pictures a film says it has; 0 where it doesn't say, or can't be read."""
    try:
        with opened(path) as container:
            return sum(stream.frames for stream in container.streams.video[:1])
    except (av.FFmpegError, OSError):
        return 0


def pace_and_groups(path: Path) -> tuple[Pace, tuple[Group, ...]]:
    """The pace and the groups of the first picture track. Raises av.FFmpegError."""
    with opened(path) as container:
        stream = container.streams.video[0]
        rhythm, groups = _Rhythm(), _Groups(stream)
        for packet in _packets(container):
            rhythm.add(packet)
            groups.add(packet)
        return rhythm.pace(stream.time_base or Fraction(1)), groups.found()


def decode_groups(
    path: Path,
    groups: Sequence[Group],
    *,
    jobs: int = 1,
    known: Known | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> Decoded:
    """Decode the groups of a film, `jobs` at a time, those in `known` not again; `known` grows.

    `done` hears, from any thread, one at a time, how many packets are dealt with. Raises
    av.FFmpegError.
    """
    known = {} if known is None else known
    fresh: dict[bytes, int] = {}
    for index, group in enumerate(groups):
        if group.digest not in known:
            fresh.setdefault(group.digest, index)
    left, told = set(fresh.values()), partial(_one_at_a_time, Lock(), done)
    told(sum(group.packets for index, group in enumerate(groups) if index not in left))
    waiting = iter(sorted(left))  # shared: each thread takes the next one
    with decoders_heard(), ThreadPoolExecutor(jobs) as pool:
        try:
            for found in pool.map(lambda _: _some(path, groups, waiting, told), range(jobs)):
                known.update(found)
        finally:
            for _ in waiting:  # where one thread failed, or nobody waits any more, all stop
                pass
    parts = [known[group.digest] for group in groups]
    warnings = tuple(said for part in parts for said in part.warnings)
    return Decoded(sum(part.frames for part in parts), warnings)


def _one_at_a_time(lock: Lock, done: Callable[[int], None], packets: int) -> None:
    with lock:
        done(packets)


def _some(
    path: Path, groups: Sequence[Group], waiting: Iterator[int], done: Callable[[int], None]
) -> dict[bytes, Decoded]:
    """What comes of the groups that `waiting` still has, taken one by one."""
    found: dict[bytes, Decoded] = {}
    firsts = [0, *accumulate(group.packets for group in groups)]
    with opened(path) as container:
        stream = container.streams.video[0]
        decoder, packets, at = stream.codec_context, _packets(container), 0
        decoder.thread_count = 1
        decoder.options = {"skip_loop_filter": "all"}  # nobody looks at them
        for index in waiting:
            group = groups[index]
            held = islice(packets, firsts[index] - at, firsts[index] - at + group.packets)
            found[group.digest] = _decoded(decoder, held)
            at = firsts[index + 1]
            done(group.packets)
    return found


def _decoded(decoder: VideoCodecContext, packets: Iterator[Packet[VideoStream]]) -> Decoded:
    frames, errors = 0, []  # a decoder hides some damage, and only marks the frame
    with av.logging.Capture(local=True) as heard:
        for packet in (*packets, None):
            try:
                shown = decoder.decode(packet)
                frames += len(shown)
                errors += [f"{decoder.name}: a damaged frame" for each in shown if each.is_corrupt]
            except av.FFmpegError as error:
                errors.append(f"{decoder.name}: {reason(error)}")
        decoder.flush_buffers()
    said = (f"{name}: {message.strip()}" for _, name, message in heard)
    return Decoded(frames, (*said, *errors))


def _packets(container: InputContainer) -> Iterator[Packet[VideoStream]]:
    return (packet for packet in container.demux(container.streams.video[0]) if packet.size)


@contextmanager
def decoders_heard() -> Iterator[None]:
    """Decoders' warnings are to be had, each of them: a repeated one may be another group's."""
    level, skipped = av.logging.get_level(), av.logging.get_skip_repeated()
    av.logging.set_level(av.logging.WARNING)
    av.logging.set_skip_repeated(False)
    try:
        yield
    finally:
        av.logging.set_skip_repeated(skipped)
        av.logging.set_level(level)


class _Rhythm:
    """Gathers the times of packets."""

    def __init__(self) -> None:
        self._shown: list[int] = []
        self._keys: list[int] = []
        self._size, self._closed = 0, True

    def add(self, packet: Packet[VideoStream]) -> None:
        if packet.pts is None:
            return
        early = bool(self._keys) and not packet.is_keyframe and packet.pts < self._keys[-1]
        self._closed = self._closed and not early
        self._size += packet.size
        self._shown.append(packet.pts)
        if packet.is_keyframe:
            self._keys.append(packet.pts)

    def pace(self, base: Fraction) -> Pace:
        shown = sorted(self._shown)
        steps = [after - before for before, after in pairwise(shown)]
        seconds = float((shown[-1] - shown[0]) * base) if len(shown) > 1 else 0.0
        edges = [*self._keys, shown[-1] + 1] if shown else []
        gaps = [float((after - before) * base) for before, after in pairwise(edges)]
        constant = not steps or max(steps) - min(steps) <= 1
        rate = self._size * 8 / seconds if seconds else 0.0
        return Pace(max(gaps, default=0.0), self._closed, constant, rate)


class _Groups:
    """Gathers packets into groups; all in one where nothing shows that parts stand alone."""

    def __init__(self, stream: VideoStream) -> None:
        codec = stream.codec_context
        self._head = f"{codec.name} ".encode() + (codec.extradata or b"")
        self._prefix = _prefix(stream)
        self._counts: list[int] = []
        self._digests: list[hashlib.blake2b] = []

    def add(self, packet: Packet[VideoStream]) -> None:
        content = memoryview(packet)
        if not self._counts or (packet.is_keyframe and _stands_alone(content, self._prefix)):
            self._counts.append(0)
            self._digests.append(hashlib.blake2b(self._head, digest_size=16))
        self._counts[-1] += 1
        self._digests[-1].update(packet.size.to_bytes(8))
        self._digests[-1].update(content)

    def found(self) -> tuple[Group, ...]:
        pairs = zip(self._counts, self._digests, strict=True)
        return tuple(Group(count, digest.digest()) for count, digest in pairs)


def _prefix(stream: VideoStream) -> int:
    """Bytes of the length ahead of each unit of H.264 as MP4 holds it, 0 in other streams."""
    extra = stream.codec_context.extradata or b""
    is_avc = stream.codec_context.name == "h264" and len(extra) > 4 and extra[0] == 1
    return (extra[4] & 3) + 1 if is_avc else 0


def _stands_alone(content: memoryview, prefix: int) -> bool:
    """Whether the first slice in a packet is an IDR frame's: nothing after it looks back."""
    at = 0
    while prefix and at + prefix < len(content):
        kind = content[at + prefix] & 31
        if _SLICE <= kind <= _IDR_SLICE:
            return kind == _IDR_SLICE
        at += prefix + int.from_bytes(content[at : at + prefix])
    return False
