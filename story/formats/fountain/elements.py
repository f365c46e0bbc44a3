"""What each row of a screenplay is, as Fountain tells it: by its capitals, marks and blank rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from story.formats.base import MASK

Span = tuple[int, int]
Kind = Literal[
    "scene",
    "section",
    "synopsis",
    "action",
    "cue",
    "direction",
    "dialogue",
    "lyric",
    "transition",
    "centred",
    "break",
    "page mark",
]

_BLANK = " \t\r\f\v\ufeff" + MASK
_PLACE = r"(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E|E/I)"
SCENE = re.compile(
    rf"(?:\d{{1,4}}[A-Z]{{0,2}}[.)]?[ \t]+)?"
    rf"(?P<name>(?:(?i:{_PLACE})\.|{_PLACE}[ \t])[ \t]*[^\s\d.].*?)"
    rf"(?:[ \t]{{2,}}\d{{1,4}}[A-Z]?\.?)?"
)
"""A scene's heading: a place indoors or outdoors, perhaps with its number in both margins."""
_NUMBER = re.compile(r"\s*#[\w.\- ]{1,12}#\s*$")
_TRANSITION = re.compile(
    r"[^a-z]{0,60}\bTO:|(?:(?:FADE|CUT|DISSOLVE|SMASH|MATCH|JUMP|WIPE|IRIS)\b[^a-z]{0,40}[.:]?)"
)
_CUE = re.compile(
    r"(?P<name>[^a-z()^]*[^\W\d_a-z][^a-z()^]*?)\s*(?P<more>(?:\([^()]*\)\s*)*)(?P<dual>\^?)\s*"
)
_FORCED_CUE = re.compile(r"@(?P<name>[^()^]+?)\s*(?P<more>(?:\([^()]*\)\s*)*)(?P<dual>\^?)\s*")
_MOST_NAME = 50
"""Characters of a name: longer rows in capitals are signs and titles."""
_PAGE_MARK = re.compile(r"\(?(?:MORE|CONTINUED)\)?:?(?:\s*\(\d+\))?|\d{1,4}\.?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)?")


@dataclass(frozen=True)
class Element:
    """Rows of one kind: `spans` without the marks that force them; `level` of a section; `name` of
    who speaks from here on."""

    kind: Kind
    start: int
    end: int
    spans: tuple[Span, ...]
    level: int = 0
    name: str = ""


def elements(text: str, start: int) -> Iterator[Element]:
    """The elements of a masked screenplay from `start` on, in order."""
    for group in _groups(text, start):
        at = 0
        while at < len(group):
            found = list(_next(text, group[at:]))
            yield from found
            while at < len(group) and group[at][0] < found[-1].end:
                at += 1


def _groups(text: str, start: int) -> Iterator[list[Span]]:
    """Rows between blank ones; rows that hold nothing but notes are left out."""
    group: list[Span] = []
    for found in re.finditer(r"[^\n]*(?:\n|\Z)", text[start:]):
        a, b = start + found.start(), start + found.end()
        row = text[a:b].strip("\r\n")
        if row == "  " and group and _cue(text, group[0]):
            continue  # two spaces keep a speech going
        if not row.strip(" \t\r\f\v\ufeff"):
            if group:
                yield group
            group = []
        elif row.strip(_BLANK):
            left = len(row) - len(row.lstrip(_BLANK))
            group.append((a + left, a + len(row.rstrip(_BLANK))))
    if group:
        yield group


def _next(text: str, rows: Sequence[Span]) -> Iterator[Element]:
    """The element that the first of some rows begins; a speech with all of its own."""
    start, end = rows[0]
    row = text[start:end]
    alone = _marked(row, start, end) or _plain(row, start, end, last=len(rows) == 1)
    if alone:
        yield alone
    elif len(rows) > 1 and _cue(text, rows[0]):
        yield from _speech(text, rows)
    else:
        forced = row.startswith("!")
        spans = [(start + forced, end)]
        for a, b in rows[1:]:
            below = text[a:b]
            if _marked(below, a, b) or SCENE.fullmatch(below):
                break
            spans.append((a, b))
        yield Element("action", start, spans[-1][1], tuple(spans))


def _marked(row: str, start: int, end: int) -> Element | None:
    """What a row is by the mark that it begins with; None without one."""
    depth = len(row) - len(row.lstrip("#"))
    if depth and row[depth:].strip():
        inner = start + len(row) - len(row[depth:].lstrip())
        return Element("section", start, end, ((inner, end),), min(depth, 5))
    if re.fullmatch(r"={3,}", row):
        return Element("break", start, end, ())
    if row[0] == "=":
        return Element("synopsis", start, end, ())
    if row[0] == ">":
        if row.endswith("<") and len(row) > 2:
            return Element("centred", start, end, ((start + 1, end - 1),))
        return Element("transition", start, end, ())
    if row[0] == "~":
        return Element("lyric", start, end, ((start + 1, end),))
    if row[0] == "." and row[1:2].isalnum():
        return _scene(row, start, end, start + 1)
    return None


def _plain(row: str, start: int, end: int, *, last: bool) -> Element | None:
    """What a row is by its words alone; None where it is action or somebody's name."""
    scene = SCENE.fullmatch(row)
    if scene:
        return _scene(row[: scene.end("name")], start, end, start + scene.start("name"))
    if last and row.isupper() and _TRANSITION.fullmatch(row):
        return Element("transition", start, end, ())
    if _PAGE_MARK.fullmatch(row):
        return Element("page mark", start, end, ())
    return None


def _scene(row: str, start: int, end: int, inner: int) -> Element:
    number = _NUMBER.search(row)
    stop = start + (number.start() if number else len(row))
    return Element("scene", start, end, ((inner, stop),))


def _cue(text: str, span: Span) -> re.Match[str] | None:
    """A row that names who speaks."""
    row = text[slice(*span)]
    found = _FORCED_CUE.fullmatch(row) or _CUE.fullmatch(row)
    if not found or row[0] in "!.>~=#":
        return None
    name = found["name"].strip()
    sentence = name[-1:] in "!?:" or name.endswith("..") or (name[-1:] == "." and " " in name)
    return None if sentence or len(name) > _MOST_NAME else found


def _speech(text: str, rows: Sequence[Span]) -> Iterator[Element]:
    """A name, and what it says: rows in brackets are how."""
    found = _cue(text, rows[0])
    name = " ".join(found["name"].replace(MASK, "").split()) if found else ""
    yield Element("cue", *rows[0], (), name=name)
    said: list[Span] = []
    directing = False
    for start, end in rows[1:]:
        row = text[start:end]
        aside = None if directing else _ASIDE.match(row)
        if directing or aside:
            if said:
                yield Element("dialogue", said[0][0], said[-1][1], tuple(said), name=name)
                said = []
            close = row.find(")") if directing else (aside.end() - 1 if aside else 0)
            directing = ")" not in row
            stop = end if directing else start + close + 1
            yield Element("direction", start, stop, ((start, stop),), name=name)
            start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
        if start < end:
            said.append((start + (text[start] == "~"), end))
    if said:
        yield Element("dialogue", said[0][0], said[-1][1], tuple(said), name=name)
