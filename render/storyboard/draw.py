"""The storyboard of a story: recorded, arranged and directed, but not filmed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from render.episode import direct_story
from render.pixels.picture import open_image
from render.production.planning.options import RenderOptions
from render.production.planning.plan import MadeEpisode
from render.production.planning.tools import Tools
from render.shots import View
from render.storyboard.page import board_page
from render.storyboard.proof import proof_page, proof_shots
from render.storyboard.seen import SeenScene, board_json
from render.storyboard.sheet import board_sheet
from story.errors import StoreError
from voices.store.files import prepare_folder, write_file


def storyboard_json(path: Path, options: RenderOptions, tools: Tools) -> dict[str, Any]:
    """The story's shots, and what is shown at the middle of every sentence, as plain data."""
    return board_json(_scenes(direct_story(path, options, tools)), _view(options))


def write_storyboard(path: Path, options: RenderOptions, tools: Tools) -> tuple[Path, Path]:
    """Write the contact sheet as a picture and as a page; returns both paths. Raises StoreError."""
    prepare_folder(options.out)
    made = direct_story(path, options, tools)
    scenes, view = _scenes(made), _view(options)

    picture = partial(_picture, tools)
    sheet, page = options.out / "storyboard.png", options.out / "storyboard.html"
    file = io.BytesIO()
    board_sheet(scenes, view, picture).save(file, "PNG")
    write_file(sheet, file.getvalue())
    write_file(page, board_page(made.plan.title, scenes, view, picture).encode())
    return sheet, page


def write_proof(path: Path, options: RenderOptions, tools: Tools) -> tuple[Path, str, int, int]:
    """Write the proof of a story; its path, the title, how many shots are doubtful, and how many
    there are. Raises StoreError."""
    prepare_folder(options.out)
    made = direct_story(path, options, tools)
    view = _view(options)
    shots = proof_shots(_scenes(made), view)
    page = options.out / "proof.html"
    title = made.plan.title
    write_file(page, proof_page(title, shots, view, partial(_picture, tools)).encode())
    return page, title, sum(bool(each.doubts) for each in shots), len(shots)


def _picture(tools: Tools, key: str) -> Image.Image:
    """The picture that a key names, as it is shown. Raises StoreError where it is gone."""
    content = tools.store.get(key)
    if content is None:
        raise StoreError(f"{key} has vanished from the store: run the command again.")
    return open_image(content)


def _view(options: RenderOptions) -> View:
    return View(*options.picture.size, options.picture.fps)


def _scenes(made: MadeEpisode) -> tuple[SeenScene, ...]:
    parts = zip(
        made.sections,
        made.timeline.sections,
        made.directions,
        made.timeline.first_frames(),
        strict=True,
    )
    pictures: Mapping[str, Any] = made.pictures
    return tuple(
        SeenScene(
            section,
            timeline,
            direction,
            tuple(pictures.get(panel.path) for panel in section.panels),
            first,
            tuple(each for each in made.callouts if each.line in {x.id for x in section.lines}),
        )
        for section, timeline, direction, first in parts
    )
