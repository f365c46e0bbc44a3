"""Reads little stories for the tests of story/."""

from pathlib import Path

import pytest
from looks import Told

from story.formats import READERS
from story.model import Script
from story.problems import Problems
from story.settings import StorySettings
from story.splitter.split import split


@pytest.fixture
def problems() -> Problems:
    return Problems()


@pytest.fixture
def told(tmp_path: Path, problems: Problems) -> Told:
    """The script of a text, as if it stood in a folder of its own."""

    def read(text: str, suffix: str = ".md", **settings: object) -> Script:
        path = tmp_path / f"story{suffix}"
        document = READERS[suffix](text, path, problems)
        return split(document, StorySettings.model_validate(settings), problems)

    return read
