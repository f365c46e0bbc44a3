"""The air that something moves: a low, short whoosh where a frame enters the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial

import numpy as np

from voices.clock import RATE
from voices.mixing.levels import SPEECH, WHOOSH
from voices.mixing.mix import Track, add_into, block_ranges
from voices.model import Samples
from voices.sound.loudness import STEP, LoudnessMeter

LENGTH = RATE * 24 // 100
"""Samples of a whoosh: what lasts longer is heard as a sound of its own."""
_HIGHEST = 500.0
"""Hz under which it lies: words are told apart above."""


def whoosh_track(total: int, entrances: Sequence[int]) -> Track:
    """A track of `total` samples with a whoosh whose loudest moment is at each of `entrances`."""
    return Track("effects", partial(_blocks, total, tuple(entrances)))


def _blocks(total: int, entrances: Sequence[int]) -> Iterator[Samples]:
    for start, end in block_ranges(total):
        block = np.zeros((end - start, 2), dtype=np.float32)
        for at in entrances:
            add_into(block, start, whoosh(), at - LENGTH // 2)
        yield block


@cache
def whoosh() -> Samples:
    """Noise [n, 2] that swells and goes, dull, at its level in the mix."""
    from scipy.signal import butter, sosfilt  # a third of a second to import, and seldom needed

    noise = np.random.default_rng(0).standard_normal((LENGTH, 2))
    band = butter(2, (90.0, _HIGHEST), "bandpass", fs=RATE, output="sos")
    shape = np.square(np.sin(np.pi * (np.arange(LENGTH) + 0.5) / LENGTH))
    sound = (sosfilt(band, noise, axis=0) * shape[:, None]).astype(np.float32)
    meter = LoudnessMeter()
    meter.add(sound)
    meter.add(np.zeros((4 * STEP, 2), dtype=np.float32))
    return np.asarray(
        sound * 10 ** ((SPEECH + WHOOSH - meter.momentary().max()) / 20), dtype=np.float32
    )
