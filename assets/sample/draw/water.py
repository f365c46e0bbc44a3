"""The sea: depth by ripples that grow towards the viewer, and paths of reflected light."""

from __future__ import annotations

from collections.abc import Sequence

import skia
from brush import Point, fill, mark, ramp
from palette import Colour
from sheet import Sheet


def sea(sheet: Sheet, top: float, bottom: float, colours: Sequence[Colour]) -> None:
    area = skia.Rect.MakeLTRB(0, top, sheet.width, bottom)
    sheet.canvas.drawRect(area, ramp((0, top), (0, bottom), colours))


def ripples(
    sheet: Sheet, top: float, bottom: float, colour: Colour, count: int, alpha: float = 0.5
) -> None:
    """Curved strokes over the whole width, long and thick when near."""
    rng = sheet.rng
    for _ in range(count):
        depth = rng.random() ** 1.6
        x, y = rng.uniform(-60, sheet.width + 60), top + 4 + depth * (bottom - top)
        length = (14 + 150 * depth) * rng.uniform(0.5, 1.4)
        sag = (1 + 9 * depth) * rng.uniform(-1, 1)
        path = mark([(x - length, y), (x, y + sag), (x + length, y)], 1.2 + 7 * depth)
        sheet.canvas.drawPath(path, fill(colour, alpha * rng.uniform(0.25, 1)))


def reflection(
    sheet: Sheet,
    at: Point,
    bottom: float,
    width: float,
    colour: Colour,
    strength: float = 0.8,
    count: int = 60,
) -> None:
    """A broken path of light that falls from a point at the water line towards the viewer."""
    rng = sheet.rng
    for _ in range(count):
        depth = rng.random() ** 1.25
        y = at[1] + depth * (bottom - at[1])
        spread = width * (0.35 + 0.9 * depth)
        x = at[0] + rng.normal() * spread * 0.42
        length = spread * rng.uniform(0.2, 0.75) * (1.15 - 0.5 * depth)
        path = mark(
            [(x - length, y), (x, y + rng.uniform(-2, 2)), (x + length, y)], 1.4 + 5 * depth
        )
        paint = fill(colour, strength * (1 - depth * 0.72) * rng.uniform(0.4, 1))
        sheet.canvas.drawPath(path, paint)
