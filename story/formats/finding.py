"""Finds the story that a path names: a file, one in a folder, or a book of several files."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from story.errors import StoryError, reason
from story.formats.comic.reader import SUFFIXES as PAGES
from story.formats.comic.reader import pages_in
from story.formats.contents import listed
from story.formats.natural_order import natural

_FIRST = ("index.md", "story.md", "index.txt", "story.txt")
_ASIDE = frozenset(
    (
        *("readme", "license", "licence", "notice", "changelog", "contributing", "summary"),
        *("code_of_conduct", "security", "authors", "credits", "todo"),
    )
)
"""Files that come with a story and are none."""
_CLOSED = frozenset(
    (
        *("node_modules", "_site", "public", "themes", "layouts", "_layouts", "_includes", "build"),
        *("site-packages", "__pycache__", "_book", "dist", "target", "archetypes", "resources"),
    )
)
"""Folders of a site that hold no stories."""
_DEEPEST, _MOST = 4, 5000
"""Folders below the one given, and files in all, that are looked through for a story."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class StoryFiles:
    """The files of one story in order, with titles that a table of contents gives them.

    `root` is the folder that was given: pictures may lie anywhere in it.
    """

    files: tuple[Path, ...]
    root: Path
    titles: tuple[str, ...] = ()

    @property
    def is_book(self) -> bool:
        return len(self.files) > 1


def find_story(path: Path, suffixes: tuple[str, ...], *, as_book: bool = False) -> StoryFiles:
    """What `path` names: a story, a book, or pages of comics, a folder of which is one file.

    `as_book` makes one story of all in a folder. Raises StoryError.
    """
    try:
        if path.is_dir():
            return _in_folder(path, suffixes, as_book=as_book)
        if not path.exists():
            raise StoryError(f"{path} does not exist. Give a story file, or the folder it is in.")
    except (OSError, ValueError) as error:
        raise StoryError(f"{path} can't be opened: {reason(error)}.") from error
    if path.suffix.lower() not in (*suffixes, *PAGES):
        known = ", ".join(suffixes)
        raise StoryError(f"{path} is no story: Inkreel reads {known}.")
    return StoryFiles((path,), path.parent)


def _in_folder(folder: Path, suffixes: tuple[str, ...], *, as_book: bool) -> StoryFiles:
    book = listed(folder, suffixes)
    first = next((folder / name for name in _FIRST if _is_file_of(folder / name, folder)), None)
    alone = first and not as_book and first not in [file for file, _ in book]
    if book and not alone:
        files, titles = zip(*book, strict=True)
        return StoryFiles(files, folder, titles)
    if first and not as_book:
        return StoryFiles((first,), folder)
    found = stories_in(folder, suffixes)
    inside = folder
    if not found:
        deeper = _below(folder, suffixes)
        folders = {file.parent for file in deeper}
        if len(folders) > 1 and len(deeper) > 1:
            raise _several(folder, deeper)
        found, inside = deeper, folders.pop() if folders else folder
    if not found and pages_in(folder):
        return StoryFiles((folder,), folder)
    if not found:
        raise StoryError(f"{folder} holds no story. Put an index.md there, or name the file.")
    if len(found) == 1 and not as_book:
        return StoryFiles((found[0],), folder)
    if as_book or all(_NUMBER.search(file.stem) for file in found):
        return StoryFiles((*_title_page(inside, suffixes), *found), folder)
    raise _several(folder, found)


def _several(folder: Path, found: list[Path]) -> StoryError:
    names = ", ".join(file.relative_to(folder).as_posix() for file in found[:5])
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    return StoryError(
        f"{folder} holds several stories ({names}{more}). Name the one to use, or say --book to "
        "make one story of them, or --each to render one after the other."
    )


def stories_in(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The story files of a folder, in natural order: ch2 before ch10."""
    try:
        names = [entry.name for entry, _ in zip(os.scandir(folder), range(_MOST), strict=False)]
    except OSError as error:
        raise StoryError(f"{folder} can't be opened: {reason(error)}.") from error
    found = (folder / name for name in sorted(names, key=natural))
    return [file for file in found if _may_be_story(file, suffixes)]


def _may_be_story(file: Path, suffixes: tuple[str, ...]) -> bool:
    hidden = file.name.startswith((".", "_"))
    told = file.stem.lower() not in _ASIDE and not hidden
    return told and file.suffix.lower() in suffixes and _is_file_of(file, file.parent)


def _is_file_of(file: Path, folder: Path) -> bool:
    """Whether a file lies in its folder: a link that leads out of it would have others read."""
    try:
        return file.is_file() and file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _below(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Stories in the folders of a site, those that are no pages of its own left out."""
    found: list[Path] = []
    seen = 0
    for here, folders, files in os.walk(folder):
        deep = len(Path(here).relative_to(folder).parts)
        folders[:] = sorted(
            name
            for name in folders
            if deep < _DEEPEST and not name.startswith(".") and name.lower() not in _CLOSED
        )
        seen += len(files)
        if seen > _MOST:
            break
        found += [Path(here) / name for name in files if _may_be_story(Path(here) / name, suffixes)]
    return sorted(found, key=lambda file: natural(str(file)))


def _title_page(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The README beside a book's files, whose heading is the book's title."""
    for name in ("README.md", "readme.md"):
        if ".md" in suffixes and _is_file_of(folder / name, folder):
            return [folder / name]
    return []
