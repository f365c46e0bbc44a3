"""MyST's marks: `{role}` before code, `(targets)=`, `% comments`, block breaks, directives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from story.formats.base import Report
from story.formats.dialects.base import DialectMark

_ROLE = re.compile(r"\{(?P<name>[a-z][\w:.-]{0,40})\}(?P<tick>`+)(?P<text>[^`\n]{1,500})(?P=tick)")
_TARGET = re.compile(r"^\([\w:. -]{1,100}\)=[ \t]*\r?$", re.MULTILINE)
_COMMENT = re.compile(r"^%[^\n]*$", re.MULTILINE)
_BREAK = re.compile(r"^\+\+\+[^\n]*$", re.MULTILINE)
_REFERENCE = re.compile(r"(?P<text>[^<`\n]*[^<`\s])\s*<[^<>\n]*>\Z")
_TOLD = frozenset(
    (
        *("sub", "sup", "subscript", "superscript", "abbr", "doc", "ref", "term", "emphasis"),
        *("strong", "smallcaps", "underline", "kbd", "del", "strike", "u", "sc", "any"),
    )
)
"""Roles that set or link words of the text."""


def myst(text: str, report: Report) -> Iterator[DialectMark]:
    """The marks of MyST that no other dialect has."""
    del report
    for found in _ROLE.finditer(text):
        if found["name"] not in _TOLD:
            yield DialectMark(found.start(), found.end(), "template", inline=True)
            continue
        named = _REFERENCE.match(found["text"])
        stop = found.start("text") + (named.end("text") if named else len(found["text"]))
        yield DialectMark(found.start(), found.start("text"), "markup", inline=True)
        yield DialectMark(stop, found.end(), "markup", inline=True)
    for pattern, reason in ((_TARGET, "markup"), (_COMMENT, "comment"), (_BREAK, "markup")):
        for found in pattern.finditer(text):
            yield DialectMark(found.start(), found.end(), reason)
