"""Plain text: paragraphs between blank lines, `CHAPTER I` as headings, `_stress_` as italics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from story.document import Block, Document, Heading, Prose, Rule, Run
from story.formats.base import Report, Rows
from story.formats.fountain.reader import is_screenplay, read_fountain
from story.formats.gutenberg import Group, framed
from story.formats.markdown.blocks import lines_of
from story.formats.markdown.inline import Link
from story.language.paratext import Paratext
from story.languages import language_of
from story.problems import Problems

_RULE = re.compile(
    r"\s*[-~=*]*(?:[xXoO][-~=*\s]+){2,}[xXoO]?[-~=*]*\s*$|\s*(?:[-*_=~#](?:\s*[-*_=~#]){2,}|\*|#)\s*$"
)
_OPENS_SPEECH = re.compile(r"[\"“‘'«\[(]")
_ROMAN = re.compile(r"[IVXLC]{1,7}\.?")
_PAGE = re.compile(r"[-–—~]\s*\d{1,4}\s*[-–—~]")
"""A printed page's number between dashes."""
_DEEPEST = 12
"""Spaces before a paragraph: what stands further in is centred."""
_FEWEST_ROWS = 3
"""Rows of a paragraph before their ends can tell anything."""
_MOST_ENDED = 0.8
"""Share of long rows that end a sentence: a text that was wrapped ends few with its rows."""
_LONG = 40
"""Characters of a row that would have been wrapped, or is speech."""
_ENDS = re.compile(r"[.!?…:][\"”»’')\]*_]*$")
_SPEAKS = re.compile(r"[\"“«‘—–]")
_FIELD = re.compile(r"(Title|Author|Language)\s*:\s*(\S.*)", re.IGNORECASE)


def read_plain(source: str, path: Path, problems: Problems, dialect: str = "") -> Document:
    """The document in a plain text. The first short line alone is its title."""
    if is_screenplay(source):
        return read_fountain(source, path, problems, dialect)
    report = Report(path.name, Rows.of(source), problems)
    meta: dict[str, str] = {}
    links: list[Link] = []
    blocks: list[Block] = []
    skips: list[tuple[int, int, str]] = []
    paratext = language_of("").paratext
    rows = _groups(source, skips)
    ended = rows_are_paragraphs([source[a:b].strip() for group in rows for a, b in group[:-1]])
    groups = [part for group in rows for part in _parted(source, group, ended=ended)]
    groups[:1] = _titled(source, groups[0], paratext) if groups else []
    frame = framed(source, groups, language_of(""))
    meta |= frame.meta
    skips += frame.skips
    for spans in frame.groups:
        block = _block(source, spans, blocks, meta)
        if block is None:
            skips.append((spans[0][0], spans[-1][1], "front matter"))
        else:
            blocks.append(block)
            if not isinstance(block, Prose):
                skips.append((block.start, block.end, "heading"))
    if not blocks:
        report(0, "story-empty", "Nothing to tell was found.", "", "info")
    return Document(path, source, tuple(blocks), skips=tuple(skips), meta=meta, links=tuple(links))


def _groups(source: str, skips: list[tuple[int, int, str]]) -> list[Group]:
    """Rows between blank ones; numbers of printed pages are left out."""
    groups: list[Group] = [[]]
    for start, end in lines_of(source):
        row = source[start:end].strip("\ufeff \t\f\v\x00")
        if row and _PAGE.fullmatch(row):
            skips.append((start, end, "page number"))
        elif row:
            groups[-1].append((start, end))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _parted(source: str, group: Group, *, ended: bool) -> list[Group]:
    """Paragraphs that only the first row's indent tells apart, or that have a row each: `ended`
    says that rows end sentences throughout the text."""
    rows = [source[start:end].expandtabs() for start, end in group]
    indents = [len(row) - len(row.lstrip("\ufeff ")) for row in rows]
    if min(indents[0], _DEEPEST) > 0 and min(indents) < indents[0] <= _DEEPEST:
        starts = [at for at, indent in enumerate(indents) if indent >= indents[0]]
        return [group[a:b] for a, b in pairwise([*starts, len(group)])]
    if ended and rows_are_paragraphs([row.strip() for row in rows]):
        return [[row] for row in group]
    return [group]


def _titled(source: str, group: Group, paratext: Paratext) -> list[Group]:
    """The first paragraph; its first row apart where the others are about the text."""
    rows = [source[start:end].strip("\ufeff \t_*") for start, end in group]
    about = (paratext.byline, paratext.fact, paratext.posted, paratext.premise, paratext.genre)
    told = all(any(each.fullmatch(row) for each in about) for row in rows[1:])
    if len(rows) < 2 or not told or rows[0][-1:] in ".,;:" or _FIELD.fullmatch(rows[0]):
        return [group]
    return [group[:1], group[1:]]


def rows_are_paragraphs(rows: Sequence[str]) -> bool:
    """Whether each row of a text is a paragraph of its own."""
    told = [row for row in rows if len(row) > _LONG or _SPEAKS.match(row)]
    ended = sum(bool(_ENDS.search(row.rstrip())) for row in told)
    return len(told) >= _FEWEST_ROWS and ended >= _MOST_ENDED * len(told)


def _block(
    source: str, spans: list[tuple[int, int]], before: list[Block], meta: dict[str, str]
) -> Block | None:
    start, end = spans[0][0], spans[-1][1]
    first = source[slice(*spans[0])].strip("\ufeff \t")
    field = _FIELD.fullmatch(first)
    if field and not before:
        meta[field[1].lower()] = field[2].strip()
        return None
    if len(spans) == 1 and _RULE.fullmatch(first):
        return Rule(start, end)
    run = plain_run(source, spans)
    headings = language_of(meta.get("language", "")).headings
    chapter = headings.in_plain_text
    if before and _is_title(run.text, spans, before[-1], headings.numbered):
        return Heading(2, run, start, end)
    if _is_heading(first, source, spans, chapter, opening=not before):
        return Heading(1 if not before and not chapter.match(first) else 2, run, start, end)
    return Prose("paragraph", run, start, end)


def _is_title(
    text: str, spans: list[tuple[int, int]], above: Block, numbered: re.Pattern[str]
) -> bool:
    """Whether a paragraph is the title of the chapter whose label stands alone above it."""
    label = numbered.fullmatch(above.run.text) if isinstance(above, Heading) else None
    short = len(spans) <= 2 and len(text) < 70 and not _OPENS_SPEECH.match(text)
    return bool(label and not label["title"]) and short and text[-1:] not in '.!?"”,;:'


def _is_heading(
    first: str,
    source: str,
    spans: list[tuple[int, int]],
    chapter: re.Pattern[str],
    *,
    opening: bool,
) -> bool:
    rows = len(spans)
    if chapter.fullmatch(first):
        last = source[slice(*spans[-1])].strip()
        return rows == 1 or (rows == 2 and len(last) < 70 and last[-1] not in '.!?"”,;:')
    words = first.split()
    short = rows == 1 and len(first) < 70 and bool(words)
    loud = short and first.isupper() and len(first) > 3 and first[-1] not in '!?"”'
    loud = loud or (rows == 1 and bool(_ROMAN.fullmatch(first)))
    return loud or (opening and first[0] not in "[(" and short and first[-1] not in '.!?"”,;:')


_MARK = re.compile(r"(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|[\s\x00-\x1f\x7f\u200b\ufeff]+")


def plain_run(source: str, spans: Sequence[tuple[int, int]]) -> Run:
    """The run that `spans` of `source` make, a line each."""
    parts: list[str] = []
    offsets: list[int] = []
    breaks: list[int] = []
    marks: list[int] = []
    for start, end in spans:
        if parts and parts[-1] != " ":
            parts.append(" ")
            offsets.append(start - 1)
        breaks.append(len(offsets))
        _scan(source, start, end, parts, offsets, marks)
    if parts and parts[-1] == " ":
        parts.pop()
        offsets.pop()
    text = "".join(parts)
    pairs = zip(marks[::2], marks[1::2], strict=False)
    emphasis = tuple((a, min(b, len(text))) for a, b in pairs if a < min(b, len(text)))
    return Run(text, tuple(offsets), emphasis, (), tuple(at for at in breaks if 0 < at < len(text)))


def _scan(
    source: str, start: int, end: int, parts: list[str], offsets: list[int], marks: list[int]
) -> None:
    at = start
    for found in _MARK.finditer(source, start, end):
        if at < found.start():
            parts.append(source[at : found.start()])
            offsets.extend(range(at, found.start()))
        at = found.end()
        if found.group() == "_":
            marks.append(len(offsets))
        elif parts and parts[-1] != " " and not found.group().strip("\x00").strip():
            parts.append(" ")
            offsets.append(found.start())
    if at < end:
        parts.append(source[at:end])
        offsets.extend(range(at, end))
