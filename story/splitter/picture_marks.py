"""What an author says of pictures in `inkreel.toml`: who and what is where, which are pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Literal

from story.document import COMIC
from story.model import HeadMark, PageMark, Panel, Script, ThingMark
from story.problems import Problem, Problems
from story.settings import FILE_NAME, PanelSettings, StorySettings

RIGHT_TO_LEFT = "rtl"
"""What a comic's own file says of its order, under "reading_order" of the front matter."""


def with_marks(script: Script, settings: StorySettings, problems: Problems) -> Script:
    """The script with the author's word on its panels, each named by its path as the story writes
    it, with or without "./". A path that no panel has is a Problem."""
    asked = {plain_path(path): panel for path, panel in settings.panels.items()}
    pages = settings.comic.pages
    named = frozenset(map(plain_path, pages)) if isinstance(pages, tuple) else frozenset[str]()
    known = {plain_path(panel.path) for section in script.sections for panel in section.panels}
    for table, paths in (("panels", settings.panels), ("comic.pages", named)):
        for path in paths:
            if plain_path(path) not in known:
                near = get_close_matches(plain_path(path), sorted(known), 1, 0.6)
                hint = f"Did you mean {near[0]!r}?" if near else "Write the path as the story does."
                message = f"{table}: no picture of the story is called {path!r}."
                problems.add(Problem(FILE_NAME, 0, "panel-unknown", message, hint))
    sections = (
        replace(
            section,
            panels=tuple(
                replace(_marked(panel, asked), page=_page(panel, script, settings, asked, named))
                for panel in section.panels
            ),
        )
        for section in script.sections
    )
    return replace(script, sections=tuple(sections))


def _page(
    panel: Panel,
    script: Script,
    settings: StorySettings,
    asked: Mapping[str, PanelSettings],
    named: frozenset[str],
) -> PageMark:
    """What is said of a picture as a page, by the author, or by the comic's own file."""
    path, pages = plain_path(panel.path), settings.comic.pages
    told = str(script.meta.get("reading_order", ""))
    order: Literal["ltr", "rtl"] = (
        "rtl" if (settings.comic.order or told) == RIGHT_TO_LEFT else "ltr"
    )
    parted: Literal["auto", "always", "never"] = "always" if script.dialect == COMIC else "auto"
    if pages == "none":
        parted = "never"
    elif pages == "all" or path in named:
        parted = "always"
    return PageMark(order, parted, asked[path].frames if path in asked else ())


def _marked(panel: Panel, asked: Mapping[str, PanelSettings]) -> Panel:
    found = asked.get(plain_path(panel.path))
    if found is None:
        return panel
    return replace(
        panel,
        heads=tuple(HeadMark(head.box, head.name) for head in found.heads),
        things=tuple(ThingMark(thing.box, thing.name) for thing in found.things),
    )


def plain_path(path: str) -> str:
    """A picture's path as it is compared: with or without "./" in front it is the same."""
    return path.removeprefix("./")
