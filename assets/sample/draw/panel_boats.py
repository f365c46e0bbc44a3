"""Chapter 4: sunrise; all eleven boats are home."""

from __future__ import annotations

import skia
from boats import CREAM, HULLS, TAN, boat
from body import Arm, arm, hand
from brush import Point, clip, fill, form, oval, scratch, smooth
from cast import INES, MIRA, ODO, PELL
from face import Look
from goose import goose
from land import crag, fir
from light import glow, shadow, shaft
from palette import WHITE, Light, mix, tone
from people import Pose, person
from sheet import Sheet
from sky import cloud, gull, painted
from things import balloon, barrel, lantern
from town import house, lighthouse, stair
from water import reflection, ripples, sea

HORIZON = 520.0
SUN = (430.0, 440.0)
DAWN = Light((-0.6, -0.8), tone("#fff0b0"), tone("#5a3a92"), tone("#fff4ea"), tone("#33184c"), 0.52)
FAR = Light((-0.7, -0.7), tone("#fff2c0"), tone("#7a6ab8"), tone("#ffeee2"), tone("#6a4a86"), 0.5)


def draw(sheet: Sheet) -> None:
    _sky(sheet)
    _water(sheet)
    _island(sheet)
    _quay(sheet)
    _welcome(sheet)


def _sky(sheet: Sheet) -> None:
    stops = [
        (0.0, tone("#3f9fd6")),
        (0.34, tone("#86d2d0")),
        (0.62, tone("#ffdc92")),
        (0.84, tone("#ffac6e")),
        (1.0, tone("#ff8676")),
    ]
    painted(sheet, stops, HORIZON + 10, 0.05)
    canvas, rng = sheet.canvas, sheet.rng
    glow(canvas, SUN, 560, tone("#ffe690"), 0.42)
    for at, size in (
        ((250, 210), 190),
        ((700, 140), 150),
        ((1120, 170), 170),
        ((60, 400), 130),
        ((860, 380), 120),
    ):
        cloud(canvas, rng, at, size, (tone("#fff3dc"), tone("#ffb8a0")), FAR)
    for at, size, bank in (((900, 130), 34, -10), ((980, 90), 24, 6), ((560, 190), 20, -6)):
        gull(canvas, at, size, FAR, bank)
    canvas.drawCircle(*SUN, 74, fill(tone("#fffce8")))
    glow(canvas, SUN, 260, tone("#fff8d0"), 0.9)
    for ends in (((-80, 60), (120, -60)), ((420, -80), (640, -80)), ((900, -60), (1130, 20))):
        shaft(canvas, SUN, ends, tone("#fff4c0"), 0.32)
    tints = [tone(code) for code in ("#ff7a5a", "#ffb53a", "#f07ab0", "#58c0b0")]
    for index, (x, y, size) in enumerate(
        (
            (140, 120, 34),
            (360, 300, 22),
            (480, 90, 26),
            (640, 260, 17),
            (830, 70, 30),
            (1010, 250, 18),
            (60, 300, 15),
        )
    ):
        balloon(canvas, (x, y), size, tints[index % 4], FAR)


def _water(sheet: Sheet) -> None:
    sea(sheet, HORIZON, 860, [tone("#ffd2a4"), tone("#8fd4cc"), tone("#44a8b8"), tone("#2d80a8")])
    ripples(sheet, HORIZON, 850, tone("#2a86a8"), 180, 0.45)
    ripples(sheet, HORIZON, 850, tone("#fff0d0"), 130, 0.6)
    reflection(sheet, (SUN[0], HORIZON), 850, 120, tone("#fff3b8"), 0.9, 110)
    fleet = (
        (700, 556, 0.42, 2, CREAM),
        (330, 566, 0.5, 4, TAN),
        (610, 588, 0.6, 1, TAN),
        (90, 610, 0.86, 3, CREAM),
        (430, 652, 1.1, 0, CREAM),
        (110, 740, 1.75, 1, TAN),
        (640, 742, 1.4, 4, CREAM),
    )
    for x, y, size, hull, sail in fleet:
        shadow(sheet.canvas, (x, y + 10 * size), (86 * size, 11 * size), tone("#1f5a86"), 0.6)
        boat(sheet.canvas, (x, y), size, HULLS[hull], sail, DAWN, lit=False)
        scratch(
            sheet.canvas,
            [(x - 90 * size, y + 11 * size), (x, y + 8 * size), (x + 80 * size, y + 11 * size)],
            4 * size,
            WHITE,
            0.7,
        )


def _island(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    ridge = [
        (860, 640),
        (940, 560),
        (1010, 470),
        (1090, 400),
        (1160, 318),
        (1240, 286),
        (1340, 290),
        (1410, 350),
        (1480, 420),
        (1580, 480),
    ]
    crag(canvas, rng, ridge, 820, tone("#8fbf8a"), FAR, 4, 130)
    turns: tuple[Point, ...] = (
        (950, 700),
        (1150, 650),
        (1010, 588),
        (1190, 530),
        (1070, 470),
        (1220, 416),
        (1140, 362),
        (1250, 312),
    )
    stair(canvas, turns, 16, FAR)
    lighthouse(canvas, (1284, 300), 276, DAWN)
    rows = (
        (1350, 500, 110, 150),
        (1460, 540, 120, 170),
        (1250, 600, 110, 150),
        (1368, 640, 130, 180),
        (1500, 690, 140, 190),
        (900, 760, 110, 150),
        (1010, 770, 116, 164),
        (1130, 776, 120, 170),
        (1250, 780, 126, 180),
    )
    for x, y, size in (
        (930, 640, 60),
        (1040, 560, 54),
        (1430, 430, 60),
        (1390, 380, 44),
        (1120, 700, 66),
    ):
        fir(canvas, (x, y), size, tone("#4f9a62"), DAWN)
    for x, y, wide, high in rows:
        house(canvas, rng, (x, y), wide, high, DAWN, 0.25)


def _quay(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    edge = [(-40, 812), (-40, 812), (500, 800), (900, 792), (1600, 796), (1600, 796)]
    ground = smooth([*edge, (1600, 1060), (1600, 1060), (-40, 1060), (-40, 1060)])
    form(canvas, ground, tone("#d8b09a"), DAWN, 6, 8, 0)
    canvas.save()
    clip(canvas, ground)
    for row in range(9):
        y = 818 + 6 * row + 3.2 * row**2
        for x in range(-60 + 34 * (row % 2), 1640, 80 + 7 * row):
            stone = oval((x + rng.uniform(-8, 8), y), 34 + 3.4 * row, 7 + 2.4 * row)
            form(
                canvas,
                stone,
                mix(tone("#e8c4a8"), tone("#c89a98"), rng.random()),
                DAWN,
                2.6,
                4,
                1.8,
            )
    canvas.restore()


def _welcome(sheet: Sheet) -> None:
    canvas = sheet.canvas
    for x, wide in ((250, 190), (700, 260), (1150, 250), (1410, 180)):
        shadow(canvas, (x + 60, 1010), (wide, 34), tone("#4a2a70"), 0.6)
    barrel(canvas, (236, 1012), 216, 200, DAWN)
    goose(
        canvas,
        (236, 822),
        1.1,
        DAWN,
        neck=((100, -226), (128, -296)),
        honking=True,
        look=(0.4, -0.5),
        spread=True,
    )
    _pell(canvas)
    laugh = Look(-0.55, -5, (-0.5, 0.1), -0.4, -0.6, 0.0, "laugh")
    side = Arm((56, -262), bend=-1, grip="mitten", angle=170, flip=True)
    belly = Arm((-66, -226), bend=1, grip="mitten", angle=8)
    person(canvas, ODO, Pose(laugh, belly, side, 3), (1076, 1190), 126, DAWN)
    _embrace(canvas)


def _pell(canvas: skia.Canvas) -> None:
    moved = Look(-0.5, 8, (-0.3, 0.5), -0.9, 0.5, 0.0, "flat")
    blow = Arm((-44, -574), bend=-1, grip="fist", angle=-60, above=True, held=_handkerchief)
    hang = Arm((100, -330), bend=-1, grip="fist")
    person(canvas, PELL, Pose(moved, blow, hang, 2), (1366, 1170), 114, DAWN)


def _handkerchief(canvas: skia.Canvas, light: Light) -> None:
    cloth = smooth(
        [
            (-34, -40),
            (4, -48),
            (34, -30),
            (30, 4),
            (42, 44),
            (14, 34),
            (0, 62),
            (-16, 34),
            (-44, 40),
            (-32, 0),
        ]
    )
    form(canvas, cloth, tone("#fdf6ff"), light, 4.4, 10, 4)
    for points in ([(-8, -30), (-4, 4), (-12, 40)], [(14, -24), (14, 4), (22, 30)]):
        scratch(canvas, points, 3.4, tone("#a79ac8"), 0.9)


def _embrace(canvas: skia.Canvas) -> None:
    mother, child = (622.0, 1196.0), (758.0, 864.0)
    joy = Look(0.62, 7, (0.5, 0.2), -0.3, 0.4, 0.0, "smile")
    round_child = Arm((128, -352), bend=-1, grip="mitten", angle=-14)
    under = Arm((104, -316), bend=-1, grip="mitten", angle=20)
    person(canvas, INES, Pose(joy, round_child, under, 0, -8), mother, 136, DAWN)
    glad = Look(-0.62, -8, (-0.5, 0.2), -0.4, 0.5, 0.0, "smile")
    hug = Arm((-150, -238), bend=1, grip="mitten", angle=190)
    swing = Arm((112, -168), bend=-1, held=_glow_worm)
    person(canvas, MIRA, Pose(glad, hug, swing, 4, 10), child, 124, DAWN)
    canvas.save()
    canvas.translate(*mother)
    canvas.scale(1.36, 1.36)
    arm(canvas, INES.build, -1, round_child, DAWN)
    canvas.restore()
    canvas.save()
    canvas.translate(*child)
    canvas.scale(1.24, 1.24)
    canvas.rotate(4)
    hand(canvas, hug.hand, hug.angle or 0, hug.grip, MIRA.build.skin, DAWN, MIRA.build.hand)
    canvas.restore()


def _glow_worm(canvas: skia.Canvas, light: Light) -> None:
    lantern(canvas, light, 0.74)
