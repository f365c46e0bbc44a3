"""Draws snow and rain: each flake and each streak where it is at its time, by a seed alone.

What is far is small, slow and faint, what is near large, fast and soft; all drift with one wind.
Flakes and streaks lie between pixels, so nothing steps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.pixels.canvas import Canvas
from render.pixels.resample import compiled_fast
from render.pixels.segments import VideoSettings, WeatherLayer, opacity_at

Values = NDArray[np.float32]

_LEVEL, _GREY = 236.0, 128.0
"""Luma of snow, just short of white, and chroma of grey."""
_RAIN_LEVEL = 205.0
"""Luma of rain: it shows the sky that it falls from."""


@dataclass(frozen=True)
class _Depth:
    """One of several depths. Sizes and speeds in pixels (a second) at 1080p, each from .. to.

    `size` is a flake's radius or half a streak's breadth, `length` a streak's. `alpha` is how much
    of it is seen. `drift` is how far the wind takes it a second.
    """

    count: int
    size: tuple[float, float]
    speed: tuple[float, float]
    alpha: tuple[float, float]
    drift: float = 0.0
    sway: float = 0.0
    length: tuple[float, float] = (0.0, 0.0)


_SNOW = (
    _Depth(380, (1.6, 2.6), (55, 85), (0.45, 0.7), 16, 5),
    _Depth(150, (3.2, 5.2), (100, 150), (0.65, 0.9), 34, 13),
    _Depth(30, (11.0, 19.0), (190, 270), (0.22, 0.4), 70, 26),
)
_RAIN = (
    _Depth(420, (0.9, 1.2), (1250, 1500), (0.3, 0.42), length=(50, 85)),
    _Depth(170, (1.3, 1.8), (1750, 2100), (0.34, 0.5), length=(90, 150)),
    _Depth(30, (2.4, 3.4), (2500, 3000), (0.2, 0.32), length=(190, 280)),
)
_SLANT = 0.17
"""How far rain goes to the side while it falls by one: ten degrees."""
_SWAYS = (0.12, 0.35)
"""Sways of a flake a second."""


class WeatherPainter:
    """Paints a `WeatherLayer`."""

    def __init__(self, layer: WeatherLayer, settings: VideoSettings) -> None:
        self._layer, self._fps = layer, settings.fps
        depths = _SNOW if layer.kind == "snow" else _RAIN
        self._falling = _Falling(depths, layer.seed, settings.size, slants=layer.kind == "rain")

    def state(self, i: int) -> object:
        opacity = opacity_at(self._layer.opacity, i)
        return (opacity, opacity > 0 and i)

    def covers(self, i: int) -> bool:  # noqa: ARG002
        return False

    def paint(self, canvas: Canvas, i: int) -> None:
        opacity = opacity_at(self._layer.opacity, i)
        if opacity <= 0:
            return
        seconds = float((i - self._layer.since) / self._fps)
        falling, (x, y) = self._falling, self._falling.places(seconds)
        alpha = falling.alpha * np.float32(opacity)
        luma, *chroma = (plane[:, : canvas.width] for plane in canvas.planes)
        if self._layer.kind == "rain":
            _streaks(luma, x, y, falling.size, falling.length, alpha, falling.slant, _RAIN_LEVEL)
            return
        _flakes(luma, x, y, falling.size, alpha, _LEVEL)
        half = np.float32(0.5)
        for plane in chroma:
            part = plane[:, : canvas.width // 2]
            _flakes(part, x * half, y * half, falling.size * half, alpha, _GREY)


class _Falling:
    """All that falls over a canvas, and where it is at any time."""

    def __init__(
        self, depths: tuple[_Depth, ...], seed: int, canvas: tuple[int, int], *, slants: bool
    ) -> None:
        draw = np.random.default_rng(seed)
        unit = min(canvas) / 1080
        wide, high = canvas
        crowd = wide * high / unit**2 / (1920 * 1080)  # a wider canvas holds more of them
        wind = 1.0 if draw.random() < 0.5 else -1.0
        parts = [_drawn(depth, round(depth.count * crowd), draw, unit) for depth in depths]
        columns = (np.concatenate(each) for each in zip(*parts, strict=True))
        size, self._speed, alpha, self._drift, self._sway, length, *rest = columns
        self._left, self._top, self._phase, self._swings = rest
        self.size, self.alpha, self.length = (
            each.astype(np.float32) for each in (size, alpha, length)
        )
        self.slant = wind * _SLANT if slants else 0.0
        self._drift *= wind
        self._edge = self.size * 2 + self.length  # beyond the canvas, where nobody sees it turn up
        self._wide, self._high = wide, high

    def places(self, seconds: float) -> tuple[Values, Values]:
        """Middles of flakes, lower ends of streaks, in pixels, after so many seconds."""
        high = self._high + 2 * self._edge
        fallen = self._top * high + self._speed * seconds
        rounds = np.floor(fallen / high)
        y = fallen - rounds * high - self._edge
        wide = self._wide + 2 * self._edge
        turn = 2 * math.pi * self._swings * seconds + self._phase
        x = (self._left + rounds * 0.618034) * wide  # each time it falls elsewhere
        x += self._drift * seconds + self._sway * np.sin(turn) + self.slant * (y + self._edge)
        return (np.mod(x, wide) - self._edge).astype(np.float32), y.astype(np.float32)


def _drawn(
    depth: _Depth, count: int, draw: np.random.Generator, unit: float
) -> tuple[NDArray[np.float64], ...]:
    """Sizes, speeds, alphas, drifts, sways, lengths, places, phases and swings at one depth."""

    def between(pair: tuple[float, float], times: float = 1.0) -> NDArray[np.float64]:
        return draw.uniform(pair[0] * times, pair[1] * times, count)

    return (
        between(depth.size, unit),
        between(depth.speed, unit),
        between(depth.alpha),
        between((0.7 * depth.drift, 1.3 * depth.drift), unit),
        between((0.4 * depth.sway, depth.sway), unit),
        between(depth.length, unit),
        between((0, 1)),
        between((0, 1)),
        between((0, 2 * math.pi)),
        between(_SWAYS),
    )


@compiled_fast
def _flakes(
    plane: NDArray[np.uint8],
    xs: Values,
    ys: Values,
    sizes: Values,
    alphas: Values,
    level: float,
) -> None:
    """Soft discs of one level, each mixed in by its alpha."""
    high, wide = plane.shape
    for n in range(xs.size):
        x, y, reach = xs[n], ys[n], np.float32(max(1.6 * sizes[n], 0.9))
        alpha, share = np.float32(alphas[n]), np.float32(1) / (reach * reach)
        left, right = max(0, int(x - reach)), min(wide, int(x + reach) + 2)
        for row in range(max(0, int(y - reach)), min(high, int(y + reach) + 2)):
            line, down = plane[row], (np.float32(row) + np.float32(0.5) - y) ** 2
            for column in range(left, right):
                across = np.float32(column) + np.float32(0.5) - x
                inside = max(np.float32(1) - (across * across + down) * share, np.float32(0))
                mixed = np.float32(line[column])
                mixed += alpha * inside * inside * (np.float32(level) - mixed)
                line[column] = np.uint8(np.int32(mixed + np.float32(0.5)))


@compiled_fast
def _streaks(
    plane: NDArray[np.uint8],
    xs: Values,
    ys: Values,
    sizes: Values,
    lengths: Values,
    alphas: Values,
    slant: float,
    level: float,
) -> None:
    """Slanted streaks that thin out to both ends, each from its lower end at (x, y) upwards."""
    high, wide = plane.shape
    for n in range(xs.size):
        length, half = np.float32(lengths[n]), np.float32(max(sizes[n], 0.6))
        first, last = max(0, int(ys[n] - length)), min(high, int(ys[n]) + 1)
        reach = np.float32(2) * half
        for row in range(first, last):
            up = (ys[n] - np.float32(row) - np.float32(0.5)) / length
            if not 0 < up < 1:
                continue
            alpha = np.float32(alphas[n]) * min(np.float32(1), 4 * up) * (np.float32(1) - up)
            middle = xs[n] - np.float32(slant) * up * length
            line = plane[row]
            for column in range(max(0, int(middle - reach)), min(wide, int(middle + reach) + 2)):
                across = (np.float32(column) + np.float32(0.5) - middle) / reach
                inside = max(np.float32(1) - across * across, np.float32(0))
                mixed = np.float32(line[column])
                mixed += np.float32(2) * alpha * inside * inside * (np.float32(level) - mixed)
                line[column] = np.uint8(np.int32(mixed + np.float32(0.5)))
