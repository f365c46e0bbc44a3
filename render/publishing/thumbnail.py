"""The thumbnail: the best moment of the best panel, and a few large words beside it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from render.camera.vision.facts import PictureFacts
from render.geometry import Rect
from render.publishing.hook import hook_rows, hook_words
from render.publishing.thumbnail_framing import PLACES, SIZE, best_framing, blurred
from render.publishing.upload_text import THUMBNAIL_BYTES
from render.typography.layout import lay_out
from render.typography.paint import Canvas, opaque_canvas, to_rgb, wash, write
from render.typography.palette import Palette, luminance, palette
from render.typography.type import Shadow, TextStyle, fit_text, text_size

Pixels = NDArray[np.uint8]
VERSION = f"1, Pillow {PIL.__version__}"
"""Changed whenever the same picture and words would give other bytes."""
CONTRAST = 4.7
"""What is aimed at, so that 4.5 is left after JPEG."""
_LARGEST, _SMALLEST = 260.0, 40.0
"""Pixels of the words: larger hides the picture, smaller is not read in a list."""
_BLUR, _BLUR_OF_HEIGHT = 16.0, 0.3
"""Lettering that nobody should read is blurred by so many pixels, large lettering by more."""


def thumbnail(
    picture: Pixels | None,
    facts: PictureFacts | None,
    hook: str,
    *,
    fonts: tuple[Path, ...] = (),
) -> bytes:
    """A JPEG of 1280 × 720 and at most 2 MB. `picture` is RGB [h, w, 3], of any size in its
    `facts`' aspect.

    Where there is no picture, the words stand alone on a ground of their own.
    """
    words = hook_words(hook)
    if picture is None or facts is None:
        ground = np.full((SIZE[1], SIZE[0], 3), palette(None).deep, np.uint8)
        return _jpeg(_lettered(ground, words, "bottom", palette(None), fonts))
    style = _style(palette(None), fonts)
    sizes = {place: _set(words, style, words_area(place))[1].size for place in PLACES}
    framing = best_framing(facts, sizes)
    share = picture.shape[1] / facts.width  # a very large panel comes reduced
    frame = _cropped(picture, framing.crop, share)
    frame = _blurred(frame, blurred(framing, facts))
    return _jpeg(_lettered(frame, words, framing.place, palette(frame), fonts))


def _cropped(picture: Pixels, crop: Rect, share: float) -> Pixels:
    height, width = picture.shape[:2]
    left, top, wide, high = (side * share for side in (crop.x, crop.y, crop.w, crop.h))
    box = (left, top, min(left + wide, width), min(top + high, height))
    image = Image.fromarray(picture).resize(SIZE, Image.Resampling.LANCZOS, box=box)
    image = ImageEnhance.Color(image).enhance(1.12)
    return np.asarray(ImageEnhance.Contrast(image).enhance(1.05))


def _blurred(frame: Pixels, boxes: Sequence[Rect]) -> Pixels:
    """The frame with `boxes` (shares of it) out of focus, their edges soft."""
    if not boxes:
        return frame
    mask = Image.new("L", SIZE)
    draw = ImageDraw.Draw(mask)
    for box in boxes:
        x, y, wide, high = box.x * SIZE[0], box.y * SIZE[1], box.w * SIZE[0], box.h * SIZE[1]
        pad = max(12, 0.2 * high)  # boxes that were seen end short of tall letters
        draw.rectangle((x - pad, y - pad, x + wide + pad, y + high + pad), fill=255)
    share = np.asarray(mask.filter(ImageFilter.GaussianBlur(10)), np.float32)[..., None] / 255
    tallest = max(box.h for box in boxes) * SIZE[1]
    radius = max(_BLUR, _BLUR_OF_HEIGHT * tallest)
    soft = np.asarray(Image.fromarray(frame).filter(ImageFilter.GaussianBlur(radius)))
    return np.rint(frame * (1 - share) + soft * share).astype(np.uint8)


def words_area(place: str) -> Rect:
    """Where words may stand, in pixels of the thumbnail."""
    share = PLACES[place]
    return Rect(share.x * SIZE[0], share.y * SIZE[1], share.w * SIZE[0], share.h * SIZE[1])


def _style(colours: Palette, fonts: tuple[Path, ...]) -> TextStyle:
    return TextStyle(
        "poster",
        _LARGEST,
        leading=0.98,
        fill=colours.light,
        outline=8,
        outline_fill=colours.deep,
        shadow=Shadow(0, 6, 10, colours.deep, 0.9),
        extra=fonts,
    )


def _set(words: str, style: TextStyle, room: Rect) -> tuple[tuple[str, ...], TextStyle]:
    """The rows in which the words are large and keep their sense, and the style that fits them."""
    words = words.upper()
    found = [(_fitted(rows, style, room), cost, rows) for rows, cost in hook_rows(words)]
    size, _, rows = max(found, key=lambda each: each[0] * (1 - each[1]), default=(0.0, 0.0, ()))
    if size >= _SMALLEST:
        scale = size / style.size
        return rows, replace(style, size=size, outline=style.outline * scale)
    style = fit_text(words, style, width=room.w, height=room.h, smallest=_SMALLEST)
    return lay_out(words, style).lines, replace(style, max_width=None)


def _fitted(rows: Sequence[str], style: TextStyle, room: Rect) -> float:
    """The size at which `rows` fill `room`."""
    width, height = text_size("\n".join(rows), style)
    return style.size * min(1.0, room.w / max(width, 1.0), room.h / max(height, 1.0))


def _lettered(
    frame: Pixels, words: str, place: str, colours: Palette, fonts: tuple[Path, ...]
) -> Pixels:
    """The words over the frame, on a scrim just dark enough for them."""
    room = words_area(place)
    rows, style = _set(words, _style(colours, fonts), room)
    width, height = text_size("\n".join(rows), style)
    top = room.y + (room.h - height) * {"bottom": 1.0, "top": 0.0}.get(place, 0.5)
    left = room.x + (0.0 if place == "left" else (room.w - width) / 2)
    box = Rect(left, top, width, height)
    scrim = _scrim(place)
    canvas = opaque_canvas(frame)
    wash(canvas, colours.deep, scrim * _darkness(frame, scrim, box, colours))
    _write_rows(canvas, rows, style, box, colours, centred=place in ("bottom", "top"))
    return to_rgb(canvas)


def _write_rows(
    canvas: Canvas,
    rows: Sequence[str],
    style: TextStyle,
    box: Rect,
    colours: Palette,
    *,
    centred: bool,
) -> None:
    """Each row by itself, the last of several in the colour that glows."""
    for number, row in enumerate(rows):
        last = number == len(rows) - 1 > 0
        own = replace(style, fill=colours.accent if last else colours.light)
        spare = (box.w - text_size(row, own)[0]) if centred else 0.0
        write(canvas, row, own, box.x + spare / 2, box.y + number * style.leading * style.size)


def _darkness(frame: Pixels, scrim: NDArray[np.float32], box: Rect, colours: Palette) -> float:
    """How strong the scrim has to be, 0.5..0.98, for the words in `box` to be read."""
    rows = slice(max(int(box.y), 0), int(box.y + box.h))
    columns = slice(max(int(box.x), 0), int(box.x + box.w))
    behind, cover = frame[rows, columns], scrim[rows, columns, None]
    for strength in np.linspace(0.5, 0.95, 10):
        alpha = cover * strength
        dark = behind * (1 - alpha) + np.array(colours.deep) * alpha
        if not dark.size or _least_contrast(dark.astype(np.uint8), colours) >= CONTRAST:
            return float(strength)
    return 0.98


def _least_contrast(behind: Pixels, colours: Palette) -> float:
    """The contrast of the dimmer text colour with the brightest of what lies behind it."""
    bright = float(np.percentile(luminance(behind[::3, ::3]), 98))
    dim = min(float(luminance(np.array(c, np.uint8))) for c in (colours.light, colours.accent))
    return (dim + 0.05) / (bright + 0.05)


def _scrim(place: str) -> NDArray[np.float32]:
    """How dark the picture gets, 0..1: from the side of the words, fading to nothing."""
    x = (np.arange(SIZE[0]) + 0.5) / SIZE[0]
    y = (np.arange(SIZE[1]) + 0.5) / SIZE[1]
    share = PLACES[place]
    edge = {
        "left": (x - share.x - share.w) / 0.22,
        "right": (share.x - x) / 0.22,
        "bottom": (share.y - y) / 0.28,
        "top": (y - share.y - share.h) / 0.28,
    }[place]
    away = np.clip(edge, 0, 1)
    fade = (1 - away * away * (3 - 2 * away)).astype(np.float32)
    tall = place in ("bottom", "top")
    shape = (SIZE[1], SIZE[0])
    return np.broadcast_to(fade[:, None] if tall else fade[None, :], shape)


def _jpeg(pixels: Pixels) -> bytes:
    image = Image.fromarray(np.ascontiguousarray(pixels))
    for quality in range(93, 20, -6):
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality, subsampling=0)
        if file.tell() <= THUMBNAIL_BYTES:
            break
    return file.getvalue()
