"""The base of every dialect of Markdown.

To add a dialect:

1. Write `story/formats/dialects/<name>.py` with a function that has the shape of `Marks`.
2. Give each of its marks a `DialectMark`: what it stands for, or why it is not spoken.
3. Name it in `story/formats/dialects/known.py`, with the files that tell of it.
4. Tell a story in it in `tests/story/formats/test_dialects.py`.

A dialect sees the text with comments, prompts and code taken out; each of its marks is then taken
out too. What is left is the Markdown that the reader knows, every character in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from story.document import Picture, Shown
from story.formats.base import MASK, Report

PICTURE_SUFFIXES = (
    *("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "avif", "svg", "jfif"),
)
"""How the names of picture files end, as far as Inkreel decodes or refuses them by name."""
IS_PICTURE = re.compile(rf"[^\"'\s][^\"'\n]*\.(?:{'|'.join(PICTURE_SUFFIXES)})", re.IGNORECASE)
_ARGUMENT = re.compile(
    r"(?:(?P<key>[A-Za-z_][\w-]*)\s*[=:]\s*)?"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`|(?P<bare>[^\s=\"'`,]+))"
)
_PATH_KEYS = ("src", "image_path", "image", "img", "path", "url", "file", "source", "link", "href")
_ALT_KEYS = ("alt", "title", "caption", "description")
NOTES = frozenset(
    (
        *("note", "notes", "notice", "tip", "hint", "info", "information", "warning", "warn"),
        *("caution", "danger", "important", "attention", "error", "admonition", "callout"),
        *("alert", "seealso", "success", "question", "todo", "abstract", "bug", "sidebar"),
        *("sidenote", "marginnote", "signup", "newsletter", "footnote"),
        *("margin", "aside", "announcement", "spoiler", "disclaimer"),
    )
)
"""Words that tools give to what stands beside a text rather than in it."""


@dataclass(frozen=True)
class DialectMark:
    """The range [start, end) of a text that is markup: why, and the block it stands for.

    An `inline` one leaves the paragraph around it whole.
    """

    start: int
    end: int
    reason: str
    block: Picture | Shown | None = None
    inline: bool = False


class Marks(Protocol):
    """Finds a dialect's marks; those that overlap one found before are left out."""

    def __call__(self, text: str, report: Report) -> Iterator[DialectMark]: ...


def picture(start: int, end: int, path: str, alt: str = "") -> DialectMark:
    """The mark of a picture."""
    clean = path.strip().strip("<>").strip()
    return DialectMark(start, end, "picture", Picture(clean, " ".join(alt.split()), start, end))


def note(text: str, start: int, end: int) -> DialectMark:
    """The mark of an aside: seen on a page, not told."""
    return DialectMark(start, end, "note", Shown("note", text[start:end], start, end))


def arguments(text: str) -> list[tuple[str, str]]:
    """(key, value) of what stands in a tag, in order; a bare value has no key."""
    return [
        (
            (found["key"] or "").lower(),
            next(
                part for part in found.group("double", "single", "tick", "bare") if part is not None
            ),
        )
        for found in _ARGUMENT.finditer(text)
    ]


def pictured(given: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """(path, alternative text) where arguments name a picture: by its key, or by its suffix."""
    path = next(
        (value for key in _PATH_KEYS for k, value in given if k == key and _drawn(value)), ""
    )
    path = path or next((value for _, value in given if _drawn(value)), "")
    if not path:
        return None
    return path, next((value for key in _ALT_KEYS for k, value in given if k == key), "")


def _drawn(value: str) -> bool:
    return bool(IS_PICTURE.fullmatch(value.partition("?")[0].partition("#")[0]))


def taken_out(text: str, marks: Sequence[DialectMark]) -> str:
    """`text` with its marks masked: as line breaks, or inside the line where they are inline."""
    parts: list[str] = []
    done = 0
    for mark in marks:
        size = mark.end - mark.start
        parts += [text[done : mark.start], MASK * size if mark.inline else blank(size)]
        done = mark.end
    return "".join((*parts, text[done:]))


def blank(size: int) -> str:
    """White space of `size` characters that parts what stands before from what stands behind."""
    return "\n" * size if size < 2 else "\n" + " " * (size - 2) + "\n"


def apart(marks: Sequence[DialectMark]) -> list[DialectMark]:
    """The marks in order, without those inside or across one that starts before."""
    kept: list[DialectMark] = []
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if mark.start < mark.end and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept
