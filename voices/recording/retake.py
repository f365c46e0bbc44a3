"""Records a phrase again where its take is bad, a bounded number of times, and keeps the best.

An engine that always says the same way must be asked another way: a little slower, in two breaths,
a little faster. What is said stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from story.errors import TakeError, VoiceError
from voices.engines.base import Engine
from voices.engines.checks import within_speeds
from voices.model import Mark, Samples, Spoken, Take
from voices.pronunciation.word_marks import word_ranges
from voices.recording.phrases import cut_near_middle
from voices.recording.takes import Flaw
from voices.sound.edges import edges

Judge = Callable[[Take, Spoken, float], tuple[Flaw, ...]]
"""The flaws of a take of what is to be said, at a speed."""

_SLOWER, _FASTER = 0.97, 1.04
"""Of the speed that was asked for: enough to be said another way, too little to be heard."""
_EDGE, _BREATH = 0.03, 0.12
"""Seconds kept around each of two breaths, and silent between them."""


@dataclass(frozen=True)
class Judged:
    """A take, what is wrong with it, and how often the phrase was recorded."""

    take: Take
    flaws: tuple[Flaw, ...]
    tries: int

    @property
    def weight(self) -> float:
        return sum(flaw.weight for flaw in self.flaws)


_OTHER_PACES = (1.0, 0.96, 1.04, 0.98, 1.02, 0.94)
"""Of the speed asked for, by the number of the take: an engine that always says the same way says
it another way, and nobody hears that it is slower or faster. As many as `MOST_TAKES`."""


def another_speed(speed: float, number: int) -> float:
    """The speed to ask for, so that take `number` (from 1) is another one."""
    return round(within_speeds(speed * _OTHER_PACES[number - 1]), 4)


def recorded(engine: Engine, spoken: Spoken, model: str, speed: float, judge: Judge) -> Judged:
    """The first take without a flaw, else the one with the least; never one that can't be played.

    Raises VoiceError where the engine fails, TakeError where no take could be used.
    """
    best: Judged | None = None
    failure: VoiceError | None = None
    tries = 0
    for say in _ways(engine, spoken, model, speed):
        tries += 1
        try:
            take = say()
        except TakeError as error:
            failure = error
            continue
        except VoiceError:
            if tries == 1:
                raise
            continue
        found = Judged(take, judge(take, spoken, speed), tries)
        if not found.flaws:
            return found
        if best is None or found.weight < best.weight:
            best = found
    if best is not None and np.isfinite(best.take.samples).all():
        return Judged(best.take, best.flaws, tries)
    raise failure or TakeError(
        f"{engine.name}'s voice {model!r} gives broken sound for {spoken.said[:60]!r}"
    )


def _ways(engine: Engine, spoken: Spoken, model: str, speed: float) -> Iterator[Callable[[], Take]]:
    def whole(pace: float) -> Callable[[], Take]:
        asked = within_speeds(speed * pace)
        return lambda: engine.speak(spoken, model, asked)

    yield whole(1.0)
    if not engine.deterministic:
        yield whole(1.0)
    yield whole(_SLOWER)
    parts = halves(spoken)
    if len(parts) > 1:
        yield lambda: joined_takes([engine.speak(part, model, speed) for part in parts])
    yield whole(_FASTER)


def halves(spoken: Spoken) -> tuple[Spoken, ...]:
    """`spoken` in two breaths, cut where a person would; as it is where that can't be."""
    found = word_ranges(spoken.said)
    starts = [
        start
        for start, _ in found[1:]
        if not any(first < start < last for first, last, _ in spoken.phonemes)
    ]
    if not starts:
        return (spoken,)
    natural = cut_near_middle(spoken.said, found[0][0], found[-1][1])
    cut = min(starts, key=lambda start: abs(start - natural))
    return _part(spoken, 0, cut), _part(spoken, cut, len(spoken.said))


def _part(spoken: Spoken, first: int, last: int) -> Spoken:
    """The part of `spoken` that is said in [first, last); its written text stays whole."""
    last = first + len(spoken.said[first:last].rstrip())
    return Spoken(
        spoken.written,
        spoken.said[first:last],
        spoken.source[first:last],
        tuple((a - first, b - first, ipa) for a, b, ipa in spoken.phonemes if first <= a < last),
        tuple(
            (max(a, first) - first, min(b, last) - first)
            for a, b in spoken.emphasis
            if a < last and first < b
        ),
        "" if first else spoken.before,
    )


def joined_takes(takes: list[Take]) -> Take:
    """Takes of one phrase's parts, one after the other, a breath apart. Raises TakeError."""
    rate = takes[0].rate
    if any(take.rate != rate for take in takes):
        raise TakeError("the two halves of a phrase came at two rates")
    pieces: list[Samples] = []
    marks: list[Mark] = []
    length = 0
    for take in takes:
        if pieces:
            pieces.append(np.zeros(round(_BREATH * rate), np.float32))
            length += len(pieces[-1])
        head, tail = edges(take.samples, rate)
        first, last = max(0, head - round(_EDGE * rate)), tail + round(_EDGE * rate)
        pieces.append(_faded(take.samples[first:last], rate))
        marks += [
            Mark(m.start, m.end, m.onset - first + length, m.offset - first + length)
            for m in take.marks
        ]
        length += len(pieces[-1])
    return Take(np.concatenate(pieces), rate, _inside(marks, length))


def _faded(samples: Samples, rate: int) -> Samples:
    """`samples` from and to silence, in a hundredth of a second each."""
    faded = samples.copy()
    size = min(rate // 100, len(faded) // 2)
    slope = np.linspace(0, 1, size, dtype=np.float32)
    if size:
        faded[:size] *= slope
        faded[-size:] *= slope[::-1]
    return faded


def _inside(marks: list[Mark], length: int) -> tuple[Mark, ...]:
    held = (Mark(m.start, m.end, max(0, m.onset), min(length, m.offset)) for m in marks)
    return tuple(mark for mark in held if mark.offset > mark.onset)
