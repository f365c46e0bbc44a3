"""Heads: one face drawn in three-quarter view, with moods, for everybody in the story.

A face is drawn around (0, 0); it is about 100 units wide and 120 high. A negative turn mirrors it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import skia
from brush import clip, fill, form, line, oval, rgb, scratch, smooth, without
from light import shadow
from palette import Colour, Light, mix, multiply, tone

MOUTH_DARK = tone("#5a1626")
TONGUE = tone("#e0606a")
TEETH = tone("#fff6ea")
HAZEL = tone("#3a2418")


@dataclass(frozen=True)
class Face:
    """What a person's face always looks like."""

    skin: Colour
    brow: Colour
    eye: Colour = HAZEL
    eye_size: float = 1.0
    jaw: float = 1.0
    chin: float = 0.0
    nose: str = "button"
    brow_weight: float = 6.0
    blush: float = 0.5
    lashes: bool = False
    ear: bool = True
    glasses: bool = False


@dataclass(frozen=True)
class Look:
    """What a face does now: turn and gaze in -1..1, tilt in degrees, brows, lids and mouth."""

    turn: float = 0.4
    tilt: float = 0.0
    gaze: tuple[float, float] = (0.3, 0.0)
    brow_slope: float = 0.0
    brow_raise: float = 0.0
    open_eyes: float = 1.0
    mouth: str = "smile"

    def mirrored(self) -> Look:
        return replace(self, turn=-self.turn, gaze=(-self.gaze[0], self.gaze[1]))


def outline_of(face: Face, turn: float) -> skia.Path:
    jaw, chin = face.jaw, face.chin
    return smooth(
        [
            (0, -64),
            (34, -54),
            (48 + turn, -24),
            (47 - 5 * turn, -6),
            (50 - 2 * turn, 14),
            (40 * jaw + 2 * turn, 40 + chin * 0.6),
            (16 * jaw + 10 * turn, 60 + chin),
            (-10 * jaw + 10 * turn, 61 + chin),
            (-38 * jaw + 2 * turn, 42 + chin * 0.6),
            (-50, 10),
            (-51, -22),
            (-34, -54),
        ]
    )


def face(canvas: skia.Canvas, who: Face, look: Look, light: Light) -> None:
    """Skin, features and expression, without hair."""
    canvas.save()
    canvas.rotate(look.tilt)
    if look.turn < 0:
        canvas.scale(-1, 1)
        look, light = look.mirrored(), light.mirrored()
    if who.ear:
        _ear(canvas, who, look, light)
    form(canvas, outline_of(who, look.turn), who.skin, light, 4.2, 13, 3.5)
    _blush(canvas, who, look)
    _mouth(canvas, who, look, light)
    for side in (-1, 1):
        _eye(canvas, who, look, light, side)
        _brow(canvas, who, look, light, side)
    NOSES[who.nose](canvas, who, look, light)
    if who.glasses:
        _glasses(canvas, look, light)
    canvas.restore()


def _eye_at(look: Look, side: int) -> tuple[float, float]:
    squeeze = 1 - 0.24 * look.turn if side > 0 else 1 - 0.02 * look.turn
    return 15 * look.turn + side * 21 * squeeze, -4.0


def _ear(canvas: skia.Canvas, who: Face, look: Look, light: Light) -> None:
    x = -51 + 7 * look.turn
    shape = smooth([(x + 8, -12), (x - 8, -16), (x - 13, 0), (x - 6, 17), (x + 8, 16)])
    form(canvas, shape, who.skin, light, 4, 5, 2.5)
    scratch(canvas, [(x - 1, -7), (x - 7, 0), (x - 1, 9)], 3, mix(who.skin, light.shade, 0.55))


def _blush(canvas: skia.Canvas, who: Face, look: Look) -> None:
    for side in (-1, 1):
        x = 15 * look.turn + side * (31 if side < 0 else 26)
        shadow(canvas, (x, 19), (17, 12), tone("#ff4f50"), 0.42 * who.blush)


def _eye(canvas: skia.Canvas, who: Face, look: Look, light: Light, side: int) -> None:
    x, y = _eye_at(look, side)
    wide = 11.5 * who.eye_size * (1 - 0.16 * look.turn * (side > 0))
    if look.open_eyes < 0.15:
        bend = 5 if look.mouth in ("smile", "grin", "laugh") else -4
        scratch(canvas, [(x - wide, y + bend), (x, y - bend), (x + wide, y + bend)], 5.5, light.ink)
        return
    high = 12.5 * who.eye_size * look.open_eyes
    ball = smooth(
        [
            (x - wide, y + high * 0.12),
            (x - wide * 0.5, y - high * 0.82),
            (x + wide * 0.4, y - high * 0.86),
            (x + wide, y + high * 0.05),
            (x + wide * 0.45, y + high * 0.72),
            (x - wide * 0.5, y + high * 0.72),
        ]
    )
    canvas.save()
    canvas.drawPath(ball, fill(multiply(tone("#fffaf2"), mix(light.tint, (255, 255, 255), 0.5))))
    clip(canvas, ball)
    canvas.drawRect(
        skia.Rect.MakeXYWH(x - wide, y - high, wide * 2, high * 0.5), fill(light.shade, 0.35)
    )
    _iris(canvas, who, look, (x, y), wide, light)
    canvas.restore()
    lid = [(x - wide * 1.1, y + high * 0.1), (x - wide * 0.4, y - high * 0.84)]
    lid += [(x + wide * 0.45, y - high * 0.86), (x + wide * 1.1, y + high * 0.05)]
    scratch(canvas, lid, 5.4, light.ink)
    low = [
        (x - wide * 0.7, y + high * 0.62),
        (x, y + high * 0.8),
        (x + wide * 0.7, y + high * 0.62),
    ]
    scratch(canvas, low, 2.2, light.ink, 0.6)
    if who.lashes:
        scratch(canvas, [(x - wide * 0.9, y - 3), (x - wide * 1.35, y - high * 0.55)], 3, light.ink)


def _iris(
    canvas: skia.Canvas, who: Face, look: Look, at: tuple[float, float], wide: float, light: Light
) -> None:
    x = at[0] + look.gaze[0] * wide * 0.5
    y = at[1] + look.gaze[1] * wide * 0.5
    size = wide * 0.64
    canvas.drawCircle(x, y, size, fill(light.ink))
    canvas.drawCircle(x, y + 0.8, size * 0.8, fill(who.eye))
    canvas.drawCircle(x, y, size * 0.5, fill(light.ink))
    canvas.drawCircle(x - size * 0.35, y - size * 0.4, size * 0.34, fill((255, 255, 255)))


def _brow(canvas: skia.Canvas, who: Face, look: Look, light: Light, side: int) -> None:
    x, y = _eye_at(look, side)
    y += -21 * who.eye_size**0.5 - 8 * look.brow_raise
    inner, outer = (x - side * 11, x + side * 13)
    slope = 9 * look.brow_slope
    points = [(inner, y + slope), (x, y - 3), (outer, y - slope * 0.5 + 3)]
    scratch(canvas, points, who.brow_weight + 3, mix(who.brow, light.ink, 0.75))
    scratch(canvas, points, who.brow_weight - 1, multiply(who.brow, light.tint))


def _button(canvas: skia.Canvas, who: Face, look: Look, light: Light) -> None:
    x = 23 * look.turn
    warm = mix(multiply(who.skin, light.tint), tone("#d8402f"), 0.35)
    shadow(canvas, (x, 13), (11, 8), warm, 0.7)
    scratch(canvas, [(x - 5, 15), (x + 2, 19), (x + 8, 13), (x + 5, 7)], 3.6, light.ink, 0.9)


def _straight(canvas: skia.Canvas, who: Face, look: Look, light: Light) -> None:
    x = 24 * look.turn
    shade = mix(multiply(who.skin, light.tint), light.shade, 0.4)
    canvas.drawPath(
        smooth([(x - 4, -8), (x + 4, 8), (x + 10, 18), (x - 6, 20), (x - 9, 12)]),
        fill(shade, 0.55, 1),
    )
    points = [(x - 2, -10), (x + 6, 8), (x + 11, 17), (x + 3, 21), (x - 5, 19)]
    scratch(canvas, points, 4, light.ink, 0.95)


def _pointed(canvas: skia.Canvas, who: Face, look: Look, light: Light) -> None:
    x = 20 * look.turn
    tip = x + 22 * max(0.3, look.turn)
    shape = smooth([(x - 7, -8), (x + 5, -8), (tip, 16), (tip, 20), (x + 4, 23), (x - 8, 19)])
    form(canvas, shape, mix(who.skin, tone("#ff7a5a"), 0.22), light, 0, 4, 2)
    scratch(
        canvas,
        [(x + 4, -9), (x + 9, 4), (tip + 1, 17), (tip - 3, 22), (x + 1, 23), (x - 8, 19)],
        4,
        light.ink,
    )


def _bulb(canvas: skia.Canvas, who: Face, look: Look, light: Light) -> None:
    x = 26 * look.turn
    shape = smooth(
        [
            (x - 8, -10),
            (x + 6, -10),
            (x + 17, 10),
            (x + 13, 24),
            (x - 4, 27),
            (x - 17, 20),
            (x - 17, 8),
        ]
    )
    form(canvas, shape, mix(who.skin, tone("#ff5a40"), 0.4), light, 3.2, 6, 3)
    canvas.drawPath(oval((x - 1, 6), 4.5, 3.5), fill((255, 255, 255), 0.5, 1))


NOSES = {"button": _button, "straight": _straight, "pointed": _pointed, "bulb": _bulb}


def _mouth(canvas: skia.Canvas, who: Face, look: Look, light: Light) -> None:
    x, y = 17 * look.turn, 37.0 + who.chin * 0.4
    if look.mouth in CURVES:
        points = [(x + dx, y + dy) for dx, dy in CURVES[look.mouth]]
        scratch(canvas, points, 5.2, light.ink)
        shade = mix(multiply(who.skin, light.tint), light.shade, 0.5)
        scratch(canvas, [(x - 7, y + 12), (x, y + 13), (x + 7, y + 12)], 3, shade, 0.7)
        return
    shape = smooth([(x + dx, y + dy) for dx, dy in OPENINGS[look.mouth]])
    canvas.drawPath(shape, line(light.ink, 5.5))
    canvas.save()
    clip(canvas, shape)
    canvas.drawColor(rgb(MOUTH_DARK))
    bounds = shape.getBounds()
    canvas.drawPath(oval((x + 1, bounds.bottom()), bounds.width() * 0.36, 8), fill(TONGUE))
    if look.mouth != "o":
        top = skia.Rect.MakeLTRB(
            bounds.left(), bounds.top() - 4, bounds.right(), bounds.top() + 6.5
        )
        canvas.drawRect(top, fill(TEETH))
    canvas.restore()


CURVES = {
    "smile": [(-17, -4), (-8, 4), (6, 5), (16, -5)],
    "soft": [(-10, -1), (-3, 3), (5, 3), (11, -2)],
    "flat": [(-12, 1), (0, -1), (12, 1)],
    "worried": [(-13, 6), (-4, -1), (6, 0), (13, 6)],
    "grim": [(-15, 4), (-5, -2), (6, -2), (15, 5)],
}
OPENINGS = {
    "grin": [(-19, -5), (0, -3), (18, -6), (12, 9), (0, 14), (-12, 9)],
    "laugh": [(-20, -8), (0, -6), (19, -9), (15, 10), (0, 19), (-15, 11)],
    "shout": [(-13, -8), (0, -11), (13, -8), (14, 9), (0, 19), (-14, 9)],
    "o": [(-7, -6), (0, -9), (7, -6), (8, 5), (0, 10), (-8, 5)],
    "talk": [(-12, -4), (0, -6), (12, -5), (8, 7), (0, 10), (-8, 7)],
}


def _glasses(canvas: skia.Canvas, look: Look, light: Light) -> None:
    for side in (-1, 1):
        x, y = _eye_at(look, side)
        ring = without(oval((x, y + 1), 18.5, 18.5), oval((x, y + 1), 15.5, 15.5))
        canvas.drawPath(oval((x, y + 1), 16, 16), fill(light.rim, 0.16))
        canvas.drawPath(ring, line(light.ink, 2.2))
        canvas.drawPath(ring, fill(tone("#f2c14a")))
        scratch(canvas, [(x - 9, y - 2), (x - 3, y - 10)], 3, (255, 255, 255), 0.7)
    left, right = _eye_at(look, -1)[0], _eye_at(look, 1)[0]
    scratch(canvas, [(left + 15, -4), ((left + right) / 2, -8), (right - 15, -4)], 4, light.ink)
    scratch(canvas, [(left - 16, -4), (-50, -8)], 4, light.ink)
