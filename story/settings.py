"""The story file's companion `inkreel.toml`: every field optional, every mistake pointed at."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from story.errors import SettingsError, StoryError, reason
from story.problems import Problem, Problems
from story.read import story_file
from story.safe_text import one_row, shortened
from story.toml import load_toml, row_of

FILE_NAME = "inkreel.toml"
SIDECAR = ".inkreel.toml"
"""Behind a story's own name: settings and notes of this story alone."""
_LIMIT = 1_000_000
"""Bytes: thousands of settings."""


Row = Annotated[str, AfterValidator(one_row)]
Text = Annotated[str, AfterValidator(one_row), Field(min_length=1, max_length=500)]
Size = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Edge = Annotated[float, Field(allow_inf_nan=False)]
EngineName = Annotated[str, Field(pattern=r"^[A-Za-z][\w-]*$")]


_TIME = TypeAdapter(AwareDatetime)
"""A day of the calendar and a time of day, with its zone."""


def _is_time(text: str) -> str:
    """`text`, where a calendar and a clock have it."""
    if text:
        _TIME.validate_python(text)
    return text


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class CastSettings(_Table):
    """How one speaker sounds. `gain` in dB, `speed` times natural, `pitch` in semitones."""

    voice: str = ""
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    pitch: float = Field(default=0.0, ge=-6, le=6)
    gain: float = Field(default=0.0, ge=-30, le=12)
    delivery: Literal["", "whisper", "shout", "thought", "calm", "excited", "sad"] = ""
    gender: Literal["", "female", "male", "unknown"] = ""
    age: Literal["", "child", "adult", "elder", "unknown"] = ""
    aliases: tuple[Text, ...] = ()


class SkipSettings(_Table):
    """What is left out. `cards`: tables, formulas and closing quotations are not shown. `headings`
    are titles (or parts of them) of sections to leave out."""

    cards: bool = False
    references: bool = True
    aside: bool = False
    moral: bool = False
    chat: bool = True
    headings: tuple[Text, ...] = ()


Transition = Literal["cut", "crossfade", "dip", "slide", "wipe"]
"""How a picture takes another's place."""


class CameraSettings(_Table):
    """How the camera moves: `move` everywhere, `sections` by title or label ("Chapter 2").

    A move is "auto", or what an annotation may say: "hold", "push in", "left to right" ...
    `depth` is by how many percent of the frame's width near things pass far ones.
    """

    move: Text = "auto"
    sections: Mapping[str, Text] = Field(default_factory=dict)
    transition: Transition = "crossfade"
    depth: float | None = Field(default=None, ge=0, le=2)


class HeadSettings(_Table):
    """A head in a picture: `box` is left, top, width, height in its pixels, hair to chin; `name`
    whose it is, nobody's where it is empty (a bust, a poster, a coat taken for a face)."""

    box: tuple[float, float, Size, Size]
    name: str = Field(default="", max_length=200)


class ThingSettings(_Table):
    """Something in a picture that the story speaks of: `box` is left, top, width, height in its
    pixels, all of it; `name` what it is called ("the lamp")."""

    box: tuple[float, float, Size, Size]
    name: str = Field(min_length=1, max_length=200)


class PanelSettings(_Table):
    """What is known of one picture: `frames` are its drawings' boxes (left, top, width, height in
    its pixels) in reading order, where it is a page of comics."""

    heads: tuple[HeadSettings, ...] = ()
    things: tuple[ThingSettings, ...] = ()
    frames: tuple[tuple[Edge, Edge, Size, Size], ...] = Field(default=(), max_length=200)


class ComicSettings(_Table):
    """How pages of comics are read: `order` of their drawings, "" for what the book says, or from
    left to right; `pages` which pictures are pages: "auto" (those that plainly are), "all", "none",
    or their paths as the story writes them."""

    order: Literal["", "ltr", "rtl"] = ""
    pages: Literal["auto", "all", "none"] | tuple[Text, ...] = "auto"


class FormatSettings(_Table):
    """How the story is read: `dialect` of Markdown, "" to find out; `book` makes one story of all
    files in a folder."""

    dialect: Literal[
        "",
        "markdown",
        "docusaurus",
        "gitbook",
        "hugo",
        "jekyll",
        "markua",
        "mdbook",
        "mdx",
        "myst",
        "obsidian",
        "pandoc",
        "quarto",
    ] = ""
    book: bool = False


class NoteSettings(_Table):
    """What a comment would say in a story that can't hold one: `note` stands before the words
    `text`, which begin `offset` characters into `part`; `until` ends what `skip` leaves out."""

    part: str = Field(default="", max_length=500)
    offset: int | None = Field(default=None, ge=0)
    text: str = Field(min_length=1, max_length=4000)
    note: str = Field(min_length=1, max_length=390)
    until: str = Field(default="", max_length=4000)


class MusicSettings(_Table):
    """Music under the story. `gain` and `duck` in dB. `file` is "auto" (a bed by each scene's
    mood), "none", a bundled bed's name or a file; `chapters` maps "3" or "2-4" to another."""

    file: str = "auto"
    chapters: Mapping[str, Text] = Field(default_factory=dict)
    gain: float = Field(default=-14.0, ge=-60, le=6)
    duck: float = Field(default=-12.0, ge=-40, le=0)


class CaptionSettings(_Table):
    """How captions read. `narrator` labels the voice where it comes back to the narrator (">>"
    alone where empty); `labels` maps a speaker to the name shown."""

    children: bool = False
    speakers: bool = True
    sounds: bool = True
    narrator: Row = ""
    labels: Mapping[str, Text] = Field(default_factory=dict)
    karaoke: bool = False


StyleKind = Literal["auto", "comic", "documentary", "plain"]
"""What stands on the pictures: see docs/lettering.md."""


class StyleSettings(_Table):
    """What stands on the pictures: a `kind`, and parts that are not as it has them.

    `names` are plates that say who speaks, `lettering` what is said, `callouts` figures at their
    word; `insets` are pictures in the picture, `splits` pictures side by side.
    """

    kind: StyleKind = "auto"
    names: bool | None = None
    callouts: bool | None = None
    insets: bool | None = None
    splits: bool | None = None
    lettering: Literal["", "none", "balloons", "captions", "karaoke"] = ""


class YouTubeSettings(_Table):
    """What the upload files say. `title` and `description` are Jinja templates.

    `made_for_kids` and `synthetic_media` are for the author to say: nothing is assumed.
    `publish_at` is an ISO 8601 time with its zone. `hook` are the thumbnail's words, `panel` its
    picture's path as the story writes it. `end_screen` ends each film on a picture with two places
    for what the site lays over it.
    """

    title: str = ""
    description: str = ""
    summary: str = ""
    credits: str = ""
    tags: tuple[Text, ...] = ()
    category: str = "Education"
    playlist: str = ""
    privacy: Literal["private", "unlisted", "public"] = "private"
    publish_at: Annotated[str, AfterValidator(_is_time)] = Field(
        default="", pattern=r"^$|^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)$"
    )
    made_for_kids: bool | None = None
    synthetic_media: bool | None = None
    licence: Literal["youtube", "creativeCommon"] = "youtube"
    hook: str = Field(default="", max_length=80)
    panel: str = ""
    end_screen: bool = False


class StorySettings(_Table):
    """Everything a writer may settle beside the story.

    `lines` maps a quotation to its speaker, `describe` a picture's path to what it shows, `panels`
    that path to who is where in it, and to the drawings that it parts into. `fonts`
    are font files in the story's folder, for characters that the bundled fonts don't have.
    `engines` sets up further voice engines, see docs/engines.md. `commented_panels` (`commented`
    under `[panels]`) shows pictures inside comments whose files exist. `notes` are comments that
    stand beside the story.
    """

    title: Row = ""
    author: Row = ""
    language: str = Field(default="", pattern=r"^$|^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    fonts: tuple[Text, ...] = ()
    describe: Mapping[str, Text] = Field(default_factory=dict)
    narrator: str = ""
    voices: Literal["cast", "one"] = "cast"
    episodes: Literal["auto", "chapter", "panel", "story"] = "auto"
    closed_cast: bool = False
    cast: Mapping[str, CastSettings] = Field(default_factory=dict)
    aliases: Mapping[str, Text] = Field(default_factory=dict)
    engines: Mapping[EngineName, Mapping[str, Any]] = Field(default_factory=dict)
    lexicon: Mapping[str, Text] = Field(default_factory=dict)
    format: FormatSettings = FormatSettings()
    skip: SkipSettings = SkipSettings()
    lines: Mapping[str, Text] = Field(default_factory=dict)
    camera: CameraSettings = CameraSettings()
    comic: ComicSettings = ComicSettings()
    panels: Mapping[str, PanelSettings] = Field(default_factory=dict)
    commented_panels: bool = False
    notes: tuple[NoteSettings, ...] = ()
    music: MusicSettings = MusicSettings()
    captions: CaptionSettings = CaptionSettings()
    style: StyleSettings = StyleSettings()
    youtube: YouTubeSettings = YouTubeSettings()

    @model_validator(mode="before")
    @classmethod
    def _commented(cls, data: Any) -> Any:
        """Takes `commented` out of `[panels]`, whose other keys are pictures' paths."""
        panels = data.get("panels") if isinstance(data, dict) else None
        if not isinstance(panels, dict) or "commented" not in panels:
            return data
        others = {key: value for key, value in panels.items() if key != "commented"}
        return {**data, "panels": others, "commented_panels": panels["commented"]}


def load_settings(
    story_path: Path, problems: Problems, given: Mapping[Path, bytes] = MappingProxyType({})
) -> StorySettings:
    """The settings in `inkreel.toml` beside the story, and over them its own sidecar's
    (`STORY.inkreel.toml`), key by key; defaults where there is neither. `given` is read in place
    of what files hold; nothing at all stands for no file.

    Raises SettingsError that names the file, the key and its row.
    """
    files = [file for file in _settings_files(story_path, given) if given.get(file) != b""]
    data: dict[str, Any] = {}
    for file in files:
        source = given[file].decode("utf-8-sig") if file in given else _text(file)
        settings = parse_settings(source, file.name)
        _check_aliases(settings, source, file.name, problems)
        data = _laid_over(data, load_toml(source))
    return StorySettings.model_validate(data) if files else StorySettings()


def _settings_files(
    story_path: Path, given: Mapping[Path, bytes] = MappingProxyType({})
) -> list[Path]:
    """The files that settle a story and are there; the later one is the story's own."""
    folder = story_path if story_path.is_dir() else story_path.parent
    wanted = [folder / FILE_NAME]
    try:
        story = story_file(story_path)
        wanted.append(story.with_name(story.stem + SIDECAR))
    except StoryError:
        pass  # who reads the story says why there is none; a book of several files has no sidecar
    return [file for file in wanted if file in given or os.path.lexists(file)]


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables as one: `above` has the last word, in the tables inside them, too."""
    out = dict(below)
    for key, value in above.items():
        under = out.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            out[key] = _laid_over(under, value)
        else:
            out[key] = value
    return out


def setting_place(story: Path, key: Sequence[str]) -> tuple[str, int]:
    """The file and the row of `key` in the settings of a story, for a message; row 0 if none."""
    for file in reversed(_settings_files(story)):
        source = _text(file)
        if _has(source, key):
            return file.name, row_of(source, key)
    return FILE_NAME, 0


def _has(source: str, key: Sequence[str]) -> bool:
    value: Any = load_toml(source)
    for part in key:
        if isinstance(value, list):
            value = {str(number): each for number, each in enumerate(value)}
        if not isinstance(value, dict) or part not in value:
            return False
        value = value[part]
    return True


def parse_settings(source: str, name: str = FILE_NAME) -> StorySettings:
    """Settings from the text of an `inkreel.toml`, called `name`. Raises SettingsError."""
    try:
        data = load_toml(source)
    except ValueError as error:
        raise SettingsError(f"{name}: no valid TOML: {reason(error)}.") from error
    try:
        return StorySettings.model_validate(data)
    except ValidationError as error:
        raise SettingsError(_explained(error, source, name)) from error


def _text(file: Path) -> str:
    """The text of a file that lies in the story's folder: no pipe, no device, no link elsewhere."""
    try:
        inside = file.resolve().is_relative_to(file.parent.resolve())
        if not inside or not file.is_file():
            raise SettingsError(
                f"{file} is no file in the story's folder, but a link, a pipe or a folder. "
                "Put a file there."
            )
        if file.stat().st_size > _LIMIT:
            raise SettingsError(
                f"{file} is larger than {_LIMIT // 1_000_000} MB: it holds no settings."
            )
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} can't be read: {reason(error)}.") from error


def _explained(error: ValidationError, source: str, name: str) -> str:
    rows = []
    for item in error.errors()[:8]:
        key = [str(part) for part in item["loc"]]
        row = row_of(source, key)
        place = f"{name}:{row}" if row else name
        rows.append(f"{place}: {shortened('.'.join(key), 120)}: {_message(item, key)}")
    return "\n".join(rows)


def _message(item: ErrorDetails, key: list[str]) -> str:
    if item["type"] != "extra_forbidden":
        return f"{item['msg']} (it is {shortened(repr(item['input']), 80)})."
    near = get_close_matches(key[-1], _known(key[:-1]), 1, 0.6)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(_known(key[:-1]))}."
    return f"there is no such setting. {hint}"


def _known(path: list[str]) -> list[str]:
    tables: dict[str, type[BaseModel]] = {
        "cast": CastSettings,
        "format": FormatSettings,
        "skip": SkipSettings,
        "camera": CameraSettings,
        "comic": ComicSettings,
        "panels": PanelSettings,
        "notes": NoteSettings,
        "music": MusicSettings,
        "captions": CaptionSettings,
        "style": StyleSettings,
        "youtube": YouTubeSettings,
    }
    return list((tables[path[0]] if path else StorySettings).model_fields)


def _check_aliases(settings: StorySettings, source: str, file: str, problems: Problems) -> None:
    """An alias that two speakers claim is a Problem: the first keeps it."""
    owners: dict[str, str] = {}
    for name, member in settings.cast.items():
        for alias in member.aliases:
            owner = owners.setdefault(alias.casefold(), name)
            if owner != name:
                row = row_of(source, ["cast", name, "aliases"])
                message = f"{alias!r} is an alias of {owner} and of {name}."
                problems.add(Problem(file, row, "alias-twice", message, "Keep one."))
    stands_for = {alias.casefold(): name.casefold() for alias, name in settings.aliases.items()}
    for alias in settings.aliases:
        if _returns(alias.casefold(), stands_for):
            row = row_of(source, ["aliases", alias])
            message = f"the alias {shortened(alias, 80)!r} stands for itself, by way of others."
            advice = "Let each alias stand for a speaker's own name."
            problems.add(Problem(file, row, "alias-circle", message, advice))


def _returns(alias: str, stands_for: Mapping[str, str]) -> bool:
    """Whether the names that `alias` stands for lead back to it."""
    name, seen = stands_for.get(alias, ""), {""}
    while name not in seen:
        seen.add(name)
        name = stands_for.get(name, "")
    return alias in seen
