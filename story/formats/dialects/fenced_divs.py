"""Fenced divs and spans with attributes: `::: {.scene}`, `[word]{.smallcaps}`.

Pandoc, Quarto, Docusaurus, VitePress, Markua and MyST's colon fences write them alike. A div is
clear: what stands in it is told as if it were not there. Only notes and callouts stand aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from story.formats.base import Report
from story.formats.dialects.base import NOTES, DialectMark, note, picture

_FENCE = re.compile(r"^[ \t]{0,8}:{3,}[ \t]*(?P<rest>[^\n]*?)[ \t]*:*[ \t]*\r?$", re.MULTILINE)
_DIRECTIVE = re.compile(r"\{(?P<name>[a-z][\w:-]*)\}[ \t]*(?P<argument>.*)")
_NAME = re.compile(r"[\w-]+")
_CLASS = re.compile(r"\.([\w-]+)")
_FIGURE_ID = re.compile(r"#fig-")
_OPTION = re.compile(r"^[ \t]*:(?P<key>[\w-]+):[ \t]*(?P<value>[^\n]*?)[ \t]*\r?$", re.MULTILINE)
_PICTURE_LINE = re.compile(r"^[ \t]*(?:!\[|<img\b|\[!\[)[^\n]*$", re.MULTILINE | re.IGNORECASE)
_HIDDEN = frozenset(("hidden", "content-hidden", "comment", "refs"))
_SPAN = re.compile(
    r"(?<![!\]\\])\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,2000})\]"
    r"(?P<tail>\{(?=[#.:\w])[^{}\n]{1,300}\})"
)
_RAW = re.compile(r"(?P<tick>`+)[^`\n]{1,2000}(?P=tick)\{=[\w-]+\}")
_HARD_BREAK = re.compile(r"\\(?=[ \t]*\r?\n)")
_CITATION = re.compile(r"[ \t]\[-?@[\w:.-]+(?:[^\[\]\n]{0,200})\]")


@dataclass(frozen=True)
class _Open:
    start: int
    end: int
    kind: str
    argument: str = ""


def fenced_divs(text: str, report: Report) -> Iterator[DialectMark]:
    """The marks of divs, spans, raw text and hard breaks."""
    if ":::" in text:
        yield from _divs(text, report)
    for found in _SPAN.finditer(text):
        shown = found["text"].strip()
        if not shown:
            yield DialectMark(found.start(), found.end(), "markup", inline=True)
        else:
            yield DialectMark(found.start(), found.start() + 1, "markup", inline=True)
            yield DialectMark(found.start("tail") - 1, found.end(), "markup", inline=True)
    for pattern, reason in ((_RAW, "code"), (_HARD_BREAK, "markup"), (_CITATION, "citation")):
        for found in pattern.finditer(text):
            yield DialectMark(found.start(), found.end(), reason, inline=True)


def _divs(text: str, report: Report) -> Iterator[DialectMark]:
    waiting: list[_Open] = []
    for found in _FENCE.finditer(text):
        opened = _opened(found)
        if opened:
            waiting.append(opened)
        elif waiting:
            last = waiting.pop()
            yield from _closed(text, last, found.start(), found.end())
        else:
            yield DialectMark(found.start(), found.end(), "markup")
    for each in waiting:
        report(each.start, "div-open", "A ::: is never closed.", "Put ::: below what it holds.")
        yield DialectMark(each.start, each.end, "markup")


def _opened(found: re.Match[str]) -> _Open | None:
    rest = found["rest"].strip()
    if not rest:
        return None
    directive = _DIRECTIVE.fullmatch(rest)
    if directive:
        name, argument = directive["name"].lower(), directive["argument"].strip()
        return _Open(found.start(), found.end(), _kind([name]), argument)
    if rest.startswith("{"):
        names = [*_CLASS.findall(rest), *(["figure"] if _FIGURE_ID.search(rest) else [])]
        return _Open(found.start(), found.end(), _kind(names))
    name = _NAME.match(rest)
    return _Open(found.start(), found.end(), _kind([name.group()] if name else []))


def _kind(names: list[str]) -> str:
    """ "note", "hidden", "figure" or "" for a div that is clear."""
    for name in (name.lower() for name in names):
        if name in NOTES or name.startswith("callout"):
            return "note"
        if name in _HIDDEN:
            return "hidden"
        if name in ("figure", "image"):
            return "figure"
    return ""


def _closed(text: str, opened: _Open, start: int, end: int) -> Iterator[DialectMark]:
    if opened.kind == "note":
        yield note(text, opened.start, end)
    elif opened.kind == "hidden":
        yield DialectMark(opened.start, end, "hidden")
    elif opened.kind == "figure" and opened.argument:
        yield figure(text, opened.start, opened.end, start, end, opened.argument)
    else:
        yield DialectMark(opened.start, opened.end, "markup")
        if opened.kind == "figure":
            yield from _captions(text, opened.end, start)
        yield DialectMark(start, end, "markup")


def figure(text: str, start: int, opened: int, closes: int, end: int, path: str) -> DialectMark:
    """The picture of a directive, whose body [opened, closes) holds options and a caption."""
    options = {found["key"]: found["value"] for found in _OPTION.finditer(text, opened, closes)}
    return picture(start, end, path, options.get("alt", ""))


def _captions(text: str, start: int, end: int) -> Iterator[DialectMark]:
    """All that stands behind the pictures of a figure."""
    pictures = list(_PICTURE_LINE.finditer(text, start, end))
    if pictures and text[pictures[-1].end() : end].strip():
        yield DialectMark(pictures[-1].end(), end, "caption")
