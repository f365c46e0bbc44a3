"""What to look over: who says what where that is unsure, and the mood that each scene gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from story.episodes.moods import SceneMood, scene_moods
from story.formats.base import part_at
from story.model import Line, Script, Section
from story.toml import toml_string

UNSURE = 0.8
"""Confidence below which a person should look."""


def mood_table(script: Script) -> str:
    """Markdown: each scene's mood, which chooses its music, and the words that speak for it."""
    moods = scene_moods(script.sections, script.language)
    rows = [
        _mood_row(section, moods[section.identity], _file_of(script, section.lines[0].start))
        for section in script.sections
        if section.lines
    ]
    head = [
        "## Moods, for the music",
        "",
        "| row | scene | mood | words that tell it | heard alone |",
        "| ---: | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _mood_row(section: Section, found: SceneMood, file: str) -> str:
    strongest = next((line.text for line in section.lines if line.id == found.strongest), "–")
    told = ", ".join(found.words) or "–"
    why = f"nothing clear ({told})" if found.carried else told
    scene = section.title or section.lines[0].text
    return _cells(f"{file}{section.row}", _short(scene), found.mood, why, _short(strongest))


def review_table(script: Script) -> str:
    """Markdown: unsure lines with their rows, alternatives and the setting that settles each."""
    lines = [line for section in script.sections for line in section.lines]
    unsure = by_weight(script)
    if not unsure:
        spoken = sum(line.kind == "speech" for line in lines)
        sure = f"Every one of {spoken} lines of speech has a sure speaker."
        return f"# Review of {script.title}\n\n{sure}\n"
    head = [
        f"# Review of {script.title}",
        "",
        "| row | says | speaker | sure | why | or | to settle it, under `[lines]` |",
        "| ---: | --- | --- | ---: | --- | --- | --- |",
    ]
    starts = Counter(first_words(line) for line in lines)
    rows = (_row(line, starts, _file_of(script, line.start)) for line in unsure)
    return "\n".join([*head, *rows]) + "\n"


def by_weight(script: Script) -> list[Line]:
    """The unsure lines of speech, those first whose answer settles most.

    Unsure speeches that follow each other hang together: an answer to the least sure of them
    settles what follows from it. So each run is asked about once, the most doubtful run first;
    then come the rest, in the order in which they are told.
    """
    asked: list[tuple[float, Line]] = []
    for section in script.sections:
        for run in _runs([line for line in section.lines if line.kind == "speech"]):
            doubt = sum(1 - line.confidence for line in run)
            asked.append((doubt, min(run, key=lambda line: line.confidence)))
    asked.sort(key=lambda item: (-item[0], item[1].start))
    first = [line for _, line in asked]
    known = {line.start for line in first}
    lines = [line for section in script.sections for line in section.lines]
    return first + [line for line in lines if _is_unsure(line) and line.start not in known]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Unsure speeches between two sure ones."""
    for unsure, run in groupby(lines, key=_is_unsure):
        if unsure:
            yield list(run)


def _is_unsure(line: Line) -> bool:
    return line.kind == "speech" and line.confidence < UNSURE


def _file_of(script: Script, offset: int) -> str:
    """The file of a book that a row is counted in, with a colon; "" where there is one."""
    part = part_at(script.parts, offset) if len(script.parts) > 1 else None
    return f"{part.name}:" if part else ""


def first_words(line: Line) -> str:
    """The words that a line is settled by, where no other begins with them."""
    return " ".join(line.text.split()[:6])


def _row(line: Line, starts: Counter[str], file: str) -> str:
    words = first_words(line)
    key = words if starts[words] == 1 else line.id
    setting = f"`{toml_string(key)} = {toml_string(line.speaker)}`"
    return _cells(
        f"{file}{line.row}",
        _short(line.text),
        line.speaker,
        f"{line.confidence:.0%}",
        line.how,
        ", ".join(line.alternatives) or "–",
        setting,
    )


def _short(text: str) -> str:
    return text if len(text) < 60 else text[:57] + "…"


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
