"""The cast of a script: every speaker under a name of their own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from story.attribution.attribute import Verdict
from story.attribution.people import Person
from story.formats.base import Report
from story.model import NARRATOR, Age, Character, Line, Script, Section
from story.splitter.sections import Draft


class Roster:
    """Names people so that no two share a name: "one executive (Chapter 4)"."""

    def __init__(self, persons: Sequence[Person], drafts: Sequence[Draft], report: Report) -> None:
        self.persons = persons
        self.report = report
        self.names = _unique(persons, drafts)
        self.evidence: dict[str, list[str]] = defaultdict(list)

    def name(self, number: int) -> str:
        return self.names[number]

    def spoken(self, line: Line, verdict: Verdict) -> Line:
        """The line with its speaker, and how that was found."""
        speaker = NARRATOR if verdict.speaker is None else self.name(verdict.speaker)
        alternatives = tuple(self.name(number) for number in verdict.alternatives)
        return replace(
            line,
            speaker=speaker,
            confidence=verdict.confidence,
            how=verdict.how,
            alternatives=alternatives,
        )

    def report_unknown(self, line: Line) -> None:
        """A line that is somebody's, and neither text nor author say whose, is a Problem."""
        if line.how == "unknown":
            self.report(
                line.start,
                "speaker-unknown",
                f"Nobody is named who could say {line.text[:40]!r}.",
                "Name the speaker in inkreel.toml; the narrator reads it now.",
            )

    def characters(self, sections: Sequence[Section]) -> tuple[Character, ...]:
        """Those who speak, most words first."""
        lines: Counter[str] = Counter()
        words: Counter[str] = Counter()
        for section in sections:
            for line in section.lines:
                if line.speaker != NARRATOR:
                    lines[line.speaker] += 1
                    words[line.speaker] += len(line.text.split())
        known = {self.names[person.number]: person for person in self.persons}
        found = [
            _character(name, known.get(name), lines[name], words[name], self.report)
            for name in lines
        ]
        return tuple(sorted(found, key=lambda one: (-one.words, one.name)))


def _character(
    name: str, person: Person | None, lines: int, words: int, report: Report
) -> Character:
    if person is None:
        return Character(name, lines=lines, words=words)
    forms = [form for form, _ in person.forms.most_common(12) if form != name]
    aliases = tuple(dict.fromkeys([*forms, *([person.label] if person.label != name else [])]))
    age: Age = "child" if person.age == "child" else "elder" if person.age == "elder" else "unknown"
    return Character(
        name=name,
        aliases=aliases,
        gender=person.gender,
        age=age,
        named=person.named,
        evidence=tuple(_witnessed(report, at, note) for at, note in person.evidence),
        lines=lines,
        words=words,
    )


def _witnessed(report: Report, offset: int, note: str) -> str:
    return f"row {report.rows.row(offset)}: {note}" if offset >= 0 else note


def _unique(persons: Sequence[Person], drafts: Sequence[Draft]) -> list[str]:
    taken: dict[str, int] = {}
    names: list[str] = []
    for person in persons:
        name = person.label
        if person.absorbed:
            names.append(name)
            continue
        if name.casefold() in taken and 0 <= person.section < len(drafts):
            draft = drafts[person.section]
            place = draft.label or draft.title or str(person.section + 1)
            name = _placed(person.label, place)
        count = taken.get(name.casefold(), 0) + 1
        taken[name.casefold()] = count
        names.append(name if count == 1 else f"{name} {count}")
    return names


_PLACE = re.compile(r" \([^()]*\)$")


def _placed(label: str, place: str) -> str:
    """A name told from others by where it is met; `_unplaced` takes that off again."""
    return f"{label} ({place})"


def _unplaced(name: str) -> str:
    return _PLACE.sub("", name)


def shown_names(script: Script, labels: Mapping[str, str]) -> dict[str, str]:
    """What to show for speakers whose name tells them from others: "one executive (Chapter 4)".

    `labels` are the author's own, which rank first.
    """
    named = (character.name for character in script.characters)
    plain = {name: _unplaced(name) for name in named if _unplaced(name) != name}
    return plain | dict(labels)
