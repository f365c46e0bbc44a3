"""The cover: Mira and the goose, seen from behind, hold up one lantern to the dark lighthouse."""

from __future__ import annotations

import numpy as np
import skia
from boats import CREAM, HULLS, TAN, boat
from body import Arm
from brush import Point, fill, scratch
from cast import MIRA_FROM_BEHIND
from face import Look
from goose import goose
from land import crag, fir, turf
from light import glow, rays, shadow
from palette import AMBER, CANDLE, Light, mix, tone
from people import Pose, person
from sheet import Sheet
from sky import cloud, fogbank, gull, moon, painted, stars
from things import lantern, spark
from town import along, house, lighthouse, quay_wall, stair
from water import reflection, ripples, sea

HORIZON = 600.0
MOON = (770.0, 250.0)
NIGHT = Light(
    (0.55, -0.82), tone("#ffd98c"), tone("#150e50"), tone("#c8bfe8"), tone("#0e0b30"), 0.66
)
FAR = Light((-0.8, -0.6), tone("#c8d8ff"), tone("#12105a"), tone("#98a0e0"), tone("#171a52"), 0.6)
TURNS: tuple[Point, ...] = (
    (950, 668),
    (1140, 618),
    (1000, 570),
    (1188, 524),
    (1080, 480),
    (1226, 446),
    (1152, 412),
    (1250, 386),
)


def draw(sheet: Sheet) -> None:
    _sky(sheet)
    _sea(sheet)
    _island(sheet)
    _near_boat(sheet)
    _cliff(sheet)


def _sky(sheet: Sheet) -> None:
    stops = [
        (0.0, tone("#121a5c")),
        (0.4, tone("#2848a4")),
        (0.75, tone("#5a88cc")),
        (1.0, tone("#86a8dc")),
    ]
    painted(sheet, stops, HORIZON + 8, 0.06)
    canvas, rng = sheet.canvas, sheet.rng
    stars(sheet, 190, 460, tone("#fff4d8"))
    cloud(canvas, rng, (960, 330), 190, (tone("#8aa4e8"), tone("#4462b8")), FAR)
    moon(canvas, MOON, 138, tone("#fff0c0"), tone("#5a88cc"))
    for at, size in (((330, 480), 190), ((640, 360), 170), ((90, 230), 160), ((1450, 300), 170)):
        cloud(canvas, rng, at, size, (tone("#a8bcf0"), tone("#5a78cc")), FAR)


def _sea(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    sea(sheet, HORIZON, 1024, [tone("#86b0dc"), tone("#4078bc"), tone("#21489c"), tone("#16307c")])
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
        (78, 706, 1.05, 1, TAN),
    ):
        shadow(canvas, (x, y + 10 * size), (86 * size, 11 * size), tone("#0c1c58"), 0.7)
        boat(canvas, (x, y), size, HULLS[hull], sail, FAR)
        reflection(sheet, (x + 40 * size, y + 10 * size), y + 90 * size, 20 * size, AMBER, 0.9, 16)

    for at, size, bank in (((470, 150), 30, -12), ((560, 110), 22, 8), ((380, 235), 20, -4)):
        gull(canvas, at, size, FAR, bank)


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
    crag(canvas, rng, ridge, 800, tone("#6a72bc"), FAR, 5, 160)
    lighthouse(canvas, (1294, 388), 350, FAR)
    stair(canvas, TURNS, 16, FAR)
    for x, y in along(TURNS, 64):
        spark(canvas, (x, y - 14), 2.5)
    for x, y, size in (
        (1440, 520, 54),
        (1500, 570, 60),
        (1390, 470, 40),
        (1250, 600, 52),
        (1110, 640, 44),
    ):
        fir(canvas, (x, y), size, tone("#4f9a62"), FAR)
    terrace = (
        (1010, 690, 78, 112),
        (1300, 668, 84, 120),
        (1400, 680, 88, 130),
        (1496, 676, 92, 134),
    )
    front = (
        (862, 764, 84, 112),
        (952, 766, 92, 140),
        (1046, 768, 96, 122),
        (1150, 768, 104, 158),
        (1256, 768, 98, 128),
        (1358, 768, 104, 150),
        (1468, 768, 112, 166),
    )
    for x, y, wide, high in (*terrace, *front):
        house(canvas, rng, (x, y), wide, high, NIGHT, 0.85)
    quay_wall(canvas, rng, ((806, 772), (1580, 826)), tone("#8a86c4"), NIGHT)
    for x in np.linspace(860, 1500, 12):
        reflection(sheet, (float(x), 830), 960, 22, AMBER, 0.7, 16)


def _near_boat(sheet: Sheet) -> None:
    x, y, size = 1190.0, 958.0, 1.5
    shadow(sheet.canvas, (x, y + 14), (130, 16), tone("#0c1c58"), 0.7)
    boat(sheet.canvas, (x, y), size, HULLS[4], CREAM, NIGHT)
    reflection(sheet, (x + 60, y + 14), 1024, 34, AMBER, 0.9, 18)


def _cliff(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    edge = [(-60, 850), (120, 836), (320, 846), (520, 870), (680, 908), (820, 966), (930, 1040)]
    turf(canvas, rng, edge, 1060, (tone("#3f7a6c"), tone("#6aa860")), NIGHT, 30)
    _flowers(sheet)
    shadow(canvas, (300, 912), (130, 20), tone("#0a1030"), 0.7)
    shadow(canvas, (560, 936), (130, 18), tone("#0a1030"), 0.7)
    goose(canvas, (560, 930), 0.84, NIGHT, neck=((84, -220), (70, -300)), look=(0.6, -0.5))
    high = Arm((178, -322), bend=1, grip="fist", angle=-80, held=_lantern)
    low = Arm((-84, -104), bend=1, grip="fist")
    look = Look(0.4, 4)
    person(canvas, MIRA_FROM_BEHIND, Pose(look, low, high, 2, -10), (300, 916), 128, NIGHT)
    rays(canvas, (522, 566), 250, CANDLE, 0.24)
    glow(canvas, (522, 566), 460, AMBER, 0.75)


def _lantern(canvas: skia.Canvas, light: Light) -> None:
    canvas.translate(0, -8)
    lantern(canvas, light, 0.9)


def _flowers(sheet: Sheet) -> None:
    """Sea pinks and daisies in the grass."""
    rng = sheet.rng
    for _ in range(46):
        x = rng.uniform(0, 760)
        y = np.interp(x, [0, 320, 520, 760], [870, 880, 910, 980]) + rng.uniform(0, 120)
        petal = (tone("#ff9ab8"), tone("#fff2d8"), tone("#ffd25a"))[rng.integers(3)]
        scratch(sheet.canvas, [(x, y + 16), (x + 1, y + 8), (x, y)], 3, tone("#2c5c4c"))
        for dx, dy in ((-4, 0), (4, 0), (0, -4), (0, 4)):
            sheet.canvas.drawCircle(x + dx, y + dy, 3.4, fill(mix(petal, NIGHT.shade, 0.18)))
        sheet.canvas.drawCircle(x, y, 2.4, fill(tone("#e0902c")))
