"""A table of what is unsure, with the line for inkreel.toml that settles it."""

from __future__ import annotations

from collections import Counter

from story.model import Line, Script
from story.toml import toml_string

UNSURE = 0.8
"""Confidence below which a person should look."""


def review_table(script: Script) -> str:
    """Markdown: unsure lines with their rows, alternatives and the setting that settles each."""
    lines = [line for section in script.sections for line in section.lines]
    unsure = [line for line in lines if line.kind == "speech" and line.confidence < UNSURE]
    if not unsure:
        spoken = sum(line.kind == "speech" for line in lines)
        sure = f"Every one of {spoken} lines of speech has a sure speaker."
        return f"# Review of {script.title}\n\n{sure}\n"
    unsure.sort(key=lambda line: line.start)
    head = [
        f"# Review of {script.title}",
        "",
        "| row | says | speaker | sure | why | or | to settle it, under `[lines]` |",
        "| ---: | --- | --- | ---: | --- | --- | --- |",
    ]
    starts = Counter(_words(line) for line in lines)
    return "\n".join([*head, *(_row(line, starts) for line in unsure)]) + "\n"


def _words(line: Line) -> str:
    return " ".join(line.text.split()[:6])


def _row(line: Line, starts: Counter[str]) -> str:
    words = _words(line)
    key = words if starts[words] == 1 else line.id
    setting = f"`{toml_string(key)} = {toml_string(line.speaker)}`"
    cells = [
        str(line.row),
        line.text if len(line.text) < 60 else line.text[:57] + "…",
        line.speaker,
        f"{line.confidence:.0%}",
        line.how,
        ", ".join(line.alternatives) or "–",
        setting,
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
