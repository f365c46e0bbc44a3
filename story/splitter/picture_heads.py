"""Whose head is where in a picture, as an author says in `[panels]` of `inkreel.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from story.model import HeadMark, Panel, Script
from story.problems import Problem, Problems
from story.settings import FILE_NAME, PanelSettings, StorySettings


def with_heads(script: Script, settings: StorySettings, problems: Problems) -> Script:
    """The script with the author's heads on its panels, each named by its path as the story writes
    it, with or without "./". A path that no panel has is a Problem."""
    if not settings.panels:
        return script
    asked = {_plain(path): panel for path, panel in settings.panels.items()}
    known = {_plain(panel.path) for section in script.sections for panel in section.panels}
    for path in settings.panels:
        if _plain(path) not in known:
            near = get_close_matches(_plain(path), sorted(known), 1, 0.6)
            hint = f"Did you mean {near[0]!r}?" if near else "Write the path as the story does."
            message = f"panels: no picture of the story is called {path!r}."
            problems.add(Problem(FILE_NAME, 0, "panel-unknown", message, hint))
    sections = (
        replace(section, panels=tuple(_marked(panel, asked) for panel in section.panels))
        for section in script.sections
    )
    return replace(script, sections=tuple(sections))


def _marked(panel: Panel, asked: Mapping[str, PanelSettings]) -> Panel:
    found = asked.get(_plain(panel.path))
    if found is None:
        return panel
    return replace(panel, heads=tuple(HeadMark(head.box, head.name) for head in found.heads))


def _plain(path: str) -> str:
    return path.removeprefix("./")
