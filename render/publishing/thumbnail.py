"""The thumbnail: the best moment of the best panel, and a few large words beside it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance

from render.camera.facts import PictureFacts
from render.captions.sense import cut_cost
from render.publishing.upload_text import one_line, short_title
from render.shots import Rect
from render.typography.layout import Block, lay_out
from render.typography.paint import Canvas, opaque_canvas, to_rgb, wash, write
from render.typography.palette import Palette, luminance, palette
from render.typography.type import Shadow, TextStyle, fit_text, text_size

Picture = NDArray[np.uint8]
SIZE = (1280, 720)
MOST_BYTES = 2_000_000
MOST_WORDS = 6
CONTRAST = 4.5
_SCALES = (1.0, 0.86, 0.72)
_PLACES: dict[str, Rect] = {
    "left": Rect(0.035, 0.10, 0.43, 0.80),
    "right": Rect(0.535, 0.10, 0.43, 0.80),
    "bottom": Rect(0.04, 0.54, 0.92, 0.42),
    "top": Rect(0.04, 0.04, 0.92, 0.42),
}
_PREFERENCE = {"left": 0.05, "right": 0.03, "bottom": 0.0, "top": -0.06}


@dataclass(frozen=True)
class Framing:
    """A part of a picture with room for words: `crop` in its pixels, `place` names where."""

    crop: Rect
    place: str
    score: float


def thumbnail(
    picture: Picture | None,
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
    framing = best_framing(facts)
    share = picture.shape[1] / facts.width  # a very large panel comes reduced
    frame = _cropped(picture, framing.crop, share)
    return _jpeg(_lettered(frame, words, framing.place, palette(frame), fonts))


def hook_words(text: str) -> str:
    """At most six words of `text`, cut where the sense allows; no subtitle, no parenthesis."""
    text = one_line(text)
    bare = re.sub(r"\s*\([^()]*\)", "", text).strip()
    text = bare if len(bare.split()) > 1 else text
    if len(text.split()) > MOST_WORDS - 1:
        text = short_title(text)
    words = [word for word in text.split() if word.strip("-–—")]
    if len(words) > MOST_WORDS:
        ends = range(2, MOST_WORDS + 1)
        best = min(ends, key=lambda end: cut_cost(words[end - 1], words[end]) - 3 * end)
        words = words[:best]
    return " ".join(words).rstrip(",;:–—-")


def best_panel(panels: Sequence[PictureFacts]) -> int:
    """The index of the panel that makes the best thumbnail; the earlier of equals."""
    scores = [best_framing(facts).score - 0.02 * index for index, facts in enumerate(panels)]
    return int(np.argmax(scores))


def best_framing(facts: PictureFacts) -> Framing:
    """The part of a picture, and the place for words in it, that hide and cut the least."""
    sums = _sums(facts)
    framings = (
        Framing(crop, place, _score(facts, sums, crop, place))
        for crop in _crops(facts)
        for place in _PLACES
    )
    return max(framings, key=lambda framing: framing.score)


def _crops(facts: PictureFacts) -> Iterator[Rect]:
    aspect = SIZE[0] / SIZE[1]
    full = min(facts.width, facts.height * aspect)
    for scale in _SCALES:
        wide = full * scale
        high = wide / aspect
        for across in np.linspace(0, 1, 5):
            for down in np.linspace(0, 1, 5):
                x, y = across * (facts.width - wide), down * (facts.height - high)
                yield Rect(float(x), float(y), wide, high)


def _score(facts: PictureFacts, sums: NDArray[np.float64], crop: Rect, place: str) -> float:
    box = _within(crop, _PLACES[place])
    faces, lettering = facts.of("face"), facts.of("lettering")
    score = _PREFERENCE[place] + 0.8 * (_seen(facts, sums, crop) - _seen(facts, sums, box))
    tallest = 0.0
    for face in faces:
        seen, hidden = _shared(face.box, crop), _shared(face.box, box)
        score -= face.weight * (2.5 * hidden + 1.5 * (seen if 0 < seen < 0.98 else 0.0))
        if seen >= 0.98 and hidden < 0.02:
            tallest = max(tallest, face.weight * min(face.box.h / crop.h, 0.4))
    score += 1.6 * tallest
    for region in lettering:
        seen, hidden = _shared(region.box, crop), _shared(region.box, box)
        size = region.box.w * region.box.h / (crop.w * crop.h)
        cut = 0.5 if 0.02 < seen < 0.98 else 0.0
        score -= region.weight * (cut + (0.15 + 3.0 * size) * seen + 0.2 * (hidden > 0))
    return score - 0.25 * max(0.0, 900 - crop.w) / 900


def _sums(facts: PictureFacts) -> NDArray[np.float64]:
    """The saliency's share above and left of every place: [rows + 1, columns + 1], 0..1."""
    seen = np.array(facts.saliency or ((1,),), np.float64)
    sums = np.pad(seen.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    return np.asarray(sums / max(sums[-1, -1], 1.0))


def _seen(facts: PictureFacts, sums: NDArray[np.float64], rect: Rect) -> float:
    """The share of what draws the eye that lies in `rect`."""
    rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
    top, bottom = (round(y / facts.height * rows) for y in (rect.y, rect.y + rect.h))
    left, right = (round(x / facts.width * columns) for x in (rect.x, rect.x + rect.w))
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return float(inside)


def _within(crop: Rect, share: Rect) -> Rect:
    return Rect(
        crop.x + share.x * crop.w, crop.y + share.y * crop.h, share.w * crop.w, share.h * crop.h
    )


def _shared(box: Rect, other: Rect) -> float:
    """The share of `box` that lies in `other`."""
    wide = min(box.x + box.w, other.x + other.w) - max(box.x, other.x)
    high = min(box.y + box.h, other.y + other.h) - max(box.y, other.y)
    return max(wide, 0.0) * max(high, 0.0) / max(box.w * box.h, 1e-9)


def _cropped(picture: Picture, crop: Rect, share: float) -> Picture:
    height, width = picture.shape[:2]
    left, top, wide, high = (side * share for side in (crop.x, crop.y, crop.w, crop.h))
    box = (left, top, min(left + wide, width), min(top + high, height))
    image = Image.fromarray(picture).resize(SIZE, Image.Resampling.LANCZOS, box=box)
    image = ImageEnhance.Color(image).enhance(1.12)
    return np.asarray(ImageEnhance.Contrast(image).enhance(1.05))


def _lettered(
    frame: Picture, words: str, place: str, colours: Palette, fonts: tuple[Path, ...]
) -> Picture:
    """The words over the frame, on a scrim just dark enough for them."""
    share = _PLACES[place]
    area = Rect(share.x * SIZE[0], share.y * SIZE[1], share.w * SIZE[0], share.h * SIZE[1])
    style = TextStyle(
        "poster",
        260,
        leading=0.98,
        fill=colours.light,
        outline=8,
        outline_fill=colours.deep,
        shadow=Shadow(0, 6, 10, colours.deep, 0.9),
        extra=fonts,
    )
    style = fit_text(words.upper(), style, width=area.w, height=area.h, smallest=40)
    block = lay_out(words.upper(), style)
    spare = area.h - block.height
    top = area.y + spare * {"bottom": 1.0, "top": 0.0}.get(place, 0.5)
    left = area.x + (0.0 if place == "left" else (area.w - block.width) / 2)
    box = Rect(left, top, block.width, block.height)
    canvas = opaque_canvas(frame)
    wash(canvas, colours.deep, _scrim(place) * _darkness(frame, _scrim(place), box, colours))
    _write_rows(canvas, block, style, box, colours, centred=place in ("bottom", "top"))
    return to_rgb(canvas)


def _write_rows(
    canvas: Canvas, block: Block, style: TextStyle, box: Rect, colours: Palette, *, centred: bool
) -> None:
    """Each row by itself, the last of several in the colour that glows."""
    for number, row in enumerate(block.lines):
        last = number == len(block.lines) - 1 > 0
        own = replace(style, max_width=None, fill=colours.accent if last else colours.light)
        spare = (box.w - text_size(row, own)[0]) if centred else 0.0
        write(canvas, row, own, box.x + spare / 2, box.y + number * style.leading * style.size)


def _darkness(frame: Picture, scrim: NDArray[np.float32], box: Rect, colours: Palette) -> float:
    """How strong the scrim has to be, 0.5..0.95, for the words in `box` to be read."""
    rows = slice(max(int(box.y), 0), int(box.y + box.h))
    columns = slice(max(int(box.x), 0), int(box.x + box.w))
    behind, cover = frame[rows, columns], scrim[rows, columns, None]
    for strength in np.linspace(0.5, 0.9, 9):
        alpha = cover * strength
        dark = behind * (1 - alpha) + np.array(colours.deep) * alpha
        if not dark.size or _least_contrast(dark.astype(np.uint8), colours) >= CONTRAST:
            return float(strength)
    return 0.95


def _least_contrast(behind: Picture, colours: Palette) -> float:
    """The contrast of the dimmer text colour with the brightest of what lies behind it."""
    bright = float(np.percentile(luminance(behind[::3, ::3]), 98))
    dim = min(float(luminance(np.array(c, np.uint8))) for c in (colours.light, colours.accent))
    return (dim + 0.05) / (bright + 0.05)


def _scrim(place: str) -> NDArray[np.float32]:
    """How dark the picture gets, 0..1: from the side of the words, fading to nothing."""
    x = (np.arange(SIZE[0]) + 0.5) / SIZE[0]
    y = (np.arange(SIZE[1]) + 0.5) / SIZE[1]
    share = _PLACES[place]
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


def _jpeg(pixels: Picture) -> bytes:
    image = Image.fromarray(np.ascontiguousarray(pixels))
    for quality in range(93, 20, -6):
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality, subsampling=0)
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()
