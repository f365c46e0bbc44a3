"""`ComicInfo.xml`, which many programs put into a CBZ: its title, its writer, its reading order.

It is looked through for a few plain elements and never parsed as XML: no entity in it is expanded,
nothing that it names is opened.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_LONGEST = 100_000
"""Characters that are looked through: programs write a few thousand, more is no ComicInfo."""
_VALUE = 300
"""Characters of a value: no title is longer."""


@dataclass(frozen=True)
class BookInfo:
    """What a comic's own file says; "" where it says nothing. `order` is "rtl" or ""."""

    title: str = ""
    author: str = ""
    language: str = ""
    order: str = ""


def read_info(text: str) -> BookInfo:
    """What the text of a ComicInfo.xml says. Any text is read."""
    text = text[:_LONGEST]
    series, title, number = (_value(text, name) for name in ("Series", "Title", "Number"))
    whole = f"{series} {number}".strip() if series else ""
    named = f"{whole}: {title}" if whole and title else whole or title
    return BookInfo(
        title=named,
        author=_value(text, "Writer"),
        language=_value(text, "LanguageISO"),
        order="rtl" if _value(text, "Manga").lower() == "yesandrighttoleft" else "",
    )


def _value(text: str, name: str) -> str:
    found = re.search(
        rf"<{name}>([^<&]{{0,{_VALUE}}}(?:&[a-z0-9#]{{1,8}};[^<&]{{0,{_VALUE}}}){{0,9}})</{name}>",
        text,
    )
    return " ".join(html.unescape(found[1]).split())[:_VALUE] if found else ""
