"""The store: what was made, under the hash of what made it. Files live here and nowhere else.

An entry is written aside, flushed and renamed, so a reader sees all of it or nothing; any number
of processes and machines may share a folder. Every read is verified by length and sha256: a
damaged entry counts as absent, is removed, and is reported.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from story.errors import StoreError, reason
from story.problems import Problem
from voices.store import entry
from voices.store.files import DAY, part_beside, remove_left_parts, write_aside

_TRIES = 3
"""Each makes its folders anew: nobody empties a store three times in a row."""
PARTS = ".parts"
"""The store's folder for what is being written."""

Report = Callable[[Problem], None]


class Store(Protocol):
    """What the rest of the program asks of a store."""

    @property
    def at(self) -> str:
        """The place from which another process opens the same store: a folder or a URL."""

    def get(self, key: str) -> bytes | None:
        """The content under `key`, or None where it is absent or damaged."""

    def put(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`. Raises StoreError on a full disk or a closed folder."""

    def pieces(self, key: str) -> Iterator[bytes] | None:
        """The same as `get`, a piece at a time."""

    def put_pieces(self, key: str, pieces: Iterable[bytes]) -> None:
        """The same as `put` for content that comes in pieces; nothing but one piece is held."""

    def has(self, key: str) -> bool:
        """Whether an entry of the right length is there (its hash is checked when read)."""

    def entries(self) -> Iterator[Entry]:
        """Every entry, in no particular order; those that vanish meanwhile are left out."""

    def remove(self, key: str) -> None:
        """Forget the entry under `key`, if it is there. Raises StoreError where it may not."""

    def tidy(self) -> None:
        """Remove what writers left that died."""


def content_key(kind: str, inputs: Mapping[str, Any]) -> str:
    """The key of something of `kind` ("take", "segment") made from plain-data `inputs`."""
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"{kind}/{hashlib.sha256(text.encode()).hexdigest()[:40]}"


def file_key(kind: str, content: bytes) -> str:
    """The key of a file that was brought from outside: the hash of its bytes."""
    return f"{kind}/{hashlib.sha256(content).hexdigest()[:40]}"


def place_of(key: str) -> str:
    """Where the entry of a key lies below its store: folders of a bounded size."""
    kind, _, name = key.partition("/")
    return f"{kind}/{name[:2]}/{name[2:]}"


def key_at(place: str) -> str:
    """The key of the entry at a place below its store."""
    kind, start, rest = place.split("/")
    return f"{kind}/{start}{rest}"


def damaged(key: str) -> Problem:
    """An entry was found damaged, and removed."""
    return Problem(
        file=place_of(key),
        row=0,
        code="store-damaged",
        message=f"the stored {key.partition('/')[0]} was damaged.",
        advice="It is made again; check the disk if this happens often.",
    )


@dataclass(frozen=True)
class Entry:
    """An entry as a store lists it: `size` in bytes, `used` seconds since the epoch.

    `used` is known to a day; a store behind a URL knows only when an entry was made.
    """

    key: str
    size: int
    used: float


class FolderStore:
    """A store in a folder, which may be a shared disk."""

    def __init__(self, root: Path, report: Report | None = None) -> None:
        self.root = root
        self._report = report or (lambda _: None)

    @property
    def at(self) -> str:
        return str(self.root.resolve())

    def path(self, key: str) -> Path:
        """Where the entry of `key` lies, there or not."""
        return self.root / place_of(key)

    def get(self, key: str) -> bytes | None:
        path = self.path(key)
        try:
            with path.open("rb") as file:
                head, content = file.read(entry.HEAD), file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreError(f"the store can't be read: {reason(error)}") from error
        if head == entry.head(content):
            return content
        self._drop(path, key)
        return None

    def put(self, key: str, content: bytes) -> None:
        try:
            self._write(self.path(key), entry.head(content), content)
        except OSError as error:
            raise self._unwritable(error) from error

    def pieces(self, key: str) -> Iterator[bytes] | None:
        path = self.path(key)
        try:
            with path.open("rb") as file:
                whole = entry.is_whole(file)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreError(f"the store can't be read: {reason(error)}") from error
        if not whole:
            self._drop(path, key)
        return entry.pieces(lambda: path.open("rb")) if whole else None

    def put_pieces(self, key: str, pieces: Iterable[bytes]) -> None:
        aside = part_beside(self.path(key), self.root / PARTS)
        try:
            aside.parent.mkdir(parents=True, exist_ok=True)
            with aside.open("xb") as file:
                entry.write_entry(file, pieces)
                os.fsync(file.fileno())
            self.path(key).parent.mkdir(parents=True, exist_ok=True)
            aside.replace(self.path(key))
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    def has(self, key: str) -> bool:
        try:
            with self.path(key).open("rb") as file:
                head = file.read(entry.HEAD)
                facts = os.fstat(file.fileno())
        except OSError:
            return False
        whole = entry.length(head) == facts.st_size - entry.HEAD
        if whole and time.time() - facts.st_mtime > DAY:
            self._touch(key)
        return whole

    def entries(self) -> Iterator[Entry]:
        for path in self.root.glob("*/??/*"):
            try:
                facts = path.stat()
            except OSError:
                continue
            if path.name.startswith("."):
                continue
            yield Entry(
                key_at(path.relative_to(self.root).as_posix()), facts.st_size, facts.st_mtime
            )

    def remove(self, key: str) -> None:
        try:
            self.path(key).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"the store can't be written: {reason(error)}") from error

    def tidy(self) -> None:
        remove_left_parts(self.root / PARTS)

    def _write(self, path: Path, *parts: bytes) -> None:
        """Again where the folder went away meanwhile: somebody may have emptied the store."""
        for last in (False,) * (_TRIES - 1) + (True,):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                (self.root / PARTS).mkdir(parents=True, exist_ok=True)
                write_aside(path, *parts, folder=self.root / PARTS)
            except FileNotFoundError:
                if last:
                    raise
            else:
                return

    def _unwritable(self, error: OSError) -> StoreError:
        return StoreError(
            f"the store in {self.root} can't be written: {reason(error)}. "
            "Free some space or choose another folder with --store."
        )

    def _touch(self, key: str) -> None:
        """Note that the entry is in use, where that may be written."""
        with suppress(OSError):
            os.utime(self.path(key))

    def _drop(self, path: Path, key: str) -> None:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        self._report(damaged(key))
