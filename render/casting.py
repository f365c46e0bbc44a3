"""Who speaks in which voice and how words are said, from a script and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from render.scenes import Engines
from story.errors import SettingsError
from story.model import Script
from story.problems import Problems
from story.settings import StorySettings
from voices.cast import Cast, cast
from voices.cast_file import cast_from_toml, cast_toml
from voices.engine import EngineSpec, Voice
from voices.engines import engine_names, list_voices, make_engine
from voices.lexicon import Lexicon, shared_lexicon
from voices.store import write_aside
from voices.voice_use import VoiceUse

DRAFT_ENGINE = "hibari"
ENGINE = "kokoro"


def cast_story(
    script: Script,
    settings: StorySettings,
    problems: Problems,
    *,
    engine: str = ENGINE,
    one: bool = False,
    kept: Cast | None = None,
) -> Cast:
    """The cast of a story. `kept` is a cast written before, whose speakers keep their voices.

    Raises SettingsError for a wish that can't be met.
    """
    wishes = dict(settings.cast) if engine == ENGINE else {}
    offered = list_voices([engine, *(name for name in _wished_engines(settings) if name != engine)])
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
    return made


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
