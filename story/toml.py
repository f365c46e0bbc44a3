"""TOML as people write it: read within bounds, its keys found again by row, text quoted for it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from typing import Any

_PART = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([\w-]+)")
_TABLE = re.compile(r"\s*\[\[?((?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\]\"'])+)\]")
_KEY = re.compile(
    r"\s*((?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*="
)

_NAME = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_LONG_KEY = re.compile(rf"(?<![\w-]){_NAME}(?:[ \t]*\.[ \t]*{_NAME}){{32}}")
"""A key of more than 32 parts. The parser's work and memory grow with their square: 100 kB of
them took ten gigabytes."""


def load_toml(source: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises ValueError where it is none, or asks for too much."""
    if _LONG_KEY.search(source):
        raise ValueError("a key of more than 32 parts")
    try:
        data = tomllib.loads(source)
        _check_numbers(data)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise ValueError("a number beyond 64 bits") from error
    return data


def _check_numbers(value: object) -> None:
    """Raises ValueError for a whole number that TOML does not promise: Python can't write it."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError(value.bit_length())
    for each in value.values() if isinstance(value, dict) else ():
        _check_numbers(each)
    for each in value if isinstance(value, list) else ():
        _check_numbers(each)


def row_of(source: str, key: Sequence[str]) -> int:
    """The row of `key`, or of the nearest table around it; 0 where neither is found.

    A table among several of one name (`[[notes]]`) has its number, counted from 0, in the key;
    without it the first of them is meant.
    """
    best, depth, table, met = 0, 0, [], Counter[str]()
    for row, line in enumerate(source.splitlines(), 1):
        header = _TABLE.match(line)
        assignment = None if header else _KEY.match(line)
        if header:
            table = _parts(header[1])
        if header and line.lstrip().startswith("[["):
            met[header[1]] += 1
            table = [*table, str(met[header[1]] - 1)]
        own = _parts(assignment[1]) if assignment else []
        for path in (table + own, [*_parts(header[1]), *own] if header else []):
            if path and list(key[: len(path)]) == path and len(path) > depth:
                best, depth = row, len(path)
    return best


def _parts(text: str) -> list[str]:
    return [a or b or c for a, b, c in _PART.findall(text)]


def toml_string(text: str) -> str:
    """`text` as a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
