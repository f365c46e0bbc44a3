"""How an entry of a store lies on its disk: a head of length and sha256, then the content."""

from __future__ import annotations

import hashlib

_MAGIC = b"INKREEL1"
_DIGEST = 32
HEAD = len(_MAGIC) + 8 + _DIGEST
"""Bytes before the content."""


def head_of(content: bytes) -> bytes:
    """What is written before `content`."""
    return _MAGIC + len(content).to_bytes(8, "big") + hashlib.sha256(content).digest()


def promised(head: bytes) -> int:
    """The length of the content that a head promises, -1 where it is no head."""
    if len(head) < HEAD or not head.startswith(_MAGIC):
        return -1
    return int.from_bytes(head[len(_MAGIC) : len(_MAGIC) + 8], "big")


def opened(raw: bytes) -> bytes | None:
    """The content of a whole entry, None where it is damaged."""
    content = raw[HEAD:]
    if promised(raw[:HEAD]) != len(content):
        return None
    return content if hashlib.sha256(content).digest() == raw[HEAD - _DIGEST : HEAD] else None
