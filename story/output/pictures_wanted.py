"""Where a story would gain most from a further picture: it stays long on one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

from story.episodes.shorts import spoken_seconds
from story.model import Line, Panel, Script
from story.problems import Problem

LONG = 60.0
"""Seconds on one picture that still hold a viewer: past a minute the camera has shown what there
is, and shows it again."""
_QUOTED = 40
"""Characters of a line that tell which one is meant."""


def pictures_wanted(script: Script) -> tuple[Problem, ...]:
    """A hint for each picture that is seen for more than LONG seconds, as far as words tell."""
    found = []
    for panel, lines in _seen(script):
        seconds = sum(map(spoken_seconds, lines))
        if seconds > LONG:
            found.append(_hint(script, panel, lines, seconds))
    return tuple(found)


def _seen(script: Script) -> Iterator[tuple[Panel, list[Line]]]:
    """Each picture with the lines that are said over it, in other sections as well."""
    panel: Panel | None = None
    lines: list[Line] = []
    for section in script.sections:
        for line in section.lines:
            shown = section.panels[line.panel] if line.panel is not None else panel
            if shown != panel:
                if panel is not None:
                    yield panel, lines
                panel, lines = shown, []
            lines.append(line)
    if panel is not None:
        yield panel, lines


def _hint(script: Script, panel: Panel, lines: Sequence[Line], seconds: float) -> Problem:
    parts = math.ceil(seconds / LONG)
    starts = list(accumulate(map(spoken_seconds, lines[:-1]), initial=0.0))
    places = [i for i in range(1, len(lines)) if lines[i].joint == "paragraph"]
    wanted = (seconds * part / parts for part in range(1, parts))
    best = [min(places, key=lambda i: abs(starts[i] - at)) for at in wanted] if places else []
    where = " and ".join(_place(lines[i]) for i in dict.fromkeys(best))
    return Problem(
        file=script.path.name,
        row=panel.row,
        code="picture-long",
        message=f"{panel.path} is seen for about {seconds:.0f} s.",
        advice=f"A further picture would help most before {where}."
        if where
        else "A further picture would help, and a paragraph to put it at.",
        severity="info",
    )


def _place(line: Line) -> str:
    text = line.text if len(line.text) <= _QUOTED else line.text[:_QUOTED].rsplit(" ", 1)[0] + " …"
    return f"row {line.row} (“{text}”)"
