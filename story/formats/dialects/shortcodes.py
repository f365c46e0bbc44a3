"""Shortcodes of Hugo and Quarto: `{{< figure src="a.png" >}}`, `{{% note %}} … {{% /note %}}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from story.formats.base import Report
from story.formats.dialects.base import NOTES, DialectMark, arguments, note, picture, pictured

_SHORTCODE = re.compile(
    r"\{\{(?P<sign>[<%])(?P<escaped>/\*)?\s*(?P<close>/\s*)?(?P<name>[\w./-]+)"
    r"(?P<given>(?:[^{}\"'`]|\"[^\"]*\"|'[^']*'|`[^`]*`){0,3000}?)(?P<itself>/)?\s*[>%]\}\}"
)
_TEMPLATE = re.compile(r"\{\{(?![<%])[^{}\n]{0,500}\}\}")
_MEDIA = frozenset(
    (
        *("youtube", "vimeo", "video", "audio", "tweet", "x", "instagram", "gist", "spotify"),
        *("soundcloud", "ref", "relref", "param", "toc", "include", "pagebreak", "embed", "icon"),
        *("button", "version", "meta", "var", "env", "kbd", "lipsum", "rawhtml", "bilibili"),
    )
)
"""Known to be no part of a text: nothing is said of them."""
_CODE = frozenset(("highlight", "code", "mermaid", "chart", "math", "katex"))
_VIDEO = re.compile(r"\.(?:mp4|webm|mov|m4v|mp3|ogg|wav|pdf)$", re.IGNORECASE)


def shortcodes(text: str, report: Report) -> Iterator[DialectMark]:
    """The marks of shortcodes and of template values."""
    if "{{" not in text:
        return
    found = [each for each in _SHORTCODE.finditer(text) if not each["escaped"]]
    partner = _partners(found)
    said: set[str] = set()
    for number, each in enumerate(found):
        closer = partner.get(number)
        yield from _mark(text, each, closer, said, report)
    for template in _TEMPLATE.finditer(text):
        yield DialectMark(template.start(), template.end(), "template", inline=True)


def _partners(found: list[re.Match[str]]) -> dict[int, re.Match[str]]:
    """The closing shortcode of each that has one."""
    waiting: dict[str, list[int]] = {}
    partner: dict[int, re.Match[str]] = {}
    for number, each in enumerate(found):
        name = each["name"].lower()
        if not each["close"] and not each["itself"]:
            waiting.setdefault(name, []).append(number)
        elif each["close"] and waiting.get(name):
            partner[waiting[name].pop()] = each
    return partner


def _mark(
    text: str, each: re.Match[str], closer: re.Match[str] | None, said: set[str], report: Report
) -> Iterator[DialectMark]:
    name = each["name"].lower().rpartition("/")[2].removesuffix(".html")
    if each["close"]:
        yield DialectMark(each.start(), each.end(), "template", inline=_inside(text, each))
        return
    given = arguments(each["given"])
    drawn = pictured(given)
    if drawn and name not in NOTES:
        yield picture(each.start(), closer.end() if closer else each.end(), *drawn)
    elif closer and name in NOTES and _inside(text, each):
        yield DialectMark(each.start(), closer.end(), "note", inline=True)
    elif closer and name in NOTES:
        yield note(text, each.start(), closer.end())
    elif closer and name in _CODE:
        yield DialectMark(each.start(), closer.end(), "code")
    else:
        yield DialectMark(each.start(), each.end(), "template", inline=_inside(text, each))
        known = closer or name in _MEDIA or name in NOTES
        if not known and name not in said:
            said.add(name)
            _report_unknown(each, name, given, report)


def _report_unknown(
    each: re.Match[str], name: str, given: list[tuple[str, str]], report: Report
) -> None:
    """Says what was left out: a warning where it may have been a picture."""
    seen = name in ("figure", "img", "image", "picture", "gallery", "imgproc", "resize")
    if seen or any(value and not _VIDEO.search(value) and "/" in value for _, value in given):
        report(
            each.start(),
            "shortcode-unread",
            f"The shortcode {name!r} may show a picture, but names no file that can be read.",
            "Write the picture as ![what it shows](its file) too.",
        )
    else:
        message = f"The shortcode {name!r} is not known: it is left out."
        report(each.start(), "shortcode-unknown", message, "", "info")


def _inside(text: str, each: re.Match[str]) -> bool:
    """Whether it stands inside a row of text."""
    start = text.rfind("\n", 0, each.start()) + 1
    end = text.find("\n", each.end())
    rest = text[each.end() : end if end >= 0 else len(text)]
    return bool(text[start : each.start()].strip() or rest.strip())
