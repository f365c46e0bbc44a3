"""Which files make a book, in which order: as `SUMMARY.md` and other tools' tables of contents say.

They are YAML, JavaScript or Markdown. Of each only the paths of files are read, in their order,
with the titles beside them: nothing of it is run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

Listed = tuple[Path, str]
"""A file of a book, and the title that it is listed under."""

_LINK = re.compile(r"\[(?P<title>[^\]\n]*)\]\((?P<path>[^()\n]*)\)")
_ROW = re.compile(
    r"^[ \t]*-?[ \t]*(?:(?P<title>\"[^\"\n]*\"|'[^'\n]*'|[^:\n#\[\]{}]+?)[ \t]*:[ \t]+)?"
    r"(?P<path>\"[^\"\n]+\"|'[^'\n]+'|[^\s#\"':\[\]{}][^\s#]*)[ \t]*(?:#[^\n]*)?$",
    re.MULTILINE,
)
_NOT_TITLES = frozenset(("file", "part", "chapters", "text", "href", "root", "location", "caption"))
"""Keys before a path that name what it is."""
_QUOTED = re.compile(r"[\"'](?P<path>[\w./ -]{1,200})[\"']")
_SCENES = re.compile(r"^longform:[ \t]*\n(?P<body>(?:[ \t]+[^\n]*\n)+)", re.MULTILINE)
_SCENE = re.compile(r"^[ \t]*(?:-[ \t]*)+(?P<path>[^\n\[\]{}:]+?)[ \t]*$", re.MULTILINE)
_LARGEST = 1_000_000
"""Bytes of a table of contents."""
_SUMMARIES = ("SUMMARY.md", "summary.md", "Summary.md")
_ROWS = ("_quarto.yml", "_quarto.yaml", "mkdocs.yml", "mkdocs.yaml", "_toc.yml", "myst.yml")
_SIDEBARS = ("sidebars.js", "sidebars.ts", "sidebars.json")
TEXT_FOLDERS = ("", "src", "docs", "content", "manuscript", "book")
"""Folders of a book in which tools keep its texts and their contents."""
_NAMED = {
    "book.toml": re.compile(r"^[ \t]*title[ \t]*=[ \t]*(?P<title>[^\n#]+)", re.MULTILINE),
    "mkdocs.yml": re.compile(r"^site_name[ \t]*:[ \t]*(?P<title>[^\n#]+)", re.MULTILINE),
    "_quarto.yml": re.compile(r"^[ \t]+title[ \t]*:[ \t]*(?P<title>[^\n#]+)", re.MULTILINE),
}
"""Where tools have a book's title."""
_PLAIN_LIST = "Book.txt"
"""Leanpub's: a file a row."""


def listed(folder: Path, suffixes: tuple[str, ...]) -> list[Listed]:
    """The files that a table of contents in `folder`, or where tools keep it, lists; each once."""
    for below in TEXT_FOLDERS:
        inside = folder / below
        for found in (_links, _rows, _plain_rows, _sidebars, _scenes):
            files = list(_readable(found(inside, suffixes), folder, suffixes))
            if len(files) > 1:
                return files
    return []


def book_title(folder: Path) -> str:
    """What a tool's file calls the book in `folder`; the folder's name where none does."""
    for name, pattern in _NAMED.items():
        found = pattern.search(_text(folder / name))
        title = found["title"].strip().strip("\"'").strip() if found else ""
        if title:
            return title
    return folder.absolute().name.replace("-", " ").replace("_", " ").strip().title()


def _readable(
    found: Iterator[tuple[Path, str, str]], root: Path, suffixes: tuple[str, ...]
) -> Iterator[Listed]:
    """Those of the named files that are there, inside `root`, and can be read."""
    met: set[Path] = set()
    top = Path(os.path.realpath(root))
    for folder, name, title in found:
        path = unquote(name.split("#")[0].strip().strip("<>\"'"))
        if not path or "\0" in path or "://" in path:
            continue
        file = folder / path
        real = Path(os.path.realpath(file))
        told = file.suffix.lower() in suffixes and real.is_relative_to(top) and file.is_file()
        if told and real not in met:
            met.add(real)
            yield file, " ".join(title.strip("\"'").split())


def _text(file: Path) -> str:
    try:
        return file.read_bytes()[:_LARGEST].decode("utf-8", errors="replace")
    except OSError:
        return ""


def _first(folder: Path, names: tuple[str, ...]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _links(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, str, str]]:
    """A SUMMARY.md of GitBook or mdBook."""
    del suffixes
    file = _first(folder, _SUMMARIES)
    for found in _LINK.finditer(_text(file)) if file else ():
        yield folder, found["path"], found["title"]


def _rows(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, str, str]]:
    """The YAML of MkDocs, whose files are in docs/, of Quarto, Jupyter Book and MyST."""
    file = _first(folder, _ROWS)
    if not file:
        return
    inside = folder / "docs" if file.name.startswith("mkdocs") else folder
    for found in _ROW.finditer(_text(file)):
        path, title = found["path"].strip("\"'"), (found["title"] or "").strip()
        ends = path.lower().endswith(suffixes)
        named = next((each for each in suffixes if (inside / f"{path}{each}").is_file()), "")
        if ends or (file.name == "_toc.yml" and named):
            known = title.lower() in _NOT_TITLES
            yield inside, path if ends else f"{path}{named}", "" if known else title


def _plain_rows(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, str, str]]:
    del suffixes
    for row in _text(folder / _PLAIN_LIST).splitlines():
        yield folder, row.strip(), ""


def _sidebars(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, str, str]]:
    """Docusaurus': names of pages in docs/, without their suffix."""
    file = _first(folder, _SIDEBARS)
    for found in _QUOTED.finditer(_text(file)) if file else ():
        for suffix in suffixes:
            yield folder / "docs", f"{found['path']}{suffix}", ""


def _scenes(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, str, str]]:
    """The scenes of a draft, as Longform lists them in the front matter of its index."""
    index = _first(folder, ("Index.md", "index.md", f"{folder.name}.md"))
    found = _SCENES.search(_text(index)) if index else None
    for scene in _SCENE.finditer(found["body"]) if found else ():
        for suffix in suffixes:
            yield folder, f"{scene['path'].strip(chr(34))}{suffix}", ""
