"""Sections, takes and blocks for the tests of sound, made without an engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np

from story.model import Direction, Joint, Line, Panel, Section
from voices.casting.voice_use import VoiceUse
from voices.model import Mark, Take, Voice
from voices.recording.phrases import phrases
from voices.recording.takes import Phrase, TakeInfo
from voices.timeline import SectionTimeline, Timeline

RATE = 24_000
LETTER = 1_440
HEAD = 1_200


def line(
    text: str,
    speaker: str = "narrator",
    *,
    joint: Joint = "paragraph",
    panel: int | None = 0,
    directions: tuple[Direction, ...] = (),
    name: str = "",
) -> Line:
    return Line(
        id=name or f"{speaker}:{text[:20]}",
        kind="narration" if speaker == "narrator" else "speech",
        speaker=speaker,
        panel=panel,
        start=0,
        end=len(text),
        text=text,
        offsets=tuple(range(len(text))),
        sentences=sentences(text),
        joint=joint,
        directions=directions,
    )


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in re.finditer(r"\S[^.!?]*[.!?]*", text))


def section(lines: Sequence[Line], panels: int = 1, name: str = "s") -> Section:
    pictures = tuple(Panel(f"{index}.png", None) for index in range(panels))
    return Section(name, "panel", "A title", "", pictures, tuple(lines), 0, 0)


def take(text: str, height: float = 0.1, seconds: float | None = None) -> Take:
    """Silence, a tone of 60 ms a character (or of `seconds`), silence: a word per word."""
    length = len(text) * LETTER if seconds is None else int(seconds * RATE)
    samples = np.zeros(length + 2 * HEAD, dtype=np.float32)
    tone = np.sin(np.arange(length) * (2 * np.pi * 200 / RATE))
    samples[HEAD : HEAD + length] = height * tone
    return Take(samples, RATE, marks(text, length))


def marks(text: str, length: int) -> tuple[Mark, ...]:
    each = length // max(1, len(text))
    return tuple(
        Mark(*word.span(), HEAD + word.start() * each, HEAD + word.end() * each)
        for word in re.finditer(r"\S+", text)
    )


def info(key: str, text: str, length: int) -> TakeInfo:
    return TakeInfo(key, RATE, length + 2 * HEAD, HEAD, HEAD + length, marks(text, length))


def facts(spoken: Iterable[Section]) -> dict[Phrase, TakeInfo]:
    """What arranging needs of a take for every phrase."""
    return {phrase: info(key, text, len(text) * LETTER) for phrase, key, text in _phrases(spoken)}


def recorded(spoken: Sequence[Section]) -> tuple[dict[Phrase, TakeInfo], dict[str, Take]]:
    """The facts, and the takes by key."""
    return facts(spoken), {key: take(text) for _, key, text in _phrases(spoken)}


def _phrases(spoken: Iterable[Section]) -> Iterator[tuple[Phrase, str, str]]:
    for each in (line for section in spoken for line in section.lines):
        for phrase in phrases(each):
            yield phrase, f"{phrase.line}/{phrase.first}", each.text[phrase.first : phrase.last]


def cast(*speakers: str) -> Mapping[str, VoiceUse]:
    names = ("narrator", *speakers)
    return {name: VoiceUse(Voice(f"tone:{name}", name)) for name in names}


def timeline(*sections: SectionTimeline, fps: Fraction = Fraction(30)) -> Timeline:
    return Timeline(fps, sections)


def cut(samples: np.ndarray, size: int = 48_000) -> Iterator[np.ndarray]:
    return (samples[at : at + size] for at in range(0, len(samples), size))


def stereo(mono: np.ndarray) -> np.ndarray:
    return np.stack([mono, mono], axis=1).astype(np.float32)
