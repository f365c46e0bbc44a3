"""Short views of a script, to be compared with literals."""

from story.model import Script
from story.problems import Problems


def spoken(script: Script) -> list[str]:
    """What is said, line by line."""
    return [line.text for section in script.sections for line in section.lines]


def said(script: Script) -> list[tuple[str, str]]:
    """Who says what, line by line."""
    return [(line.speaker, line.text) for section in script.sections for line in section.lines]


def speech(script: Script) -> list[tuple[str, str]]:
    """Who says what, without the narration."""
    return [(speaker, text) for speaker, text in said(script) if speaker != "narrator"]


def headings(script: Script) -> list[tuple[str, str, str]]:
    """Kind, label and title of every section."""
    return [(section.kind, section.label, section.title) for section in script.sections]


def shown(script: Script) -> list[list[int | None]]:
    """The panel of each line, section by section."""
    return [[line.panel for line in section.lines] for section in script.sections]


def reasons(script: Script, text: str) -> set[str]:
    """Why the characters of `text` are skipped; "spoken" or "markup" where they are not."""
    at = script.source.index(text)
    return {
        piece.reason or piece.role
        for piece in script.pieces
        if piece.start < at + len(text) and piece.end > at
    } - {"blank"}


def codes(problems: Problems) -> list[tuple[int, str]]:
    """Row and code of every problem."""
    return [(problem.row, problem.code) for problem in problems]
