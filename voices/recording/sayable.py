"""What an engine can't say, before it is asked to."""

from __future__ import annotations

from collections.abc import Iterator

from story.model import Line, Script
from story.problems import Problem
from voices.engines.base import Engine
from voices.pronunciation.lexicon import Lexicon, say_pair
from voices.pronunciation.spoken import spoken_line
from voices.pronunciation.word_marks import written_range

_ADVICE = "Say how under [lexicon] in inkreel.toml, or reword it."


def unsayable_problems(
    script: Script, engine: Engine, lexicon: Lexicon | None = None
) -> tuple[Problem, ...]:
    """A Problem for every stretch of a line that `engine` would leave out or misread.

    What the spoken form or `lexicon` (the shared one if None) turns into words is none.
    """
    lines = (line for section in script.sections for line in section.lines)
    return tuple(problem for line in lines for problem in _problems(line, script, engine, lexicon))


def say_problems(script: Script) -> tuple[Problem, ...]:
    """A Problem for every `say` annotation that gives a voice nothing to say."""
    lines = (line for section in script.sections for line in section.lines)
    notes = (note for line in lines for note in line.annotations if note.kind == "say")
    return tuple(
        problem
        for note in notes
        for problem in Lexicon((say_pair(note.value),)).problems(script.path.name, note.row)
    )


def _problems(
    line: Line, script: Script, engine: Engine, lexicon: Lexicon | None
) -> Iterator[Problem]:
    spoken = spoken_line(line, lexicon, script.language)
    settled = [(start, end) for start, end, _ in spoken.phonemes]
    for start, end in engine.unsayable(spoken.said):
        if any(first <= start and end <= last for first, last in settled):
            continue
        first, last = written_range(spoken, start, end)
        told = f"{engine.name} can't say {line.text[first:last]!r}."
        yield Problem(script.path.name, line.row, "unsayable", told, _ADVICE)
