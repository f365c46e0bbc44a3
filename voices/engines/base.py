"""What an engine is: the protocol that each one keeps, and how one is told to be built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from voices.model import Spoken, Take, Voice


class Engine(Protocol):
    """Turns text into sound. Built from plain settings, so that workers can make their own."""

    name: str
    languages: tuple[str, ...]
    deterministic: bool

    @property
    def version(self) -> str:
        """Names everything that changes the sound: model hash, package versions, instructions."""

    def voices(self) -> Sequence[Voice]:
        """The voices that it offers, in a fixed order."""

    def load(self) -> None:
        """Make ready to speak; a second call does nothing. Raises VoiceError with advice."""

    def speak(self, spoken: Spoken, model: str, speed: float = 1.0) -> Take:
        """Say it in the voice `model`, `speed` times as fast as is natural for that voice."""

    def unsayable(self, text: str) -> Sequence[tuple[int, int]]:
        """Ranges of `text` that would be silent or wrong."""


@dataclass(frozen=True)
class EngineSpec:
    """Plain data from which a worker process builds an engine.

    `secret` is a key for a server; it changes no sound, and no repr shows it.
    """

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    secret: str = field(default="", repr=False)
