"""One gain for a whole file, and a limiter that is not heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import isinf

import numpy as np

from story.problems import Problem
from voices.mixing.voicing import db
from voices.model import Samples
from voices.sound.limiter import CONTEXT, Limiter
from voices.sound.loudness import integrated
from voices.sound.streams import with_context

TARGET = -14.0
"""LUFS of a finished file."""
CEILING = -2.0
"""dBTP that the limiter keeps to. AAC adds up to half a dB or so: after it, -1 dBTP must hold."""
_CLOSE = 0.1
"""LU that are near enough to stop at."""
_MISSED = 0.3
"""LU that a finished file may be off."""


@dataclass(frozen=True)
class Mastering:
    """What brings a mix to its target: dB, dBTP, and the LUFS that are then measured."""

    gain: float
    ceiling: float
    integrated: float


def plan_mastering(
    mixed: Callable[[], Iterable[Samples]], target: float = TARGET, ceiling: float = CEILING
) -> Mastering:
    """The gain that gives `target` LUFS once limited. `mixed` is called 2-5 times."""
    found = integrated(mixed())
    if isinf(found):
        return Mastering(0.0, ceiling, found)
    gain, slope = target - found, 1.0
    result = integrated(master(mixed(), gain, ceiling))
    for _ in range(3):
        missing = target - result
        if abs(missing) < _CLOSE:
            break
        step = missing / slope
        gain, before = gain + step, result
        result = integrated(master(mixed(), gain, ceiling))
        # What the limiter takes back is asked for in advance the next time.
        slope = min(1.0, max(0.3, (result - before) / step))
    return Mastering(gain, ceiling, result)


def loudness_problem(plan: Mastering, target: float, file: str) -> Problem | None:
    """What to tell where a file could not be brought to within 0.3 LU of its target."""
    found = plan.integrated
    if isinf(found) or abs(found - target) <= _MISSED:
        return None
    return Problem(
        file,
        0,
        "loudness-missed",
        f"the sound is at {found:.1f} LUFS, not at {target:.1f}: peaks leave no more room.",
        "Ask for a lower --loudness.",
    )


def master(blocks: Iterable[Samples], gain: float, ceiling: float = CEILING) -> Iterator[Samples]:
    """The blocks with `gain` dB, limited to `ceiling` dBTP; the same samples in number."""
    limiter = Limiter(ceiling)
    scaled = (np.asarray(block * np.float32(db(gain))) for block in blocks)
    for before, block, after in with_context(scaled, CONTEXT):
        factor = limiter.factor(np.concatenate([before, block, after]))
        yield np.asarray(block * factor[:, None], dtype=np.float32)
