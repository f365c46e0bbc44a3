"""What of a text is worth to be seen in letters, at its own word: sums, dates, numbers, names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from story.language.base import Landmarks
from story.model import Line, Script, Section

CalloutKind = Literal["told", "sum", "number", "date", "name"]

FACTS = 3
"""Different sums, dates and numbers from which on a story tells of facts. In fiction, figures are
a part of the tale, and only its time is called out."""
_WEIGHTS: Mapping[CalloutKind, int] = {"told": 100, "sum": 4, "number": 3, "date": 2, "name": 1}
_NAME = 4
"""Letters of a name at the least: shorter ones are abbreviations that everybody knows."""


APART = 33.0
"""Seconds of speech between two callouts, as estimated: at most two a minute."""
MOST = 8
"""Callouts of a section at most: where there are more, none counts."""
_CHARACTERS_A_SECOND = 14.0
"""About how fast a story is read aloud."""


@dataclass(frozen=True)
class Callout:
    """Words of a line, from its character `first` on, as they are shown; of two, the one that
    weighs more, then the one of the larger `size`, in powers of ten. `row` is that of the author's
    wish, 0 where nobody asked. `figure` is what a picture may say itself."""

    line: str
    kind: CalloutKind
    text: str
    first: int
    weight: int
    row: int = 0
    figure: str = ""
    size: float = 0.0


def is_factual(script: Script, marks: Landmarks) -> bool:
    """Whether a story tells of facts, by the figures in it."""
    lines = [line.text for section in script.sections for line in section.lines]
    found = {
        each["shown"]
        for text in lines
        for pattern in (marks.sum, marks.date, marks.number)
        for each in pattern.finditer(text)
    }
    return len(found) >= FACTS


def callouts(
    section: Section, marks: Landmarks, names: Sequence[str] = (), *, factual: bool = True
) -> tuple[Callout, ...]:
    """All that may be called out in a section, in order: what its author asks for, and what is
    found, up to where the author wants no more.

    `names` are called out where they are mentioned first.
    """
    found: list[Callout] = []
    seen: set[str] = set()
    silent = False
    for line in section.lines:
        asked = [note for note in line.annotations if note.kind == "callout"]
        silent = silent or any(note.kind == "callouts" for note in line.annotations)
        for note in asked:
            at = max(line.text.casefold().find(note.value.casefold()), 0)
            found.append(Callout(line.id, "told", note.value, at, _WEIGHTS["told"], note.row))
        if asked or silent:
            continue
        for each in sorted(_in_line(line, marks, names, factual), key=lambda one: one.first):
            said = (each.figure or each.text).casefold()
            if said not in seen:
                seen.add(said)
                found.append(each)
    return tuple(found)


def _in_line(
    line: Line, marks: Landmarks, names: Sequence[str], factual: bool
) -> Iterator[Callout]:
    taken: list[range] = []
    kinds: tuple[tuple[CalloutKind, re.Pattern[str]], ...] = (("date", marks.date),)
    if factual:
        kinds = (("sum", marks.sum), *kinds, ("number", marks.number))
    for kind, pattern in kinds:
        for each in pattern.finditer(line.text):
            first, last = each.span("shown")
            told = kind != "number" or _compared(line, first, marks)
            if told and not any(first < span.stop and span.start < last for span in taken):
                taken.append(range(first, last))
                figure = each.groupdict().get("figure") or each["shown"]
                size = 0.0 if kind == "date" else _size(figure, marks)
                yield Callout(line.id, kind, each["shown"].strip(), first, _WEIGHTS[kind],
                              figure=figure.strip(), size=size)  # fmt: skip
    for name in names if factual else ():
        at = re.search(rf"\b{re.escape(name)}\b", line.text)
        if at:
            yield Callout(line.id, "name", name, at.start(), _WEIGHTS["name"])


def _size(figure: str, marks: Landmarks) -> float:
    """About how large a figure is, as a power of ten."""
    digits = re.search(r"\d[\d,]*", figure)
    scales = (power for word, power in marks.scales.items() if word in figure)
    return len(digits[0].replace(",", "")) + max(scales, default=0) if digits else 0.0


def _compared(line: Line, at: int, marks: Landmarks) -> bool:
    """Whether the sentence around a number sets it against another."""
    first, last = next(((a, b) for a, b in line.sentences if a <= at < b), (0, len(line.text)))
    return bool(marks.compares.search(line.text, first, last))


def spaced(
    sections: Sequence[Section], found: Sequence[Sequence[Callout]]
) -> list[tuple[Callout, ...]]:
    """Of all that may be called out in sections that follow each other, what is: what the author
    asks for, then what weighs most, far enough from each other, and not many in any section."""
    timed: list[tuple[float, int, Callout]] = []
    now = 0.0
    for number, section in enumerate(sections):
        for line in section.lines:
            here = (each for each in found[number] if each.line == line.id)
            timed += [(now + each.first / _CHARACTERS_A_SECOND, number, each) for each in here]
            now += len(line.text) / _CHARACTERS_A_SECOND
    kept: list[tuple[float, int, Callout]] = []
    for at, number, wanted in sorted(timed, key=lambda one: (-one[2].weight, -one[2].size, one[0])):
        full = sum(other == number for _, other, _ in kept) >= MOST
        apart = all(abs(at - other) >= APART for other, _, _ in kept)
        if wanted.kind == "told" or (apart and not full):
            kept.append((at, number, wanted))
    kept.sort(key=lambda one: one[0])
    return [
        tuple(callout for _, other, callout in kept if other == number)
        for number in range(len(sections))
    ]


def called_names(script: Script) -> dict[str, tuple[str, ...]]:
    """By section, the names that its text is the first to mention, of those that the story's title
    or a later section's is made of. Who speaks is introduced otherwise."""
    people = {word for each in script.characters for word in each.name.split()}
    small = {
        word
        for section in script.sections
        for line in section.lines
        for word in re.findall(r"\b[a-z][\w'’]*", line.text)
    }
    titles = [*((s.title, n) for n, s in enumerate(script.sections)), (script.title, math.inf)]
    names = {
        word: number
        for title, number in titles
        for word in re.findall(r"\b[A-Z]\w+", title)
        if len(word) >= _NAME and word not in people and word.lower() not in small
    }
    found: dict[str, list[str]] = {}
    for name, last in names.items():
        pattern = re.compile(rf"[a-z,] {re.escape(name)}\b")
        lines = chain.from_iterable(
            ((n, x) for x in s.lines) for n, s in enumerate(script.sections)
        )
        first = next((n for n, line in lines if pattern.search(line.text)), None)
        if first is not None and first < last:
            found.setdefault(script.sections[first].identity, []).append(name)
    return {identity: tuple(each) for identity, each in found.items()}
