"""`inkreel storyboard` and `inkreel panels`: what the camera will show, before a film is made."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from render.commands.choices import (
    AllowEngine,
    AsJson,
    Chapter,
    FilmSize,
    FromEngine,
    Jobs,
    StorePath,
    StoryPath,
    allowed_engines,
    chosen_chapters,
)
from render.commands.grouped import takes
from render.commands.terminal import (
    ERR,
    OUT,
    progress,
    say,
    show,
    tell,
    the_store,
    workers,
    wrote,
)
from render.production.planning.options import (
    CastOptions,
    EpisodeOptions,
    PictureOptions,
    RenderOptions,
    aspect_size,
    parse_fps,
    parse_size,
)
from story.errors import StoryError
from story.problems import Problems
from story.read import each_story, story_file
from story.safe_text import story_name

if TYPE_CHECKING:
    from render.production.planning.tools import Tools
from story.script import read_script
from story.settings import load_settings


@dataclass(frozen=True)
class StoryboardOptions:
    """Options."""

    path: StoryPath
    out: Annotated[Path | None, typer.Option(help="Where to write. Default: out/<story>/.")] = None
    as_json: Annotated[bool, typer.Option("--json", help="Only print the data.")] = False
    chapter: Chapter = None
    draft: Annotated[bool, typer.Option("--draft", help="With the fast voice.")] = False
    size: FilmSize = "1920x1080"
    aspect: Annotated[str, typer.Option(metavar="W:H", help="16:9, 9:16, 1:1 or 4:3.")] = ""
    fps: Annotated[str, typer.Option(metavar="RATE", help="Frames a second: 24 to 60.")] = "30"
    still: Annotated[bool, typer.Option("--still", help="No camera moves.")] = False
    engine: FromEngine = ""
    allow_engine: AllowEngine = None
    jobs: Jobs = 0
    store: StorePath = ""

    def options(self) -> RenderOptions:
        """What is asked for, as the recipe takes it. Raises SettingsError."""
        pixels = parse_size(self.size)
        return RenderOptions(
            out=self.out or Path("out") / story_name(self.path),
            draft=self.draft,
            episodes=EpisodeOptions(chapters=chosen_chapters(self.chapter)),
            cast=CastOptions(engine=self.engine, allowed=allowed_engines(self.allow_engine)),
            picture=PictureOptions(
                size=aspect_size(self.aspect, pixels) if self.aspect else pixels,
                fps=parse_fps(self.fps),
                still=self.still,
            ),
        )


@takes(asked=StoryboardOptions)
def storyboard(asked: StoryboardOptions) -> None:
    """Draw what the camera will do: each panel with its path, stations, words and times."""
    from render.production.planning.tools import Tools
    from render.production.queue.executors import worker_pool
    from render.storyboard.draw import storyboard_json, write_storyboard

    options, problems, count = asked.options(), Problems(), workers(asked.jobs)
    kept = the_store(asked.store, problems)
    with progress(quiet=False) as display:
        tools = Tools(kept, partial(worker_pool, count), count, display, problems)
        if asked.as_json:
            say(json.dumps(storyboard_json(asked.path, options, tools)))
        else:
            for written in write_storyboard(asked.path, options, tools):
                wrote(written)
    tell(problems)


def panels(
    path: Annotated[
        Path, typer.Argument(metavar="PAGE", help="A page, a CBZ, a folder of pages, or a story.")
    ],
    as_json: AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option(help="Draw here what was found (PNG). Default: panels.png in out/<story>/."),
    ] = None,
) -> None:
    """Part pages of comics: each drawing's frame, in reading order."""
    from render.storyboard.pages import VERSION, page_drawn, page_json, seen_pages
    from voices.store.files import prepare_folder, write_file

    problems = Problems()
    file = out or Path("out") / story_name(path) / "panels.png"
    pages = []
    script = read_script(path, problems, load_settings(path, problems))
    for number, page in enumerate(seen_pages(script), 1):
        pages.append(page_json(page))
        if not as_json:
            count = len(page.frames)
            show(f"{page.panel.path}: " + (f"{count} drawings" if count else "one picture"))
        if out or not as_json:
            place = file if number == 1 else file.with_stem(f"{file.stem}-{number}")
            prepare_folder(place.parent)
            write_file(place, page_drawn(page))
            wrote(place, ERR if as_json else OUT)
    if as_json:
        say(json.dumps({"version": VERSION, "pages": pages}, indent=2))
    tell(problems)


@dataclass(frozen=True)
class ProofOptions:
    """Options."""

    path: StoryPath
    out: Annotated[Path | None, typer.Option(help="Where to write. Default: out/<story>/.")] = None
    each: Annotated[
        bool, typer.Option("--each", help="Every story of a folder; the most doubtful first.")
    ] = False
    chapter: Chapter = None
    draft: Annotated[bool, typer.Option("--draft", help="With the fast voice.")] = False
    size: FilmSize = "1920x1080"
    engine: FromEngine = ""
    allow_engine: AllowEngine = None
    jobs: Jobs = 0
    store: StorePath = ""

    def options(self) -> RenderOptions:
        """What is asked for, as the recipe takes it. Raises SettingsError."""
        return RenderOptions(
            out=self.out or Path("out") / story_name(self.path),
            draft=self.draft,
            episodes=EpisodeOptions(chapters=chosen_chapters(self.chapter)),
            cast=CastOptions(engine=self.engine, allowed=allowed_engines(self.allow_engine)),
            picture=PictureOptions(size=parse_size(self.size)),
        )


@takes(asked=ProofOptions)
def proof(asked: ProofOptions) -> None:
    """Put every shot with its words on one page, those that should be looked at first."""
    from render.production.planning.tools import Tools
    from render.production.queue.executors import worker_pool

    options, problems, count = asked.options(), Problems(), workers(asked.jobs)
    kept = the_store(asked.store, problems)
    with progress(quiet=False) as display:
        tools = Tools(kept, partial(worker_pool, count), count, display, problems)
        written = _each(asked, options, tools) if asked.each else _one(asked.path, options, tools)
    for page in written:
        wrote(page)
    tell(problems)


def _one(path: Path, options: RenderOptions, tools: Tools) -> list[Path]:
    from render.storyboard.draw import write_proof

    page, _, red, count = write_proof(path, options, tools)
    say(f"{count} shots, {red} to look at.")
    return [page]


def _each(asked: ProofOptions, options: RenderOptions, tools: Tools) -> list[Path]:
    """A proof of each story, and a page that ranks them."""
    from render.storyboard.draw import write_proof
    from render.storyboard.proof import ranking_page
    from voices.store.files import write_file

    out, found = asked.out or Path("out"), []
    for story in stories_below(asked.path):
        page, title, red, count = write_proof(
            story, replace(options, out=out / story_name(story)), tools
        )
        found.append((title, page.relative_to(out).as_posix(), red, count))
    found.sort(key=lambda each: (-each[2], each[0]))
    for title, _, red, count in found:
        say(f"{red:4} of {count:4}  {title}")
    write_file(out / "proofs.html", ranking_page(found).encode())
    return [out / "proofs.html"]


def stories_below(path: Path) -> list[Path]:
    """The stories of a folder, and one of each folder in it. Raises StoryError where none is."""
    try:
        return each_story(path)
    except StoryError:
        if not path.is_dir():
            raise
    found = []
    for folder in sorted(each for each in path.iterdir() if each.is_dir()):
        try:
            found.append(story_file(folder))
        except StoryError:
            continue  # a folder of pictures is no story
    if not found:
        raise StoryError(f"{path} holds no stories, nor do its folders.")
    return found
