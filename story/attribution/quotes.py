"""Finds quotations in a paragraph: straight and curly, double and single, nested, unbalanced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Marks = Literal["double", "single"]

_DOUBLE = re.compile('["“”„«»]')
_SINGLE = re.compile("['‘’‚‹›]")
_OPENERS = "“„«‘‚‹"
_CLOSERS = "”»’›"


@dataclass(frozen=True)
class Quote:
    """A quotation in a paragraph: [start, end) with its marks, [inner, outer) without.

    `closed` is False where the paragraph ended first.
    """

    start: int
    end: int
    inner: int
    outer: int
    closed: bool = True


@dataclass
class _Open:
    at: int
    mark: str


def find_quotes(
    text: str, marks: Marks, elisions: re.Pattern[str]
) -> tuple[list[Quote], list[int]]:
    """The outermost quotations of a paragraph, and the places of stray closing marks."""
    pattern = _DOUBLE if marks == "double" else _SINGLE
    if not pattern.search(text):
        return [], []
    return _pair(text, pattern, marks, elisions)


def _pair(
    text: str, pattern: re.Pattern[str], marks: Marks, elisions: re.Pattern[str]
) -> tuple[list[Quote], list[int]]:
    quotes: list[Quote] = []
    strays: list[int] = []
    opened: list[_Open] = []
    for found in pattern.finditer(text):
        at, mark = found.start(), found.group()
        if marks == "single":
            role = _single_role(text, at, mark, bool(opened), elisions)
        else:
            role = _double_role(text, at, mark, bool(opened))
        if role == "open":
            if opened and len(opened) > 1:
                continue
            if opened and not _nests(text, at, pattern):
                quotes.append(_quote(text, opened.pop().at, at, closed=False))
            opened.append(_Open(at, mark))
        elif role == "close" and opened:
            start = opened.pop().at
            if not opened:
                quotes.append(Quote(start, at + 1, start + 1, at))
        elif role == "close":
            strays.append(at)
    if opened:
        quotes.append(_quote(text, opened[0].at, len(text), closed=False))
    return quotes, strays


def _quote(text: str, start: int, end: int, *, closed: bool) -> Quote:
    outer = end - len(text[start:end]) + len(text[start:end].rstrip())
    return Quote(start, outer, start + 1, outer, closed)


def _double_role(text: str, at: int, mark: str, inside: bool) -> str:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in _OPENERS:
        return (
            "close" if mark == "“" and inside and after in " .,;:!?" and before != " " else "open"
        )
    if mark in _CLOSERS:
        return "close"
    if after.isspace() and before.isspace():
        return "close" if inside else "open"
    if before.isdigit() and not inside and (after.isspace() or after in ",.;"):
        return "none"
    opens = (before.isspace() or before in "([{—–-*_/") and not after.isspace()
    return "open" if opens and not (inside and after in ".,;:!?") else "close"


def _single_role(text: str, at: int, mark: str, inside: bool, elisions: re.Pattern[str]) -> str:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "‘‚‹":
        return "open"
    if before.isalnum() and after.isalnum():
        return "none"
    if (before.isspace() or before in '([{—–-"“') and not after.isspace():
        elided = elisions.match(text, at)
        return "none" if mark == "’" or (elided and not inside) else "open"
    if not inside:
        return "none"
    if before in ".,!?…—-–;:)*_":
        return "close"
    return "close" if before.lower() != "s" or not _closer_follows(text, at) else "none"


def _closer_follows(text: str, at: int) -> bool:
    """Whether a surer closing mark comes before the next opening one."""
    rest = re.search(r"[.,!?…—]['’](?!\w)|(?:^|\s)['‘](?=\w)", text[at + 1 : at + 600])
    return bool(rest and rest.group()[0] in ".,!?…—")


def _nests(text: str, at: int, pattern: re.Pattern[str]) -> bool:
    """Whether a mark that opens inside an open quotation is nested, not a forgotten close."""
    following = pattern.findall(text, at + 1, at + 2000)
    if text[at] in _OPENERS:
        closers = sum(mark in _CLOSERS for mark in following)
        openers = sum(mark in _OPENERS for mark in following)
        return closers >= openers + 2
    return len(following) % 2 == 0 and len(following) >= 2 and text[at - 1] not in ".!?,"


def story_marks(texts: list[str], elisions: re.Pattern[str]) -> Marks:
    """Which marks a story uses for speech: single ones where those that hold a sentence prevail."""
    double = single = 0
    for text in texts:
        double += text.count('"') + 2 * text.count("“") + 2 * text.count("«")
        if '"' not in text and "“" not in text and ("'" in text or "’" in text):
            quotes, _ = find_quotes(text, "single", elisions)
            single += sum(2 for quote in quotes if quote.closed and _sentence(text, quote))
    return "single" if single >= 4 and single > 2 * double else "double"


def _sentence(text: str, quote: Quote) -> bool:
    return quote.outer > quote.inner + 1 and text[quote.outer - 1] in ".,!?…—-"
