"""Where another picture would help a story most: one is seen for long, and its words speak of
nothing that is in it."""

from __future__ import annotations

from collections.abc import Sequence

from render.camera.on_screen import PanelOnScreen
from render.camera.told import Told, named_there
from story.problems import Problem

LONG = 60.0
"""Seconds of one picture: a dozen framings of it are hardly twelve pictures (by eye)."""

ELSEWHERE = 12.0
"""Seconds in which no sentence speaks of anything in it: what would be seen else is chance."""

FEW = 8
"""Words that say where in the story that is."""


def another_picture(panel: PanelOnScreen, told: Sequence[Told]) -> list[Problem]:
    """What to tell the author of a picture that is seen for long: where in its text another would
    help most, with the row of the story; nothing where its words fit it."""
    seconds = (panel.last - panel.first) / float(panel.view.fps)
    run = max(_runs(told), key=_seconds, default=[])
    if panel.board or seconds < LONG or _seconds(run) < ELSEWHERE:
        return []
    first = run[0].beat
    words = " ".join(first.text.split()[:FEW])
    row = next((line.row for line in panel.lines if line.id == first.line), 0)
    return [
        Problem(
            file=panel.path,
            row=row,
            code="picture-long",
            message=f"{panel.path} is seen for {seconds:.0f} s; for {_seconds(run):.0f} of them,"
            f" from “{words} …” on, no words speak of anything in it.",
            advice="Another picture would help most there.",
            severity="info",
        )
    ]


def _runs(told: Sequence[Told]) -> list[list[Told]]:
    """Sentences in a row that speak of nothing whose place in the picture is known, and that nobody
    says who is seen."""
    found: list[list[Told]] = [[]]
    for each in told:
        if _fits(each):
            found.append([])
        else:
            found[-1].append(each)
    return [run for run in found if run]


def _fits(told: Told) -> bool:
    named = any(named_there(mention) for mention in told.mentions)
    return named or told.speaker is not None or told.stand_in is not None


def _seconds(run: Sequence[Told]) -> float:
    return run[-1].beat.offset - run[0].beat.onset if run else 0.0
