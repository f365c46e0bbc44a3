"""The timeline to and from JSON."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from voices.timeline import Clip, Gap, PanelSpan, SectionTimeline, Timeline, Word


def timeline_json(timeline: Timeline, title: str) -> dict[str, Any]:
    """A file's timeline as plain data: sections with their first frame, and all in them.

    Times of clips, words and gaps are samples at 48 kHz from the section's start.
    """
    firsts = timeline.first_frames()
    sections = [
        {"first_frame": first, **asdict(section)}
        for first, section in zip(firsts, timeline.sections, strict=True)
    ]
    return {
        "version": 1,
        "title": title,
        "fps": str(timeline.fps),
        "rate": 48_000,
        "frames": timeline.frames,
        "sections": sections,
    }


def timeline_from_json(data: dict[str, Any]) -> Timeline:
    """The timeline that a render wrote. Raises KeyError or TypeError on other data."""
    return Timeline(Fraction(data["fps"]), tuple(map(_section, data["sections"])))


def _section(data: dict[str, Any]) -> SectionTimeline:
    clips = tuple(
        Clip(**clip | {"words": tuple(Word(**word) for word in clip["words"])})
        for clip in data["clips"]
    )
    gaps = tuple(Gap(**gap) for gap in data["gaps"])
    panels = tuple(PanelSpan(**span) for span in data["panels"])
    return SectionTimeline(data["section"], data["frames"], clips, gaps, panels)
