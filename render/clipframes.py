"""Frames of an outside video file, on the film's own clock, size and colours."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from numpy.typing import NDArray

from render.encode import planes_of
from render.segments import ClipLayer
from story.errors import RenderError

_UNSPECIFIED = 2
Planes = tuple[NDArray[np.uint8], ...]


class ClipFrames:
    """Reads a clip forwards: `at(i)` is what it shows at frame `i` of the film's rate."""

    def __init__(
        self,
        source: Callable[[], bytes | Path],
        layer: ClipLayer,
        size: tuple[int, int],
        fps: Fraction,
    ) -> None:
        self._source, self._layer, self._size, self._fps = source, layer, size, fps
        self._coming: Iterator[tuple[Fraction, av.VideoFrame]] | None = None
        self._shown: av.VideoFrame | None = None
        self._next: tuple[Fraction, av.VideoFrame] | None = None
        self._fitted: tuple[av.VideoFrame, Planes] | None = None

    def at(self, i: int) -> Planes:
        """Y, U, V of the clip at frame `i`, as large as asked. `i` may only rise."""
        time = Fraction(self._layer.skip).limit_denominator(90_000) + i / self._fps
        if self._coming is None:
            self._coming = _decoded(self._source())
            self._next = next(self._coming, None)
            self._shown = self._next[1] if self._next else None
        while self._next and self._next[0] <= time:
            self._shown = self._next[1]
            self._next = next(self._coming, None)
        if self._shown is None:
            raise RenderError("the clip has no picture")
        if self._fitted is None or self._fitted[0] is not self._shown:
            self._fitted = (self._shown, fitted(self._shown, self._size, self._layer.fit))
        return self._fitted[1]


def _decoded(source: bytes | Path) -> Iterator[tuple[Fraction, av.VideoFrame]]:
    """Frames and the second, from the clip's first frame, at which each is shown."""
    try:
        file = io.BytesIO(source) if isinstance(source, bytes) else str(source)
        with av.open(file, "r") as container:
            zero: Fraction | None = None
            for frame in container.decode(video=0):
                time = (frame.pts or 0) * (frame.time_base or Fraction(0))
                zero = time if zero is None else zero
                yield time - zero, frame
    except (av.FFmpegError, IndexError, OSError) as error:
        raise RenderError(f"the clip can't be read: {error}") from error


def fitted(frame: av.VideoFrame, size: tuple[int, int], fit: str) -> Planes:
    """The frame in BT.709 limited yuv420p, covering `size` or black-barred inside it."""
    width, height = size
    scales = width / frame.width, height / frame.height
    scale = max(scales) if fit == "cover" else min(scales)
    drawn = _even(frame.width * scale), _even(frame.height * scale)
    known = _colorspace(frame)
    scaled = frame.reformat(
        *drawn,
        format="yuv420p",
        src_colorspace=known,
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
        interpolation=Interpolation.LANCZOS,
    )
    out = []
    for shift, zero, plane in zip((0, 1, 1), (16, 128, 128), planes_of(scaled), strict=True):
        target = np.full((height >> shift, width >> shift), zero, np.uint8)
        _centre(target, plane[:, : drawn[0] >> shift])
        out.append(target)
    return tuple(out)


def _colorspace(frame: av.VideoFrame) -> int:
    """The frame's matrix; where it is not tagged, what its size is usually coded with."""
    if frame.colorspace != _UNSPECIFIED:
        return frame.colorspace
    return Colorspace.ITU709 if frame.height >= 720 else Colorspace.ITU601


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)


def _centre(target: NDArray[np.uint8], source: NDArray[np.uint8]) -> None:
    (th, tw), (sh, sw) = target.shape, source.shape
    h, w = min(th, sh), min(tw, sw)
    ty, tx, sy, sx = (th - h) // 2, (tw - w) // 2, (sh - h) // 2, (sw - w) // 2
    target[ty : ty + h, tx : tx + w] = source[sy : sy + h, sx : sx + w]
