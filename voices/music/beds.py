"""A piece of music as a bed: how loud it is, and how it loops without an audible joint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from math import pi

import numpy as np
from numpy.typing import NDArray

from story.errors import StoryError
from voices.clock import RATE
from voices.model import Samples
from voices.sound.loudness import STEP, LoudnessMeter
from voices.sound.streams import BlockReader, samples_between, without_end

_FADE = 4 * RATE
"""Samples over which a bed's end goes over into its beginning, at most."""
_SHORTEST = 2 * RATE
"""Samples: a shorter piece is an effect, no bed that could be played over and over."""
_SEARCH = 10 * RATE
"""Samples before the end in which the best place for the joint is looked for."""
_HOP = RATE // 20
"""Samples of the frames that are compared for the joint: short beside a beat."""
_BANDS = 24
"""Of their spectra, wider towards the top, as the ear has them."""

Opener = Callable[[], Iterator[Samples]]
"""Starts reading a bed's samples [n, 2] at 48 kHz from its beginning."""
_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Form:
    """How a bundled bed is built, in samples of its file: its body [Bed.first, Bed.last) has so
    many `bars` and begins again by itself; `themes` are the places where it may be entered. Behind
    the body lies a coda, whose last chord sounds at `final`; nothing is left of it at `end`.
    """

    bars: int
    themes: tuple[int, ...]
    final: int
    end: int


@dataclass(frozen=True)
class Bed:
    """What is known of a bed: it loops over samples [first, last) with a crossfade of `fade`.

    `loud` is the LUFS that its loudest twentieth exceeds. Of what people bring, no `form` is known.
    """

    first: int
    last: int
    fade: int
    loud: float
    form: Form | None = None


def survey(opener: Opener, name: str) -> Bed:
    """Read a bed once. Raises StoryError where it is silent or under two seconds."""
    meter, length, tail = LoudnessMeter(), 0, np.zeros((0, 2), dtype=np.float32)
    for block in opener():
        meter.add(block)
        length += len(block)
        tail = np.concatenate([tail, block])[-(_SEARCH + _FADE) :]
    momentary = meter.momentary()
    if length < _SHORTEST or not len(momentary) or momentary.max() < -70:
        raise StoryError(f"{name} can't be music: it is silent, or shorter than two seconds.")
    loud = float(np.percentile(momentary[momentary > -70], 95))
    first, last = _body(momentary, loud, length)
    fade = min(_FADE, (last - first) // 4)
    return Bed(first, _joint(opener, tail, length, first, last, fade), fade, loud)


def looped(opener: Opener, bed: Bed) -> Iterator[Samples]:
    """The bed over and over, in pieces of any length; its end goes over into its beginning."""
    ending = np.zeros((0, 2), dtype=np.float32)
    while True:
        reader = BlockReader(samples_between(opener(), bed.first, bed.last))
        opening = reader.take(len(ending))
        pieces = without_end(chain([_crossfaded(ending, opening)], reader.rest()), bed.fade)
        for before, after in pairwise(pieces):
            yield before
            ending = after


def _body(momentary: _Floats, loud: float, length: int) -> tuple[int, int]:
    """The range of a bed without the fades, or the silence, at its ends."""
    steady = np.flatnonzero(momentary > loud - 20)
    first = max(0, int(steady[0]) * STEP - STEP)
    last = min(length, (int(steady[-1]) + 4) * STEP)
    return (first, last) if last - first >= _SHORTEST else (0, length)


def _joint(opener: Opener, tail: Samples, length: int, first: int, last: int, fade: int) -> int:
    """Where the loop ends: where what plays is most like what comes at its beginning."""
    opening = BlockReader(samples_between(opener(), first, first + fade)).take(fade)
    earliest = max(length - len(tail), first + 2 * fade, last - _SEARCH - fade)
    ending = tail[earliest - (length - len(tail)) : len(tail) - (length - last)]
    wanted, heard = _shape(opening), _shape(ending)
    if len(heard) <= len(wanted):
        return last
    windows = np.lib.stride_tricks.sliding_window_view(heard, len(wanted), axis=0)
    distance = np.square(windows - wanted.T[None]).mean(axis=(1, 2))
    return min(last, earliest + int(np.argmin(distance)) * _HOP + fade)


def _shape(samples: Samples) -> _Floats:
    """Log energies in bands, every 50 ms: [hops, bands]."""
    mono = samples.mean(axis=1)
    frames = mono[: len(mono) // _HOP * _HOP].reshape(-1, _HOP) * np.hanning(_HOP)
    power = np.square(np.abs(np.fft.rfft(frames, axis=1)))
    edges = np.geomspace(3, power.shape[1], _BANDS + 1).astype(int)
    return np.log(np.add.reduceat(power, edges[:-1], axis=1) + 1e-6)


def _crossfaded(ending: Samples, opening: Samples) -> Samples:
    """Two sounds that are not alike, at constant power."""
    angle = (
        (np.arange(len(ending), dtype=np.float32)[:, None] + 0.5) / max(1, len(ending)) * (pi / 2)
    )
    return np.asarray(ending * np.cos(angle) + opening * np.sin(angle), dtype=np.float32)
