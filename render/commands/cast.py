"""`inkreel cast` and `inkreel voices`: who speaks, and who could."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from render.commands import tables
from render.commands.choices import AllowEngine, AsJson, StorePath, StoryPath, allowed_engines
from render.commands.terminal import OUT, say, tell, the_store, wrote
from story.problems import Problems
from story.script import read_script
from story.settings import load_settings
from voices.casting.cast_file import cast_json
from voices.casting.story_cast import cast_story, known_voices, read_series, write_series


def cast(
    path: StoryPath,
    as_json: AsJson = False,
    audition: Annotated[
        Path | None, typer.Option(help="Write each speaker in the best voices to this folder.")
    ] = None,
    allow_engine: AllowEngine = None,
    store: StorePath = "",
    series: Annotated[
        Path | None, typer.Option(help="A cast file to keep across stories; written where missing.")
    ] = None,
) -> None:
    """Show who is in the story, the evidence, and the voice of each."""
    problems = Problems()
    settings = load_settings(path, problems)
    found = read_script(path, problems, settings)
    people = cast_story(found, settings, problems, kept=read_series(series))
    if series:
        write_series(series, people)
    if audition:
        from render.commands.audition import write_audition

        kept, allowed = the_store(store), allowed_engines(allow_engine)
        wrote(write_audition(audition, found, people, settings, kept, allowed))
    elif as_json:
        say(json.dumps(cast_json(people), ensure_ascii=False, indent=2))
    else:
        OUT.print(tables.cast_table(found, people))
    tell(problems)


def voices(
    path: Annotated[
        Path | None,
        typer.Argument(metavar="[PATH]", help="A story, for the voices that it sets up, too."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the voices of Inkreel's engines, of installed ones, and of a story's own."""
    problems = Problems()
    found = known_voices(path, problems)
    if as_json:
        say(json.dumps(tables.voices_json(found), indent=2))
    else:
        OUT.print(tables.voices_table(found))
    tell(problems)
