"""Where a cut may fall: before lines, sentences and clauses, and at the words that mean something.

Every point lies whole frames from its line's first word, so that a line that begins later moves
its cuts and changes none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from render.camera.beats import Beat
from render.camera.grammar import SURE
from render.camera.targets import Mention

PointKind = Literal["panel", "line", "sentence", "colon", "clause", "word", "phrase"]

LEAD = 0.13
"""Seconds from a cut to the word that it is for: 3-6 frames, as editors lead with the picture."""

APART = {"colon": 0.7, "clause": 0.9, "word": 0.7, "phrase": 1.8}
"""Seconds that a weaker point keeps from one before it and after it: no shot is as short."""

LIKELY = 0.2
"""Words that mean a thing less clearly than this are no reason to cut to it."""

_CLAUSE = re.compile(r"[,;:—–…][\"”’']?\s+(?=\S)|\s[—–-]\s|(?<=\w)[—–](?=\w)")
_PHRASE = re.compile(
    r"\s(?=(?:and|but|or|that|which|who|whose|where|when|while|because|as|if|for|with|from|into"
    r"|by|than|until|after|before|to)\s)"
)


@dataclass(frozen=True)
class CutPoint:
    """A frame of the section with which a shot may begin; `onset` is when its first word is heard,
    in seconds, `beat` the number of the sentence that it is in or before."""

    frame: int
    onset: float
    kind: PointKind
    beat: int


def cut_points(
    beats: Sequence[Beat],
    found: Sequence[Sequence[Mention]],
    pauses: Sequence[tuple[float, float]],
    fps: Fraction,
) -> list[CutPoint]:
    """The points of sentences and of what they mention, in order, each frame once."""
    points: list[CutPoint] = []
    starts: dict[str, float] = {}
    for number, (beat, meant) in enumerate(zip(beats, found, strict=True)):
        before = beats[number - 1] if number else None
        kind: PointKind = "line" if before is None or before.line != beat.line else "sentence"
        begin = starts.setdefault(beat.line, beat.onset)
        sure = [m for m in meant if m.target.sure >= SURE and m.weight >= LIKELY]
        asked = [(beat.onset, kind), *_clauses(beat), *((m.time, "word") for m in sure)]
        for onset, each in asked:
            frame = _frame(_led(onset, pauses), begin, fps)
            points.append(CutPoint(frame, onset, each, number))
    return _thinned(points, float(fps))


def _clauses(beat: Beat) -> list[tuple[float, PointKind]]:
    """Where clauses and phrases begin in a sentence."""
    marks: list[tuple[int, PointKind]] = [
        (mark.end(), "colon" if mark[0].strip()[:1] in (":", "…") else "clause")
        for mark in _CLAUSE.finditer(beat.text)
    ]
    marks += [(mark.end(), "phrase") for mark in _PHRASE.finditer(beat.text)]
    heard = ((_onset_after(beat, at), kind) for at, kind in marks)
    return [(onset, kind) for onset, kind in heard if onset is not None]


def _onset_after(beat: Beat, at: int) -> float | None:
    """When the word at a character of a sentence, or the next one, begins to be heard."""
    return next((word.onset for word in beat.words if word.end > at), None)


def _led(onset: float, pauses: Sequence[tuple[float, float]]) -> float:
    """A little before a word, in the pause before it where there is one."""
    at = bisect_left(pauses, (onset - LEAD,))
    near = pauses[max(0, at - 1) : at + 1]
    begun = next((start for start, stop in near if start < onset <= stop + 0.02), onset - LEAD)
    return max(onset - LEAD, min(begun, onset))


def _frame(time: float, begin: float, fps: Fraction) -> int:
    """The frame of a time, counted in whole frames from its line's first word."""
    return round(begin * float(fps)) + round((time - begin) * float(fps))


def _thinned(points: Sequence[CutPoint], fps: float) -> list[CutPoint]:
    """Without weak points that crowd a stronger one, or one before them."""
    strong = [point for point in points if point.kind not in APART]
    kept = list({point.frame: point for point in reversed(strong)}.values())
    order = ("colon", "clause", "word", "phrase")
    for kind in order:
        for point in sorted((p for p in points if p.kind == kind), key=lambda p: p.frame):
            room = APART[kind] * fps
            if all(abs(point.frame - other.frame) >= room for other in kept):
                kept.append(point)
    return sorted(kept, key=lambda point: point.frame)
