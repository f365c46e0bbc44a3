"""Where MoviePy meets Inkreel: its clips as layers, a panel under our camera as its clip."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import av
import numpy as np
from av.container import OutputContainer
from numpy.typing import NDArray

from render.geometry import Rect
from render.pixels.canvas import Canvas, draw_rect, draw_rect_444
from render.pixels.encode import planes_of, tag_bt709
from render.pixels.picture import decode_picture, rgb_picture, rgb_pixels
from render.pixels.placed.framed import FramedPainter
from render.pixels.segments import Box, FramedLayer
from render.shots import FramePlace, Keyframe, Shot, rect_at_time
from story.errors import RenderError
from voices.clock import RATE, frame_to_sample

if TYPE_CHECKING:
    from types import ModuleType

    from moviepy import AudioClip, VideoClip


def moviepy() -> Any:
    """MoviePy, which takes a second to import; kept from reading variables out of `.env` files.

    It looks for one from the current folder upwards, and a story's folder is not to set ours.
    """
    held = sys.modules.get("dotenv")
    sys.modules["dotenv"] = cast("ModuleType", None)  # what importing takes for not installed
    try:
        return import_module("moviepy")
    finally:
        del sys.modules["dotenv"]
        sys.modules |= {"dotenv": held} if held else {}


@dataclass(frozen=True)
class ClipFrame:
    """A picture in a picture of a MoviePy clip: a file under a camera of its own, in `places` of
    the clip (their frames count from its first), with a border and a shadow in pixels."""

    picture: Path
    keyframes: tuple[Keyframe, ...]
    places: tuple[FramePlace, ...]
    border: float = 0.0
    colour: str = "#fffdf6"
    shadow: float = 0.0


def panel_clip(
    picture: Path,
    keyframes: tuple[Keyframe, ...],
    size: tuple[int, int],
    fps: Fraction | float,
    frames: Sequence[ClipFrame] = (),
) -> VideoClip:
    """A panel under Inkreel's camera as a MoviePy clip, for use in edits of your own.

    It lasts as long as the keyframes do; `frames` lie over it, the last in front. Frames are RGB,
    uint8 [height, width, 3], sampled once from the picture at sub-pixel positions. Raises
    RenderError where a picture can't be decoded, or the sides are odd and there are frames.
    """
    clip: type[VideoClip] = moviepy().VideoClip
    panel = decode_picture(picture.read_bytes(), picture.name)
    width, height = size
    if frames and (width % 2 or height % 2):
        raise RenderError(f"a clip with frames needs even sides, not {width}x{height}")
    rate = Fraction(fps).limit_denominator(1001)
    painters = [_clip_painter(each, rate) for each in frames]

    def alone(time: float) -> NDArray[np.uint8]:
        rect = panel.kept(rect_at_time(keyframes, time))
        planes = tuple(np.empty((height, width), np.uint8) for _ in range(3))
        draw_rect_444(panel, rect, planes, Box(0, 0, width, height))
        return rgb_pixels(planes)

    def framed(time: float) -> NDArray[np.uint8]:
        canvas = Canvas.blank(width, height)
        draw_rect(panel, panel.kept(rect_at_time(keyframes, time)), canvas.planes, canvas.box)
        for painter in painters:
            painter.paint(canvas, round(time * rate))
        luma, *chroma = canvas.planes
        return rgb_pixels((luma, *(plane.repeat(2, 0).repeat(2, 1) for plane in chroma)))

    drawn = framed if frames else alone
    return clip(drawn, duration=keyframes[-1].time).with_fps(float(fps))


def _clip_painter(each: ClipFrame, fps: Fraction) -> FramedPainter:
    """Draws one picture over a clip's panel."""
    shot = Shot(each.picture.name, 0, 1, each.keyframes)
    layer = FramedLayer(shot, each.places, each.border, each.colour, each.shadow)
    decoded = decode_picture(each.picture.read_bytes(), each.picture.name)
    return FramedPainter(layer, fps, lambda: decoded)


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
