"""The files of a story that edits read and write: inside its folder, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from render.studio.edits.changes import EditError
from story.errors import StoryError, reason
from voices.store.files import write_aside

LIMIT = 20_000_000
"""Bytes of a file that is read: as much as a story may have."""


class StoryFolder:
    """The folder of a story, as it was when the studio began: links that come later are refused."""

    def __init__(self, folder: Path) -> None:
        self.path = Path(os.path.realpath(folder))

    def file(self, name: str) -> Path:
        """The path of a file in the folder. Raises EditError for any other."""
        parts = Path(name).parts
        if not parts or Path(name).is_absolute() or ".." in parts or "\0" in name:
            raise EditError(f"{name!r} is no file of the story.")
        path = self.path / name
        if os.path.realpath(path) != str(path):
            raise EditError(f"{name} has become a link: the studio opens no links.")
        return path

    def read(self, name: str) -> bytes | None:
        """What a file holds, None where there is none. Raises EditError for what is no file."""
        path = self.file(name)
        if not os.path.lexists(path):
            return None
        try:
            with os.fdopen(os.open(path, os.O_RDONLY | _NO_LINK), "rb") as opened:
                if not path.is_file() or os.fstat(opened.fileno()).st_size > LIMIT:
                    raise EditError(f"{name} is no file that can be edited.")
                return opened.read()
        except OSError as error:
            raise StoryError(f"{name} can't be read: {reason(error)}.") from error

    def text(self, name: str) -> str | None:
        """A file's text. Raises EditError where it is no UTF-8: it could not be written back."""
        content = self.read(name)
        try:
            return None if content is None else content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise EditError(f"{name} is no valid UTF-8: save it as UTF-8 first.") from error

    def write(self, texts: Mapping[str, str | None]) -> None:
        """Write files, one after the other, each whole or not at all; None removes one."""
        for name, text in texts.items():
            path = self.file(name)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                mode = path.stat().st_mode if path.exists() else None
                write_aside(path, text.encode("utf-8"))
                if mode is not None:
                    path.chmod(mode & 0o7777)
        _flush(self.path)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A link is refused while it is opened, and a pipe keeps nobody waiting, where a system can."""


def _flush(folder: Path) -> None:
    """Have the names of files survive a power cut, where a system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
