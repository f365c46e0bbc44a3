"""Which dialect a text is written in: by the files beside and above it, by its own marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from story.formats.base import Report
from story.formats.dialects.base import DialectMark, Marks, apart
from story.formats.dialects.fenced_divs import fenced_divs
from story.formats.dialects.liquid import liquid
from story.formats.dialects.markua import markua
from story.formats.dialects.mdx import mdx
from story.formats.dialects.myst import myst
from story.formats.dialects.obsidian import embeds, obsidian
from story.formats.dialects.raw_tex import raw_tex
from story.formats.dialects.shortcodes import shortcodes
from story.formats.dialects.wrapped import wrapped

_ABOVE = 8
"""Folders above a story that are looked at for a site's files: deeper trees are rare."""
ALWAYS: tuple[Marks, ...] = (wrapped, fenced_divs, shortcodes, liquid, embeds, raw_tex)
"""Marks that can be nothing else, in whatever text they stand."""


@dataclass(frozen=True)
class Dialect:
    """A dialect: its name as users know it, files that tell of it, marks in the text, its own."""

    name: str
    files: tuple[str, ...] = ()
    signs: str = r"(?!)"
    marks: tuple[Marks, ...] = ()


DIALECTS: Mapping[str, Dialect] = {
    each.name: each
    for each in (
        Dialect("obsidian", (".obsidian",), r"!\[\[[^\[\]\n:]+\]\]", (obsidian,)),
        Dialect("docusaurus", ("docusaurus.config.js", "docusaurus.config.ts"), marks=(mdx,)),
        Dialect("mdx", (), r"^import\s+\w[^\n]*\sfrom\s+['\"][^'\"\n]+['\"]", (mdx,)),
        Dialect("quarto", ("_quarto.yml", "_quarto.yaml"), r"^::+\s*\{\.(?:callout-|content-)"),
        Dialect("myst", ("myst.yml", "_toc.yml"), r"^[`:]{3,}\{[a-z-]+\}", (myst,)),
        Dialect(
            "hugo",
            ("hugo.toml", "hugo.yaml", "hugo.json", "archetypes"),
            r"\{\{[<%]\s*/?[\w./-]+[^{}]*[>%]\}\}|\A\ufeff?\+\+\+\s*$",
        ),
        Dialect(
            "gitbook", (".gitbook.yaml", ".gitbook"), r"\{%\s*(?:hint|tabs|content-ref|embed)\b"
        ),
        Dialect("jekyll", ("_config.yml", "_config.yaml"), r"\{%-?\s*\w+[^{}]*%\}|^\{:[^{}\n]*\}"),
        Dialect("mdbook", ("book.toml",), r"\{\{#\w+[^{}\n]*\}\}"),
        Dialect(
            "markua",
            ("Book.txt",),
            r"^\{(?:frontmatter|mainmatter|backmatter|pagebreak|class:[^{}\n]*|sample[^{}\n]*)\}",
            (markua,),
        ),
        Dialect("pandoc", (), r"^:{3,}\s*(?:\{|\w)|\]\{[#.][\w-]+[^{}\n]*\}"),
        Dialect("markdown"),
    )
}
"""By name; where several fit, the first that does."""
_SIGNS = {name: re.compile(each.signs, re.MULTILINE) for name, each in DIALECTS.items()}
_SUFFIXES = {".mdx": "mdx", ".qmd": "quarto"}


def dialect_of(text: str, path: Path) -> Dialect:
    """The dialect of `text`, which stands in the file `path`."""
    named = _SUFFIXES.get(path.suffix.lower())
    if named:
        return DIALECTS[named]
    for each in DIALECTS.values():
        if each.files and folder_with(path, each.files):
            return each
    found = (each for name, each in DIALECTS.items() if _SIGNS[name].search(text))
    return next(found, DIALECTS["markdown"])


def folder_with(path: Path, names: tuple[str, ...]) -> Path | None:
    """The nearest folder around `path` that holds a file of one of the names."""
    try:
        folders = path.absolute().parents[:_ABOVE]
        return next((folder for folder in folders if _holds(folder, names)), None)
    except (OSError, ValueError):
        return None


def _holds(folder: Path, names: tuple[str, ...]) -> bool:
    return any((folder / name).exists() for name in names)


def marks_of(text: str, dialect: Dialect, report: Report) -> list[DialectMark]:
    """Every mark of a text, in order; none overlaps another."""

    def every() -> Iterator[DialectMark]:
        for marks in (*ALWAYS, *dialect.marks):
            yield from marks(text, report)

    return apart(list(every()))
