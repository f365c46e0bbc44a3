"""When a section's panels are seen."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from voices.clock import first_sample, frame_to_sample, sample_to_frame, seconds_to_samples
from voices.timeline import Gap, PanelSpan

_BEFORE_VOICE = 0.30
"""Seconds from a cut to the voice that it is for: the eye arrives before the ear."""
_AFTER_VOICE = 0.45
"""Seconds from a voice's end to the picture that comes in a rest: what was said is over."""


def panel_spans(
    panels: Sequence[int | None], gaps: Sequence[Gap], end: int, fps: Fraction
) -> tuple[PanelSpan, ...]:
    """Spans of a section that lasts `end` samples; the n-th gap leads to words over `panels[n]`.

    A panel changes at the start of a frame, in the gap before its first words.
    """
    changes = [(0, panels[0])]
    for panel, gap in zip(panels[1:], gaps[1:], strict=True):
        if panel != changes[-1][1]:
            changes.append((_cut(gap, fps), panel))
    edges = [*(at for at, _ in changes), end]
    return tuple(
        PanelSpan(panel, *edge)
        for (_, panel), edge in zip(changes, pairwise(edges), strict=True)
        if edge[0] < edge[1]
    )


def unspoken_spans(
    lengths: Sequence[int], fps: Fraction, *, panels: bool = True
) -> tuple[PanelSpan, ...]:
    """Spans of so many frames, one for each panel; for the card where there are no `panels`."""
    edges = [frame_to_sample(frame, fps) for frame in accumulate(lengths, initial=0)]
    return tuple(
        PanelSpan(number if panels else None, *edge) for number, edge in enumerate(pairwise(edges))
    )


def _cut(gap: Gap, fps: Fraction) -> int:
    """First sample of the last frame that starts early enough before the gap's end.

    Most of a rest is for the picture that comes.
    """
    if gap.kind == "rest":
        wanted = gap.start + seconds_to_samples(_AFTER_VOICE)
        return first_sample(sample_to_frame(wanted, fps), fps)
    wanted = max((gap.start + gap.end) // 2, gap.end - seconds_to_samples(_BEFORE_VOICE))
    return first_sample(sample_to_frame(wanted, fps), fps)
