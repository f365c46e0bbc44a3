"""A story that was rendered once, for the laws that look at finished films."""

from pathlib import Path

import pytest
from renders import options, tools
from stories import write_story

from render.episode import render_story


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a story, its store and, in `out`, its two episodes and the film of both."""
    folder = tmp_path_factory.mktemp("home")
    story = write_story(folder / "story")
    render_story(story, options(folder / "out", film=True), tools(folder / "store"))
    return folder
