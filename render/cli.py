"""The command line: the one place that prints, reads the environment and exits."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from platformdirs import user_cache_path
from rich.console import Console
from rich.markup import escape

from render import show
from render.casting import cast_story, read_series, write_series
from render.doctor import examine, healthy
from render.names import story_name
from render.options import RenderOptions, aspect_size, draft_size, parse_fps, parse_size
from render.production.progress import LiveProgress, QuietProgress
from story.errors import InkreelError, SettingsError
from story.problems import Problems
from story.review import review_table
from story.script import read_script
from story.script_json import script_json
from story.settings import FILE_NAME, load_settings
from story.show import show_script
from story.starter import starter_text
from voices.cast_file import cast_json
from voices.engines import engine_names, list_voices
from voices.store import FolderStore

OUT = Console(width=None if sys.stdout.isatty() else 160)
ERR = Console(stderr=True)
INTERRUPTED = 130
UsageError: Any = typer.BadParameter.__bases__[0]  # of click's, or of typer's own in newer releases

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Turn an illustrated Markdown story into narrated motion-comic episodes.",
    epilog="Start with: [bold]inkreel script story/index.md[/] to see who says what, then "
    "[bold]inkreel render story/index.md --draft --chapter 1[/] for a quick look.",
)

StoryPath = Annotated[
    Path, typer.Argument(metavar="PATH", help="The story: a Markdown or text file, or its folder.")
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


def _version(asked: bool) -> None:
    if asked:
        OUT.print(f"inkreel {version('inkreel')}", highlight=False)
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def render(
    path: StoryPath,
    out: Annotated[Path | None, typer.Option(help="Where to write. Default: out/<story>/.")] = None,
    chapter: Annotated[
        str, typer.Option(metavar="N", help="Only these episodes, counted in order: 3, 2-4 or 1,5.")
    ] = "",
    episodes: Annotated[
        EpisodesBy, typer.Option(help="What an episode is. auto: a chapter, else the whole story.")
    ] = EpisodesBy.auto,
    film: Annotated[
        bool, typer.Option("--film", help="Also join everything into one MP4.")
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="A quick look: half the size, the fast voice.")
    ] = False,
    size: Annotated[str, typer.Option(metavar="WxH", help="Pixels of the picture.")] = "1920x1080",
    aspect: Annotated[
        str, typer.Option(metavar="W:H", help="Turn the picture: 16:9, 9:16, 1:1 or 4:3.")
    ] = "",
    fps: Annotated[str, typer.Option(metavar="RATE", help="Frames a second: 24 to 60.")] = "30",
    quality: Annotated[
        Quality, typer.Option(help="How finely the picture is coded.")
    ] = Quality.good,
    voices: Annotated[
        Voices, typer.Option(help="A voice for each speaker, or one for everything.")
    ] = Voices.cast,
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="Cast from this engine: kokoro, hibari, ...")
    ] = "",
    still: Annotated[
        bool, typer.Option("--still", help="No camera moves, for viewers whom motion makes ill.")
    ] = False,
    pace: Annotated[
        str, typer.Option(help="How fast it is read: slower, faster, or 0.7 to 1.4.")
    ] = "1.0",
    dry: Annotated[
        bool, typer.Option("--dry", help="Every voice in the middle, none to a side.")
    ] = False,
    loudness: Annotated[
        float, typer.Option(help="Integrated loudness of each file, LUFS.")
    ] = -14.0,
    intro: Annotated[
        Path | None, typer.Option(help="A video to show first, with its sound.")
    ] = None,
    music: Annotated[
        str, typer.Option(metavar="BED", help="Music under it all: calm, bright, or a sound file.")
    ] = "",
    stems: Annotated[
        bool, typer.Option("--stems", help="Also write narration, dialogue, ... as FLAC.")
    ] = False,
    end: Annotated[
        float, typer.Option(metavar="SECONDS", help="End screen of each episode, 0 to 20.")
    ] = 5.0,
    described: Annotated[
        bool, typer.Option("--described", help="Also speak what each panel shows.")
    ] = False,
    shorts: Annotated[
        bool, typer.Option("--shorts", help="Vertical episodes of at most three minutes.")
    ] = False,
    captions_for: Annotated[
        Readers, typer.Option(help="Whose reading speed captions keep to.")
    ] = Readers.adults,
    names: Annotated[
        Switch, typer.Option(help="Show who speaks when they are first heard.")
    ] = Switch.on,
    lettering: Annotated[
        Lettering, typer.Option(help="Draw what is said on the picture.")
    ] = Lettering.none,
    jobs: Annotated[int, typer.Option(min=0, help="Processes at work. 0: one for each core.")] = 0,
    store: Annotated[
        Path | None, typer.Option(help="Where finished parts are kept for the next run.")
    ] = None,
    max_time: Annotated[
        float, typer.Option(metavar="MINUTES", help="Stop cleanly after so long. 0: no limit.")
    ] = 0.0,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Work on a Dask cluster: tcp://host:8786.")
    ] = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Only say what would be redone, and why.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on any problem found.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Render a story into episodes: MP4 and subtitles, with voices, camera and sound."""
    from render.episode import Tools, explain_story, nothing_to_check, render_story
    from render.production.cluster import cluster_at  # a second to import, which only this needs
    from render.production.executors import worker_pool

    aspect = aspect or ("9:16" if shorts else "")
    pixels = parse_size(size)
    pixels = aspect_size(aspect, pixels) if aspect else pixels
    options = RenderOptions(
        out=out or Path("out") / story_name(path),
        size=draft_size(pixels) if draft else pixels,
        fps=parse_fps(fps),
        quality="draft" if draft else quality.value,
        episodes=episodes.value,
        chapters=chapter,
        film=film,
        draft=draft,
        still=still,
        voices=voices.value,
        engine=_engine(engine),
        pace=_pace(pace),
        dry=dry,
        loudness=_within("--loudness", loudness, -30.0, -9.0),
        intro=intro,
        names=names is Switch.on,
        lettering=lettering.value,
        music=music,
        stems=stems,
        end=_within("--end", end, 0.0, 20.0),
        described=described,
        shorts=shorts,
        children=captions_for is Readers.children,
    )
    problems = Problems()
    started = time.monotonic()
    workers = jobs or os.cpu_count() or 1
    with _progress(quiet=quiet) as progress, ExitStack() as stack:
        far = stack.enter_context(cluster_at(cluster)) if cluster else None
        tools = Tools(
            FolderStore(_store_folder(store), problems.add),
            far.executor if far else lambda: worker_pool(workers),
            far.at_once if far else workers,
            progress,
            problems,
            time.monotonic,
            max_time * 60 or math.inf,
            far.check if far else nothing_to_check,
        )
        if explain:
            _say(explain_story(path, options, tools))
            return
        outputs = render_story(path, options, tools)
    if not quiet:
        _tell(problems)
        text = show.made(outputs, options, time.monotonic() - started)
        OUT.print(text, highlight=False, soft_wrap=True)
    _be_strict(problems, strict=strict)


@app.command()
def script(
    path: StoryPath,
    as_json: Annotated[bool, typer.Option("--json", help="The data, for other programs.")] = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="Only what is unsure, and how to settle it."),
    ] = False,
    unknown: Annotated[
        bool, typer.Option("--unknown-words", help="Only the words that a voice will guess.")
    ] = False,
    guesses: Annotated[
        Path | None, typer.Option(help="With --unknown-words: a folder for a WAV of each guess.")
    ] = None,
    voices: Annotated[Voices, typer.Option(help="A voice for each speaker, or one.")] = Voices.cast,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on any problem found.")] = False,
) -> None:
    """Show who says what, over which panel, in which voice."""
    problems = Problems()
    settings = load_settings(path, problems)
    found = read_script(path, problems, settings)
    if as_json:
        _say(json.dumps(script_json(found), ensure_ascii=False, indent=2))
    elif review:
        _say(review_table(found))
    elif unknown:
        from render.guesses import guess_table, write_guesses

        _say(guess_table(found, settings))
        if guesses:
            write_guesses(guesses, found, settings)
    else:
        people = cast_story(found, settings, problems, one=voices is Voices.one)
        _say(show_script(found, lambda speaker: people[speaker].voice.id))
    _tell(problems)
    _be_strict(problems, strict=strict)


@app.command()
def init(
    path: StoryPath,
    force: Annotated[bool, typer.Option("--force", help="Replace one that is there.")] = False,
) -> None:
    """Write an inkreel.toml beside the story, filled with what was found."""
    from render.outputs import write_file

    problems = Problems()
    found = read_script(path, problems)
    target = found.path.parent / FILE_NAME
    if target.exists() and not force:
        raise SettingsError(f"{target} is there already: edit it, or replace it with --force.")
    write_file(target, starter_text(found).encode())
    _tell(problems)
    OUT.print(f"wrote {escape(str(target))}", highlight=False, soft_wrap=True)


@app.command("cast")
def show_cast(
    path: StoryPath,
    as_json: Annotated[bool, typer.Option("--json", help="The data, for other programs.")] = False,
    audition: Annotated[
        Path | None, typer.Option(help="Write each speaker in the best voices to this folder.")
    ] = None,
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
        from render.audition import write_audition

        page = write_audition(audition, found, people, settings, FolderStore(_store_folder(None)))
        OUT.print(f"wrote {escape(str(page))}", highlight=False, soft_wrap=True)
    elif as_json:
        _say(json.dumps(cast_json(people), ensure_ascii=False, indent=2))
    else:
        OUT.print(show.cast_table(found, people))
    _tell(problems)


@app.command()
def storyboard(
    path: StoryPath,
    out: Annotated[Path | None, typer.Option(help="Where to write. Default: out/<story>/.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Only print the data.")] = False,
    chapter: Annotated[
        str, typer.Option(metavar="N", help="Only these episodes, counted in order: 3, 2-4 or 1,5.")
    ] = "",
    draft: Annotated[bool, typer.Option("--draft", help="With the fast voice.")] = False,
    size: Annotated[str, typer.Option(metavar="WxH", help="Pixels of the film.")] = "1920x1080",
    aspect: Annotated[str, typer.Option(metavar="W:H", help="16:9, 9:16, 1:1 or 4:3.")] = "",
    fps: Annotated[str, typer.Option(metavar="RATE", help="Frames a second: 24 to 60.")] = "30",
    still: Annotated[bool, typer.Option("--still", help="No camera moves.")] = False,
    engine: Annotated[str, typer.Option(metavar="NAME", help="Cast from this engine.")] = "",
    jobs: Annotated[int, typer.Option(min=0, help="Processes at work. 0: one for each core.")] = 0,
    store: Annotated[Path | None, typer.Option(help="Where finished parts are kept.")] = None,
) -> None:
    """Draw what the camera will do: each panel with its path, stations, words and times."""
    from render.episode import Tools
    from render.production.executors import worker_pool
    from render.storyboard.draw import storyboard_json, write_storyboard

    pixels = parse_size(size)
    options = RenderOptions(
        out=out or Path("out") / story_name(path),
        size=aspect_size(aspect, pixels) if aspect else pixels,
        fps=parse_fps(fps),
        chapters=chapter,
        draft=draft,
        still=still,
        engine=_engine(engine),
    )
    problems, workers = Problems(), jobs or os.cpu_count() or 1
    kept = FolderStore(_store_folder(store), problems.add)
    with _progress(quiet=False) as progress:
        tools = Tools(kept, lambda: worker_pool(workers), workers, progress, problems)
        if as_json:
            _say(json.dumps(storyboard_json(path, options, tools)))
        else:
            for written in write_storyboard(path, options, tools):
                OUT.print(f"wrote {escape(str(written))}", highlight=False, soft_wrap=True)
    _tell(problems)


@app.command()
def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A film, captions, or a folder.")],
    as_json: Annotated[bool, typer.Option("--json", help="The data, for other programs.")] = False,
    loudness: Annotated[float, typer.Option(help="The loudness asked for, LUFS.")] = -14.0,
    picture: Annotated[
        Path | None, typer.Option(help="Draw each film's sound, lines and pauses to this folder.")
    ] = None,
) -> None:
    """Judge films, captions and upload files, ours or not. Changes nothing."""
    from render.checking.check import check_path, failing, verdicts_json

    if picture:
        from render.checking.film_picture import write_pictures

        for written in write_pictures(path, picture):
            ERR.print(f"wrote {escape(str(written))}", highlight=False, soft_wrap=True)
    verdicts = check_path(path, loudness=loudness)
    if as_json:
        _say(json.dumps(verdicts_json(verdicts), ensure_ascii=False, indent=2))
    else:
        OUT.print(show.verdict_table(verdicts))
    if failing(verdicts):
        raise typer.Exit(1)


@app.command("store")
def keep_store(
    store: Annotated[Path | None, typer.Option(help="The store to look at.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Remove what is damaged.")] = False,
    older_than: Annotated[
        float, typer.Option(metavar="DAYS", help="Remove what was not used for so long.")
    ] = 0.0,
    max_size: Annotated[
        str, typer.Option(metavar="SIZE", help="Remove the longest not used, to keep 20G or 500M.")
    ] = "",
    of: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Remove what the render into OUT used.")
    ] = None,
) -> None:
    """Show what the store holds; prune and verify it."""
    from render.production.store_page import Care, care_for

    kept = FolderStore(_store_folder(store))
    _say(care_for(kept, Care(older_than, max_size, of, verify), time.time()))


@app.command()
def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a render.")],
    store: Annotated[Path | None, typer.Option(help="The store it was made with.")] = None,
) -> None:
    """Write report.html and report.json for the last render into a folder."""
    from render.production.report import write_report

    for written in write_report(out, FolderStore(_store_folder(store))):
        OUT.print(f"wrote {escape(str(written))}", highlight=False, soft_wrap=True)


@app.command("voices")
def list_all_voices(
    as_json: Annotated[bool, typer.Option("--json", help="The data, for other programs.")] = False,
) -> None:
    """List the voices that come with Inkreel."""
    found = list_voices()
    if as_json:
        _say(json.dumps(show.voices_json(found), indent=2))
    else:
        OUT.print(show.voice_table(found))


@app.command()
def doctor(
    store: Annotated[Path | None, typer.Option(help="The store to look at.")] = None,
) -> None:
    """Say what is installed, and what an extra would add."""
    findings = examine(_store_folder(store))
    OUT.print(show.findings_table(findings))
    if not healthy(findings):
        raise typer.Exit(1)


def main() -> NoReturn:
    """Run the command line; every expected error ends in one message and an exit code."""
    code = _run(lambda: app(standalone_mode=False))
    if code == INTERRUPTED:
        ERR.print("\nStopped. What was finished is kept: run the same command to go on.")
    sys.exit(code)


def _run(command: Callable[[], object]) -> int:
    try:
        result = command()
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except UsageError as error:
        error.show()
        return int(error.exit_code)
    except typer.Exit as left:
        return left.exit_code
    except InkreelError as error:
        ERR.print(f"[bold red]error:[/] {escape(str(error))}", soft_wrap=True, highlight=False)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


@contextmanager
def _progress(*, quiet: bool) -> Iterator[LiveProgress | QuietProgress]:
    if quiet or not ERR.is_terminal:
        yield QuietProgress()
        return
    with LiveProgress(ERR) as progress:
        yield progress


def _store_folder(asked: Path | None) -> Path:
    return asked or user_cache_path("inkreel") / "store"


def _pace(text: str) -> float:
    named = {"slower": 0.88, "normal": 1.0, "faster": 1.14}
    try:
        return _within("--pace", named.get(text) or float(text), 0.7, 1.4)
    except ValueError as error:
        raise SettingsError(f"--pace {text!r}: use slower, faster, or 0.7 to 1.4.") from error


def _within(name: str, value: float, low: float, high: float) -> float:
    if not low <= value <= high:
        raise SettingsError(f"{name} {value:g}: use a value from {low:g} to {high:g}.")
    return value


def _say(text: str) -> None:
    sys.stdout.write(text.rstrip("\n") + "\n")


def _engine(name: str) -> str:
    if name and name not in engine_names():
        raise SettingsError(f"--engine {name!r}: use one of {', '.join(engine_names())}.")
    return name


def _tell(problems: Problems) -> None:
    for problem in problems:
        colour = {"info": "dim", "warning": "yellow", "error": "red"}[problem.severity]
        ERR.print(
            f"[{colour}]{problem.severity}:[/] {escape(str(problem))}",
            highlight=False,
            soft_wrap=True,
        )


def _be_strict(problems: Problems, *, strict: bool) -> None:
    failing = problems.failing()
    if strict and failing:
        ERR.print(f"[bold red]error:[/] {len(failing)} problems, and --strict allows none.")
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
