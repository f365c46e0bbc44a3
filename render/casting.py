"""Who speaks in which voice and how words are said, from a script and its settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from render.scenes import Engines, Reading
from story.errors import SettingsError
from story.model import Script
from story.problems import Problems
from story.settings import FILE_NAME, StorySettings
from voices.balance import balances
from voices.cast import Cast, cast
from voices.cast_file import cast_from_toml, cast_toml
from voices.engine import EngineSpec, Voice
from voices.engines import engine_names, list_voices, make_engine
from voices.lexicon import Lexicon, shared_lexicon
from voices.line_voice import line_use
from voices.sayable import unsayable
from voices.store import write_aside
from voices.voice_use import VoiceUse

DRAFT_ENGINE = "hibari"
ENGINE = "kokoro"
_PLACE = re.compile(r" \([^()]*\)$")


def cast_story(
    script: Script,
    settings: StorySettings,
    problems: Problems,
    *,
    engine: str = ENGINE,
    one: bool = False,
    kept: Cast | None = None,
    dry: bool = False,
) -> Cast:
    """The cast of a story. `kept` is a cast written before, whose speakers keep their voices.
    `dry` leaves everyone in the middle.

    Raises SettingsError for a wish that can't be met.
    """
    wishes = dict(settings.cast) if engine == ENGINE else {}
    offered = offered_voices(settings, engine)
    choice = len(_of_engine(offered, engine)) > 1
    made = cast(
        script.characters,
        script.sections,
        offered,
        wishes,
        kept,
        one=one or settings.voices == "one" or not choice,
        engine=engine,
    )
    if choice:
        problems.extend(made.problems)
    return made if dry else Cast(_seated(made, script), made.problems)


def reading_of(
    script: Script,
    settings: StorySettings,
    cast: Cast,
    problems: Problems,
    engine: str,
    pace: float,
) -> Reading:
    """How the lines of a script are read; what a voice can't say goes to `problems`."""
    voices, lexicon = offered_voices(settings, engine), lexicon_of(settings)
    asked = (line_use(line, cast, voices) for part in script.sections for line in part.lines)
    engines = engines_of({use.voice.id: use for use in (*cast.values(), *asked)})
    problems.extend(Lexicon.of(settings.lexicon).problems(FILE_NAME))
    for spec, _ in engines.values():
        problems.extend(unsayable(script, make_engine(spec), lexicon))
    return Reading(cast, voices, engines, lexicon, script.language, pace)


def offered_voices(settings: StorySettings, engine: str) -> tuple[Voice, ...]:
    """The voices of `engine`, then those of other engines that the story's cast names."""
    return list_voices([engine, *(name for name in _wished_engines(settings) if name != engine)])


def _seated(cast: Cast, script: Script) -> dict[str, VoiceUse]:
    """Everybody at their place between left and right, unless the author gave them one."""
    places = balances(script.sections)
    return {
        name: use if use.balance else replace(use, balance=places.get(name, 0.0))
        for name, use in cast.items()
    }


def shown_names(script: Script, labels: Mapping[str, str]) -> dict[str, str]:
    """What to show for speakers whose name tells them from others: "one executive (Chapter 4)".

    `labels` are the author's own, which rank first.
    """
    named = (character.name for character in script.characters)
    plain = {name: _PLACE.sub("", name) for name in named if _PLACE.search(name)}
    return plain | dict(labels)


def read_series(path: Path | None) -> Cast | None:
    """The cast that a series keeps in a file, None before its first. Raises SettingsError."""
    if path is None or not path.exists():
        return None
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"--series {path} can't be read: {error}.") from error
    return cast_from_toml(text, list_voices())


def write_series(path: Path, cast: Cast) -> None:
    """Keep a cast for the next story of a series. Raises SettingsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, cast_toml(cast).encode())
    except OSError as error:
        raise SettingsError(f"--series {path} can't be written: {error.strerror}.") from error


def engines_of(cast: Mapping[str, VoiceUse]) -> Engines:
    """The engines that a cast needs, each with its version."""
    names = sorted({use.voice.engine for use in cast.values()})
    specs = {name: EngineSpec(name) for name in names}
    return {name: (spec, make_engine(spec).version) for name, spec in specs.items()}


def lexicon_of(settings: StorySettings) -> Lexicon:
    """The shared lexicon with the story's own words, which rank first."""
    return shared_lexicon().with_words(Lexicon.of(settings.lexicon))


def _wished_engines(settings: StorySettings) -> tuple[str, ...]:
    """Engines that the story's cast names, such as "coqui" in "coqui:my-model"."""
    named = {wish.voice.partition(":")[0] for wish in settings.cast.values() if ":" in wish.voice}
    unknown = sorted(named - set(engine_names()))
    if unknown:
        raise SettingsError(f"there is no engine {unknown[0]!r}: use {', '.join(engine_names())}.")
    return tuple(sorted(named))


def _of_engine(voices: tuple[Voice, ...], engine: str) -> tuple[Voice, ...]:
    return tuple(voice for voice in voices if voice.engine == engine)
