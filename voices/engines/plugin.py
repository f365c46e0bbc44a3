"""An engine of another package, held to what the protocol promises.

Whatever it does ends in a take that can be used, or in a VoiceError that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from threading import Thread
from typing import Any, TypeVar

import numpy as np

from story.errors import InkreelError, TakeError, VoiceError
from voices.engines.base import Engine
from voices.engines.checks import check_speed, voice_named
from voices.model import Mark, Spoken, Take, Voice

LONGEST_CALL = 600.0
"""Seconds after which an engine that is still speaking, or loading, is given up."""
T = TypeVar("T")


class Plugged:
    """`engine`, an object of the class that another package registered as `name`."""

    def __init__(self, name: str, engine: Engine, longest: float = LONGEST_CALL) -> None:
        self.name = name
        self._engine, self._longest = engine, longest
        self._voices = self._within(lambda: tuple(engine.voices()))
        if not all(isinstance(voice, Voice) for voice in self._voices):
            raise VoiceError(f"the engine {name!r} lists voices that are none")
        self.languages = self._within(lambda: tuple(engine.languages))
        self.deterministic = self._within(lambda: bool(engine.deterministic))

    @property
    def version(self) -> str:
        """As the engine has it, with its name in front."""
        return f"{self.name}+{self._within(lambda: str(self._engine.version))}"

    def voices(self) -> Sequence[Voice]:
        """As the engine lists them."""
        return self._voices

    def load(self) -> None:
        """Raises VoiceError where the engine can't, in whatever way it says so."""
        self._within(self._engine.load)

    def speak(self, spoken: Spoken, model: str, speed: float = 1.0) -> Take:
        """Raises VoiceError where the engine fails or hangs, TakeError for what is no sound."""
        voice_named(model, self._voices)
        check_speed(speed)
        take = self._within(lambda: self._engine.speak(spoken, model, speed))
        wrong = _wrong(take, len(spoken.written))
        if wrong:
            raise TakeError(f"the engine {self.name!r} gave {wrong}")
        return take

    def unsayable(self, text: str) -> Sequence[tuple[int, int]]:
        """As the engine tells, within the text."""
        found = self._within(lambda: [(int(a), int(b)) for a, b in self._engine.unsayable(text)])
        return tuple((a, b) for a, b in found if 0 <= a < b <= len(text))

    def _within(self, call: Callable[[], T]) -> T:
        """What `call` gives, in its own thread: one that hangs does not take this one along."""
        found: list[T] = []
        failed: list[Exception] = []

        def run() -> None:
            try:
                found.append(call())
            except Exception as error:
                failed.append(error)

        thread = Thread(target=run, daemon=True)
        thread.start()
        thread.join(self._longest)
        if failed and isinstance(failed[0], InkreelError):
            raise failed[0]
        if failed:
            told = f"{type(failed[0]).__name__}: {failed[0]}"
            raise VoiceError(f"the engine {self.name!r} failed: {told}") from failed[0]
        if not found:
            raise VoiceError(f"the engine {self.name!r} was not done after {self._longest:g} s")
        return found[0]


def _wrong(take: Any, letters: int) -> str:
    """What keeps `take` from being a take of so many written characters; "" where nothing does."""
    if not isinstance(take, Take):
        return f"a {type(take).__name__}, which is no take"
    samples, rate, marks = take.samples, take.rate, take.marks
    if not isinstance(samples, np.ndarray) or samples.dtype != np.float32 or samples.ndim != 1:
        return "sound that is no array of float32 in one row"
    if not np.isfinite(samples).all():
        return "sound with values that are no numbers"
    if np.abs(samples).max(initial=0.0) > 1.0:
        return "sound beyond full scale"
    if not isinstance(rate, int) or not 8_000 <= rate <= 192_000:
        return f"sound at {rate!r} Hz, which is no rate for speech"
    if not all(isinstance(mark, Mark) and _inside(mark, letters, len(samples)) for mark in marks):
        return "marks outside its words or its sound"
    if any(before.offset > after.onset for before, after in pairwise(marks)):
        return "marks that do not rise"
    return ""


def _inside(mark: Mark, letters: int, length: int) -> bool:
    return 0 <= mark.start < mark.end <= letters and 0 <= mark.onset < mark.offset <= length
