"""Markua, Leanpub's dialect: `{pagebreak}`, `{class: part}`, `A> aside`, `C> centred`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from story.formats.base import Report
from story.formats.dialects.base import DialectMark, note

_ASIDE = re.compile(r"(?:^[ \t]{0,3}[ABDEIQTWX]>(?:[ \t][^\n]*)?(?:\n|\Z))+", re.MULTILINE)
_CENTRED = re.compile(r"^[ \t]{0,3}C>[ \t]?", re.MULTILINE)
_ATTRIBUTES = re.compile(r"^[ \t]{0,3}\{[#.A-Za-z][^{}\n]{0,300}\}[ \t]*\r?$", re.MULTILINE)


def markua(text: str, report: Report) -> Iterator[DialectMark]:
    """Asides, centred rows, and rows of attributes by themselves."""
    del report
    for found in _ASIDE.finditer(text):
        yield note(text, found.start(), found.end())
    for found in _CENTRED.finditer(text):
        yield DialectMark(found.start(), found.end(), "markup", inline=True)
    for found in _ATTRIBUTES.finditer(text):
        yield DialectMark(found.start(), found.end(), "markup")
