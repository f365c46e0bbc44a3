"""Other ways to make the same moving picture: MoviePy's own, and ffmpeg's zoompan."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from moviepy import ImageClip, VideoClip
from PIL import Image

from render.geometry import Rect
from render.pixels.segments import VideoSettings

PRESET, CRF = "veryfast", "19"


@dataclass(frozen=True)
class Job:
    """One move over one panel: `rects[i]` is what frame `i` shows."""

    panel: Path
    rects: tuple[Rect, ...]
    settings: VideoSettings


def moviepy_way(job: Job, out: Path) -> None:
    """Crop and resize per frame, as MoviePy's documentation has it, written by MoviePy."""
    panel = ImageClip(str(job.panel))
    fps = float(job.settings.fps)

    def frame(time: float) -> np.ndarray:
        rect = job.rects[min(round(time * fps), len(job.rects) - 1)]
        crop = panel.cropped(x1=rect.x, y1=rect.y, width=rect.w, height=rect.h)
        return crop.resized(job.settings.size).get_frame(0)

    clip = VideoClip(frame, duration=len(job.rects) / fps)
    clip.write_videofile(
        str(out), fps=fps, codec="libx264", preset=PRESET, audio=False, threads=1,
        ffmpeg_params=["-crf", CRF, "-bf", "2"], logger=None,
    )  # fmt: skip


def zoompan(upscale: int) -> Callable[[Job, Path], None]:
    """ffmpeg's zoompan, on the panel as it is (0), or scaled up to `upscale` pixels first."""

    def run(job: Job, out: Path) -> None:
        width = Image.open(job.panel).width
        scale = upscale / width if upscale else 1.0
        first, last, frames = job.rects[0], job.rects[-1], len(job.rects)
        size = "x".join(str(side) for side in job.settings.size)
        zoom = _line(width / first.w, width / last.w, frames)
        x, y = (_line(a * scale, b * scale, frames)
                for a, b in ((first.x, last.x), (first.y, last.y)))  # fmt: skip
        chain = [f"scale={upscale}:-2"] if upscale else []
        aspect = job.settings.size[0] / job.settings.size[1]
        chain += [f"crop=iw:iw/{aspect}:0:0"]
        chain += [f"zoompan=z='{zoom}':x='{x}':y='{y}':d={frames}:s={size}:fps={job.settings.fps}"]
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", "-i", str(job.panel),
                   "-vf", ",".join(chain), "-threads", "1", "-filter_threads", "1",
                   "-c:v", "libx264", "-preset", PRESET, "-crf", CRF,
                   "-bf", "2", "-pix_fmt", "yuv420p", str(out)]  # fmt: skip
        subprocess.run(command, check=True)

    return run


def _line(start: float, end: float, frames: int) -> str:
    return f"{start:.6f}+({end - start:.6f})*on/{max(1, frames - 1)}"
