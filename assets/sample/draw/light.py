"""Light that has no outline: glows, shafts, veils of mist."""

from __future__ import annotations

from math import cos, pi, sin

import skia
from brush import Point, polygon, rgb
from palette import Colour


def glow(
    canvas: skia.Canvas, at: Point, radius: float, colour: Colour, strength: float = 0.6
) -> None:
    """A soft round light: it colours what is below it, and brightens it."""
    falloff = (1.0, 0.5, 0.2, 0.06, 0.0)
    for blend, share in ((skia.BlendMode.kSrcOver, 0.3), (skia.BlendMode.kScreen, 0.85)):
        codes = [rgb(colour, strength * share * part) for part in falloff]
        shader = skia.GradientShader.MakeRadial(at, radius, codes, [0.0, 0.18, 0.42, 0.7, 1.0])
        canvas.drawCircle(*at, radius, skia.Paint(Shader=shader, BlendMode=blend, Dither=True))


def pool(
    canvas: skia.Canvas, at: Point, radii: Point, colour: Colour, strength: float = 0.5
) -> None:
    """A glow squeezed flat: light that lies on the ground."""
    canvas.save()
    canvas.translate(*at)
    canvas.scale(1.0, radii[1] / radii[0])
    glow(canvas, (0, 0), radii[0], colour, strength)
    canvas.restore()


def shadow(canvas: skia.Canvas, at: Point, radii: Point, colour: Colour, strength: float) -> None:
    """A soft shadow under something that stands."""
    canvas.save()
    canvas.translate(*at)
    canvas.scale(1.0, radii[1] / radii[0])
    codes = [rgb(colour, strength), rgb(colour, strength * 0.6), rgb(colour, 0)]
    shader = skia.GradientShader.MakeRadial((0, 0), radii[0], codes, [0.0, 0.5, 1.0])
    canvas.drawCircle(0, 0, radii[0], skia.Paint(Shader=shader, Dither=True))
    canvas.restore()


def shaft(
    canvas: skia.Canvas,
    source: Point,
    ends: tuple[Point, Point],
    colour: Colour,
    strength: float = 0.3,
) -> None:
    """A beam that widens from its source to the two ends and dies away."""
    middle = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)
    codes = [rgb(colour, strength), rgb(colour, 0)]
    shader = skia.GradientShader.MakeLinear([source, middle], codes)
    paint = skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kScreen, AntiAlias=True)
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 6))
    canvas.drawPath(polygon([source, ends[0], ends[1]]), paint)


def dusk(canvas: skia.Canvas, at: Point, radius: float, colour: Colour, strength: float) -> None:
    """Darken everything by its distance from a light."""
    codes = [rgb(colour, strength * share) for share in (0.0, 0.0, 0.45, 1.0)]
    shader = skia.GradientShader.MakeRadial(at, radius, codes, [0.0, 0.3, 0.62, 1.0])
    canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))


def rays(canvas: skia.Canvas, at: Point, reach: float, colour: Colour, strength: float) -> None:
    """Thin rays around a lamp, long and short by turns."""
    for index in range(16):
        turn = index * pi / 8 + 0.12
        far = reach * (1.0 if index % 2 else 0.62)
        left, right = (_polar(at, turn + side, far) for side in (-0.05, 0.05))
        shaft(canvas, at, (left, right), colour, strength)


def _polar(at: Point, turn: float, far: float) -> Point:
    return at[0] + cos(turn) * far, at[1] + sin(turn) * far


def veil(
    canvas: skia.Canvas,
    top: float,
    bottom: float,
    colour: Colour,
    strengths: tuple[float, float],
    width: float = 4000,
) -> None:
    """A sheet of mist across the picture, from one strength to another."""
    codes = [rgb(colour, strength) for strength in strengths]
    shader = skia.GradientShader.MakeLinear([(0, top), (0, bottom)], codes)
    paint = skia.Paint(Shader=shader, Dither=True)
    canvas.drawRect(skia.Rect.MakeLTRB(0, top, width, bottom), paint)
