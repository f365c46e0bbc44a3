"""An entry of the store as a file: a head that tells length and hash, then the content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO

_MAGIC = b"INKREEL1"
_DIGEST = 32
"""Bytes of a sha256."""
HEAD = len(_MAGIC) + 8 + _DIGEST
"""Bytes before the content."""
_PIECE = 1 << 20
"""Bytes read at a time: memory stays flat, whatever the entry."""


def head(content: bytes) -> bytes:
    """What stands before `content`."""
    return _head(len(content), hashlib.sha256(content).digest())


def length(raw: bytes) -> int:
    """The length of the content that a head tells, -1 where it is no head."""
    if len(raw) < HEAD or not raw.startswith(_MAGIC):
        return -1
    return int.from_bytes(raw[len(_MAGIC) : len(_MAGIC) + 8], "big")


def verified(raw: bytes) -> bytes | None:
    """The content of an entry, None where it is damaged."""
    content = raw[HEAD:]
    return content if raw[:HEAD] == head(content) else None


def pieces(opened: Callable[[], IO[bytes]]) -> Iterator[bytes]:
    """The content of an entry, a piece at a time, from a file that is closed in the end."""
    with opened() as file:
        yield from _contents(file)


def is_whole(file: IO[bytes]) -> bool:
    """Whether an entry is as it was written; no more of it is held than a piece."""
    digest, size = hashlib.sha256(), 0
    for piece in _contents(file):
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    return file.read(HEAD) == _head(size, digest.digest())


def write_entry(file: IO[bytes], content: Iterable[bytes]) -> None:
    """Write an entry whose content comes in pieces."""
    digest, size = hashlib.sha256(), 0
    file.seek(HEAD)
    for piece in content:
        file.write(piece)
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    file.write(_head(size, digest.digest()))
    file.flush()


def _contents(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(HEAD)
    while piece := file.read(_PIECE):
        yield piece


def _head(size: int, digest: bytes) -> bytes:
    return _MAGIC + size.to_bytes(8, "big") + digest
