"""People's sound files -> pydub segments at 48 kHz stereo: any format that FFmpeg reads."""

from __future__ import annotations

import stat
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer

from story.errors import StoryError, reason
from voices.clock import RATE
from voices.model import Samples
from voices.sound.decoding import decoded_sound, opened, sound_stream

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pydub looks for an ffmpeg program; PyAV decodes here
    from pydub import AudioSegment

_FULL = 2**31
"""Full scale of 32-bit samples."""
LONGEST = 3600
"""Seconds that a file may last: music is played over and over, and all of it is read, to know how
loud it is, at five seconds of work for an hour."""
_LOWEST = 20.0
"""Hz, the lowest that is heard: what lies under it is left out of music and effects."""


def segments(path: Path) -> Iterator[AudioSegment]:
    """The sound of a file, 48 kHz, stereo, 32 bits, in segments of up to about a second.

    Raises StoryError where the file is missing, is no file, lasts over an hour, or holds no sound
    that can be read.
    """
    with _opened(path) as container:
        _check_length((container.duration or 0) / av.time_base, path)
        pieces = _frames(container, path)
        first = next(pieces, None)
        if first is None:
            raise StoryError(f"{path} holds no sound. Give a file with an audio track.")
        for piece in chain([first], pieces):
            yield _segment(piece)


def sound_blocks(path: Path) -> Iterator[Samples]:
    """The same as float32 [n, 2], of any lengths. Raises as `segments`."""
    return map(segment_samples, segments(path))


def level_blocks(path: Path) -> Iterator[Samples]:
    """The same without what lies below hearing: an offset that never swings takes room from the
    film, and is a step where a sound begins or ends. Raises as `segments`."""
    from scipy.signal import butter, sosfilt, sosfilt_zi  # half a second, and few stories need it

    shape = butter(2, _LOWEST, "highpass", fs=RATE, output="sos")
    state = None
    for block in sound_blocks(path):
        if state is None and len(block):
            state = sosfilt_zi(shape)[:, :, None] * block[0].astype(np.float64)
        if len(block):
            level, state = sosfilt(shape, block.astype(np.float64), axis=0, zi=state)
            yield level.astype(np.float32)


def segment_samples(segment: AudioSegment) -> Samples:
    """A segment (any rate that pydub has) as float32 [n, 2] at 48 kHz."""
    if (segment.frame_rate, segment.channels, segment.sample_width) != (RATE, 2, 4):
        segment = segment.set_frame_rate(RATE).set_channels(2).set_sample_width(4)
    samples = np.frombuffer(segment.raw_data, dtype="<i4").reshape(-1, 2)
    return np.asarray(samples / np.float32(_FULL), dtype=np.float32)


def as_segment(blocks: Iterable[Samples]) -> AudioSegment:
    """Blocks [n, 2] at 48 kHz as one pydub segment of 32 bits, for those who edit in pydub.

    It holds all of it: 23 MB a minute. What exceeds -1..1 is clipped.
    """
    parts = [_whole_numbers(block) for block in blocks]
    return _segment(b"".join(parts))


def _whole_numbers(block: Samples) -> bytes:
    scaled = np.rint(np.clip(block.astype(np.float64), -1.0, 1.0) * (_FULL - 1))
    return scaled.astype("<i4").tobytes()


def _segment(raw: bytes) -> AudioSegment:
    return AudioSegment(data=raw, sample_width=4, frame_rate=RATE, channels=2)


@contextmanager
def _opened(path: Path) -> Iterator[InputContainer]:
    check_is_file(path)
    try:
        with opened(path) as container:
            yield container
    except av.error.FFmpegError as error:
        reason = error.strerror or str(error)
        raise StoryError(
            f"{path} can't be read as sound ({reason}). Is it damaged, or not a sound file at all?"
        ) from error


def check_is_file(path: Path) -> None:
    """Raises StoryError where `path` is no file: a pipe or a device would never end."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise StoryError(f"the sound file {path} can't be opened: {reason(error)}.") from error
    if not stat.S_ISREG(mode):
        raise StoryError(f"the sound file {path} is not a regular file.")


def _check_length(seconds: float, path: Path) -> None:
    """A container may tell a length, which nobody has to believe."""
    if seconds > LONGEST:
        raise StoryError(
            f"{path} lasts over an hour. Give the part of it that is to be heard: music is played "
            "over and over."
        )


def _frames(container: InputContainer, path: Path) -> Iterator[bytes]:
    """Interleaved 32-bit stereo at 48 kHz, about a second at a time.

    Raises StoryError where it breaks off, FFmpegError where none of it can be decoded.
    """
    stream = sound_stream(container)
    if stream is None:
        return
    parts: list[bytes] = []
    length = 0
    try:
        for piece in decoded_sound(container, stream, "s32"):
            parts.append(piece.samples.tobytes())
            length += len(piece.samples)
            _check_length(length / RATE, path)
            if sum(map(len, parts)) >= RATE * 8:
                yield b"".join(parts)
                parts = []
    except av.error.FFmpegError as error:
        if not length:
            raise
        raise StoryError(
            f"{path} can be read as sound for {length / RATE:.1f} s only ({error.strerror}). Was it"
            " cut short? Copy or export it again, or give the part that plays as a file of its own."
        ) from error
    if any(parts):
        yield b"".join(parts)
