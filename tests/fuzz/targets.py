"""The readers of what others wrote, each as a function of bytes."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from render.camera.pages.find import find_drawings
from render.captions.lint import lint_captions
from render.captions.model import CaptionRules
from render.captions.read import read_captions
from render.checking.probe import probe
from render.pixels.picture import open_image
from render.publishing.templates import filled_template
from story.errors import InkreelError
from story.formats import ARCHIVES, READERS
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


INSIDE = {
    ".docx": ("word/document.xml", {"[Content_Types].xml": "<Types/>"}),
    ".epub": (
        "b/text.xhtml",
        {
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b/b.opf"/>'
            "</rootfiles></container>",
            "b/b.opf": '<package><manifest><item id="t" href="text.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="t"/></spine>'
            "</package>",
        },
    ),
    ".cbz": ("ComicInfo.xml", {"1.png": "no picture", "2.png": "no picture"}),
}
"""Where a format keeps its text, and what has to stand around it."""


def archive(data: bytes, suffix: str) -> None:
    """An archive as it is; what is none becomes the text of one."""
    if not data.startswith(b"PK"):
        name, others = INSIDE[suffix]
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            for each, text in others.items():
                packed.writestr(each, text)
            packed.writestr(name, data)
        data = file.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        path, problems = Path(folder) / f"story{suffix}", Problems()
        path.write_bytes(data)
        split(ARCHIVES[suffix](path, problems), StorySettings(), problems)


TARGETS: dict[str, Callable[[bytes], object]] = {
    "markdown": lambda data: story(data, ".md"),
    "fountain": lambda data: story(data, ".fountain"),
    "html": lambda data: story(data, ".html"),
    "docx": lambda data: archive(data, ".docx"),
    "epub": lambda data: archive(data, ".epub"),
    "cbz": lambda data: archive(data, ".cbz"),
    "page": lambda data: find_drawings(open_image(data)),
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
