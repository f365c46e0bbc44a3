"""MDX, as Docusaurus and others write it: imports, JSX that holds a picture, `{expressions}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from story.formats.base import Report
from story.formats.dialects.base import IS_PICTURE, NOTES, DialectMark, note, picture

_STATEMENT = re.compile(
    r"^(?:import\b[^\n]*?(?:from\s*)?['\"][^'\"\n]+['\"];?[ \t]*\r?$"
    r"|import\s*\{[^{}]*\}\s*from\s*['\"][^'\"\n]+['\"];?[ \t]*\r?$"
    r"|export\s+(?:const|let|var|default|function)\b[^\n]*(?:\n(?![ \t]*\r?\n)[^\n]*)*)",
    re.MULTILINE,
)
_IMPORTED = re.compile(r"import\s+(?P<name>\w+)\s+from\s*['\"](?P<path>[^'\"\n]+)['\"]")
_ELEMENT = re.compile(
    r"<(?P<name>[A-Za-z][\w.]*)\b(?P<given>(?:[^<>{}\"']|\"[^\"]*\"|'[^']*'|\{[^{}]*\}){0,3000}?)/?>"
)
_NOTE = re.compile(r"<(?P<name>[A-Z]\w*)\b[^<>]{0,500}(?<!/)>.*?</(?P=name)\s*>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"(?P<key>[A-Za-z][\w-]*)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\{(?P<code>[^{}]*)\})"
)
_QUOTED = re.compile(r"['\"`]([^'\"`\n]+)['\"`]")
_EXPRESSION = re.compile(r"\{(?:/\*.*?\*/|[^{}\n]{0,500})\}", re.DOTALL)
_NOT_PICTURES = frozenset(("a", "video", "audio", "source", "iframe", "script", "link"))


def mdx(text: str, report: Report) -> Iterator[DialectMark]:
    """The marks of MDX."""
    del report
    imported = {found["name"]: found["path"] for found in _IMPORTED.finditer(text)}
    for found in _STATEMENT.finditer(text):
        yield DialectMark(found.start(), found.end(), "template")
    for found in _NOTE.finditer(text):
        if found["name"].lower() in NOTES:
            yield note(text, found.start(), found.end())
    for found in _ELEMENT.finditer(text):
        mark = _drawn(found, imported)
        if mark:
            yield mark
    for found in _EXPRESSION.finditer(text):
        yield DialectMark(found.start(), found.end(), "template", inline="\n" not in found.group())


def _drawn(found: re.Match[str], imported: dict[str, str]) -> DialectMark | None:
    """The picture of an element: by its file, by `require`, or by the name it was imported by."""
    values: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(found["given"]):
        code = (each["code"] or "").strip()
        quoted = _QUOTED.search(code)
        value = (
            each["double"] or each["single"] or imported.get(code) or (quoted[1] if quoted else "")
        )
        values[each["key"].lower()] = value
    path = next(
        (values[key] for key in ("src", "image", "img", "path", "source") if values.get(key)), ""
    )
    if found["name"].lower() in _NOT_PICTURES or not IS_PICTURE.fullmatch(path.partition("?")[0]):
        return None
    return picture(
        found.start(), found.end(), path.removeprefix("@site/static"), values.get("alt", "")
    )
