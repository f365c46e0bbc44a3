"""Notes that stand beside a story: each does what a comment before its words would do.

A note is found by its words. Its offset says which of several it means, and may be out of date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from story.document import Block, Document, Heading, Prose, Run, SourceAnnotation
from story.formats.base import Report, Rows, part_at
from story.formats.markdown.comments import Comment, read_comment
from story.paratext.runs import cut_out
from story.problems import Problem, Problems
from story.safe_text import shortened
from story.settings import NoteSettings, StorySettings, setting_place

_OPENERS = frozenset("\"'“‘«»„‚「『([¿¡")
"""Signs before a word that belong to it: a note for a quotation stands before its mark."""
_SHOWN = 60
"""Characters of a note's words that a message shows."""


@dataclass(frozen=True)
class _Words:
    """The letters and digits of a text, and where in the source each stands, in rising order.

    `edges[i]` is the start of what belongs to the sign at i: itself, or the marks before it.
    """

    signs: str
    offsets: tuple[int, ...]
    edges: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> _Words:
        signs: list[str] = []
        offsets: list[int] = []
        edges: list[int] = []
        runs = [block.run for block in document.blocks if isinstance(block, Heading | Prose)]
        told = [run for run in runs if run.offsets and run.offsets[0] < run.offsets[-1]]
        for run in sorted(told, key=lambda run: run.offsets[0]):
            for at, sign in enumerate(run.text):
                if sign.isalnum() and (not offsets or run.offsets[at] > offsets[-1]):
                    signs.append(sign)
                    offsets.append(run.offsets[at])
                    edges.append(_edge(run, at))
        return cls("".join(signs), tuple(offsets), tuple(edges))

    def places(self, words: str, start: int, end: int) -> Iterator[int]:
        """Where `words` begin in the source's range [start, end), as numbers of signs."""
        first, last = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        at = self.signs.find(words, first, last)
        while at >= 0:
            yield at
            at = self.signs.find(words, at + 1, last)


def _edge(run: Run, at: int) -> int:
    while at and run.text[at - 1] in _OPENERS:
        at -= 1
    return run.offsets[at]


def with_notes(document: Document, settings: StorySettings, problems: Problems) -> Document:
    """The document as if each of the settings' notes stood in it as a comment.

    A note whose words moved, stand several times or are gone is a Problem with its place.
    """
    if not settings.notes:
        return document
    words = _Words.of(document)
    asked: list[SourceAnnotation] = []
    skips: list[tuple[int, int]] = []
    for number, note in enumerate(settings.notes):
        found = _Finder(document, words, note, number, problems).place()
        if found is None:
            continue
        annotation = _asked(document, note, number, problems)
        if annotation and annotation.kind == "skip":
            skips.append(found)
        elif annotation:
            before = annotation.kind == "say"  # it holds for what stands behind it
            asked.append(replace(annotation, start=max(0, found[0] - before), end=found[0]))
    annotations = sorted((*document.annotations, *asked), key=lambda each: each.start)
    document = replace(document, annotations=tuple(annotations))
    for start, end in skips:
        document = _skipped(document, start, end)
    return document


def _asked(
    document: Document, note: NoteSettings, number: int, problems: Problems
) -> SourceAnnotation | None:
    """What a note says, read as a comment is; a Problem at its row where that is nothing."""
    wrong = Problems()
    found = read_comment(Comment(note.note, 0, 0), Report("", Rows((0,)), wrong))
    if found:
        return found
    file, row = setting_place(document.path, ["notes", str(number), "note"])
    message = f"{shortened(note.note, _SHOWN)!r} is no annotation."
    unknown = Problem(file, row, "note-wrong", message, "See docs/annotations.md.")
    problems.extend([replace(each, file=file, row=row) for each in wrong] or [unknown])
    return None


@dataclass(frozen=True)
class _Finder:
    document: Document
    words: _Words
    note: NoteSettings
    number: int
    problems: Problems

    def place(self) -> tuple[int, int] | None:
        """The range of the source that is spoken of; None, with a Problem, where there is none."""
        parts = [part for part in self.document.parts if self.note.part in ("", part.name)]
        if self.note.part and self.document.parts and not parts:
            self.report("note-lost", f"The story has no part {self.note.part!r}.")
            return None
        start = parts[0].start if self.note.part and parts else 0
        signs = _signs(self.note.text)
        places = list(self.words.places(signs, 0, len(self.document.source) + 1)) if signs else []
        if not places:
            self.report("note-lost", f"{self.shown} stands nowhere in the story.")
            return None
        at = self.chosen(places, start)
        last = at + len(signs) - 1
        return self.words.edges[at], self.end(last)

    def chosen(self, places: Sequence[int], start: int) -> int:
        """The place that is meant: at the offset, else the nearest to it."""
        offsets = self.words.offsets
        inside = [at for at in places if self.is_inside(offsets[at])]
        if self.note.offset is None:
            near = (inside or list(places))[0]
            if len(inside) > 1:
                more = f"{self.shown} stands {len(inside)} times; the first is taken."
                self.report("note-several", more, "Say which by its offset.")
            if inside:
                return near
        wanted = start + (self.note.offset or 0)
        near = min(inside or places, key=lambda at: abs(offsets[at] - wanted))
        first = bisect_left(offsets, wanted)
        if not inside or first != near:
            here, there = self.told(wanted), self.told(offsets[near])
            self.report(
                "note-moved",
                f"{self.shown} no longer stands at {here}, but at {there}.",
                "Write the new part and offset there.",
            )
        return near

    def is_inside(self, offset: int) -> bool:
        part = part_at(self.document.parts, offset)
        return part is None or self.note.part in ("", part.name)

    def end(self, last: int) -> int:
        """Where what is left out ends: behind the words, or behind those of `until`."""
        until = _signs(self.note.until)
        if until:
            places = self.words.places(until, self.words.offsets[last], len(self.document.source))
            at = next(places, None)
            if at is None:
                self.report("note-lost", f"{self.note.until[:_SHOWN]!r} stands nowhere behind it.")
            else:
                last = at + len(until) - 1
        behind = self.words.edges[last + 1 : last + 2]
        stop = self.words.offsets[last] + 1
        text = self.document.source
        while stop < min([len(text), *behind]) and not text[stop].isspace() and text[stop] != "<":
            stop += 1
        return stop

    def told(self, offset: int) -> str:
        rows = Rows.in_document(self.document)
        part = part_at(self.document.parts, offset)
        name = part.name if part else self.document.path.name
        return f"{name}:{max(1, rows.row(offset))} (offset {offset - (part.start if part else 0)})"

    @property
    def shown(self) -> str:
        return repr(shortened(self.note.text, _SHOWN))

    def report(self, code: str, message: str, advice: str = "Mend or remove the note.") -> None:
        file, row = setting_place(self.document.path, ["notes", str(self.number), "text"])
        self.problems.add(Problem(file, row, code, message, advice))


def _signs(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _skipped(document: Document, start: int, end: int) -> Document:
    """The document without what stands in [start, end) of its source."""
    kept = [left for block in document.blocks if (left := _left(block, start, end))]
    annotations = [each for each in document.annotations if not start <= each.start < end]
    return replace(
        document,
        blocks=tuple(kept),
        annotations=tuple(annotations),
        skips=(*document.skips, (start, end, "skip")),
    )


def _left(block: Block, start: int, end: int) -> Block | None:
    """What is left of a block; None where nothing is."""
    if isinstance(block, Heading | Prose) and block.run.offsets:
        first, last = block.run.offsets[0], block.run.offsets[-1]
        if last < start or first >= end:
            return block
        if isinstance(block, Heading) or (start <= first and last < end):
            return block if isinstance(block, Heading) and not start <= first < end else None
        offsets = block.run.offsets
        kept = cut_out(block, [(bisect_left(offsets, start), bisect_left(offsets, end))])
        return kept if re.search(r"\w", kept.run.text) else None
    return None if start <= block.start < end else block
