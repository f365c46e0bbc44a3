"""The cover: Mira and the goose, seen from behind, hold up one lantern to the dark lighthouse."""

from __future__ import annotations

import numpy as np
import skia
from boats import CREAM, HULLS, TAN, boat
from body import Arm
from brush import Point, form, smooth
from face import Look
from goose import goose
from land import crag, turf
from light import glow, shadow
from palette import AMBER, Light, tone
from people import MIRA_FROM_BEHIND, Pose, person
from sheet import Sheet
from sky import cloud, fogbank, moon, painted, stars
from things import lantern, spark
from town import along, house, lighthouse, stair
from water import reflection, ripples, sea

HORIZON = 600.0
MOON = (560.0, 330.0)
NIGHT = Light(
    (0.55, -0.82), tone("#ffd98c"), tone("#150e50"), tone("#c8bfe8"), tone("#0e0b30"), 0.66
)
FAR = Light((-0.8, -0.6), tone("#c8d8ff"), tone("#12105a"), tone("#98a0e0"), tone("#171a52"), 0.6)
TURNS: tuple[Point, ...] = (
    (930, 690),
    (1130, 650),
    (990, 596),
    (1180, 546),
    (1070, 494),
    (1220, 452),
    (1150, 414),
    (1250, 386),
)


def draw(sheet: Sheet) -> None:
    _sky(sheet)
    _sea(sheet)
    _island(sheet)
    _cliff(sheet)


def _sky(sheet: Sheet) -> None:
    stops = [
        (0.0, tone("#121a5c")),
        (0.4, tone("#2848a4")),
        (0.75, tone("#5a88cc")),
        (1.0, tone("#b8c8d8")),
    ]
    painted(sheet, stops, HORIZON + 8, 0.06)
    canvas, rng = sheet.canvas, sheet.rng
    stars(sheet, 190, 460, tone("#fff4d8"))
    cloud(canvas, rng, (880, 250), 210, (tone("#8aa4e8"), tone("#4462b8")), FAR)
    moon(canvas, MOON, 168, tone("#fff0c0"), tone("#5a88cc"))
    for at, size in (((330, 430), 190), ((760, 470), 180), ((90, 230), 160), ((1450, 300), 170)):
        cloud(canvas, rng, at, size, (tone("#a8bcf0"), tone("#5a78cc")), FAR)


def _sea(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    sea(sheet, HORIZON, 1024, [tone("#b0c8dc"), tone("#4a80bc"), tone("#21489c"), tone("#16307c")])
    fogbank(
        canvas,
        rng,
        (-300, HORIZON + 20),
        (520, HORIZON + 12),
        130,
        (tone("#b8cce8"), tone("#7a98d8")),
        FAR,
        3,
        0.9,
    )
    ripples(sheet, HORIZON + 6, 1000, tone("#142c74"), 220, 0.5)
    ripples(sheet, HORIZON + 6, 1000, tone("#a8d0e8"), 120, 0.4)
    reflection(sheet, (MOON[0], HORIZON), 980, 120, tone("#fff0c0"), 0.85, 120)
    for x, y, size, hull, sail in (
        (640, 622, 0.5, 2, CREAM),
        (250, 640, 0.66, 3, CREAM),
        (660, 716, 1.15, 1, TAN),
    ):
        shadow(canvas, (x, y + 10 * size), (86 * size, 11 * size), tone("#0c1c58"), 0.7)
        boat(canvas, (x, y), size, HULLS[hull], sail, FAR)
        reflection(sheet, (x + 40 * size, y + 10 * size), y + 90 * size, 20 * size, AMBER, 0.9, 16)


def _island(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    ridge = [
        (800, 740),
        (880, 690),
        (950, 600),
        (1030, 520),
        (1100, 450),
        (1170, 396),
        (1230, 372),
        (1350, 376),
        (1420, 440),
        (1490, 500),
        (1580, 560),
    ]
    crag(canvas, rng, ridge, 1040, tone("#6a72bc"), FAR, 5, 260)
    lighthouse(canvas, (1294, 388), 350, FAR)
    stair(canvas, TURNS, 16, FAR)
    for x, y, wide, high in (
        (856, 760, 84, 118),
        (944, 770, 92, 134),
        (1040, 776, 96, 130),
        (1140, 780, 100, 146),
        (1244, 780, 98, 134),
        (1348, 784, 104, 150),
        (1456, 784, 104, 140),
    ):
        house(canvas, rng, (x, y), wide, high, NIGHT, 0.85)
    for x, y in along(TURNS, 64):
        spark(canvas, (x, y - 14), 2.5)
    shore = smooth(
        [
            (790, 790),
            (1000, 772),
            (1300, 776),
            (1560, 778),
            (1560, 830),
            (1300, 812),
            (1000, 806),
            (800, 804),
        ]
    )
    form(canvas, shore, tone("#4c4a94"), NIGHT, 4, 10, 3)
    for x in np.linspace(860, 1500, 12):
        reflection(sheet, (float(x), 812), 940, 22, AMBER, 0.6, 14)


def _cliff(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    edge = [(-60, 850), (120, 836), (320, 846), (520, 870), (680, 908), (820, 966), (930, 1040)]
    turf(canvas, rng, edge, 1060, (tone("#3f7a6c"), tone("#6aa860")), NIGHT, 30)
    shadow(canvas, (300, 912), (130, 20), tone("#0a1030"), 0.7)
    shadow(canvas, (560, 936), (130, 18), tone("#0a1030"), 0.7)
    goose(canvas, (560, 930), 0.84, NIGHT, False, ((84, -220), (70, -300)), look=(0.6, -0.5))
    high = Arm((150, -330), bend=-1, grip="fist", angle=-80, held=_lantern)
    low = Arm((-92, -150), bend=1, grip="fist")
    look = Look(0.4, 4)
    person(canvas, MIRA_FROM_BEHIND, Pose(look, low, high, 2, -10), (300, 916), 128, NIGHT)
    glow(canvas, (500, 560), 420, AMBER, 0.4)


def _lantern(canvas: skia.Canvas, light: Light) -> None:
    canvas.translate(0, -8)
    lantern(canvas, light, 0.9)
