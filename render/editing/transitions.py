"""How a picture takes another's place: when the next begins to come, and how it is seen to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from render.pixels.segments import ComingLayer, Layer, Ramp, TurnLayer
from story.settings import Transition
from voices.clock import frames_showing
from voices.timeline import SectionTimeline

TRANSITION = 0.6
"""Seconds in which a picture dissolves into the next, or is pushed or wiped away by it: inside a
panel the camera cuts."""

TURN_LEAST = 0.5
"""Seconds of a slide or a wipe at the least: in less it is a jerk, and a cut is calmer."""

DIP = Fraction(1, 4)
"""Seconds from a picture to black, and from black to the next."""


def shown_transition(asked: Transition, *, still: bool) -> Transition:
    """The transition of a film: where nothing is to move, no page slides; it dissolves."""
    return "crossfade" if still and asked == "slide" else asked


def lead_in_frames(transition: Transition, fps: Fraction) -> int:
    """Frames that a panel's shot has to reach back: where two pictures are seen at once."""
    return 0 if transition in ("cut", "dip") else round(TRANSITION * fps)


def rise(first: int, last: int) -> Ramp:
    """Opacity that begins to grow on the frame `first` and is full at `last`."""
    return ((first - 1, 0.0), (last, 1.0))


def dip(at: int, length: int) -> Ramp:
    """Black comes and goes; it is full on the two frames where the picture changes."""
    return ((at - 1 - length, 0.0), (at - 1, 1.0), (at, 1.0), (at + length, 0.0))


def turned(
    kind: Literal["slide", "wipe"],
    coming: Sequence[ComingLayer],
    overlap: tuple[int, int],
    timeline: SectionTimeline,
    fps: Fraction,
    start: int = 0,
    *,
    mirrored: bool = False,
) -> tuple[Layer, ...]:
    """The layers of a picture that slides or is wiped in while two shots overlap, in frames of
    their section; `start` is the frame with which the segment begins.

    It waits until a line's first word has been heard, since an eye that follows a moving edge does
    not listen; where that leaves too little time, nothing comes: the picture is cut to.
    """
    first, last = overlap
    for begins, ends in _first_words(timeline, fps):
        if begins < last and first < ends:
            first = ends
    if last - first < round(TURN_LEAST * fps):
        return ()
    return (TurnLayer(kind, tuple(coming), first - start, last - start, mirrored),)


def _first_words(timeline: SectionTimeline, fps: Fraction) -> Iterator[tuple[int, int]]:
    """The frames [first, last) in which the first word of each line is heard, in order."""
    begun: set[str] = set()
    for clip in timeline.clips:
        if clip.words and clip.line not in begun:
            begun.add(clip.line)
            yield frames_showing(clip.words[0].onset, clip.words[0].offset, fps)
