"""Where MoviePy meets Inkreel: its clips as shots and layers here, our camera as a clip there.

An outside clip is always a file: one that someone has, or one that `bake_clip` writes from any
MoviePy clip. Workers read frames from it by its key, and its sound joins the mix.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.container import InputContainer, OutputContainer
from numpy.typing import NDArray

from render.pixels.canvas import draw_rect, draw_rect_444, scaled
from render.pixels.encode import planes_of, tag_bt709
from render.pixels.picture import decode_picture, rgb_picture, rgb_pixels
from render.pixels.segments import Box, ClipLayer, Fit, Segment
from render.shots import Keyframe, Rect, rect_at_time
from story.errors import RenderError
from voices.clock import RATE, frame_to_sample, seconds_to_samples

if TYPE_CHECKING:
    from moviepy import AudioClip, VideoClip

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


def clip_segments(
    clip: OutsideClip, fps: Fraction, fit: Fit = "contain", longest: float = 10.0
) -> tuple[Segment, ...]:
    """The clip as shots of at most `longest` seconds, to be rendered apart from each other."""
    step = max(1, round(longest * fps))
    return tuple(
        Segment(
            first,
            min(step, clip.frames - first),
            (ClipLayer(clip.key, float(first / fps), fit=fit),),
        )
        for first in range(0, clip.frames, step)
    )


def clip_sound(path: Path, frames: int, fps: Fraction) -> Iterator[Block]:
    """Its sound from the first frame on, float32 [n, 2] at 48 kHz, exactly as long as `frames`."""
    length, given = frame_to_sample(frames, fps), 0
    with _reading(path) as container:
        blocks = _heard(container) if container.streams.audio else iter(())
        for start, block in blocks:
            block = block[max(0, given - start) : max(0, length - start)]
            if start > given and len(block):
                yield np.zeros((start - given, 2), np.float32)
                given = start
            yield block
            given += len(block)
    if given < length:
        yield np.zeros((length - given, 2), np.float32)


def panel_clip(
    picture: Path, keyframes: tuple[Keyframe, ...], size: tuple[int, int], fps: Fraction | float
) -> VideoClip:
    """A panel under Inkreel's camera as a MoviePy clip, for use in edits of your own.

    It lasts as long as the keyframes do. Frames are RGB, uint8 [height, width, 3], sampled once
    from the picture at sub-pixel positions. Raises RenderError where it can't be decoded.
    """
    from moviepy import VideoClip  # a second to import, and seldom needed

    panel = decode_picture(picture.read_bytes(), picture.name)
    width, height = size

    def frame(time: float) -> NDArray[np.uint8]:
        rect = scaled(rect_at_time(keyframes, time), panel.scale)
        planes = tuple(np.empty((height, width), np.uint8) for _ in range(3))
        draw_rect_444(panel, rect, planes, Box(0, 0, width, height))
        return rgb_pixels(planes)

    return VideoClip(frame, duration=keyframes[-1].time).with_fps(float(fps))


def bake_clip(clip: VideoClip, path: Path, fps: Fraction) -> None:
    """Play a MoviePy clip once, in this process, into a lossless file with picture and sound.

    FFV1, with alpha where the clip has a mask, and float PCM in Matroska: the same clip gives the
    same file. Raises RenderError for a clip without an end.
    """
    if clip.duration is None:
        raise RenderError("a MoviePy clip needs a duration: clip.with_duration(seconds)")
    frames = max(1, round(Fraction(clip.duration) * fps))
    with av.open(str(path), "w", format="matroska", options={"fflags": "+bitexact"}) as container:
        picture = container.add_stream("ffv1", fps, options={"flags": "+bitexact"})
        picture.width, picture.height = (side // 2 * 2 for side in clip.size)
        picture.pix_fmt = "yuv420p" if clip.mask is None else "yuva420p"
        tag_bt709(picture.codec_context)
        sound = _sound_track(container, clip)
        for i in range(frames):
            frame = av.VideoFrame(picture.width, picture.height, picture.pix_fmt)
            frame.pts, frame.time_base = i, 1 / fps
            _baked(clip, float(i / fps), frame)
            container.mux(picture.encode(frame))
            _bake_sound(container, sound, clip.audio, i, fps)
        container.mux(picture.encode(None))
        if sound:
            container.mux(sound.encode(None))


def _baked(clip: VideoClip, time: float, frame: av.VideoFrame) -> None:
    """Draw what the clip shows at `time` on a frame, with its mask where that has alpha."""
    box = Box(0, 0, frame.width, frame.height)
    image = np.asarray(clip.get_frame(time))[: box.h, : box.w, :3].astype(np.uint8)
    planes = planes_of(frame)
    draw_rect(rgb_picture(image), Rect(0, 0, box.w, box.h), planes[:3], box)
    if clip.mask is not None:
        alpha = np.asarray(clip.mask.get_frame(time))[: box.h, : box.w]
        planes[3][:, : box.w] = np.rint(alpha * 255)


def _sound_track(container: OutputContainer, clip: VideoClip) -> av.AudioStream | None:
    if clip.audio is None:
        return None
    return container.add_stream("pcm_f32le", RATE, layout="stereo")


def _bake_sound(
    container: OutputContainer,
    track: av.AudioStream | None,
    audio: AudioClip,
    frame: int,
    fps: Fraction,
) -> None:
    """The samples heard during `frame`."""
    if track is None:
        return
    first, last = frame_to_sample(frame, fps), frame_to_sample(frame + 1, fps)
    times = np.arange(first, last) / RATE
    inside = times < (audio.duration or np.inf)
    block = np.zeros((len(times), 2), np.float32)
    if inside.any():
        block[inside] = np.asarray(audio.get_frame(times[inside])).reshape(inside.sum(), -1)
    sound = av.AudioFrame.from_ndarray(block.reshape(1, -1), "flt", "stereo")
    sound.sample_rate, sound.time_base, sound.pts = RATE, Fraction(1, RATE), first
    container.mux(track.encode(sound))


def _reading(path: Path) -> InputContainer:
    try:
        return av.open(str(path), "r")
    except (av.FFmpegError, OSError) as error:
        reason = error.strerror or error
        raise RenderError(f"{path.name} can't be read as a video: {reason}") from error


def _shown_size(container: InputContainer, name: str) -> tuple[int, int]:
    """Width and height of the first frame as it is shown: a phone's may lie on its side."""
    try:
        first = next(container.decode(video=0), None)
    except av.FFmpegError as error:
        raise RenderError(f"{name} can't be decoded: {error}") from error
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


def _heard(container: InputContainer) -> Iterator[tuple[int, Block]]:
    """Blocks of sound and the sample at which each starts, counted from the first frame."""
    video, audio = container.streams.video[0], container.streams.audio[0]
    zero = (video.start_time or 0) * (video.time_base or Fraction(0))
    resampler = AudioResampler("fltp", "stereo", RATE)
    start: int | None = None
    for frame in chain(container.decode(audio), (None,)):
        if frame is not None and start is None:
            time = (frame.pts or 0) * (frame.time_base or Fraction(0))
            start = seconds_to_samples(time - zero)
        for resampled in resampler.resample(frame):
            block = np.ascontiguousarray(resampled.to_ndarray().T, np.float32)
            yield start or 0, block
            start = (start or 0) + len(block)
