"""The readers of what others wrote, each as a function of bytes."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from render.captions.lint import lint_captions
from render.captions.model import CaptionRules
from render.captions.read import read_captions
from render.checking.probe import probe
from render.pixels.picture import open_image
from render.publishing.templates import filled_template
from story.errors import InkreelError
from story.formats import READERS
from story.formats.markdown.front import front_matter
from story.problems import Problems
from story.settings import StorySettings, parse_settings
from story.splitter.split import split
from voices.casting.cast_file import cast_from_toml

VALUES = {"title": "The Lamp", "number": 3, "people": ["Ada"], "meta": {"a": "b"}, "links": []}


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def story(data: bytes, suffix: str) -> None:
    problems = Problems()
    split(
        READERS[suffix](text_of(data), Path(f"index{suffix}"), problems), StorySettings(), problems
    )


def captions(data: bytes) -> None:
    for name in ("a.srt", "a.vtt"):
        lint_captions(read_captions(data, name), CaptionRules())


def film(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        file.write(data)
        file.flush()
        probe(Path(file.name), decode=True)


TARGETS: dict[str, Callable[[bytes], object]] = {
    "markdown": lambda data: story(data, ".md"),
    "text": lambda data: story(data, ".txt"),
    "settings": lambda data: parse_settings(text_of(data)),
    "front": lambda data: front_matter(text_of(data), lambda *_: None),
    "template": lambda data: filled_template(text_of(data), "title", VALUES),
    "captions": captions,
    "series": lambda data: cast_from_toml(text_of(data)),
    "picture": open_image,
    "film": film,
}


def try_one(name: str, data: bytes) -> None:
    """Give `data` to the reader `name`: whatever is raised but an error of ours is a finding."""
    with suppress(InkreelError):
        TARGETS[name](data)
