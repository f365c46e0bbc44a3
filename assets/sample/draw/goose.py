"""Admiral, the goose. She stands with her feet at (0, 0), about 330 units high, facing right."""

from __future__ import annotations

import itertools

import skia
from brush import Point, fill, form, mark, oval, scratch, smooth, tube, union
from palette import BILL, GOOSE, Light, mix, tone

SOOT = tone("#b9c3dc")


def goose(
    canvas: skia.Canvas,
    at: Point,
    size: float,
    light: Light,
    mirrored: bool = False,
    neck: tuple[Point, Point] = ((78, -215), (62, -290)),
    honking: bool = False,
    look: Point = (0.6, -0.2),
    spread: bool = False,
    sly: bool = False,
) -> None:
    """`neck` gives the bend of the neck and the place of the head; `size` 1 is 330 units high."""
    canvas.save()
    canvas.translate(*at)
    canvas.scale(-size if mirrored else size, size)
    light = light.mirrored() if mirrored else light
    _feet(canvas, light)
    if spread:
        _spread_wing(canvas, light, -1)
    _body(canvas, light, neck)
    _wing(canvas, light)
    if spread:
        _spread_wing(canvas, light, 1)
    _head(canvas, light, neck[1], honking, look, sly)
    canvas.restore()


def _feet(canvas: skia.Canvas, light: Light) -> None:
    for x in (-14, 22):
        form(canvas, tube([(x, -52), (x + 2, -8)], [6, 5], 8), BILL, light, 3.4, 4, 2)
        web = smooth(
            [(x - 8, -9), (x + 8, -11), (x + 36, -1), (x + 36, 2), (x - 8, 3), (x - 12, 0)]
        )
        form(canvas, web, BILL, light, 3.6, 5, 2.4)
        scratch(canvas, [(x + 4, -6), (x + 16, -3), (x + 26, -1)], 2.4, light.ink, 0.7)


def _body(canvas: skia.Canvas, light: Light, neck: tuple[Point, Point]) -> None:
    (bend_x, bend_y), (head_x, head_y) = neck
    body = smooth(
        [
            (-150, -118),
            (-150, -118),
            (-112, -66),
            (-50, -36),
            (20, -34),
            (72, -62),
            (90, -108),
            (74, -150),
            (30, -160),
            (-30, -148),
            (-90, -128),
        ]
    )
    throat = tube([(48, -110), (bend_x, bend_y), (head_x, head_y)], [50, 27, 20, 18], 30)
    whole = skia.Op(body, throat, skia.kUnion_PathOp)
    form(canvas, whole, GOOSE, light, 5, 20, 5)
    for x, y in ((40, -92), (60, -120), (30, -66), (4, -56)):
        scratch(
            canvas, [(x - 8, y), (x, y + 6), (x + 9, y + 1)], 3.4, mix(SOOT, light.shade, 0.4), 0.8
        )


def _wing(canvas: skia.Canvas, light: Light) -> None:
    wing = smooth(
        [
            (34, -122),
            (10, -144),
            (-46, -138),
            (-110, -122),
            (-158, -128),
            (-158, -128),
            (-122, -98),
            (-128, -92),
            (-96, -80),
            (-98, -74),
            (-50, -66),
            (4, -74),
        ]
    )
    form(canvas, wing, mix(GOOSE, SOOT, 0.25), light, 4.4, 14, 4)
    dark = mix(SOOT, light.ink, 0.5)
    for points in (
        [(-118, -100), (-80, -104), (-40, -98)],
        [(-94, -82), (-60, -86), (-26, -82)],
        [(-6, -118), (10, -108), (8, -92)],
        [(-34, -118), (-20, -108), (-22, -92)],
    ):
        scratch(canvas, points, 4, dark, 0.85)


def _spread_wing(canvas: skia.Canvas, light: Light, side: int) -> None:
    quills = [(-62, -330), (-104, -318), (-140, -292), (-164, -256), (-174, -216), (-166, -178)]
    feathers = [
        tube([(4, -120), ((x - 6) * 0.55, y * 0.66 - 46), (x, y)], [26, 21, 17, 7], 16)
        for x, y in quills
    ]
    root = smooth([(40, -110), (30, -176), (-6, -216), (-60, -200), (-110, -150), (-70, -104)])
    shape = union(root, *feathers)
    shade = 0.12 if side > 0 else 0.4
    if side < 0:
        flip = skia.Matrix()
        flip.setScale(-1, 1, 26, 0)
        shape.transform(flip)
    form(canvas, shape, mix(GOOSE, SOOT, shade), light, 5, 12, 5)
    if side > 0:
        dark = mix(SOOT, light.ink, 0.45)
        for (x, y), (u, v) in itertools.pairwise(quills):
            tip = ((x + u) / 2 + 4, (y + v) / 2 + 14)
            scratch(canvas, [(-8, -140), (tip[0] * 0.6, tip[1] * 0.7 - 34), tip], 4, dark)


def _head(
    canvas: skia.Canvas, light: Light, at: Point, honking: bool, look: Point, sly: bool
) -> None:
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(-16 if honking else 0)
    _bill(canvas, light, honking)
    skull = smooth([(-24, 4), (-20, -20), (4, -29), (26, -18), (30, 2), (18, 18), (-8, 22)])
    canvas.save()
    form(canvas, skull, GOOSE, light, 0, 9, 4)
    canvas.restore()
    edge = [(-24, 6), (-21, -20), (4, -30), (27, -18), (31, -6)]
    scratch(canvas, edge, 6, light.ink)
    _eye(canvas, light, look, sly)
    canvas.restore()


def _bill(canvas: skia.Canvas, light: Light, honking: bool) -> None:
    drop = 13 if honking else 0
    if honking:
        mouth = smooth([(20, -6), (62, -4), (56, 16), (20, 14)])
        canvas.drawPath(mouth, fill(tone("#7a1f2c")))
        form(canvas, mark([(24, 8), (40, 4), (54, 8)], 7), tone("#ff8a8a"), light, 0, 2, 0)
    lower = smooth(
        [
            (18, 2 + drop * 0.6),
            (40, 5 + drop),
            (60, 8 + drop * 1.3),
            (42, 15 + drop * 1.3),
            (18, 14 + drop * 0.6),
        ]
    )
    form(canvas, lower, mix(BILL, tone("#a03010"), 0.25), light, 3.6, 5, 2)
    upper = smooth([(18, -16), (34, -12), (64, 0), (70, 5), (60, 9), (38, 6), (18, 7)])
    form(canvas, upper, BILL, light, 4, 6, 2.6)
    scratch(canvas, [(38, -6), (43, -5), (47, -3)], 3, light.ink)


def _eye(canvas: skia.Canvas, light: Light, look: Point, sly: bool) -> None:
    canvas.drawPath(oval((8, -8), 8.5, 8.5), fill(light.ink))
    canvas.drawPath(oval((8, -8), 7, 7), fill(tone("#fff7e8")))
    canvas.drawCircle(8 + look[0] * 3.4, -8 + look[1] * 3.4, 4.4, fill(light.ink))
    canvas.drawCircle(6.6 + look[0] * 3.4, -10 + look[1] * 3.4, 1.5, fill((255, 255, 255)))
    if sly:
        canvas.drawPath(smooth([(-2, -20), (18, -20), (18, -9), (8, -11), (-2, -9)]), fill(GOOSE))
        scratch(canvas, [(-2, -9), (8, -11), (18, -9)], 4, light.ink)
