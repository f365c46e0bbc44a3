"""Draws what lies softly over a shot: a glow around what is bright, or a blur beside a focus.

It is made once of the panel and moves with it; a frame takes it at a quarter of its size, since a
blur holds no more, and mixes it in at full size.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from render.geometry import Rect
from render.pixels.canvas import Canvas, Shelf, axes
from render.pixels.living.shaking import shown_rect
from render.pixels.picture import DecodedPicture
from render.pixels.resample import FRACTION, compiled_fast, resample_plane
from render.pixels.segments import Box, SoftLayer, VideoSettings, opacity_at

Levels = NDArray[np.float32]

STEP = 4
"""Pixels of the frame to one of what is drawn."""
_BREATHS, _LEAST = 0.3, 0.55
"""Breaths of a glow a second, and the part of it that is always there."""
_GLOW = 0.62
"""The most of a glow's light that is laid over anything."""
_COLOURED = 0.7
"""How much a colour shines beside luma: a lamp's yellow, a screen's blue; linen is only pale."""
_BRIGHTEST, _ABOVE, _RISE = 82.0, 16.0, 45.0
"""The percentile of a panel's light from which on something shines; by how many levels it is above
what lies around it; and levels from there to its full light."""
_AROUND, _NEAR, _WIDE = 0.045, 0.007, 0.03
"""Widths of Gaussians as parts of the panel's: what lies around, a glow's core and its veil."""
_LIGHT, _VIVID = 238.0, 1.35
"""Luma of a glow, and how much more colour it has than what it comes from."""
_BLUR, _LEAST_BLUR = 4.5 / 1080, 4.5
"""Width of the blur beside a focus, as a part of the frame's height: more doubles drawn edges; and
in pixels at the least, since it is drawn at a quarter of the size."""
_HEAD, _SHOULDERS, _HANGS = 1.25, 1.5, 0.24
"""Of a figure that is in focus: how far around its head, in widths and heights of it; how much
wider it is below; and how much less is one lower down, since a body hangs from its head."""
_BOX_EDGE, _FIGURE_EDGE = (0.0, 1.0), (0.9, 1.7)
"""From where to where what is sharp becomes soft: beside a box, in half its shorter side; in
reaches of a figure."""


class SoftPainter:
    """Paints a `SoftLayer`; `fetch` gives its panel, decoded."""

    def __init__(
        self,
        layer: SoftLayer,
        settings: VideoSettings,
        fetch: Callable[[], DecodedPicture],
        shelf: Shelf,
    ) -> None:
        self._layer, self._fps = layer, settings.fps
        high = layer.panel.box.h if layer.panel.box else settings.size[1]
        key, wide = layer.panel.shot.picture, _blur(layer, high)
        kind = f"{layer.kind} {layer.sharp} {layer.figure} {wide}"

        def make() -> DecodedPicture:
            return _glow(fetch()) if layer.kind == "glow" else _blurred(fetch(), layer, wide)

        self._fetch = cache(lambda: shelf.get(kind, key, make))

    def _strength(self, i: int) -> float:
        opacity = opacity_at(self._layer.opacity, i)
        if self._layer.kind == "focus" or opacity <= 0:
            return opacity
        seconds = float((i - self._layer.since) / self._fps)
        swing = (1 - math.cos(2 * math.pi * _BREATHS * seconds)) / 2
        return opacity * (_LEAST + (1 - _LEAST) * swing)

    def state(self, i: int) -> object:
        strength = self._strength(i)
        return (strength, strength > 0 and shown_rect(self._layer.panel, i, self._fps))

    def covers(self, i: int) -> bool:  # noqa: ARG002
        return False

    def paint(self, canvas: Canvas, i: int) -> None:
        strength = self._strength(i)
        if strength > 0:
            box = self._layer.panel.box or canvas.box
            drawn = _drawn(self._fetch(), shown_rect(self._layer.panel, i, self._fps), box)
            lay_soft(canvas, drawn, box, strength)


def _drawn(picture: DecodedPicture, rect: Rect, box: Box) -> NDArray[np.uint8]:
    """Y, U, V times alpha, and alpha, at one pixel to `STEP` of the frame."""
    small = Box(0, 0, -(-box.w // STEP), -(-box.h // STEP))
    whole = Rect(rect.x, rect.y, rect.w * small.w * STEP / box.w, rect.h * small.h * STEP / box.h)
    (across, down), _ = axes(picture.kept(whole), small, lobes=2)
    out = np.empty((4, small.h, small.w), np.uint8)
    for source, target in zip(picture.planes, out, strict=True):
        resample_plane(source, across, down, target, 0, 0)
    return out


def lay_soft(canvas: Canvas, drawn: NDArray[np.uint8], box: Box, strength: float) -> None:
    """Mix Y, U, V times alpha, and alpha, uint8 [4, rows, columns] at a quarter of the size, into
    a box of the canvas."""
    there, share = drawn[3].any(axis=1), np.float32(strength)
    for index, plane in enumerate(canvas.planes):
        shift, across, down = (1, _TWO_ACROSS, _TWO_DOWN) if index else (0, _FOUR, _FOUR)
        target = plane[box.y >> shift : (box.y + box.h) >> shift]
        target = target[:, box.x >> shift : (box.x + box.w) >> shift]
        _lay(target, drawn[index], drawn[3], there, across, down, share)


def _parts(places: tuple[float, ...]) -> Levels:
    """How much three pixels in a row count at places from the middle of the second: a quadratic
    spline, under which nothing swims when the picture moves, as it does where it is linear."""
    at = np.array(places)
    return np.stack([(0.5 - at) ** 2 / 2, 0.75 - at**2, (0.5 + at) ** 2 / 2], 1).astype(np.float32)


_FOUR = _parts((-0.375, -0.125, 0.125, 0.375))
"""Four pixels of luma, beside each other or in a column, in the one that stands for them."""
_TWO_ACROSS, _TWO_DOWN = _parts((-0.375, 0.125)), _parts((-0.25, 0.25))
"""Two of chroma, which is sited at the left of its pairs of luma."""


@compiled_fast
def _widen(line: NDArray[np.uint8], parts: Levels, padded: Levels, wide: Levels) -> None:
    """A row at its full width: four pixels, or two, for each of its own."""
    size = line.size
    padded[1 : size + 1] = line
    padded[0], padded[size + 1] = line[0], line[size - 1]
    if parts.shape[0] == 4:
        for k in range(size):
            a, b, c = padded[k], padded[k + 1], padded[k + 2]
            wide[4 * k] = parts[0, 0] * a + parts[0, 1] * b + parts[0, 2] * c
            wide[4 * k + 1] = parts[1, 0] * a + parts[1, 1] * b + parts[1, 2] * c
            wide[4 * k + 2] = parts[2, 0] * a + parts[2, 1] * b + parts[2, 2] * c
            wide[4 * k + 3] = parts[3, 0] * a + parts[3, 1] * b + parts[3, 2] * c
    else:
        for k in range(size):
            a, b, c = padded[k], padded[k + 1], padded[k + 2]
            wide[2 * k] = parts[0, 0] * a + parts[0, 1] * b + parts[0, 2] * c
            wide[2 * k + 1] = parts[1, 0] * a + parts[1, 1] * b + parts[1, 2] * c


@compiled_fast
def _lay(
    target: NDArray[np.uint8],
    light: NDArray[np.uint8],
    cover: NDArray[np.uint8],
    there: NDArray[np.bool_],
    across: Levels,
    down: Levels,
    strength: np.float32,
) -> None:
    """target + strength * (light - cover * target), where light is already times cover."""
    last, count, room = there.size - 1, down.shape[0], across.shape[0] * cover.shape[1]
    padded = np.empty(cover.shape[1] + 2, np.float32)
    lights, covers = np.empty((3, room), np.float32), np.empty((3, room), np.float32)
    made = -1  # the last row that is at its full width: three at a time, so that they stay near
    for k in range(there.size):
        i, j = max(k - 1, 0), min(k + 1, last)
        if not (there[i] or there[k] or there[j]):
            continue
        for row in range(max(made + 1, i), j + 1):
            _widen(light[row], across, padded, lights[row % 3])
            _widen(cover[row], across, padded, covers[row % 3])
        made = j
        a, b, c = lights[i % 3], lights[k % 3], lights[j % 3]
        d, e, f = covers[i % 3], covers[k % 3], covers[j % 3]
        for y in range(count * k, min(count * (k + 1), target.shape[0])):
            _mix(target[y], a, b, c, d, e, f, strength * down[y - count * k])


@compiled_fast
def _mix(
    out: NDArray[np.uint8],
    a: Levels,
    b: Levels,
    c: Levels,
    d: Levels,
    e: Levels,
    f: Levels,
    parts: Levels,
) -> None:
    """Three rows of light and three of cover, each by its part, into a row of the frame."""
    half, less, most = np.float32(0.5), np.float32(1 / 255), np.float32(255)
    p, q, r = parts[0], parts[1], parts[2]
    for x in range(out.size):
        level = np.float32(out[x])
        covered = (p * d[x] + q * e[x] + r * f[x]) * less
        level += p * a[x] + q * b[x] + r * c[x] - covered * level + half
        out[x] = np.uint8(np.int32(min(max(level, np.float32(0)), most)))


def _cells(panel: DecodedPicture, side: int) -> Levels:
    """The panel's planes in levels, averaged over squares of `side` pixels, float32 [3, w, h]."""
    planes = panel.planes[:3]
    wide, high = (max(1, size // side) for size in planes.shape[1:])
    side_x, side_y = (min(side, size) for size in planes.shape[1:])
    cut = planes[:, : wide * side_x, : high * side_y].astype(np.float32)
    cells = cut.reshape(3, wide, side_x, high, side_y).mean(axis=(2, 4)) / FRACTION
    return np.asarray(cells, np.float32)


def _picture(panel: DecodedPicture, side: int, colours: Levels, alpha: Levels) -> DecodedPicture:
    """Colours through an alpha of 0..1 as a picture in the panel's places."""
    levels = np.concatenate([colours * alpha, alpha[None] * 255])
    planes = np.clip(levels * FRACTION + 0.5, 0, 255 * FRACTION).astype(np.uint16)
    return DecodedPicture(planes, panel.width, panel.height, panel.scale / side)


def _glow(panel: DecodedPicture) -> DecodedPicture:
    """Light around what is brighter than what lies around it, in its colour."""
    cells = _cells(panel, STEP)
    width = cells.shape[1]
    light = cells[0] + _COLOURED * np.hypot(cells[1] - 128, cells[2] - 128)
    around = _gauss(light, _AROUND * width)
    least = max(float(np.percentile(light, _BRIGHTEST)), float(light.mean()) + _ABOVE)
    shines = _smooth((light - np.maximum(around + _ABOVE, least)) / _RISE)
    veil = _gauss(shines, _WIDE * width)
    alpha = _GLOW * (1 - np.exp(-1.3 * _gauss(shines, _NEAR * width) - 2.4 * veil))
    chroma = [
        128 + _VIVID * _gauss(shines * (plane - 128), _WIDE * width) / np.maximum(veil, 1e-3)
        for plane in cells[1:]
    ]
    white = np.full_like(light, _LIGHT)
    colours = np.stack([white, *chroma]).astype(np.float32)
    return _picture(panel, STEP, colours, alpha.astype(np.float32))


def _blur(layer: SoftLayer, high: int) -> float:
    """Width of the blur beside a focus, in panel pixels, at the middle of the way of a shot that is
    `high` pixels high."""
    if layer.kind != "focus":
        return 0.0
    heights = [key.rect.h for key in layer.panel.shot.keyframes]
    return round(max(_BLUR, _LEAST_BLUR / high) * (min(heights) + max(heights)) / 2, 2)


def _blurred(panel: DecodedPicture, layer: SoftLayer, wide: float) -> DecodedPicture:
    """The panel wherever it is not sharp, under a blur of that width."""
    wide *= panel.scale
    side = next((side for side in (STEP, 2) if wide >= 0.8 * side), 1)
    cells = _cells(panel, side)
    soft = np.stack([_gauss(plane, wide / side) for plane in cells])
    return _picture(panel, side, soft, _softness(cells.shape[1:], layer, panel.scale / side))


def _softness(shape: tuple[int, ...], layer: SoftLayer, scale: float) -> Levels:
    """How soft each cell is, 0..1: a smooth way from what is sharp to all else."""
    box = layer.sharp or Rect(0.0, 0.0, 0.0, 0.0)
    x = (np.arange(shape[0], dtype=np.float32)[:, None] + 0.5) / scale - (box.x + box.w / 2)
    y = (np.arange(shape[1], dtype=np.float32)[None, :] + 0.5) / scale - (box.y + box.h / 2)
    if layer.figure:
        down = _smooth(y / (1.6 * box.h) - 0.3)  # from the chin to the shoulders
        across = x / (_HEAD * box.w * (1 + (_SHOULDERS - 1) * down))
        along = y * np.where(y > 0, _HANGS, 1.0) / (_HEAD * box.h)
        far, (start, end) = np.hypot(across, along), _FIGURE_EDGE
    else:
        half_w, half_h = max(box.w / 2, 1.0), max(box.h / 2, 1.0)
        edge = min(half_w, half_h)
        beside = np.maximum(np.abs(x) - half_w, 0) / edge, np.maximum(np.abs(y) - half_h, 0) / edge
        far, (start, end) = np.hypot(*beside) + 0 * x * y, _BOX_EDGE
    return _smooth((far - start) / (end - start))


def _smooth(values: NDArray[np.floating]) -> Levels:
    t = np.clip(values, 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def _gauss(plane: Levels, wide: float) -> Levels:
    return np.asarray(gaussian_filter(plane, wide, mode="nearest"), np.float32)
