"""Hoods, shawls and hats, drawn around a head at (0, 0)."""

from __future__ import annotations

import skia
from brush import fill, form, oval, polygon, scratch, smooth, tube, without
from face import Look
from palette import (
    AUBURN,
    BEARD,
    BLACK_HAIR,
    BOOT,
    BRASS,
    MOSS,
    NAVY,
    PLUM,
    TEAL,
    YELLOW,
    Colour,
    Light,
    mix,
    multiply,
    tone,
)
from people import Wear


def _hood_shape(look: Look) -> skia.Path:
    tip = (-66 - 12 * look.turn, -124)
    points = [tip, tip, (2, -104), (54, -76), (72, -16), (66, 44), (40, 80)]
    return smooth([*points, (-36, 82), (-74, 50), (-88, -8), (-84, -70)])


def _opening(look: Look) -> skia.Path:
    x = 9 * look.turn
    points = [(x, -66), (36 + x, -50), (50 + x, -6), (44 + x, 42), (10 + x, 68)]
    return smooth([*points, (-28 + x, 54), (-46 + x, 4), (-36 + x, -46)])


def hood_behind(canvas: skia.Canvas, light: Light, look: Look) -> None:
    form(canvas, _hood_shape(look), mix(YELLOW, light.ink, 0.55), light, 5.5, 18, 0)


def hood(canvas: skia.Canvas, light: Light, look: Look) -> None:
    x = 9 * look.turn
    locks = [(-40 + x, -20), (-42 + x, -50), (-8 + x, -66), (34 + x, -52), (46 + x, -18)]
    curls = [(34 + x, -30), (26 + x, -38), (18 + x, -24), (8 + x, -40), (-4 + x, -26)]
    fringe = smooth([*locks, *curls, (-16 + x, -40), (-30 + x, -22)])
    form(canvas, fringe, BLACK_HAIR, light, 3.4, 7, 3)
    hood = without(_hood_shape(look), _opening(look))
    form(canvas, hood, YELLOW, light, 5, 15, 5)
    dark = mix(multiply(YELLOW, light.tint), light.ink, 0.55)
    scratch(canvas, [(-66, -110), (-46, -84), (-38, -58)], 4.4, dark, 0.8)
    scratch(canvas, [(-80, -20), (-72, 20), (-56, 50)], 4.4, dark, 0.7)
    scratch(canvas, [(-50, -100), (-22, -88), (0, -80)], 3.6, dark, 0.6)


def hood_back(canvas: skia.Canvas, light: Light, look: Look) -> None:
    form(canvas, _hood_shape(look), YELLOW, light, 5.5, 18, 6)
    dark = mix(multiply(YELLOW, light.tint), light.ink, 0.55)
    scratch(canvas, [(-66, -112), (-30, -40), (-8, 76)], 4.6, dark, 0.85)
    scratch(canvas, [(-62, -100), (-66, -40), (-56, 20)], 4, dark, 0.6)
    scratch(canvas, [(40, -50), (46, 0), (30, 60)], 4, dark, 0.5)


def shawl_behind(canvas: skia.Canvas, light: Light, _look: Look) -> None:
    wrap = smooth(
        [
            (0, -84),
            (52, -66),
            (68, -10),
            (66, 60),
            (94, 120),
            (-96, 130),
            (-78, 60),
            (-74, -14),
            (-50, -68),
        ]
    )
    form(canvas, wrap, mix(MOSS, light.ink, 0.4), light, 5, 14, 4)


def shawl(canvas: skia.Canvas, light: Light, look: Look) -> None:
    x = 8 * look.turn
    hair = smooth(
        [
            (-38 + x, -16),
            (-34 + x, -52),
            (4 + x, -66),
            (40 + x, -48),
            (44 + x, -14),
            (30 + x, -40),
            (6 + x, -50),
            (-22 + x, -40),
        ]
    )
    form(canvas, hair, AUBURN, light, 3.4, 6, 3)
    wrap = smooth(
        [
            (0, -86),
            (54, -66),
            (70, -10),
            (60, 44),
            (74, 96),
            (40, 128),
            (0, 136),
            (-60, 128),
            (-88, 96),
            (-66, 44),
            (-74, -14),
            (-50, -68),
        ]
    )
    hole = smooth(
        [
            (x, -62),
            (36 + x, -46),
            (47 + x, -4),
            (40 + x, 40),
            (10 + x, 66),
            (-26 + x, 52),
            (-44 + x, 4),
            (-36 + x, -42),
        ]
    )
    form(canvas, without(wrap, hole), MOSS, light, 4.6, 14, 4.5)
    dark = mix(multiply(MOSS, light.tint), light.ink, 0.55)
    scratch(canvas, [(-56, 48), (-10, 78), (44, 60)], 4.6, dark)
    scratch(canvas, [(-66, 78), (-20, 104), (40, 98)], 4.6, dark)


def cap(canvas: skia.Canvas, light: Light, look: Look) -> None:
    x = 8 * look.turn
    hair = smooth([(-50, -46), (-58, -30), (-56, -6), (-46, 8), (-42, -20), (-40, -44)])
    form(canvas, hair, BEARD, light, 3.6, 5, 3)
    crown = smooth(
        [(-60, -46), (-66, -80), (-30, -108), (20, -112), (62, -92), (66, -66), (54, -44), (0, -38)]
    )
    form(canvas, crown, NAVY, light, 5, 14, 4.5)
    band = smooth(
        [(-58, -58), (-20, -52), (20, -52), (56, -58), (55, -38), (20, -32), (-20, -32), (-56, -38)]
    )
    form(canvas, band, tone("#22305c"), light, 4, 5, 2)
    form(canvas, oval((16 + x * 2.4, -66), 15, 15), BRASS, light, 3.6, 5, 2.6)
    form(canvas, oval((16 + x * 2.4, -66), 6, 6), mix(BRASS, light.ink, 0.3), light, 0, 2, 1)
    peak = smooth(
        [
            (-32 + x, -38),
            (10 + x, -34),
            (52, -42),
            (70, -34),
            (48 + x, -20),
            (6 + x, -18),
            (-28 + x, -26),
        ]
    )
    form(canvas, peak, tone("#1a2348"), light, 4, 5, 3)


def feather_hat(canvas: skia.Canvas, light: Light, _look: Look) -> None:
    wave = [
        (-52, 4),
        (-58, -30),
        (-36, -66),
        (6, -74),
        (44, -60),
        (52, -34),
        (34, -44),
        (6, -46),
        (-22, -36),
        (-40, -18),
    ]
    form(canvas, smooth(wave), AUBURN, light, 4, 8, 4)
    scratch(canvas, [(-44, -22), (-26, -46), (6, -58)], 3.6, mix(AUBURN, light.ink, 0.6))
    feather = smooth([(-26, -92), (-52, -128), (-92, -146), (-112, -132), (-92, -108), (-56, -88)])
    form(canvas, feather, TEAL, light, 4, 8, 4)
    scratch(canvas, [(-28, -92), (-62, -116), (-100, -134)], 3, tone("#dffff2"))
    crown = smooth(
        [(-34, -78), (-34, -78), (-30, -116), (2, -124), (32, -114), (36, -74), (36, -74), (0, -68)]
    )
    form(canvas, crown, PLUM, light, 4.6, 10, 4)
    ribbon = polygon([(-34, -92), (35, -90), (36, -74), (-34, -77)])
    form(canvas, ribbon, BRASS, light, 3, 4, 2)
    brim = smooth([(-62, -72), (-20, -82), (30, -80), (66, -68), (30, -62), (-24, -62)])
    form(canvas, brim, PLUM, light, 4.6, 5, 3.4)


def souwester(colour: Colour) -> Wear:
    def wear(canvas: skia.Canvas, light: Light, _look: Look) -> None:
        brim = smooth(
            [
                (-96, -8),
                (-84, -34),
                (-30, -52),
                (34, -56),
                (72, -44),
                (80, -36),
                (40, -32),
                (-20, -26),
                (-60, -8),
                (-88, 6),
            ]
        )
        form(canvas, brim, colour, light, 5, 8, 4)
        crown = smooth(
            [(-60, -38), (-58, -82), (-20, -112), (24, -110), (56, -78), (60, -46), (0, -38)]
        )
        form(canvas, crown, colour, light, 5, 14, 5)
        dark = mix(multiply(colour, light.tint), light.ink, 0.6)
        scratch(canvas, [(-2, -110), (6, -80), (4, -42)], 4, dark)
        scratch(canvas, [(-58, -52), (0, -44), (58, -56)], 5, dark)

    return wear


def beanie(canvas: skia.Canvas, light: Light, _look: Look) -> None:
    stubble = smooth(
        [
            (-44, 20),
            (-20, 42),
            (10, 30),
            (38, 34),
            (48, 16),
            (38, 46),
            (14, 62),
            (-12, 62),
            (-38, 44),
        ]
    )
    canvas.drawPath(stubble, fill(mix(BLACK_HAIR, light.shade, 0.3), 0.35, 3))
    crown = smooth(
        [(-56, -34), (-58, -78), (-18, -108), (28, -104), (56, -70), (56, -36), (0, -30)]
    )
    form(canvas, crown, BOOT, light, 5, 14, 5)
    band = tube([(-57, -36), (-20, -28), (20, -28), (56, -38)], [13, 14, 14, 13])
    form(canvas, band, mix(BOOT, (0, 0, 0), 0.15), light, 4.4, 6, 3)
    form(canvas, oval((2, -112), 16, 15), tone("#ffe8d0"), light, 4, 6, 3)
