"""Reads and splits a story in one go."""

from __future__ import annotations

from pathlib import Path

from story.model import Script
from story.problems import Problems
from story.read import read_document, story_file
from story.settings import StorySettings, load_settings
from story.splitter.picture_heads import with_heads
from story.splitter.split import split


def read_script(path: Path, problems: Problems, settings: StorySettings | None = None) -> Script:
    """The script of a story file, or of the folder that holds one.

    Loads `inkreel.toml` beside the story where no settings are given. Raises StoryError and
    SettingsError, with advice.
    """
    file = story_file(path)
    chosen = load_settings(file, problems) if settings is None else settings
    return with_heads(split(read_document(file, problems), chosen, problems), chosen, problems)
