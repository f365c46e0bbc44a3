"""Reads and splits a story in one go."""

from __future__ import annotations

from pathlib import Path

from story.model import Script
from story.output.skipped import dropped
from story.problems import Problems
from story.read import read_document
from story.settings import StorySettings, load_settings
from story.splitter.picture_heads import with_heads
from story.splitter.split import split


def asked_for(
    settings: StorySettings, *, book: bool = False, commented: bool = False
) -> StorySettings:
    """The settings with what a command asks for beside them."""
    reading = settings.format.model_copy(update={"book": settings.format.book or book})
    shown = settings.commented_panels or commented
    return settings.model_copy(update={"format": reading, "commented_panels": shown})


def read_script(path: Path, problems: Problems, settings: StorySettings | None = None) -> Script:
    """The script of a story file, of the folder that holds one, or of a book of several files.

    Loads `inkreel.toml` beside the story where no settings are given. Raises StoryError and
    SettingsError, with advice.
    """
    chosen = load_settings(path, problems) if settings is None else settings
    document = read_document(path, problems, chosen.format.dialect, as_book=chosen.format.book)
    script = with_heads(split(document, chosen, problems), chosen, problems)
    problems.extend(dropped(script))
    return script
