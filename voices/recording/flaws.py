"""What a person is told of takes that stayed bad."""

from __future__ import annotations

from story.model import Line
from story.problems import Problem
from story.safe_text import shortened
from voices.recording.takes import Phrase, TakeInfo

_ADVICE = {
    "take-clipped": "Another voice may fit better.",
    "take-misheard": "Listen to it; say how under [lexicon] in inkreel.toml what is read wrong.",
}
_USUAL = "Listen to it; other words, or another voice, may help."
_SHOWN = 50
"""Characters of a phrase in a report: enough to find the line by."""


def flaw_problems(info: TakeInfo, line: Line, phrase: Phrase, file: str) -> tuple[Problem, ...]:
    """A Problem for each flaw of the take of `phrase` of `line`, which stands in `file`."""
    told = shortened(line.text[phrase.first : phrase.last], _SHOWN)
    return tuple(
        Problem(
            file,
            line.row,
            flaw.code,
            f"“{told}” is spoken badly: {flaw.message}, the best of {info.tries} takes.",
            _ADVICE.get(flaw.code, _USUAL),
        )
        for flaw in info.flaws
    )
