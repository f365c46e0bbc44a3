"""The one stream of things that a user should know: file, row, code, message, advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, order=True)
class Problem:
    """Something found on the way that did not stop the work.

    `file` is relative to the story's folder; `row` counts from 1, 0 where no row applies.
    `code` is a stable dashed name ("panel-missing"). `severity` "info" never fails `--strict`.
    """

    file: str
    row: int
    code: str
    message: str
    advice: str = ""
    severity: Severity = "warning"

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else self.file
        advice = f" {self.advice}" if self.advice else ""
        return f"{place}: {self.message}{advice} [{self.code}]"


@dataclass
class Problems:
    """Collects problems in the order found, each once."""

    _seen: dict[Problem, None] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Keep `problem` unless the very same one is already there."""
        self._seen.setdefault(problem)

    def extend(self, problems: Iterator[Problem] | tuple[Problem, ...] | list[Problem]) -> None:
        """Keep each of `problems`."""
        for problem in problems:
            self.add(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)

    def failing(self) -> tuple[Problem, ...]:
        """Those that make a `--strict` run fail: warnings and errors."""
        return tuple(problem for problem in self if problem.severity != "info")


def counted(number: int, thing: str) -> str:
    """As in "1 cue", "2 cues" and "12,000 cues"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
