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
from render.camera.targets import TargetMention

PointKind = Literal["panel", "line", "sentence", "colon", "clause", "word", "phrase", "breath"]

LEAD = 0.13
"""Seconds from a cut to the word that it is for: 3-6 frames, as editors lead with the picture."""

APART = {"colon": 0.7, "clause": 0.9, "word": 1.2, "phrase": 1.8, "breath": 3.2}
"""Seconds that a weaker point keeps from one before it and after it: no shot is as short. A mere
preposition is a place to cut only in the middle of what has no other."""

LIKELY = 0.5
"""Words that mean a thing less clearly than this are no reason to cut to it within a clause."""

CLOSE_THINGS = ("thing", "sign")
"""What a cut may land on in the middle of a clause: a detail, on its noun. Everything else waits
for the next clause."""

TAGGED = 2
"""Words of a tag (`,” she said`) that belong to the words before it: no cut comes between."""

_CLAUSE = re.compile(r"[,;:—–…][\"”’']?\s+(?=\S)|\s[—–-]\s|(?<=\w)[—–](?=\w)")
_PHRASE = re.compile(
    r"\s(?=(?:but|which|who|whose|where|when|while|because|although|until|so that"
    r"|(?:and|or|that) (?:he|she|it|they|we|you|i|then|there))\s)"
    r"|(?<!what)(?<!as)(?<!even)(?<!only)\s(?=if\s)",
    re.IGNORECASE,
)
_BREATH = re.compile(r"\s(?=(?:and|or|that|as|for|with|from|into|than|after|before|to|by)\s)")
_TAG = re.compile(r"[,.!?…—–-][\"”’]\s+(?=[^\W\d_])")


_ARTICLES = frozenset(
    "the a an his her its their this that these those my your our no every each some".split()
)
_BEFORE_NOUNS = frozenset("of in on at to by for with from into under over and or".split())
LONGEST_NOUN = 5
"""Words of a noun phrase up to its noun."""


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
    found: Sequence[Sequence[TargetMention]],
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
        asked = [
            (beat.onset, kind),
            *_clauses(beat),
            *((at, "word") for at in _details(beat, meant)),
        ]
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
    marks += [(mark.end(), "breath") for mark in _BREATH.finditer(beat.text)]
    tagged = _tagged(beat)
    heard = ((_onset_after(beat, at), kind) for at, kind in marks)
    return [(onset, kind) for onset, kind in heard if onset is not None and onset not in tagged]


def _details(beat: Beat, meant: Sequence[TargetMention]) -> list[float]:
    """When the nouns of details that are surely there begin, with the words that belong to them."""
    sure = (m for m in meant if m.target.kind in CLOSE_THINGS and m.target.sure >= SURE)
    tagged = _tagged(beat)
    starts = (_noun_phrase(beat, m.time) for m in sure if m.weight >= LIKELY)
    return [at for at in starts if at is not None and at not in tagged]


def _noun_phrase(beat: Beat, time: float) -> float | None:
    """When the noun phrase begins that a word is in: with its article, or after a preposition or a
    comma; None where that is not to be told."""
    number = next((n for n, word in enumerate(beat.words) if word.onset >= time - 0.01), None)
    if number is None:
        return None
    for at in range(number, max(number - LONGEST_NOUN, -1), -1):
        word, before = beat.words[at], beat.text[: beat.words[at].start].split()
        if beat.text[word.start : word.end].lower() in _ARTICLES:
            return word.onset
        if not before or before[-1].lower() in _BEFORE_NOUNS or not before[-1][-1].isalnum():
            return word.onset
    return None


def _tagged(beat: Beat) -> set[float]:
    """The onsets of the first words of tags."""
    found: set[float] = set()
    for mark in _TAG.finditer(beat.text):
        after = [word.onset for word in beat.words if word.end > mark.end()]
        found.update(after[:TAGGED])
    return found


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
    order = ("colon", "clause", "word", "phrase", "breath")
    for kind in order:
        for point in sorted((p for p in points if p.kind == kind), key=lambda p: p.frame):
            room = APART[kind] * fps
            if all(abs(point.frame - other.frame) >= room for other in kept):
                kept.append(point)
    return sorted(kept, key=lambda point: point.frame)
