"""Where a cut may fall: before lines, sentences and clauses, and at the words that mean something.

Every point lies whole frames from its line's first word, so that a line that begins later moves
its cuts and changes none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Literal

from render.camera.beats import Beat, HeardWord
from render.camera.grammar import SURE
from render.camera.targets import TargetMention
from story.language.base import Phrasing

PointKind = Literal["panel", "line", "sentence", "colon", "clause", "word", "phrase", "breath"]

LEAD = 0.13
"""Seconds from a cut to the word that it is for: 3-6 frames, as editors lead with the picture."""

APART = {"colon": 0.9, "clause": 1.2, "word": 1.2, "phrase": 1.8, "breath": 2.4}
"""Seconds that a weaker point keeps from one before it and after it: no shot is as short. A mere
preposition is a place to cut only in the middle of what has no other."""

HEARD = 0.12
"""Seconds of a pause that is heard as one (phonetics: shorter stops are part of words). Within a
clause a cut falls into such a pause or not at all: else it parts a verb from its object."""

BREATHLESS = 4.5
"""Seconds without a point after which a voice that never pauses is cut all the same: no shot has
to last longer than a viewer looks."""

UNBEARABLE = 9.0
"""Seconds of such a stretch that is parted behind an adjective, where nothing else is to be had."""

UNEVEN = 0.38
"""Where it is cut then, in parts of such a stretch: halves would tick."""

LIKELY = 0.5
"""Words that mean a thing less clearly than this are no reason to cut to it within a clause."""

CLOSE_THINGS = ("thing", "sign")
"""What a cut may land on in the middle of a clause: a detail, on its noun. Everything else waits
for the next clause."""

TAGGED = 2
"""Words of a tag (`,” she said`) that belong to the words before it: no cut comes between."""

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
    phrasing: Phrasing,
) -> list[CutPoint]:
    """The points of sentences and of what they mention, in order, each frame once."""
    points: list[CutPoint] = []
    starts: dict[str, float] = {}
    for number, (beat, meant) in enumerate(zip(beats, found, strict=True)):
        before = beats[number - 1] if number else None
        kind: PointKind = "line" if before is None or before.line != beat.line else "sentence"
        begin = starts.setdefault(beat.line, beat.onset)
        clauses = _clauses(beat, phrasing)
        inner: list[tuple[float, PointKind]] = [
            *((at, each) for at, each in clauses if each == "breath"),
            *((at, "word") for at in _details(beat, meant, phrasing)),
        ]
        asked: list[tuple[float, PointKind]] = [
            (beat.onset, kind),
            *((at, each) for at, each in clauses if each != "breath"),
            *((at, each) for at, each in inner if _after_pause(at, pauses)),
        ]
        known = sorted(at for at, _ in asked)
        asked += [(at, "breath") for at in _breaths(beat, known, [at for at, _ in inner], phrasing)]
        for onset, each in asked:
            frame = _frame(_led(onset, pauses), begin, fps)
            points.append(CutPoint(frame, onset, each, number))
    return _thinned(points, float(fps))


def _clauses(beat: Beat, phrasing: Phrasing) -> list[tuple[float, PointKind]]:
    """Where clauses and phrases begin in a sentence."""
    tagged = _tagged(beat)
    heard = ((_onset_after(beat, at), kind) for at, kind in phrasing.borders(beat.text))
    return [(onset, kind) for onset, kind in heard if onset is not None and onset not in tagged]


def _details(beat: Beat, meant: Sequence[TargetMention], phrasing: Phrasing) -> list[float]:
    """When the nouns of details that are surely there begin, with the words that belong to them."""
    sure = (m for m in meant if m.target.kind in CLOSE_THINGS and m.target.sure >= SURE)
    tagged = _tagged(beat)
    starts = (_noun_phrase(beat, m.time, phrasing) for m in sure if m.weight >= LIKELY)
    return [at for at in starts if at is not None and at not in tagged]


def _noun_phrase(beat: Beat, time: float, phrasing: Phrasing) -> float | None:
    """When the noun phrase begins that a word is in: with its preposition or article, or after a
    comma; None where that is not to be told."""
    number = next((n for n, word in enumerate(beat.words) if word.onset >= time - 0.01), None)
    if number is None:
        return None
    for at in range(number, max(number - LONGEST_NOUN, -1), -1):
        word = beat.words[at]
        before = beat.words[at - 1] if at else None
        joint = beat.text[before.start : before.end].lower() if before else ""
        if before and joint in phrasing.before_nouns:
            return before.onset
        if beat.text[word.start : word.end].lower() in phrasing.articles:
            return word.onset
        if not joint or not joint[-1].isalnum():
            return word.onset
    return None


def _breaths(
    beat: Beat, points: Sequence[float], joints: Sequence[float], phrasing: Phrasing
) -> Iterator[float]:
    """Where stretches without a point are parted that are too long for one shot: unevenly, each
    at one of the `joints` between its phrases; where there is none, before a word that no name,
    number, date or noun phrase goes on with."""
    words = [(at, leans) for at, leans in _free(beat, phrasing) if at not in joints]
    free = [at for at, leans in words if not leans]
    stretches = [*pairwise([*points, beat.offset])]
    while stretches:
        start, end = stretches.pop()
        room = APART["breath"] + LEAD
        within = partial(_within, first=start + room, last=end - room)
        inside = within(joints) or within(free)
        if not inside and end - start >= UNBEARABLE:
            inside = within([at for at, _ in words])
        if end - start > BREATHLESS and inside:
            at = min(inside, key=lambda at: abs(at - start - UNEVEN * (end - start)))
            yield at
            stretches += [(start, at), (at, end)]


def _within(times: Sequence[float], first: float, last: float) -> list[float]:
    return [at for at in times if first <= at <= last]


def _free(beat: Beat, phrasing: Phrasing) -> Iterator[tuple[float, bool]]:
    """When words begin that nothing before them surely holds on to, and whether what is before
    leans on them."""
    held = phrasing.before_nouns | phrasing.articles
    for before, word in pairwise(beat.words):
        said = beat.text[before.start : before.end]
        name = _capital(beat, before) and _capital(beat, word)
        if not name and not said[:1].isdigit() and said.lower() not in held:
            yield word.onset, bool(phrasing.held.search(said))


def _after_pause(onset: float, pauses: Sequence[tuple[float, float]]) -> bool:
    """Is a pause to be heard before a word?"""
    at = bisect_left(pauses, (onset + ROUNDED,)) - 1
    if at < 0:
        return False
    start, end = pauses[at]
    return end - start >= HEARD and abs(end - onset) <= ROUNDED


ROUNDED = 0.02
"""Seconds by which the end of a pause and the onset of the word behind it may differ."""


def _capital(beat: Beat, word: HeardWord) -> bool:
    """Does a word belong to a name, a date or a number?"""
    first = beat.text[word.start : word.end].lstrip("“”\"'‘’(*_")[:1]
    return first.isupper() or first.isdigit()


def _tagged(beat: Beat) -> set[float]:
    """The onsets of the first words of a tag behind what is said: it stands in a line of its own,
    as what is said after a tag does."""
    if not beat.tag or beat.text.startswith(beat.tag):
        return set()
    return {word.onset for word in [w for w in beat.words if w.line != beat.line][:TAGGED]}


def _onset_after(beat: Beat, at: int) -> float | None:
    """When what stands at a character of a sentence begins to be heard: a word, or the second part
    of two that only a dash joins, which have one onset."""
    for number, word in enumerate(beat.words):
        if word.end > at:
            after = beat.words[number + 1].onset if number + 1 < len(beat.words) else beat.offset
            part = max(at - word.start, 0) / (word.end - word.start)
            return word.onset + part * (after - word.onset)
    return None


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
