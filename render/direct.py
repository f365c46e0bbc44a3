"""The camera's director: from what is said, and what is drawn, to shots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from render.facts import PictureFacts
from render.frame import centre, crop_at, widest
from render.shots import Keyframe, Rect, Shot
from story.model import Section
from story.problems import Problem
from voices.clock import RATE
from voices.timeline import PanelSpan, SectionTimeline


@dataclass(frozen=True)
class View:
    """What the film is made for: output size in pixels, frames a second.

    `still` holds each panel without any move. `lead_in` frames of a panel's first shot stand
    before its span, for a transition into it: they alone overlap the shot before.
    """

    width: int
    height: int
    fps: Fraction
    still: bool = False
    lead_in: int = 0

    @property
    def aspect(self) -> Fraction:
        return Fraction(self.width, self.height)


@dataclass(frozen=True)
class MoveMemory:
    """How the last panel moved, so that the next moves otherwise."""

    move: str = ""


@dataclass(frozen=True)
class Station:
    """A view that the camera comes to for some words.

    `panel` indexes the section's; `time` in seconds from the section's start; `line` is the id of
    the line, [first, last) the range of its text, `what` says what is meant to be seen.
    """

    panel: int
    time: float
    rect: Rect
    line: str = ""
    first: int = 0
    last: int = 0
    what: str = ""


@dataclass(frozen=True)
class Direction:
    """A section's camera: shots that cover its frames, in order, and why they are as they are."""

    shots: tuple[Shot, ...]
    stations: tuple[Station, ...]
    problems: tuple[Problem, ...]
    memory: MoveMemory


def direct(
    section: Section,
    timeline: SectionTimeline,
    pictures: Sequence[PictureFacts | None],
    view: View,
    previous: MoveMemory | None = None,
) -> Direction:
    """Shots for every frame of `timeline` that shows a picture.

    `pictures` are the facts of the section's panels by index, None where a picture is missing:
    its span, like one that shows a card, has no shot. The same input gives the same shots.
    """
    memory = previous or MoveMemory()
    shots: list[Shot] = []
    stations: list[Station] = []
    for span, first, last in _on_frames(timeline, view.fps):
        facts = pictures[span.panel] if span.panel is not None else None
        if facts is None or span.panel is None or last <= first:
            continue
        shot, memory = _one_move(facts, first, last, view, memory)
        shots.append(shot)
        start = shot.start / float(view.fps)
        what = section.panels[span.panel].path
        stations += [Station(span.panel, start + k.time, k.rect, what=what) for k in shot.keyframes]
    return Direction(tuple(shots), tuple(stations), (), memory)


def _on_frames(timeline: SectionTimeline, fps: Fraction) -> list[tuple[PanelSpan, int, int]]:
    cuts = [_nearest_frame(span.start, fps) for span in timeline.panels]
    ends = [*cuts[1:], timeline.frames]
    if cuts:
        cuts[0] = 0
    return list(zip(timeline.panels, cuts, ends, strict=True))


def _nearest_frame(sample: int, fps: Fraction) -> int:
    return int(Fraction(sample) * fps / RATE + Fraction(1, 2))


def _one_move(
    facts: PictureFacts, first: int, last: int, view: View, memory: MoveMemory
) -> tuple[Shot, MoveMemory]:
    wide = widest(facts.width, facts.height, view.aspect)
    focus = _focus(facts)
    close = crop_at(*focus, wide.w * 0.84, view.aspect, facts.whole)
    move = "out" if memory.move == "in" else "in"
    start, frames = first - view.lead_in, last - first + view.lead_in
    legs = (wide, close) if move == "in" else (close, wide)
    if view.still:
        legs = (wide, wide)
    seconds = float(frames / view.fps)
    keyframes = (Keyframe(0.0, legs[0]), Keyframe(seconds, legs[1]))
    return Shot(facts.key, start, frames, keyframes), MoveMemory(move)


def _focus(facts: PictureFacts) -> tuple[float, float]:
    total = sum(map(sum, facts.saliency))
    if not total:
        return centre(facts.whole)
    rows, columns = len(facts.saliency), len(facts.saliency[0])
    y = sum((r + 0.5) * sum(row) for r, row in enumerate(facts.saliency)) / total
    x = sum((c + 0.5) * v for row in facts.saliency for c, v in enumerate(row)) / total
    return x * facts.width / columns, y * facts.height / rows
