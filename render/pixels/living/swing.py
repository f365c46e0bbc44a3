"""How far a shot's near things are from their places at a time: its parallax."""

from __future__ import annotations

from fractions import Fraction

from render.geometry import Rect
from render.pixels.segments import PanelLayer
from render.shots import Shot, rect_at

_TRAVELS = 0.05
"""A shot whose middle moves by more than this part of its frame is followed by its near things;
in others they drift as time goes by."""


def swing(layer: PanelLayer, i: int, fps: Fraction) -> tuple[float, float]:
    """How far along its way a shot is in frame `i` (from the segment's first), -0.5 .. 0.5, to the
    side and down. A camera that moves to the right sees near things move to the left, faster."""
    shot = layer.shot
    rect = rect_at(shot, i - shot.start, fps)
    xs = [key.rect.x + key.rect.w / 2 for key in shot.keyframes]
    ys = [key.rect.y + key.rect.h / 2 for key in shot.keyframes]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    if across > _TRAVELS * rect.w or down > _TRAVELS * rect.h:
        x = _along(rect.x + rect.w / 2, xs) if across > _TRAVELS * rect.w else 0.0
        y = _along(rect.y + rect.h / 2, ys) if down > _TRAVELS * rect.h else 0.0
        return x, y
    return _side(shot, xs) * _time(shot, i), 0.0


def narrowed(rect: Rect, share: float) -> Rect:
    """A rect that leaves room for what moves by `share` of it, half to each side."""
    return Rect(
        rect.x + rect.w * share / 2,
        rect.y + rect.h * share / 2,
        rect.w * (1 - share),
        rect.h * (1 - share),
    )


def _along(value: float, values: list[float]) -> float:
    low, high = min(values), max(values)
    return min(max((value - low) / (high - low), 0.0), 1.0) - 0.5


def _time(shot: Shot, i: int) -> float:
    return min(max((i - shot.start) / max(shot.frames - 1, 1), 0.0), 1.0) - 0.5


def _side(shot: Shot, xs: list[float]) -> float:
    """The way that a shot drifts: its own, else one that its picture and place decide."""
    if xs[-1] != xs[0]:
        return 1.0 if xs[-1] > xs[0] else -1.0
    rect = shot.keyframes[0].rect
    return 1.0 if sum(map(ord, shot.picture)) + int(rect.x) & 1 else -1.0
