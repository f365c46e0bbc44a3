"""What a DOCX says beside its text: which style is a heading, where a picture is, its title."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from story.formats.archive import Archive, beside
from story.formats.html.tokens import HtmlToken, attributes, html_tokens

MAIN = "word/document.xml"
_HEADING = re.compile(r"heading\s*(?P<level>[1-9])")
_QUOTES = frozenset(("quote", "intense quote", "block text"))
_LISTED = re.compile(r"list\b|list (?:paragraph|bullet|number)")


@dataclass(frozen=True)
class Styles:
    """`names` of styles by their id, in small letters as Word names them in English; `pictures`
    parts by the id that the text has for them; `meta` title, author and language."""

    names: dict[str, str]
    pictures: dict[str, str]
    meta: dict[str, str]

    def level(self, style: str) -> int:
        """The level of a heading's style: 0 the title's, 1 and more; -1 of none."""
        name = self.names.get(style, style).lower()
        if name == "title":
            return 0
        found = _HEADING.fullmatch(name)
        return int(found["level"]) if found else -1

    def kind(self, style: str) -> str:
        """ "quotation", "item", "caption", "toc", "subtitle" or ""."""
        name = self.names.get(style, style).lower()
        if name in _QUOTES:
            return "quotation"
        if name.startswith("toc"):
            return "toc"
        if name in ("caption", "subtitle"):
            return name
        return "item" if _LISTED.match(name) else ""


def read_styles(archive: Archive) -> Styles:
    """The styles of a DOCX, its pictures, and what it says of itself."""
    names: dict[str, str] = {}
    style = ""
    for token in _tokens(archive, "word/styles.xml"):
        given = attributes(token.given)
        if token.name == "style":
            style = given.get("w:styleid", "")
        elif token.name == "name" and style:
            names.setdefault(style, given.get("w:val", "").lower())
    pictures = {
        given["id"]: beside(MAIN, given.get("target", ""))
        for token in _tokens(archive, "word/_rels/document.xml.rels")
        if (given := attributes(token.given)).get("id") and given.get("targetmode") != "External"
    }
    return Styles(names, pictures, _meta(archive))


def _tokens(archive: Archive, part: str) -> Iterator[HtmlToken]:
    if archive.holds(part):
        yield from (token for token in html_tokens(archive.text(part)) if token.kind == "open")


def _meta(archive: Archive) -> dict[str, str]:
    names = {"title": "title", "creator": "author", "language": "language"}
    if not archive.holds("docProps/core.xml"):
        return {}
    text = archive.text("docProps/core.xml")
    found = re.findall(r"<dc:(\w+)\b[^<>]*>([^<]*)</dc:", text)
    values = {
        names[key]: " ".join(html.unescape(value).split()) for key, value in found if key in names
    }
    return {key: value for key, value in values.items() if value}
