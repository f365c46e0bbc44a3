"""Shapes and marks: smooth outlines, tapered strokes, inked and shaded forms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia
from palette import Colour, Light, mix, multiply

Point = tuple[float, float]


def rgb(colour: Colour, alpha: float = 1.0) -> int:
    red, green, blue = (int(min(255.0, max(0.0, part)) + 0.5) for part in colour)
    return int(skia.ColorSetARGB(int(alpha * 255 + 0.5), red, green, blue))


def fill(colour: Colour, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    paint = skia.Paint(Color=rgb(colour, alpha), AntiAlias=True, Dither=True)
    if blur > 0:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def line(colour: Colour, width: float, alpha: float = 1.0) -> skia.Paint:
    paint = fill(colour, alpha)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    return paint


def ramp(
    start: Point, end: Point, colours: Sequence[Colour], alphas: Sequence[float] | None = None
) -> skia.Paint:
    """A paint that runs through the colours from start to end."""
    strengths = alphas or [1.0] * len(colours)
    codes = [rgb(colour, alpha) for colour, alpha in zip(colours, strengths, strict=True)]
    shader = skia.GradientShader.MakeLinear([start, end], codes)
    return skia.Paint(Shader=shader, AntiAlias=True, Dither=True)


def polygon(points: Sequence[Point], closed: bool = True) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], closed)
    return path


def oval(centre: Point, radius_x: float, radius_y: float) -> skia.Path:
    path = skia.Path()
    x, y = centre
    path.addOval(skia.Rect.MakeLTRB(x - radius_x, y - radius_y, x + radius_x, y + radius_y))
    return path


def box(left: float, top: float, right: float, bottom: float, corner: float = 0) -> skia.Path:
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeLTRB(left, top, right, bottom), corner, corner)
    return path


def smooth(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """A Catmull-Rom curve through the points; a point given twice is a corner."""
    knots = list(points)
    path = skia.Path()
    path.moveTo(*knots[0])
    for index in range(len(knots) if closed else len(knots) - 1):
        _curve(path, knots, index, closed)
    if closed:
        path.close()
    return path


def _curve(path: skia.Path, knots: list[Point], index: int, closed: bool) -> None:
    start, end = _knot(knots, index, closed), _knot(knots, index + 1, closed)
    if start == end:
        return
    before, after = _knot(knots, index - 1, closed), _knot(knots, index + 2, closed)
    leave = start if before == start and closed else _lean(start, before, end)
    arrive = end if after == end and closed else _lean(end, after, start)
    path.cubicTo(*leave, *arrive, *end)


def _knot(knots: list[Point], index: int, closed: bool) -> Point:
    return knots[index % len(knots)] if closed else knots[max(0, min(index, len(knots) - 1))]


def _lean(at: Point, away: Point, towards: Point) -> Point:
    return at[0] + (towards[0] - away[0]) / 6, at[1] + (towards[1] - away[1]) / 6


def spline(points: Sequence[Point], count: int) -> np.ndarray:
    """`count` positions (count, 2) along an open Catmull-Rom curve."""
    knots = np.array([points[0], *points, points[-1]], dtype=float)
    along = np.linspace(0, len(points) - 1 - 1e-9, count)
    index = along.astype(int)
    t = (along - index)[:, None]
    a, b, c, d = (knots[index + shift] for shift in range(4))
    bend = 2 * a - 5 * b + 4 * c - d
    cubic = -a + 3 * b - 3 * c + d
    curve: np.ndarray = 0.5 * (2 * b + (c - a) * t + bend * t**2 + cubic * t**3)
    return curve


def tube(points: Sequence[Point], widths: Sequence[float], count: int = 26) -> skia.Path:
    """A limb around a curve: half-widths are spread evenly along it; its ends are round."""
    spine = spline(points, count)
    half = np.interp(np.linspace(0, 1, count), np.linspace(0, 1, len(widths)), widths)
    slope = np.gradient(spine, axis=0)
    slope /= np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-6)
    normal = np.stack([-slope[:, 1], slope[:, 0]], axis=1) * half[:, None]
    path = polygon(_pairs(np.concatenate([spine + normal, (spine - normal)[::-1]])))
    for end in (0, -1):
        path = skia.Op(path, oval(_pair(spine[end]), half[end], half[end]), skia.kUnion_PathOp)
    return path


def _pair(row: np.ndarray) -> Point:
    return float(row[0]), float(row[1])


def _pairs(rows: np.ndarray) -> list[Point]:
    return [_pair(row) for row in rows]


def mark(points: Sequence[Point], width: float, taper: float = 0.7, count: int = 22) -> skia.Path:
    """A brush mark, thin at both ends and `width` thick in the middle."""
    spine = spline(points, count)
    half = width / 2 * np.sin(np.linspace(0.04, 0.96, count) * np.pi) ** taper
    slope = np.gradient(spine, axis=0)
    slope /= np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-6)
    normal = np.stack([-slope[:, 1], slope[:, 0]], axis=1) * half[:, None]
    return polygon(_pairs(np.concatenate([spine + normal, (spine - normal)[::-1]])))


def scratch(
    canvas: skia.Canvas,
    points: Sequence[Point],
    width: float,
    colour: Colour,
    alpha: float = 1.0,
) -> None:
    canvas.drawPath(mark(points, width), fill(colour, alpha))


def clip(canvas: skia.Canvas, path: skia.Path) -> None:
    """Keep to the inside of a path until the canvas is restored."""
    canvas.clipPath(path, skia.ClipOp.kIntersect, doAntiAlias=True)


def outline(canvas: skia.Canvas, path: skia.Path, light: Light, width: float) -> None:
    """An ink line, heavier on the side away from the light."""
    canvas.drawPath(path, line(light.ink, width))
    shifted = skia.Path(path)
    shifted.offset(-light.towards[0] * width * 0.45, -light.towards[1] * width * 0.45)
    canvas.drawPath(shifted, line(light.ink, width))


def form(
    canvas: skia.Canvas,
    path: skia.Path,
    base: Colour,
    light: Light,
    ink: float = 4.0,
    bulk: float = 12.0,
    rim: float = 4.0,
) -> None:
    """A solid thing: ink, colour, a shadow on the far side and a lit edge on the near side."""
    if ink > 0:
        outline(canvas, path, light, ink)
    canvas.save()
    clip(canvas, path)
    _model(canvas, path, multiply(base, light.tint), light, bulk)
    if rim > 0:
        _edge(canvas, path, light, -rim, fill(light.rim, 0.9, rim * 0.18))
        _edge(canvas, path, light, -rim * 3.4, fill(light.rim, 0.36, rim * 1.4))
    canvas.restore()


def _model(canvas: skia.Canvas, path: skia.Path, colour: Colour, light: Light, bulk: float) -> None:
    bounds = path.getBounds()
    x, y = bounds.centerX(), bounds.centerY()
    reach = max(bounds.width(), bounds.height()) / 2
    near = (x + light.towards[0] * reach, y + light.towards[1] * reach)
    far = (x - light.towards[0] * reach, y - light.towards[1] * reach)
    pale = mix(colour, light.rim, 0.12)
    dark = mix(colour, light.shade, light.depth * 0.45)
    canvas.drawPaint(ramp(near, far, [pale, colour, dark]))
    _edge(canvas, path, light, bulk, fill(light.shade, light.depth * 0.55, bulk * 0.10))
    _edge(canvas, path, light, bulk * 0.45, fill(light.shade, light.depth * 0.5, bulk * 0.06))
    if bulk >= 11 and reach > 50:
        _hatch(canvas, path, light, bulk * 1.9)


def _hatch(canvas: skia.Canvas, path: skia.Path, light: Light, shift: float) -> None:
    """Pen strokes across the shadow side, as an inker would lay them."""
    bounds = path.getBounds()
    shifted = skia.Path(path)
    shifted.offset(light.towards[0] * shift, light.towards[1] * shift)
    canvas.save()
    canvas.clipPath(shifted, skia.ClipOp.kDifference, doAntiAlias=True)
    slope = 0.62 if light.towards[0] < 0 else -0.62
    paint = line(light.ink, 1.7, 0.26)
    lean = bounds.width() * slope
    for y in np.arange(bounds.top() - abs(lean), bounds.bottom() + abs(lean), 7.0):
        canvas.drawLine(bounds.left(), y, bounds.right(), y - lean, paint)
    canvas.restore()


def _edge(
    canvas: skia.Canvas, path: skia.Path, light: Light, shift: float, paint: skia.Paint
) -> None:
    """Paint all that a copy of the path, moved along the light, leaves uncovered."""
    shifted = skia.Path(path)
    shifted.offset(light.towards[0] * shift, light.towards[1] * shift)
    if path.isConvex():
        room = skia.Path()
        room.addRect(path.getBounds().makeOutset(400, 400))
        shifted = without(room, shifted)
    else:
        shifted.toggleInverseFillType()
    canvas.drawPath(shifted, paint)


def union(*paths: skia.Path) -> skia.Path:
    whole = paths[0]
    for path in paths[1:]:
        whole = skia.Op(whole, path, skia.kUnion_PathOp)
    return whole


def without(path: skia.Path, hole: skia.Path) -> skia.Path:
    return skia.Op(path, hole, skia.kDifference_PathOp)
