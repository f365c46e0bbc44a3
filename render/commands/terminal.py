"""What the person at the terminal sees, and where the machine keeps things for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from platformdirs import user_cache_path
from rich.console import Console
from rich.markup import escape

from render.production.queue.progress import LiveProgress, QuietProgress
from story.errors import SettingsError
from story.problems import Problems, counted
from story.safe_text import printable
from voices.store.open_store import open_store
from voices.store.store import Store

OUT = Console(width=None if sys.stdout.isatty() else 160)
ERR = Console(stderr=True)

_COLOURS = {"info": "dim", "warning": "yellow", "error": "red"}


def say(text: str) -> None:
    """Data, or a page of text, as it is."""
    sys.stdout.write(printable(text).rstrip("\n") + "\n")


def show(text: str, console: Console = OUT) -> None:
    """A line with rich's markup, never broken."""
    console.print(printable(text), highlight=False, soft_wrap=True)


def wrote(path: Path, console: Console = OUT) -> None:
    """Name a file that was written."""
    show(f"wrote {escape(str(path))}", console)


def fail(message: str) -> None:
    """Say what went wrong."""
    show(f"[bold red]error:[/] {escape(message)}", ERR)


def tell(problems: Problems) -> None:
    """All problems that were met."""
    for problem in problems:
        colour = _COLOURS[problem.severity]
        show(f"[{colour}]{problem.severity}:[/] {escape(str(problem))}", ERR)


def be_strict(problems: Problems, *, strict: bool) -> None:
    """End with an error where `strict` and something is wrong."""
    failing = problems.failing()
    if strict and failing:
        fail(f"{counted(len(failing), 'problem')}, and --strict allows none.")
        raise typer.Exit(1)


@contextmanager
def progress(*, quiet: bool) -> Iterator[LiveProgress | QuietProgress]:
    """A live display, where somebody can see it."""
    if quiet or not ERR.is_terminal:
        yield QuietProgress()
        return
    with LiveProgress(ERR) as live:
        yield live


def the_store(asked: str, problems: Problems | None = None) -> Store:
    """The store that is asked for, else the one in the user's cache. Raises StoreError."""
    at = asked or str(user_cache_path("inkreel") / "store")
    return open_store(at, problems.add if problems is not None else None)


def there(path: Path, what: str) -> None:
    """Raise SettingsError where a path of the command line names nothing."""
    if not path.exists():
        raise SettingsError(f"{path} does not exist. {what}.")


def workers(jobs: int) -> int:
    """How many processes shall work."""
    return jobs or os.cpu_count() or 1
