"""Lets a question be heard: Kokoro lets the voice fall at a question mark as at a full stop.

The pitch of the last third of a second before the mark is bent upwards, as English has it in a
question that may be answered with yes. One that asks who, what or why falls by nature, and is left.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from voices.model import Samples
from voices.pronunciation.hibari_package import alphabet
from voices.pronunciation.phonemes import SILENT

_ROWS = 2
"""Rows of the pitch curve for each frame of the durations."""
_SPAN = 26
"""Rows, a third of a second: a longer rise sounds like singing, a shorter one is not heard."""
_TOP = 3.5
"""Semitones above the clause's middle at which a question ends."""
_MOST = 8.0
"""Semitones that a curve is bent at most, however low the voice fell."""
_VOICED, _CREAK = 50.0, 0.45
"""Hz, and the part of a clause's middle pitch below which the curve is only fading out."""
_STRESS = "ˈˌː"
_ENDS = ".!?…"
_ASKS = frozenset("wʌt wɒt wI hW wɛn wɛɹ wɛː hu hum huz wɪʧ wʌts wɒts huz wɛɹz hWz wIz".split())


def bend_questions(pitch: Samples, frames: Samples, ids: list[int]) -> Samples:
    """`pitch` in Hz, [2 · sum of frames], with a rise before each mark that asks yes or no."""
    symbols = "".join(_symbols().get(i, " ") for i in ids)
    ends = np.cumsum(frames).astype(int) * _ROWS
    bent, first = pitch.copy(), 0
    for i, symbol in enumerate(symbols):
        if symbol not in _ENDS:
            continue
        if symbol == "?" and not _asks_for_words(symbols[first:i]):
            _bend(bent, int(ends[first - 1]) if first else 0, int(ends[i - 1]))
        first = i + 1
    return bent


def _bend(pitch: Samples, start: int, stop: int) -> None:
    """Bend the last voiced rows before `stop`, so that they end above the clause's middle."""
    clause = pitch[start:stop]
    middle = float(np.median(clause[clause > _VOICED])) if (clause > _VOICED).any() else 0.0
    voiced = start + np.flatnonzero(clause > max(_VOICED, _CREAK * middle))
    if len(voiced) < 8:
        return
    last = voiced[voiced > voiced[-1] - min(_SPAN, (voiced[-1] - voiced[0]) * 2 // 3)]
    now = 12 * np.log2(float(np.mean(pitch[last[-6:]])) / middle)
    rise = min(_MOST, max(0.0, _TOP - now))
    place = (last - last[0]) / max(1, last[-1] - last[0])
    pitch[last] *= 2 ** (rise * place**1.5 / 12)
    fading = pitch[last[-1] + 1 : stop]
    fading[fading > _VOICED] *= 2 ** (rise / 12)


def _asks_for_words(clause: str) -> bool:
    """Whether the clause starts with who, what, when, where, why, which or how."""
    words = clause.translate({ord(c): " " for c in SILENT}).split()
    return bool(words) and words[0].translate({ord(c): None for c in _STRESS}) in _ASKS


@cache
def _symbols() -> dict[int, str]:
    return {number: symbol for symbol, number in alphabet().items()}
