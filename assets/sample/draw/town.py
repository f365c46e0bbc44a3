"""Crook Island: houses, the lighthouse, the stair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia
from brush import Point, box, clip, fill, form, line, oval, polygon, ramp, scratch, smooth, tube
from light import glow
from palette import AMBER, BRASS, CANDLE, Colour, Light, mix, multiply, tone

WALLS = [tone(code) for code in ("#e8d8c0", "#d98f6e", "#7fb0b8", "#e4b45c", "#c7a0b8", "#9fb58a")]
ROOFS = [tone(code) for code in ("#7a3f4c", "#4c4a78", "#8a5240", "#3f5a70")]
WHITEWASH = tone("#fdf8ee")
BAND = tone("#e2483a")


def house(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    foot: Point,
    wide: float,
    high: float,
    light: Light,
    lit: float = 0.7,
) -> None:
    """A crooked gabled house whose foot is centred on `foot`; `lit` of its windows shine."""
    x, y = foot
    lean = rng.uniform(-0.04, 0.04) * high
    left, right, eaves = x - wide / 2, x + wide / 2, y - high * 0.62
    wall = WALLS[rng.integers(len(WALLS))]
    roof = ROOFS[rng.integers(len(ROOFS))]
    gable = [
        (left, y),
        (left + lean, eaves),
        (x + lean * 1.6, y - high),
        (right + lean, eaves),
        (right, y),
    ]
    ink = max(1.6, wide * 0.028)
    _chimney(canvas, x + lean + wide * rng.choice([-0.24, 0.22]), y - high * 0.98, wide, light, ink)
    form(canvas, polygon(gable), wall, light, ink, wide * 0.14, ink * 0.8)
    _timber(canvas, rng, foot, wide, high, light, ink, lean)
    _roof(canvas, gable, roof, light, wide, ink)
    _windows(canvas, rng, foot, wide, high, light, lit, lean)


def _chimney(
    canvas: skia.Canvas, x: float, top: float, wide: float, light: Light, ink: float
) -> None:
    half = wide * 0.075
    form(
        canvas,
        box(x - half, top - wide * 0.04, x + half, top + wide * 0.5),
        tone("#9c6a5c"),
        light,
        ink,
        wide * 0.05,
        1.5,
    )
    form(
        canvas,
        box(x - half * 1.4, top - wide * 0.08, x + half * 1.4, top - wide * 0.02),
        tone("#7c5048"),
        light,
        ink,
        3,
        1,
    )


def _timber(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    foot: Point,
    wide: float,
    high: float,
    light: Light,
    ink: float,
    lean: float,
) -> None:
    x, y = foot
    dark = mix(multiply(tone("#5a3a34"), light.tint), light.ink, 0.4)
    for share in (0.33, 0.62):
        level = y - high * share
        scratch(
            canvas,
            [
                (x - wide / 2 + lean * share, level),
                (x, level + 1),
                (x + wide / 2 + lean * share, level),
            ],
            ink * 1.8,
            dark,
            0.75,
        )
    for _ in range(12):
        u, v = rng.uniform(x - wide * 0.45, x + wide * 0.4), y - high * rng.uniform(0.05, 0.6)
        scratch(
            canvas, [(u, v), (u + wide * 0.05, v + 0.6), (u + wide * 0.1, v)], ink * 0.8, dark, 0.35
        )


def _roof(
    canvas: skia.Canvas, gable: list[Point], roof: Colour, light: Light, wide: float, ink: float
) -> None:
    _, left, peak, right, _ = gable
    thick, over = wide * 0.12, wide * 0.09
    shape = [
        (left[0] - over, left[1] + over * 0.9),
        (peak[0], peak[1] - thick),
        (right[0] + over, right[1] + over * 0.9),
        (right[0] + over * 0.6, right[1] + over * 0.9 + thick * 0.6),
        (peak[0], peak[1] + thick * 0.55),
        (left[0] - over * 0.6, left[1] + over * 0.9 + thick * 0.6),
    ]
    form(canvas, polygon(shape), roof, light, ink * 1.1, thick * 0.4, ink)


def _windows(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    foot: Point,
    wide: float,
    high: float,
    light: Light,
    lit: float,
    lean: float,
) -> None:
    x, y = foot
    size = wide * 0.085
    spots = [(-0.25, 0.46), (0.25, 0.46), (0.0, 0.76), (0.26, 0.17)]
    for dx, dy in spots:
        at = (x + dx * wide + lean * dy, y - high * dy)
        window(canvas, at, (size, size * 1.35), light, rng.random() < lit)
    door = (x - wide * 0.22, y)
    _door(canvas, door, wide * 0.11, high * 0.24, light, rng)


def window(
    canvas: skia.Canvas, at: Point, half: Point, light: Light, lit: bool, halo: float = 4.5
) -> None:
    x, y = at
    pane = box(x - half[0], y - half[1], x + half[0], y + half[1], half[0] * 0.2)
    form(canvas, pane, tone("#2c3c66"), light, max(1.5, half[0] * 0.3), 2, 0)
    if lit:
        canvas.drawPath(
            pane, ramp((x, y - half[1]), (x, y + half[1]), [tone("#ffb545"), tone("#fff0a8")])
        )
    bar = mix(light.ink, tone("#5a3a2a"), 0.4)
    canvas.drawLine(x, y - half[1], x, y + half[1], line(bar, max(1, half[0] * 0.2)))
    canvas.drawLine(
        x - half[0],
        y - half[1] * 0.1,
        x + half[0],
        y - half[1] * 0.1,
        line(bar, max(1, half[0] * 0.2)),
    )
    sill = box(x - half[0] * 1.3, y + half[1], x + half[0] * 1.3, y + half[1] * 1.22, 1)
    form(canvas, sill, tone("#e8d8c0"), light, max(1, half[0] * 0.16), 1, 0.5)
    if lit:
        glow(canvas, at, half[1] * halo, AMBER, 0.55)


def _door(
    canvas: skia.Canvas,
    foot: Point,
    half: float,
    high: float,
    light: Light,
    rng: np.random.Generator,
) -> None:
    x, y = foot
    paint = (tone("#2f7a78"), tone("#a03c40"), tone("#35548c"))[rng.integers(3)]
    shape = smooth(
        [
            (x - half, y),
            (x - half, y),
            (x - half, y - high * 0.7),
            (x, y - high),
            (x + half, y - high * 0.7),
            (x + half, y),
            (x + half, y),
        ]
    )
    form(canvas, shape, paint, light, max(1.5, half * 0.24), half * 0.3, 1.2)
    canvas.drawCircle(x + half * 0.6, y - high * 0.42, max(1, half * 0.14), fill(BRASS))


def lighthouse(
    canvas: skia.Canvas, foot: Point, high: float, light: Light, lit: bool = False
) -> None:
    """The tower: white with two red bands; the lamp room is dark unless lit."""
    x, y = foot
    base, top = high * 0.15, high * 0.095
    shoulder = y - high * 0.76
    ink = max(1.6, high * 0.008)
    tower = smooth(
        [
            (x - base, y),
            (x - base, y),
            (x - base * 0.80, y - high * 0.3),
            (x - top, shoulder),
            (x - top, shoulder),
            (x + top, shoulder),
            (x + top, shoulder),
            (x + base * 0.80, y - high * 0.3),
            (x + base, y),
            (x + base, y),
        ]
    )
    form(canvas, tower, WHITEWASH, light, ink, high * 0.05, ink * 1.1)
    _bands(canvas, tower, foot, high, light)
    _portholes(canvas, foot, high, light, ink)
    _lamp_room(canvas, (x, shoulder), high, top, light, ink, lit)


def _bands(canvas: skia.Canvas, tower: skia.Path, foot: Point, high: float, light: Light) -> None:
    x, y = foot
    canvas.save()
    clip(canvas, tower)
    for share in (0.2, 0.5):
        low, up = y - high * share, y - high * (share + 0.13)
        sag = high * 0.018
        band = smooth(
            [
                (x - high, up),
                (x - high, up),
                (x, up + sag),
                (x + high, up),
                (x + high, up),
                (x + high, low),
                (x + high, low),
                (x, low + sag),
                (x - high, low),
                (x - high, low),
            ]
        )
        red = multiply(BAND, light.tint)
        side = high * 0.14 * (1 if light.towards[0] > 0 else -1)
        tones = [mix(red, light.rim, 0.35), red, mix(red, light.shade, light.depth)]
        canvas.drawPath(band, ramp((x + side, y), (x - side, y), tones))
    canvas.restore()


def _portholes(canvas: skia.Canvas, foot: Point, high: float, light: Light, ink: float) -> None:
    x, y = foot
    for share, shift in ((0.42, 0.02), (0.69, -0.015)):
        window(
            canvas,
            (x + shift * high, y - share * high),
            (high * 0.016, high * 0.026),
            light,
            lit=False,
        )
    half, tall = high * 0.036, high * 0.11
    door = smooth(
        [
            (x - half, y),
            (x - half, y),
            (x - half, y - tall * 0.7),
            (x, y - tall),
            (x + half, y - tall * 0.7),
            (x + half, y),
            (x + half, y),
        ]
    )
    form(canvas, door, tone("#2f7a78"), light, ink, half * 0.3, 1)


def _lamp_room(
    canvas: skia.Canvas, at: Point, high: float, top: float, light: Light, ink: float, lit: bool
) -> None:
    x, y = at
    floor, roof = y - high * 0.025, y - high * 0.15
    wide = top * 1.45
    glass = polygon(
        [
            (x - top * 0.8, floor),
            (x + top * 0.8, floor),
            (x + top * 0.72, roof),
            (x - top * 0.72, roof),
        ]
    )
    form(canvas, glass, CANDLE if lit else tone("#34507a"), light, ink, top * 0.2, ink)
    form(
        canvas,
        oval((x, (floor + roof) / 2), top * 0.34, high * 0.042),
        AMBER if lit else tone("#6c8fae"),
        light,
        ink * 0.7,
        3,
        ink * 0.8,
    )
    for share in (-0.4, 0.0, 0.4):
        canvas.drawLine(
            x + share * top, floor, x + share * top * 0.95, roof, line(light.ink, ink * 0.8)
        )
    gallery = polygon(
        [
            (x - wide, y - high * 0.028),
            (x + wide, y - high * 0.028),
            (x + wide * 0.9, y),
            (x - wide * 0.9, y),
        ]
    )
    form(canvas, gallery, tone("#39466e"), light, ink, 3, ink * 0.8)
    for step in np.linspace(-1, 1, 9):
        post = x + step * wide * 0.98
        canvas.drawLine(post, y - high * 0.028, post, y - high * 0.075, line(light.ink, ink * 0.75))
    canvas.drawLine(x - wide, y - high * 0.075, x + wide, y - high * 0.075, line(light.ink, ink))
    dome = smooth(
        [
            (x - top * 0.95, roof),
            (x - top * 0.95, roof),
            (x - top * 0.6, roof - high * 0.055),
            (x, roof - high * 0.085),
            (x + top * 0.6, roof - high * 0.055),
            (x + top * 0.95, roof),
            (x + top * 0.95, roof),
        ]
    )
    form(canvas, dome, BAND, light, ink, top * 0.25, ink)
    form(
        canvas,
        oval((x, roof - high * 0.095), high * 0.012, high * 0.012),
        BRASS,
        light,
        ink * 0.8,
        2,
        1,
    )
    canvas.drawLine(x, roof - high * 0.105, x, roof - high * 0.15, line(light.ink, ink))
    if lit:
        glow(canvas, (x, (floor + roof) / 2), high * 0.5, CANDLE, 0.8)


def along(points: Sequence[Point], count: int) -> list[Point]:
    """`count` places, evenly spread along a polyline."""
    rows = np.array(points, dtype=float)
    reach = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(rows, axis=0), axis=1))])
    places = np.linspace(0, reach[-1], count)
    xs, ys = (np.interp(places, reach, rows[:, part]) for part in range(2))
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]


def stair(canvas: skia.Canvas, turns: Sequence[Point], width: float, light: Light) -> None:
    """A stone stair that zigzags from turn to turn, thinner as it climbs."""
    count = len(turns) - 1
    stone = multiply(tone("#b9b2c8"), light.tint)
    for index in range(count):
        thick = width * (1 - 0.6 * index / count)
        start, end = turns[index], turns[index + 1]
        canvas.drawLine(*start, *end, line(light.ink, thick + 3))
        canvas.drawLine(*start, *end, line(mix(stone, light.shade, 0.3), thick))
        for x, y in along([start, end], max(3, int(abs(end[0] - start[0]) / (thick * 0.8)))):
            canvas.drawLine(x, y - thick / 2, x, y + thick / 2, line(light.ink, 1, 0.5))


def quay_wall(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    corners: tuple[Point, Point],
    colour: Colour,
    light: Light,
    stone: float = 36.0,
) -> None:
    """A wall of cut stone that stands in the water, from one corner to the other."""
    (left, top), (right, bottom) = corners
    face = polygon([(left, top), (right, top), (right, bottom), (left + stone * 0.4, bottom)])
    form(canvas, face, colour, light, 4, 10, 0)
    canvas.save()
    clip(canvas, face)
    high = stone * 0.52
    for row, y in enumerate(np.arange(top, bottom, high)):
        for x in np.arange(left - stone * (row % 2) / 2, right, stone):
            tint = mix(colour, light.ink, 0.22 * rng.random() + 0.05 * row)
            block = box(x + 1, y + 1, x + stone - 1, y + high - 1, 2)
            form(canvas, block, tint, light, 1.0, 3, 1.3)
    canvas.restore()
    form(
        canvas,
        box(left - 8, top - 7, right, top + 5, 3),
        mix(colour, light.rim, 0.15),
        light,
        3,
        4,
        2.6,
    )
    for x in np.arange(left + stone, right, stone * 3.2):
        form(
            canvas,
            tube([(x, top + 4), (x, top - 12)], [4, 4.6], 5),
            tone("#3c3a5c"),
            light,
            2,
            2,
            1.2,
        )
