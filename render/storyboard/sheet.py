"""The storyboard as one picture: each panel with its shots over it, each shot with its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from render.geometry import Rect, centre
from render.shots import View
from render.storyboard.seen import SeenScene, SeenShot, happening, seen_shots
from render.typography.type import Colour, TextStyle, draw_text

PAPER, INK, FAINT = (24, 25, 29), (236, 236, 232), (150, 152, 158)
EARLY, LATE = (80, 200, 255), (255, 120, 60)
WIDTH, MARGIN, MAP, VIEW_HEIGHT = 1720, 28, 560, 126
ROW = VIEW_HEIGHT + 14

Opener = Callable[[str], Image.Image]
"""Gives the picture that a key names, as it is shown."""


@dataclass(frozen=True)
class Board:
    """What the sheet and the page say of one panel: its shots, and how long a second is."""

    title: str
    path: str
    shots: tuple[SeenShot, ...]
    picture: Image.Image
    fps: float


def board_sheet(scenes: Sequence[SeenScene], view: View, picture: Opener) -> Image.Image:
    """The contact sheet, RGB, `WIDTH` pixels wide and as high as it takes."""
    parts = [_drawn(board) for scene in scenes for board in boards(scene, view, picture)]
    height = sum(part.height for part in parts) + 2 * MARGIN
    sheet = Image.new("RGB", (WIDTH, max(height, 2 * MARGIN + 1)), PAPER)
    at = MARGIN
    for part in parts:
        sheet.paste(part, (0, at))
        at += part.height
    return sheet


def boards(scene: SeenScene, view: View, picture: Opener) -> list[Board]:
    """A scene's panels in order, each with the shots that show it."""
    shots = seen_shots(scene, view)
    found = []
    for index, facts in enumerate(scene.pictures):
        here = tuple(each for each in shots if each.note.panel == index)
        if facts is None or not here:
            continue
        title = scene.section.title or scene.section.label
        path = scene.section.panels[index].path
        found.append(Board(title, path, here, picture(facts.key).convert("RGB"), float(view.fps)))
    return found


def clock(seconds: float) -> str:
    """Minutes and seconds, "2:05.3"."""
    tenths = int(seconds * 10 + 0.5)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def hue(part: float) -> Colour:
    """The colour of a moment: `part` 0 is a panel's first, 1 its last."""
    red, green, blue = (round(a + part * (b - a)) for a, b in zip(EARLY, LATE, strict=True))
    return red, green, blue


def told(each: SeenShot, fps: float) -> str:
    """A shot in a line: when, how long, scale, subject, move, what happens to it, and why."""
    length = (each.last - each.first) / fps
    note = each.note
    happens = f"  ·  {found}" if (found := happening(each)) else ""
    whom = ", ".join([note.subject, *(one.note.subject for one in each.beside)])
    return (
        f"{clock(each.first / fps)}  {length:.1f} s  {note.scale}: {whom}  ·  {note.move}"
        f"{happens}  ·  {note.reason}"
    )


def _drawn(board: Board) -> Image.Image:
    way = _map(board)
    rows = max(len(board.shots) * ROW, way.height) + 64
    part = Image.new("RGB", (WIDTH, rows), PAPER)
    _write(part, f"{board.title}  ·  {board.path}", (MARGIN, 8), 26, INK, WIDTH - 2 * MARGIN)
    part.paste(way, (MARGIN, 48))
    for number, each in enumerate(board.shots):
        _row(part, board, each, number, 48 + number * ROW)
    return part


def _row(part: Image.Image, board: Board, each: SeenShot, number: int, top: int) -> None:
    """A shot's first and last frame, and what is said over it."""
    left = MARGIN + MAP + 24
    tone = hue(number / max(len(board.shots) - 1, 1))
    ImageDraw.Draw(part).rectangle((left - 6, top, left - 3, top + VIEW_HEIGHT), tone)
    place = left
    moves = each.crop_from != each.crop_to
    for view in [pictured(board.picture, each, last=last) for last in (False, True)[: 1 + moves]]:
        part.paste(view, (place, top))
        place += view.width + 8
    place += 8
    line = f"{number + 1}   {told(each, board.fps)}"
    _write(part, line, (place, top), 18, tone, WIDTH - place - MARGIN)
    _write(part, each.words, (place, top + 50), 20, INK, WIDTH - place - MARGIN)


def pictured(
    picture: Image.Image, each: SeenShot, *, last: bool, scale: float = 1.0, high: int = VIEW_HEIGHT
) -> Image.Image:
    """What a shot shows with its first or its last frame, `high` pixels: its own picture and those
    beside it, and, with the last, insets over them. `scale` is the picture's to its panel."""
    whole = each.crop_to if last else each.crop_from
    if each.rect.w == 1 or each.rect.h == 1:  # alone in the frame, or in the middle of its spread
        frame = _cropped(picture, whole, high, scale)
        return _laid(frame, picture, each.over if last else (), scale)
    wide = round(high * each.rect.h * whole.w / whole.h / each.rect.w)
    return _laid(Image.new("RGB", (wide, high), FAINT), picture, (each, *each.beside), scale)


def _laid(
    frame: Image.Image, picture: Image.Image, shots: Sequence[SeenShot], scale: float
) -> Image.Image:
    """A frame with pictures laid on it, each where it stands."""
    for one in shots:
        high = max(1, round(one.rect.h * frame.height))
        at = (round(one.rect.x * frame.width), round(one.rect.y * frame.height))
        frame.paste(_cropped(picture, one.crop_to, high, scale), at)
    return frame


def _cropped(picture: Image.Image, crop: Rect, high: int, scale: float) -> Image.Image:
    left, top, right, bottom = (
        v * scale for v in (crop.x, crop.y, crop.x + crop.w, crop.y + crop.h)
    )
    box = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
    size = (max(1, round(high * (box[2] - box[0]) / (box[3] - box[1]))), high)
    return picture.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)


def _map(board: Board) -> Image.Image:
    """The panel with its shots' last rects, and the ways of the frame's centre in those that
    move."""
    scale = min(MAP / board.picture.width, 620 / board.picture.height)
    size = (max(1, round(board.picture.width * scale)), max(1, round(board.picture.height * scale)))
    small = Image.blend(board.picture.resize(size), Image.new("RGB", size, PAPER), 0.35)
    pen = ImageDraw.Draw(small)
    last = max(len(board.shots) - 1, 1)
    for number, each in enumerate(board.shots):
        for one in (each, *each.beside):
            _frame(pen, one.crop_to, scale, hue(number / last), str(number + 1))
        spots = [centre(each.crop_from), centre(each.crop_to)]
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
