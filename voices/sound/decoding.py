"""The one decoder of sound: an open container's first track -> stereo at 48 kHz."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple

import av
import numpy as np
from av import AudioResampler
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from voices.clock import RATE

SampleFormat = Literal["flt", "s32"]
"""float32 of -1 .. 1, or whole numbers of 32 bits; interleaved both."""

_FORMATS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,eac3,flac,flv,matroska,webm,mov,mp4,m4a,mp3,mpeg,"
    "mpegts,ogg,oma,rm,tta,voc,w64,wav,wv"
)
_RAW_FLOATS = ("pcm_f", "wavpack")
"""How FFmpeg's names of codecs begin that give floats as a file has them. What is no number among
them would be heard as full scale."""
_OPTIONS = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}
"""How FFmpeg opens a file that somebody gave: only formats that hold their sound and pictures
themselves. A playlist names other files, or hosts, and is refused."""


class SoundPiece(NamedTuple):
    """Samples [n, 2], and when the track's own frame began that they come from.

    `time` is in seconds on the container's clock, None where the frame tells none, and for what
    is left in the resampler at the end.
    """

    samples: NDArray[Any]
    time: Fraction | None


def opened(path: Path) -> InputContainer:
    """A file that somebody gave, open for decoding. Raises av.FFmpegError, OSError.

    Letters in its tags that are no UTF-8 are replaced.
    """
    return av.open(str(path), "r", options=dict(_OPTIONS), metadata_errors="replace")


def sound_stream(container: InputContainer) -> AudioStream | None:
    """The track that is heard, None where there is no sound, or none that can be decoded."""
    heard = (stream for stream in container.streams.audio if stream.codec_context)
    return next(heard, None)


def decoded_sound(
    container: InputContainer, stream: AudioStream, sample_format: SampleFormat
) -> Iterator[SoundPiece]:
    """The sound of `stream`, frame by frame. Raises av.FFmpegError where it is damaged, or holds
    samples that are no numbers.

    One channel is heard on both sides as loud as it is: FFmpeg's own way to stereo takes 3 dB.
    """
    layout = "mono" if stream.channels == 1 else "stereo"
    raw = stream.codec_context.name.startswith(_RAW_FLOATS)
    resampler = AudioResampler(format=sample_format, layout=layout, rate=RATE)
    for frame in chain(container.decode(stream), [None]):
        time = _time(frame) if frame else None
        if frame and raw and not np.isfinite(frame.to_ndarray()).all():
            raise av.error.InvalidDataError(errno.EINVAL, "some of its samples are no numbers")
        for part in resampler.resample(frame):
            samples = part.to_ndarray().reshape(-1, len(part.layout.channels))
            both = samples if samples.shape[1] == 2 else np.repeat(samples, 2, axis=1)
            yield SoundPiece(both, time)


def _time(frame: AudioFrame) -> Fraction | None:
    return None if frame.pts is None or frame.time_base is None else frame.pts * frame.time_base
