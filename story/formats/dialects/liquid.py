"""Liquid tags of Jekyll and GitBook: `{% include figure image_path="/a.jpg" %}`, `{% hint %}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from story.formats.base import Report
from story.formats.dialects.base import NOTES, DialectMark, arguments, note, picture, pictured

_TAG = re.compile(
    r"\{%-?\s*(?P<name>[A-Za-z_][\w-]*)"
    r"(?P<given>(?:[^%{}\"']|\"[^\"]*\"|'[^']*'|%(?!\})|\{\{[^{}]*\}\}){0,3000}?)-?%\}"
)
_HIDDEN = {
    **dict.fromkeys(("highlight", "code_block", "codeblock", "mermaid", "math", "chart"), "code"),
    **dict.fromkeys(("comment", "capture", "raw_html", "javascript", "stylesheet"), "template"),
    "content-ref": "navigation",
}
"""Tags that hold something else than text, with the reason why it is not told."""


_VALUED_PICTURE = re.compile(
    r"!\[(?P<alt>[^\[\]]{0,1000})\]\(\s*(?P<before>[^\s(){}]{0,200})"
    r"\{\{(?P<value>[^{}\n]{0,300})\}\}"
    r"(?P<after>[^\s()\"]{0,500})[^()\n]{0,500}\)(?:\{[^{}\n]*\})?"
    r"|<img\b[^<>]*?\bsrc\s*=\s*[\"'](?P<from>\{\{[^{}\n]{0,300}\}\}[^\"'<>]{0,500})[\"'][^<>]*>",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"['\"](?P<path>[^'\"{}\n]+)['\"]")
_VALUE = re.compile(r"\{\{(?P<value>[^{}]*)\}\}")


def liquid(text: str, report: Report) -> Iterator[DialectMark]:
    """The marks of Liquid tags, and pictures whose paths hold a value: the site's own root."""
    if "{{" in text:
        yield from _valued(text)
    if "{%" not in text:
        return
    found = list(_TAG.finditer(text))
    partner = _partners(found)
    for number, each in enumerate(found):
        yield _mark(text, each, partner.get(number), report)


def _valued(text: str) -> Iterator[DialectMark]:
    for found in _VALUED_PICTURE.finditer(text):
        if found["from"]:
            path = _VALUE.sub(lambda value: _literal(value["value"]), found["from"])
        else:
            path = f"{found['before']}{_literal(found['value'])}{found['after']}"
        yield picture(found.start(), found.end(), path, found["alt"] or "")


def _literal(value: str) -> str:
    """The path that a value such as `"/a.png" | relative_url` gives; "" for the site's root."""
    found = _LITERAL.search(value)
    return found["path"] if found else ""


def _partners(found: list[re.Match[str]]) -> dict[int, re.Match[str]]:
    waiting: dict[str, list[int]] = {}
    partner: dict[int, re.Match[str]] = {}
    for number, each in enumerate(found):
        name = each["name"].lower()
        if name.startswith("end") and waiting.get(name[3:]):
            partner[waiting[name[3:]].pop()] = each
        else:
            waiting.setdefault(name, []).append(number)
    return partner


def _mark(
    text: str, each: re.Match[str], closer: re.Match[str] | None, report: Report
) -> DialectMark:
    name = each["name"].lower()
    given = arguments(each["given"])
    kind = next((value for key, value in given if not key), "") if name == "include" else name
    kind = kind.rpartition("/")[2].partition(".")[0].lower()
    drawn = pictured(given)
    if closer and name in _HIDDEN:
        return DialectMark(each.start(), closer.end(), _HIDDEN[name])
    if closer and name in NOTES:
        return note(text, each.start(), closer.end())
    if drawn:
        return picture(each.start(), each.end(), *drawn)
    if kind in ("figure", "image", "img", "picture", "gallery"):
        report(
            each.start(),
            "shortcode-unread",
            f"The tag {kind!r} may show a picture, but names no file that can be read.",
            "Write the picture as ![what it shows](its file) too.",
        )
    return DialectMark(each.start(), each.end(), "template", inline=_inside(text, each))


def _inside(text: str, each: re.Match[str]) -> bool:
    start = text.rfind("\n", 0, each.start()) + 1
    end = text.find("\n", each.end())
    rest = text[each.end() : end if end >= 0 else len(text)]
    return bool(text[start : each.start()].strip() or rest.strip())
