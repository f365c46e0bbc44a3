"""How an episode opens: its title comes over the moving picture, where nobody speaks."""

from __future__ import annotations

from fractions import Fraction

from voices.arranging.rests import BEFORE_TITLE
from voices.clock import sample_to_frame, seconds_to_samples
from voices.timeline import SectionTimeline

TITLE, TITLE_IN_FILM = 2.4, 2.0
"""Seconds that an episode's title is seen; where a film joins all, each chapter's is a sign on the
way, and shorter."""


def title_seconds(*, film: bool) -> float:
    """How long titles are seen. `film` tells whether a film joins all episodes."""
    return TITLE_IN_FILM if film else TITLE


def title_frames(
    timeline: SectionTimeline, line: str, seconds: float, fps: Fraction
) -> tuple[int, int]:
    """The frames [first, last) in which a title is seen: `seconds` in the pause before `line`.

    The picture is seen alone before it, as far as the pause lasts.
    """
    clips = timeline.clips
    index = next((n for n, clip in enumerate(clips) if clip.line == line), len(clips))
    start = clips[index - 1].end if 0 < index < len(clips) else 0
    end = clips[index].start if index < len(clips) else timeline.gaps[-1].end
    room = end - start - seconds_to_samples(seconds)
    first = sample_to_frame(start + max(0, min(room, seconds_to_samples(BEFORE_TITLE))), fps)
    return first, min(first + round(seconds * fps), timeline.frames)
