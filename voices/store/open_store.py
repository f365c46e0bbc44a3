"""Stores by their place: a folder, or a URL of anything that fsspec reaches (S3 and its like)."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from datetime import datetime
from importlib import import_module
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from story.errors import StoreError
from voices.store import entry
from voices.store.files import DAY
from voices.store.store import PARTS, Entry, FolderStore, Report, Store, damaged, key_at, place_of

_WHOLE_OR_NOTHING = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "memory"}
"""Where a file is never seen half written; elsewhere it is written aside, then renamed."""
_TIMES = ("mtime", "LastModified", "updated", "last_modified", "created")

T = TypeVar("T")


def open_store(at: str, report: Report | None = None) -> Store:
    """The store at a folder's path or a URL; what it finds damaged goes to `report`.

    Raises StoreError for a URL that can't be used.
    """
    if "://" not in at:
        return FolderStore(Path(at), report)
    scheme = urlsplit(at).scheme
    if scheme in ("file", "local"):
        return FolderStore(Path(url2pathname(urlsplit(at).path)), report)
    if scheme == "memory":
        raise StoreError(f"--store {at}: only one process sees its memory. Give a folder or a URL.")
    return UrlStore(at, report)


class UrlStore:
    """A store behind a URL. Every error of its backend is a StoreError that names the place."""

    def __init__(self, url: str, report: Report | None = None) -> None:
        self.at = url.rstrip("/")
        self._report = report or (lambda _: None)
        self._files, self._root = self._tried("opened", lambda: _file_system(self.at))
        protocols = self._files.protocol
        names = {protocols} if isinstance(protocols, str) else set(protocols)
        self._atomic = bool(names & _WHOLE_OR_NOTHING)

    def get(self, key: str) -> bytes | None:
        raw = self._tried("read", lambda: self._read(key))
        content = None if raw is None else entry.verified(raw)
        if raw is not None and content is None:
            self._drop(key)
        return content

    def put(self, key: str, content: bytes) -> None:
        raw = entry.head(content) + content
        self._tried(
            "written", lambda: self._place(key, lambda path: self._files.pipe_file(path, raw))
        )

    def pieces(self, key: str) -> Iterator[bytes] | None:
        """Fetched once, into a file: it has to be seen whole before any of it is used."""
        file = self._tried("read", lambda: self._fetched(key))
        if file is None or entry.is_whole(file):
            return entry.pieces(lambda: file) if file else None
        file.close()
        self._drop(key)
        return None

    def put_pieces(self, key: str, pieces: Iterable[bytes]) -> None:
        with TemporaryFile() as file:
            entry.write_entry(file, pieces)
            self._tried("written", lambda: self._place(key, lambda path: self._send(file, path)))

    def has(self, key: str) -> bool:
        head = self._tried("read", lambda: self._read(key, entry.HEAD))
        if head is None or entry.length(head) < 0:
            return False
        size = self._tried("read", lambda: self._size(key))
        return size == entry.length(head) + entry.HEAD

    def entries(self) -> Iterator[Entry]:
        found = self._tried("listed", lambda: self._files.find(self._root, detail=True))
        for path, facts in found.items():
            place = path.removeprefix(self._root).lstrip("/")
            if place.count("/") == 2:
                yield Entry(key_at(place), int(facts["size"] or 0), _when(facts))

    def remove(self, key: str) -> None:
        def remove() -> None:
            with suppress(FileNotFoundError):
                self._files.rm_file(self._path(key))

        self._tried("written", remove)

    def tidy(self) -> None:
        """Remove parts that are a day old: their writers may be on any machine."""
        if self._atomic:
            return
        parts = self._tried(
            "listed", lambda: self._files.find(f"{self._root}/{PARTS}", detail=True)
        )
        for path, facts in parts.items():
            if time.time() - _when(facts) > DAY:
                with suppress(OSError):
                    self._files.rm_file(path)

    def _path(self, key: str) -> str:
        return f"{self._root}/{place_of(key)}"

    def _read(self, key: str, length: int | None = None) -> bytes | None:
        try:
            span = {} if length is None else {"start": 0, "end": length}
            return bytes(self._files.cat_file(self._path(key), **span))
        except FileNotFoundError:
            return None

    def _size(self, key: str) -> int:
        try:
            return int(self._files.info(self._path(key))["size"])
        except FileNotFoundError:
            return -1

    def _fetched(self, key: str) -> IO[bytes] | None:
        try:
            with ExitStack() as stack:
                file = stack.enter_context(TemporaryFile())
                with self._files.open(self._path(key), "rb") as source:
                    copyfileobj(source, file)
                stack.pop_all()
                return file
        except FileNotFoundError:
            return None

    def _send(self, file: IO[bytes], path: str) -> None:
        file.seek(0)
        with self._files.open(path, "wb") as target:
            copyfileobj(file, target)

    def _drop(self, key: str) -> None:
        with suppress(StoreError):
            self.remove(key)
        self._report(damaged(key))

    def _place(self, key: str, write: Callable[[str], None]) -> None:
        """Have the entry written, aside where it could be seen half written."""
        path = self._path(key)
        if self._atomic:
            write(path)
            return
        part = f"{self._root}/{PARTS}/{secrets.token_hex(16)}"
        for folder in (path.rpartition("/")[0], part.rpartition("/")[0]):
            self._files.makedirs(folder, exist_ok=True)
        write(part)
        self._files.mv(part, path)

    def _tried(self, what: str, work: Callable[[], T]) -> T:
        try:
            return work()
        except StoreError:
            raise
        except Exception as error:  # each backend has its own kinds
            reason = str(error) or type(error).__name__
            raise StoreError(f"the store {self.at} can't be {what}: {reason}") from error


def _file_system(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it. What it listed before is never trusted."""
    try:
        fsspec: Any = import_module("fsspec")
    except ImportError as error:
        raise StoreError(
            f"--store {url}: a URL needs fsspec: pip install 'inkreel[cluster]'."
        ) from error
    files, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
    return files, root.rstrip("/")


def _when(facts: dict[str, Any]) -> float:
    """Seconds since the epoch at which a file was made, as its file system tells it."""
    told = next((facts[name] for name in _TIMES if facts.get(name)), 0.0)
    if isinstance(told, str):
        told = datetime.fromisoformat(told)
    return told.timestamp() if isinstance(told, datetime) else float(told)
