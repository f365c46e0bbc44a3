"""Bodies: coats, legs, arms that reach for a point, and hands.

A body stands with its feet at (0, 0); y grows downwards, so that heads have a negative y.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import acos, atan2, cos, degrees, hypot, sin

import skia
from brush import Point, form, polygon, rgb, scratch, smooth, tube, union
from palette import Colour, Light, mix, multiply

Drawing = Callable[[skia.Canvas, Light], None]


@dataclass(frozen=True)
class Build:
    """Sizes of a body, in units of a figure about 450 (child) to 700 (adult) high."""

    head_y: float
    head_size: float
    shoulder_y: float
    shoulder: float
    waist: float
    hem_y: float
    hem: float
    arm: float
    sleeve: tuple[float, float, float]
    coat: Colour
    trousers: Colour
    boots: Colour
    skin: Colour
    hand: float = 1.0


@dataclass(frozen=True)
class Arm:
    """Where a hand is, which way the elbow bends (-1 or 1), and what the hand does.

    An arm is drawn `behind` the body, on it, or `above` the head.
    """

    hand: Point
    bend: float = 1.0
    grip: str = "fist"
    angle: float | None = None
    flip: bool = False
    behind: bool = False
    above: bool = False
    held: Drawing | None = None
    sleeve: Colour | None = None


def elbow_of(shoulder: Point, hand: Point, length: float, bend: float) -> Point:
    """The elbow of an arm of two equal bones; an arm out of reach is straight."""
    across, down = hand[0] - shoulder[0], hand[1] - shoulder[1]
    reach = min(hypot(across, down), 2 * length * 0.995)
    turn = acos(reach / (2 * length)) * bend
    angle = atan2(down, across) + turn
    return shoulder[0] + cos(angle) * length, shoulder[1] + sin(angle) * length


def bones(build: Build, side: int, pose: Arm) -> tuple[Point, Point, Point]:
    """Shoulder, elbow and wrist."""
    shoulder = (side * build.shoulder * 0.72, build.shoulder_y + build.sleeve[0] * 0.92)
    elbow = elbow_of(shoulder, pose.hand, build.arm, pose.bend)
    return shoulder, elbow, _short(elbow, pose.hand, 13 * build.hand)


def sleeve_of(build: Build, side: int, pose: Arm) -> skia.Path:
    return tube(bones(build, side, pose), build.sleeve)


def arm(canvas: skia.Canvas, build: Build, side: int, pose: Arm, light: Light) -> None:
    """Sleeve, cuff and hand; what is held lies behind the fingers."""
    shoulder, elbow, wrist = bones(build, side, pose)
    colour = pose.sleeve or build.coat
    if pose.held:
        canvas.save()
        canvas.translate(*pose.hand)
        pose.held(canvas, light)
        canvas.restore()
    angle = degrees(atan2(pose.hand[1] - elbow[1], pose.hand[0] - elbow[0]))
    bent = angle if pose.angle is None else pose.angle
    hand(canvas, pose.hand, bent, pose.grip, build.skin, light, build.hand, pose.flip)
    canvas.saveLayer(None, None)
    end = _short(elbow, wrist, build.sleeve[2] * 0.7)
    form(canvas, tube([shoulder, elbow, end], build.sleeve), colour, light, 4.5, 11, 4)
    _creases(canvas, shoulder, elbow, wrist, build, colour, light)
    cuff = _band(elbow, wrist, build.sleeve[2] * 1.14, 15 * build.hand)
    form(canvas, cuff, mix(colour, light.shade, 0.12), light, 3.6, 6, 3)
    if not pose.behind:
        forearm = tube([elbow, pose.hand], [build.sleeve[2] * 1.2] * 2)
        _melt(canvas, shoulder, build.sleeve[0] * 1.8, forearm)
    canvas.restore()


def _band(elbow: Point, wrist: Point, half: float, length: float) -> skia.Path:
    """A cuff: a short flat-ended piece across the end of a sleeve."""
    reach = max(hypot(wrist[0] - elbow[0], wrist[1] - elbow[1]), 1e-6)
    x, y = (wrist[0] - elbow[0]) / reach, (wrist[1] - elbow[1]) / reach
    near = (wrist[0] - x * length, wrist[1] - y * length)
    corners = [(near, 1), (wrist, 1), (wrist, -1), (near, -1)]
    return polygon([(at[0] - y * half * way, at[1] + x * half * way) for at, way in corners])


def _melt(canvas: skia.Canvas, at: Point, radius: float, spared: skia.Path) -> None:
    """Wipe the top of a sleeve away, so that it grows out of the coat below it."""
    codes = [rgb((0, 0, 0)), rgb((0, 0, 0)), rgb((0, 0, 0), 0.0)]
    shader = skia.GradientShader.MakeRadial(at, radius, codes, [0.0, 0.62, 1.0])
    canvas.save()
    canvas.clipPath(spared, skia.ClipOp.kDifference, doAntiAlias=True)
    canvas.drawCircle(*at, radius, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kDstOut))
    canvas.restore()


def _short(start: Point, end: Point, less: float) -> Point:
    length = max(hypot(end[0] - start[0], end[1] - start[1]), 1e-6)
    share = max(0.0, 1 - less / length)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _creases(
    canvas: skia.Canvas,
    shoulder: Point,
    elbow: Point,
    wrist: Point,
    build: Build,
    colour: Colour,
    light: Light,
) -> None:
    dark = mix(multiply(colour, light.tint), light.ink, 0.6)
    wide = build.sleeve[1]
    inner = ((shoulder[0] + wrist[0]) / 2 - elbow[0], (shoulder[1] + wrist[1]) / 2 - elbow[1])
    length = max(hypot(*inner), 1e-6)
    nx, ny = inner[0] / length, inner[1] / length
    for share in (0.2, -0.25):
        x = elbow[0] + nx * wide * 0.85 + ny * wide * share * 2
        y = elbow[1] + ny * wide * 0.85 - nx * wide * share * 2
        end = (elbow[0] - nx * wide * 0.1, elbow[1] - ny * wide * 0.1)
        scratch(canvas, [(x, y), ((x + end[0]) / 2 + 2, (y + end[1]) / 2), end], 3.6, dark, 0.8)


def hand(
    canvas: skia.Canvas,
    at: Point,
    angle: float,
    grip: str,
    skin: Colour,
    light: Light,
    size: float = 1.0,
    flip: bool = False,
) -> None:
    """A hand at the wrist's end, its fingers along the angle; `flip` moves the thumb over."""
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(angle)
    canvas.scale(size, -size if flip else size)
    GRIPS[grip](canvas, skin, _turned(light, angle, flip))
    canvas.restore()


def _turned(light: Light, angle: float, flip: bool) -> Light:
    turn = -angle / 57.29578
    x, y = light.towards
    turned = (x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn))
    return replace(light, towards=(turned[0], -turned[1] if flip else turned[1]))


def _fist(canvas: skia.Canvas, skin: Colour, light: Light) -> None:
    ball = smooth([(-14, -13), (4, -17), (19, -12), (23, 0), (19, 13), (4, 16), (-14, 13)])
    form(canvas, ball, skin, light, 3.6, 7, 3)
    dark = mix(multiply(skin, light.tint), light.ink, 0.65)
    for y in (-6, 1, 8):
        scratch(canvas, [(7, y), (15, y + 0.5), (22, y - 1)], 2.8, dark)
    thumb = tube([(-6, -10), (6, -12), (13, -5)], [7, 6.5, 5.5], 12)
    form(canvas, thumb, skin, light, 3, 4, 2)


def _open(canvas: skia.Canvas, skin: Colour, light: Light) -> None:
    palm = smooth([(-14, -12), (6, -16), (19, -13), (21, 10), (6, 15), (-14, 12)])
    fingers = [
        tube([(12, -11), (30, -19), (41, -23)], [6, 5.6, 4.4], 10),
        tube([(14, -4), (34, -6), (48, -7)], [6, 5.8, 4.6], 10),
        tube([(14, 3), (34, 5), (46, 7)], [6, 5.6, 4.4], 10),
        tube([(12, 10), (27, 15), (37, 19)], [5.4, 5, 4], 10),
        tube([(-4, -10), (6, -25), (15, -34)], [7, 6, 4.6], 10),
    ]
    form(canvas, union(palm, *fingers), skin, light, 3.6, 6, 2.6)
    dark = mix(multiply(skin, light.tint), light.ink, 0.5)
    scratch(canvas, [(-8, 4), (4, 6), (15, 1)], 2.6, dark, 0.8)


def _point(canvas: skia.Canvas, skin: Colour, light: Light) -> None:
    ball = smooth([(-14, -13), (6, -16), (18, -10), (20, 4), (14, 14), (-2, 15), (-14, 12)])
    finger = tube([(8, -9), (30, -11), (46, -11)], [6.4, 6, 4.8], 10)
    form(canvas, union(ball, finger), skin, light, 3.6, 7, 2.8)
    dark = mix(multiply(skin, light.tint), light.ink, 0.65)
    for y in (-1, 6):
        scratch(canvas, [(6, y), (13, y + 1), (20, y)], 2.6, dark)
    form(canvas, tube([(-6, -8), (6, -2), (14, -1)], [6.5, 6, 5], 10), skin, light, 3, 4, 2)


def _mitten(canvas: skia.Canvas, skin: Colour, light: Light) -> None:
    """A flat hand seen from its back, fingers together."""
    palm = smooth(
        [(-14, -12), (4, -15), (24, -13), (38, -7), (40, 2), (28, 11), (6, 14), (-14, 12)]
    )
    thumb = tube([(-4, -9), (6, -20), (16, -22)], [6.5, 6, 4.6], 10)
    form(canvas, union(palm, thumb), skin, light, 3.6, 6, 2.6)
    dark = mix(multiply(skin, light.tint), light.ink, 0.55)
    for y in (-5, 1, 7):
        scratch(canvas, [(15, y), (26, y * 0.8), (36, y * 0.5)], 2.4, dark)


GRIPS = {"fist": _fist, "open": _open, "point": _point, "mitten": _mitten}


def legs(canvas: skia.Canvas, build: Build, light: Light, stride: float = 0.0) -> None:
    gap = build.hem * 0.36
    for side in (-1, 1):
        x = side * gap + side * stride
        thick = build.hem * 0.27
        leg = tube([(side * gap, build.hem_y - 24), (x, -30)], [thick, thick * 0.92], 8)
        form(canvas, leg, build.trousers, light, 4, 8, 3)
        _boot(canvas, x, side, thick, build, light)


def _boot(
    canvas: skia.Canvas, x: float, side: int, thick: float, build: Build, light: Light
) -> None:
    high = min(90.0, -build.hem_y * 0.72)
    toe = x + side * thick * 1.05
    shape = smooth(
        [
            (x - thick * 1.1, -high),
            (x - thick * 1.1, -high),
            (x + thick * 1.1, -high),
            (x + thick * 1.1, -high),
            (max(x + thick * 1.0, toe), -thick * 0.9),
            (max(x + thick * 1.25, toe + side * thick * 0.6), -2),
            (min(x - thick * 1.25, toe + side * thick * 0.6), -2),
            (min(x - thick * 1.0, toe), -thick * 0.9),
        ]
    )
    form(canvas, shape, build.boots, light, 4.5, 9, 3.5)
    band = mix(multiply(build.boots, light.tint), light.ink, 0.5)
    scratch(canvas, [(x - thick, -high + 11), (x, -high + 14), (x + thick, -high + 11)], 4, band)


def coat(
    canvas: skia.Canvas, build: Build, light: Light, sway: float, sleeves: list[skia.Path]
) -> None:
    """A coat from the shoulders to its hem, of one piece with the sleeves in front of it."""
    shoulder, waist, hem = build.shoulder, build.waist, build.hem
    top, low = build.shoulder_y, build.hem_y
    middle = top + (low - top) * 0.5
    left = [
        (-hem + sway, low - 6),
        (-hem + sway, low - 6),
        (-(waist + hem) / 2 + sway * 0.5, (middle + low) / 2),
        (-waist, middle),
        (-shoulder * 0.98, top + (middle - top) * 0.5),
        (-shoulder, top + 26),
        (-shoulder * 0.78, top + 4),
        (-shoulder * 0.3, top - 14),
    ]
    right = [(-x + 2 * sway * (y > middle), y) for x, y in reversed(left)]
    path = smooth([*left, *right, (hem * 0.4 + sway, low + 6), (-hem * 0.4 + sway, low + 5)])
    form(canvas, union(path, *sleeves), build.coat, light, 5.5, 30, 6)
    _folds(canvas, build, light, sway)


def neck(canvas: skia.Canvas, build: Build, light: Light) -> None:
    wide = 21 * build.head_size
    shape = tube([(0, build.head_y + 20), (0, build.shoulder_y + 16)], [wide, wide * 1.1], 8)
    form(canvas, shape, mix(build.skin, light.shade, 0.3), light, 4, 10, 2)


def _folds(canvas: skia.Canvas, build: Build, light: Light, sway: float) -> None:
    dark = mix(multiply(build.coat, light.tint), light.ink, 0.55)
    top, low = build.shoulder_y, build.hem_y
    height = low - top
    for x, start, lean in ((-0.62, 0.62, -0.10), (0.55, 0.58, 0.14), (0.25, 0.74, 0.08)):
        points = [
            (build.waist * x, top + height * start),
            (build.waist * (x + lean * 0.6) + sway * 0.6, top + height * (start + 1) / 2),
            (build.hem * (x + lean) + sway, low - 2),
        ]
        scratch(canvas, points, 5, dark, 0.7)
