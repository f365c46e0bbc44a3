"""What of a story is not performed: each piece with its reason, and a Problem where it is much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from story.formats.base import part_at
from story.model import Piece, Script
from story.problems import Problem

MOST_DROPPED = 0.05
"""Share of a story's words: more left out than that is worth a look before a film is made."""

_OUTSIDE = frozenset(
    (
        *("blank", "heading", "front matter", "prompt", "picture", "comment", "annotation"),
        *("references", "skip", "rule", "table", "math", "code", "markup", "label", "embed"),
        *("archive's notice", "end quotation", "attribution", "direction", "link", "tag", "source"),
        *("title page", "aside", "moral", "tags", "navigation", "footnote", "caption", "date"),
        *("contents", "page number", "byline", "transition", "synopsis", "page mark"),
        *("decoration", "copyright"),
    )
)
"""Reasons that a writer expects: what nobody would tell, and what settings leave out."""
_LONGEST = 100
"""Characters of a piece that are shown."""
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")


def skipped_table(script: Script) -> str:
    """Markdown: where each piece stands that is not performed, why, and how it begins."""
    head = [
        f"# Not told in {script.title}",
        "",
        "| row | reason | words | text |",
        "| --- | --- | ---: | --- |",
    ]
    return "\n".join([*head, *(_row(script, piece) for piece in _pieces(script))]) + "\n"


def _pieces(script: Script) -> Iterator[Piece]:
    return (p for p in script.pieces if p.role == "skipped" and p.reason != "blank")


def _row(script: Script, piece: Piece) -> str:
    text = " ".join(script.source[piece.start : piece.end].split())
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    place = place_of(script, piece.start)
    words = len(_WORD.findall(_TAG.sub(" ", text)))
    return f"| {place} | {piece.reason} | {words} | {shown.replace('|', chr(92) + '|')} |"


def place_of(script: Script, offset: int) -> str:
    """The row of an offset; in a book with its file before it."""
    part = part_at(script.parts, offset)
    row = script.source.count("\n", part.start if part else 0, offset) + 1
    return f"{part.name}:{row}" if part else str(row)


def dropped(script: Script) -> Iterator[Problem]:
    """A Problem where much of the text itself is left out."""
    words: dict[str, int] = {}
    told = 0
    for piece in script.pieces:
        count = len(_WORD.findall(_TAG.sub(" ", script.source[piece.start : piece.end])))
        if piece.role == "spoken":
            told += count
        elif piece.role == "skipped" and piece.reason not in _OUTSIDE:
            words[piece.reason] = words.get(piece.reason, 0) + count
    total = sum(words.values())
    if total > MOST_DROPPED * (told + total):
        most = sorted(words, key=lambda reason: -words[reason])[:3]
        reasons = ", ".join(f"{words[reason]} as {reason}" for reason in most)
        yield Problem(
            script.path.name,
            0,
            "words-dropped",
            f"{total} of {told + total} words are not told: {reasons}.",
            "See what is left out: inkreel script --skipped.",
            "info",
        )
