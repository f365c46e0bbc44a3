"""What is shown rather than told: tables, formulas and closing quotations, ready to be drawn.

A section that has such cards, or videos (`clip`), is performed in pieces: what is said before a
card, the card, what is said after it. The picture stays; the card lies over it while nobody speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from story.boards.formulas import Formula, displayed_formula
from story.formats.markdown.inline import inline
from story.model import Card, Line, Script, Section
from story.problems import Problem

MOST_ROWS, MOST_COLUMNS, MOST_WORDS = 9, 5, 110
"""A table that is larger than that can't be read on a screen."""

_WORDS_A_SECOND = 4.0
"""About 240 words a minute, as grown-ups read in silence."""
_SHORTEST, _LONGEST = 3.5, 9.0
"""Seconds: enough to see that a board is there; then the story has to go on."""
_PIPE = re.compile(r"(?<!\\)\|")
_QUOTED = re.compile(
    r"^[\"“«](?P<text>.+)[\"”»]\s*(?:(?:[—–―]|--?)\s*(?P<by>\S[^\"“”]{0,100}))?$", re.DOTALL
)
_SIGNATURE = re.compile(r"^(?:[—–―]|--?)\s*\S.{1,100}$", re.DOTALL)


@dataclass(frozen=True)
class Table:
    """Cells by row, all rows equally long; the first row is the head. `right` aligned columns."""

    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True)
class Quotation:
    """What was said, without quotation marks, and by whom ("" where nobody signs)."""

    text: str
    by: str = ""


Board = Table | Quotation | Formula


def board(card: Card) -> Board | None:
    """What a card shows; None where it is nothing for a screen: a note, too large, unreadable."""
    if card.kind == "table":
        return _table(card.text)
    if card.kind == "math":
        return displayed_formula(card.text)
    return _quotation(card.text) if card.kind == "quotation" else None


def board_text(shown: Board) -> str:
    """What a board says, in one line: cells with commas, rows with semicolons between."""
    if isinstance(shown, Table):
        return "; ".join(", ".join(cell for cell in row if cell) for row in shown.rows)
    if isinstance(shown, Quotation):
        return f"“{shown.text}” — {shown.by}" if shown.by else f"“{shown.text}”"
    return "; ".join("".join(text for text, _ in line).strip() for line in shown.lines)


def board_seconds(shown: Board) -> float:
    """How long a board is shown: long enough for most of its readers, too short to be dull."""
    words = len(_words(shown).split())
    return min(max(1.0 + words / _WORDS_A_SECOND, _SHORTEST), _LONGEST)


def board_pieces(section: Section) -> tuple[Section, ...]:
    """A section cut at its boards: each is a piece by itself, without lines, with one card.

    The pieces keep the section's `start`. What no board can show is left out.
    """
    cards = [card for card in _signed(section.cards) if board(card)]
    cards = sorted([*cards, *_clips(section)], key=lambda card: card.row)
    if not cards:
        return (replace(section, cards=()),)
    return tuple(_pieces(section, cards))


def _clips(section: Section) -> Iterator[Card]:
    """The videos that are shown between a section's lines."""
    for line in section.lines:
        for note in line.annotations:
            if note.kind == "clip":
                yield Card("clip", note.value, note.row)


def board_problems(script: Script) -> Iterator[Problem]:
    """What a story would show but no card can."""
    for section in script.sections:
        for card in section.cards:
            if card.kind in ("table", "math") and board(card) is None:
                large = card.kind == "table"
                what = "table is too large" if large else "formula has signs that are not known"
                advice = "Show it as a picture." if large else "Write it without them."
                message = f"The {what}: it is left out of the film."
                code = f"card-{card.kind}"
                yield Problem(script.path.name, card.row, code, message, advice, "info")


def _pieces(section: Section, cards: Sequence[Card]) -> Iterator[Section]:
    """Lines and cards in the order of their rows."""
    at, opened = 0, False
    for number, card in enumerate(cards):
        last = next((n for n, line in enumerate(section.lines) if line.row > card.row), None)
        last = len(section.lines) if last is None else max(last, at)
        if last > at or (not opened and not section.lines and section.panels):
            yield _told(section, at, last, opened=opened)
            at, opened = last, True
        yield _shown(section, card, number, section.lines[at - 1 : at], opened=opened)
        opened = True
    if at < len(section.lines):
        yield _told(section, at, len(section.lines), opened=opened)


def _told(section: Section, first: int, last: int, *, opened: bool) -> Section:
    lines = section.lines[first:last]
    lines = tuple(replace(line, joint="start") if n == 0 else line for n, line in enumerate(lines))
    name = f"{section.identity}-from-{first}" if opened else section.identity
    return replace(_piece(section, name, opened=opened), lines=lines)


def _shown(
    section: Section, card: Card, number: int, before: Sequence[Line], *, opened: bool
) -> Section:
    """A card over the picture that was seen last; over the section's first where none was."""
    seen = before[-1].panel if before else None
    panels = section.panels[seen or 0 :][:1]
    piece = _piece(section, f"{section.identity}-card-{number}", opened=opened)
    return replace(piece, lines=(), panels=panels, cards=(card,))


def _piece(section: Section, identity: str, *, opened: bool) -> Section:
    """Only the first piece opens an episode or a chapter."""
    kind = "aside" if opened else section.kind
    return replace(section, identity=identity, kind=kind, cards=())


def _words(shown: Board) -> str:
    if isinstance(shown, Table):
        return " ".join(" ".join(row) for row in shown.rows)
    if isinstance(shown, Quotation):
        return f"{shown.text} {shown.by}"
    return " ".join("".join(text for text, _ in line) for line in shown.lines)


def _table(text: str) -> Table | None:
    rows = [_cells(row) for row in text.strip().splitlines() if row.strip()]
    if len(rows) < 2:
        return None
    head, marks, *body = rows
    wide = len(head)
    cells = tuple(
        tuple(_plain(cell) for cell in (*row, *[""] * wide)[:wide]) for row in (head, *body)
    )
    words = sum(len(cell.split()) for row in cells for cell in row)
    if not body or len(cells) > MOST_ROWS or wide > MOST_COLUMNS or words > MOST_WORDS:
        return None
    right = (*(mark.endswith(":") and not mark.startswith(":") for mark in marks), *[False] * wide)
    return Table(cells, right[:wide])


def _cells(row: str) -> list[str]:
    row = row.strip()
    row = row.removeprefix("|")
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    return [cell.strip() for cell in _PIPE.split(row)]


def _plain(markdown: str) -> str:
    return inline(markdown, [(0, len(markdown))], []).text.strip()


def _quotation(text: str) -> Quotation | None:
    found = _QUOTED.match(" ".join(text.split()))
    return Quotation(found["text"].strip(), (found["by"] or "").rstrip(". ")) if found else None


def _signed(cards: Sequence[Card]) -> list[Card]:
    """The cards, a signature that stands in a paragraph of its own joined to its quotation."""
    out: list[Card] = []
    for card in cards:
        if card.kind == "quotation" and out and _SIGNATURE.match(card.text):
            out[-1] = replace(out[-1], text=f"{out[-1].text} {card.text}")
        else:
            out.append(card)
    return out
