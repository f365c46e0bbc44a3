"""Who speaks in which voice and how words are said, from a script and its settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from story.errors import SettingsError, StoryError, VoiceError, reason
from story.model import Script
from story.problems import Problem, Problems
from story.safe_text import shortened
from story.settings import StorySettings, load_settings, setting_place
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
    _check_engines(script, settings)
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
    if settings.cast and not wishes:
        problems.extend(_wishes_checked(script, settings, made))
    return made if dry else Cast(_seated(made, script), made.problems)


def _wishes_checked(script: Script, settings: StorySettings, made: Cast) -> tuple[Problem, ...]:
    """What is wrong with the cast in the settings, where a draft does not use it.

    Raises SettingsError for a wish that can't be met.
    """
    offered = offered_voices(script, settings, ENGINE)
    wished = cast(script.characters, script.sections, offered, dict(settings.cast), engine=ENGINE)
    return tuple(each for each in wished.problems if each not in made.problems)


def _check_engines(script: Script, settings: StorySettings) -> None:
    """Raises SettingsError where a line or the story's cast names an engine that there isn't."""
    names = catalogue_of(script, settings).names()
    known = f"use {', '.join(names)}"
    for section in script.sections:
        for line in section.lines:
            for each in line.annotations:
                engine, colon, _ = each.value.partition(":")
                if each.kind == "voice" and colon and engine not in names:
                    raise SettingsError(
                        f"{script.path.name}, row {line.row}: voice: {shortened(each.value, 60)}: "
                        f"there is no engine {shortened(engine, 40)!r}: {known}."
                    )
    for speaker, wish in settings.cast.items():
        engine, colon, _ = wish.voice.partition(":")
        if colon and engine not in names:
            file, row = setting_place(script.path, ["cast", speaker, "voice"])
            raise SettingsError(
                f"{file}:{row}: cast.{speaker}.voice: "
                f"there is no engine {shortened(engine, 40)!r}: {known}."
            )


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
    if path and not path.exists():
        raise StoryError(f"{path} does not exist. Give a story file, or the folder it is in.")
    settings = load_settings(path, problems) if path else StorySettings()
    folder = path if path and path.is_dir() else (path or Path()).parent
    found = [*list_voices(), *Catalogue(settings.engines, folder).voices(*settings.engines)]
    for name in installed_engines():
        try:
            found += list_voices([name])
        except VoiceError as error:
            problems.add(
                Problem(name, 0, "engine-unready", f"{reason(error)}.", "See inkreel doctor.")
            )
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
        raise SettingsError(f"--series {path} can't be read: {reason(error)}.") from error
    try:
        return cast_from_toml(text, list_voices())
    except SettingsError as error:
        raise SettingsError(f"--series {path}: {reason(error)}") from error


def write_series(path: Path, cast: Cast) -> None:
    """Keep a cast for the next story of a series. Raises SettingsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, cast_toml(cast).encode())
    except OSError as error:
        raise SettingsError(f"--series {path} can't be written: {reason(error)}.") from error


def _asked(script: Script) -> list[str]:
    """The voices that lines ask for by themselves."""
    lines = (line for section in script.sections for line in section.lines)
    return [each.value for line in lines for each in line.annotations if each.kind == "voice"]


def _of_engine(voices: tuple[Voice, ...], engine: str) -> tuple[Voice, ...]:
    return tuple(voice for voice in voices if voice.engine == engine)
