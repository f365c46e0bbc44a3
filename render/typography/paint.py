"""A canvas to paint cards on: RGBA floats, premultiplied, values 0..1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from render.typography.type import Colour, TextStyle, draw_text, margin

Canvas = NDArray[np.float32]


def clear_canvas(size: tuple[int, int]) -> Canvas:
    """A transparent canvas of (width, height), float32 [h, w, 4]."""
    return np.zeros((size[1], size[0], 4), np.float32)


def opaque_canvas(picture: NDArray[np.uint8]) -> Canvas:
    """A canvas that shows `picture` (RGB [h, w, 3])."""
    canvas = np.ones((*picture.shape[:2], 4), np.float32)
    np.divide(picture, 255, out=canvas[..., :3], casting="unsafe")
    return canvas


def wash(canvas: Canvas, colour: Colour, alpha: NDArray[np.float32] | float) -> None:
    """Lay `colour` over the whole canvas, `alpha` 0..1 (a number, or [h, w])."""
    cover = np.broadcast_to(np.asarray(alpha, np.float32), canvas.shape[:2])[..., None]
    canvas *= 1 - cover
    canvas[..., :3] += np.array(colour, np.float32) / 255 * cover
    canvas[..., 3:] += cover


def paste(canvas: Canvas, image: NDArray[np.uint8], x: float, y: float) -> None:
    """Lay a straight-alpha RGBA image over the canvas, its corner at the pixel nearest (x, y)."""
    left, top = round(x), round(y)
    height, width = canvas.shape[:2]
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + image.shape[1], width), min(top + image.shape[0], height)
    if x0 >= x1 or y0 >= y1:
        return
    part = image[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.float32) / 255
    cover = part[..., 3:]
    here = canvas[y0:y1, x0:x1]
    here *= 1 - cover
    here[..., :3] += part[..., :3] * cover
    here[..., 3:] += cover


def write(canvas: Canvas, text: str, style: TextStyle, x: float, y: float) -> None:
    """Draw `text`, its block's corner at (x, y)."""
    around = margin(style)
    paste(canvas, draw_text(text, style), x - around, y - around)


def bar(canvas: Canvas, colour: Colour, x: float, y: float, width: float, height: float) -> None:
    """Fill a rectangle, to the nearest pixels."""
    x0, y0, x1, y1 = round(x), round(y), round(x + width), round(y + height)
    canvas[max(y0, 0) : y1, max(x0, 0) : x1] = (*(part / 255 for part in colour), 1.0)


def to_rgba(canvas: Canvas) -> NDArray[np.uint8]:
    """Straight-alpha RGBA, uint8 [h, w, 4]."""
    alpha = canvas[..., 3:]
    straight = canvas[..., :3] / np.maximum(alpha, 1e-6)
    image = np.concatenate([straight, alpha], axis=2) * 255
    pixels: NDArray[np.uint8] = np.rint(np.clip(image, 0, 255)).astype(np.uint8)
    return pixels


def to_rgb(canvas: Canvas) -> NDArray[np.uint8]:
    """RGB, uint8 [h, w, 3], on black where the canvas is clear."""
    pixels: NDArray[np.uint8] = np.rint(np.clip(canvas[..., :3] * 255, 0, 255)).astype(np.uint8)
    return pixels
