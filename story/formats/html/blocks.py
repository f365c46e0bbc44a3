"""The blocks of an HTML text: headings, paragraphs, pictures, prompts; what is hidden, and why."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from story.document import Block, Heading, Picture, Prompt, Prose, ProseKind, Rule, Shown
from story.formats.html.article import is_furniture
from story.formats.html.runs import STRESS, RunBuilder
from story.formats.html.tables import table_text
from story.formats.html.tokens import VOID, HtmlToken, attributes, html_tokens

_PARTING = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "blockquote", "ul", "ol", "li", "dl"),
        *(
            "dt",
            "dd",
            "figure",
            "center",
            "body",
            "tr",
            "td",
            "th",
            "address",
            "fieldset",
            "hgroup",
        ),
        *("tbody", "thead", "table", "aside", "picture", "pre", "details", "summary", "figcaption"),
    )
)
"""Elements that begin and end a paragraph."""
_HIDDEN = {
    "figcaption": "caption",
    "audio": "embed",
    "video": "embed",
    "object": "embed",
    "canvas": "embed",
    "head": "front matter",
    "del": "deleted",
    "time": "date",
    "rt": "reading",
    "rp": "reading",
}
"""Elements whose text is not told, with the reason."""
_HEADING = re.compile(r"h([1-6])")
_NOTE_TYPES = (
    "noteref",
    "footnote",
    "endnote",
    "pagebreak",
    "rearnote",
    "toc",
    "landmarks",
    "index",
)
_NOTE_CLASSES = frozenset(("footnote", "footnotes", "noteref", "endnotes", "pagenum", "pageno"))
_ICON = 32
"""Pixels: what is no larger is no picture of a story."""
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-orig-file")
_BYLINES = frozenset(("byline", "post-meta", "entry-meta", "postmeta", "dateline", "published"))
_ADMONITION = frozenset(("admonition", "callout", "alert", "notice"))


@dataclass
class HtmlBlocks:
    """What was found, in order."""

    blocks: list[Block] = field(default_factory=list)
    skips: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass
class _Reader:
    text: str
    page: bool
    out: HtmlBlocks = field(default_factory=HtmlBlocks)
    run: RunBuilder = field(default_factory=RunBuilder)
    open: list[str] = field(default_factory=list)
    start: int = 0
    first: int = -1
    hidden: tuple[int, int, str] | None = None
    level: int = 0

    def read(self, start: int, end: int) -> HtmlBlocks:
        self.start = self.first = start
        for token in html_tokens(self.text, start, end):
            if self.hidden:
                self._inside_hidden(token)
            elif token.kind == "text":
                self.run.text(self.text, token.start, token.end)
            elif token.kind == "entity":
                self.run.entity(self.text[token.start : token.end], token.start)
            elif token.kind == "open":
                self._opened(token)
            elif token.kind == "close":
                self._closed(token)
        if self.hidden:
            self._ended(end)
        self._flush(end)
        return self.out

    def _opened(self, token: HtmlToken) -> None:
        name, given = token.name, attributes(token.given) if token.given else {}
        if name in ("br", "wbr"):
            if name == "br":
                self.run.line_break(token.start)
        elif name in ("img", "image"):
            self._picture(token, given)
        elif name == "hr":
            self._flush(token.start)
            self.out.blocks.append(Rule(token.start, token.end))
            self.start = token.end
        elif name not in VOID and not token.given.endswith("/"):
            self._element(token, given)

    def _element(self, token: HtmlToken, given: Mapping[str, str]) -> None:
        name = token.name
        if name in _PARTING or _HEADING.fullmatch(name):
            self._flush(token.start)
            self.start = token.end
        reason = "" if token.start == self.first else self._reason(name, given)
        if reason:
            self.hidden = (token.start, len(self.open), reason)
        elif name in STRESS:
            self.run.open(name)
        heading = _HEADING.fullmatch(name)
        self.level = int(heading[1]) if heading else self.level
        self.open.append(name)

    def _reason(self, name: str, given: Mapping[str, str]) -> str:
        """Why an element is not told; "" where it is."""
        if name in _HIDDEN:
            return _HIDDEN[name]
        if name in ("details", "pre", "table"):
            return "" if name == "table" and self._holds_text(given) else name
        kinds = f"{given.get('epub:type', '')} {given.get('role', '').replace('doc-', '')}"
        words = set(re.findall(r"[\w-]+", given.get("class", "").lower()))
        if any(kind in kinds.split() for kind in _NOTE_TYPES) or words & _NOTE_CLASSES:
            return "footnote"
        if any("pg-boilerplate" in word or "pgheader" in word for word in words):
            return "archive's notice"
        if words & _BYLINES and self.page:
            return "byline"
        if words & _ADMONITION or name == "aside":
            return "note"
        if name == "sup" or (name == "a" and given.get("href", "").startswith("#fn")):
            return "footnote" if name == "a" or self._is_reference(given) else ""
        return "navigation" if self.page and is_furniture(name, given) else ""

    def _is_reference(self, given: Mapping[str, str]) -> bool:
        return "footnote" in given.get("class", "") or given.get("id", "").startswith("fnref")

    def _holds_text(self, given: Mapping[str, str]) -> bool:
        """Whether a table only lays out a page."""
        return given.get("role") == "presentation" or "layout" in given.get("class", "")

    def _inside_hidden(self, token: HtmlToken) -> None:
        if token.kind == "open" and token.name not in VOID and not token.given.endswith("/"):
            self.open.append(token.name)
        elif token.kind == "open" and token.name == "img" and self._shows_in_hidden():
            self._picture(token, attributes(token.given))
        elif token.kind == "close":
            self._pop(token.name)
            if self.hidden and len(self.open) <= self.hidden[1]:
                self._ended(token.end)

    def _shows_in_hidden(self) -> bool:
        return bool(self.hidden) and self.hidden is not None and self.hidden[2] == "table"

    def _ended(self, end: int) -> None:
        """The end of what is hidden: a prompt, a card, or nothing that is kept."""
        if not self.hidden:
            return
        start, _, reason = self.hidden
        self.hidden = None
        inside = self.text[start:end]
        if reason == "details":
            self.out.blocks.append(_prompt(inside, start, end))
            reason = "prompt"
        elif reason == "table":
            self.out.blocks.append(Shown("table", table_text(inside), start, end))
        elif reason == "pre":
            self.out.blocks.append(Shown("code", plain(inside), start, end))
            reason = "code"
        elif reason == "note":
            self.out.blocks.append(Shown("note", plain(inside), start, end))
        self.out.skips.append((start, end, reason))
        if reason in ("prompt", "table", "code", "note"):
            self.start = end

    def _closed(self, token: HtmlToken) -> None:
        name = token.name
        if name in STRESS:
            self.run.close(name)
        if name in _PARTING or _HEADING.fullmatch(name):
            self._flush(token.start)
            self.start = token.end
        if _HEADING.fullmatch(name):
            self.level = 0
        self._pop(name)

    def _pop(self, name: str) -> None:
        """Closes the nearest element of this name, and what was left open in it."""
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - 60), -1):
            if self.open[depth] == name:
                del self.open[depth:]
                return

    def _flush(self, end: int) -> None:
        run = self.run.taken()
        start, self.start = self.start, end
        if not run.text:
            return
        if self.level:
            self.out.blocks.append(Heading(self.level, run, start, end))
            self.out.skips.append((start, end, "heading"))
            return
        self.out.blocks.append(Prose(self._kind(), run, start, end))

    def _kind(self) -> ProseKind:
        for name in reversed(self.open[-12:]):
            if name == "blockquote":
                return "quotation"
            if name in ("li", "dd"):
                return "item"
        return "paragraph"

    def _picture(self, token: HtmlToken, given: Mapping[str, str]) -> None:
        path = source_of(given)
        if not path or _is_tiny(given):
            return
        self._flush(token.start)
        alt = " ".join(given.get("alt", "").split())
        self.out.blocks.append(Picture(path, alt, token.start, token.end))
        self.out.skips.append((token.start, token.end, "picture"))
        self.start = token.end


def source_of(given: Mapping[str, str]) -> str:
    """The picture that an <img> shows, also where a page loads it late; the largest of a set."""
    src = given.get("src") or given.get("xlink:href") or given.get("href") or ""
    lazy = next((given[key] for key in _LAZY if given.get(key)), "")
    if lazy and (not src or src.startswith("data:") or "placeholder" in src or "blank" in src):
        return lazy
    if not src and given.get("srcset"):
        return given["srcset"].split(",")[-1].split()[0]
    return src.strip()


def _is_tiny(given: Mapping[str, str]) -> bool:
    """A counter's pixel or an icon: nothing that a camera can show."""
    sizes = [given.get(key, "").removesuffix("px") for key in ("width", "height")]
    return any(size.isdecimal() and int(size) <= _ICON for size in sizes) or "emoji" in given.get(
        "class", ""
    )


def _prompt(inside: str, start: int, end: int) -> Prompt:
    found = re.search(r"<summary\b[^<>]*>(.*?)</summary\s*>", inside, re.DOTALL | re.IGNORECASE)
    rest = inside[found.end() :] if found else inside
    return Prompt(" ".join(plain(found[1]).split()) if found else "", plain(rest), start, end)


def plain(markup: str) -> str:
    """The text in a stretch of HTML, rows trimmed."""
    text = re.sub(r"</(?:p|div|li|tr|h[1-6])\s*>|<br\b[^<>]*>", "\n", markup, flags=re.IGNORECASE)
    text = html.unescape(re.sub(r"<[^<>]*>", "", text))
    return "\n".join(row for line in text.splitlines() if (row := " ".join(line.split())))


def html_blocks(text: str, start: int, end: int, *, page: bool) -> HtmlBlocks:
    """The blocks in a stretch of HTML; of a `page` the furniture is left out."""
    return _Reader(text, page).read(start, end)
