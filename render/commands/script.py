"""`inkreel script` and `inkreel init`: who says what, and the settings that say it better."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from render.commands.choices import AsBook, AsJson, CommentedPanels, StoryPath, Strict, Voices
from render.commands.terminal import be_strict, say, tell, wrote
from story.errors import SettingsError
from story.model import Script
from story.output.pictures_wanted import pictures_wanted
from story.output.review import mood_table, review_table
from story.output.script_json import script_json
from story.output.script_text import show_script
from story.output.skipped import skipped_table
from story.output.starter_toml import starter_text
from story.problems import Problems
from story.script import asked_for, read_script
from story.settings import FILE_NAME, StorySettings, load_settings
from voices.casting.story_cast import cast_story


def script(
    path: StoryPath,
    as_json: AsJson = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="Only what is unsure, how to settle it, and moods."),
    ] = False,
    skipped: Annotated[
        bool, typer.Option("--skipped", help="Only what is not told, and why.")
    ] = False,
    book: AsBook = False,
    commented_panels: CommentedPanels = False,
    unknown: Annotated[
        bool, typer.Option("--unknown-words", help="Only the words that a voice will guess.")
    ] = False,
    guesses: Annotated[
        Path | None, typer.Option(help="With --unknown-words: a folder for a WAV of each guess.")
    ] = None,
    voices: Annotated[Voices, typer.Option(help="A voice for each speaker, or one.")] = Voices.cast,
    strict: Strict = False,
) -> None:
    """Show who says what, over which panel, in which voice."""
    problems = Problems()
    settings = load_settings(path, problems)
    settings = asked_for(settings, book=book, commented=commented_panels)
    found = read_script(path, problems, settings)
    if as_json:
        say(json.dumps(script_json(found), ensure_ascii=False, indent=2))
    elif review:
        say(f"{review_table(found)}\n{mood_table(found)}")
    elif skipped:
        say(skipped_table(found))
    elif unknown:
        _unknown(found, settings, guesses)
    else:
        people = cast_story(found, settings, problems, one=voices is Voices.one)
        say(show_script(found, lambda speaker: people[speaker].voice.id))
        problems.extend(pictures_wanted(found))
    tell(problems)
    be_strict(problems, strict=strict)


def _unknown(found: Script, settings: StorySettings, guesses: Path | None) -> None:
    from render.commands.guesses import guess_table, write_guesses

    say(guess_table(found, settings))
    if guesses:
        write_guesses(guesses, found, settings)


def init(
    path: StoryPath,
    force: Annotated[bool, typer.Option("--force", help="Replace one that is there.")] = False,
) -> None:
    """Write an inkreel.toml beside the story, filled with what was found."""
    from voices.store.files import write_file

    problems = Problems()
    found = read_script(path, problems)
    target = found.path.parent / FILE_NAME
    if target.exists() and not force:
        raise SettingsError(f"{target} is there already: edit it, or replace it with --force.")
    write_file(target, starter_text(found).encode())
    tell(problems)
    wrote(target)
