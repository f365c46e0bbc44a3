"""Hair and beards, drawn around a head at (0, 0)."""

from __future__ import annotations

import skia
from brush import fill, form, oval, scratch, smooth, tube
from face import Look
from palette import (
    AUBURN,
    BEARD,
    BLACK_HAIR,
    BOOT,
    Light,
    mix,
    multiply,
    tone,
)


def beard(canvas: skia.Canvas, light: Light, look: Look) -> None:
    x = 12 * look.turn
    sides = [
        (-52, -14),
        (-44, 16),
        (-24 + x, 26),
        (x, 26),
        (26 + x, 24),
        (44 + x * 0.4, 10),
        (50, -12),
    ]
    low = [(60, 30), (56, 78), (34 + x, 122), (8 + x, 150), (-22 + x, 128), (-52, 92), (-64, 36)]
    form(canvas, smooth([*sides, *low]), BEARD, light, 5, 16, 5)
    dark = mix(multiply(BEARD, light.tint), light.shade, 0.62)
    for start, bend, end in (
        ((-38, 44), (-36, 76), (-20, 104)),
        ((36, 40), (38, 72), (24, 104)),
        ((-10 + x, 66), (-6 + x, 96), (4 + x, 126)),
        ((14 + x, 62), (16 + x, 86), (12 + x, 108)),
    ):
        scratch(canvas, [start, bend, end], 5, dark, 0.85)
    whiskers(canvas, light, look, x)


def whiskers(canvas: skia.Canvas, light: Light, look: Look, x: float) -> None:
    if look.mouth in ("shout", "laugh", "grin", "talk", "o"):
        wide, high = (17, 17) if look.mouth in ("shout", "laugh") else (13, 9)
        canvas.drawPath(oval((x + 4, 46), wide, high), fill(light.ink))
        canvas.drawPath(oval((x + 4, 47), wide - 3, high - 3), fill(tone("#7a1f2c")))
        canvas.drawPath(
            oval((x + 5, 46 + high * 0.5), wide * 0.55, high * 0.34), fill(tone("#e0606a"))
        )
    droop = 6.0 if look.mouth in ("grim", "worried", "shout") else -4.0
    for side in (-1, 1):
        points = [(x + 6, 24.0), (x + 6 + side * 20, 24.0), (x + 6 + side * 44, 36 + droop)]
        points += [(x + 6 + side * 30, 45 + droop * 0.4), (x + 6 + side * 8, 38.0)]
        form(canvas, smooth(points), BEARD, light, 3.8, 6, 3)


def bun(canvas: skia.Canvas, light: Light, _look: Look) -> None:
    form(canvas, oval((-54, -34), 30, 28), AUBURN, light, 4.6, 9, 4)
    scratch(canvas, [(-70, -40), (-56, -28), (-42, -38)], 4, mix(AUBURN, light.ink, 0.6))
    hair = smooth([(-40, -68), (0, -78), (40, -66), (54, -30), (50, 0), (-50, 4), (-60, -28)])
    form(canvas, hair, AUBURN, light, 4.6, 9, 4)


def long_hair(canvas: skia.Canvas, light: Light, _look: Look) -> None:
    hair = smooth(
        [(-40, -72), (4, -84), (46, -66), (56, -20), (46, 20), (-44, 40), (-64, 0), (-60, -46)]
    )
    form(canvas, hair, BLACK_HAIR, light, 5, 12, 4)


def braid(canvas: skia.Canvas, light: Light, _look: Look) -> None:
    cap = [
        (-50, 14),
        (-62, -24),
        (-44, -68),
        (4, -84),
        (48, -64),
        (54, -22),
        (42, -40),
        (12, -54),
        (-20, -48),
        (-38, -20),
    ]
    form(canvas, smooth(cap), BLACK_HAIR, light, 4.4, 10, 5)
    for points in ([(-46, -34), (-26, -60), (4, -70)], [(-52, -8), (-46, -34), (-34, -50)]):
        scratch(canvas, points, 3.6, mix(light.rim, BLACK_HAIR, 0.45), 0.8)
    for index in range(6):
        x, y = -58 - 5 * index + (3 if index % 2 else -3), 24 + 27 * index
        size = 19 - index * 1.2
        knot = smooth(
            [
                (x - size, y - 8),
                (x, y - 19),
                (x + size, y - 8),
                (x + size * 0.6, y + 13),
                (x - size * 0.6, y + 13),
            ]
        )
        form(canvas, knot, BLACK_HAIR, light, 4, 6, 3.5)
    form(canvas, tube([(-96, 176), (-78, 178)], [7, 7], 6), BOOT, light, 3, 3, 2)


def mop(canvas: skia.Canvas, light: Light, _look: Look) -> None:
    hair = [
        (-50, 6),
        (-62, -30),
        (-44, -72),
        (4, -84),
        (52, -64),
        (58, -26),
        (44, -14),
        (38, -36),
        (22, -24),
        (8, -42),
        (-10, -26),
        (-24, -40),
        (-38, -16),
    ]
    form(canvas, smooth(hair), tone("#e08a30"), light, 4.4, 10, 4)
