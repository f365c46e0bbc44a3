"""Chapter 1: sunset on the gallery of the lighthouse; the lamp is out, and the fog comes in."""

from __future__ import annotations

from math import cos, sin

import numpy as np
import skia
from boats import CREAM, HULLS, TAN, boat
from body import Arm
from brush import box, clip, fill, form, line, oval, polygon, scratch, smooth, tube
from cast import MIRA, ODO
from face import Look
from goose import goose
from light import glow, pool, shadow, shaft, veil
from palette import BRASS, Light, mix, tone
from people import Pose, person
from sheet import Sheet
from sky import cloud, fogbank, gull, painted
from things import biscuit, lantern
from water import reflection, ripples, sea

HORIZON = 560.0
SUN = (640.0, 402.0)
SUNSET = Light(
    (-0.86, -0.5), tone("#ffd583"), tone("#3c1d6e"), tone("#fff0e4"), tone("#261340"), 0.62
)
FAR = Light((-0.5, -0.8), tone("#ffe0a0"), tone("#8a4f9c"), tone("#ffe2e0"), tone("#5a3072"), 0.5)
IRON = tone("#4b5590")


def draw(sheet: Sheet) -> None:
    _sky(sheet)
    _water(sheet)
    _lamp(sheet.canvas)
    _railing(sheet.canvas)
    _floor(sheet)
    _people(sheet.canvas)
    _air(sheet)


def _sky(sheet: Sheet) -> None:
    stops = [
        (0.0, tone("#2f4aa6")),
        (0.28, tone("#7a62c6")),
        (0.52, tone("#ee7aa4")),
        (0.74, tone("#ff9c66")),
        (1.0, tone("#ffdc8c")),
    ]
    painted(sheet, stops, HORIZON + 10, 0.05)
    canvas, rng = sheet.canvas, sheet.rng
    glow(canvas, SUN, 620, tone("#ffcf70"), 0.75)
    for at, size, pair in (
        ((1010, 250), 210, (tone("#ffb3a0"), tone("#b070c0"))),
        ((640, 150), 170, (tone("#ffa7a8"), tone("#8a66c4"))),
        ((130, 210), 190, (tone("#ffc08e"), tone("#c070b4"))),
        ((860, 420), 130, (tone("#ffd0a0"), tone("#e884a0"))),
    ):
        cloud(canvas, rng, at, size, pair, FAR)
    for at, size, bank in (((160, 130), 34, -10), ((268, 80), 24, 6), ((760, 330), 22, -6)):
        gull(canvas, at, size, FAR, bank)
    canvas.drawCircle(*SUN, 62, fill(tone("#fff3c4")))
    glow(canvas, SUN, 210, tone("#fff0b0"), 0.9)


def _water(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    sea(sheet, HORIZON, 1024, [tone("#ffb88a"), tone("#5fb0b4"), tone("#2a7fa6"), tone("#1f4f8e")])
    ripples(sheet, HORIZON, 1000, tone("#1b4f92"), 260, 0.42)
    ripples(sheet, HORIZON, 1000, tone("#ffc79a"), 150, 0.5)
    reflection(sheet, (SUN[0], HORIZON), 960, 130, tone("#ffe49a"), 0.95, 130)
    bank = (tone("#d79ad0"), tone("#8d76c8"))
    fogbank(canvas, rng, (-420, HORIZON + 30), (720, HORIZON + 22), 330, bank, FAR, 5)
    fogbank(canvas, rng, (-300, HORIZON + 84), (470, HORIZON + 70), 190, bank, FAR, 3, 0.9)
    fleet = [
        (770, 590, 0.32, 3, CREAM),
        (900, 600, 0.40, 1, TAN),
        (704, 616, 0.44, 2, CREAM),
        (322, 626, 0.46, 1, CREAM),
        (70, 646, 0.52, 0, TAN),
        (96, 786, 1.15, 4, TAN),
    ]
    for x, y, size, hull, sail in fleet:
        shadow(canvas, (x + 4, y + 10 * size), (80 * size, 10 * size), tone("#1b3f7a"), 0.6)
        boat(canvas, (x, y), size, HULLS[hull], sail, SUNSET)
        wake = mix(tone("#ffe6c8"), tone("#ffffff"), 0.4)
        scratch(
            canvas,
            [(x - 130 * size, y + 11 * size), (x, y + 6 * size), (x + 74 * size, y + 9 * size)],
            5 * size,
            wake,
            0.8,
        )
    veil(canvas, HORIZON - 60, HORIZON + 130, tone("#ffb59a"), (0.0, 0.0))


def _railing(canvas: skia.Canvas) -> None:
    """Iron rails between the people and the sea, curved as a round gallery is."""
    for y, thick in ((690, 9.0), (770, 5.0), (850, 5.0)):
        rail = tube(
            [(-40, y + 46), (380, y + 8), (800, y), (1120, y + 10), (1340, y + 34)], [thick] * 5
        )
        form(canvas, rail, IRON, SUNSET, 4, 5, 3.4)
    for x in range(30, 1300, 158):
        top = 690 + 0.000075 * (x - 780) ** 2
        post = tube([(x, top - 6), (x, top + 290)], [8, 9], 6)
        form(canvas, post, IRON, SUNSET, 4, 5, 3)
        form(canvas, oval((x, top - 15), 13, 13), BRASS, SUNSET, 4, 6, 3)


def _floor(sheet: Sheet) -> None:
    canvas = sheet.canvas
    edge = [(-60, 948), (-60, 948), (400, 916), (800, 908), (1200, 918), (1600, 948), (1600, 948)]
    deck = smooth([*edge, (1600, 1060), (1600, 1060), (-60, 1060), (-60, 1060)])
    form(canvas, deck, tone("#a9709a"), SUNSET, 6, 12, 7)
    canvas.save()
    clip(canvas, deck)
    for step in range(-14, 30):
        x = 800 + (step - 8) * 84
        ends = [(800 + (x - 800) * 0.86, 900), (800 + (x - 800) * 1.12, 1040)]
        canvas.drawLine(*ends[0], *ends[1], line(tone("#4a2560"), 3.4, 0.8))
    for _ in range(150):
        x, y = sheet.rng.uniform(0, 1536), sheet.rng.uniform(925, 1024)
        scratch(canvas, [(x, y), (x + 12, y + 14), (x + 18, y + 30)], 2.4, tone("#5c2f70"), 0.35)
    canvas.restore()


def _lamp(canvas: skia.Canvas) -> None:
    """The great lens in its brass cage, dark, and the glass room around it."""
    room = polygon([(1186, 0), (1560, 0), (1560, 1040), (1186, 1040)])
    form(canvas, room, tone("#3d3a86"), SUNSET, 6, 10, 0)
    for x in (1186, 1364, 1536):
        form(canvas, box(x - 10, -10, x + 10, 1040), IRON, SUNSET, 4, 6, 4)
    centre = (1392.0, 400.0)
    for row in range(-8, 9):
        _prism(canvas, centre, row)
    form(canvas, oval(centre, 78, 96), tone("#7fb6d8"), SUNSET, 5, 18, 5)
    for size in (0.74, 0.5, 0.26):
        form(canvas, oval(centre, 78 * size, 96 * size), tone("#8fc4e4"), SUNSET, 3.4, 10, 3)
    _cage(canvas, centre)
    _gears(canvas)


def _prism(canvas: skia.Canvas, centre: tuple[float, float], row: int) -> None:
    y = centre[1] + row * 33
    half = 152 * cos(row / 8 * 1.05)
    shape = smooth(
        [
            (centre[0] - half, y - 12),
            (centre[0], y - 17),
            (centre[0] + half, y - 12),
            (centre[0] + half * 0.96, y + 12),
            (centre[0], y + 15),
            (centre[0] - half * 0.96, y + 12),
        ]
    )
    form(canvas, shape, mix(tone("#5b93c8"), tone("#4a66ac"), abs(row) / 8), SUNSET, 3.4, 9, 3.4)
    scratch(
        canvas,
        [(centre[0] - half * 0.7, y - 5), (centre[0] - half * 0.3, y - 9), (centre[0], y - 9)],
        5,
        tone("#ffe3b8"),
        0.7,
    )


def _cage(canvas: skia.Canvas, centre: tuple[float, float]) -> None:
    x, y = centre
    for side in (-1, 1):
        bar = tube(
            [(x + side * 84, y - 282), (x + side * 168, y), (x + side * 84, y + 282)], [9, 10, 9]
        )
        form(canvas, bar, BRASS, SUNSET, 4.6, 6, 4)
    for level in (-1, 1):
        ring = tube(
            [(x - 112, y + level * 276), (x, y + level * 288), (x + 112, y + level * 276)],
            [17, 17, 17],
        )
        form(canvas, ring, BRASS, SUNSET, 5, 9, 5)
    form(
        canvas,
        smooth(
            [
                (x - 100, y - 286),
                (x - 60, y - 350),
                (x, y - 372),
                (x + 60, y - 350),
                (x + 100, y - 286),
            ]
        ),
        BRASS,
        SUNSET,
        5,
        12,
        5,
    )


def _gears(canvas: skia.Canvas) -> None:
    for at, radius, teeth in (((1330, 830), 104, 18), ((1478, 760), 74, 13), ((1470, 912), 62, 11)):
        rim = [(at[0] + cos(a) * r, at[1] + sin(a) * r) for a, r in _teeth(radius, teeth)]
        form(canvas, polygon(rim), BRASS, SUNSET, 5, 12, 5)
        form(
            canvas,
            oval(at, radius * 0.66, radius * 0.66),
            mix(BRASS, tone("#5c2a58"), 0.5),
            SUNSET,
            4,
            10,
            0,
        )
        for turn in np.linspace(0, 2 * np.pi, 5, endpoint=False):
            end = (at[0] + cos(turn + 0.4) * radius * 0.68, at[1] + sin(turn + 0.4) * radius * 0.68)
            form(canvas, tube([at, end], [8, 10], 6), BRASS, SUNSET, 3.4, 4, 2)
        form(canvas, oval(at, radius * 0.2, radius * 0.2), BRASS, SUNSET, 4, 5, 3)


def _teeth(radius: float, count: int) -> list[tuple[float, float]]:
    step = 2 * np.pi / count
    corners = ((0.0, 0.88), (0.12, 1.0), (0.42, 1.0), (0.54, 0.88))
    return [
        (index * step + share * step, radius * size)
        for index in range(count)
        for share, size in corners
    ]


def _people(canvas: skia.Canvas) -> None:
    pool(canvas, (640, 985), (560, 60), tone("#ffcf80"), 0.6)
    for x, wide in ((560, 210), (800, 150), (1060, 260)):
        shadow(canvas, (x + 40, 1004), (wide, 30), tone("#2a1046"), 0.75)
    found = Arm((-236, -428), bend=-1, grip="fist", angle=-80, held=_biscuit)
    fist = Arm((150, -238), bend=-1, grip="fist")
    scowl = Look(-0.62, 6, (-0.8, 0.7), 1.0, -1.0, 0.92, "shout")
    person(canvas, ODO, Pose(scowl, found, fist, -2), (1096, 1090), 148, SUNSET)
    goose(
        canvas,
        (830, 1014),
        0.94,
        SUNSET,
        mirrored=True,
        neck=((84, -216), (58, -296)),
        look=(0.5, -0.7),
        sly=True,
    )
    point = Arm((-172, -268), bend=1, grip="point", flip=True)
    low = Arm((96, -106), bend=-1, held=_glow_worm)
    fright = Look(-0.66, -3, (-0.7, -0.1), -0.9, 0.7, 1.08, "o")
    person(canvas, MIRA, Pose(fright, point, low, 2), (470, 1076), 164, SUNSET.mirrored())


def _biscuit(canvas: skia.Canvas, light: Light) -> None:
    canvas.translate(4, -34)
    biscuit(canvas, light)


def _glow_worm(canvas: skia.Canvas, light: Light) -> None:
    lantern(canvas, light, 0.74)


def _air(sheet: Sheet) -> None:
    canvas = sheet.canvas
    glow(canvas, (SUN[0] + 10, SUN[1] + 20), 430, tone("#ffc860"), 0.5)
    for ends in (
        ((700, 1100), (900, 1100)),
        ((1000, 1000), (1250, 1040)),
        ((1300, 640), (1500, 760)),
    ):
        shaft(canvas, SUN, ends, tone("#ffcf80"), 0.16)
    for _ in range(70):
        x, y = sheet.rng.uniform(0, 1536), sheet.rng.uniform(300, 1000)
        canvas.drawCircle(
            x, y, sheet.rng.uniform(0.8, 2.2), fill(tone("#ffe9b0"), sheet.rng.uniform(0.2, 0.7))
        )
