"""The voice plan of a script: who has which voice, on which engine, with which pronunciations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from story.errors import SettingsError, VoiceError
from story.language.detect import NAMES
from story.model import Line, Script
from story.problems import Problems
from story.settings import FILE_NAME, StorySettings
from voices.casting.cast import Cast
from voices.casting.line_voice import line_use
from voices.casting.story_cast import ENGINE, catalogue_of, offered_voices
from voices.casting.voice_use import VoiceUse
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.engines.catalogue import Allowed, Catalogue
from voices.model import Voice
from voices.pronunciation.lexicon import Lexicon, shared_lexicon
from voices.recording.sayable import say_problems, unsayable_problems

Engines = Mapping[str, tuple[EngineSpec, str]]
"""Engine name -> how to build it, and its version."""


@dataclass(frozen=True)
class VoiceOptions:
    """What the person at the command line asks of voices.

    `engine` is what voices are cast from; `pace` is how fast everything is read; `allowed` are
    engines that the story sets up and may use; `listen` has takes transcribed and compared.
    """

    engine: str = ENGINE
    pace: float = 1.0
    allowed: Allowed = field(default_factory=Allowed)
    listen: bool = False


@dataclass(frozen=True)
class VoicePlan:
    """How the lines of a script are voiced.

    `uses` are the speakers' voices, `voices` those that a line may ask for by itself. `pace` and
    `listen` are those of VoiceOptions.
    """

    uses: Mapping[str, VoiceUse]
    voices: Sequence[Voice]
    engines: Engines
    lexicon: Lexicon
    language: str
    pace: float = 1.0
    listen: bool = False

    def use_of(self, line: Line) -> VoiceUse:
        """How one line is voiced. Raises SettingsError where it asks for a voice there is not."""
        return line_use(line, self.uses, self.voices)


def voice_plan(
    script: Script, settings: StorySettings, cast: Cast, options: VoiceOptions, problems: Problems
) -> VoicePlan:
    """How the lines of a script are voiced; what a voice can't say goes to `problems`.

    Raises SettingsError for an engine that the story sets up and nobody allowed.
    """
    _check_allowed(options.allowed, settings)
    voices = offered_voices(script, settings, options.engine)
    lexicon = lexicon_of(settings)
    lines = (line for part in script.sections for line in part.lines)
    asked = (line_use(line, cast, voices, script.path.name) for line in lines)
    used = {use.voice.engine for use in (*cast.values(), *asked)}
    engines = engines_of(used, catalogue_of(script, settings), options.allowed)
    _check_language(script.language, engines)
    problems.extend(Lexicon.of(settings.lexicon).problems(FILE_NAME))
    problems.extend(say_problems(script))
    for spec, _ in engines.values():
        problems.extend(unsayable_problems(script, make_engine(spec), lexicon))
    return VoicePlan(cast, voices, engines, lexicon, script.language, options.pace, options.listen)


def _check_allowed(allowed: Allowed, settings: StorySettings) -> None:
    """Raises SettingsError where an engine is allowed that the story does not set up."""
    for name in sorted(allowed.engines - set(settings.engines)):
        known = ", ".join(settings.engines) or "none"
        raise SettingsError(f"--allow-engine {name}: its inkreel.toml sets up {known}.")


def _check_language(tag: str, engines: Engines) -> None:
    """Raises VoiceError where the story is in a language that a voice does not speak."""
    wanted = tag.partition("-")[0].lower()
    for name, (spec, _) in engines.items():
        spoken = make_engine(spec).languages
        if not spoken or "*" in spoken or any(_main(each) == wanted for each in spoken):
            continue
        speaks = " and ".join(NAMES.get(_main(each), each) for each in spoken)
        raise VoiceError(
            f"the story is in {NAMES.get(wanted, tag)}; no voice speaks it: {name} speaks "
            f"{speaks}. "
            f'Set up an engine under [engines] with languages = ["{wanted}"], or listen to tones '
            'with --engine tone. If it is in English, say language = "en" in inkreel.toml.'
        )


def _main(tag: str) -> str:
    return tag.partition("-")[0].partition("_")[0].lower()


def engines_of(names: Iterable[str], catalogue: Catalogue, allowed: Allowed) -> Engines:
    """How to build the engines `names`, each with its version. Raises SettingsError."""
    specs = {name: catalogue.spec(name, allowed) for name in sorted(set(names))}
    return {name: (spec, make_engine(spec).version) for name, spec in specs.items()}


def lexicon_of(settings: StorySettings) -> Lexicon:
    """The shared lexicon with the story's own words, which rank first."""
    return shared_lexicon().with_words(Lexicon.of(settings.lexicon).usable())
