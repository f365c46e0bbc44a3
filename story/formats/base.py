"""The base of every story format.

To add a format:

1. Write `story/formats/<name>.py` with a function that has the shape of `Reader`.
2. Give every heading, paragraph and picture a block; name what is left out in `skips`.
3. Register it under its suffixes in `story/formats/__init__.py`: a text in `READERS`, a file of
   another kind, which opens itself, in `ARCHIVES`.
4. Tell a story in the format in `tests/story/formats`; the law in `tests/laws` takes any text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from story.document import Document, Part
from story.problems import Problem, Problems, Severity

MASK = "\x01"
"""Stands in a masked source for what was taken out inside a paragraph."""


class Reader(Protocol):
    """Parses a whole file. Never raises on any text: what is odd becomes a Problem."""

    def __call__(
        self, source: str, path: Path, problems: Problems, dialect: str = "", /
    ) -> Document:
        """The document in `source`, which is the file's text without newline translation.

        `dialect` is what the author says that it is written in; "" to find out.
        """


class ArchiveReader(Protocol):
    """Reads a file that is no text. Raises StoryError, with advice, where that can't be done."""

    def __call__(self, path: Path, problems: Problems, /) -> Document:
        """The document in the file; its source is the text of its parts."""


@dataclass(frozen=True)
class Rows:
    """Turns offsets into row numbers, which count from 1, in a book from each file's first."""

    starts: tuple[int, ...]
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, source: str) -> Rows:
        starts, at = [0], source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = source.find("\n", at + 1)
        return cls(tuple(starts))

    @classmethod
    def in_document(cls, document: Document) -> Rows:
        """The rows of a document, by the parts that it was made of."""
        return cls(document.row_starts or cls.of(document.source).starts, document.parts)

    def row(self, offset: int) -> int:
        part = part_at(self.parts, offset)
        before = bisect_right(self.starts, part.start - 1) if part else 0
        return bisect_right(self.starts, offset) - before


@dataclass(frozen=True)
class Report:
    """Files problems under one document's name."""

    name: str
    rows: Rows
    problems: Problems

    def __call__(
        self, offset: int, code: str, message: str, advice: str = "", severity: Severity = "warning"
    ) -> None:
        row, part = self.rows.row(offset), part_at(self.rows.parts, offset)
        name = part.name if part else self.name
        self.problems.add(Problem(name, row, code, message, advice, severity))


def part_at(parts: Sequence[Part], offset: int) -> Part | None:
    """The part of a book that an offset lies in; None where it is a single file."""
    at = bisect_right(parts, offset, key=lambda part: part.start)
    return parts[max(0, at - 1)] if parts else None
