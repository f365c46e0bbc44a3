"""The options of `inkreel render`, in groups as its help shows them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from render.commands.choices import (
    AllowEngine,
    AsBook,
    Chapter,
    CommentedPanels,
    EpisodesBy,
    Jobs,
    Lettering,
    Quality,
    Readers,
    StorePath,
    StoryPath,
    Strict,
    StyleChoice,
    Switch,
    Verify,
    Voices,
    allowed_engines,
    chosen_chapters,
    in_range,
    parse_pace,
)
from render.production.planning.options import (
    CastOptions,
    EpisodeOptions,
    PictureOptions,
    RenderOptions,
    SoundOptions,
    aspect_size,
    draft_size,
    parse_fps,
    parse_size,
)
from render.production.planning.style import StyleOptions
from story.safe_text import story_name

_MOST_MINUTES = 1_000_000.0
"""Nearly two years."""


@dataclass(frozen=True)
class OutputFlags:
    """What is made."""

    path: StoryPath
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="More stories, one by one.")
    ] = None
    out: Annotated[Path | None, typer.Option(help="Where to write. Default: out/<story>/.")] = None
    book: AsBook = False
    each: Annotated[
        bool, typer.Option("--each", help="Render each story of a folder, one after the other.")
    ] = False
    commented_panels: CommentedPanels = False
    chapter: Chapter = None
    episodes: Annotated[
        EpisodesBy, typer.Option(help="What an episode is. auto: a chapter, else the whole story.")
    ] = EpisodesBy.auto
    film: Annotated[bool, typer.Option("--film", help="Also join everything into one MP4.")] = False
    draft: Annotated[
        bool, typer.Option("--draft", help="A quick look: half the size, the fast voice.")
    ] = False
    intro: Annotated[Path | None, typer.Option(help="A video to show first, with its sound.")] = (
        None
    )
    outro: Annotated[Path | None, typer.Option(help="A video to show last, with its sound.")] = None
    end: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", help="End screen of each file, 0 to 20. Default: 3."),
    ] = None
    shorts: Annotated[
        bool, typer.Option("--shorts", help="Vertical episodes of at most three minutes.")
    ] = False


@dataclass(frozen=True)
class PictureFlags:
    """Picture."""

    size: Annotated[str, typer.Option(metavar="WxH", help="Pixels of the picture.")] = "1920x1080"
    aspect: Annotated[
        str, typer.Option(metavar="W:H", help="Turn the picture: 16:9, 9:16, 1:1 or 4:3.")
    ] = ""
    fps: Annotated[str, typer.Option(metavar="RATE", help="Frames a second: 24 to 60.")] = "30"
    quality: Annotated[Quality, typer.Option(help="How finely the picture is coded.")] = (
        Quality.good
    )
    still: Annotated[
        bool, typer.Option("--still", help="No camera moves, for viewers whom motion makes ill.")
    ] = False
    upscale: Annotated[
        Switch, typer.Option(help="Draw close-ups anew; off: resampled, and not so near.")
    ] = Switch.on
    depth: Annotated[
        float | None,
        typer.Option(metavar="PERCENT", help="How far near things pass far ones, 0 to 2."),
    ] = None
    captions_for: Annotated[Readers, typer.Option(help="Whose reading speed captions keep to.")] = (
        Readers.adults
    )
    style: Annotated[
        StyleChoice | None, typer.Option(help="What stands on the pictures. auto: as the story is.")
    ] = None
    names: Annotated[
        Switch | None, typer.Option(help="Show who speaks when they are first heard.")
    ] = None
    callouts: Annotated[
        Switch | None, typer.Option(help="Show sums, dates and names as they are said.")
    ] = None
    insets: Annotated[
        Switch | None, typer.Option(help="Show who is named in a corner, where they are far off.")
    ] = None
    splits: Annotated[
        Switch | None, typer.Option(help="Show who are far apart, and talk, side by side.")
    ] = None
    recall: Annotated[
        Switch, typer.Option(help="Show a picture of before again, where words name what is in it.")
    ] = Switch.on
    lettering: Annotated[
        Lettering | None, typer.Option(help="Draw what is said on the picture.")
    ] = None

    def pixels(self, what: OutputFlags) -> tuple[int, int]:
        """Width and height of the film. Raises SettingsError."""
        aspect = self.aspect or ("9:16" if what.shorts else "")
        size = parse_size(self.size)
        size = aspect_size(aspect, size) if aspect else size
        return draft_size(size) if what.draft else size


@dataclass(frozen=True)
class SoundFlags:
    """Voices and sound."""

    voices: Annotated[
        Voices, typer.Option(help="A voice for each speaker, or one for everything.")
    ] = Voices.cast
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="Cast from this engine: kokoro, hibari, ...")
    ] = ""
    allow_engine: AllowEngine = None
    verify: Annotated[
        Verify, typer.Option(help="Judge takes by their sound, or by what a listener hears, too.")
    ] = Verify.sound
    pace: Annotated[
        str, typer.Option(help="How fast it is read: slower, faster, or 0.7 to 1.4.")
    ] = "1.0"
    dry: Annotated[
        bool, typer.Option("--dry", help="Every voice in the middle, none to a side.")
    ] = False
    loudness: Annotated[float, typer.Option(help="Integrated loudness of each file, LUFS.")] = -14.0
    breath: Annotated[
        Switch, typer.Option(help="Rest where a scene begins, ends, or waits for an answer.")
    ] = Switch.on
    music: Annotated[
        str,
        typer.Option(metavar="BED", help="auto: by each scene's mood; none; calm, ..., or a file."),
    ] = ""
    effects: Annotated[Switch, typer.Option(help="Sounds that the story asks for.")] = Switch.on
    stems: Annotated[
        bool, typer.Option("--stems", help="Also write narration, dialogue, ... as FLAC.")
    ] = False
    described: Annotated[
        bool, typer.Option("--described", help="Also speak what each panel shows.")
    ] = False


@dataclass(frozen=True)
class RunFlags:
    """How it is done."""

    jobs: Jobs = 0
    store: StorePath = ""
    max_time: Annotated[
        float, typer.Option(metavar="MINUTES", help="Stop cleanly after so long. 0: no limit.")
    ] = 0.0
    max_memory: Annotated[
        str, typer.Option(metavar="SIZE", help="Work within so much, such as 4G, or stop cleanly.")
    ] = ""
    watch: Annotated[
        bool, typer.Option("--watch", help="Render again whenever the story is saved.")
    ] = False
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Work on a Dask cluster: tcp://host:8786.")
    ] = ""
    explain: Annotated[
        bool, typer.Option("--explain", help="Only say what would be redone, and why.")
    ] = False
    locked: Annotated[
        bool, typer.Option("--locked", help="Refuse what is not as the story's inkreel.lock names.")
    ] = False
    strict: Strict = False
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False

    @property
    def most_seconds(self) -> float:
        """How long may be worked. Raises SettingsError."""
        return in_range("--max-time", self.max_time, 0.0, _MOST_MINUTES) * 60 or math.inf


def render_options(
    what: OutputFlags, picture: PictureFlags, sound: SoundFlags, *, locked: bool = False
) -> RenderOptions:
    """What is asked for, as the recipe takes it. Raises SettingsError."""
    return RenderOptions(
        out=what.out or Path("out") / story_name(what.path),
        draft=what.draft,
        episodes=_episodes(what, sound),
        cast=_cast(sound, locked=locked),
        picture=_picture(what, picture),
        sound=SoundOptions(
            loudness=in_range("--loudness", sound.loudness, -30.0, -9.0),
            music=sound.music,
            stems=sound.stems,
            breath=sound.breath is Switch.on,
            effects=sound.effects is Switch.on,
        ),
    )


def _episodes(what: OutputFlags, sound: SoundFlags) -> EpisodeOptions:
    return EpisodeOptions(
        by=what.episodes.value,
        chapters=chosen_chapters(what.chapter),
        film=what.film,
        shorts=what.shorts,
        described=sound.described,
        book=what.book,
        commented=what.commented_panels,
        intro=what.intro,
        outro=what.outro,
        end=None if what.end is None else in_range("--end", what.end, 0.0, 20.0),
    )


def _cast(sound: SoundFlags, *, locked: bool) -> CastOptions:
    return CastOptions(
        one=sound.voices is Voices.one,
        engine=sound.engine,
        allowed=allowed_engines(sound.allow_engine),
        listen=sound.verify is Verify.asr,
        pace=parse_pace(sound.pace),
        dry=sound.dry,
        locked=locked,
    )


def _picture(what: OutputFlags, picture: PictureFlags) -> PictureOptions:
    return PictureOptions(
        size=picture.pixels(what),
        fps=parse_fps(picture.fps),
        quality="draft" if what.draft else picture.quality.value,
        still=picture.still,
        upscale=picture.upscale is Switch.on,
        recall=picture.recall is Switch.on,
        depth=None if picture.depth is None else in_range("--depth", picture.depth, 0.0, 2.0),
        style=StyleOptions(
            kind=picture.style.value if picture.style else "",
            names=None if picture.names is None else picture.names is Switch.on,
            callouts=None if picture.callouts is None else picture.callouts is Switch.on,
            insets=None if picture.insets is None else picture.insets is Switch.on,
            splits=None if picture.splits is None else picture.splits is Switch.on,
            lettering=picture.lettering.value if picture.lettering else None,
        ),
        children=picture.captions_for is Readers.children,
    )
