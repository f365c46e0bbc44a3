"""Pictures as Markdown and HTML write them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from story.formats.markdown.commonmark import DESTINATION, TAG_REST, destination, label, unescaped

_PICTURE = re.compile(
    r"(?P<open>\[)?!\[(?P<alt>(?:[^\[\]]|\[[^\[\]]*\]){0,1000})\]"
    rf"(?:\((?P<path>{DESTINATION})\)|\[(?P<name>[^\[\]\n]{{0,100}})\])?"
    r"(?:\{[^{}\n]*\})?"
    r"(?P<close>\]\([^()\n]*\))?"
    rf"|<img\b(?P<tag>{TAG_REST})",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A picture named in the text: its path as written, its alternative text, its range."""

    path: str
    alt: str
    start: int
    end: int


def pictures(text: str, start: int, end: int, addresses: dict[str, str]) -> Iterator[Found]:
    """The pictures in a stretch of text, in order. `addresses` are link definitions by name."""
    if "![" not in text[start:end] and "<" not in text[start:end]:
        return
    for found in _PICTURE.finditer(text, start, end):
        if not _is_picture(found, addresses):
            continue
        path, alt = _read(found, addresses)
        linked = found["open"] and found["close"]
        first = found.start() if linked or not found["open"] else found.start() + 1
        last = found.end() if linked or not found["close"] else found.start("close")
        yield Found(path, alt, first, last)


def _read(found: re.Match[str], addresses: dict[str, str]) -> tuple[str, str]:
    if found["tag"] is not None:
        pairs = _ATTRIBUTE.findall(found["tag"])
        values = {key.lower(): html.unescape(a or b or c) for key, a, b, c in pairs}
        return _clean(values.get("src", "")), values.get("alt", "")
    if found["name"] is not None:
        name = found["name"] or found["alt"]
        return _clean(addresses.get(label(name), "")), _alt(found)
    if found["path"] is not None:
        return _clean(destination(found["path"])), _alt(found)
    return _clean(addresses[label(found["alt"])]), _alt(found)


def _is_picture(found: re.Match[str], addresses: dict[str, str]) -> bool:
    """Whether it names a picture; `![alt]` alone does where a link is defined by that name."""
    named = any(found[group] is not None for group in ("tag", "path", "name"))
    return named or label(found["alt"]) in addresses


def _alt(found: re.Match[str]) -> str:
    return " ".join(unescaped(found["alt"]).split())


def _clean(path: str) -> str:
    path = path.strip()
    return path if "://" in path else unquote(path)
