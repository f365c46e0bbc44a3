"""Draws text: shaped, in every bundled script, with outline and shadow, to RGBA.

style = TextStyle(face="title", size=96, outline=4, shadow=Shadow(0, 4, 8), max_width=1400)
image = draw_text("The AI Arms Race Begins", style)
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from render.typography.layout import Align, Setting, TextBlock, keeps_words, lay_out, missing_glyphs
from render.typography.outline import outline_coverage
from story.problems import Problem

__all__ = [
    "Align",
    "Colour",
    "Shadow",
    "TextStyle",
    "draw_text",
    "fit_text",
    "glyph_problems",
    "margin",
    "missing_glyphs",
    "text_size",
]

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Shadow:
    """A soft shadow: offset and blur (standard deviation) in pixels, opacity 0..1."""

    dx: float = 0.0
    dy: float = 0.0
    blur: float = 6.0
    colour: Colour = (0, 0, 0)
    opacity: float = 0.6


@dataclass(frozen=True)
class TextStyle(Setting):
    """How text looks. `outline` is the width of the line around each letter, in pixels."""

    fill: Colour = (255, 255, 255)
    outline: float = 0.0
    outline_fill: Colour = (0, 0, 0)
    shadow: Shadow | None = None


def margin(style: TextStyle) -> int:
    """Pixels that `draw_text` leaves on every side for outline, shadow and overhanging letters."""
    shadow = style.shadow
    reach = 3 * shadow.blur + max(abs(shadow.dx), abs(shadow.dy)) if shadow else 0.0
    return math.ceil(style.size * 0.15 + style.outline + reach) + 1


def text_size(text: str, style: TextStyle) -> tuple[float, float]:
    """Width and height in pixels of the block that `draw_text` sets, without its margin."""
    block = lay_out(text, style)
    return block.width, block.height


def draw_text(text: str, style: TextStyle) -> NDArray[np.uint8]:
    """`text` as straight-alpha RGBA, uint8 [h, w, 4]: the block with `margin(style)` around it.

    Characters that no font has are left out: report them with `glyph_problems`. Raises
    RenderError for an unknown face.
    """
    block = lay_out(text, style)
    around = margin(style)
    width, height = math.ceil(block.width) + 2 * around, math.ceil(block.height) + 2 * around
    ink = outline_coverage(_edges(block, style.size, around), width, height)
    body = np.maximum(ink, _grow(ink, style.outline)) if style.outline else ink
    layers = []
    if style.shadow:
        layers.append((_cast(body, style.shadow), style.shadow.colour))
    if style.outline:
        layers.append((body, style.outline_fill))
    return _stack([*layers, (ink, style.fill)])


def fit_text(
    text: str, style: TextStyle, *, width: float, height: float, smallest: float = 12.0
) -> TextStyle:
    """`style` at the largest size, up to its own, at which `text` fits `width` × `height` pixels.

    Words are not cut while a smaller size keeps them whole. Stops at `smallest`.
    """
    size = style.size
    while size > smallest and not _fits(text, _resized(style, size, width), width, height):
        size *= 0.95
    return _resized(style, max(size, smallest), width)


def glyph_problems(
    text: str, style: Setting | None = None, file: str = "", row: int = 0
) -> tuple[Problem, ...]:
    """A Problem that names the characters of `text` that no font of `style` has, if there are."""
    style = style or Setting()
    lost = missing_glyphs(text, style.face, style.extra)
    if not lost:
        return ()
    named = ", ".join(f"{char} (U+{ord(char):04X})" for char in lost)
    message = f"no font can draw {named}; left out of the picture."
    advice = "Name a font file that has them under fonts in inkreel.toml, or write it without."
    return (Problem(file, row, "glyph-missing", message, advice),)


def _resized(style: TextStyle, size: float, width: float) -> TextStyle:
    scale = size / style.size
    return replace(style, size=size, outline=style.outline * scale, max_width=width)


def _fits(text: str, style: TextStyle, width: float, height: float) -> bool:
    block = lay_out(text, style)
    inside = block.width <= width + 0.5 and block.height <= height + 0.5
    return inside and keeps_words(text, style)


def _edges(block: TextBlock, size: float, around: int) -> NDArray[np.float64]:
    parts = [np.empty((0, 4))]
    for glyph in block.glyphs:
        edges = glyph.face.outline(glyph.number) * (size, -size, size, -size)
        origin = np.array([glyph.x + around, glyph.y + around])
        parts.append(edges + np.tile(origin, 2))
    return np.concatenate(parts)


def _grow(ink: NDArray[np.float32], radius: float) -> NDArray[np.float32]:
    """Coverage of the shape widened by `radius` pixels, its edge kept smooth."""
    outside = ink < 0.5
    if outside.all():
        return ink
    distance, (rows, columns) = ndimage.distance_transform_edt(outside, return_indices=True)
    from_edge = distance + 0.5 - ink[rows, columns]
    grown: NDArray[np.float32] = np.clip(radius + 0.5 - from_edge, 0, 1).astype(np.float32)
    return grown


def _cast(body: NDArray[np.float32], shadow: Shadow) -> NDArray[np.float32]:
    moved = ndimage.shift(body, (shadow.dy, shadow.dx), order=1)
    blurred: NDArray[np.float32] = ndimage.gaussian_filter(moved, shadow.blur) * shadow.opacity
    return blurred


def _stack(layers: list[tuple[NDArray[np.float32], Colour]]) -> NDArray[np.uint8]:
    """Layers from the bottom up, as (coverage, colour), into straight-alpha RGBA."""
    shape = layers[0][0].shape
    colour, alpha = np.zeros((*shape, 3), np.float32), np.zeros((*shape, 1), np.float32)
    for ink, paint in layers:
        cover = ink[..., None]
        colour = colour * (1 - cover) + np.array(paint, np.float32) * cover
        alpha = alpha * (1 - cover) + cover
    straight = colour / np.maximum(alpha, 1e-6)
    image = np.concatenate([straight, alpha * 255], axis=2)
    pixels: NDArray[np.uint8] = np.rint(np.clip(image, 0, 255)).astype(np.uint8)
    return pixels
