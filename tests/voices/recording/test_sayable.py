"""What can't be said is told, with its row; what the spoken form puts into words is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stories_to_cast import scene

from story.model import Annotation, Script
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.pronunciation.lexicon import Lexicon
from voices.recording.sayable import say_problems, unsayable_problems

KOKORO = make_engine(EngineSpec("kokoro"))


def told(text: str, lexicon: Lexicon | None = None) -> list[str]:
    script = Script("A story", (scene(text),), (), (), "", Path("index.md"))
    return [problem.message for problem in unsayable_problems(script, KOKORO, lexicon)]


def test_another_script_is_told_as_it_is_written() -> None:
    assert told("He paid $5 and wrote 数学 down.") == ["kokoro can't say '数学'."]


def test_what_has_a_spoken_form_is_no_problem() -> None:
    assert told("50/50, π, ½, 😀, 5°C, §5 and Zürich") == []


def test_a_word_of_the_lexicon_is_no_problem() -> None:
    assert told("He wrote 数学.", Lexicon.of({"数学": "/ʃuːɡɑːˈkuː/"})) == []


def test_an_annotation_that_silences_its_word_is_told() -> None:
    line = scene("The lamp.").lines[0]
    notes = (Annotation("say", "lamp | /ʘʘʘ/", 7), Annotation("say", "lamp | lammp", 9))
    section = replace(scene(""), lines=(replace(line, annotations=notes),))
    (problem,) = say_problems(Script("A story", (section,), (), (), "", Path("index.md")))
    assert (problem.file, problem.row) == ("index.md", 7)
    assert '"lamp" can\'t be said as "/ʘʘʘ/"' in problem.message
