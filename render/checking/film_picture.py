"""`inkreel check --picture`: a film's sound drawn, with its lines and pauses."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from render.checking.sound_picture import sound_picture
from render.outputs import write_file
from story.errors import RenderError
from story.model import Line, Section
from voices.engine import Samples
from voices.sound_files import sound_blocks
from voices.timeline import Clip, Gap, PanelSpan, SectionTimeline, Timeline, Word


def write_pictures(path: Path, folder: Path) -> tuple[Path, ...]:
    """Draw every film at `path` (a file or a folder) that has its timeline beside it.

    Raises RenderError where there is none.
    """
    films = [path] if path.is_file() else sorted(path.glob("*.mp4"))
    drawn = [film for film in films if film.with_suffix(".timeline.json").is_file()]
    if not drawn:
        raise RenderError(f"{path} has no film with its timeline beside it.")
    return tuple(_draw(film, folder) for film in drawn)


def timeline_from_json(data: dict[str, Any]) -> Timeline:
    """The timeline that a render wrote. Raises KeyError or TypeError on other data."""
    return Timeline(Fraction(data["fps"]), tuple(map(_section, data["sections"])))


def _draw(film: Path, folder: Path) -> Path:
    try:
        timeline = timeline_from_json(_json(film.with_suffix(".timeline.json")))
        sections = _spoken(film.parent / "script.json")
        image = sound_picture(_sound(film), timeline, sections)
    except (KeyError, TypeError, ValueError, OSError, av.FFmpegError) as error:
        raise RenderError(f"{film.name} can't be drawn: {error}.") from error
    file, target = io.BytesIO(), folder / f"{film.stem}.sound.png"
    image.save(file, "PNG")
    write_file(target, file.getvalue())
    return target


def _sound(film: Path) -> Iterator[Samples]:
    yield from sound_blocks(film)


def _json(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _section(data: dict[str, Any]) -> SectionTimeline:
    clips = tuple(
        Clip(**clip | {"words": tuple(Word(**word) for word in clip["words"])})
        for clip in data["clips"]
    )
    gaps = tuple(Gap(**gap) for gap in data["gaps"])
    panels = tuple(PanelSpan(**span) for span in data["panels"])
    return SectionTimeline(data["section"], data["frames"], clips, gaps, panels)


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
