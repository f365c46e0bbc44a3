"""How lines are read: script and cast in, what has to be recorded out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from story.model import Line, Script
from story.problems import Problems
from story.settings import FILE_NAME, StorySettings
from voices.casting.cast import Cast
from voices.casting.line_voice import line_use
from voices.casting.story_cast import catalogue_of, offered_voices
from voices.casting.voice_use import VoiceUse
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.engines.catalogue import Allowed, Catalogue
from voices.model import Spoken, Voice
from voices.pronunciation.lexicon import Lexicon, say_pair, shared_lexicon
from voices.pronunciation.spoken import spoken_form
from voices.recording.context import words_before
from voices.recording.delivery import speed_of
from voices.recording.phrases import phrases
from voices.recording.record import TakeRequest, take_request
from voices.recording.sayable import unsayable
from voices.recording.takes import Phrase


def reading_of(
    script: Script,
    settings: StorySettings,
    cast: Cast,
    problems: Problems,
    engine: str,
    pace: float,
    allowed: Allowed,
    *,
    listen: bool = False,
) -> Reading:
    """How the lines of a script are read; what a voice can't say goes to `problems`.

    Raises SettingsError for an engine that the story sets up and nobody allowed.
    """
    voices, lexicon = offered_voices(script, settings, engine), lexicon_of(settings)
    asked = (line_use(line, cast, voices) for part in script.sections for line in part.lines)
    used = {use.voice.engine for use in (*cast.values(), *asked)}
    engines = engines_of(used, catalogue_of(script, settings), allowed)
    problems.extend(Lexicon.of(settings.lexicon).problems(FILE_NAME))
    for spec, _ in engines.values():
        problems.extend(unsayable(script, make_engine(spec), lexicon))
    return Reading(cast, voices, engines, lexicon, script.language, pace, listen)


def engines_of(names: Iterable[str], catalogue: Catalogue, allowed: Allowed) -> Engines:
    """How to build the engines `names`, each with its version. Raises SettingsError."""
    specs = {name: catalogue.spec(name, allowed) for name in sorted(set(names))}
    return {name: (spec, make_engine(spec).version) for name, spec in specs.items()}


def lexicon_of(settings: StorySettings) -> Lexicon:
    """The shared lexicon with the story's own words, which rank first."""
    return shared_lexicon().with_words(Lexicon.of(settings.lexicon))


Engines = Mapping[str, tuple[EngineSpec, str]]
"""Engine name -> how to build it, and its version."""


@dataclass(frozen=True)
class Reading:
    """How lines are read: who has which voice, on which engine, with which pronunciations.

    `voices` are those that a line may ask for by itself; `pace` is how fast everything is read;
    `listen` tells that takes are also transcribed and compared.
    """

    uses: Mapping[str, VoiceUse]
    voices: Sequence[Voice]
    engines: Engines
    lexicon: Lexicon
    language: str
    pace: float = 1.0
    listen: bool = False


def _requests(lines: Sequence[Line], reading: Reading) -> dict[Phrase, TakeRequest]:
    made = {}
    for at, line in enumerate(lines):
        use = line_use(line, reading.uses, reading.voices)
        spec, version = reading.engines[use.voice.engine]
        speed = speed_of(line, use, reading.pace)
        for phrase in phrases(line):
            before = said_before(words_before(lines, at, phrase), reading)
            spoken = replace(spoken_phrase(line, phrase, reading), before=before)
            listen = reading.language if reading.listen else ""
            made[phrase] = take_request(spec, version, use.voice.model, speed, spoken, listen)
    return made


def said_before(words: str, reading: Reading) -> str:
    """The form for a voice of words that it reads on from."""
    return spoken_form(words, reading.lexicon, language=reading.language).said if words else ""


def _own(lines: Sequence[Line], reading: Reading) -> dict[str, VoiceUse]:
    uses = ((line, line_use(line, reading.uses, reading.voices)) for line in lines)
    return {line.id: use for line, use in uses if use != reading.uses[line.speaker]}


def spoken_phrase(line: Line, phrase: Phrase, reading: Reading) -> Spoken:
    """What a voice is asked to say for one phrase."""
    inside = [
        (max(first, phrase.first) - phrase.first, min(last, phrase.last) - phrase.first)
        for first, last in line.emphasis
        if first < phrase.last and phrase.first < last
    ]
    says = [say_pair(each.value) for each in line.directions if each.kind == "say"]
    text = line.text[phrase.first : phrase.last]
    return spoken_form(text, reading.lexicon, inside, says, reading.language)
