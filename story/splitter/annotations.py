"""Gives annotations and stage directions to the lines they stand before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from story.document import SourceAnnotation
from story.formats.base import Report
from story.language.tokens import any_of
from story.model import Annotation
from story.splitter.lines import Cut
from story.splitter.paragraphs import Item


class Annotations:
    """In order. Each goes to the first line behind it; `say` to all that hold the word."""

    def __init__(
        self, written: Sequence[SourceAnnotation], deliveries: Mapping[str, str], report: Report
    ) -> None:
        self.deliveries = deliveries
        self.waiting = [each for each in written if each.kind not in ("say", "keep")]
        self.says = _says([each for each in written if each.kind == "say"])
        self.written = any_of(self.says) if self.says else None
        self.report = report
        self.next = 0

    def for_line(
        self, item: Item, cut: Cut, start: int, end: int, text: str
    ) -> tuple[Annotation, ...]:
        """What is asked of the line [start, end), which reads `text`."""
        found: list[Annotation] = []
        while self.next < len(self.waiting) and self.waiting[self.next].start < end:
            each = self.waiting[self.next]
            row = self.report.rows.row(each.start)
            if each.start < start + 1 or cut.first == 0:
                found.append(Annotation(each.kind, each.value, row))
                self.next += 1
            else:
                break
        asked = any(each.kind == "delivery" for each in found)
        read = () if asked else self._delivery(item, cut)
        return (*found, *self._said(start, text), *read)

    def _said(self, start: int, text: str) -> list[Annotation]:
        """How words of the line are said: the last annotation above it holds."""
        if self.written is None:
            return []
        out = []
        for word in dict.fromkeys(self.written.findall(text)):
            written = self.says[word]
            at = bisect_left(written, start, key=lambda each: each.start)
            if at:
                said = written[at - 1].value.partition("|")[2].strip()
                row = self.report.rows.row(written[at - 1].start)
                out.append(Annotation("say", f"{word} | {said}", row))
        return out

    def _delivery(self, item: Item, cut: Cut) -> list[Annotation]:
        if not cut.verdict:
            return []
        tag = cut.verdict.tag
        value = item.delivery or (self.deliveries.get(tag.verb, "") if tag else "")
        return [Annotation("delivery", value)] if value else []


def _says(written: Sequence[SourceAnnotation]) -> dict[str, list[SourceAnnotation]]:
    by_word: dict[str, list[SourceAnnotation]] = {}
    for each in written:
        by_word.setdefault(each.value.partition("|")[0].strip(), []).append(each)
    return by_word
