"""`inkreel check --picture`: a film's sound drawn, with its lines and pauses."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av

from render.checking.sound_chart import sound_picture
from story.errors import RenderError, reason
from story.model import Line, Section
from voices.arranging.timeline_json import timeline_from_json
from voices.model import Samples
from voices.sound.sound_files import sound_blocks
from voices.store.files import write_file


def write_pictures(path: Path, folder: Path) -> tuple[Path, ...]:
    """Draw every film at `path` (a file or a folder) that has its timeline beside it.

    Raises RenderError where there is none.
    """
    films = [path] if path.is_file() else sorted(path.glob("*.mp4"))
    drawn = [film for film in films if film.with_suffix(".timeline.json").is_file()]
    if not drawn:
        raise RenderError(f"{path} has no film with its timeline beside it.")
    return tuple(_draw(film, folder) for film in drawn)


def _draw(film: Path, folder: Path) -> Path:
    try:
        timeline = timeline_from_json(_json(film.with_suffix(".timeline.json")))
        sections = _spoken(film.parent / "script.json")
        image = sound_picture(_sound(film), timeline, sections)
    except (KeyError, TypeError, ValueError, OSError, av.FFmpegError) as error:
        raise RenderError(f"{film.name} can't be drawn: {reason(error)}.") from error
    file, target = io.BytesIO(), folder / f"{film.stem}.sound.png"
    image.save(file, "PNG")
    write_file(target, file.getvalue())
    return target


def _sound(film: Path) -> Iterator[Samples]:
    yield from sound_blocks(film)


def _json(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _spoken(script: Path) -> tuple[Section, ...]:
    """Sections with their lines' speakers and texts; none where the script is not there."""
    if not script.is_file():
        return ()
    return tuple(
        Section("", "scene", "", "", (), tuple(map(_line, section["lines"])), 0, 0)
        for section in _json(script)["sections"]
    )


def _line(data: dict[str, Any]) -> Line:
    place = (data["start"], data["end"])
    return Line(
        data["id"], data["kind"], data["speaker"], None, *place, data["text"], (), (), "start"
    )
