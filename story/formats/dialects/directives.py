"""MyST's directives in code fences: ```` ```{figure} a.png ````, ```` ```{note} ````."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from story.formats.dialects.base import NOTES

_NAMED = re.compile(r"\s*\{(?P<name>[a-z][\w:-]*)\}[ \t]*(?P<argument>[^\n]*?)\s*")
_OPTION = re.compile(r"^[ \t]*:(?P<key>[\w-]+):[ \t]*(?P<value>[^\n]*?)[ \t]*\r?$", re.MULTILINE)
_CLEAR = frozenset(
    ("epigraph", "pull-quote", "highlights", "div", "compound", "container", "verse")
)


@dataclass(frozen=True)
class Directive:
    """What a fence holds: `kind` "code", "note", "picture", or "clear" for a text to tell."""

    kind: Literal["code", "note", "picture", "clear"]
    path: str = ""
    alt: str = ""


def directive_of(info: str, body: str) -> Directive:
    """What a fence with `info` behind its marks holds."""
    found = _NAMED.fullmatch(info)
    if not found:
        return Directive("code")
    name, argument = found["name"].lower(), found["argument"].strip()
    if name in ("figure", "image") and argument:
        options = {each["key"]: each["value"] for each in _OPTION.finditer(body)}
        return Directive("picture", argument, options.get("alt", ""))
    if name in _CLEAR:
        return Directive("clear")
    return Directive("note" if name in NOTES else "code")
