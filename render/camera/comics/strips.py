"""The way down a strip: one travelling shot, at full width, that rests on drawings and not between.

A drawing that is taller than the frame is gone down while its time lasts; from one to the next the
camera travels, soft at both ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from render.camera.comics.drawings import Drawing
from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from render.shots import Keyframe

TRAVEL, HASTE = 1.1, 0.35
"""Seconds from one drawing to the next, and what part of a drawing's time this may take."""


def way_down(
    strip: PictureFacts,
    parts: Sequence[Drawing],
    spans: Sequence[tuple[int, int]],
    aspect: Fraction,
    fps: float,
) -> tuple[Keyframe, ...]:
    """Keyframes of a shot over a strip, from the first of the frames that `spans` give drawings."""
    keys: list[Keyframe] = []
    start = spans[0][0]
    for number, (part, (first, last)) in enumerate(zip(parts, spans, strict=True)):
        top, bottom = _ends(strip, part, aspect)
        begin, end = (first - start) / fps, (last - start) / fps
        travel = min(TRAVEL, HASTE * (end - begin))
        arrive = begin + travel if number else begin
        leave = end
        keys.append(Keyframe(arrive, top, "in-out-sine"))
        keys.append(Keyframe(max(leave, arrive + 1 / fps), bottom, "in-out-sine"))
    return tuple(keys)


def _ends(strip: PictureFacts, part: Drawing, aspect: Fraction) -> tuple[Rect, Rect]:
    """The frames at a drawing's top and at its bottom, at the strip's full width; one that the
    frame holds is in its middle in both."""
    width = float(strip.width)
    height = min(width / float(aspect), float(strip.height))
    width = height * float(aspect)
    left = (strip.width - width) / 2
    top, bottom = part.frame.y, part.frame.y + part.frame.h - height
    if bottom <= top:
        top = bottom = part.frame.y + part.frame.h / 2 - height / 2
    most = strip.height - height
    return (
        Rect(left, min(max(top, 0.0), most), width, height),
        Rect(left, min(max(bottom, 0.0), most), width, height),
    )
