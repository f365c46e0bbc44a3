"""Renders again whenever the story was saved: `inkreel render --watch`.

The folder is looked at a few times a second. That costs nothing, needs no package, and sees what
editors do that write aside and rename, and what changes on network disks.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import typer
from rich.markup import escape

from render.commands.terminal import OUT, fail, show
from render.production.planning.lock import FILE_NAME as LOCK
from story.errors import InkreelError, LimitError, SettingsError

_EVERY = 0.4
"""Seconds between two looks at the folder: felt as at once, and costs nothing."""
_QUIET = 0.3
"""Seconds between two looks, and how long nothing may change before a save counts as done."""
_LIMIT = 20_000
"""Files beyond which a folder is no story's."""

State = dict[str, tuple[int, int, int]]


def watch(folder: Path, apart: Collection[Path], make: Callable[[Callable[[], str]], None]) -> None:
    """Call `make` now, and again whenever a file in `folder` was saved, until Ctrl-C.

    `make` is given a check that says why to stop: because the story was saved again. Errors are
    shown, and the next save is waited for. What lies in `apart` is not looked at.
    """
    for each in apart:
        if os.path.realpath(each) == os.path.realpath(folder):
            raise SettingsError(
                f"--watch: what is written into {each} would be taken for a saved story, without "
                "end. Choose another folder with --out or --store."
            )
    try:
        while True:
            seen = _settled(folder, apart)
            if _made(make, partial(_saved, folder, apart, seen)):
                show(f"Watching {escape(str(folder))} for changes. Ctrl-C ends.", OUT)
            while _state(folder, apart) == seen:
                time.sleep(_EVERY)
    except KeyboardInterrupt:
        show("Watching has ended. What was finished is kept.", OUT)


def _made(make: Callable[[Callable[[], str]], None], saved: Callable[[], str]) -> bool:
    """Whether `make` came to an end, good or bad; False where the story was saved meanwhile."""
    try:
        make(saved)
    except LimitError as error:
        if saved():
            return False
        fail(str(error))
    except InkreelError as error:
        fail(str(error))
    except typer.Exit:
        pass  # --strict has said why
    return True


def _saved(folder: Path, apart: Collection[Path], seen: State) -> str:
    return "" if _state(folder, apart) == seen else "the story was saved"


def _settled(folder: Path, apart: Collection[Path]) -> State:
    """The state of the folder once nothing changes any more."""
    before, now = None, _state(folder, apart)
    while before != now:
        time.sleep(_QUIET)
        before, now = now, _state(folder, apart)
    return now


def _state(folder: Path, apart: Collection[Path]) -> State:
    """What tells a saved file from the one before, for each file that is a story's."""
    left = {os.path.realpath(each) for each in apart}
    found: State = {}
    for root, folders, files in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(Path(root, name)) not in left
        ]
        for name in files:
            if name == LOCK or name.startswith(".") or name.endswith(("~", ".swp", ".part")):
                continue
            path = Path(root, name)
            try:
                facts = path.stat()
            except OSError:
                continue
            found[str(path)] = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
            if len(found) >= _LIMIT:
                return found
    return found
