"""Tags, text and entities of an HTML text, each with its place.

The standard library's parser is not used: it folds entities into text and loses their places.
Every search here runs forward only, so the time is linear in the text whatever it holds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["open", "close", "text", "entity", "other"]

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<!(?i:doctype)\b[^<>\[]*\[(?:[^\]<>\"']|\"[^\"]*\"|'[^']*'|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>)*+\]"
    r"[^<>]*>"
    r"|<[!?][^<>]*>"
    r"|</(?P<close>[A-Za-z][^\s/<>]*)[^<>]*>"
    r"|<(?P<open>[A-Za-z][^\s/<>]*)(?P<given>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>"
    r"|<(?P<loose>[A-Za-z][^\s/<>]*)[^<>]*>"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<text>[^<&]+|[<&])",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<key>[^\s=\"'<>/]+)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>]+)))?"
)
_RAW = frozenset(("script", "style", "textarea", "xmp", "noscript", "iframe", "template", "math"))
"""Elements whose text is no text: skipped up to their end as one token."""
VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
"""Elements that hold nothing."""


class HtmlToken(NamedTuple):
    """The range [start, end) of a text; `name` of a tag in small letters, `given` its inside."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    given: str = ""


def html_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[HtmlToken]:
    """The tokens of a stretch of text, in order; they cover it."""
    stop = len(text) if end is None else end
    closers: dict[str, int] = {}
    at = start
    while at < stop:
        found = _TOKEN.match(text, at, stop)
        if not found:
            break
        token = _token(found)
        if token.kind == "open" and token.name in _RAW and not token.given.endswith("/"):
            closed = _closer(text, token.name, token.end, stop, closers)
            token = HtmlToken("other", token.start, closed, token.name, token.given)
        yield token
        at = token.end


def _token(found: re.Match[str]) -> HtmlToken:
    start, end = found.span()
    group = found.lastgroup
    if group == "text":
        return HtmlToken("text", start, end)
    if group == "entity":
        return HtmlToken("entity", start, end)
    if group == "close":
        return HtmlToken("close", start, end, local(found["close"]))
    if group in ("given", "open"):
        return HtmlToken("open", start, end, local(found["open"]), found["given"])
    if group == "loose":
        return HtmlToken("open", start, end, local(found["loose"]), "")
    return HtmlToken("other", start, end)


def local(name: str) -> str:
    """A tag's name without its namespace: "p" of "xhtml:P"."""
    return name.lower().rpartition(":")[2]


def _closer(text: str, name: str, at: int, stop: int, closers: dict[str, int]) -> int:
    """Where a raw element ends; remembers answers, so that many unclosed ones cost one search."""
    known = closers.get(name, -1)
    if known < at:
        found = re.compile(rf"</(?:\w+:)?{name}\s*>", re.IGNORECASE).search(text, at, stop)
        known = closers[name] = found.end() if found else stop + 1
    return known if known <= stop else at


def attributes(given: str) -> dict[str, str]:
    """A tag's attributes by name in small letters, without namespace but for `epub:`; unescaped."""
    out: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(given):
        value = found["double"] or found["single"] or found["bare"] or ""
        out.setdefault(found["key"].lower(), html.unescape(value) if "&" in value else value)
    return out
