"""What may be chosen on the command line, and options that several commands share."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from story.errors import SettingsError
from voices.engines.catalogue import Allowed, key_variable

MOST_JOBS = 1024
"""More processes than any one machine's cores: a number beyond is a slip of the finger."""


def _story_path(text: str) -> Path:
    """A path that is written: an empty one would stand for the current folder."""
    if not text.strip():
        raise typer.BadParameter("it is empty. Name a story, or its folder")
    return Path(text)


StoryPath = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        help="The story: a Markdown or text file, or its folder.",
        parser=_story_path,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="The data, for other programs.")]
Strict = Annotated[bool, typer.Option("--strict", help="Fail on any problem found.")]
FilmSize = Annotated[str, typer.Option("--size", metavar="WxH", help="Pixels of the film.")]
FromEngine = Annotated[str, typer.Option("--engine", metavar="NAME", help="Cast from this engine.")]
StorePath = Annotated[
    str, typer.Option("--store", metavar="PLACE", help="The store: a folder, or a URL as s3://...")
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", min=0, max=MOST_JOBS, help="Processes at work. 0: one for each core."),
]
AllowEngine = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-engine",
        metavar="NAME",
        help="Let the story use an engine that its inkreel.toml sets up; may be repeated.",
    ),
]
Chapter = Annotated[
    list[str] | None,
    typer.Option(
        metavar="N", help="Only these episodes, counted in order: 3, 2-4 or 1,5; may be repeated."
    ),
]
AsBook = Annotated[bool, typer.Option("--book", help="Make one story of all files in the folder.")]
CommentedPanels = Annotated[
    bool, typer.Option("--commented-panels", help="Show pictures in comments whose files exist.")
]


class EpisodesBy(StrEnum):
    auto = "auto"
    chapter = "chapter"
    panel = "panel"
    story = "story"


class Quality(StrEnum):
    draft = "draft"
    good = "good"
    best = "best"


class Readers(StrEnum):
    adults = "adults"
    children = "children"


class StyleChoice(StrEnum):
    auto = "auto"
    comic = "comic"
    documentary = "documentary"
    plain = "plain"


class Lettering(StrEnum):
    none = "none"
    balloons = "balloons"
    captions = "captions"
    karaoke = "karaoke"


class Switch(StrEnum):
    on = "on"
    off = "off"


class Voices(StrEnum):
    cast = "cast"
    one = "one"


class Verify(StrEnum):
    sound = "sound"
    asr = "asr"


def allowed_engines(names: list[str] | None) -> Allowed:
    """What a story may use that it sets up; the keys for its servers are in the environment."""
    allowed = frozenset(names or ())
    keys = {name: os.environ.get(key_variable(name), "").strip() for name in allowed}
    return Allowed(allowed, {name: key for name, key in keys.items() if key})


def chosen_chapters(given: list[str] | None) -> str:
    """Every --chapter that is given, as one list of episodes: "1" and "3-4" are "1,3-4"."""
    return ",".join(each for each in given or () if each.strip())


def parse_pace(text: str) -> float:
    """How fast it is read, from a word or a number. Raises SettingsError."""
    named = {"slower": 0.88, "normal": 1.0, "faster": 1.14}
    try:
        return in_range("--pace", named.get(text) or float(text), 0.7, 1.4)
    except ValueError as error:
        raise SettingsError(f"--pace {text!r}: use slower, faster, or 0.7 to 1.4.") from error


def above_zero(name: str, value: float, high: float) -> float:
    """`value`, where it lies above 0, up to `high`. Raises SettingsError."""
    if not 0 < value <= high:
        raise SettingsError(f"{name} {value:g}: use a value above 0, up to {high:g}.")
    return value


def in_range(name: str, value: float, low: float, high: float) -> float:
    """`value`, where it lies between. Raises SettingsError."""
    if not low <= value <= high:
        raise SettingsError(f"{name} {value:g}: use a value from {low:g} to {high:g}.")
    return value
