"""Chapter 2: Mira, the goose and one small lantern on a crate."""

from __future__ import annotations

from dataclasses import replace

import skia
from boats import CREAM, HULLS, TAN, boat
from body import Arm
from brush import box, clip, fill, form, line, oval, polygon, ramp, scratch, smooth, spline, tube
from cast import MIRA, OLD_FISHERMAN
from coats import mira_toggles
from face import Look
from goose import goose
from land import crag
from light import dusk, glow, pool, rays, shadow
from palette import AMBER, CANDLE, Light, mix, tone
from people import Pose, person
from sheet import Sheet
from sky import cloud, fogbank, painted, stars
from things import barrel, crate, lantern, lobster_pot, rope
from town import house, lighthouse, window
from water import ripples, sea

WARM_LEFT = Light(
    (-0.86, 0.34), tone("#ffd27a"), tone("#160f50"), tone("#c4b6e0"), tone("#0e0c2c"), 0.72
)
WARM_RIGHT = WARM_LEFT.mirrored()
NIGHT = Light(
    (-0.5, -0.85), tone("#8fb4ff"), tone("#0e0e48"), tone("#7f88cc"), tone("#14163e"), 0.6
)
DOOR = Light((0.6, -0.4), tone("#ffd890"), tone("#160f50"), tone("#c8b8d8"), tone("#100d30"), 0.65)
LANTERN = (642.0, 640.0)


def draw(sheet: Sheet) -> None:
    _harbour(sheet)
    _lane(sheet)
    dusk(sheet.canvas, (700, 700), 1150, tone("#080838"), 0.55)
    _parlour(sheet.canvas)
    _doorway(sheet.canvas)
    _ground(sheet)
    _quayside(sheet.canvas)
    _pair(sheet)


def _harbour(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    stops = [(0.0, tone("#101a56")), (0.5, tone("#25509c")), (1.0, tone("#5a98c4"))]
    painted(sheet, stops, 600, 0.06)
    stars(sheet, 110, 380, tone("#fff4d8"))
    for at, size in (((180, 220), 170), ((640, 130), 150)):
        cloud(canvas, rng, at, size, (tone("#5f86d0"), tone("#2c4c9c")), NIGHT)
    tint = (tone("#86b4d8"), tone("#4c7cc0"))
    ridge = [(300, 580), (360, 500), (410, 452), (520, 440), (590, 480), (650, 560)]
    crag(canvas, rng, ridge, 600, tone("#4f6cb8"), NIGHT, 3, 20)
    lighthouse(canvas, (462, 450), 260, NIGHT)
    fogbank(canvas, rng, (-300, 560), (900, 556), 300, tint, NIGHT, 4, 0.8)
    sea(sheet, 552, 860, [tone("#4a80bc"), tone("#2a5ea0"), tone("#1a3c84")])
    ripples(sheet, 556, 840, tone("#12306f"), 120, 0.5)
    ripples(sheet, 556, 840, tone("#9fd0e0"), 60, 0.4)
    fleet = (
        (90, 640, 1.7, 0, TAN),
        (330, 612, 1.3, 1, CREAM),
        (520, 600, 1.0, 2, TAN),
        (660, 590, 0.7, 3, CREAM),
    )
    for x, y, size, hull, sail in reversed(fleet):
        boat(canvas, (x, y), size, HULLS[hull], sail, NIGHT, lit=False, sails=False, crewed=False)
    fogbank(canvas, rng, (-260, 700), (760, 690), 110, tint, NIGHT, 3, 0.6)


def _lane(sheet: Sheet) -> None:
    """Houses across the lane: an upper window and an open door shine."""
    canvas, rng = sheet.canvas, sheet.rng
    house(canvas, rng, (820, 742), 190, 380, NIGHT, 0.0)
    wall = polygon([(930, 210), (1560, 150), (1560, 850), (930, 800)])
    form(canvas, wall, tone("#6e7fc0"), NIGHT, 6, 14, 0)
    for _ in range(90):
        x, y = rng.uniform(950, 1536), rng.uniform(240, 780)
        scratch(canvas, [(x, y), (x + 24, y - 1), (x + 46, y - 2)], 3, tone("#2c3478"), 0.35)
    for x in (948, 1180, 1420):
        beam = polygon([(x - 13, 180), (x + 13, 180), (x + 13, 830), (x - 13, 830)])
        form(canvas, beam, tone("#5a4468"), NIGHT, 4, 5, 3)
    beam = polygon([(926, 486), (1560, 462), (1560, 492), (926, 512)])
    form(canvas, beam, tone("#5a4468"), NIGHT, 4, 6, 3)
    _roof(canvas)
    _ivy(sheet)


def _roof(canvas: skia.Canvas) -> None:
    roof = polygon([(878, 226), (1010, -20), (1560, -20), (1560, 176)])
    form(canvas, roof, tone("#574a86"), NIGHT, 6, 14, 5)
    canvas.save()
    clip(canvas, roof)
    for row in range(7):
        for column in range(18):
            x, y = 860 + 44 * column + 22 * (row % 2), 10 + 36 * row - 2.6 * column
            tile = smooth(
                [
                    (x, y),
                    (x, y),
                    (x + 4, y + 26),
                    (x + 22, y + 34),
                    (x + 40, y + 26),
                    (x + 44, y),
                    (x + 44, y),
                ],
                closed=False,
            )
            canvas.drawPath(tile, line(tone("#241f58"), 3, 0.85))
    canvas.restore()
    form(
        canvas,
        polygon([(866, 222), (1560, 166), (1560, 190), (866, 248)]),
        tone("#8a7ab8"),
        NIGHT,
        4,
        5,
        3,
    )


def _parlour(canvas: skia.Canvas) -> None:
    """Mrs. Pell's parlour lamp, behind a curtain."""
    at = (1300.0, 338.0)
    window(canvas, at, (74, 92), DOOR, lit=True, halo=5.5)
    shade = smooth([(1262, 350), (1262, 350), (1280, 300), (1320, 300), (1338, 350), (1338, 350)])
    form(canvas, shade, tone("#ff8a5c"), DOOR, 4, 8, 3)
    form(canvas, tube([(1300, 352), (1300, 400)], [6, 11], 6), tone("#b0742c"), DOOR, 3.4, 4, 2)
    glow(canvas, (1300, 352), 220, CANDLE, 0.7)
    for index in range(9):
        at = (1226 + 18.5 * index, 434 - 9 * (index % 2))
        form(canvas, oval(at, 13, 12), tone("#4fa07a"), DOOR, 2.6, 4, 2)
        form(canvas, oval((at[0], at[1] - 8), 7, 7), tone("#ff7f8a"), DOOR, 2.4, 3, 2)
    form(canvas, box(1208, 438, 1392, 466, 4), tone("#8a5a4c"), DOOR, 4, 5, 3)
    for side in (-1, 1):
        drape = smooth(
            [
                (1300 + side * 74, 248),
                (1300 + side * 74, 248),
                (1300 + side * 30, 250),
                (1300 + side * 44, 330),
                (1300 + side * 70, 428),
                (1300 + side * 76, 428),
            ]
        )
        form(canvas, drape, tone("#c8506a"), DOOR, 3.6, 8, 3)


def _doorway(canvas: skia.Canvas) -> None:
    frame = smooth(
        [(1210, 836), (1210, 836), (1210, 590), (1300, 546), (1394, 588), (1394, 842), (1394, 842)]
    )
    form(canvas, frame, tone("#5a4468"), DOOR, 5, 6, 4)
    inside = smooth(
        [(1226, 836), (1226, 836), (1226, 600), (1300, 564), (1378, 598), (1378, 842), (1378, 842)]
    )
    canvas.drawPath(inside, ramp((0, 560), (0, 840), [tone("#ffe49a"), tone("#ffab46")]))
    leaf = polygon([(1378, 600), (1462, 570), (1462, 872), (1378, 842)])
    form(canvas, leaf, tone("#2f8a86"), DOOR, 5, 10, 4)
    glow(canvas, (1300, 700), 330, AMBER, 0.5)
    bring = Arm((-168, -330), bend=-1, held=_lantern)
    look = Look(-0.62, 3, (-0.7, 0.3), -0.3, 0.4, 1.0, "smile")
    person(canvas, OLD_FISHERMAN, Pose(look, bring, None), (1302, 850), 50, DOOR)


def _lantern(canvas: skia.Canvas, light: Light) -> None:
    lantern(canvas, light, 1.1)


def _ground(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    edge = [(-40, 800), (-40, 800), (420, 782), (900, 786), (1600, 836), (1600, 836)]
    ground = smooth([*edge, (1600, 1060), (1600, 1060), (-40, 1060), (-40, 1060)])
    form(canvas, ground, tone("#6a68a6"), NIGHT, 6, 8, 0)
    canvas.save()
    clip(canvas, ground)
    for row in range(9):
        y = 800 + 6 * row + 3.2 * row**2
        for x in range(-60 + 34 * (row % 2), 1640, 80 + 7 * row):
            stone = oval((x + rng.uniform(-8, 8), y + x * 0.012), 34 + 3.4 * row, 7 + 2.4 * row)
            form(
                canvas,
                stone,
                mix(tone("#7d7ab4"), tone("#5c5a9a"), rng.random()),
                NIGHT,
                2.6,
                4,
                1.6,
            )
    canvas.restore()
    pool(canvas, (642, 930), (560, 130), AMBER, 0.75)
    pool(canvas, (1300, 880), (260, 60), AMBER, 0.6)


def _quayside(canvas: skia.Canvas) -> None:
    """A barrel and a coil of rope in the right corner, a flower box and ivy on the house."""
    shadow(canvas, (1452, 1004), (150, 24), tone("#0a0830"), 0.8)
    barrel(canvas, (1462, 1010), 168, 186, DOOR)
    for row in range(4):
        y = 1000 - 17 * row
        ring = [(1212, y), (1262, y + 20), (1320, y + 22), (1372, y)]
        rope(canvas, ring, 13, DOOR)
        rope(canvas, [(1212, y), (1262, y - 16), (1320, y - 17), (1372, y)], 13, DOOR)
    rope(canvas, [(1372, 948), (1330, 990), (1270, 1010), (1190, 1004), (1120, 1018)], 13, DOOR)


def _ivy(sheet: Sheet) -> None:
    """Ivy on the corner of the house."""
    canvas, rng = sheet.canvas, sheet.rng
    stem = spline([(1120, 800), (1090, 660), (1130, 540), (1096, 420), (1140, 300)], 90)
    scratch(canvas, [(float(x), float(y)) for x, y in stem[::12]], 7, tone("#2c2a4c"))
    for x, y in stem:
        for _ in range(3):
            u, v = x + rng.normal() * 17, y + rng.normal() * 10
            size, turn = rng.uniform(7, 12), rng.uniform(-0.8, 0.8)
            leaf = smooth(
                [
                    (u - size * 0.2, v + size * 0.9),
                    (u - size * 0.9, v + turn * 5),
                    (u - size * 0.3, v - size * 0.8),
                    (u + size * 0.6, v - size * 0.6 - turn * 4),
                    (u + size * 0.8, v + size * 0.4),
                ]
            )
            green = mix(tone("#3f9a70"), tone("#2a5f78"), rng.random())
            form(canvas, leaf, green, NIGHT, 2.2, 3, 1.6)


def _pair(sheet: Sheet) -> None:
    canvas = sheet.canvas
    for x, wide in ((900, 250), (340, 210), (642, 150)):
        shadow(canvas, (x, 986), (wide, 30), tone("#0a0830"), 0.8)
    goose(canvas, (352, 984), 1.52, WARM_RIGHT, neck=((110, -232), (122, -262)), look=(0.7, 0.5))
    lobster_pot(canvas, (936, 990), 300, 200, WARM_LEFT)
    _seated(canvas)
    crate(
        canvas,
        (642, 984),
        210,
        170,
        replace(NIGHT, towards=(0.0, -1.0), rim=tone("#ffdc90"), tint=tone("#d0b8c8")),
    )
    rays(canvas, (LANTERN[0], 742), 330, CANDLE, 0.2)
    glow(canvas, (LANTERN[0], 742), 680, AMBER, 0.6)
    canvas.save()
    canvas.translate(LANTERN[0], 640)
    lantern(canvas, WARM_LEFT, 1.72)
    canvas.restore()
    glow(canvas, (LANTERN[0], 742), 180, CANDLE, 0.3)
    for _ in range(60):
        x, y = sheet.rng.normal(642, 210), sheet.rng.normal(640, 160)
        canvas.drawCircle(
            x, y, sheet.rng.uniform(0.8, 2.4), fill(CANDLE, sheet.rng.uniform(0.2, 0.8))
        )


def _seated(canvas: skia.Canvas) -> None:
    sitting = replace(MIRA.build, hem_y=-96, hem=104)
    who = replace(MIRA, build=sitting, trim=mira_toggles)
    wonder = Look(-0.62, -7, (-0.75, 0.85), -0.35, 0.5, 0.86, "smile")
    reach = Arm((-112, -128), bend=1, grip="mitten", angle=165, flip=True)
    lap = Arm((-2, -128), bend=-1, grip="mitten", flip=True)
    at = (930.0, 1010.0)
    for x, y in ((-104, 4), (-28, 8)):
        _leg(canvas, at, x, y)
    person(canvas, who, Pose(wonder, reach, lap, -3, -14, legs=False), at, 168, WARM_LEFT)


def _leg(canvas: skia.Canvas, at: tuple[float, float], x: float, y: float) -> None:
    canvas.save()
    canvas.translate(*at)
    canvas.scale(1.68, 1.68)
    form(
        canvas,
        tube([(x + 50, -96), (x + 4, -84), (x, -40)], [25, 24, 21]),
        MIRA.build.trousers,
        WARM_LEFT,
        4,
        8,
        3,
    )
    boot = smooth(
        [
            (x - 25, -62),
            (x - 25, -62),
            (x + 24, -62),
            (x + 24, -62),
            (x + 27, -14),
            (x + 24, y - 2),
            (x - 44, y - 2),
            (x - 46, -16),
            (x - 25, -28),
        ]
    )
    form(canvas, boot, MIRA.build.boots, WARM_LEFT, 4.5, 9, 3.5)
    canvas.restore()
