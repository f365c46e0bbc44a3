"""Frames to H.264. Every segment of a film is coded with the same settings, by itself."""

from __future__ import annotations

import io
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import av
import llvmlite.binding  # type: ignore[import-untyped]
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation
from av.video.stream import VideoStream
from numpy.typing import NDArray

from render.pixels.segments import VideoSettings
from story.errors import RenderError, reason

VERSION = "6"
"""Raised whenever the same segment would give other bytes."""
Coded: TypeAlias = "av.Packet[VideoStream]"
DELAY = 1
"""Frames by which decoding runs ahead of showing: B-frames wait for the next picture."""


@dataclass(frozen=True)
class Coding:
    """How x264 works: a preset, a constant rate factor, and what differs from the preset."""

    preset: str
    crf: float
    more: str = ""


# One slow move over a still: nothing is gained by looking ahead for cuts, fades and better places
# for B-frames, by searching far, or by splitting blocks. What that saves is worth more in a sharp
# first picture (ipratio), in three earlier ones to predict from, each with the panel at another
# fraction of a pixel (ref), and in the dark (aq-mode). B-frames are not predicted from.
_MOVE = (
    "mbtree=0:rc-lookahead=0:b-adapt=0:weightp=0:scenecut=0:b-pyramid=none:me=dia:aq-mode=3"
    ":ref=3:ipratio=2:pbratio=1.6"
)
_PLAIN = ":partitions=i8x8,i4x4"

QUALITIES = {
    "draft": Coding("veryfast", 25, f"{_MOVE}{_PLAIN}"),
    "good": Coding("veryfast", 18, f"{_MOVE}{_PLAIN}"),
    "best": Coding("medium", 17, f"{_MOVE}:ref=4:psy-rd=0.4,0"),
}
"""Measured in docs/picture.md: what each costs in bytes and in time at like SSIM."""
MOVIE_OPTIONS = {"fflags": "+bitexact", "use_editlist": "0"}


def encoder_identity() -> str:
    """Names what else decides a segment's bytes: code, libraries, instruction set."""
    codec = ".".join(str(part) for part in av.library_versions["libavcodec"])
    cpu = llvmlite.binding.get_host_cpu_name()
    return f"picture {VERSION}, libavcodec {codec}, {platform.machine()} {cpu}"


def encode(
    frames: Iterable[av.VideoFrame], settings: VideoSettings, coding: Coding | None = None
) -> bytes:
    """One segment: a small MP4 of its own, whose packets can be copied into a film.

    `frames` are yuv420p in the settings' size, in order; a frame may be the same object as the
    one before, drawn anew. `coding` stands in for the quality's own. Raises RenderError where
    the encoder fails or no frame comes.
    """
    file = io.BytesIO()
    _write(file, frames, settings, coding or QUALITIES[settings.quality])
    return file.getvalue()  # the encoder and its frames are gone by now


def _write(
    file: io.BytesIO, frames: Iterable[av.VideoFrame], settings: VideoSettings, coding: Coding
) -> None:
    options = {**MOVIE_OPTIONS, "movflags": "+negative_cts_offsets"}
    try:
        with av.open(file, "w", format="mp4", options=options) as container:
            stream = container.add_stream("libx264", settings.fps)
            configure(stream.codec_context, settings, coding)
            for packet in timed(_coded(stream.codec_context, frames), settings.fps):
                packet.stream = stream
                container.mux_one(packet)
    except av.FFmpegError as error:
        raise RenderError(f"the encoder failed: {reason(error)}") from error


def configure(codec: VideoCodecContext, settings: VideoSettings, coding: Coding) -> None:
    """Set an H.264 encoder up. One thread: the bytes must not depend on the machine.

    Raises RenderError where the size can't be coded.
    """
    width, height = settings.size
    if width % 2 or height % 2:
        raise RenderError(f"a film of {width}x{height} can't be coded: make both sides even")
    codec.width, codec.height = width, height
    codec.pix_fmt = "yuv420p"
    codec.framerate, codec.time_base = settings.fps, 1 / settings.fps
    codec.thread_count = 1
    tag_bt709(codec)
    codec.options = {
        "preset": coding.preset,
        "crf": str(coding.crf),
        "profile": "high",
        "bf": "2",
        "flags": "+bitexact+cgop+global_header",
        "x264-params": ":".join(_x264(settings, coding)),
    }


def _x264(settings: VideoSettings, coding: Coding) -> list[str]:
    params = [f"keyint={round(settings.fps * 8)}", "open-gop=0", "force-cfr=1"]
    if any(side % 8 for side in settings.size):
        params.append("mbtree=0")  # there it reads memory that nobody wrote: other bytes each run
    return [*params, coding.more] if coding.more else params


def tag_bt709(codec: VideoCodecContext) -> None:
    """Say that the frames are BT.709 in limited range."""
    codec.color_range = ColorRange.MPEG
    codec.colorspace = Colorspace.ITU709
    codec.color_primaries = ColorPrimaries.BT709
    codec.color_trc = ColorTrc.BT709


def timed(packets: Iterable[Coded], fps: Fraction, first: int = 0) -> Iterator[Coded]:
    """Packets of one segment, in decoding order, at `first` on a clock of whole frames."""
    for count, packet in enumerate(packets):
        shown = round((packet.pts or 0) * packet.time_base * fps)
        packet.time_base = 1 / fps
        packet.pts, packet.dts, packet.duration = first + shown, first + count - DELAY, 1
        yield packet


def _coded(codec: VideoCodecContext, frames: Iterable[av.VideoFrame]) -> Iterator[Coded]:
    count = came = 0
    for frame in frames:
        frame.pts, frame.time_base = count, 1 / codec.framerate
        count += 1
        for packet in codec.encode(frame):
            came += 1
            yield packet
    for packet in codec.encode(None):
        came += 1
        yield packet
    if came != count or not count:
        raise RenderError(f"the encoder gave {came} frames for {count}")


def new_frame(settings: VideoSettings) -> av.VideoFrame:
    """A frame of the settings' size to draw on, tagged as all frames are."""
    frame = av.VideoFrame(*settings.size, "yuv420p")
    frame.color_range, frame.colorspace = ColorRange.MPEG, Colorspace.ITU709
    return frame


def planes_of(frame: av.VideoFrame) -> tuple[NDArray[np.uint8], ...]:
    """The frame's own memory as Y, U, V, uint8 [height, pitch]; pitch may exceed the width."""
    return tuple(
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        for plane in frame.planes
    )


def rgb_frame(frame: av.VideoFrame) -> NDArray[np.uint8]:
    """The frame as players show it: RGB, uint8 [height, width, 3], colours smooth between their
    places."""
    shown = frame.reformat(format="rgb24", src_colorspace=Colorspace.ITU709, interpolation=_EXACT)
    return np.asarray(shown.to_ndarray(), np.uint8)


_EXACT = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
"""Without the two flags FFmpeg repeats each colour twice, and cuts levels off where they should be
rounded: the frame comes out a level too dark."""
