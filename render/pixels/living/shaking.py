"""The rect that a panel's layer shows: its shot's, and how it is shaken."""

from __future__ import annotations

import math
from fractions import Fraction

from render.geometry import Rect
from render.pixels.living.swing import narrowed
from render.pixels.segments import PanelLayer, Shake
from render.shots import rect_at

SHAKE_SECONDS = 0.4
"""How long a jolt is felt."""
_SHARE = 0.007
"""How far it goes, as a part of the frame's width and of its height: 13 pixels at 1080p."""
_ACROSS, _DOWN = 8.5, 6.5
"""Swings a second to the side and up and down: a film's frames still follow them, and as they
differ, it is no circle."""


def shown_rect(layer: PanelLayer, i: int, fps: Fraction) -> Rect:
    """The rect of the layer's panel in frame `i`, counted from the segment's first."""
    rect = rect_at(layer.shot, i - layer.shot.start, fps)
    if layer.depth:
        rect = narrowed(rect, layer.depth.share)
    for shake in layer.shakes:
        rect = shaken(rect, shake, float((i - shake.frame) / fps))
    return rect


def shaken(rect: Rect, shake: Shake, seconds: float) -> Rect:
    """The rect `seconds` after a jolt began: a little nearer and off its place, never outside of
    what it shows at rest."""
    left = 1 - seconds / SHAKE_SECONDS
    if not 0 < left <= 1:
        return rect
    far = _SHARE * left * left
    turn = 2 * math.pi * seconds
    across = math.cos(_ACROSS * turn) * (1 if shake.seed & 1 else -1)
    down = math.cos(_DOWN * turn) * (1 if shake.seed & 2 else -1)
    return Rect(
        rect.x + rect.w * far * (1 + across),
        rect.y + rect.h * far * (1 + down),
        rect.w * (1 - 2 * far),
        rect.h * (1 - 2 * far),
    )
