"""Where captions stand: at the bottom, or at the top where they would hide a face or lettering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from render.camera.vision.facts import PictureFacts, Region
from render.captions.model import Cue
from render.geometry import Rect, in_shares, overlap
from render.shots import Shot, shot_at
from voices.clock import RATE
from voices.timeline import Timeline

BOTTOM, TOP = Rect(0.12, 0.80, 0.76, 0.16), Rect(0.12, 0.04, 0.76, 0.16)
"""Where players draw two rows, as parts of the frame."""

_WORSE = 0.12
"""A cue leaves the bottom, or the side of the cue before it, only for so much less hidden."""

_LETTERING = 0.3
"""What hiding lettering counts beside hiding a face."""


def placed_cues(
    cues: Sequence[Cue],
    timeline: Timeline,
    shots: Sequence[Sequence[Shot]],
    facts: Iterable[PictureFacts],
) -> tuple[Cue, ...]:
    """The cues with `top` set where the bottom of the picture shows a face or lettering then.

    `shots` are those of each of the timeline's sections, `facts` those of the pictures that they
    show. Raises ValueError where there are more or fewer of them than sections.
    """
    if len(shots) != len(timeline.sections):
        raise ValueError(f"shots of {len(shots)} sections for {len(timeline.sections)}")
    known = {each.key: each for each in facts}
    firsts = timeline.first_frames()
    made: list[Cue] = []
    for cue in cues:
        first = Fraction(firsts[cue.section]) / timeline.fps
        times = (cue.start, (cue.start + cue.end) // 2, cue.end)
        hidden = [
            _hidden(shots[cue.section], known, Fraction(at, RATE) - first, timeline.fps)
            for at in times
        ]
        before = made[-1].top if made and made[-1].section == cue.section else False
        bottom, top = (max(each[side] for each in hidden) for side in (0, 1))
        made.append(replace(cue, top=_at_top(bottom, top, before=before)))
    return tuple(made)


def _at_top(bottom: float, top: float, *, before: bool) -> bool:
    return top < bottom + _WORSE if before and bottom > _WORSE else top < bottom - _WORSE


def _hidden(
    shots: Sequence[Shot], known: Mapping[str, PictureFacts], time: Fraction, fps: Fraction
) -> tuple[float, float]:
    """How much that matters lies under captions at the bottom and at the top, at `time`."""
    frame = int(time * fps)
    shot = shot_at(shots, frame)
    if shot is None or shot.picture not in known or shot.places:
        return 0.0, 0.0  # pictures side by side have their heads high, and no lettering cut
    crop = shot.path.at(float(time - Fraction(shot.start) / fps))
    facts = known[shot.picture]
    regions = (*facts.heads, *facts.of("lettering"))
    return _under(regions, crop, BOTTOM), _under(regions, crop, TOP)


def _under(regions: Sequence[Region], crop: Rect, zone: Rect) -> float:
    """The largest part of any face or lettering that `zone` of the frame covers, by its weight."""
    counted = {"face": 1.0, "lettering": _LETTERING}
    covered = (
        _shared(in_shares(region.box, crop), zone) * region.weight * counted[region.kind]
        for region in regions
        if region.kind in counted  # what may be a face, or is only a board, is worth no caption
    )
    return max(covered, default=0.0)


def _shared(box: Rect, zone: Rect) -> float:
    """The part of what is seen of `box` that `zone` covers."""
    seen = overlap(box, Rect(0.0, 0.0, 1.0, 1.0))
    return overlap(box, zone) / seen if seen > 1e-6 else 0.0
