"""Who speaks in which voice and how words are said, from a script and its settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from story.errors import SettingsError, VoiceError
from story.model import Script
from story.problems import Problem, Problems
from story.settings import StorySettings, load_settings
from voices.casting.balance import balances
from voices.casting.cast import Cast, cast
from voices.casting.cast_file import cast_from_toml, cast_toml
from voices.casting.voice_use import VoiceUse
from voices.engines import installed_engines, list_voices
from voices.engines.catalogue import Catalogue
from voices.model import Voice
from voices.store.files import write_aside

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
    dry: bool = False,
) -> Cast:
    """The cast of a story. `kept` is a cast written before, whose speakers keep their voices.
    `dry` leaves everyone in the middle.

    Raises SettingsError for a wish that can't be met.
    """
    wishes = dict(settings.cast) if engine == ENGINE else {}
    offered = offered_voices(script, settings, engine, kept)
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


def catalogue_of(script: Script, settings: StorySettings) -> Catalogue:
    """The engines that a story may use."""
    return Catalogue(settings.engines, script.path.parent)


def offered_voices(
    script: Script, settings: StorySettings, engine: str, kept: Cast | None = None
) -> tuple[Voice, ...]:
    """The voices of `engine`, then those of others that a line, the story's cast or `kept` names.

    Raises SettingsError where there is no such engine.
    """
    catalogue = catalogue_of(script, settings)
    wished = (wish.voice for wish in settings.cast.values() if engine == ENGINE)
    named = {voice.partition(":")[0] for voice in (*_asked(script), *wished) if ":" in voice}
    before = {use.voice.engine for use in (kept or {}).values()} & set(catalogue.names())
    return catalogue.voices(engine, *sorted((named | before) - {engine}))


def known_voices(path: Path | None, problems: Problems) -> tuple[Voice, ...]:
    """The voices that Inkreel brings, those of installed engines, and of the story at `path`."""
    settings = load_settings(path, problems) if path else StorySettings()
    folder = path if path and path.is_dir() else (path or Path()).parent
    found = [*list_voices(), *Catalogue(settings.engines, folder).voices(*settings.engines)]
    for name in installed_engines():
        try:
            found += list_voices([name])
        except VoiceError as error:
            problems.add(Problem(name, 0, "engine-unready", f"{error}.", "See inkreel doctor."))
    return tuple(found)


def _seated(cast: Cast, script: Script) -> dict[str, VoiceUse]:
    """Everybody at their place between left and right, unless the author gave them one."""
    places = balances(script.sections)
    return {
        name: use if use.balance else replace(use, balance=places.get(name, 0.0))
        for name, use in cast.items()
    }


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


def _asked(script: Script) -> list[str]:
    """The voices that lines ask for by themselves."""
    lines = (line for section in script.sections for line in section.lines)
    return [each.value for line in lines for each in line.annotations if each.kind == "voice"]


def _of_engine(voices: tuple[Voice, ...], engine: str) -> tuple[Voice, ...]:
    return tuple(voice for voice in voices if voice.engine == engine)
