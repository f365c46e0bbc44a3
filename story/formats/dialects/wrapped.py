"""Marks over several rows, as texts wrapped at 80 columns have them; asides in HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from story.formats.base import Report
from story.formats.dialects.base import DialectMark, note, picture

_STOP = r"(?!\n[ \t]*\r?\n)"
_PICTURE = re.compile(
    rf"!\[(?P<alt>(?:{_STOP}(?:[^\[\]\\]|\\.|\[[^\[\]]{{0,300}}\])){{0,2000}})\]\("
    rf"\s*(?P<path><[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*\))+)"
    rf"(?:\s+(?:\"(?:{_STOP}[^\"]){{0,2000}}\"|'(?:{_STOP}[^']){{0,2000}}'|\((?:{_STOP}[^()]){{0,2000}}\)))?\s*\)"
    r"(?:\{[^{}\n]*\})?",
    re.DOTALL,
)
_ASIDE = re.compile(r"<aside\b[^<>]*>.*?</aside\s*>", re.DOTALL | re.IGNORECASE)
_FIGURE_CAPTION = re.compile(r"<figcaption\b[^<>]*>.*?</figcaption\s*>", re.DOTALL | re.IGNORECASE)


_NOTE_NUMBER = re.compile(
    r"<sup\b[^<>]*>\s*<a\b[^<>]*>\s*\[?\w{1,3}\]?\s*</a\s*>\s*</sup\s*>", re.IGNORECASE
)


def wrapped(text: str, report: Report) -> Iterator[DialectMark]:
    """Pictures whose marks go over rows; `<aside>` and captions with all that they hold."""
    del report
    for found in _PICTURE.finditer(text):
        if "\n" in found.group():
            path = html.unescape(found["path"].strip("<>"))
            yield picture(found.start(), found.end(), unquote(path), found["alt"])
    if "<" in text:
        for found in _ASIDE.finditer(text):
            yield note(text, found.start(), found.end())
        for found in _NOTE_NUMBER.finditer(text):
            yield DialectMark(found.start(), found.end(), "footnote", inline=True)
        for found in _FIGURE_CAPTION.finditer(text):
            yield DialectMark(found.start(), found.end(), "caption")
