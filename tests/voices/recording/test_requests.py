"""One call says what has to be recorded: a take for each phrase, own voices, gains to measure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from story.model import Annotation, Line
from voices.casting.voice_use import VoiceUse
from voices.engines import list_voices, make_engine
from voices.engines.base import EngineSpec
from voices.pronunciation.lexicon import Lexicon
from voices.recording.requests import what_to_record
from voices.recording.takes import Phrase
from voices.recording.voice_plan import VoicePlan

VOICES = list_voices(["tone"])
HIGH, LOW = (voice for voice in VOICES if voice.model in {"f1", "m1"})
UNMEASURED = replace(LOW, gain=None)


def line(name: str, text: str, speaker: str = "Ada") -> Line:
    whole = ((0, len(text)),)
    return Line(name, "speech", speaker, 0, 0, len(text), text, (), whole, "paragraph")


def plan(low: VoiceUse) -> VoicePlan:
    spec = EngineSpec("tone")
    engines = {"tone": (spec, make_engine(spec).version)}
    uses = {"Ada": VoiceUse(HIGH), "Ben": low}
    return VoicePlan(uses, VOICES, engines, Lexicon(()), "en")


PLAN = plan(VoiceUse(LOW))
HELLO, AGAIN = line("a", "Good morning to all of you here."), line("b", "And again.", "Ben")


def test_every_phrase_of_every_section_is_a_take_in_the_order_of_the_lines() -> None:
    made = what_to_record([[HELLO], [AGAIN]], PLAN)
    asked = [list(section.takes.items()) for section in made.sections]
    assert [[phrase for phrase, _ in takes] for takes in asked] == [
        [Phrase("a", 0, len(HELLO.text))],
        [Phrase("b", 0, len(AGAIN.text))],
    ]
    (_, first), (_, second) = asked[0][0], asked[1][0]
    assert (first.model, second.model) == ("f1", "m1")
    assert first.spoken.written == HELLO.text
    assert made.gains == {}


def test_a_line_may_have_a_voice_of_its_own() -> None:
    asked = replace(AGAIN, annotations=(Annotation("voice", "f1", 1),))
    (section,) = what_to_record([[HELLO, asked]], PLAN).sections
    assert [name for name, use in section.own.items() if use.voice == HIGH] == ["b"]
    assert {take.model for take in section.takes.values()} == {"f1"}


def test_another_take_of_a_line_is_another_sound_and_the_first_is_the_usual_one() -> None:
    notes = [(Annotation("take", number, 1),) for number in "123"]
    asked = [HELLO, *(replace(HELLO, annotations=each) for each in notes)]
    made = [what_to_record([[each]], PLAN).sections[0].takes for each in asked]
    usual, first, second, third = (next(iter(takes.values())) for takes in made)
    assert usual == first
    assert len({first.key, second.key, third.key}) == 3
    assert (second.number, second.spoken, second.speed) == (2, first.spoken, first.speed)


def test_a_gain_that_nobody_told_is_to_be_measured_once() -> None:
    made = what_to_record([[AGAIN], [AGAIN, HELLO]], plan(VoiceUse(UNMEASURED)))
    assert list(made.gains) == ["tone:m1"]


@pytest.mark.parametrize("sections", [[], [[]]])
def test_where_nobody_speaks_nothing_is_recorded(sections: list[list[Line]]) -> None:
    made = what_to_record(sections, PLAN)
    assert len(made.sections) == len(sections)
    assert not any(section.takes for section in made.sections)
