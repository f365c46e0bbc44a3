"""Everybody in the story: builds, faces and clothes."""

from __future__ import annotations

from dataclasses import replace

import skia
from body import Build
from brush import form, smooth
from coats import (
    back_scarf,
    back_trim,
    brass_buttons,
    ines_trim,
    mira_trim,
    oilskin,
    oilskin_collar,
    scarf,
    stripes,
)
from face import Face, Look
from hair import beard, braid, bun, long_hair, mop, whiskers
from hats import (
    beanie,
    cap,
    feather_hat,
    hood,
    hood_back,
    hood_behind,
    shawl,
    shawl_behind,
    souwester,
)
from palette import (
    AUBURN,
    BEARD,
    BLACK_HAIR,
    BOOT,
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
    YELLOW,
    Light,
    tone,
)
from people import Person, nothing


def _odo_over(canvas: skia.Canvas, light: Light, look: Look) -> None:
    beard(canvas, light, look)
    canvas.save()
    canvas.translate(0, -13)
    cap(canvas, light, look)
    canvas.restore()


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
    whiskers(canvas, light, look, x)
    souwester(OLIVE)(canvas, light, look)


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
    hood_behind,
    hood,
    mira_trim,
    scarf,
)


MIRA_FROM_BEHIND = replace(MIRA, over=hood_back, trim=back_trim, collar=back_scarf)


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
    nothing,
    _odo_over,
    brass_buttons,
)


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
    bun,
    feather_hat,
    brass_buttons,
)


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
    long_hair,
    braid,
    ines_trim,
    scarf,
)


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
    nothing,
    _grizzled,
    oilskin,
    oilskin_collar,
)


YOUNG_FISHERMAN = Person(
    replace(_ADULT, head_y=-550, shoulder_y=-476, waist=86, coat=tone("#3d86b8"), skin=DARK_SKIN),
    Face(
        DARK_SKIN, BLACK_HAIR, eye_size=0.95, nose="straight", brow_weight=8, blush=0.25, jaw=1.02
    ),
    nothing,
    beanie,
    oilskin,
    oilskin_collar,
)


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
    shawl_behind,
    shawl,
)


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
    nothing,
    mop,
    stripes,
)
