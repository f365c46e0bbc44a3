"""Gives annotations and stage directions to the lines they stand before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from story.document import Note
from story.formats.base import Report
from story.lines import Cut
from story.model import Direction
from story.prepare import Item
from story.words import DELIVERIES


class Annotations:
    """Notes in order. Each goes to the first line behind it; `say` to all that hold the word."""

    def __init__(self, notes: Sequence[Note], report: Report) -> None:
        self.notes = [note for note in notes if note.key not in ("say", "keep")]
        self.says = [note for note in notes if note.key == "say"]
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
        return (*found, *self._says(start, text), *_delivery(item, cut))

    def _says(self, start: int, text: str) -> list[Direction]:
        out = []
        for note in self.says:
            written = note.value.partition("|")[0].strip()
            if note.start < start and re.search(rf"(?<!\w){re.escape(written)}(?!\w)", text):
                row = self.report.rows.row(note.start)
                said = note.value.partition("|")[2].strip()
                out.append(Direction("say", f"{written} | {said}", row))
        return out


def _delivery(item: Item, cut: Cut) -> list[Direction]:
    if not cut.verdict:
        return []
    tag = cut.verdict.tag
    value = item.delivery or (DELIVERIES.get(tag.verb, "") if tag else "")
    return [Direction("delivery", value)] if value else []
