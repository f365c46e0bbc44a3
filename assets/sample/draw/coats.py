"""What is on a coat: buttons, seams, pockets, stripes; and what is worn over it: scarf, collar."""

from __future__ import annotations

import skia
from body import Build
from brush import fill, form, oval, polygon, scratch, smooth, tube
from palette import (
    BRASS,
    NAVY,
    RUST,
    TEAL,
    YELLOW,
    Light,
    mix,
    multiply,
    tone,
)


def mira_toggles(canvas: skia.Canvas, light: Light, build: Build) -> None:
    """The front of Mira's raincoat, without its pocket."""
    dark = mix(multiply(YELLOW, light.tint), light.ink, 0.6)
    seam = [(6, build.shoulder_y + 26), (9, -150), (8, build.hem_y + 2)]
    scratch(canvas, seam, 5, dark)
    for y in (-196, -156, -116):
        form(
            canvas, tube([(-12, y), (26, y + 2)], [4.4, 4.4], 6), tone("#7a4a2a"), light, 2.4, 2, 1
        )


def mira_trim(canvas: skia.Canvas, light: Light, build: Build) -> None:
    mira_toggles(canvas, light, build)
    pocket = smooth(
        [(34, -128), (34, -128), (70, -126), (70, -126), (68, -96), (52, -90), (36, -97)]
    )
    form(canvas, pocket, YELLOW, light, 3.6, 5, 2)


def back_trim(canvas: skia.Canvas, light: Light, build: Build) -> None:
    dark = mix(multiply(YELLOW, light.tint), light.ink, 0.6)
    scratch(canvas, [(0, build.shoulder_y + 26), (-3, -150), (-2, build.hem_y + 2)], 5, dark)
    band = tube([(-56, -168), (0, -160), (56, -168)], [8, 8, 8])
    form(canvas, band, YELLOW, light, 3.4, 4, 2)


def back_scarf(canvas: skia.Canvas, light: Light, build: Build) -> None:
    """The scarf seen from behind, its end blown to the right."""
    top = build.shoulder_y
    tail = smooth([(20, -256), (44, -258), (60, -214), (84, -176), (58, -164), (36, -206)])
    form(canvas, tail, TEAL, light, 4.2, 8, 3)
    collar = tube([(-48, top - 8), (0, top + 8), (48, top - 8)], [13, 16, 13])
    form(canvas, collar, TEAL, light, 4.2, 9, 3)


def scarf(canvas: skia.Canvas, light: Light, build: Build) -> None:
    y, wide = build.shoulder_y - 9, 20 + build.shoulder * 0.47
    tail = smooth(
        [(-34, y + 4), (-10, y + 8), (-12, y + 44), (-18, y + 76), (-44, y + 72), (-42, y + 40)]
    )
    form(canvas, tail, TEAL, light, 4.2, 8, 3)
    for dy in (54, 64):
        scratch(
            canvas, [(-42, y + dy), (-30, y + dy + 4), (-17, y + dy)], 3.4, tone("#e8fff4"), 0.8
        )
    band = tube(
        [(-wide, y - 6), (-wide * 0.4, y + 10), (wide * 0.4, y + 10), (wide, y - 6)],
        [13, 17, 17, 13],
    )
    form(canvas, band, TEAL, light, 4.2, 9, 3)
    dark = mix(multiply(TEAL, light.tint), light.ink, 0.6)
    scratch(canvas, [(-wide * 0.7, y - 4), (-wide * 0.2, y + 6), (wide * 0.3, y + 3)], 3.6, dark)
    scratch(canvas, [(-wide * 0.1, y + 19), (wide * 0.4, y + 17), (wide * 0.8, y + 5)], 3.2, dark)


def brass_buttons(canvas: skia.Canvas, light: Light, build: Build) -> None:
    dark = mix(multiply(build.coat, light.tint), light.ink, 0.6)
    top, low = build.shoulder_y, build.hem_y
    scratch(canvas, [(2, top + 20), (6, (top + low) / 2), (4, low)], 5.5, dark)
    for row in range(4):
        y = top + (low - top) * (0.34 + 0.13 * row)
        for x in (-26, 32):
            form(canvas, oval((x, y), 8, 8), BRASS, light, 3, 3.5, 2)
    for side in (-1, 1):
        x = side * build.waist * 0.62
        y = top + (low - top) * 0.72
        flap = polygon([(x - 27, y), (x + 27, y - 2), (x + 26, y + 17), (x - 26, y + 18)])
        form(canvas, flap, build.coat, light, 3.6, 5, 2)


def ines_trim(canvas: skia.Canvas, light: Light, build: Build) -> None:
    dark = mix(multiply(RUST, light.tint), light.ink, 0.6)
    scratch(canvas, [(4, build.shoulder_y + 20), (8, -350), (6, build.hem_y)], 5.5, dark)
    belt = tube([(-build.waist, -330), (0, -322), (build.waist, -330)], [13, 13, 13])
    form(canvas, belt, tone("#5d3526"), light, 3.6, 5, 2)
    form(
        canvas, polygon([(-16, -338), (22, -338), (22, -306), (-16, -306)]), BRASS, light, 3.6, 5, 2
    )


def oilskin(canvas: skia.Canvas, light: Light, build: Build) -> None:
    dark = mix(multiply(build.coat, light.tint), light.ink, 0.6)
    top, low = build.shoulder_y, build.hem_y
    scratch(canvas, [(2, top + 16), (8, (top + low) / 2), (5, low)], 5.5, dark)
    for y in (0.2, 0.36, 0.52):
        at = top + (low - top) * y
        form(canvas, tube([(-14, at), (28, at + 2)], [5, 5], 6), tone("#4a3426"), light, 2.6, 2, 1)
    for side in (-1, 1):
        x, y = side * build.waist * 0.58, top + (low - top) * 0.66
        flap = polygon([(x - 26, y), (x + 26, y - 2), (x + 24, y + 18), (x - 24, y + 19)])
        form(canvas, flap, build.coat, light, 3.4, 5, 2)


def oilskin_collar(canvas: skia.Canvas, light: Light, build: Build) -> None:
    top = build.shoulder_y
    collar = tube([(-52, top - 2), (0, top + 18), (52, top - 2)], [15, 17, 15])
    form(canvas, collar, build.coat, light, 4.4, 8, 3.4)


def stripes(canvas: skia.Canvas, light: Light, build: Build) -> None:
    top, low = build.shoulder_y, build.hem_y
    for row in range(5):
        y = top + 28 + (low - top) * 0.19 * row
        wide = build.waist * 0.97
        band = tube([(-wide, y), (0, y + 7), (wide, y)], [7, 7, 7])
        canvas.save()
        canvas.drawPath(band, fill(multiply(NAVY, light.tint), 0.85))
        canvas.restore()
