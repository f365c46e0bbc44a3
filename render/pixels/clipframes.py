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

from render.pixels.encode import planes_of
from render.pixels.segments import ClipLayer
from story.errors import RenderError, reason

_SHIFTS = (0, 1, 1, 0)  # Y, U, V, alpha: chroma has half the size
_SLACK = Fraction(1, 1000)  # Matroska rounds times to milliseconds
_UNSPECIFIED = 2  # FFmpeg's AVCOL_SPC_UNSPECIFIED
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
            self._coming = _decoded(self._source(), time)
            self._next = next(self._coming, None)
            self._shown = self._next[1] if self._next else None
        while self._next and self._next[0] <= time + _SLACK:
            self._shown = self._next[1]
            self._next = next(self._coming, None)
        if self._shown is None:
            raise RenderError("the clip has no picture")
        if self._fitted is None or self._fitted[0] is not self._shown:
            self._fitted = (self._shown, fitted(self._shown, self._size, self._layer.fit))
        return self._fitted[1]


def _decoded(source: bytes | Path, start: Fraction) -> Iterator[tuple[Fraction, av.VideoFrame]]:
    """Frames from `start` or before it, and the second of the clip at which each is shown."""
    try:
        file = io.BytesIO(source) if isinstance(source, bytes) else str(source)
        with av.open(file, "r") as container:
            stream = container.streams.video[0]
            tick = stream.time_base or Fraction(1)
            zero = stream.start_time or 0
            if start > 1:
                container.seek(zero + int((start - 1) / tick), stream=stream)
            for frame in container.decode(stream):
                yield ((frame.pts or 0) - zero) * tick, frame
    except (av.FFmpegError, IndexError, OSError) as error:
        raise RenderError(f"the clip can't be read: {reason(error)}") from error


def fitted(frame: av.VideoFrame, size: tuple[int, int], fit: str) -> Planes:
    """The frame as Y, U, V in BT.709 limited, covering `size` or with black bars inside it.

    One that has alpha gives alpha as a fourth and, at chroma's size, a fifth plane, and colours
    times alpha.
    """
    turns = round(frame.rotation / 90) % 4
    width, height = size
    wide, high = (frame.width, frame.height)[:: -1 if turns % 2 else 1]
    scales = width / wide, height / high
    scale = max(scales) if fit == "cover" else min(scales)
    out = []
    scaled = _scaled(frame, _even(frame.width * scale), _even(frame.height * scale))
    for shift, zero, plane in zip(_SHIFTS, (16, 128, 128, 0), planes_of(scaled), strict=False):
        target = np.full((height >> shift, width >> shift), zero, np.uint8)
        _centre(target, np.rot90(plane[:, : scaled.width >> shift], turns))
        out.append(target)
    return tuple(out) if len(out) == 3 else _premultiplied(*out)


def _scaled(frame: av.VideoFrame, width: int, height: int) -> av.VideoFrame:
    alpha = any(component.is_alpha for component in frame.format.components)
    return frame.reformat(
        width,
        height,
        format="yuva420p" if alpha else "yuv420p",
        src_colorspace=_colorspace(frame),
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
        interpolation=Interpolation.LANCZOS,
    )


def _premultiplied(
    y: NDArray[np.uint8], u: NDArray[np.uint8], v: NDArray[np.uint8], alpha: NDArray[np.uint8]
) -> Planes:
    quads = alpha.astype(np.uint16)
    half = (quads[::2, ::2] + quads[1::2, ::2] + quads[::2, 1::2] + quads[1::2, 1::2] + 2) // 4
    small = half.astype(np.uint8)
    colours = ((y, alpha), (u, small), (v, small))
    times = ((plane.astype(np.uint16) * share + 127) // 255 for plane, share in colours)
    return (*(plane.astype(np.uint8) for plane in times), alpha, small)


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
