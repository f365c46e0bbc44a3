"""Cuts a scene into segments: shots, their crossfades, the card over the opening, the dips."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from render.direct import Direction, View
from render.segments import FillLayer, Layer, PanelLayer, Ramp, Segment, StillLayer
from render.shots import Shot
from voices.timeline import SectionTimeline

LONGEST = 240
"""Frames of a segment at the most, so that many processes share the work evenly."""


@dataclass(frozen=True)
class Overlay:
    """A picture with transparency over the whole canvas in [first, last), faded at both ends."""

    picture: str
    first: int
    last: int
    fade: int


@dataclass(frozen=True)
class Cut:
    """What a scene's segments are made from. Times in frames from the section's start.

    `follower` are the shots of the scene that follows in the same episode: they begin before it
    does, for the transition. `dip_in` and `dip_out` frames fade from and to black.
    """

    timeline: SectionTimeline
    direction: Direction
    view: View
    follower: Direction | None = None
    overlays: tuple[Overlay, ...] = ()
    dip_in: int = 0
    dip_out: int = 0


def cut(asked: Cut) -> tuple[Segment, ...]:
    """Segments that cover the scene's frames, each once, in order."""
    frames = asked.timeline.frames
    shots = _shots(asked)
    bounds = _bounds(shots, asked, frames)
    return tuple(
        Segment(start, end - start, _layers(shots, asked, start, end))
        for first, last in itertools.pairwise(bounds)
        for start, end in _chunks(first, last)
    )


def _shots(asked: Cut) -> tuple[Shot, ...]:
    following = asked.follower.shots[:1] if asked.follower else ()
    frames = asked.timeline.frames
    led_in = tuple(replace(shot, start=shot.start + frames) for shot in following)
    return (*asked.direction.shots, *(shot for shot in led_in if shot.start < frames))


def _bounds(shots: Sequence[Shot], asked: Cut, frames: int) -> list[int]:
    """Frames at which the layers change."""
    marks = {0, frames, asked.dip_in, frames - asked.dip_out}
    for shot in shots:
        marks |= {shot.start, shot.start + shot.frames}
    for overlay in asked.overlays:
        marks |= {overlay.first, overlay.last}
    return sorted(mark for mark in marks if 0 <= mark <= frames)


def _chunks(first: int, last: int) -> list[tuple[int, int]]:
    """[first, last) in parts of nearly one length, none over the longest."""
    count = -(-(last - first) // LONGEST)
    marks = [first + (last - first) * part // count for part in range(count + 1)]
    return list(itertools.pairwise(marks))


def _layers(shots: Sequence[Shot], asked: Cut, start: int, end: int) -> tuple[Layer, ...]:
    seen = [shot for shot in shots if shot.start <= start and end <= shot.start + shot.frames]
    layers: list[Layer] = [PanelLayer(seen[0])] if seen else [FillLayer()]
    for under, over in itertools.pairwise(seen):
        until = under.start + under.frames
        layers.append(PanelLayer(over, opacity=_rise(over.start - start, until - start)))
    layers += [
        StillLayer(overlay.picture, opacity=_fades(overlay, start))
        for overlay in asked.overlays
        if overlay.first <= start and end <= overlay.last
    ]
    if start < asked.dip_in:
        layers.append(FillLayer(opacity=((-start, 1.0), (asked.dip_in - start, 0.0))))
    dips = asked.timeline.frames - asked.dip_out
    if asked.dip_out and start >= dips:
        layers.append(FillLayer(opacity=_rise(dips - start, asked.timeline.frames - 1 - start)))
    return tuple(layers)


def _rise(first: int, last: int) -> Ramp:
    """Opacity that begins to grow on the frame `first` and is full at `last`."""
    return ((first - 1, 0.0), (last, 1.0))


def _fades(overlay: Overlay, start: int) -> Ramp:
    first, last = overlay.first - start, overlay.last - start
    return (
        (first, 0.0),
        (first + overlay.fade, 1.0),
        (last - overlay.fade, 1.0),
        (last, 0.0),
    )
