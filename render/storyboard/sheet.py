"""The storyboard as one picture: each panel with the camera's way over it, each sentence's view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from PIL import Image, ImageDraw

from render.geometry import Rect, centre
from render.shots import Shot, rect_at
from render.storyboard.seen import Scene, Shown, shown
from render.typography.type import Colour, TextStyle, draw_text

PAPER, INK, FAINT = (24, 25, 29), (236, 236, 232), (150, 152, 158)
EARLY, LATE = (80, 200, 255), (255, 120, 60)
WIDTH, MARGIN, MAP, VIEW_HEIGHT = 1720, 28, 660, 126
ROW = VIEW_HEIGHT + 14

Opener = Callable[[str], Image.Image]
"""Gives the picture that a key names, as it is shown."""


@dataclass(frozen=True)
class _Block:
    """What the sheet says of one panel."""

    title: str
    shots: tuple[Shot, ...]
    sentences: tuple[Shown, ...]
    picture: Image.Image
    begin: float


def board_sheet(scenes: Sequence[Scene], fps: Fraction, picture: Opener) -> Image.Image:
    """The contact sheet, RGB, `WIDTH` pixels wide and as high as it takes."""
    parts = [_drawn(block, fps) for scene in scenes for block in _blocks(scene, fps, picture)]
    height = sum(part.height for part in parts) + 2 * MARGIN
    sheet = Image.new("RGB", (WIDTH, max(height, 2 * MARGIN + 1)), PAPER)
    at = MARGIN
    for part in parts:
        sheet.paste(part, (0, at))
        at += part.height
    return sheet


def clock(seconds: float) -> str:
    """Minutes and seconds, "2:05.3"."""
    tenths = int(seconds * 10 + 0.5)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def hue(part: float) -> Colour:
    """The colour of a moment: `part` 0 is a panel's first, 1 its last."""
    red, green, blue = (round(a + part * (b - a)) for a, b in zip(EARLY, LATE, strict=True))
    return red, green, blue


def _blocks(scene: Scene, fps: Fraction, picture: Opener) -> list[_Block]:
    sentences = shown(scene, fps)
    begin = float(scene.first / fps)
    found = []
    for index, facts in enumerate(scene.pictures):
        shots = tuple(s for s in scene.direction.shots if facts and s.picture == facts.key)
        if facts is None or not shots:
            continue
        here = tuple(each for each in sentences if each.beat.panel == index)
        title = f"{scene.section.title}  ·  {scene.section.panels[index].path}"
        found.append(_Block(title, shots, here, picture(facts.key).convert("RGB"), begin))
    return found


def _drawn(block: _Block, fps: Fraction) -> Image.Image:
    way = _map(block, fps)
    rows = max(len(block.sentences) * ROW, way.height) + 64
    part = Image.new("RGB", (WIDTH, rows), PAPER)
    _write(part, block.title, (MARGIN, 8), 26, INK, WIDTH - 2 * MARGIN)
    part.paste(way, (MARGIN, 48))
    for number, each in enumerate(block.sentences):
        _row(part, block, each, number, 48 + number * ROW)
    return part


def _row(part: Image.Image, block: _Block, each: Shown, number: int, top: int) -> None:
    left = MARGIN + MAP + 24
    tone = hue(number / max(len(block.sentences) - 1, 1))
    wide = 0
    if each.crop:
        view = _cropped(block.picture, each.crop)
        part.paste(view, (left, top))
        ImageDraw.Draw(part).rectangle((left - 6, top, left - 3, top + VIEW_HEIGHT), tone)
        wide = view.width
    place = left + wide + 16
    time = f"{number + 1}   {clock(block.begin + each.beat.onset)}   {each.what}"
    _write(part, time, (place, top), 18, tone, WIDTH - place - MARGIN)
    _write(part, each.beat.text, (place, top + 26), 20, INK, WIDTH - place - MARGIN)


def _cropped(picture: Image.Image, crop: Rect) -> Image.Image:
    box = (crop.x, crop.y, crop.x + crop.w, crop.y + crop.h)
    size = (max(1, round(VIEW_HEIGHT * crop.w / crop.h)), VIEW_HEIGHT)
    return picture.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)


def _map(block: _Block, fps: Fraction) -> Image.Image:
    """The panel, the way of the frame's centre over it, and the rects of its sentences."""
    scale = min(MAP / block.picture.width, 620 / block.picture.height)
    size = (max(1, round(block.picture.width * scale)), max(1, round(block.picture.height * scale)))
    small = Image.blend(block.picture.resize(size), Image.new("RGB", size, PAPER), 0.35)
    pen = ImageDraw.Draw(small)
    last = len(block.sentences) - 1
    for number, each in enumerate(block.sentences):
        if each.crop:
            _frame(pen, each.crop, scale, hue(number / max(last, 1)), str(number + 1))
    for shot in block.shots:
        frames = range(0, shot.frames, max(1, int(fps / 5)))
        spots = [centre(rect_at(shot, frame, fps)) for frame in frames]
        pen.line([(x * scale, y * scale) for x, y in spots], INK, 3)
    return small


def _frame(pen: ImageDraw.ImageDraw, rect: Rect, scale: float, tone: Colour, name: str) -> None:
    left, top, right, bottom = (
        round(value * scale) for value in (rect.x, rect.y, rect.x + rect.w, rect.y + rect.h)
    )
    pen.rectangle((left, top, right - 1, bottom - 1), outline=tone, width=2)
    x, y = centre(rect)
    pen.text((x * scale + 6, y * scale - 8), name, fill=tone)


def _write(
    part: Image.Image, text: str, at: tuple[int, int], size: int, fill: Colour, width: int
) -> None:
    if not text.strip():
        return
    style = TextStyle(face="text", size=size, fill=fill, max_width=width)
    ink = Image.fromarray(draw_text(text, style))
    part.paste(ink, at, ink)
