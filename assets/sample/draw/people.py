"""The cast of the story: builds, faces, and what each wears on the head and over the coat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import skia
from body import Arm, Build, arm, coat, legs, neck, sleeve_of
from brush import Point, fill, form, oval, polygon, scratch, smooth, tube, without
from face import Face, Look, face
from palette import (
    AUBURN,
    BEARD,
    BLACK_HAIR,
    BOOT,
    BRASS,
    BROWN_SKIN,
    DARK_SKIN,
    GREY_HAIR,
    MOSS,
    NAVY,
    OLIVE,
    PALE_SKIN,
    PLUM,
    ROSY_SKIN,
    RUST,
    TEAL,
    YELLOW,
    Colour,
    Light,
    mix,
    multiply,
    tone,
)

Wear = Callable[[skia.Canvas, Light, Look], None]
Trim = Callable[[skia.Canvas, Light, Build], None]


def _nothing(canvas: skia.Canvas, light: Light, look: Look) -> None:
    """Worn by those who wear nothing there."""


def _plain(canvas: skia.Canvas, light: Light, build: Build) -> None:
    """A coat without trimmings."""


@dataclass(frozen=True)
class Person:
    build: Build
    face: Face
    behind: Wear = _nothing
    over: Wear = _nothing
    trim: Trim = _plain


@dataclass(frozen=True)
class Pose:
    look: Look = Look()
    left: Arm | None = None
    right: Arm | None = None
    lean: float = 0.0
    sway: float = 0.0
    legs: bool = True


def person(
    canvas: skia.Canvas, who: Person, pose: Pose, at: Point, height: float, light: Light
) -> None:
    """Draw a person whose feet are at `at`; `height` is the size of 100 units in pixels."""
    canvas.save()
    canvas.translate(*at)
    canvas.scale(height / 100, height / 100)
    canvas.rotate(pose.lean)
    arms = [(-1, pose.left), (1, pose.right)]
    for side, bent in arms:
        if bent and bent.behind:
            arm(canvas, who.build, side, bent, light)
    _head(canvas, who, pose.look, light, who.behind)
    if pose.legs:
        legs(canvas, who.build, light)
    neck(canvas, who.build, light)
    sleeves = [sleeve_of(who.build, side, bent) for side, bent in arms if bent and not bent.behind]
    coat(canvas, who.build, light, pose.sway, sleeves)
    who.trim(canvas, light, who.build)
    _head(canvas, who, pose.look, light, None)
    for side, bent in arms:
        if bent and not bent.behind:
            arm(canvas, who.build, side, bent, light)
    canvas.restore()


def _head(canvas: skia.Canvas, who: Person, look: Look, light: Light, behind: Wear | None) -> None:
    canvas.save()
    canvas.translate(look.turn * 6, who.build.head_y)
    canvas.scale(who.build.head_size, who.build.head_size)
    if behind:
        _worn(canvas, behind, look, light)
    else:
        face(canvas, who.face, look, light)
        _worn(canvas, who.over, look, light)
    canvas.restore()


def _worn(canvas: skia.Canvas, wear: Wear, look: Look, light: Light) -> None:
    canvas.save()
    canvas.rotate(look.tilt)
    if look.turn < 0:
        canvas.scale(-1, 1)
        look, light = look.mirrored(), light.mirrored()
    wear(canvas, light, look)
    canvas.restore()


def _hood_shape(look: Look) -> skia.Path:
    tip = (-66 - 12 * look.turn, -124)
    points = [tip, tip, (2, -104), (54, -76), (72, -16), (66, 44), (40, 80)]
    return smooth([*points, (-36, 82), (-74, 50), (-88, -8), (-84, -70)])


def _opening(look: Look) -> skia.Path:
    x = 9 * look.turn
    points = [(x, -66), (36 + x, -50), (50 + x, -6), (44 + x, 42), (10 + x, 68)]
    return smooth([*points, (-28 + x, 54), (-46 + x, 4), (-36 + x, -46)])


def _hood_behind(canvas: skia.Canvas, light: Light, look: Look) -> None:
    form(canvas, _hood_shape(look), mix(YELLOW, light.ink, 0.55), light, 5.5, 18, 0)


def _hood(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


def _hood_back(canvas: skia.Canvas, light: Light, look: Look) -> None:
    form(canvas, _hood_shape(look), YELLOW, light, 5.5, 18, 6)
    dark = mix(multiply(YELLOW, light.tint), light.ink, 0.55)
    scratch(canvas, [(-66, -112), (-30, -40), (-8, 76)], 4.6, dark, 0.85)
    scratch(canvas, [(-62, -100), (-66, -40), (-56, 20)], 4, dark, 0.6)
    scratch(canvas, [(40, -50), (46, 0), (30, 60)], 4, dark, 0.5)


def _back_trim(canvas: skia.Canvas, light: Light, build: Build) -> None:
    dark = mix(multiply(YELLOW, light.tint), light.ink, 0.6)
    scratch(canvas, [(0, build.shoulder_y + 26), (-3, -150), (-2, build.hem_y + 2)], 5, dark)
    band = tube([(-56, -168), (0, -160), (56, -168)], [8, 8, 8])
    form(canvas, band, YELLOW, light, 3.4, 4, 2)
    tail = smooth([(20, -256), (44, -258), (60, -214), (84, -176), (58, -164), (36, -206)])
    form(canvas, tail, TEAL, light, 4.2, 8, 3)
    collar = tube([(-48, -256), (0, -240), (48, -256)], [13, 16, 13])
    form(canvas, collar, TEAL, light, 4.2, 9, 3)


def _mira_trim(canvas: skia.Canvas, light: Light, build: Build) -> None:
    dark = mix(multiply(YELLOW, light.tint), light.ink, 0.6)
    seam = [(6, build.shoulder_y + 26), (9, -150), (8, build.hem_y + 2)]
    scratch(canvas, seam, 5, dark)
    for y in (-196, -156, -116):
        form(
            canvas, tube([(-12, y), (26, y + 2)], [4.4, 4.4], 6), tone("#7a4a2a"), light, 2.4, 2, 1
        )
    pocket = smooth(
        [(34, -128), (34, -128), (70, -126), (70, -126), (68, -96), (52, -90), (36, -97)]
    )
    form(canvas, pocket, YELLOW, light, 3.6, 5, 2)
    _scarf(canvas, light, build.shoulder_y - 4, 52)


def _scarf(canvas: skia.Canvas, light: Light, y: float, wide: float) -> None:
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


MIRA = Person(
    Build(
        -330,
        1.0,
        -248,
        62,
        74,
        -62,
        98,
        66,
        (27, 24, 21),
        YELLOW,
        tone("#3a5a8c"),
        BOOT,
        BROWN_SKIN,
        0.84,
    ),
    Face(BROWN_SKIN, BLACK_HAIR, eye_size=1.2, jaw=0.92, blush=0.6, lashes=True, ear=False),
    _hood_behind,
    _hood,
    _mira_trim,
)


MIRA_FROM_BEHIND = replace(MIRA, over=_hood_back, trim=_back_trim)


def _beard(canvas: skia.Canvas, light: Light, look: Look) -> None:
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
    _whiskers(canvas, light, look, x)


def _whiskers(canvas: skia.Canvas, light: Light, look: Look, x: float) -> None:
    if look.mouth in ("shout", "laugh", "grin", "talk", "o"):
        wide, high = (17, 17) if look.mouth in ("shout", "laugh") else (13, 9)
        canvas.drawPath(oval((x + 4, 46), wide, high), fill(light.ink))
        canvas.drawPath(oval((x + 4, 47), wide - 3, high - 3), fill(tone("#7a1f2c")))
        canvas.drawPath(
            oval((x + 5, 46 + high * 0.5), wide * 0.55, high * 0.34), fill(tone("#e0606a"))
        )
    droop = 6 if look.mouth in ("grim", "worried", "shout") else -4
    for side in (-1, 1):
        points = [(x + 6, 24), (x + 6 + side * 20, 24), (x + 6 + side * 44, 36 + droop)]
        points += [(x + 6 + side * 30, 45 + droop * 0.4), (x + 6 + side * 8, 38)]
        form(canvas, smooth(points), BEARD, light, 3.8, 6, 3)


def _cap(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


def _odo_over(canvas: skia.Canvas, light: Light, look: Look) -> None:
    _beard(canvas, light, look)
    _cap(canvas, light, look)


def _brass_buttons(canvas: skia.Canvas, light: Light, build: Build) -> None:
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


ODO = Person(
    Build(
        -512,
        1.1,
        -430,
        122,
        134,
        -140,
        128,
        128,
        (42, 36, 30),
        NAVY,
        tone("#3c4258"),
        tone("#3b2c34"),
        ROSY_SKIN,
        1.25,
    ),
    Face(ROSY_SKIN, BEARD, eye_size=0.86, jaw=1.1, nose="bulb", brow_weight=13, blush=0.8),
    _nothing,
    _odo_over,
    _brass_buttons,
)


def _bun(canvas: skia.Canvas, light: Light, look: Look) -> None:
    form(canvas, oval((-54, -34), 30, 28), AUBURN, light, 4.6, 9, 4)
    scratch(canvas, [(-70, -40), (-56, -28), (-42, -38)], 4, mix(AUBURN, light.ink, 0.6))
    hair = smooth([(-40, -68), (0, -78), (40, -66), (54, -30), (50, 0), (-50, 4), (-60, -28)])
    form(canvas, hair, AUBURN, light, 4.6, 9, 4)


def _feather_hat(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


PELL = Person(
    Build(
        -628,
        0.92,
        -540,
        72,
        62,
        -118,
        108,
        118,
        (29, 25, 22),
        PLUM,
        tone("#3c2c4c"),
        tone("#2c2034"),
        PALE_SKIN,
        1.0,
    ),
    Face(
        PALE_SKIN,
        AUBURN,
        eye_size=0.8,
        jaw=0.8,
        chin=7,
        nose="pointed",
        brow_weight=6,
        glasses=True,
        blush=0.45,
    ),
    _bun,
    _feather_hat,
    _brass_buttons,
)


def _neckless(canvas: skia.Canvas, light: Light, build: Build) -> None:
    _brass_buttons(canvas, light, build)


def _long_hair(canvas: skia.Canvas, light: Light, look: Look) -> None:
    hair = smooth(
        [(-40, -72), (4, -84), (46, -66), (56, -20), (46, 20), (-44, 40), (-64, 0), (-60, -46)]
    )
    form(canvas, hair, BLACK_HAIR, light, 5, 12, 4)


def _braid(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


def _ines_trim(canvas: skia.Canvas, light: Light, build: Build) -> None:
    dark = mix(multiply(RUST, light.tint), light.ink, 0.6)
    scratch(canvas, [(4, build.shoulder_y + 20), (8, -350), (6, build.hem_y)], 5.5, dark)
    belt = tube([(-build.waist, -330), (0, -322), (build.waist, -330)], [13, 13, 13])
    form(canvas, belt, tone("#5d3526"), light, 3.6, 5, 2)
    form(
        canvas, polygon([(-16, -338), (22, -338), (22, -306), (-16, -306)]), BRASS, light, 3.6, 5, 2
    )
    _scarf(canvas, light, build.shoulder_y - 2, 62)


INES = Person(
    Build(
        -590,
        0.94,
        -512,
        94,
        84,
        -150,
        104,
        116,
        (35, 30, 26),
        RUST,
        tone("#37425e"),
        tone("#3a2a30"),
        BROWN_SKIN,
        1.05,
    ),
    Face(
        BROWN_SKIN,
        BLACK_HAIR,
        eye_size=0.98,
        jaw=0.92,
        nose="straight",
        brow_weight=8,
        lashes=True,
        blush=0.4,
    ),
    _long_hair,
    _braid,
    _ines_trim,
)


def _souwester(colour: Colour) -> Wear:
    def wear(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


def _grizzled(canvas: skia.Canvas, light: Light, look: Look) -> None:
    x = 12 * look.turn
    beard = [
        (-52, -10),
        (-42, 18),
        (-20 + x, 28),
        (22 + x, 26),
        (48, 4),
        (52, 36),
        (36 + x, 76),
        (6 + x, 92),
        (-34, 78),
        (-58, 34),
    ]
    form(canvas, smooth(beard), GREY_HAIR, light, 4.6, 12, 4)
    _whiskers(canvas, light, look, x)
    _souwester(OLIVE)(canvas, light, look)


def _beanie(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


def _oilskin(canvas: skia.Canvas, light: Light, build: Build) -> None:
    dark = mix(multiply(build.coat, light.tint), light.ink, 0.6)
    top, low = build.shoulder_y, build.hem_y
    scratch(canvas, [(2, top + 16), (8, (top + low) / 2), (5, low)], 5.5, dark)
    for y in (0.28, 0.48, 0.68):
        at = top + (low - top) * y
        form(canvas, tube([(-14, at), (28, at + 2)], [5, 5], 6), tone("#4a3426"), light, 2.6, 2, 1)
    collar = tube([(-52, top - 2), (0, top + 18), (52, top - 2)], [15, 17, 15])
    form(canvas, collar, build.coat, light, 4.4, 8, 3.4)


_ADULT = Build(
    -518,
    1.0,
    -446,
    100,
    100,
    -150,
    112,
    112,
    (38, 33, 29),
    OLIVE,
    tone("#474a5c"),
    tone("#2e2630"),
    ROSY_SKIN,
    1.1,
)

OLD_FISHERMAN = Person(
    _ADULT,
    Face(ROSY_SKIN, GREY_HAIR, eye_size=0.84, nose="bulb", brow_weight=10, blush=0.6),
    _nothing,
    _grizzled,
    _oilskin,
)

YOUNG_FISHERMAN = Person(
    replace(_ADULT, head_y=-550, shoulder_y=-476, waist=86, coat=tone("#3d86b8"), skin=DARK_SKIN),
    Face(
        DARK_SKIN, BLACK_HAIR, eye_size=0.95, nose="straight", brow_weight=8, blush=0.25, jaw=1.02
    ),
    _nothing,
    _beanie,
    _oilskin,
)


def _shawl_behind(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


def _shawl(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


SHAWL = Person(
    replace(
        _ADULT,
        head_y=-500,
        head_size=0.9,
        shoulder_y=-424,
        shoulder=80,
        waist=78,
        hem=104,
        hem_y=-70,
        coat=MOSS,
        sleeve=(31, 27, 23),
        skin=PALE_SKIN,
        hand=0.95,
    ),
    Face(
        PALE_SKIN,
        AUBURN,
        eye_size=1.0,
        jaw=0.86,
        nose="button",
        brow_weight=6,
        lashes=True,
        ear=False,
        blush=0.6,
    ),
    _shawl_behind,
    _shawl,
)


def _mop(canvas: skia.Canvas, light: Light, look: Look) -> None:
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


def _stripes(canvas: skia.Canvas, light: Light, build: Build) -> None:
    top, low = build.shoulder_y, build.hem_y
    for row in range(5):
        y = top + 28 + (low - top) * 0.19 * row
        wide = build.waist * 0.97
        band = tube([(-wide, y), (0, y + 7), (wide, y)], [7, 7, 7])
        canvas.save()
        canvas.drawPath(band, fill(multiply(NAVY, light.tint), 0.85))
        canvas.restore()


CABIN_BOY = Person(
    Build(
        -330,
        1.0,
        -252,
        60,
        60,
        -120,
        64,
        66,
        (25, 22, 19),
        tone("#f3ead8"),
        NAVY,
        BOOT,
        PALE_SKIN,
        0.84,
    ),
    Face(PALE_SKIN, tone("#c06a20"), eye_size=1.2, jaw=0.95, blush=0.8),
    _nothing,
    _mop,
    _stripes,
)
