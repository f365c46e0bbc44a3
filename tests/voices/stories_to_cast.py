"""Small stories and sets of voices for the tests of casting."""

from __future__ import annotations

from collections.abc import Sequence

from sounds import line

from story.model import NARRATOR, Character, Gender, Section
from voices.model import Voice


def voice(model: str, pitch: float, quality: float = 0.7, **more: object) -> Voice:
    """A voice of the engine "test"; its gender and accent are told by its model, as in Kokoro."""
    facts = {
        "accent": {"a": "us", "b": "gb"}.get(model[0], ""),
        "gender": {"f": "female", "m": "male"}.get(model[1], "unknown"),
        "pitch": pitch,
        "quality": quality,
    }
    return Voice(f"test:{model}", model[3:].title(), **(facts | more))


VOICES = (
    voice("af_ann", 195, 0.95, suits=("narrator",)),
    voice("af_bea", 205, 0.9),
    voice("af_cat", 150, 0.7),
    voice("af_dot", 170, 0.65),
    voice("af_eve", 215, 0.6, suits=("young",)),
    voice("af_hiss", 150, 0.8, novelty=True, suits=("whisper",)),
    voice("am_abe", 110, 0.8),
    voice("am_ben", 130, 0.75),
    voice("am_cal", 90, 0.7, suits=("elder",)),
    voice("am_dan", 150, 0.6),
    voice("bf_gwen", 180, 0.85),
    voice("bm_hugh", 120, 0.8),
)


def scene(*speeches: str) -> Section:
    """A section of "Name: words" rows; a row without a name is the narrator's."""
    lines = []
    for number, speech in enumerate(speeches):
        name, colon, words = speech.partition(": ")
        speaker, text = (name, words) if colon else (NARRATOR, speech)
        lines.append(line(text, speaker, name=f"{number}:{speech}"))
    return Section(speeches[0], "scene", speeches[0], "", (), tuple(lines), 0, 0)


def people(**genders: Gender) -> list[Character]:
    """Characters by their first names."""
    return [Character(name, gender=gender) for name, gender in genders.items()]


def crowd(names: Sequence[str], times: int = 2) -> Section:
    """A scene in which each of `names` speaks `times` times."""
    return scene("It began.", *(f"{name}: So I say." for _ in range(times) for name in names))
