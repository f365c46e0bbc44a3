"""Which part of a page is the text, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from story.formats.html.tokens import VOID, attributes, html_tokens

FURNITURE = frozenset(
    (
        *(
            "nav",
            "menu",
            "navbar",
            "navigation",
            "sidebar",
            "comment",
            "comments",
            "footer",
            "share",
        ),
        *(
            "sharing",
            "social",
            "related",
            "similar",
            "recommended",
            "newsletter",
            "subscribe",
            "subscription",
        ),
        *("cookie", "cookies", "advert", "advertisement", "ads", "breadcrumb", "breadcrumbs"),
        *(
            "pagination",
            "pager",
            "widget",
            "widgets",
            "popup",
            "modal",
            "toc",
            "toolbar",
            "dropdown",
        ),
        *("bio", "tags", "tagcloud", "meta", "metadata", "postmeta", "respond", "prev", "next"),
        *("skip", "login", "search", "copyright", "disclaimer", "promo", "banner", "masthead"),
        *("sharedaddy", "jp", "disqus", "pingback", "trackback", "noprint", "visually"),
        *("screenreader", "speechify", "sr", "button", "buttons", "btn", "stats", "cta", "signup"),
    )
)
"""Words of classes and names that sites give to what stands around a text."""
_ANYWHERE = frozenset(
    (
        *("button", "buttons", "btn", "cta", "subscribe", "share", "pagination", "breadcrumb"),
        *("pager", "comment", "comments", "noprint", "speechify"),
    )
)
"""Those of them that paragraphs have, too."""
_HALF_FURNITURE = frozenset(("meta", "metadata", "postmeta"))
"""What holds facts about a text, and now and then its heading."""
_WORDS = re.compile(r"[a-z]+")
_BLOCKS = frozenset(("div", "section", "td", "body", "main", "article", "center", "form"))
_ASIDE = re.compile(
    r"\b(?:comments?|respond|disqus\w*|sidebar|related|footer)\b(?=[^\"'<>]*[\"'])", re.IGNORECASE
)
"""Classes and names of what may be longer than the text itself."""
_HALF = 0.5
"""How much of a paragraph counts for its grandparent: a text may be parted into sections."""
_MOST_ARTICLE = 0.6
"""Share of the text of all articles that makes the longest the page's own."""


_ONE_OF_SEVERAL = 0.1
"""How long a further part of the same kind must be, of the longest, to belong to the text."""


@dataclass
class _Element:
    name: str
    start: int
    kind: str = ""
    text: float = 0.0


@dataclass(frozen=True, order=True)
class _Box:
    """An element that may hold the text: how much it has, where it is, what it is called."""

    text: float
    start: int
    end: int
    kind: str = ""


@dataclass
class Page:
    """The range of the text, and title, author, language and description where a page has them."""

    start: int
    end: int
    meta: dict[str, str] = field(default_factory=dict)


@dataclass
class _Survey:
    """One pass over a page: where its articles are, and which element holds most paragraphs."""

    open: list[_Element] = field(default_factory=list)
    articles: list[_Box] = field(default_factory=list)
    mains: list[_Box] = field(default_factory=list)
    boxes: list[_Box] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    title: tuple[int, int] = (0, 0)
    aside: int = 0

    def opened(self, name: str, start: int, end: int, given: str) -> None:
        if name == "html" or name == "meta":
            _remember(name, attributes(given), self.meta)
        if name in VOID or given.endswith("/"):
            return
        if name == "title" and not self.title[1]:
            self.title = (end, 0)
        if name == "p":
            self.closed("p", start)
        kind = attributes(given).get("class", "") if name in _BLOCKS and "class" in given else ""
        self.open.append(_Element(name, start, kind))
        if not self.aside and name in _BLOCKS and _ASIDE.search(given):
            self.aside = len(self.open)

    def closed(self, name: str, end: int) -> None:
        if name == "title" and self.title[0] and not self.title[1]:
            self.title = (self.title[0], end)
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - 40), -1):
            if self.open[depth].name == name:
                break
            if name == "p" and self.open[depth].name in _BLOCKS:
                return
        else:
            return
        self.aside = 0 if depth < self.aside else self.aside
        while len(self.open) > depth:
            self.ended(self.open.pop(), end)

    def ended(self, element: _Element, end: int) -> None:
        found = _Box(element.text, element.start, end, element.kind)
        if element.name in ("article", "main"):
            (self.articles if element.name == "article" else self.mains).append(found)
        if element.name in _BLOCKS:
            self.boxes.append(found)
        if self.open and element.name in (
            "p",
            "article",
            "main",
            "section",
            "span",
            "em",
            "i",
            "b",
        ):
            self.open[-1].text += element.text
            if element.name == "p" and len(self.open) > 1:
                self.open[-2].text += _HALF * element.text

    def text(self, size: int) -> None:
        if self.open and not self.aside:
            self.open[-1].text += size


def survey(text: str) -> Page:
    """The part of a page that is its text: the article, not the furniture."""
    seen = _Survey()
    for token in html_tokens(text):
        if token.kind == "open":
            seen.opened(token.name, token.start, token.end, token.given)
        elif token.kind == "close":
            seen.closed(token.name, token.end)
        elif token.kind == "text" and seen.open and seen.open[-1].name not in ("a", "li", "title"):
            seen.text(token.end - token.start)
    for element in reversed(seen.open):
        seen.ended(element, len(text))
    meta = _named(text, seen)
    start, end = _chosen(seen, len(text))
    return Page(start, end, meta)


def _chosen(seen: _Survey, size: int) -> tuple[int, int]:
    if seen.articles:
        longest = max(seen.articles)
        if longest.text >= _MOST_ARTICLE * sum(article.text for article in seen.articles):
            return longest.start, longest.end
    if seen.mains:
        longest = max(seen.mains)
        return longest.start, longest.end
    longest = max(seen.boxes, default=_Box(0.0, 0, size))
    several = [box for box in seen.boxes if box.kind and box.kind == longest.kind]
    told = [longest, *(box for box in several if box.text > _ONE_OF_SEVERAL * longest.text)]
    start, end = min(box.start for box in told), max(box.end for box in told)
    around = [box for box in seen.boxes if box.start <= start and end <= box.end]
    whole = min(around, key=lambda box: box.end - box.start, default=longest)
    return whole.start, whole.end


def _remember(name: str, given: Mapping[str, str], meta: dict[str, str]) -> None:
    if name == "html":
        meta.setdefault("language", given.get("lang") or given.get("xml:lang") or "")
        return
    key = (given.get("name") or given.get("property") or "").lower()
    known = {
        "author": "author",
        "article:author": "author",
        "og:title": "title",
        "dc.title": "title",
        "dc.creator": "author",
        "description": "description",
    }
    value = " ".join(given.get("content", "").split())
    if key in known and value and "://" not in value:
        meta.setdefault(known[key], value)


def _named(text: str, seen: _Survey) -> dict[str, str]:
    """What the page says of itself; its own title without the name of the site."""
    meta = {key: value for key, value in seen.meta.items() if value}
    start, end = seen.title
    if "title" not in meta and end:
        title = " ".join(re.sub(r"<[^<>]*>", "", text[start:end]).split())
        parts = re.split(r"\s+[|–—·»-]\s+", title)
        meta["title"] = max(parts, key=len) if parts and title else title
    return {key: value for key, value in meta.items() if value}


def is_furniture(name: str, given: Mapping[str, str]) -> bool:
    """Whether an element holds what stands around a text: by its kind, class, name or role."""
    if name in ("nav", "footer", "form", "button", "dialog", "menu", "select"):
        return True
    if "hidden" in given or given.get("aria-hidden") == "true":
        return True
    if given.get("role", "") in ("navigation", "banner", "contentinfo", "search", "complementary"):
        return True
    words = set(_WORDS.findall(f"{given.get('class', '')} {given.get('id', '')}".lower()))
    if "display:none" in given.get("style", "").replace(" ", ""):
        return True
    if name in ("body", "html", "article", "main", "img", "figure"):
        return False
    return bool(words & (_ANYWHERE if name in ("p", "span", "em", "strong") else FURNITURE))


def may_hold_headings(given: Mapping[str, str]) -> bool:
    """Whether furniture is of a kind that now and then holds the heading of a text."""
    words = set(_WORDS.findall(f"{given.get('class', '')} {given.get('id', '')}".lower()))
    return bool(words & _HALF_FURNITURE)
