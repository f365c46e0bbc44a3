"""Where the files of a story's pictures lie: beside it, or in its site, vault or book."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from story.document import Document, Picture
from story.formats.base import Report
from story.problems import counted
from story.safe_text import shortened

_IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif")
_SITE_FOLDERS = ("", "static", "public", "assets", "source", "src", "docs")
"""Folders whose files a site shows as if they lay at its root: of Hugo, Docusaurus and others."""
_SHOWN = 120
"""Characters of a path in a message: a picture that is written out has a hundred thousand."""
_ABOVE = 8
"""Folders above a story in which a picture from a site's root is looked for, to say where it is."""


Key = Callable[[str], str]
"""What two names have in common that stand for one file."""


@dataclass
class Site:
    """A story's `folder`, and the `root` that its pictures may not leave: the folder by default.
    `inlined` are files of pictures that the text itself held, `own` folders of the story's name.

    `above` collects pictures that exist, but outside: one Problem says which folder to give.
    """

    folder: Path
    root: Path | None = None
    inlined: Mapping[str, Path] = field(default_factory=dict)
    own: tuple[Path, ...] = ()
    above: list[tuple[Picture, Path]] = field(default_factory=list)
    listed: dict[tuple[Path, Key], dict[str, str]] = field(default_factory=dict)

    def file(self, picture: Picture, report: Report) -> Path | None:
        """The file of a picture, None with a Problem where there is none inside the root."""
        if picture.path in self.inlined:
            return self.inlined[picture.path]
        path = picture.path.replace("\\", "/")
        if not _is_file(self.folder / path):  # where no file is called so, it is an address's end
            path = path.split("?")[0].split("#")[0]
        if not path or re.match(r"\w+:", path):
            _outside(picture, report)
            return None
        bases = self._roots() if path.startswith("/") else [self.folder, *self.own]
        wanted = [found for base in bases if (found := self._inside(base, path.lstrip("/")))]
        existing = next((file for file in wanted if _is_file(file)), None)
        existing = existing or self._alike(bases, path, _composed)
        if existing:
            return existing
        cased = self._alike(bases, path, _uncased)
        if cased:
            root = os.path.realpath(self.folder)
            advice = f"Did you mean {os.path.relpath(cased, root).replace(os.sep, '/')!r}?"
            _renamed(picture, cased, advice, report)
            return cased
        if not wanted or path.startswith("/"):
            self._left(picture, path, report)
            return None
        return _existing(wanted[0], picture, report)

    def _roots(self) -> list[Path]:
        base = self.root or self.folder
        return [base / name for name in _SITE_FOLDERS]

    def _inside(self, base: Path, path: str) -> Path | None:
        """The file under `base` that `path` names; None where it leaves the root."""
        try:
            root = Path(os.path.realpath(self.root or self.folder))
            wanted = Path(os.path.realpath(base / path))
        except (OSError, ValueError):
            return None
        return wanted if wanted.is_relative_to(root) and wanted != root else None

    def _alike(self, bases: Sequence[Path], path: str, key: Key) -> Path | None:
        """The file whose path has the same `key`, part by part, as one that is not there."""
        for base in bases:
            here = base if self._inside(base, path.lstrip("/")) else None
            for part in path.lstrip("/").split("/"):
                here = self._entry(here, part, key) if here else None
            found = self._inside(base, os.path.relpath(here, base)) if here else None
            if found and _is_file(found):
                return found
        return None

    def _entry(self, folder: Path, part: str, key: Key) -> Path | None:
        if part in ("", ".", ".."):
            return folder / part
        if (folder, key) not in self.listed:
            names = _names_in(folder)
            alike = {key(name): name for name in names}
            self.listed[folder, key] = alike | {name: name for name in names}
        named = self.listed[folder, key]
        name = named.get(part) or named.get(key(part))
        return folder / name if name else None

    def _left(self, picture: Picture, path: str, report: Report) -> None:
        """A picture outside: kept for one Problem where it exists, else one of its own."""
        folder = _folder_of(self.folder, path)
        if folder is None:
            _outside(picture, report)
        else:
            self.above.append((picture, folder))

    def report_above(self, report: Report) -> None:
        """Says once which folder holds the story and its pictures."""
        if not self.above:
            return
        folder = Path(os.path.commonpath([str(folder) for _, folder in self.above]))
        first = self.above[0][0]
        report(
            first.start,
            "panel-site",
            f"Outside the folder that was opened: {counted(len(self.above), 'picture')}, such as "
            f"{shortened(first.path, _SHOWN)!r}.",
            f"Give the folder that holds story and pictures instead: {folder}.",
        )


def site_of(document: Document) -> Site:
    """Where a document's pictures are looked for."""
    if document.pictures:
        return Site(document.pictures, document.pictures)
    own = document.path.with_suffix("")
    beside = (own,) if own.is_dir() and not document.parts else ()
    return Site(document.path.parent, document.root, document.inlined, beside)


def _folder_of(folder: Path, path: str) -> Path | None:
    """The nearest folder above a story that holds it and the picture that `path` names."""
    try:
        start = Path(os.path.realpath(folder))
        if not path.startswith("/"):
            file = Path(os.path.realpath(start / path))
            both = Path(os.path.commonpath([str(start), str(file)]))
            return both if file.is_file() and both != both.parent else None  # not the whole disk
        for base in (start, *start.parents[:_ABOVE]):
            if any((base / name / path.lstrip("/")).is_file() for name in _SITE_FOLDERS):
                return base
    except (OSError, ValueError):
        return None
    return None


def _outside(picture: Picture, report: Report) -> None:
    report(
        picture.start,
        "panel-outside",
        f"The picture {shortened(picture.path, _SHOWN)!r} is not beside the story.",
        "Put it into the story's folder and name it from there.",
    )


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted((each.name for each in folder.iterdir()), reverse=True)
    except (OSError, ValueError):
        return []


def _composed(name: str) -> str:
    """A name as it is meant: accents apart or not ("é" in one sign or two), %20 or a space."""
    return unicodedata.normalize("NFC", unquote(name))


def _uncased(name: str) -> str:
    return _composed(name).casefold()


def _existing(wanted: Path, picture: Picture, report: Report) -> Path | None:
    others = [wanted.with_suffix(suffix) for suffix in _IMAGES]
    found = next((other for other in others if _is_file(other)), None)
    if found is None:
        report(
            picture.start,
            "panel-missing",
            f"The picture {shortened(picture.path, _SHOWN)!r} does not exist.",
            "A card is shown instead.",
        )
        return None
    _renamed(picture, found, "Mend the name in the story.", report)
    return found


def _renamed(picture: Picture, found: Path, advice: str, report: Report) -> None:
    report(
        picture.start,
        "panel-renamed",
        f"The picture {shortened(picture.path, _SHOWN)!r} does not exist; {found.name} is used.",
        advice,
    )
