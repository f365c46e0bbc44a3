"""Fishing boats under sail."""

from __future__ import annotations

import skia
from brush import form, line, polygon, scratch, smooth, tube
from palette import Colour, Light, mix, multiply, tone
from things import WOOD, spark

CREAM = tone("#f4e3c0")
TAN = tone("#d8703c")
HULLS = [tone(code) for code in ("#2d6f8e", "#a8443c", "#3f7f5a", "#c9913a", "#5a4a86")]


def boat(
    canvas: skia.Canvas,
    at: tuple[float, float],
    size: float,
    hull: Colour,
    sail: Colour,
    light: Light,
    lit: bool = True,
    sails: bool = True,
    crewed: bool = True,
) -> None:
    """A small gaff-rigged boat that sails to the right; `size` is its length in units of 100."""
    canvas.save()
    canvas.translate(*at)
    canvas.scale(size, size)
    form(canvas, tube([(4, -12), (2, -110)], [2.4, 1.6], 6), WOOD, light, 2.4, 2, 1)
    if sails:
        _sails(canvas, sail, light)
    else:
        form(canvas, tube([(0, -34), (-44, -40)], [4.5, 3], 6), sail, light, 2.2, 2, 1)
    _hull(canvas, hull, light)
    if crewed:
        _crew(canvas, light)
    canvas.restore()
    if lit:
        spark(canvas, (at[0] + 40 * size, at[1] - 36 * size), 2.6 * size**0.7)


def _sails(canvas: skia.Canvas, sail: Colour, light: Light) -> None:
    main = smooth(
        [
            (0, -24),
            (0, -24),
            (-2, -88),
            (-2, -88),
            (-40, -102),
            (-40, -102),
            (-56, -60),
            (-54, -26),
            (-54, -26),
            (-26, -20),
        ]
    )
    form(canvas, main, sail, light, 2.6, 9, 2.2)
    jib = smooth(
        [
            (8, -94),
            (8, -94),
            (34, -56),
            (54, -26),
            (54, -26),
            (28, -24),
            (9, -24),
            (9, -24),
            (15, -58),
        ]
    )
    form(canvas, jib, mix(sail, CREAM, 0.35), light, 2.4, 6, 2)
    dark = mix(multiply(sail, light.tint), light.ink, 0.5)
    for x in (-14, -28, -42):
        scratch(canvas, [(x, -90), (x - 5, -58), (x, -24)], 1.4, dark, 0.8)
    canvas.drawLine(2, -108, 56, -24, line(light.ink, 1))


def _hull(canvas: skia.Canvas, hull: Colour, light: Light) -> None:
    shape = smooth(
        [
            (-62, -24),
            (-62, -24),
            (-20, -14),
            (24, -15),
            (66, -30),
            (66, -30),
            (52, -2),
            (40, 8),
            (-44, 8),
            (-56, -2),
        ]
    )
    form(canvas, shape, hull, light, 2.8, 8, 2.4)
    strake = [(-61, -19), (-20, -9), (24, -10), (63, -24)]
    canvas.drawPath(smooth(strake, closed=False), line(multiply(CREAM, light.tint), 3))
    canvas.drawLine(60, -28, 84, -36, line(light.ink, 3))


def _crew(canvas: skia.Canvas, light: Light) -> None:
    for x, coat in ((-34, tone("#e8b040")), (-14, tone("#4a6a9a"))):
        form(
            canvas,
            smooth([(x - 6, -15), (x - 5, -28), (x, -32), (x + 5, -28), (x + 6, -14)]),
            coat,
            light,
            1.8,
            3,
            1.2,
        )
        form(
            canvas,
            polygon([(x - 4, -39), (x + 3, -39), (x + 3.6, -31), (x - 3.6, -31)]),
            tone("#d89a70"),
            light,
            1.6,
            2,
            1,
        )
        form(canvas, smooth([(x - 6, -36), (x, -43), (x + 6, -36)]), coat, light, 1.6, 2, 1)
