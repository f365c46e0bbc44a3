"""Crags, cliffs and grass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia
from brush import Point, fill, form, mark, polygon, scratch, smooth
from palette import Colour, Light, mix, multiply


def crag(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    ridge: Sequence[Point],
    foot: float,
    colour: Colour,
    light: Light,
    ink: float = 4.0,
    facets: int = 60,
) -> skia.Path:
    """Rock below a ridge line, broken into facets that catch the light or lose it."""
    rough = _roughened(rng, ridge)
    path = polygon([(rough[0][0], foot), *rough, (rough[-1][0], foot)])
    form(canvas, path, colour, light, ink, 10, 3)
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    base = multiply(colour, light.tint)
    for _ in range(facets):
        _facet(canvas, rng, rough, foot, base, light)
    canvas.restore()
    return path


def _roughened(rng: np.random.Generator, ridge: Sequence[Point]) -> list[Point]:
    rough: list[Point] = []
    for (x, y), (u, v) in zip(ridge, ridge[1:], strict=False):
        length = max(abs(u - x), abs(v - y))
        for t in np.arange(0, 1, min(1.0, 26 / max(length, 1))):
            jolt = rng.normal() * min(7.0, length * 0.04)
            rough.append((x + (u - x) * t + jolt * 0.6, y + (v - y) * t + jolt))
    rough.append(ridge[-1])
    return rough


def _facet(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    ridge: list[Point],
    foot: float,
    base: Colour,
    light: Light,
) -> None:
    x, top = ridge[rng.integers(len(ridge))]
    y = top + (foot - top) * rng.random() ** 1.4
    size = rng.uniform(12, 52)
    lit = rng.random() < 0.42
    side = 1 if light.towards[0] > 0 else -1
    way = side if lit else -side
    points = [
        (x, y),
        (x + way * size * 0.55, y + size * rng.uniform(0.1, 0.4)),
        (x + way * size * 0.35, y + size * rng.uniform(0.8, 1.5)),
        (x - way * size * 0.1, y + size * rng.uniform(0.5, 1.0)),
    ]
    colour = mix(base, light.rim, 0.35) if lit else mix(base, light.ink, 0.4)
    canvas.drawPath(polygon(points), fill(colour, 0.45))
    if rng.random() < 0.4:
        crack = [
            (x, y),
            (x + rng.uniform(-8, 8), y + size * 0.6),
            (x + rng.uniform(-14, 14), y + size * 1.3),
        ]
        scratch(canvas, crack, 3, light.ink, 0.7)


def grass(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    edge: Sequence[Point],
    height: float,
    colours: tuple[Colour, Colour],
    light: Light,
    count: int,
    wind: float = 0.4,
) -> None:
    """Blades along an edge, bent by the wind, some of them lit."""
    xs = [x for x, _ in edge]
    ys = [y for _, y in edge]
    for _ in range(count):
        x = rng.uniform(xs[0], xs[-1])
        y = float(np.interp(x, xs, ys)) + rng.uniform(0, height * 0.5)
        tall = height * rng.uniform(0.4, 1.1)
        lean = wind * tall * rng.uniform(0.4, 1.3)
        colour = multiply(mix(*colours, rng.random()), light.tint)
        if rng.random() < 0.25:
            colour = mix(colour, light.rim, 0.55)
        blade = mark(
            [(x, y + 4), (x + lean * 0.3, y - tall * 0.6), (x + lean, y - tall)], tall * 0.13 + 1.2
        )
        canvas.drawPath(blade, fill(colour))


def turf(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    edge: Sequence[Point],
    foot: float,
    colours: tuple[Colour, Colour],
    light: Light,
    height: float = 26,
) -> None:
    """A grassy slope with a ragged upper edge."""
    points = [
        (edge[0][0], foot),
        (edge[0][0], foot),
        edge[0],
        *edge,
        edge[-1],
        (edge[-1][0], foot),
        (edge[-1][0], foot),
    ]
    span = edge[-1][0] - edge[0][0]
    grass(canvas, rng, edge, height * 1.15, (light.ink, light.ink), light, int(span / 5))
    form(canvas, smooth(points), colours[0], light, 5, 18, 6)
    grass(canvas, rng, edge, height, colours, light, int(span / 3.2))
    for row in range(1, 7):
        lower = [(x, y + (foot - y) * (row / 7) ** 1.3) for x, y in edge]
        grass(canvas, rng, lower, height * (0.7 + 0.12 * row), colours, light, int(span / 14))
