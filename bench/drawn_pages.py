"""Comic pages drawn by seed, with the truth about their panels: what `bench/panels.py` measures on.

A layout is cells in parts of the page, in reading order from left to right. A page mirrors them for
the other direction, cuts gutters between them, fills them with art (cut from the sample's pictures,
or of pure numpy), hatches and letters them, lets balloons cross gutters, and is saved as a scan or
a JPEG would be.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

ROOT = Path(__file__).resolve().parent.parent
Pixels = NDArray[np.uint8]
Point = tuple[float, float]
Cell = tuple[Point, ...]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class DrawnPage:
    """A page (RGB), and the boxes of its panels (left, top, width, height) in reading order."""

    name: str
    pixels: Pixels
    boxes: tuple[Box, ...]
    rtl: bool


@dataclass(frozen=True)
class Layout:
    """Cells of a page of some `size`; `inset` many of the last lie on others, read after the cell
    `on`; `bleeds` to the edges; `plain` has no borders; `gaps` are between cells already."""

    cells: Callable[[np.random.Generator], list[Cell]]
    size: tuple[int, int] = (1100, 1600)
    inset: int = 0
    on: int = -1
    bleeds: bool = False
    plain: bool = False
    gaps: bool = False


def box(x0: float, y0: float, x1: float, y1: float) -> Cell:
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def rows_of(
    rows: list[tuple[float, int]], rng: np.random.Generator, sway: float = 0.0
) -> list[Cell]:
    """Rows of (height, panels), their borders moved by up to `sway`."""
    total, y, found = sum(height for height, _ in rows), 0.0, []
    for height, count in rows:
        cuts = [(i + rng.uniform(-sway, sway) * (0 < i < count)) / count for i in range(count + 1)]
        end = y + height / total
        found += [box(a, y, b, end) for a, b in pairwise(cuts)]
        y = end
    return found


def _tilted(rng: np.random.Generator) -> list[Cell]:
    a, b, c = rng.uniform(-0.06, 0.06, 3)
    m, n = rng.uniform(0.38, 0.62, 2)
    return [
        ((0, 0), (m + a, 0), (m - a, 0.36 - b * m), (0, 0.36 + b * 0)),
        ((m + a, 0), (1, 0), (1, 0.36 - b), (m - a, 0.36 - b * m)),
        ((0, 0.36), (1, 0.36 - b), (1, 0.68 + c), (0, 0.68)),
        ((0, 0.68), (n - a, 0.68 + c * n), (n + a, 1), (0, 1)),
        ((n - a, 0.68 + c * n), (1, 0.68 + c), (1, 1), (n + a, 1)),
    ]


def _slashed(rng: np.random.Generator) -> list[Cell]:
    """Rows parted by strongly tilted lines, as in fights."""
    a, b = rng.uniform(0.06, 0.12, 2) * rng.choice((-1, 1), 2)
    return [
        ((0, 0), (1, 0), (1, 0.3 + a / 2), (0, 0.3 - a / 2)),
        ((0, 0.3 - a / 2), (0.5, 0.3), (0.5 + b / 2, 0.62), (0, 0.62)),
        ((0.5, 0.3), (1, 0.3 + a / 2), (1, 0.62), (0.5 + b / 2, 0.62)),
        ((0, 0.62), (1, 0.62), (1, 1), (0, 1)),
    ]


def _ell(_rng: np.random.Generator) -> list[Cell]:
    return [
        ((0, 0), (1, 0), (1, 0.3), (0.42, 0.3), (0.42, 0.62), (0, 0.62)),
        box(0.42, 0.3, 1, 0.62),
        box(0, 0.62, 0.5, 1),
        box(0.5, 0.62, 1, 1),
    ]


def _ell_below(_rng: np.random.Generator) -> list[Cell]:
    return [
        box(0, 0, 0.55, 0.34),
        ((0.55, 0), (1, 0), (1, 0.7), (0, 0.7), (0, 0.34), (0.55, 0.34)),
        box(0, 0.7, 1, 1),
    ]


def _inset(rng: np.random.Generator) -> list[Cell]:
    x, y = rng.uniform(0.06, 0.6), rng.uniform(0.06, 0.3)
    return [
        box(0, 0, 1, 0.6),
        box(0, 0.6, 0.5, 1),
        box(0.5, 0.6, 1, 1),
        box(x, y, x + 0.3, y + 0.22),
    ]


def _corner_inset(rng: np.random.Generator) -> list[Cell]:
    w = rng.uniform(0.28, 0.4)
    return [box(0, 0, 1, 0.5), box(0, 0.5, 1, 1), box(1 - w, 0.78, 1, 1)]


def _pinwheel(_rng: np.random.Generator) -> list[Cell]:
    return [
        box(0, 0, 0.64, 0.3),
        box(0.64, 0, 1, 0.66),
        box(0, 0.3, 0.36, 1),
        box(0.36, 0.3, 0.64, 0.66),
        box(0.36, 0.66, 1, 1),
    ]


def _strip(rng: np.random.Generator) -> list[Cell]:
    """Drawings of a webtoon: some as wide as the strip, some narrower, white of all heights."""
    y, found = 0.0, []
    while len(found) < 9:
        height = rng.uniform(0.04, 0.12)
        inner = rng.random() < 0.4
        left = rng.uniform(0.04, 0.3) if inner else 0.0
        right = left + rng.uniform(0.55, 0.68) if inner else 1.0
        found.append(box(left, y, right, y + height))
        y += height + rng.choice((0.008, 0.02, 0.05))
    return [tuple((px, py / y) for px, py in cell) for cell in found]


LAYOUTS: dict[str, Layout] = {
    "grid of four": Layout(lambda rng: rows_of([(1, 2), (1, 2)], rng)),
    "grid of nine": Layout(lambda rng: rows_of([(1, 3), (1, 3), (1, 3)], rng)),
    "tiers": Layout(lambda rng: rows_of([(1, 2), (1.3, 1), (1, 3)], rng, 0.15)),
    "tall beside two": Layout(
        lambda _rng: [
            box(0, 0, 0.4, 0.65),
            box(0.4, 0, 1, 0.3),
            box(0.4, 0.3, 1, 0.65),
            box(0, 0.65, 1, 1),
        ]
    ),
    "tilted": Layout(_tilted),
    "ell": Layout(_ell),
    "inset": Layout(_inset, inset=1, on=0),
    "bleeds": Layout(lambda rng: rows_of([(1.4, 1), (1, 2), (1, 1)], rng, 0.1), bleeds=True),
    "no borders": Layout(lambda rng: rows_of([(1, 2), (1, 1), (1, 2)], rng, 0.1), plain=True),
    "webtoon": Layout(_strip, size=(700, 9000), bleeds=True, gaps=True),
    "newspaper strip": Layout(lambda rng: rows_of([(1, 4)], rng, 0.15), size=(1600, 480)),
    "pinwheel": Layout(_pinwheel),
    "ell below": Layout(_ell_below),
    "slashed": Layout(_slashed),
    "four high": Layout(lambda rng: rows_of([(1, 1)] * 4, rng), size=(560, 1900)),
    "corner inset": Layout(_corner_inset, inset=1, on=1),
    "twelve small": Layout(lambda rng: rows_of([(1, 3), (1, 3), (1, 4), (1, 2)], rng, 0.12)),
    "black webtoon": Layout(_strip, size=(800, 12000), bleeds=True, gaps=True, plain=True),
}
UNSEEN = ("pinwheel", "ell below", "slashed", "four high", "corner inset", "twelve small")
"""A third of the layouts, on which nothing was tuned."""


@cache
def _sample() -> tuple[Pixels, ...]:
    files = sorted((ROOT / "assets/sample").glob("*.jpg"))
    return tuple(np.asarray(Image.open(file).convert("RGB")) for file in files)


def art(width: int, height: int, rng: np.random.Generator) -> Pixels:
    """A drawing of that size: a cut of a painted picture, or shapes on a sky."""
    if rng.random() < 0.6:
        picture = _sample()[rng.integers(len(_sample()))]
        high, wide = picture.shape[:2]
        part = rng.uniform(0.35, 0.8) * min(wide / width, high / height)
        w, h = max(1, int(part * width)), max(1, int(part * height))
        x, y = rng.integers(wide - w + 1), rng.integers(high - h + 1)
        return np.asarray(Image.fromarray(picture[y : y + h, x : x + w]).resize((width, height)))
    top, bottom = rng.integers(40, 256, (2, 3))
    down = np.linspace(0, 1, height)[:, None, None]
    sky = (top + (bottom - top) * down) * np.ones((1, width, 1))
    image = Image.fromarray(sky.astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(rng.integers(3, 8)):
        x, y = rng.uniform(0, width), rng.uniform(0.2 * height, height)
        r = rng.uniform(0.06, 0.3) * min(width, height)
        colour = tuple(int(c) for c in rng.integers(0, 256, 3))
        shape = draw.ellipse if rng.random() < 0.6 else draw.rectangle
        shape(
            (x - r, y - r * rng.uniform(0.5, 1.6), x + r, y + r),
            fill=colour,
            outline=(20, 20, 25),
            width=3,
        )
    return np.asarray(image)


def _hatched(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    image = Image.fromarray(pixels)
    draw = ImageDraw.Draw(image)
    height, width = pixels.shape[:2]
    left, top = rng.uniform(0, 0.6) * width, rng.uniform(0, 0.6) * height
    w, h = rng.uniform(0.2, 0.5) * width, rng.uniform(0.2, 0.5) * height
    step, lean = rng.integers(6, 14), rng.uniform(-0.6, 0.6)
    for x in np.arange(left, left + w, step):
        draw.line((x, top, x + lean * h, top + h), fill=(15, 15, 20), width=2)
    return np.asarray(image)


def _ground(width: int, height: int, rng: np.random.Generator, kind: str) -> Pixels:
    if kind == "gradient":
        a, b = rng.integers(90, 256, (2, 3))
        t = np.linspace(0, 1, height)[:, None, None] * np.ones((1, width, 1))
        if rng.random() < 0.4:
            t = 0.6 * t + 0.4 * np.linspace(0, 1, width)[None, :, None]
        return (a + (b - a) * t).astype(np.uint8)
    colour = {
        "white": (253, 253, 250),
        "black": (8, 8, 10),
        "coloured": tuple(rng.integers(60, 240, 3)),
    }[kind]
    return np.full((height, width, 3), colour, np.uint8)


def _balloon(
    draw: ImageDraw.ImageDraw, x: float, y: float, r: float, rng: np.random.Generator
) -> None:
    wide = r * rng.uniform(1.2, 1.7)
    draw.ellipse(
        (x - wide, y - r, x + wide, y + r), fill=(255, 255, 255), outline=(10, 10, 10), width=3
    )
    for row in np.arange(-0.45, 0.5, 0.3):
        for at in np.arange(-0.6, 0.6, 0.16):
            draw.line(
                (x + at * wide, y + row * r, x + (at + 0.1) * wide, y + row * r + 3),
                fill=(10, 10, 10),
                width=max(2, int(r / 14)),
            )


def draw_page(layout: str, seed: int, *, rtl: bool = False) -> DrawnPage:
    """The page of a layout and a seed."""
    plan = LAYOUTS[layout]
    rng = np.random.default_rng([seed, sum(map(ord, layout)), rtl])
    scale = 1.0 if plan.gaps else rng.choice((0.7, 1.0, 1.25))
    width, height = (int(side * scale) for side in plan.size)
    kind = str(rng.choice(("white", "white", "black", "coloured", "gradient")))
    kind = "black" if layout == "black webtoon" else kind
    gutter = max(4, int(rng.uniform(0.010, 0.025) * min(width, height)))
    margin = 0 if plan.bleeds else int(rng.uniform(0.02, 0.05) * min(width, height))
    border = 0 if plan.plain or rng.random() < 0.2 else int(rng.integers(2, 6))
    page = _ground(width, height, rng, kind)
    masks = _masks(plan, (width, height), margin, gutter, rng, rtl=rtl)
    ink = (240, 240, 240) if kind == "black" else (12, 12, 14)
    for number, mask in enumerate(masks):
        rim = number >= len(masks) - plan.inset
        _fill(page, mask, rng, border or (3 if rim else 0), ink, gutter // 2 if rim else 0)
    boxes = tuple(_box_of(mask) for mask in masks)
    page = _lettered(page, boxes, plan, rng)
    if plan.inset:
        boxes = (*boxes[: plan.on + 1], *boxes[-plan.inset :], *boxes[plan.on + 1 : -plan.inset])
    return DrawnPage(
        f"{layout} {seed}{' rtl' if rtl else ''} {kind}", _saved(page, rng), boxes, rtl
    )


def _masks(
    plan: Layout,
    size: tuple[int, int],
    margin: int,
    gutter: int,
    rng: np.random.Generator,
    *,
    rtl: bool,
) -> list[NDArray[np.bool_]]:
    """Where each panel is drawn: its cell without half of the gutters around it."""
    width, height = size
    pad = gutter * 2
    found = []
    cells = plan.cells(rng)
    for number, cell in enumerate(cells):
        over = number >= len(cells) - plan.inset
        points = [((1 - x) if rtl else x, y) for x, y in cell]
        spots = []
        for x, y in points:
            px, py = margin + x * (width - 2 * margin), margin + y * (height - 2 * margin)
            if plan.bleeds:  # beyond the page, where no gutter is cut
                px += -pad if x == 0 else pad if x == 1 else 0
                py += -pad if y == 0 else pad if y == 1 else 0
            spots.append((px + pad, py + pad))
        image = Image.new("1", (width + 2 * pad, height + 2 * pad))
        ImageDraw.Draw(image).polygon(spots, fill=1)
        inside = np.asarray(image)
        cut = 0 if plan.gaps or over else gutter / 2
        if cut:
            inside = ndimage.distance_transform_edt(inside) > cut
        found.append(np.asarray(inside)[pad : pad + height, pad : pad + width])
    return found


def _box_of(mask: NDArray[np.bool_]) -> Box:
    ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return float(xs[0]), float(ys[0]), float(xs[-1] + 1 - xs[0]), float(ys[-1] + 1 - ys[0])


def _fill(
    page: Pixels,
    mask: NDArray[np.bool_],
    rng: np.random.Generator,
    border: int,
    ink: tuple[int, int, int],
    rim: int,
) -> None:
    x, y, w, h = (int(side) for side in _box_of(mask))
    place = np.s_[max(y - rim, 0) : y + h + rim, max(x - rim, 0) : x + w + rim]
    if rim:  # the gutter's own colour runs around what lies on another panel
        page[place] = page[0, 0] if not page[0, 0].any() else (250, 250, 248)
    drawing = art(w, h, rng)
    if rng.random() < 0.4:
        drawing = _hatched(drawing, rng)
    inside = mask[y : y + h, x : x + w]
    page[y : y + h, x : x + w][inside] = drawing[inside]
    if border:
        depth = ndimage.distance_transform_edt(np.pad(inside, 1))[1:-1, 1:-1]
        page[y : y + h, x : x + w][inside & (depth <= border)] = ink


def _lettered(
    page: Pixels, boxes: tuple[Box, ...], plan: Layout, rng: np.random.Generator
) -> Pixels:
    image = Image.fromarray(page)
    draw = ImageDraw.Draw(image)
    for number, (x, y, w, h) in enumerate(boxes):
        if number >= len(boxes) - plan.inset:
            continue
        r = rng.uniform(0.08, 0.13) * min(w, h)
        if rng.random() < 0.5:
            _balloon(draw, x + rng.uniform(0.3, 0.7) * w, y + rng.uniform(0.2, 0.4) * h, r, rng)
        elif rng.random() < 0.35 and not plan.inset:  # across the panel's lower or right edge
            down = rng.random() < 0.5
            _balloon(draw, x + (0.5 * w if down else w), y + (h if down else 0.5 * h), r, rng)
    return np.asarray(image).copy()


def _saved(page: Pixels, rng: np.random.Generator) -> Pixels:
    """The page after a scanner's noise, and a JPEG."""
    noise = rng.choice((0.0, 0.0, 3.0, 6.0))
    noisy = np.clip(page + rng.normal(0, noise, page.shape) if noise else page, 0, 255)
    file = io.BytesIO()
    Image.fromarray(noisy.astype(np.uint8)).save(file, "JPEG", quality=int(rng.integers(60, 96)))
    return np.asarray(Image.open(io.BytesIO(file.getvalue())).convert("RGB"))
