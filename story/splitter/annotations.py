"""Gives annotations and stage directions to the lines they stand before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from story.document import SourceAnnotation
from story.formats.base import Report
from story.formats.markdown.comments import ONCE
from story.language.tokens import any_of
from story.model import Annotation
from story.splitter.lines import Cut
from story.splitter.paragraphs import Item

_SIGN = re.compile(r"\w")


class Annotations:
    """In order. Each goes to the first line behind it; `say` to all that hold the word, unless
    it is for once."""

    def __init__(
        self, written: Sequence[SourceAnnotation], deliveries: Mapping[str, str], report: Report
    ) -> None:
        self.deliveries = deliveries
        self.waiting = [each for each in written if each.kind not in ("say", "keep", "split")]
        self.says = _says([each for each in written if each.kind == "say"])
        self.written = any_of(self.says) if self.says else None
        self.parted = [each for each in written if each.kind == "split"]
        self.report = report
        self.next = 0

    def report_unused(self) -> None:
        """Tell what stands behind the last line that is said, and so before none."""
        for each in self.waiting[self.next :]:
            self.report(
                each.start,
                "annotation-last",
                f"{each.kind} stands behind the last line, so nothing comes of it.",
                "Write it before the line that it is for.",
            )

    def splits(self, item: Item) -> list[int]:
        """Where in the text of an item the writer has a new line begin, rising."""
        offsets = item.run.offsets
        found = (bisect_left(offsets, each.end) for each in self.parted)
        return [at for at in found if 0 < at < len(offsets)]

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
        once = [replace(each, kind="say") for each in found if each.kind == ONCE]
        found = [each for each in found if each.kind != ONCE]
        return (*self._parted(item, cut), *found, *self._said(start, text, once), *once, *read)

    def _parted(self, item: Item, cut: Cut) -> list[Annotation]:
        """Whether a writer has the line begin here."""
        first, text = cut.keep[0], item.run.text
        begins = any(at <= first and not _SIGN.search(text, at, first) for at in self.splits(item))
        row = self.report.rows.row(item.run.offsets[first])
        return [Annotation("split", "", row)] if begins else []

    def _said(self, start: int, text: str, once: Sequence[Annotation]) -> list[Annotation]:
        """How words of the line are said: the last annotation above it holds, but for those that
        the line says otherwise for `once`."""
        if self.written is None:
            return []
        out = []
        settled = {_word(each.value) for each in once}
        for word in dict.fromkeys(self.written.findall(text)):
            if word in settled:
                continue
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
        by_word.setdefault(_word(each.value), []).append(each)
    return by_word


def _word(pair: str) -> str:
    """The word that a `say` is about."""
    return pair.partition("|")[0].strip()
