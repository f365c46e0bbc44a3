"""The base of every voice engine.

To add an engine:

1. Write `voices/engines/<name>.py` with a class that has the members of `Engine`; import heavy
   packages inside `load`, so that listing voices stays quick. One that is someone else's program
   starts from `ForeignEngine` in `voices/engines/adapter.py`.
2. Register it in `voices/engines/__init__.py` (or, outside this project, under the entry point
   group `inkreel.engines`).
3. Add it to the list in `tests/fixtures/engine_list.py`: the conformance suite runs over
   every engine.
4. Name its extra in `pyproject.toml`, if it needs packages that Inkreel does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Voice:
    """A voice that can be cast. `id` is "engine:model", such as "kokoro:af_heart".

    `pitch` is the median F0 in Hz, `quality` 0..1 (1 best), `gain` the dB that bring it to the
    common loudness (None where nobody measured it yet). `novelty` voices (a whisperer) are cast on
    a hint only. `accent` is "us", "gb" or empty; `suits` are words such as "narrator", "child",
    "elder". `mixes` tells that the engine can mix it with others
    ("kokoro:af_heart*0.5+af_bella*0.5").
    """

    id: str
    name: str
    language: str = "en"
    accent: str = ""
    gender: str = "unknown"
    pitch: float = 0.0
    quality: float = 0.5
    gain: float | None = None
    novelty: bool = False
    suits: tuple[str, ...] = ()
    mixes: bool = False

    @property
    def engine(self) -> str:
        return self.id.partition(":")[0]

    @property
    def model(self) -> str:
        return self.id.partition(":")[2]


@dataclass(frozen=True)
class Spoken:
    """What an engine is asked to say, beside what the author wrote.

    `written` is the author's text; `said` is the form for the voice ("two to three million
    dollars"). `source[i]` is the range of `written` that `said[i]` stands for. `phonemes` are
    ranges of `said` with a pronunciation in IPA that replaces the engine's own. `emphasis` are
    ranges of `said` that the author stressed. `before` are words of the same sentence that come
    first: they are not to be heard, an engine that can reads on from them.
    """

    written: str
    said: str
    source: tuple[tuple[int, int], ...]
    phonemes: tuple[tuple[int, int, str], ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    before: str = ""


@dataclass(frozen=True)
class Mark:
    """A word's time inside a take: range of `Spoken.written`, [onset, offset) in its samples."""

    start: int
    end: int
    onset: int
    offset: int


@dataclass(frozen=True)
class Take:
    """One synthesis: mono float32 samples in -1..1, [n], the engine's own sound at its own rate.

    Marks rise, do not overlap and lie inside the samples.
    """

    samples: Samples
    rate: int
    marks: tuple[Mark, ...]
