"""Camera moves that an author asks for in `inkreel.toml`, for the story or by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from story.model import Annotation, Line, Script, Section
from story.problems import Problem, Problems
from story.settings import FILE_NAME, CameraSettings

AUTO = "auto"


def with_moves(script: Script, settings: CameraSettings, problems: Problems) -> Script:
    """The script with a camera direction on each line that has none of its own.

    A section is named by its title or its label ("Chapter 2"), in any case. A name that no section
    has is a Problem.
    """
    asked = {name.casefold(): move for name, move in settings.sections.items()}
    _check(script, settings.sections, problems)
    sections = [
        _moved(section, _asked(section, asked, settings.move)) for section in script.sections
    ]
    return replace(script, sections=tuple(sections))


def _names(section: Section) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (section.title, section.label) if name)


def _asked(section: Section, asked: Mapping[str, str], usual: str) -> str:
    return next((asked[name] for name in _names(section) if name in asked), usual)


def _moved(section: Section, move: str) -> Section:
    if move == AUTO:
        return section
    return replace(section, lines=tuple(_line(line, move) for line in section.lines))


def _line(line: Line, move: str) -> Line:
    if any(direction.kind == "camera" for direction in line.annotations):
        return line
    return replace(line, annotations=(*line.annotations, Annotation("camera", move)))


def _check(script: Script, asked: Mapping[str, str], problems: Problems) -> None:
    known = {name for section in script.sections for name in _names(section)}
    for name in asked:
        if name.casefold() not in known:
            near = get_close_matches(name.casefold(), sorted(known), 1, 0.6)
            hint = f"Did you mean {near[0]!r}?" if near else "See inkreel script for the titles."
            message = f"camera.sections: no section is called {name!r}."
            problems.add(Problem(FILE_NAME, 0, "section-unknown", message, hint))
