"""Finds the row of a key in TOML text, so that an error can point at it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([\w-]+)")
_TABLE = re.compile(r"\s*\[\[?\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"\s*((?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*="
)


def row_of(source: str, key: Sequence[str]) -> int:
    """The row of `key`, or of the nearest table around it; 0 where neither is found."""
    best, depth, table = 0, 0, []
    for row, line in enumerate(source.splitlines(), 1):
        header = _TABLE.match(line)
        assignment = None if header else _KEY.match(line)
        if header:
            table = _parts(header[1])
        path = table + (_parts(assignment[1]) if assignment else [])
        if (header or assignment) and list(key[: len(path)]) == path and len(path) > depth:
            best, depth = row, len(path)
    return best


def _parts(text: str) -> list[str]:
    return [a or b or c for a, b, c in _PART.findall(text)]


def toml_string(text: str) -> str:
    """`text` as a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
