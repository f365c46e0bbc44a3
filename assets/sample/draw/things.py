"""Things that people hold and stand on: lanterns, paper balloons, a barrel, a trumpet."""

from __future__ import annotations

import skia
from brush import Point, box, clip, fill, form, line, oval, polygon, ramp, scratch, smooth, tube
from light import glow
from palette import AMBER, BRASS, CANDLE, WHITE, Colour, Light, mix, multiply, tone

WOOD = tone("#8a5a34")
ROPE = tone("#c9a063")


def lantern(
    canvas: skia.Canvas, light: Light, size: float, lit: bool = True, metal: Colour = BRASS
) -> None:
    """A ship's lantern that hangs by its ring from (0, 0); `size` 1 is 100 units high."""
    canvas.save()
    canvas.scale(size, size)
    ring = [(-19, 20), (-15, 2), (0, -6), (15, 2), (19, 20)]
    canvas.drawPath(smooth(ring, closed=False), line(light.ink, 7))
    canvas.drawPath(smooth(ring, closed=False), line(multiply(metal, light.tint), 3))
    form(
        canvas,
        smooth([(-24, 32), (-24, 32), (-12, 14), (12, 14), (24, 32), (24, 32)]),
        metal,
        light,
        4,
        5,
        2.5,
    )
    glass = smooth([(-21, 34), (21, 34), (27, 58), (20, 82), (-20, 82), (-27, 58)])
    form(canvas, glass, CANDLE if lit else tone("#6f86b0"), light, 4, 4, 2)
    if lit:
        _flame(canvas, glass)
    for x in (-13, 0, 13):
        canvas.drawPath(
            smooth([(x, 34), (x * 1.4, 58), (x, 82)], closed=False), line(light.ink, 2.6)
        )
    form(canvas, box(-27, 80, 27, 92, 4), metal, light, 4, 4, 2.5)
    form(canvas, box(-22, 30, 22, 37, 3), metal, light, 3, 3, 2)
    canvas.restore()
    if lit:
        glow(canvas, (0, 58 * size), 150 * size, AMBER, 0.55)


def _flame(canvas: skia.Canvas, glass: skia.Path) -> None:
    canvas.save()
    clip(canvas, glass)
    canvas.drawPaint(ramp((0, 34), (0, 84), [tone("#ffd060"), tone("#ffb030")]))
    canvas.drawPath(oval((0, 62), 17, 20), fill(CANDLE, 1, 7))
    canvas.drawPath(smooth([(0, 40), (8, 60), (5, 74), (-5, 74), (-8, 60)]), fill(WHITE, 1, 1.5))
    canvas.restore()


def balloon(canvas: skia.Canvas, at: Point, size: float, colour: Colour, light: Light) -> None:
    """A paper balloon, lit from inside; `size` is its half-height."""
    x, y = at
    glow(canvas, at, size * 3.2, mix(colour, AMBER, 0.5), 0.5)
    shape = smooth(
        [
            (x - size * 0.3, y + size),
            (x - size * 0.3, y + size),
            (x - size * 0.82, y + size * 0.1),
            (x - size * 0.5, y - size * 0.8),
            (x, y - size),
            (x + size * 0.5, y - size * 0.8),
            (x + size * 0.82, y + size * 0.1),
            (x + size * 0.3, y + size),
            (x + size * 0.3, y + size),
        ]
    )
    if size > 9:
        canvas.drawPath(shape, line(mix(light.ink, colour, 0.25), max(1.2, size * 0.09)))
    canvas.save()
    clip(canvas, shape)
    warm = mix(colour, CANDLE, 0.75)
    canvas.drawPaint(
        ramp((x, y - size), (x, y + size), [mix(colour, light.ink, 0.18), colour, warm])
    )
    canvas.drawPath(
        oval((x, y + size * 0.75), size * 0.5, size * 0.6), fill(CANDLE, 0.9, size * 0.22)
    )
    for share in (-0.5, 0.0, 0.5):
        rib = smooth(
            [(x, y - size), (x + share * size * 1.1, y), (x + share * size * 0.5, y + size)],
            closed=False,
        )
        canvas.drawPath(rib, line(mix(colour, light.ink, 0.35), max(0.7, size * 0.035), 0.6))
    canvas.restore()
    form(
        canvas,
        box(x - size * 0.24, y + size * 0.96, x + size * 0.24, y + size * 1.12, 2),
        WOOD,
        light,
        size * 0.05,
        2,
        0,
    )


def spark(canvas: skia.Canvas, at: Point, size: float, colour: Colour = AMBER) -> None:
    """A far lantern: a bright point with a halo."""
    glow(canvas, at, size * 9, colour, 0.6)
    canvas.drawCircle(*at, size * 1.25, fill(mix(colour, CANDLE, 0.4)))
    canvas.drawCircle(*at, size * 0.7, fill(tone("#fffbe6")))


def barrel(canvas: skia.Canvas, at: Point, wide: float, high: float, light: Light) -> None:
    """A barrel whose foot is centred on `at`."""
    canvas.save()
    canvas.translate(*at)
    half = wide / 2
    shape = smooth(
        [
            (-half * 0.82, -high),
            (-half * 0.82, -high),
            (half * 0.82, -high),
            (half * 0.82, -high),
            (half, -high * 0.5),
            (half * 0.82, 0),
            (half * 0.82, 0),
            (-half * 0.82, 0),
            (-half * 0.82, 0),
            (-half, -high * 0.5),
        ]
    )
    form(canvas, shape, WOOD, light, 5, wide * 0.16, 4)
    dark = mix(multiply(WOOD, light.tint), light.ink, 0.6)
    for share in (-0.55, -0.2, 0.18, 0.52):
        stave = [(share * half, -high), (share * half * 1.2, -high / 2), (share * half, 0)]
        canvas.drawPath(smooth(stave, closed=False), line(dark, 3, 0.8))
    for y in (-0.82, -0.2):
        band = tube([(-half * 0.9, high * y), (0, high * y + 8), (half * 0.9, high * y)], [7, 7, 7])
        form(canvas, band, tone("#6d7690"), light, 3.4, 4, 2)
    form(
        canvas,
        oval((0, -high), half * 0.84, half * 0.17),
        mix(WOOD, WHITE, 0.16),
        light,
        4.5,
        4,
        2.4,
    )
    canvas.restore()


def crate(canvas: skia.Canvas, at: Point, wide: float, high: float, light: Light) -> None:
    left, right, foot = at[0] - wide / 2, at[0] + wide / 2, at[1]
    form(
        canvas,
        polygon([(left, foot - high), (right, foot - high), (right, foot), (left, foot)]),
        WOOD,
        light,
        5,
        10,
        3,
    )
    top = polygon(
        [
            (left, foot - high),
            (left + 16, foot - high - 22),
            (right - 16, foot - high - 22),
            (right, foot - high),
        ]
    )
    form(canvas, top, mix(WOOD, WHITE, 0.18), light, 4.5, 4, 3)
    dark = mix(multiply(WOOD, light.tint), light.ink, 0.65)
    for share in (0.34, 0.67):
        y = foot - high * share
        scratch(canvas, [(left + 3, y), (at[0], y + 2), (right - 3, y)], 4.5, dark)
        for x in (left + 12, right - 12):
            canvas.drawCircle(x, y - high * 0.16, 2.6, fill(dark))
    for x in (left + 26, right - 26):
        scratch(canvas, [(x, foot - high), (x + 1, foot - high / 2), (x, foot)], 4, dark, 0.9)


def lobster_pot(canvas: skia.Canvas, at: Point, wide: float, high: float, light: Light) -> None:
    left, right, foot = at[0] - wide / 2, at[0] + wide / 2, at[1]
    shape = smooth(
        [
            (left, foot),
            (left, foot),
            (left + 4, foot - high * 0.7),
            (at[0], foot - high),
            (right - 4, foot - high * 0.7),
            (right, foot),
            (right, foot),
        ]
    )
    form(canvas, shape, tone("#3b3550"), light, 5, 14, 3)
    canvas.save()
    clip(canvas, shape)
    net = multiply(tone("#9a8a70"), light.tint)
    for step in range(-8, 18):
        x = left + wide * step / 10
        canvas.drawLine(x, foot - high, x + high * 0.9, foot, line(net, 2.2, 0.65))
        canvas.drawLine(x + high * 0.9, foot - high, x, foot, line(net, 2.2, 0.65))
    canvas.restore()
    for x in (left + 8, at[0], right - 8):
        lean = (x - at[0]) * 0.12
        slat = tube(
            [(x, foot), (x - lean * 0.4, foot - high * 0.6), (x - lean * 2, foot - high * 0.9)],
            [6, 6, 5],
        )
        form(canvas, slat, WOOD, light, 3.6, 4, 2)
    form(canvas, tube([(left, foot - 6), (right, foot - 6)], [8, 8]), WOOD, light, 4, 5, 2)


def trumpet(canvas: skia.Canvas, light: Light) -> None:
    """A brass speaking trumpet, held at (0, 0), its mouth towards the right."""
    cone = smooth(
        [
            (-34, -8),
            (-34, -8),
            (30, -14),
            (96, -44),
            (96, -44),
            (100, 0),
            (96, 44),
            (96, 44),
            (30, 14),
            (-34, 8),
            (-34, 8),
        ]
    )
    form(canvas, cone, BRASS, light, 5, 14, 5)
    form(canvas, oval((97, 0), 12, 46), mix(BRASS, light.ink, 0.55), light, 5, 6, 3)
    form(canvas, oval((-36, 0), 7, 15), BRASS, light, 4, 4, 2)
    scratch(canvas, [(28, -14), (34, 0), (28, 14)], 4, mix(BRASS, light.ink, 0.6))


def biscuit(canvas: skia.Canvas, light: Light) -> None:
    """Half a ship's biscuit, bitten."""
    shape = smooth(
        [
            (-38, -36),
            (0, -46),
            (34, -34),
            (30, -22),
            (38, -12),
            (27, -4),
            (34, 8),
            (20, 16),
            (-20, 20),
            (-44, -6),
        ]
    )
    form(canvas, shape, tone("#eabf78"), light, 4.4, 9, 3.5)
    for x, y in ((-20, -22), (-2, -30), (14, -20), (-24, -4), (-4, -10), (12, 0)):
        canvas.drawCircle(x, y, 3.4, fill(tone("#8a5a2c")))
        canvas.drawCircle(x - 0.8, y + 0.8, 1.6, fill(tone("#5a3418")))


def rope(canvas: skia.Canvas, points: list[Point], width: float, light: Light) -> None:
    canvas.drawPath(smooth(points, closed=False), line(light.ink, width + 3.5))
    canvas.drawPath(smooth(points, closed=False), line(multiply(ROPE, light.tint), width))
