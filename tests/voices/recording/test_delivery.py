"""Whispers, shouts and thoughts: how fast, how loud, through which filter; where speakers stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sounds import cast, line, section

from story.model import Annotation
from voices.casting.balance import BALANCES, balances
from voices.casting.voice_use import VoiceUse
from voices.recording.delivery import DELIVERIES, PLAIN, delivery_of, speed_of
from voices.sound.effects import EFFECTS, apply_effect

ADA = cast("Ada")["Ada"]


def vowel(seconds: float = 1.0, pitch: float = 120.0) -> np.ndarray:
    """A buzz with formants near 700 and 1200 Hz."""
    time = np.arange(int(48_000 * seconds)) / 48_000
    heights = [
        (
            n,
            np.exp(-(((n * pitch - 700) / 300) ** 2))
            + 0.5 * np.exp(-(((n * pitch - 1200) / 300) ** 2)),
        )
        for n in range(1, 40)
    ]
    buzz = sum(height * np.sin(2 * np.pi * n * pitch * time) for n, height in heights)
    return (0.05 * buzz * np.minimum(1, np.minimum(time, time[::-1]) * 50)).astype(np.float32)


def harmonicity(sound: np.ndarray, pitch: float = 120.0) -> float:
    """How alike the sound is to itself a pitch period later: 1 a buzz, 0 noise."""
    period = round(48_000 / pitch)
    one, other = sound[:-period], sound[period:]
    return float(np.dot(one, other) / np.sqrt(np.dot(one, one) * np.dot(other, other)))


def asked(kind: str) -> tuple[Annotation, ...]:
    return (Annotation("delivery", kind),)


def test_a_line_is_plain_unless_asked() -> None:
    assert delivery_of(line("Go.", "Ada"), ADA) == PLAIN
    assert delivery_of(line("Go.", "Ada", annotations=asked("operatic")), ADA) == PLAIN


def test_a_line_overrides_how_its_speaker_always_talks() -> None:
    hushed = VoiceUse(ADA.voice, delivery="whisper")
    assert delivery_of(line("Go.", "Ada"), hushed) == DELIVERIES["whisper"]
    assert (
        delivery_of(line("Go.", "Ada", annotations=asked("shout")), hushed) == DELIVERIES["shout"]
    )


def test_speeds_multiply_and_stay_where_a_voice_is_understood() -> None:
    quick = VoiceUse(ADA.voice, speed=1.2)
    assert speed_of(line("Go.", "Ada", annotations=asked("shout")), quick, pace=1.1) == 1.3992
    assert speed_of(line("Go.", "Ada"), quick, pace=9.0) == 2.0
    assert speed_of(line("Go.", "Ada"), replace(quick, speed=1.0, pitch=12.0)) == 0.5
    assert speed_of(line("Go.", "Ada"), quick, pace=0.1) == 0.5


@pytest.mark.parametrize("name", sorted(EFFECTS))
def test_an_effect_keeps_the_level_and_the_place(name: str) -> None:
    sound = np.concatenate([np.zeros(9_600, np.float32), vowel(), np.zeros(9_600, np.float32)])
    changed = apply_effect(name, sound, "seed")
    assert changed.dtype == np.float32
    assert len(sound) <= len(changed) <= len(sound) + 48_000 // 4
    assert not np.abs(changed[:8_000]).max() > 1e-3
    quiet, loud = (np.sqrt(np.mean(np.square(each[9_600:57_600]))) for each in (sound, changed))
    assert abs(20 * np.log10(loud / quiet)) < 4
    assert np.array_equal(changed, apply_effect(name, sound, "seed"))


def test_a_whisper_has_breath_instead_of_pitch() -> None:
    sound = vowel()
    assert harmonicity(sound) > 0.95
    assert harmonicity(apply_effect("whisper", sound, "seed")) < 0.5


def test_a_whisper_keeps_the_mouth_of_the_voice() -> None:
    spectrum = np.abs(np.fft.rfft(apply_effect("whisper", vowel(), "seed")))
    bands = [spectrum[low : low + 300].mean() for low in range(0, 6_000, 300)]
    assert int(np.argmax(bands)) in {2, 3, 4}


def test_two_whispers_do_not_share_their_breath() -> None:
    one, other = (apply_effect("whisper", vowel(), seed) for seed in ("a", "b"))
    assert not np.allclose(one, other, atol=1e-3)


def test_an_effect_of_silence_is_silence() -> None:
    silence = np.zeros(4_800, dtype=np.float32)
    assert all(not np.abs(apply_effect(name, silence, "s")).max() > 1e-6 for name in EFFECTS)


def test_those_who_talk_together_stand_apart_and_the_narrator_in_the_middle() -> None:
    talk = [
        line("One two three four.", "Ada"),
        line("she said.", joint="tag"),
        line("Five six seven.", "Ben"),
        line("Eight nine.", "Ada"),
        line("Ten.", "Cy"),
    ]
    places = balances([section(talk)])
    assert places["narrator"] == 0.0
    assert (places["Ada"], places["Ben"]) == (BALANCES[0], BALANCES[1])
    assert places["Cy"] > 0
    assert all(abs(place) <= 0.3 for place in places.values())
