"""How a shot lies on the canvas: filling it, or in a box on a spread of its own panel."""

from __future__ import annotations

from render.pixels.segments import Box, Layer, PanelLayer, Ramp, SpreadLayer
from render.shots import Shot, View

SAME = 0.005
"""Aspects that differ by less than this part are one."""


def shot_layers(shot: Shot, view: View, opacity: Ramp = ()) -> tuple[Layer, ...]:
    """The layers that show a shot, from the back.

    A shot whose rects have not the view's aspect is a panel that shows more set on a spread of
    itself than tilted over: it lies in a box on it.
    """
    box = spread_box(shot, view)
    panel = PanelLayer(shot, box, opacity)
    return (panel,) if box is None else (SpreadLayer(shot.picture, box, opacity), panel)


def spread_box(shot: Shot, view: View) -> Box | None:
    """The box on its spread that a shot lies in, on even pixels; None where it fills the canvas."""
    rect = shot.keyframes[0].rect
    if abs(rect.w / rect.h * view.height / view.width - 1) < SAME:
        return None
    scale = min(view.width / rect.w, view.height / rect.h)
    w, h = (max(2, 2 * round(side * scale / 2)) for side in (rect.w, rect.h))
    return Box(_even((view.width - w) / 2), _even((view.height - h) / 2), w, h)


def _even(value: float) -> int:
    return 2 * round(value / 2)
