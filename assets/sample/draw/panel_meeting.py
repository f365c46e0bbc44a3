"""Chapter 2: a meeting on the quay at night, and Mrs. Pell on a barrel with her trumpet."""

from __future__ import annotations

import skia
from boats import CREAM, HULLS, TAN, boat
from body import Arm
from brush import box, clip, form, oval, smooth, tube
from cast import MIRA, ODO, OLD_FISHERMAN, PELL, SHAWL, YOUNG_FISHERMAN
from face import Look
from land import crag
from light import dusk, glow, pool, rays, shadow, veil
from palette import AMBER, Light, mix, tone
from people import Pose, person
from sheet import Sheet
from sky import cloud, fogbank, painted, stars
from things import balloon, barrel, lantern, rope, trumpet
from town import house, lighthouse
from water import reflection, ripples, sea

LAMPS = Light(
    (-0.42, -0.9), tone("#ffcf7a"), tone("#150f52"), tone("#d8cdf2"), tone("#100d30"), 0.66
)
FAR = Light((-0.3, -0.9), tone("#a9c0ff"), tone("#101050"), tone("#8a8fd4"), tone("#1a1c52"), 0.6)
CROWD = Light((0.1, -1), tone("#f0a860"), tone("#0c0c3c"), tone("#6a6ab4"), tone("#121238"), 0.7)


def draw(sheet: Sheet) -> None:
    _sky(sheet)
    _far_side(sheet)
    _houses(sheet)
    _quay(sheet)
    _festoon(sheet.canvas)
    _crowd(sheet.canvas)
    _speaker(sheet.canvas)
    _listeners(sheet.canvas)
    dusk(sheet.canvas, (720, 420), 1120, tone("#0c0a3c"), 0.34)
    glow(sheet.canvas, (640, 102), 520, AMBER, 0.5)
    rays(sheet.canvas, (640, 102), 240, tone("#ffe2a0"), 0.2)
    veil(sheet.canvas, 820, 1024, tone("#160f48"), (0.0, 0.45))


def _sky(sheet: Sheet) -> None:
    stops = [
        (0.0, tone("#131c5e")),
        (0.4, tone("#27489c")),
        (0.75, tone("#4b86c0")),
        (1.0, tone("#8fc4d2")),
    ]
    painted(sheet, stops, 640, 0.06)
    stars(sheet, 150, 420, tone("#fff4d8"))
    for at, size in (((900, 250), 190), ((560, 170), 120), ((1380, 190), 200)):
        cloud(sheet.canvas, sheet.rng, at, size, (tone("#7f9ce0"), tone("#3c58b0")), FAR)


def _far_side(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    sea(sheet, 600, 860, [tone("#7db8cc"), tone("#3a76b0"), tone("#234c94")])
    ripples(sheet, 604, 850, tone("#17357c"), 120, 0.5)
    ridge = [
        (960, 640),
        (1020, 560),
        (1090, 500),
        (1150, 430),
        (1240, 404),
        (1330, 408),
        (1400, 470),
        (1470, 540),
        (1560, 600),
    ]
    crag(canvas, rng, ridge, 660, tone("#6a78b8"), FAR, 4, 90)
    lighthouse(canvas, (1262, 412), 322, FAR)
    tint = (tone("#a9c4e8"), tone("#7f9cd6"))
    fogbank(canvas, rng, (760, 655), (1700, 660), 150, tint, FAR, 3, 0.85)
    for x, y, size, hull, sail in ((900, 720, 1.0, 1, CREAM), (1180, 730, 1.2, 0, TAN)):
        boat(canvas, (x, y), size, HULLS[hull], sail, CROWD, sails=False)
        reflection(sheet, (x + 40 * size, y + 8), y + 110, 24, AMBER, 0.8, 22)


def _houses(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    hill = smooth([(-40, 420), (120, 400), (330, 500), (560, 640), (640, 780), (-40, 800)])
    form(canvas, hill, tone("#35508c"), FAR, 4, 20, 3)
    rows = [
        (60, 452, 130, 190),
        (196, 470, 118, 170),
        (318, 540, 124, 180),
        (436, 612, 116, 170),
        (-6, 640, 190, 280),
        (168, 690, 176, 262),
        (330, 724, 168, 250),
        (482, 750, 150, 226),
        (612, 768, 126, 190),
    ]
    for x, y, wide, high in rows:
        near = Light(
            FAR.towards,
            tone("#ffc880"),
            FAR.shade,
            mix(FAR.tint, tone("#e8d4f0"), (y - 440) / 330),
            FAR.ink,
            0.55,
        )
        house(canvas, rng, (x, y), wide, high, near, 0.8)


def _quay(sheet: Sheet) -> None:
    canvas, rng = sheet.canvas, sheet.rng
    edge = [(-40, 778), (-40, 778), (500, 782), (900, 792), (1600, 800), (1600, 800)]
    ground = smooth([*edge, (1600, 1060), (1600, 1060), (-40, 1060), (-40, 1060)])
    form(canvas, ground, tone("#7a74a8"), LAMPS, 5, 8, 0)
    canvas.save()
    clip(canvas, ground)
    for row in range(9):
        y = 796 + 5 * row + 3.4 * row**2
        for x in range(-60 + 30 * (row % 2), 1600, 74 + 6 * row):
            size = 30 + 3 * row
            stone = oval((x + rng.uniform(-8, 8), y), size, 6 + 2.2 * row)
            form(
                canvas,
                stone,
                mix(tone("#8c84b4"), tone("#6a64a0"), rng.random()),
                LAMPS,
                2.4,
                4,
                1.6,
            )
    canvas.restore()
    pool(canvas, (740, 900), (520, 130), AMBER, 0.6)


def _festoon(canvas: skia.Canvas) -> None:
    """A rope of paper balloons over the quay, left from the fair."""
    curve = [(-40, 120), (300, 258), (640, 142)]
    more = [(640, 142), (1100, 300), (1580, 60)]
    for points in (curve, more):
        rope(canvas, points, 3, LAMPS)
    tints = [tone(code) for code in ("#ff7a5a", "#ffc24a", "#58c8b0", "#f07ab0", "#8a9cff")]
    spots = [
        (90, 226),
        (232, 286),
        (392, 280),
        (528, 236),
        (820, 252),
        (980, 316),
        (1150, 340),
        (1310, 290),
        (1450, 206),
    ]
    for index, at in enumerate(spots):
        balloon(canvas, at, 34, tints[index % 5], LAMPS)


def _crowd(canvas: skia.Canvas) -> None:
    """People in the middle distance, darker than those in front."""
    row = [
        (OLD_FISHERMAN, 596, 0.5, "o"),
        (SHAWL, 520, 0.6, "worried"),
        (YOUNG_FISHERMAN, 905, -0.6, "o"),
        (SHAWL, 1000, -0.5, "flat"),
        (OLD_FISHERMAN, 1250, -0.6, "talk"),
        (YOUNG_FISHERMAN, 60, 0.6, "flat"),
    ]
    for who, x, turn, mouth in row:
        look = Look(turn, -4 if turn > 0 else 4, (turn, -0.6), -0.5, 0.4, 1.0, mouth)
        person(canvas, who, Pose(look), (x, 960), 68, CROWD)


def _speaker(canvas: skia.Canvas) -> None:
    shadow(canvas, (760, 972), (150, 24), tone("#0c0a34"), 0.8)
    barrel(canvas, (752, 968), 172, 186, LAMPS)
    speak = Arm((-122, -566), bend=-1, grip="fist", angle=-64, above=True, held=_at_mouth)
    wide = Arm((196, -560), bend=1, grip="open", angle=-40)
    _post(canvas)
    look = Look(-0.62, 3, (-0.6, 0.4), 0.5, 0.3, 1.0, "shout")
    person(canvas, PELL, Pose(look, speak, wide), (752, 792), 86, LAMPS)


def _post(canvas: skia.Canvas) -> None:
    """The lamp post behind the barrel, which carries the rope of balloons."""
    form(canvas, tube([(640, 90), (640, 930)], [9, 13], 6), tone("#4a5088"), LAMPS, 5, 8, 4)
    form(canvas, box(604, 900, 676, 972, 6), tone("#4a5088"), LAMPS, 5, 8, 4)
    canvas.save()
    canvas.translate(640, 34)
    lantern(canvas, LAMPS, 1.15)
    canvas.restore()


def _at_mouth(canvas: skia.Canvas, light: Light) -> None:
    canvas.translate(10, -18)
    canvas.scale(-1, 1)
    canvas.rotate(-6)
    trumpet(canvas, light.mirrored())


def _listeners(canvas: skia.Canvas) -> None:
    hold = Arm((110, -250), bend=-1)
    idea = Arm((170, -470), bend=1, grip="point", angle=-70)
    despair = (
        Arm((-186, -520), bend=-1, grip="open", angle=-130, flip=True),
        Arm((196, -520), bend=1, grip="open", angle=-50),
    )
    younger = Look(0.5, 8, (0.6, -0.5), -0.7, 0.7, 1.05, "shout")
    person(canvas, YOUNG_FISHERMAN, Pose(younger, *despair), (476, 1170), 104, LAMPS)
    older = Look(0.66, -6, (0.7, -0.6), -0.3, 0.8, 1.0, "talk")
    person(canvas, OLD_FISHERMAN, Pose(older, None, idea), (150, 1230), 138, LAMPS)
    plea = (
        Arm((-18, -300), bend=-1, grip="mitten", angle=-70),
        Arm((16, -300), bend=1, grip="mitten", angle=-110, flip=True),
    )
    fear = Look(-0.62, 5, (-0.6, -0.5), -1.0, 0.5, 1.05, "worried")
    person(canvas, SHAWL, Pose(fear, *plea), (1424, 1200), 132, LAMPS)
    grave = Look(-0.6, 4, (-0.7, -0.5), 0.1, 0.2, 0.95, "grim")
    keeper = Arm((-150, -215), bend=1)
    person(canvas, ODO, Pose(grave, keeper, hold), (1196, 1210), 132, LAMPS)
    up = Look(-0.62, 10, (-0.6, -0.9), -0.6, 0.6, 1.1, "soft")
    low = Arm((-106, -130), bend=1, held=_glow_worm)
    person(canvas, MIRA, Pose(up, low, Arm((82, -106), bend=-1)), (940, 1092), 124, LAMPS)


def _glow_worm(canvas: skia.Canvas, light: Light) -> None:
    lantern(canvas, light, 0.74)
