"""How an episode opens: the cover under the first words, and what the card over it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from story.model import Panel, Section
from voices.clock import frame_to_sample, sample_to_frame, seconds_to_samples
from voices.timeline import PanelSpan, SectionTimeline

_COVER_SECONDS = 3.2
"""The cover is seen at least this long, until the next pause of the voice."""
_BEFORE_VOICE = 0.3


def under_cover(sections: Sequence[Section]) -> tuple[tuple[Section, ...], Panel | None]:
    """The sections without a leading cover that nobody speaks over, and that cover's picture.

    Speech begins at once in an episode: a silent cover is seen under its first words instead. A
    card or a video that stands before all words is none, and is shown where it stands.
    """
    first, *others = sections
    if first.lines or first.cards or not first.panels or not others:
        return tuple(sections), None
    return tuple(others), first.panels[-1]


def with_cover(timeline: SectionTimeline, cover: int, fps: Fraction) -> SectionTimeline:
    """The timeline with panel `cover` in place of the start of its first span."""
    first, *others = timeline.panels
    change = _change(timeline, first, fps)
    if change >= first.end:
        return replace(timeline, panels=(replace(first, panel=cover), *others))
    spans = (PanelSpan(cover, first.start, change), replace(first, start=change))
    return replace(timeline, panels=(*spans, *others))


def _change(timeline: SectionTimeline, span: PanelSpan, fps: Fraction) -> int:
    """Where the cover gives way: late in the first pause after its time, on a frame."""
    least = seconds_to_samples(_COVER_SECONDS)
    for gap in timeline.gaps[1:]:
        wanted = max((gap.start + gap.end) // 2, gap.end - seconds_to_samples(_BEFORE_VOICE))
        if least <= wanted < span.end:
            return frame_to_sample(sample_to_frame(wanted, fps), fps)
    return span.end
