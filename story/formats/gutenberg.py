"""What stands around a plain text from an archive: Project Gutenberg's frame, contents, pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from story.language.base import Language

Group = list[tuple[int, int]]
"""The rows of a paragraph, each as its range."""
Skip = tuple[int, int, str]

_START = re.compile(
    r"^\s*\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)[^*]{0,300}\*{3}[^\n]*$"
    r"|^\s*\*END\*?\s*THE SMALL PRINT[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(
    r"^\s*\*{3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)"
    r"|^\s*End of (?:the |this )?Project Gutenberg",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"^(?P<key>Title|Author|Language|Illustrator|Translator|Editor)[ \t]*:[ \t]*(?P<value>[^\n]*"
    r"(?:\n[ \t]{2,}[^\s:][^\n:]*)*)",
    re.MULTILINE | re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"\s*(?:produced by|e-?text prepared by|transcribed (?:from|by)"
    r"|this (?:file|e-?book) was produced"
    r"|(?:updated|html version|scanned) by|\[?transcriber(?:'|’)?s?(?:'|’)? notes?)",
    re.IGNORECASE,
)
_LEADERS = re.compile(
    r"\S.*?(?:(?:\s{2,}|\t)\s*(?:\d{1,4}|[ivxlc]{1,7})|(?:\.\s?){3,}\s*\w+)\s*$", re.IGNORECASE
)
_PAGE = re.compile(
    r"\s*[-–—\[({~]*\s*(?:p(?:g|age)?\.?\s*)?(?P<number>\d{1,4})\s*[-–—\])}~]*\s*", re.IGNORECASE
)
_HEAD = re.compile(
    r"\s*(?:(?P<before>\d{1,4})\s+)?(?P<title>[A-Z][A-Z .,'’:&-]{3,60}?)"
    r"(?:\s+(?P<after>\d{1,4}))?\s*"
)
_ENDED = re.compile(r"[.!?:;\"”’)*_—]\s*$")
_LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "english:en german:de french:fr spanish:es italian:it portuguese:pt dutch:nl finnish:fi "
        "swedish:sv danish:da latin:la greek:el russian:ru polish:pl hungarian:hu chinese:zh "
        "japanese:ja esperanto:eo catalan:ca czech:cs"
    ).split()
)
"""Names of languages as the archive's headers write them, by IETF tag."""
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_LONGEST_ENTRY = 90
"""Characters of a row of contents."""
_FEW, _LONGEST_TITLE_PAGE = 4, 25
"""Paragraphs at the start that say who made a file, and those of a title page."""
_CHAPTER = re.compile(
    r"(?:chapter|book|part|stave|act|canto|letter)\s+\S+|prologue|contents|table of contents"
    r"|list of|preface|introduction|[IVX]{1,5}\.?$",
    re.IGNORECASE,
)
_BY = re.compile(r"_?(?:written )?by_?(?:\s+(.{3,60}))?", re.IGNORECASE)
_FEWEST_PAGES = 3
"""Numbers alone that break a sentence, before numbers alone are page numbers."""


@dataclass
class Framed:
    """The paragraphs that are left of a text, what of it is left out, and what its frame says."""

    groups: list[Group]
    skips: list[Skip] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)


def framed(source: str, groups: Sequence[Group], language: Language) -> Framed:
    """A text without the frame of an archive, contents, page numbers and running heads."""
    out = Framed(list(groups))
    _frame(source, out)
    _contents(source, out, language)
    _pages(source, out)
    return out


def _text(source: str, group: Group) -> str:
    return source[group[0][0] : group[-1][1]]


def _drop(out: Framed, group: Group, reason: str) -> None:
    out.skips.append((group[0][0], group[-1][1], reason))


def _frame(source: str, out: Framed) -> None:
    start, end = _START.search(source), _END.search(source)
    if not start:
        return
    for found in _FIELD.finditer(source, 0, start.start()):
        value = " ".join(found["value"].split())
        key = found["key"].lower()
        if value:
            out.meta.setdefault(
                key, _LANGUAGES.get(value.lower(), value) if key == "language" else value
            )
    stop = end.start() if end and end.start() > start.end() else len(source)
    kept: list[Group] = []
    for group in out.groups:
        inside = start.end() <= group[0][0] < stop
        text = _text(source, group)
        noted = text.lstrip().startswith("[")
        made = inside and (len(kept) < _FEW or noted) and _MADE_BY.match(text)
        if inside and not made:
            kept.append(group)
        else:
            _drop(out, group, "credits" if made else "archive's notice")
    out.groups = kept
    _title_page(source, out)


def _title_page(source: str, out: Framed) -> None:
    """The short rows between a book's title and its first chapter; "by" gives the author."""
    rows = [_text(source, group).strip() for group in out.groups]
    first = next((at for at, row in enumerate(rows) if _CHAPTER.match(row)), 0)
    if not 0 < first <= _LONGEST_TITLE_PAGE:
        return
    for at in range(1, first):
        found = _BY.fullmatch(" ".join(rows[at].split()))
        name = (found[1] or (rows[at + 1] if at + 1 < first else "")) if found else ""
        if name and len(name) < _LONGEST_ENTRY:
            out.meta.setdefault("author", name.title() if name.isupper() else name)
    short = [at for at in range(1, first) if _is_title_row(rows[at])]
    for at in short:
        _drop(out, out.groups[at], "title page")
    out.groups = [group for at, group in enumerate(out.groups) if at not in set(short)]


def _is_title_row(text: str) -> bool:
    """Whether a paragraph is set like a title page's: short rows, no sentence, no note."""
    plain = len(text) < _LONGEST_ENTRY and not text.startswith("[")
    return plain and (
        not text.endswith((".", "!", "?", "”", '"')) or text.lower().startswith("author")
    )


def _contents(source: str, out: Framed, language: Language) -> None:
    """A list of chapters behind the word Contents, until the first chapter comes again."""
    kept: list[Group] = []
    met: set[str] | None = None
    for group in out.groups:
        rows = [source[a:b].strip() for a, b in group]
        if len(rows[0]) < 40 and language.paratext.contents.fullmatch(rows[0].strip("_*. ")):
            met = (met or set()) | {_entry(row) for row in rows[1:]}
            _drop(out, group, "contents")
        elif met is not None and _listed(rows, met, language.headings.in_plain_text):
            met |= {_entry(row) for row in rows}
            _drop(out, group, "contents")
        else:
            met = None
            kept.append(group)
    out.groups = kept


def _entry(row: str) -> str:
    """A row of a list as it is compared: its number, else its first two words."""
    words: list[str] = re.findall(r"\w+", row.lower())
    number = next((word for word in words[:2] if _NUMBER.fullmatch(word)), "")
    return number or " ".join(words[:2])


def _listed(rows: Sequence[str], met: set[str], chapter: re.Pattern[str]) -> bool:
    """Whether a paragraph goes on with a list of contents."""
    if any(len(row) >= _LONGEST_ENTRY or _entry(row) in met for row in rows):
        return False
    entries = sum(bool(chapter.fullmatch(row) or _LEADERS.fullmatch(row)) for row in rows)
    return entries * 2 >= len(rows)


def _pages(source: str, out: Framed) -> None:
    """Page numbers and running heads go; a sentence that they broke goes on."""
    marks = _page_marks(source, out.groups)
    if not marks:
        return
    kept: list[Group] = []
    broken = False
    for number, group in enumerate(out.groups):
        if number in marks:
            _drop(out, group, "page number")
            broken = True
            continue
        first = source[group[0][0] : group[0][1]].lstrip()[:1]
        if broken and kept and first.islower() and not _ENDED.search(_text(source, kept[-1])):
            kept[-1] = [*kept[-1], *group]
        else:
            kept.append(group)
        broken = False
    out.groups = kept


def _page_marks(source: str, groups: Sequence[Group]) -> set[int]:
    """Places of the groups that are a page's number, or its running head."""
    numbers: dict[int, int] = {}
    heads: dict[str, list[int]] = {}
    for at, group in enumerate(groups):
        row = source[slice(*group[0])]
        if len(group) > 1 or len(row) > 80:
            continue
        page = _PAGE.fullmatch(row)
        head = _HEAD.fullmatch(row)
        if page:
            numbers[at] = int(page["number"])
        elif head and (head["before"] or head["after"]):
            heads.setdefault(head["title"].strip(), []).append(at)
    marks = {at for places in heads.values() if len(places) >= _FEWEST_PAGES for at in places}
    breaking = [at for at in numbers if at and not _ENDED.search(_text(source, groups[at - 1]))]
    return marks | (set(numbers) if len(breaking) >= _FEWEST_PAGES else set())
