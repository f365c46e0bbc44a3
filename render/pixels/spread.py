"""How a shot lies on the canvas: filling it, or in a box on a spread of its own panel.

A spread is a ground for panels that do not fill the frame: their own colours, blurred, darkened.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from render.pixels.enlarging.tiles import Tile
from render.pixels.picture import DecodedPicture
from render.pixels.resample import FRACTION, axis, resample_plane
from render.pixels.segments import Box, PanelLayer, Ramp, SpreadLayer
from render.shots import Shot, View

SIDE = 240
"""Pixels of the longer side at which the ground is made: a blur holds no more than that."""
LIGHT = 0.42
"""How bright the ground is, as a part of its panel: the eye goes to the panel."""
SHADE = 0.6
"""How much darker it is under the panel's edge: the panel lies on it."""
SAME = 0.005
"""Aspects that differ by less than this part are one."""


def shot_layers(
    shot: Shot, view: View, opacity: Ramp = (), tiles: tuple[Tile, ...] = ()
) -> tuple[PanelLayer | SpreadLayer, ...]:
    """The layers that show a shot, from the back; `tiles` of its panel are drawn enlarged.

    A shot whose rects have not the view's aspect is a panel that shows more set on a spread of
    itself than tilted over: it lies in a box on it.
    """
    box = spread_box(shot, view)
    panel = PanelLayer(shot, box, opacity, tiles)
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


def spread_planes(
    panel: DecodedPicture, width: int, height: int, box: Box | None
) -> DecodedPicture:
    """The ground as a small picture with the canvas's aspect; `box` throws a soft shadow on it."""
    share = SIDE / max(width, height)
    small = max(2, round(width * share)), max(2, round(height * share))
    light = _light(small, box, share)
    planes = np.empty((3, *small), np.uint16)
    for index, zero in enumerate((16, 128, 128)):
        levels = _blurred(_covering(panel.planes[index], small))
        shaded = zero + (levels - zero) * light
        planes[index] = (shaded.T * FRACTION + 0.5).astype(np.uint16)
    return DecodedPicture(planes, small[0], small[1])


def _covering(plane: NDArray[np.uint16], small: tuple[int, int]) -> NDArray[np.uint8]:
    """The middle of a plane, cropped to the small canvas's aspect and brought to its size."""
    width, height = plane.shape
    step = min(width / small[0], height / small[1])
    left, top = (width - step * small[0]) / 2, (height - step * small[1]) / 2
    out = np.empty((small[1], small[0]), np.uint8)
    across = axis(left + step / 2 - 0.5, step, small[0])
    resample_plane(plane, across, axis(top + step / 2 - 0.5, step, small[1]), out, 0, 0)
    return out


def _blurred(levels: NDArray[np.uint8]) -> NDArray[np.float32]:
    image = Image.fromarray(levels).convert("F")
    return _smooth(np.asarray(image, np.float32), SIDE / 20)


def _light(small: tuple[int, int], box: Box | None, share: float) -> NDArray[np.float32]:
    """Light on the ground, 0..1: even, but for a shadow around the box."""
    light: NDArray[np.float32] = np.full((small[1], small[0]), LIGHT, np.float32)
    if box is None:
        return light
    shade = Image.new("L", small, 0)
    edges = [box.x * share, box.y * share, (box.x + box.w) * share, (box.y + box.h) * share]
    ImageDraw.Draw(shade).rectangle(edges, 255)
    soft = np.asarray(shade.filter(ImageFilter.GaussianBlur(SIDE / 40)), np.float32) / 255
    light *= 1 - SHADE * soft
    return light


def _smooth(levels: NDArray[np.float32], radius: float) -> NDArray[np.float32]:
    """Gaussian blur in floats: in whole levels, a dark ground shows bands."""
    reach = round(3 * radius)
    kernel = np.exp(-((np.arange(-reach, reach + 1) / radius) ** 2) / 2)
    kernel /= kernel.sum()
    for _ in range(2):
        padded = np.pad(levels, ((0, 0), (reach, reach)), mode="edge")
        blurred = [np.convolve(line, kernel, "valid") for line in padded]
        levels = np.array(blurred, np.float32).T
    return levels
