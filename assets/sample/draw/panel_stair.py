"""Chapter 3, very wide: the boats see a ladder of light climb out of the fog."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia
from boats import CREAM, HULLS, TAN, boat
from body import Arm
from brush import Point, fill, form, line, scratch, smooth, tube
from cast import CABIN_BOY, INES
from face import Look
from land import crag, fir
from light import glow, shadow
from palette import AMBER, CANDLE, Light, mix, tone
from people import Pose, person
from sheet import Sheet
from sky import cloud, fogbank, gull, painted, puffs, stars
from things import WOOD, balloon, lantern, rope, spark
from town import along, house, lighthouse, quay_wall, stair
from water import reflection, ripples, sea

HORIZON = 590.0
GOLD = Light(
    (0.88, -0.42), tone("#ffd680"), tone("#120d4c"), tone("#b9b2e2"), tone("#0d0b2e"), 0.72
)
FAR = Light((0.4, -0.9), tone("#a8c8ff"), tone("#0f1052"), tone("#8890d8"), tone("#161850"), 0.6)
ISLE = Light(
    (-0.5, -0.85), tone("#ffcf86"), tone("#1a1258"), tone("#a49ad8"), tone("#171446"), 0.62
)
TURNS: tuple[Point, ...] = (
    (1722, 652),
    (1938, 612),
    (1752, 560),
    (1950, 512),
    (1800, 462),
    (1972, 416),
    (1850, 374),
    (1978, 340),
    (1926, 312),
)


def draw(sheet: Sheet) -> None:
    _sky(sheet)
    _sea(sheet)
    _island(sheet)
    _surf(sheet)
    _climb(sheet)
    _fleet(sheet)
    _balloons(sheet)
    _rocks(sheet)
    for at, size, bank in (((1120, 470), 34, -8), ((1230, 540), 22, 6), ((820, 400), 24, 10)):
        gull(sheet.canvas, at, size, GOLD, bank)
    _second_helping(sheet)


def _sky(sheet: Sheet) -> None:
    stops = [
        (0.0, tone("#101a58")),
        (0.35, tone("#203f94")),
        (0.7, tone("#4a82bc")),
        (1.0, tone("#a4c8c8")),
    ]
    painted(sheet, stops, HORIZON + 8, 0.07)
    canvas, rng = sheet.canvas, sheet.rng
    stars(sheet, 220, 420, tone("#fff4d8"))
    glow(canvas, (1880, 520), 960, tone("#ffab4a"), 0.85)
    for at, size in (
        ((1000, 210), 200),
        ((1370, 130), 170),
        ((1500, 360), 160),
        ((2190, 330), 190),
        ((640, 330), 190),
    ):
        warm = min(1.0, max(0.0, 1 - abs(at[0] - 1850) / 900))
        pair = (
            mix(tone("#6f90d8"), tone("#ffc890"), warm * 0.8),
            mix(tone("#3456a8"), tone("#8a70b8"), warm),
        )
        cloud(canvas, rng, at, size, pair, replace(FAR, towards=(0.8, 0.3)))


def _sea(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    sea(sheet, HORIZON, 988, [tone("#9cc4c4"), tone("#3f80b4"), tone("#1f4a98"), tone("#142f78")])
    tint = (tone("#9cbede"), tone("#5a84c8"))
    fogbank(canvas, rng, (-500, HORIZON + 30), (1180, HORIZON + 14), 360, tint, FAR, 5, 0.9)
    fogbank(canvas, rng, (1980, HORIZON + 60), (2700, HORIZON + 40), 220, tint, FAR, 4, 0.9)
    ripples(sheet, HORIZON + 14, 980, tone("#11296c"), 340, 0.5)
    ripples(sheet, HORIZON + 14, 980, tone("#8fc8dc"), 170, 0.38)


def _island(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    ridge = [
        (1560, 735),
        (1610, 690),
        (1660, 600),
        (1720, 520),
        (1770, 440),
        (1830, 372),
        (1880, 318),
        (1960, 300),
        (2030, 322),
        (2070, 410),
        (2140, 470),
        (2190, 560),
        (2270, 640),
        (2330, 720),
    ]
    bank = (tone("#ffd9a0"), tone("#b088b8"))
    fogbank(canvas, rng, (1180, HORIZON + 34), (2420, HORIZON + 60), 300, bank, ISLE, 4, 0.7)
    glow(canvas, (1860, 520), 620, tone("#ffc070"), 0.6)
    crag(canvas, rng, ridge, 770, tone("#6a6cb4"), ISLE, 5, 240)
    lighthouse(canvas, (1956, 312), 262, FAR)
    stair(canvas, TURNS, 17, ISLE)
    for x, y, size in (
        (2150, 560, 46),
        (2200, 640, 56),
        (2090, 480, 36),
        (2050, 620, 46),
        (1690, 640, 40),
    ):
        fir(canvas, (x, y), size, tone("#4f9a62"), ISLE)
    terrace = ((1660, 690, 58, 84), (2020, 684, 60, 88), (2090, 690, 58, 80))
    front = (
        (1604, 742, 66, 92),
        (1672, 742, 72, 110),
        (1746, 742, 76, 96),
        (1824, 742, 74, 120),
        (1898, 742, 76, 98),
        (1976, 742, 76, 114),
        (2052, 742, 72, 96),
        (2124, 742, 70, 104),
    )
    for x, y, wide, high in (*terrace, *front):
        house(canvas, rng, (x, y), wide, high, ISLE, 0.9)
    quay_wall(canvas, rng, ((1552, 744), (2196, 784)), tone("#8480c8"), ISLE, 30)


def _surf(sheet: Sheet) -> None:
    """Foam where the crag meets the sea."""
    foam = puffs(sheet.rng, (2170, 778), (2340, 782), (6, 13), 8)
    form(sheet.canvas, foam, tone("#bfe0ec"), ISLE, 0, 4, 1.6)
    scratch(sheet.canvas, [(1500, 790), (1800, 793), (2240, 790)], 7, tone("#cfe8f0"), 0.6)


def _climb(sheet: Sheet) -> None:
    """The people on the stair: a figure and a light on every step that can be seen."""
    canvas, rng = sheet.canvas, sheet.rng
    places = along(TURNS, 132)
    for index, (x, y) in enumerate(places):
        size = 1 - 0.5 * index / len(places)
        _climber(canvas, rng, x, y - 4 * size, size)
    for index, (x, y) in enumerate(places):
        size = 1 - 0.5 * index / len(places)
        spark(canvas, (x + 5 * size, y - (27 + rng.uniform(-3, 3)) * size), 2.9 * size)
    for x, y in places[::9]:
        glow(canvas, (x, y - 20), 150, AMBER, 0.34)
    glow(canvas, (1944, 300), 150, CANDLE, 0.4)
    for x in np.linspace(1580, 2140, 15):
        spark(canvas, (float(x), 738 + rng.uniform(-4, 4)), 2.6)
        reflection(sheet, (float(x), 788), 910, 20, AMBER, 0.55, 14)
    reflection(sheet, (1850, 788), 985, 190, tone("#ffc860"), 0.9, 170)


def _climber(
    canvas: skia.Canvas, rng: np.random.Generator, x: float, y: float, size: float
) -> None:
    coats = ("#c8563c", "#3f78a8", "#4f8f5c", "#b87ac0", "#d8a040", "#5a5a9c")
    coat = mix(tone(coats[rng.integers(len(coats))]), ISLE.ink, 0.25)
    body = smooth(
        [
            (x - 4.4 * size, y),
            (x - 3.4 * size, y - 11 * size),
            (x, y - 14 * size),
            (x + 3.4 * size, y - 11 * size),
            (x + 4.4 * size, y),
        ]
    )
    canvas.drawPath(body, line(ISLE.ink, 1.6 * size))
    canvas.drawPath(body, fill(coat))
    canvas.drawLine(x + 2 * size, y - 10 * size, x + 5 * size, y - 21 * size, line(coat, 2 * size))
    canvas.drawCircle(x, y - 16.5 * size, 3.4 * size, fill(tone("#e8a878")))


def _fleet(sheet: Sheet) -> None:
    canvas = sheet.canvas
    fleet = (
        (1130, 622, 0.42, 2, CREAM),
        (900, 632, 0.5, 4, TAN),
        (1290, 648, 0.66, 0, TAN),
        (1030, 684, 0.92, 3, CREAM),
        (1450, 700, 0.98, 1, CREAM),
        (1190, 778, 1.45, 4, TAN),
    )
    tint = (tone("#b4d0e4"), tone("#7aa4d4"))
    for index, (x, y, size, hull, sail) in enumerate(fleet):
        shadow(canvas, (x, y + 10 * size), (86 * size, 12 * size), tone("#0c1c58"), 0.7)
        boat(canvas, (x, y), size, HULLS[hull], sail, GOLD)
        reflection(sheet, (x + 40 * size, y + 10 * size), y + 90 * size, 22 * size, AMBER, 0.9, 18)
        foam = [(x - 120 * size, y + 12 * size), (x, y + 7 * size), (x + 80 * size, y + 9 * size)]
        scratch(canvas, foam, 5 * size, tone("#e4f4f4"), 0.75)
        if index == 1:
            fogbank(canvas, sheet.rng, (560, 664), (1110, 656), 70, tint, FAR, 3, 0.8)
        if index == 3:
            fogbank(canvas, sheet.rng, (480, 726), (1020, 716), 84, tint, FAR, 3, 0.75)


def _balloons(sheet: Sheet) -> None:
    tints = [tone(code) for code in ("#ff7a5a", "#ffc24a", "#ff9a6a", "#f07ab0", "#ffd878")]
    spots = (
        (1600, 470, 23),
        (1500, 300, 19),
        (1690, 330, 24),
        (1760, 190, 20),
        (1610, 130, 15),
        (1845, 96, 15),
        (2080, 250, 22),
        (2150, 400, 25),
        (2195, 150, 16),
        (2065, 100, 13),
        (1400, 420, 15),
        (2245, 300, 13),
        (1330, 250, 12),
        (1700, 50, 10),
    )
    for index, (x, y, size) in enumerate(spots):
        balloon(sheet.canvas, (x, y), size, tints[index % 5], GOLD)


def _second_helping(sheet: Sheet) -> None:
    """The bow of the captain's boat, near enough to touch."""
    canvas = sheet.canvas
    _rig(canvas)
    person(canvas, CABIN_BOY, _boy(), (306, 968), 122, GOLD)
    person(canvas, INES, _captain(), (590, 1010), 118, GOLD)
    _bow(sheet)
    _lamp(canvas)


def _boy() -> Pose:
    amazed = Look(0.66, -8, (0.7, -0.4), -0.6, 1.0, 1.12, "o")
    cling = Arm((-120, -214), bend=-1, grip="fist")
    grab = Arm((116, -196), bend=1, grip="fist", angle=0)
    return Pose(amazed, cling, grab)


def _captain() -> Pose:
    proud = Look(0.7, -5, (0.7, -0.3), 0.2, 0.5, 1.0, "grin")
    reach = Arm((286, -540), bend=1, grip="open", angle=-14)
    hold = Arm((-172, -436), bend=-1, grip="fist", angle=-60)
    return Pose(proud, hold, reach, 3, -12)


def _rig(canvas: skia.Canvas) -> None:
    sail = smooth(
        [
            (-60, -60),
            (-60, -60),
            (150, -60),
            (150, -60),
            (196, 240),
            (188, 560),
            (120, 700),
            (120, 700),
            (-60, 700),
            (-60, 700),
        ]
    )
    form(canvas, sail, TAN, GOLD, 6, 40, 8)
    dark = mix(TAN, GOLD.ink, 0.7)
    for x in (10, 84):
        scratch(canvas, [(x, -40), (x + 26, 300), (x - 6, 700)], 6, dark, 0.7)
    for y in (180, 420):
        scratch(canvas, [(-40, y + 30), (90, y + 16), (190, y)], 4.5, dark, 0.6)
    form(canvas, tube([(146, -40), (150, 980)], [19, 23], 8), WOOD, GOLD, 6, 14, 6)
    rope(canvas, [(150, -20), (360, 420), (420, 560), (478, 860)], 5, GOLD)
    rope(canvas, [(156, -60), (560, 330), (1010, 748)], 5, GOLD)
    rope(canvas, [(140, 60), (90, 500), (20, 900)], 4, GOLD)


def _bow(sheet: Sheet) -> None:
    canvas = sheet.canvas
    spar = tube([(720, 838), (1060, 738)], [15, 8], 6)
    form(canvas, spar, WOOD, GOLD, 6, 8, 5)
    hull = smooth(
        [
            (-60, 856),
            (-60, 856),
            (200, 884),
            (480, 880),
            (700, 846),
            (872, 776),
            (872, 776),
            (846, 880),
            (780, 1040),
            (780, 1040),
            (-60, 1040),
            (-60, 1040),
        ]
    )
    form(canvas, hull, tone("#2f86a4"), GOLD, 7, 30, 7)
    for drop in (46, 92):
        plank = [
            (-40, 858 + drop),
            (200, 886 + drop),
            (480, 882 + drop),
            (690, 848 + drop),
            (840, 800 + drop * 0.9),
        ]
        scratch(canvas, plank, 6, GOLD.ink, 0.7)
    rail = tube([(-50, 856), (200, 884), (480, 880), (700, 846), (880, 770)], [15, 15, 15, 14, 11])
    form(canvas, rail, CREAM, GOLD, 6, 9, 6)
    _bow_wave(sheet)


def _bow_wave(sheet: Sheet) -> None:
    """The water that the bow throws aside."""
    canvas, rng = sheet.canvas, sheet.rng
    white = replace(GOLD, tint=tone("#ffffff"), shade=tone("#4a7ab8"))
    for base, size, tint in ((990, 30, "#7fb4d4"), (1004, 24, "#b8dcea"), (1016, 18, "#eefaf8")):
        foam = puffs(rng, (560, base), (1080, base + 20), (size * 0.5, size), size * 1.5)
        form(canvas, foam, tone(tint), white, 0, 6, 2.5)
    for _ in range(46):
        x, y = 850 + rng.normal() * 80, 944 + rng.normal() * 20
        drop = fill(tone("#eefaf8"), rng.uniform(0.4, 0.95))
        canvas.drawCircle(x, y, rng.uniform(1.2, 4.5), drop)


def _rocks(sheet: Sheet) -> None:
    """The rocks on which a boat without a light would break."""
    canvas, rng = sheet.canvas, sheet.rng
    near = replace(ISLE, towards=(-0.4, -0.9), tint=tone("#6a68b0"))
    heaps = (
        [
            (1960, 990),
            (2010, 930),
            (2060, 906),
            (2096, 938),
            (2150, 880),
            (2210, 846),
            (2250, 892),
            (2330, 856),
        ],
        [(1480, 1000), (1530, 958), (1580, 944), (1640, 968), (1690, 1000)],
    )
    for heap in heaps:
        crag(canvas, rng, heap, 1010, tone("#5a5a9a"), near, 5, 20)
        left, right = heap[0][0], heap[-1][0]
        surf = puffs(rng, (left - 30, 1000), (right + 30, 1000), (8, 18), 14)
        form(canvas, surf, tone("#bfe0ec"), near, 0, 5, 2)


def _lamp(canvas: skia.Canvas) -> None:
    canvas.save()
    canvas.translate(420, 560)
    lantern(canvas, GOLD, 1.0)
    canvas.restore()
