"""CommonMark's rules for what pictures and links name: destinations, labels, entities, tags.

Source: CommonMark 0.31, sections 2.4, 2.5, 4.7, 6.4 and 6.6.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

QUOTED = r"\"[^\"\n]{0,2000}\"|'[^'\n]{0,2000}'"
TAG_REST = rf"(?:(?:[^<>\"']|{QUOTED}){{0,2000}}+|[^<>]*)>"
"""What follows a tag's name: a quoted value may hold `>`; a quotation mark may stand alone."""
DESTINATION = (
    r"(?:\\.|(?<=\s)\"(?:\\.|[^\"\\\n])*\"|(?<=\s)'(?:\\.|[^'\\\n])*'|[^()\\\s\"']++"
    r"|[^()\\\n]|\\"
    r"|\((?:\\.|[^()\\\n])*\)){0,2000}+"
)
"""What stands between the round brackets of a link: its address and perhaps a title. A picture
that is written out (`data:`) is one run of hundreds of thousands of characters."""

ADDRESS = (
    r"(?:\\[!-/:-@\[-`{-~]|[^()\\\s]++|\\(?=\w)|\((?:\\[()]|[^()\\\s])*+\)){0,2000}+"
    rf"(?:[ \t]++(?:{QUOTED}))?[ \t]*+"
)
"""A destination as CommonMark has it, without white space, and perhaps a title. It goes before
tags: `<` in it is a character of the address."""
_ESCAPE = re.compile(
    r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_TITLE = re.compile(
    r"(?:^|\s+)(?:\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))\s*$"
)
_TAG_OF_ROWS = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*+"
    r"(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']{0,2000}'|\"[^\"]{0,2000}\"))?)*+"
    r"\s*+/?>"
)
_BLANK_ROW = re.compile(r"\n[ \t]*\r?\n")


def entity(written: str) -> str:
    """The characters of `&name;` or `&#123;`; itself where there is no such entity."""
    if written.startswith("&#"):
        return html.unescape(written)
    return html5.get(written[1:], written)


def unescaped(text: str) -> str:
    """`text` with its backslash escapes and entities resolved, each once."""
    return _ESCAPE.sub(lambda found: found[1] or entity(found[0]), text)


def destination(written: str) -> str:
    """The address in what stands between a link's round brackets, its title left out."""
    inside = written.strip()
    if inside.startswith("<") and ">" in inside:
        return unescaped(inside[1 : inside.index(">")])
    return unescaped(_TITLE.sub("", inside).strip())


def label(written: str) -> str:
    """The name of a link definition, as it is compared: case and white space do not matter."""
    return " ".join(written.split()).casefold()


def tags_on_one_row(text: str) -> str:
    """`text`, as long as before, with the line breaks inside HTML tags as spaces."""
    return _TAG_OF_ROWS.sub(_on_one_row, text) if "<" in text else text


def _on_one_row(found: re.Match[str]) -> str:
    tag = found[0]
    if "\n" not in tag or _BLANK_ROW.search(tag):
        return tag
    return tag.replace("\r", " ").replace("\n", " ")
