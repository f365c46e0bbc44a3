"""The script as a person would read it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from story.model import Line, Script, Section

_WIDTH = 96
"""Columns: fits a terminal of 100."""


def show_script(script: Script, voice_of: Callable[[str], str]) -> str:
    """Every section with its panels and lines; `voice_of` gives a speaker's voice."""
    rows = [script.title, "=" * len(script.title)]
    if script.subtitle:
        rows.append(script.subtitle)
    if script.dialect not in ("", "markdown"):
        rows.append(f"(read as {script.dialect})")
    for section in script.sections:
        rows += ["", *_section(section, voice_of)]
    return "\n".join(rows) + "\n"


def _section(section: Section, voice_of: Callable[[str], str]) -> Iterator[str]:
    heading = ": ".join(part for part in (section.label, section.title) if part)
    if heading and section.kind != "title":
        yield heading
        yield "-" * len(heading)
    shown: int | None = None
    if section.panels and not section.lines:
        yield f"[{section.panels[0].path}]"
    for line in section.lines:
        if line.panel is not None and line.panel != shown:
            shown = line.panel
            panel = section.panels[shown]
            yield f"[{panel.path}]" + ("" if panel.file else " (missing)")
        yield from _line(line, voice_of)
    for card in section.cards:
        yield f"[card: {card.kind}]"


def _line(line: Line, voice_of: Callable[[str], str]) -> Iterator[str]:
    voice = voice_of(line.speaker)
    notes = "".join(f" <{note.kind} {note.value}>" for note in line.annotations)
    unsure = "" if line.confidence >= 0.7 else f" ?{line.confidence:.0%}"
    yield f"  {line.speaker}{f' ({voice})' if voice else ''}{unsure}{notes}:"
    yield from textwrap.wrap(line.text, _WIDTH, initial_indent="    ", subsequent_indent="    ")
