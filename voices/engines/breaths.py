"""Takes made, breath by breath, with models that tell how long each symbol lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voices.model import Mark, Samples, Spoken, Take
from voices.pronunciation.hibari_package import alphabet
from voices.pronunciation.phonemes import Phoneme, breaths, to_phonemes
from voices.pronunciation.word_marks import HeardSpan, as_written, marks
from voices.sound.edges import edges, levels

_ONSET_LATE, _OFFSET_LATE = 0.09, 0.03
"""Seconds: measured against an aligner that knows neither model."""
_QUIET = 10 ** (-32 / 20)
"""-32 dB of the loudest 5 ms: softer than that, a word has ended and its echo goes on."""
_SILENT = 10 ** (-38 / 20)
"""-38 dB: only where it is as quiet as this may a lead be cut off."""
_FADE, _DECAY = 0.005, 0.07
"""Seconds: of a cut, too short to take an onset away; of an end, as long as a voice dies away."""
_FAINT, _ROOM = 10 ** (-36 / 20), 0.06
"""-36 dB of the loudest difference is no voice but hum; seconds kept around what is one."""
_LEAD = 90
"""Symbols of a lead at most, so that with a breath they are fewer than the model takes."""
_SHORT = 24
"""Symbols below which voices invent sounds, before the first word and after the last."""
_CARRIER = "“I have thought about it for a long while, and I say this.” —"
"""Said before what is short. Every voice pauses after it; after shorter ones some run on."""
_LOUDER = 10 ** (12 / 20)
"""At most so much louder is made what was said at the end of a carrier."""
_MOMENT = 0.4
"""Seconds over which it is told how loud something is, as loudness meters do."""

Ends = NDArray[np.int64]
Say = Callable[[list[int]], tuple[Samples, Ends]]
"""From the symbols' numbers to samples, and where each symbol ends, the silent two included."""


class _Lead(NamedTuple):
    """What a breath is said after, and is cut off again; `carried` where the carrier is in it."""

    said: tuple[Phoneme, ...]
    carried: bool


def speak_breaths(spoken: Spoken, say: Say, *, british: bool, rate: int) -> Take:
    """Say `spoken` in as many breaths as its length asks for, and mark its words."""
    chunks: list[Samples] = []
    heard: list[HeardSpan] = []
    length = 0
    lead = _lead(spoken.before, british=british)
    for breath in breaths(to_phonemes(spoken, british=british)):
        leads = _leads(lead, breath, british=british)
        samples, ends = _say_after(leads, breath, say, rate)
        lead = ()
        heard += _place(breath, length + ends)
        samples = _without_babble(samples, breath, ends, rate)
        chunks.append(_voice_alone(samples, rate) if _is_short(breath) else samples)
        length += len(samples)
    joined = np.concatenate(chunks) if chunks else np.zeros(0, np.float32)
    return Take(joined, rate, _as_heard(marks(spoken, heard, length), joined, rate))


def _lead(before: str, *, british: bool) -> tuple[Phoneme, ...]:
    """The sounds of the words that a voice reads on from, and a space."""
    said = to_phonemes(as_written(before), british=british)[-_LEAD:] if before else ()
    return (*said, Phoneme(" ", 0, 0)) if any(sound.is_heard for sound in said) else ()


def _leads(
    lead: tuple[Phoneme, ...], breath: Sequence[Phoneme], *, british: bool
) -> tuple[_Lead, ...]:
    """What `breath` may be said after, the best first: `lead`, longer where both are short."""
    carrier = _lead(_CARRIER, british=british)
    alone = _is_short((*lead, *breath))
    first = _Lead(carrier + lead, carried=True) if alone else _Lead(lead, carried=False)
    second = _Lead(carrier if lead and _is_short(breath) else (), carried=True)
    return tuple(each for each in (first, second) if each.said)


def _is_short(said: Iterable[Phoneme]) -> bool:
    return sum(sound.is_heard for sound in said) < _SHORT


def _say_after(
    leads: Iterable[_Lead], breath: Sequence[Phoneme], say: Say, rate: int
) -> tuple[Samples, Ends]:
    """Say `breath` as it is said after the first of `leads` that can be cut off where it is silent,
    and as loud as a carrier is.

    Voices run on over some commas; where they do so after all `leads`, `breath` is said alone.
    """
    for lead, carried in leads:
        samples, ends = say(_numbers((*lead, *breath)))
        last = max(i for i, sound in enumerate(lead, 1) if sound.is_heard)
        first = max(0, int(ends[last]) - int(_OFFSET_LATE * rate))
        cut = _silence(samples, first, int(ends[len(lead)]), rate)
        if cut is not None:
            rest = _from(samples, cut, rate)
            heard = _as_loud(rest, samples[:cut], rate) if carried else rest
            return heard, ends[len(lead) :] - cut
    return say(_numbers(breath))


def _numbers(said: Iterable[Phoneme]) -> list[int]:
    return [0, *(alphabet()[sound.symbol] for sound in said), 0]


def _from(samples: Samples, cut: int, rate: int) -> Samples:
    """`samples` from `cut` on, faded in."""
    rest = samples[cut:].copy()
    fade = min(len(rest), int(_FADE * rate))
    rest[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
    return rest


def _as_loud(rest: Samples, carrier: Samples, rate: int) -> Samples:
    """`rest` as loud as its carrier: voices grow quiet, some by 11 dB, towards a sentence's end."""
    more = _loudness(carrier, rate) / max(_loudness(rest, rate), 1e-9)
    room = 0.99 / max(float(np.abs(rest).max(initial=0)), 1e-9)
    return np.asarray(rest * np.float32(max(1.0, min(more, room, _LOUDER))))


def _loudness(samples: Samples, rate: int) -> float:
    """The root mean square of the loudest moment of `samples`."""
    level, block = levels(samples, rate)
    if not level.size:
        return 0.0
    count = max(1, round(_MOMENT * rate / block))
    return float(np.sqrt(np.convolve(level**2, np.full(count, 1 / count)).max()))


def _silence(samples: Samples, first: int, last: int, rate: int) -> int | None:
    """The middle of the quietest hundredth of a second in [first, last), None where none is."""
    level, block = levels(samples, rate)
    pairs = np.maximum(level[:-1], level[1:])[first // block : max(0, last // block - 1)]
    if not pairs.size or pairs.min() > level.max() * _SILENT:
        return None
    return (first // block + int(np.argmin(pairs)) + 1) * block


def _without_babble(samples: Samples, breath: Sequence[Phoneme], ends: Ends, rate: int) -> Samples:
    """`samples`, faded out after the last sound: some voices babble on where a stop is meant."""
    last = max(i for i, sound in enumerate(breath, 1) if sound.is_heard)
    faded = samples.copy()
    rest = faded[int(ends[last]) :]
    fade = np.linspace(1, 0, int(_DECAY * rate), dtype=np.float32)[: len(rest)]
    rest[: len(fade)] *= fade
    rest[len(fade) :] = 0
    return faded


def _voice_alone(samples: Samples, rate: int) -> Samples:
    """`samples`, silent but for the voice: some hum for as long as a word or two lasts.

    Hum is deep, so that the differences from sample to sample tell it from a voice.
    """
    level, block = levels(np.diff(samples, prepend=np.float32(0)), rate)
    loud = np.flatnonzero(level > level.max(initial=0) * _FAINT) * block
    if not loud.size:
        return samples
    first, last = int(loud[0]) - int(_ROOM * rate), int(loud[-1]) + block + int(_ROOM * rate)
    fade = _DECAY * rate
    at = np.arange(len(samples))
    shape = np.minimum(1 - (first - at) / fade, 1 - (at - last) / fade)
    return samples * np.clip(shape, 0, 1).astype(np.float32)


def _place(breath: Sequence[Phoneme], ends: Ends) -> list[HeardSpan]:
    return [
        HeardSpan(sound.start, sound.end, int(onset), int(offset))
        for sound, (onset, offset) in zip(breath, pairwise(ends), strict=False)
        if sound.is_heard
    ]


def _as_heard(found: tuple[Mark, ...], samples: Samples, rate: int) -> tuple[Mark, ...]:
    """Marks where the sound is: the durations run a little late, and take pauses into words."""
    if not found:
        return ()
    head, tail = edges(samples, rate)
    level, block = levels(samples, rate)
    loud = np.flatnonzero(level > level.max(initial=0) * _QUIET) * block
    onsets = [min(tail, max(head, m.onset - int(_ONSET_LATE * rate))) for m in found]
    marked = []
    for mark, onset, following in zip(found, onsets, [*onsets[1:], tail], strict=True):
        said = loud[(loud >= onset) & (loud < mark.offset - int(_OFFSET_LATE * rate))]
        offset = min(following, int(said[-1]) + block if said.size else mark.offset)
        if offset > onset:
            marked.append(Mark(mark.start, mark.end, onset, offset))
    return tuple(marked)
