"""A section's panels as they are seen one after the other, each with what is said over it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from render.camera.beats import Beat, beats, pauses
from render.camera.drawn import Drawn, drawn
from render.camera.prompts.places import places
from render.camera.staging.room import Room
from render.camera.vision.facts import PictureFacts
from render.shots import View
from render.spans import Spans
from story.model import Line, Section
from voices.clock import nearest_frame
from voices.timeline import PanelSpan, SectionTimeline

_STEP = 10.0
"""Seconds that a panel is shown, or thereabouts."""


@dataclass(frozen=True)
class PanelOnScreen:
    """A panel on screen from the frame `first` to `last`, with what is said over it; `seen`: it was
    on screen before that. `after` are the lengths of the shots that follow in its section, in
    frames; `begins` and `ends` tell whether the section does so with it."""

    index: int
    path: str
    drawn: Drawn
    beats: tuple[Beat, ...]
    pauses: tuple[tuple[float, float], ...]
    first: int
    last: int
    view: View
    people: frozenset[str]
    lines: tuple[Line, ...]
    room: Room
    seen: bool = False
    splits: int | None = None
    apart: bool = False  # a drawing of a page, which is first seen whole
    after: tuple[int, ...] = ()
    begins: bool = True
    ends: bool = True
    earlier: tuple[PanelOnScreen, ...] = ()  # those of the section that were seen before it
    board: bool = False  # a title that stands in for a missing picture, which is read as a whole


def on_screen(
    section: Section,
    timeline: SectionTimeline,
    pictures: Sequence[PictureFacts | None],
    view: View,
    people: Collection[str],
    room: Room,
) -> Iterator[PanelOnScreen]:
    said, silent = beats(section, timeline), pauses(timeline)
    heard = Spans([(beat.middle, beat.middle, beat) for beat in said], _STEP)
    lines = {line.id: line for line in section.lines}
    speakers = {line.speaker for line in section.lines if line.kind == "speech"} | set(people)
    for span, first, last in _on_frames(timeline, view.fps):
        facts = pictures[span.panel] if span.panel is not None else None
        if facts is None or span.panel is None or last <= first:
            continue
        start, end = first / float(view.fps), last / float(view.fps)
        here = tuple(beat for beat in heard.near(start, end) if start <= beat.middle < end)
        asked = places(section.panels[span.panel].prompt)
        known = drawn(facts, asked, speakers)
        path = section.panels[span.panel].path
        names, told = frozenset(people), dict.fromkeys(beat.line for beat in here)
        near = view.of_panel(facts.width, facts.height)
        board = section.panels[span.panel].file is None
        spoken = tuple(lines[each] for each in told)
        yield PanelOnScreen(
            span.panel, path, known, here, silent, first, last, near, names, spoken, room,
            board=board,
        )  # fmt: skip


def _on_frames(timeline: SectionTimeline, fps: Fraction) -> list[tuple[PanelSpan, int, int]]:
    cuts = [nearest_frame(span.start, fps) for span in timeline.panels]
    ends = [*cuts[1:], timeline.frames]
    if cuts:
        cuts[0] = 0
    return list(zip(timeline.panels, cuts, ends, strict=True))
