"""The blocks of an HTML text: headings, paragraphs, pictures, prompts; what is hidden, and why."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from story.document import Block, Heading, Picture, Prompt, Prose, ProseKind, Rule, Shown
from story.formats.html.article import is_furniture, may_hold_headings
from story.formats.html.decoration import is_decoration, is_initial
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
    "s": "deleted",
    "strike": "deleted",
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
_NOTE_CLASSES = frozenset(
    (
        *("footnote", "footnotes", "noteref", "endnotes", "pagenum", "pageno", "fnanchor"),
        *("footnote-ref", "footref", "endnote", "pagenumber", "page-number"),
    )
)
_NOTE_LINK = re.compile(r"#_?(?:fn|ftn|footnote|endnote|cmnt|note)", re.IGNORECASE)
"""Where a number in a text leads to a note, as programs name these."""
_BACK = re.compile(r"#_?(?:fn|ftnt?|footnote|endnote|cmnt|note)_?ref|#fnanchor", re.IGNORECASE)
"""Where a note leads back to its number in the text."""
_TITLES = frozenset(("title", "msotitle", "book-title", "booktitle", "doctitle"))
"""Classes of paragraphs that word processors write for a title."""
_IN_PARAGRAPHS = re.compile(r"\s*(?:<(?!/)[^<>]*>\s*)*<p\b", re.IGNORECASE)
_BOOK_PAGES = frozenset(
    (
        *("titlepage", "title-page", "halftitle", "half-title", "halftitlepage", "imprint"),
        *("copyright-page", "copyrightpage", "copyright", "uncopyright", "colophon", "also-by"),
        *("alsoby", "toc", "loi", "lot", "seriespage", "errata"),
    )
)
"""What a book's own kinds and classes call the pages around its text."""
_CAPTIONS = frozenset(
    (
        *("caption", "wp-caption-text", "image-caption", "msocaption", "fig-caption"),
        *("photo-caption", "picture-caption", "caption-text", "figcaption", "cap", "legend"),
    )
)
_FACTS = frozenset(("tags", "meta", "stats", "work"))
"""Classes of lists that say what kind of work this is."""
_FRAMED_BY = {"archiveofourown.org": frozenset(("preface", "afterword"))}
"""What archives put around the works that one takes from them, by its names."""
_ARCHIVES = ("pg-boilerplate", "pgheader", "transnote", "transcriber", "tnote")
"""Beginnings of classes of what an archive says of its copy."""
_MOST_LINKED = 0.8
"""Share of a page's paragraph in links that makes it a way to somewhere else."""
_LONE_LINK = 60
"""Letters of a single link that is one."""
_ICON = 32
"""Pixels: what is no larger is no picture of a story."""
_LONGEST_BREAK = 20
"""Characters of stars or a line between two scenes."""
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-orig-file")
_BYLINES = frozenset(
    (
        *("byline", "post-meta", "entry-meta", "postmeta", "dateline", "published", "author"),
        *("authors", "post-author", "entry-author", "author-name", "posted-on", "entry-date"),
        *("post-date", "pubdate", "reading-time", "read-time", "word-count", "wordcount"),
    )
)
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
    linked: list[tuple[int, int]] = field(default_factory=list)
    link: int = -1
    half: bool = False
    resumed: int = -1
    noted: bool = False
    outside: bool = False
    titled: bool = False
    frames: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for archive, names in _FRAMED_BY.items():
            self.frames |= names if archive in self.text else frozenset()

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
                self._break(token)
        elif name in ("img", "image"):
            self._picture(token, given)
        elif name == "hr":
            self._flush(token.start)
            self.out.blocks.append(Rule(token.start, token.end))
            self.start = token.end
        elif name not in VOID and not token.given.endswith("/"):
            self._element(token, given)

    def _break(self, token: HtmlToken) -> None:
        """A row's end; two in a row end the paragraph."""
        breaks = self.run.breaks
        if breaks and breaks[-1] == len(self.run.offsets):
            self._flush(token.start)
        else:
            self.run.line_break(token.start)

    def _element(self, token: HtmlToken, given: Mapping[str, str]) -> None:
        name = token.name
        if name in _PARTING or _HEADING.fullmatch(name):
            self._flush(token.start)
            self.start = token.end
        reason = "" if token.start == self.first else self._reason(name, given)
        if name == "a" and not self.run.offsets and _BACK.match(given.get("href", "")):
            self.noted = True
        if name == "pre" and _IN_PARAGRAPHS.match(self.text, token.end):
            reason = ""  # a site that keeps its paragraphs so: this is no code
        if reason:
            self.hidden = (token.start, len(self.open), reason)
            self.half = reason == "navigation" and may_hold_headings(given)
        elif name in STRESS:
            self.run.open(name)
        elif name == "a" and (given.get("href") or not ("id" in given or "name" in given)):
            self.link = len(self.run.offsets)
            self.outside = given.get("href", "").startswith("http")
        heading = _HEADING.fullmatch(name)
        self.level = int(heading[1]) if heading else self.level
        if (
            name == "p"
            and not self.out.blocks
            and _TITLES & set(given.get("class", "").lower().split())
        ):
            self.level, self.titled = 1, True
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
        if any(word.startswith(_ARCHIVES) for word in words):
            return "archive's notice"
        if (words | set(kinds.split())) & _BOOK_PAGES and name != "span":
            return "front matter"
        if (name == "dl" and words & _FACTS) or given.get("id") in self.frames:
            return "front matter"
        if words & _CAPTIONS:
            return "caption"
        if is_decoration(name, given) and name != "img":
            return "decoration"
        named = {*words, given.get("id", "").lower()}
        if named & _BYLINES and self.page:
            return "byline"
        parts = {part for word in words for part in word.split("-")}
        if parts & _ADMONITION or name == "aside":
            return "note"
        if name == "sup" or (name == "a" and _NOTE_LINK.match(given.get("href", ""))):
            return "footnote" if name == "a" or self._is_reference(given) else ""
        return "navigation" if self.page and is_furniture(name, given) else ""

    def _is_reference(self, given: Mapping[str, str]) -> bool:
        return "footnote" in given.get("class", "") or given.get("id", "").startswith("fnref")

    def _holds_text(self, given: Mapping[str, str]) -> bool:
        """Whether a table only lays out a page."""
        return given.get("role") == "presentation" or "layout" in given.get("class", "")

    def _inside_hidden(self, token: HtmlToken) -> None:
        heading = token.kind == "open" and bool(_HEADING.fullmatch(token.name))
        if self.half and heading and self.hidden:
            self.out.skips.append((self.hidden[0], token.start, "navigation"))
            self.resumed, self.hidden = self.hidden[1], None
            self._opened(token)
        elif token.kind == "open" and token.name not in VOID and not token.given.endswith("/"):
            self.open.append(token.name)
        elif token.kind == "open" and token.name == "img" and self._shows_in_hidden():
            self._picture(token, attributes(token.given))
        elif token.kind == "close":
            self._pop(token.name)
            if self.hidden and len(self.open) <= self.hidden[1]:
                self._ended(token.end)

    def _shows_in_hidden(self) -> bool:
        return self.hidden is not None and self.hidden[2] in ("table", "caption")

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
        if reason == "decoration":
            self._flush(start)
            self.out.blocks.append(Rule(start, end))
        self.out.skips.append((start, end, reason))
        if reason in ("prompt", "table", "code", "note", "decoration"):
            self.start = end

    def _closed(self, token: HtmlToken) -> None:
        name = token.name
        if name in STRESS:
            self.run.close(name)
        elif name == "a" and self.link >= 0:
            if self.page or self.outside:
                self.linked.append((self.link, len(self.run.offsets)))
            self.link = -1
        if name in _PARTING or _HEADING.fullmatch(name):
            self._flush(token.start)
            self.start = token.end
        if _HEADING.fullmatch(name) or (self.titled and name == "p"):
            self.level, self.titled = 0, False
        self._pop(name)
        if self.resumed >= 0 and _HEADING.fullmatch(name):
            self.hidden, self.resumed = (token.end, self.resumed, "navigation"), -1

    def _pop(self, name: str) -> None:
        """Closes the nearest element of this name, and what was left open in it."""
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - 60), -1):
            if self.open[depth] == name:
                del self.open[depth:]
                return

    def _flush(self, end: int) -> None:
        run = self.run.taken()
        start, self.start = self.start, end
        linked, self.linked = self.linked, []
        noted, self.noted = self.noted, False
        self.link = 0 if self.link >= 0 else -1
        if not run.text:
            return
        if noted and not self.level:
            self.out.skips.append((start, end, "footnote"))
            return
        if not self.level and _leads_away(run.text, linked):
            self.out.skips.append((start, end, "navigation"))
            return
        if not self.level and len(run.text) < _LONGEST_BREAK and not re.search(r"\w", run.text):
            self.out.blocks.append(Rule(start, end))
            self.out.skips.append((start, end, "rule"))
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
        if is_initial(given, self.text[token.end : token.end + 1]):
            self._initial(token, given["alt"])
            return
        if not path or _is_tiny(given) or is_decoration("img", given):
            self.out.skips.append((token.start, token.end, "decoration"))
            return
        self._flush(token.start)
        alt = " ".join(given.get("alt", "").split())
        self.out.blocks.append(Picture(path, alt, token.start, token.end))
        self.out.skips.append((token.start, token.end, "picture"))
        self.start = token.end

    def _initial(self, token: HtmlToken, letter: str) -> None:
        """The letter that a picture shows, which the word behind it goes on from."""
        at = re.compile(r"\balt\s*=\s*[\"']?\s*", re.IGNORECASE).search(
            self.text, token.start, token.end
        )
        self.out.skips.append((token.start, token.end, "decoration"))
        if at:
            self.run.sign(letter.strip(), at.end())


def _leads_away(text: str, linked: list[tuple[int, int]]) -> bool:
    """Whether a page's paragraph is nothing but links to elsewhere."""
    letters = sum(sign.isalnum() for sign in text)
    inside = sum(sign.isalnum() for a, b in linked for sign in text[a:b])
    short = len(linked) > 1 or letters <= _LONE_LINK
    return bool(linked) and short and inside >= _MOST_LINKED * letters


def source_of(given: Mapping[str, str]) -> str:
    """The picture that an <img> shows, also where a page loads it late; the largest of a set."""
    src = (given.get("src") or given.get("xlink:href") or given.get("href") or "").strip()
    lazy = next((given[key].strip() for key in _LAZY if given.get(key)), "")
    if lazy and (not src or src.startswith("data:") or "placeholder" in src or "blank" in src):
        src = lazy
    sets = given.get("srcset") or given.get("data-srcset") or ""
    if not src and sets:
        src = max(_candidates(sets))[1]
    return src if "://" in src or src.startswith("data:") else unquote(src)


def _candidates(sets: str) -> Iterator[tuple[float, str]]:
    """(size, picture) of what a srcset offers."""
    for each in re.split(r",\s+", sets.strip()):
        path, _, size = each.strip().partition(" ")
        number = re.match(r"\d+(?:\.\d+)?", size.strip())
        yield float(number.group()) if number else 0.0, path.rstrip(",")


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
