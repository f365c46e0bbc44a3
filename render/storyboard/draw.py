"""The storyboard of a story: recorded, arranged and directed, but not filmed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from render.episode import Tools, perform, prepare
from render.pixels.picture import open_image
from render.production.perform import Reel, ReelPlan
from render.production.planning.options import RenderOptions
from render.shots import View
from render.storyboard.page import board_page
from render.storyboard.seen import SeenScene, board_json
from render.storyboard.sheet import board_sheet
from story.errors import StoreError
from voices.store.files import prepare_folder, write_file


def storyboard_json(path: Path, options: RenderOptions, tools: Tools) -> dict[str, Any]:
    """The story's shots, and what is shown at the middle of every sentence, as plain data."""
    return board_json(_scenes(_directed(path, options, tools)), _view(options))


def write_storyboard(path: Path, options: RenderOptions, tools: Tools) -> tuple[Path, Path]:
    """Write the contact sheet as a picture and as a page; returns both paths. Raises StoreError."""
    prepare_folder(options.out)
    reel = _directed(path, options, tools)
    scenes, view = _scenes(reel), _view(options)

    def picture(key: str) -> Image.Image:
        content = tools.store.get(key)
        if content is None:
            raise StoreError(f"{key} has vanished from the store: run the command again.")
        return open_image(content)

    sheet, page = options.out / "storyboard.png", options.out / "storyboard.html"
    file = io.BytesIO()
    board_sheet(scenes, view, picture).save(file, "PNG")
    write_file(sheet, file.getvalue())
    write_file(page, board_page(reel.plan.title, scenes, view, picture).encode())
    return sheet, page


def _directed(path: Path, options: RenderOptions, tools: Tools) -> Reel:
    """The story as one reel, performed as far as the camera's moves."""
    ask = prepare(path, options, tools).ask
    whole = ReelPlan(0, ask.title, options.out / "film.mp4", 0, len(ask.scenes))
    return perform(replace(ask, reels=(whole,), intro=None, end=0, film=False), tools)[0]


def _view(options: RenderOptions) -> View:
    return View(*options.size, options.fps)


def _scenes(reel: Reel) -> tuple[SeenScene, ...]:
    parts = zip(
        reel.sections,
        reel.timeline.sections,
        reel.directions,
        reel.timeline.first_frames(),
        strict=True,
    )
    pictures: Mapping[str, Any] = reel.pictures
    return tuple(
        SeenScene(
            section,
            timeline,
            direction,
            tuple(pictures.get(panel.path) for panel in section.panels),
            first,
        )
        for section, timeline, direction, first in parts
    )
