"""Crags, cliffs and grass."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
import skia
from brush import Point, clip, fill, form, line, mark, polygon, scratch, smooth
from palette import Colour, Light, mix, multiply


def crag(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    ridge: Sequence[Point],
    foot: float,
    colour: Colour,
    light: Light,
    ink: float = 4.0,
    cracks: int = 60,
) -> skia.Path:
    """Rock below a ridge line, broken into facets that catch the light or lose it."""
    rough = _roughened(rng, ridge)
    path = polygon([(rough[0][0], foot), *rough, (rough[-1][0], foot)])
    form(canvas, path, colour, light, ink, 10, 3)
    canvas.save()
    clip(canvas, path)
    for corners, share in _planes(rng, ridge, foot, light):
        base = multiply(colour, light.tint)
        shade = mix(base, light.rim, share) if share > 0 else mix(base, light.ink, -share)
        canvas.drawPath(polygon(corners), fill(shade, 0.8))
        canvas.drawPath(polygon(corners), line(shade, 1.2, 0.8))
    for _ in range(cracks):
        _crack(canvas, rng, rough, foot, light)
    canvas.restore()
    return path


def _planes(
    rng: np.random.Generator, ridge: Sequence[Point], foot: float, light: Light
) -> Iterator[tuple[list[Point], float]]:
    """Triangles that cover the rock, each with a brightness in -1..1 from its slope."""
    xs = np.arange(ridge[0][0] - 30, ridge[-1][0] + 60, 34.0)
    tops = np.interp(xs, [x for x, _ in ridge], [y for _, y in ridge])
    rows = max(3, int((foot - tops.min()) / 46))
    depth = np.linspace(0, 1, rows + 1)[:, None]
    grid_y = tops[None, :] + (foot - tops[None, :]) * depth
    grid_x = np.broadcast_to(xs, grid_y.shape) + rng.normal(size=grid_y.shape) * 9
    grid_y = grid_y + rng.normal(size=grid_y.shape) * 8 * (depth > 0)
    slope = np.gradient(tops, xs)
    facing = np.clip(-slope * np.sign(light.towards[0]) * 0.35, -0.3, 0.3)
    height = rng.normal(size=grid_y.shape) * 0.16 + facing[None, :] - 0.12 * depth
    for row, column in itertools.product(range(rows), range(len(xs) - 1)):
        square = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        points = [(float(grid_x[at]), float(grid_y[at])) for at in square]
        lit = float(height[row, column])
        yield [points[0], points[1], points[3]], lit
        yield [points[1], points[2], points[3]], lit - 0.09


def _crack(
    canvas: skia.Canvas, rng: np.random.Generator, ridge: list[Point], foot: float, light: Light
) -> None:
    x, top = ridge[rng.integers(len(ridge))]
    y = top + (foot - top) * rng.random() ** 1.6
    long = rng.uniform(14, 60)
    bend = rng.uniform(-9, 9)
    points = [(x, y), (x + bend * 0.5, y + long * 0.5), (x + bend * 1.4, y + long)]
    scratch(canvas, points, 2.4, light.ink, 0.4)


def _roughened(rng: np.random.Generator, ridge: Sequence[Point]) -> list[Point]:
    rough: list[Point] = []
    for (x, y), (u, v) in itertools.pairwise(ridge):
        length = max(abs(u - x), abs(v - y))
        for t in np.arange(0, 1, min(1.0, 26 / max(length, 1))):
            jolt = rng.normal() * min(7.0, length * 0.04)
            rough.append((x + (u - x) * t + jolt * 0.6, y + (v - y) * t + jolt))
    rough.append(ridge[-1])
    return rough


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


def fir(canvas: skia.Canvas, foot: Point, high: float, colour: Colour, light: Light) -> None:
    """A fir tree bent a little by the sea wind: four ragged tiers on a trunk."""
    x, y = foot
    ink = max(1.4, high * 0.03)
    trunk = polygon([(x - high * 0.04, y), (x + high * 0.04, y), (x + high * 0.03, y - high * 0.3)])
    form(canvas, trunk, (92, 62, 58), light, ink, 2, 0)
    for tier in range(4):
        base, half = y - high * (0.12 + 0.2 * tier), high * (0.27 - 0.052 * tier)
        tip = (x + high * 0.02 * tier, base - high * 0.34)
        hem = [(x + half, base), (x + half * 0.45, base - high * 0.03), (x, base + high * 0.025)]
        hem += [(x - half * 0.5, base - high * 0.03), (x - half, base)]
        needles = mix(colour, light.rim, 0.06 * tier)
        form(canvas, polygon([tip, *hem]), needles, light, ink, high * 0.08, high * 0.02)
