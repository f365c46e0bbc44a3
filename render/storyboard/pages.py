"""The drawings of pages, as found or as their author says: as data, and with their numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from render.camera.comics.drawings import drawings
from render.camera.vision.facts import PictureFacts
from render.camera.vision.look import drawn_on
from render.geometry import Rect
from render.pixels.picture import open_image, picture_size
from render.typography.type import TextStyle, draw_text
from story.model import Panel, Script

VERSION = 1
"""Of the pages' JSON: it rises when what stood in it changes its meaning."""

LINE, NUMBER = 200, 18
"""Of a page's shorter side: a frame's line, and the height of its number."""

INK, PAPER = (255, 0, 92), (255, 255, 255)


@dataclass(frozen=True)
class SeenPage:
    """A picture of a story with its drawings' frames in reading order, in its own pixels; none
    where it is shown as one picture. `sure`, 0..1, is how plainly it is a page."""

    panel: Panel
    file: Path
    width: int
    height: int
    sure: float
    frames: tuple[Rect, ...]


def seen_pages(script: Script) -> Iterator[SeenPage]:
    """Every picture of a story, once, in its order. Raises RenderError where one can't be read."""
    panels = (panel for section in script.sections for panel in section.panels)
    for panel in {panel.path: panel for panel in panels if panel.file}.values():
        if panel.file:
            yield seen_page(panel, panel.file)


def seen_page(panel: Panel, file: Path) -> SeenPage:
    """The drawings of one picture. Raises RenderError where it can't be read."""
    data = file.read_bytes()
    width, height = picture_size(data, panel.path)
    picture = open_image(data, panel.path)
    across, down = width / picture.width, height / picture.height
    found = tuple(region.scaled(across, down) for region in drawn_on(picture))
    parts = drawings(PictureFacts("", width, height, found), panel.page)
    sure = min((region.weight for region in found), default=0.0)
    return SeenPage(panel, file, width, height, sure, tuple(part.frame for part in parts))


def page_json(page: SeenPage) -> dict[str, Any]:
    """A page as plain data: what `frames` in `inkreel.toml` takes."""
    return {
        "page": page.panel.path,
        "width": page.width,
        "height": page.height,
        "order": page.panel.page.order,
        "sure": round(page.sure, 2),
        "frames": [[round(side) for side in (f.x, f.y, f.w, f.h)] for f in page.frames],
    }


def page_drawn(page: SeenPage) -> bytes:
    """The page with its frames and their numbers over it, as a PNG."""
    picture = open_image(page.file.read_bytes(), page.panel.path)
    scale = picture.width / page.width
    side = min(picture.size)
    thick, tall = max(2, side // LINE), max(14, side // NUMBER)
    pen = ImageDraw.Draw(picture)
    style = TextStyle("bold", tall, fill=INK, outline=tall / 7, outline_fill=PAPER)
    for number, frame in enumerate(page.frames, 1):
        left, top = frame.x * scale, frame.y * scale
        right, bottom = left + frame.w * scale - 1, top + frame.h * scale - 1
        pen.rectangle((left, top, right, bottom), outline=INK, width=thick)
        told = Image.fromarray(np.asarray(draw_text(str(number), style)))
        picture.paste(told, (round(left) + thick, round(top) + thick), told)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
