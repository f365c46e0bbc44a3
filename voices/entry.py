"""An entry of the store as a file: a head that tells length and hash, then the content."""

from __future__ import annotations

import hashlib

_MAGIC = b"INKREEL1"
_DIGEST = 32
HEAD = len(_MAGIC) + 8 + _DIGEST
"""Bytes before the content."""


def head(content: bytes) -> bytes:
    """What stands before `content`."""
    return _MAGIC + len(content).to_bytes(8, "big") + hashlib.sha256(content).digest()


def length(raw: bytes) -> int:
    """The length of the content that a head tells, -1 where it is no head."""
    if len(raw) < HEAD or not raw.startswith(_MAGIC):
        return -1
    return int.from_bytes(raw[len(_MAGIC) : len(_MAGIC) + 8], "big")


def verified(raw: bytes) -> bytes | None:
    """The content of an entry, None where it is damaged."""
    content = raw[HEAD:]
    return content if raw[:HEAD] == head(content) else None
