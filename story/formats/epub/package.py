"""An EPUB's package: what it says of itself, its texts in order, its table of contents."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from story.errors import StoryError
from story.formats.archive import Archive, beside
from story.formats.html.tokens import attributes, html_tokens

_TEXTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FONTS = ("idpf.org/2008/embedding", "ns.adobe.com/pdf/enc")
"""Ways to scramble fonts, which lock no text."""
_ASIDE = frozenset(
    (
        *("toc", "copyright-page", "copyright", "titlepage", "title-page", "colophon", "index"),
        *("loi", "lot", "bibliography", "glossary", "notes", "footnotes", "endnotes", "rearnotes"),
        *("other.adcard", "adcard", "other.backmatter", "halftitlepage", "imprint", "landmarks"),
    )
)
"""Kinds of pages, as guides and landmarks call them, that are no part of a story."""


_ANYWHERE = re.DOTALL | re.IGNORECASE
_NAV = re.compile(
    r"<nav\b[^<>]*epub:type\s*=\s*[\"'][^\"'<>]*\btoc\b[^<>]*>(.*?)(?:</nav|\Z)", _ANYWHERE
)
_LINK = re.compile(r"<a\b([^<>]*)>(.*?)</a\s*>", _ANYWHERE)
_NAV_POINT = re.compile(
    r"<navLabel\b[^<>]*>\s*<text\b[^<>]*>([^<]*)</text>.*?<content\b([^<>]*)>", _ANYWHERE
)


@dataclass(frozen=True)
class ContentsRow:
    """A row of the table of contents: a title, a part, and a place in it ("" for its start)."""

    title: str
    part: str
    place: str = ""


@dataclass(frozen=True)
class Package:
    """Texts in reading order, `aside` those that are no story, `contents` in order, `meta`."""

    texts: tuple[str, ...]
    aside: frozenset[str]
    contents: tuple[ContentsRow, ...]
    meta: dict[str, str]


def read_package(archive: Archive) -> Package:
    """The package of an EPUB. Raises StoryError where it is locked or none."""
    _check_lock(archive)
    where = _package_part(archive)
    text = archive.text(where)
    items: dict[str, dict[str, str]] = {}
    order: list[str] = []
    aside: set[str] = set()
    for token in html_tokens(text):
        if token.kind != "open":
            continue
        given = attributes(token.given)
        if token.name == "item" and given.get("href"):
            items[given.get("id", "")] = given | {"part": beside(where, unquote(given["href"]))}
        elif token.name == "itemref" and given.get("linear") != "no":
            order.append(given.get("idref", ""))
        elif token.name == "reference" and given.get("type", "").lower() in _ASIDE:
            aside.add(beside(where, unquote(given.get("href", "").partition("#")[0])))
    known = [items[name] for name in order if name in items]
    nav = next((one["part"] for one in items.values() if "nav" in _words(one, "properties")), "")
    texts = [one["part"] for one in known if one.get("media-type", _TEXTS[0]) in _TEXTS]
    return Package(
        texts=tuple(dict.fromkeys(part for part in texts if archive.holds(part))),
        aside=frozenset(aside | ({nav} if nav else set())),
        contents=tuple(_contents(archive, items, nav)),
        meta=_meta(text),
    )


def _words(item: dict[str, str], key: str) -> list[str]:
    return item.get(key, "").split()


def _check_lock(archive: Archive) -> None:
    if not archive.holds("META-INF/encryption.xml"):
        return
    text = archive.text("META-INF/encryption.xml")
    for found in re.finditer(r"EncryptionMethod[^<>]*Algorithm\s*=\s*[\"']([^\"']*)", text):
        if not any(font in found[1] for font in _FONTS):
            raise StoryError(
                f"{archive.name} is locked by its shop (DRM): nobody but its own reader opens it. "
                "Use a copy without a lock."
            )


def _package_part(archive: Archive) -> str:
    if archive.holds("META-INF/container.xml"):
        for token in html_tokens(archive.text("META-INF/container.xml")):
            part = attributes(token.given).get("full-path", "") if token.name == "rootfile" else ""
            if part and archive.holds(part):
                return part
    found = next((part for part in sorted(archive.parts) if part.endswith(".opf")), "")
    if not found:
        raise StoryError(f"{archive.name} is no EPUB: it has no package. Give another file.")
    return found


def _meta(text: str) -> dict[str, str]:
    """Title, author, language and description, each as the package says first."""
    names = {"title": "title", "creator": "author", "language": "language"}
    meta: dict[str, str] = {}
    for found in re.finditer(r"<dc:(\w+)\b[^<>]*>([^<]*)</dc:\1\s*>", text, re.IGNORECASE):
        value = " ".join(html.unescape(found[2]).split())
        key = names.get(found[1].lower(), "")
        if key == "author" and key in meta and value:
            meta[key] += f", {value}"
        elif key and value:
            meta.setdefault(key, value)
    return meta


def _contents(
    archive: Archive, items: dict[str, dict[str, str]], nav: str
) -> Iterator[ContentsRow]:
    """The rows of the navigation document, or of the older NCX."""
    if nav and archive.holds(nav):
        found = list(_nav_rows(archive.text(nav), nav))
        if found:
            yield from found
            return
    kind = "application/x-dtbncx+xml"
    ncx = next((one["part"] for one in items.values() if one.get("media-type") == kind), "")
    if ncx and archive.holds(ncx):
        yield from _ncx_rows(archive.text(ncx), ncx)


def _nav_rows(text: str, nav: str) -> Iterator[ContentsRow]:
    found = _NAV.search(text)
    for row in _LINK.finditer(found[1] if found else text):
        yield from _entry(nav, attributes(row[1]).get("href", ""), row[2])


def _ncx_rows(text: str, ncx: str) -> Iterator[ContentsRow]:
    for row in _NAV_POINT.finditer(text):
        yield from _entry(ncx, attributes(row[2]).get("src", ""), row[1])


def _entry(nav: str, target: str, markup: str) -> Iterator[ContentsRow]:
    title = " ".join(html.unescape(re.sub(r"<[^<>]*>", "", markup)).split())
    part, _, place = unquote(target).partition("#")
    if title and target and "://" not in target:
        yield ContentsRow(title, beside(nav, part) if part else nav, place)
