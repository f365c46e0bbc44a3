"""The base of every story format.

To add a format:

1. Write `story/formats/<name>.py` with a function that has the shape of `Reader`.
2. Give every heading, paragraph and picture a block; name what is left out in `skips`.
3. Register it under its suffixes in `story/formats/__init__.py`.
4. Tell a story in the format in `tests/story/formats`; the law in `tests/laws` takes any text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from story.document import Document
from story.problems import Problem, Problems, Severity

MASK = "\x01"
"""Stands in a masked source for what was taken out inside a paragraph."""


class Reader(Protocol):
    """Parses a whole file. Never raises on any text: what is odd becomes a Problem."""

    def __call__(self, source: str, path: Path, problems: Problems) -> Document:
        """The document in `source`, which is the file's text without newline translation."""


@dataclass(frozen=True)
class Rows:
    """Turns offsets into row numbers, which count from 1."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> Rows:
        starts, at = [0], source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = source.find("\n", at + 1)
        return cls(tuple(starts))

    def row(self, offset: int) -> int:
        return bisect_right(self.starts, offset)


@dataclass(frozen=True)
class Report:
    """Files problems under one document's name."""

    name: str
    rows: Rows
    problems: Problems

    def __call__(
        self, offset: int, code: str, message: str, advice: str = "", severity: Severity = "warning"
    ) -> None:
        row = self.rows.row(offset)
        self.problems.add(Problem(self.name, row, code, message, advice, severity))
