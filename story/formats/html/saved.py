"""Pages that a browser saved with all that they show, in a folder beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from story.document import Block, Picture

_FOLDERS = (
    "{}_files",
    "{}-files",
    "{}.files",
    "{}_Dateien",
    "{}_archivos",
    "{}_fichiers",
    "images",
)
"""Where browsers of several languages put the pictures of a page, by the page's name."""


def saved_pictures(blocks: Sequence[Block], page: Path) -> list[Block]:
    """The blocks with pictures of the web as the files that were saved with the page, if any."""
    return [_saved(b, page) if isinstance(b, Picture) and "://" in b.path else b for b in blocks]


def _saved(picture: Picture, page: Path) -> Picture:
    name = PurePosixPath(unquote(urlsplit(picture.path).path)).name
    for pattern in _FOLDERS:
        folder = pattern.format(page.stem)
        if name and (page.parent / folder / name).is_file():
            return replace(picture, path=f"{folder}/{name}")
    return picture
