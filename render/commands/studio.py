"""`inkreel studio`: the story in a browser."""

from __future__ import annotations

import secrets
import sys
import time
import webbrowser
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from platformdirs import user_cache_path

from render.commands.choices import (
    AllowEngine,
    AsBook,
    FilmSize,
    FromEngine,
    Jobs,
    StorePath,
    StoryPath,
    allowed_engines,
)
from render.commands.grouped import takes
from render.commands.terminal import say, the_store, workers
from render.production.planning.options import (
    CastOptions,
    EpisodeOptions,
    PictureOptions,
    RenderOptions,
    parse_size,
)
from story.errors import SettingsError
from story.problems import Problems
from story.safe_text import story_name

if TYPE_CHECKING:
    from render.studio.server.events import Events
    from render.studio.session.session import StudioSession

_NEEDED = ("starlette", "uvicorn", "tomlkit")


@dataclass(frozen=True)
class StudioOptions:
    """Options."""

    path: StoryPath
    host: Annotated[str, typer.Option(help="Where to listen: this machine alone.")] = "127.0.0.1"
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 0
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = (
        False
    )
    out: Annotated[Path | None, typer.Option(help="Where to render. Default: out/<story>/.")] = None
    book: AsBook = False
    size: FilmSize = "1920x1080"
    engine: FromEngine = ""
    allow_engine: AllowEngine = None
    jobs: Jobs = 0
    store: StorePath = ""

    def options(self) -> RenderOptions:
        """What is asked for, as the recipe takes it. Raises SettingsError."""
        return RenderOptions(
            out=self.out or Path("out") / story_name(self.path),
            episodes=EpisodeOptions(book=self.book),
            cast=CastOptions(engine=self.engine, allowed=allowed_engines(self.allow_engine)),
            picture=PictureOptions(size=parse_size(self.size)),
        )


@takes(asked=StudioOptions)
def studio(asked: StudioOptions) -> None:
    """See, hear and put right a story in the browser: voices, shots, words; render from there."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise SettingsError(
            f"the studio needs {', '.join(missing)}: pip install 'inkreel[studio]'."
        )
    from render.studio.server.serve import serve

    def ready(address: str) -> None:
        say(address)
        sys.stdout.flush()  # the server goes on: a pipe would keep the address to itself
        if not asked.no_browser:
            webbrowser.open(address)

    token = secrets.token_urlsafe(24)
    serve(partial(_session, asked), asked.host, asked.port, token, ready)


def _session(asked: StudioOptions, events: Events) -> StudioSession:
    from render.production.planning.tools import Tools
    from render.production.queue.executors import worker_pool
    from render.production.queue.progress import UNSEEN
    from render.studio.session.session import StudioSession

    count, store = workers(asked.jobs), the_store(asked.store, Problems())
    pool = partial(worker_pool, count)
    journals = user_cache_path("inkreel") / "studio"
    if asked.store and "://" not in asked.store:
        journals = Path(f"{asked.store.rstrip('/')}-studio")
    tools = Tools(store, pool, count, UNSEEN, Problems(), time.monotonic)
    return StudioSession(asked.path, asked.options(), tools, journals, events.tell)
