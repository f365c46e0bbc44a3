"""Layers to frames: each layer draws its own part of the canvas, and only what has changed."""

from __future__ import annotations

from collections.abc import Iterator

import av

from render.pixels.canvas import Canvas, Painter, Shelf
from render.pixels.encode import encode, new_frame, planes_of
from render.pixels.layers import painter_of
from render.pixels.memory import return_large_blocks
from render.pixels.picture import Pictures
from render.pixels.segments import Segment, VideoSettings, placed_at_zero

_SHELF = Shelf()


def segment_bytes(segment: Segment, settings: VideoSettings, pictures: Pictures) -> bytes:
    """Compose and encode one segment: a small MP4 whose packets a film is joined from.

    The same bytes in any process of a machine. Pictures stay decoded for the next segment, within
    a bound. Raises RenderError where a picture can't be decoded or the encoder fails.
    """
    return_large_blocks()
    return encode(compose(segment, settings, pictures), settings)


def compose(
    segment: Segment, settings: VideoSettings, pictures: Pictures, shelf: Shelf = _SHELF
) -> Iterator[av.VideoFrame]:
    """The segment's frames, yuv420p. It is one frame, drawn anew: copy what you keep."""
    frame, drawing = _begun(segment, settings, pictures, shelf)
    for i in range(segment.frames):
        drawing.draw(i)
        yield frame


def compose_frame(
    segment: Segment, i: int, settings: VideoSettings, pictures: Pictures, shelf: Shelf = _SHELF
) -> av.VideoFrame:
    """Frame `i` of the segment, from its first, without those before it: as `compose` draws it."""
    frame, drawing = _begun(segment, settings, pictures, shelf)
    drawing.draw(i)
    return frame


def _begun(
    segment: Segment, settings: VideoSettings, pictures: Pictures, shelf: Shelf
) -> tuple[av.VideoFrame, _Drawing]:
    frame = new_frame(settings)
    canvas = Canvas(planes_of(frame), *settings.size)
    segment = placed_at_zero(segment)
    painters = [painter_of(layer, settings, pictures, shelf) for layer in segment.layers]
    return frame, _Drawing(canvas, painters)


class _Drawing:
    """Draws frames on one canvas; layers at the back that stay the same are kept as a ground."""

    def __init__(self, canvas: Canvas, painters: list[Painter]) -> None:
        self._canvas = canvas
        self._painters = painters
        self._last: list[object] = []
        self._ground: tuple[int, Canvas] | None = None

    def draw(self, i: int) -> None:
        states = [painter.state(i) for painter in self._painters]
        same = _common(self._last, states)
        if self._last and same == len(states):
            return
        first = self._restore(same)
        for index in range(max(first, self._hidden(i)), len(states)):
            if 0 < index == same and first < same:
                self._ground = (same, self._canvas.copy())
            self._painters[index].paint(self._canvas, i)
        self._last = states

    def _restore(self, same: int) -> int:
        """Bring back the kept ground where its layers are still the same; returns how many."""
        if self._ground is None or self._ground[0] > same:
            self._ground = None
            return 0
        self._canvas.paste(self._ground[1])
        return self._ground[0]

    def _hidden(self, i: int) -> int:
        """The number of layers behind the frontmost that covers everything."""
        covers = (n for n, painter in enumerate(self._painters) if painter.covers(i))
        return max(covers, default=0)


def _common(a: list[object], b: list[object]) -> int:
    pairs = enumerate(zip(a, b, strict=False))
    return next((n for n, (x, y) in pairs if x != y), min(len(a), len(b)))
