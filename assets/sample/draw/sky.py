"""Skies: painted gradients, clouds with lit edges, stars, moon, banks of fog."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia
from brush import Point, fill, form, oval, ramp, rgb, scratch, smooth
from light import glow
from palette import Colour, Light, mix
from sheet import Sheet, noise

Stop = tuple[float, Colour]


def painted(sheet: Sheet, stops: Sequence[Stop], bottom: float, sway: float = 0.035) -> None:
    """A sky from the top to `bottom`, its bands pushed about as by a broad brush."""
    width, height = sheet.width // 2, max(2, int(bottom) // 2)
    drift = noise(sheet.rng, width, height, (3, 6), octaves=4)
    streaks = noise(sheet.rng, width, height, (6, 60), octaves=2)
    level = np.linspace(0, 1, height)[:, None] + sway * drift + sway * 0.35 * streaks
    places = [place for place, _ in stops]
    bands = [np.interp(level, places, [colour[part] for _, colour in stops]) for part in range(3)]
    opaque = np.full_like(bands[0], 255)
    pixels = np.stack([*bands, opaque], axis=-1)
    pixels[..., :3] += 1.6 * sheet.rng.standard_normal((height, width, 1))
    image = skia.Image.fromarray(
        np.ascontiguousarray(np.clip(pixels, 0, 255).astype(np.uint8)), skia.kRGBA_8888_ColorType
    )
    area = skia.Rect.MakeLTRB(0, 0, sheet.width, bottom)
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
    sheet.canvas.drawImageRect(image, area, sampling)


def stars(sheet: Sheet, count: int, bottom: float, colour: Colour) -> None:
    for _ in range(count):
        x, y = sheet.rng.uniform(0, sheet.width), sheet.rng.uniform(0, bottom) ** 1.0
        size = 0.7 + 1.6 * sheet.rng.random() ** 4
        alpha = sheet.rng.uniform(0.35, 0.95) * (1 - y / bottom * 0.8)
        sheet.canvas.drawCircle(x, y, size, fill(colour, alpha))
        if size > 1.7:
            glow(sheet.canvas, (x, y), 16, colour, 0.5)


def moon(canvas: skia.Canvas, at: Point, radius: float, colour: Colour, sky: Colour) -> None:
    glow(canvas, at, radius * 4.5, colour, 0.55)
    codes = [rgb(mix(colour, (255, 255, 255), 0.5)), rgb(colour), rgb(mix(colour, sky, 0.3))]
    centre = (at[0] - radius * 0.3, at[1] - radius * 0.3)
    shader = skia.GradientShader.MakeRadial(centre, radius * 1.6, codes, [0.0, 0.5, 1.0])
    canvas.drawCircle(*at, radius, skia.Paint(Shader=shader, AntiAlias=True))
    for x, y, size in ((-0.25, 0.1, 0.26), (0.3, -0.3, 0.17), (0.25, 0.4, 0.2), (-0.4, -0.42, 0.1)):
        spot = (at[0] + x * radius, at[1] + y * radius)
        canvas.drawPath(
            oval(spot, size * radius, size * radius * 0.85), fill(mix(colour, sky, 0.45), 0.35, 3)
        )


def puffs(
    rng: np.random.Generator, left: Point, right: Point, sizes: tuple[float, float], swell: float
) -> skia.Path:
    """A heap of round puffs along a line, higher in its middle by `swell`."""
    path = skia.Path()
    span = right[0] - left[0]
    step = (sizes[0] + sizes[1]) / 2 * 0.62
    skew = rng.uniform(0.6, 1.7)
    for x in np.arange(0, span, step):
        t = x / span
        arch = np.sin(np.pi * t**skew)
        lift = swell * arch * rng.uniform(0.4, 1.0)
        radius = rng.uniform(*sizes) * (0.5 + 0.5 * arch)
        y = left[1] + (right[1] - left[1]) * t - lift
        path.addCircle(left[0] + x, y, radius)
        path.addRect(
            skia.Rect.MakeLTRB(left[0] + x - radius * 0.9, y, left[0] + x + radius, left[1])
        )
    return path


def cloud(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    at: Point,
    size: float,
    colours: tuple[Colour, Colour],
    light: Light,
) -> None:
    """A cumulus of three heaps, each lower and darker, that fades into the sky below."""
    x, y = at
    bounds = skia.Rect.MakeLTRB(x - size * 1.6, y - size * 1.3, x + size * 1.6, y + size * 0.4)
    canvas.saveLayer(bounds, None)
    for layer in range(3):
        spread = size * (0.75 + 0.25 * layer)
        base = y + layer * size * 0.10
        radii = (size * (0.20 - 0.035 * layer), size * (0.34 - 0.06 * layer))
        heap = puffs(
            rng, (x - spread, base), (x + spread, base), radii, size * (0.55 - 0.2 * layer)
        )
        form(canvas, heap, mix(*colours, layer / 2), light, 0, size * 0.10, size * 0.018)
    fade = ramp((0, y - size * 0.25), (0, y + size * 0.34), [(0, 0, 0)] * 2, [1.0, 0.0])
    fade.setBlendMode(skia.BlendMode.kDstIn)
    canvas.drawRect(bounds, fade)
    canvas.restore()


def fogbank(
    canvas: skia.Canvas,
    rng: np.random.Generator,
    left: Point,
    right: Point,
    height: float,
    colours: tuple[Colour, Colour],
    light: Light,
    rows: int = 4,
    alpha: float = 1.0,
) -> None:
    """A wall of fog that rolls: rows of puffs, the last one low and pale."""
    for row in range(rows):
        share = row / max(1, rows - 1)
        top = height * (1 - share * 0.75)
        radii = (height * 0.10 * (1.25 - share * 0.5), height * 0.22 * (1.25 - share * 0.5))
        start, end = (left[0], left[1]), (right[0], right[1])
        heap = puffs(rng, start, end, radii, top * 0.62)
        layer = skia.Paint(Alphaf=alpha * (0.92 - 0.12 * share))
        canvas.saveLayer(None, layer)
        form(canvas, heap, mix(*colours, share), light, 0, height * 0.06, height * 0.011)
        fade = ramp((0, left[1] - top * 0.35), (0, left[1] + 4), [(0, 0, 0)] * 2, [1.0, 0.0])
        fade.setBlendMode(skia.BlendMode.kDstIn)
        canvas.drawPaint(fade)
        canvas.restore()


def gull(canvas: skia.Canvas, at: Point, size: float, light: Light, bank: float = 0.0) -> None:
    """A gull on the wing, `size` units from body to wing tip."""
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(bank)
    canvas.scale(size / 50, size / 50)
    for side in (-1, 1):
        wing = smooth(
            [
                (side * 4, 2),
                (side * 18, -14),
                (side * 34, -17),
                (side * 52, -4),
                (side * 52, -4),
                (side * 34, -9),
                (side * 18, -3),
                (side * 5, 8),
            ]
        )
        form(canvas, wing, (250, 248, 244), light, 2.4, 4, 1.6)
        scratch(canvas, [(side * 42, -13), (side * 48, -8), (side * 52, -4)], 3, light.ink)
    form(
        canvas,
        smooth([(-9, 12), (-2, -4), (6, -5), (12, 0), (4, 8)]),
        (255, 252, 246),
        light,
        2.2,
        4,
        1.4,
    )
    canvas.restore()
