"""Runs and paragraphs with stretches taken out: every character left keeps its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from story.document import Prose, Run

Stretch = tuple[int, int]


def without(run: Run, stretches: Sequence[Stretch]) -> Run:
    """The run without `stretches` of its text, nor the spaces that these leave doubled."""
    gone = {at for start, end in stretches for at in range(start, end)}
    kept: list[int] = []
    for at, sign in enumerate(run.text):
        doubled = sign == " " and (not kept or run.text[kept[-1]] == " ")
        if at not in gone and not doubled:
            kept.append(at)
    while kept and run.text[kept[-1]] == " ":
        kept.pop()
    moved = {at: place for place, at in enumerate(kept)}
    return Run(
        "".join(run.text[at] for at in kept),
        tuple(run.offsets[at] for at in kept),
        _ranges(run.emphasis, moved),
        _ranges(run.strong, moved),
        tuple(dict.fromkeys(at for at in _after(run.breaks, kept) if 0 < at < len(kept))),
    )


def _ranges(ranges: Sequence[Stretch], moved: dict[int, int]) -> tuple[Stretch, ...]:
    out = []
    for start, end in ranges:
        inside = [moved[at] for at in range(start, end) if at in moved]
        if inside:
            out.append((inside[0], inside[-1] + 1))
    return tuple(out)


def _after(places: Sequence[int], kept: Sequence[int]) -> list[int]:
    """Where the first kept character at or behind each place stands."""
    return [bisect_left(kept, place) for place in places]


def slice_run(run: Run, start: int, end: int) -> Run:
    """The part [start, end) of a run."""
    while start < end and run.text[start] == " ":
        start += 1
    while end > start and run.text[end - 1] == " ":
        end -= 1

    def moved(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple(
            (max(a, start) - start, min(b, end) - start) for a, b in ranges if a < end and b > start
        )

    breaks = tuple(at - start for at in run.breaks if start < at < end)
    parts = run.text[start:end], run.offsets[start:end]
    return Run(*parts, moved(run.emphasis), moved(run.strong), breaks)


def cut_out(prose: Prose, stretches: Sequence[Stretch]) -> Prose:
    """The paragraph without `stretches` of its text."""
    return replace(prose, run=without(prose.run, stretches))


def source_range(run: Run, start: int, end: int) -> Stretch:
    """The range of the source that the text [start, end) stands for."""
    return run.offsets[start], run.offsets[end - 1] + 1


def stressed(prose: Prose) -> bool:
    """Whether (nearly) all of a paragraph is set in italics or bold."""
    covered = sum(b - a for a, b in prose.run.emphasis)
    return covered >= len(prose.run.text) - 2
