"""Gives annotations and stage directions to the lines they stand before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from story.document import Note
from story.english.words import DELIVERIES
from story.formats.base import Report
from story.model import Direction
from story.splitter.lines import Cut
from story.splitter.paragraphs import Item


class Annotations:
    """Notes in order. Each goes to the first line behind it; `say` to all that hold the word."""

    def __init__(self, notes: Sequence[Note], report: Report) -> None:
        self.notes = [note for note in notes if note.key not in ("say", "keep")]
        self.says = _says([note for note in notes if note.key == "say"])
        self.written = _any_of(list(self.says))
        self.report = report
        self.next = 0

    def for_line(
        self, item: Item, cut: Cut, start: int, end: int, text: str
    ) -> tuple[Direction, ...]:
        """What is asked of the line [start, end), which reads `text`."""
        found: list[Direction] = []
        while self.next < len(self.notes) and self.notes[self.next].start < end:
            note = self.notes[self.next]
            row = self.report.rows.row(note.start)
            if note.start < start + 1 or cut.first == 0:
                found.append(Direction(note.key, note.value, row))
                self.next += 1
            else:
                break
        return (*found, *self._said(start, text), *_delivery(item, cut))

    def _said(self, start: int, text: str) -> list[Direction]:
        """How words of the line are said: the last annotation above it holds."""
        if self.written is None:
            return []
        out = []
        for written in dict.fromkeys(self.written.findall(text)):
            notes = self.says[written]
            at = bisect_left(notes, start, key=lambda note: note.start)
            if at:
                said = notes[at - 1].value.partition("|")[2].strip()
                row = self.report.rows.row(notes[at - 1].start)
                out.append(Direction("say", f"{written} | {said}", row))
        return out


def _says(notes: Sequence[Note]) -> dict[str, list[Note]]:
    by_word: dict[str, list[Note]] = {}
    for note in notes:
        by_word.setdefault(note.value.partition("|")[0].strip(), []).append(note)
    return by_word


def _any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    """Matches any of the words, rather a longer one."""
    ranked = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ranked))})(?!\w)") if words else None


def _delivery(item: Item, cut: Cut) -> list[Direction]:
    if not cut.verdict:
        return []
    tag = cut.verdict.tag
    value = item.delivery or (DELIVERIES.get(tag.verb, "") if tag else "")
    return [Direction("delivery", value)] if value else []
