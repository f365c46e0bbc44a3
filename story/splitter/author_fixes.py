"""What a writer settled in inkreel.toml or in an annotation overrides what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from story.attribution.attribute import bearers
from story.attribution.turns import plain
from story.document import SourceAnnotation
from story.formats.base import Report
from story.language.base import Names
from story.model import NARRATOR, Annotation, Line, LineKind
from story.problems import Problem
from story.settings import FILE_NAME, StorySettings
from story.splitter.roster import Roster


def given_speakers(
    annotations: Sequence[SourceAnnotation], settings: StorySettings
) -> tuple[str, ...]:
    """Names that the author gives lines to, in annotations and in `[lines]`."""
    notes = [note.value for note in annotations if note.kind == "voice"]
    named = [name for name in notes if ":" not in name] + list(settings.lines.values())
    return tuple(name for name in dict.fromkeys(named) if name != NARRATOR)


class Fixes:
    """Applies `[lines]`, `<!-- voice: … -->` and the one-voice mode."""

    def __init__(
        self, settings: StorySettings, roster: Roster, names: Names, report: Report
    ) -> None:
        self.key_of = names.key
        self.settings = settings
        self.roster = roster
        self.report = report
        self.names = {key: roster.name(one) for key, one in bearers(roster.persons).items()}
        self.names |= {self.key_of(name): name for name in reversed(roster.names)}
        self.names |= {self.key_of(name): name for name in settings.cast}
        self.texts = {plain(key): key for key in settings.lines}
        self.lengths = sorted({len(text) for text in self.texts}, reverse=True)
        self.used: set[str] = set()

    def apply(self, line: Line) -> Line:
        if self.settings.voices == "one":
            return replace(line, speaker=NARRATOR, how="one voice", alternatives=())
        key = self._key(line)
        if key is not None:
            self.used.add(key)
            return _settled(line, self._name(self.settings.lines[key]), "inkreel.toml")
        wanted = [note for note in line.annotations if self._names_speaker(note)]
        return self._voiced(line, wanted[-1]) if wanted else line

    def _names_speaker(self, note: Annotation) -> bool:
        """Whether a direction says who speaks, rather than in which engine's voice."""
        return note.kind == "voice" and (
            ":" not in note.value or self.key_of(note.value) in self.names
        )

    def _key(self, line: Line) -> str | None:
        if line.id in self.settings.lines:
            return line.id
        text = plain(line.text)
        for length in self.lengths:
            key = self.texts.get(text[:length])
            if key is not None and length:
                return key
        return None

    def _voiced(self, line: Line, note: Annotation) -> Line:
        """A name in `voice:` sets the speaker."""
        name = self.names.get(self.key_of(note.value))
        rest = tuple(other for other in line.annotations if other is not note)
        return _settled(replace(line, annotations=rest), name or note.value, "annotation")

    def _name(self, wanted: str) -> str:
        return wanted if wanted == NARRATOR else self.names.get(self.key_of(wanted), wanted)

    def report_unused(self) -> None:
        """A fix that fits no line is a Problem: its text has changed."""
        for key in self.settings.lines:
            if key not in self.used and self.settings.voices != "one":
                self.report.problems.add(
                    Problem(
                        FILE_NAME,
                        0,
                        "fix-unused",
                        f"No line begins with {key[:50]!r}.",
                        "Copy the line's first words, or its id, from `inkreel script --review`.",
                    )
                )


def _settled(line: Line, speaker: str, how: str) -> Line:
    kind: LineKind = "narration" if speaker == NARRATOR else "speech"
    return replace(
        line,
        kind=kind,
        speaker=speaker,
        how=how,
        confidence=1.0,
        alternatives=(),
    )
