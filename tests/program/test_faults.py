"""Bad luck while rendering, by real means: killed processes, lost files, closed folders.

Whatever happens, the render finishes or stops with a clear message, what was done is kept, and the
films that come out are the undisturbed ones, to the byte.
"""

import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest
from command_line import command, drop_override, made, render_command, run
from renders import film_bytes, options, tools
from stories import TWO_CHAPTERS, draw_panel, write_story

from render.episode import render_story
from render.production.planning.tools import Tools
from render.production.queue.executors import InlineExecutor, worker_pool
from render.production.queue.progress import QuietProgress
from story.errors import RenderError, StoreError, StoryError
from story.problems import Problems
from voices.store.files import part_beside
from voices.store.store import FolderStore

KINDS = ["take", "takefacts", "segment", "picture", "sound", "card", "looked", "enlarged"]
NEAR = TWO_CHAPTERS.replace(
    "The cup was", "<!-- camera: from [30,30,120,67.5] to [40,30,120,67.5] -->\n\nThe cup was"
)
"""A story of which one tile of a panel is shown enlarged."""


def near_story(folder: Path, text: str = NEAR) -> Path:
    return write_story(folder, text)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    story = near_story(folder / "story")
    render_story(story, options(folder / "out"), tools(folder / "store"))
    return film_bytes(folder / "out")


class Meddler(QuietProgress):
    """Does harm once, as soon as the first task of a stage is finished."""

    def __init__(self, stage: str, harm: Callable[[], object]) -> None:
        super().__init__()
        self._stage, self._harm, self.harmed = stage, harm, False

    def done(self, stage: str, amount: float) -> None:
        super().done(stage, amount)
        if stage == self._stage and not self.harmed:
            self.harmed = True
            self._harm()


def entries(store: Path, kind: str = "*") -> list[Path]:
    return sorted(path for path in store.glob(f"{kind}/??/*"))


def flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def render_with(folder: Path, meddler: QuietProgress) -> Tools:
    problems = Problems()
    store = FolderStore(folder / "store", problems.add)
    made_with = Tools(store, InlineExecutor, 1, meddler, problems)
    render_story(folder / "story" / "index.md", options(folder / "out"), made_with)
    return made_with


@pytest.mark.long
@pytest.mark.parametrize("harm", [Path.unlink, flip, cut], ids=["gone", "flipped", "cut"])
@pytest.mark.parametrize("stage", ["recording", "rendering"])
def test_what_the_store_loses_is_made_again(tmp_path, undisturbed, stage, harm) -> None:
    near_story(tmp_path / "story")
    kinds = ("take", "picture", "card", "segment", "enlarged")

    def harm_all() -> None:
        for path in (path for kind in kinds for path in entries(tmp_path / "store", kind)):
            harm(path)

    meddler = Meddler(stage, harm_all)
    render_with(tmp_path, meddler)
    assert meddler.harmed
    assert film_bytes(tmp_path / "out") == undisturbed
    assert meddler.expected == meddler.finished


@pytest.mark.long
@pytest.mark.parametrize("stage", ["looking", "recording", "enlarging", "rendering", "joining"])
def test_the_store_may_be_emptied_while_rendering(tmp_path, undisturbed, stage) -> None:
    near_story(tmp_path / "story")
    render_with(tmp_path, Meddler(stage, lambda: shutil.rmtree(tmp_path / "store")))
    assert film_bytes(tmp_path / "out") == undisturbed


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_bit_between_two_renders_is_found(tmp_path, undisturbed, kind) -> None:
    near_story(tmp_path / "story")
    render_with(tmp_path, QuietProgress())
    assert entries(tmp_path / "store", kind)
    for path in entries(tmp_path / "store", kind):
        flip(path)
    for film in (tmp_path / "out").glob("*.mp4"):
        film.unlink()
    render_with(tmp_path, QuietProgress())
    assert film_bytes(tmp_path / "out") == undisturbed


@pytest.mark.long
def test_tiles_that_were_lost_with_what_they_were_for_are_made_again(tmp_path, undisturbed):
    near_story(tmp_path / "story")
    render_with(tmp_path, QuietProgress())
    for path in entries(tmp_path / "store", "segment"):
        flip(path)
    for path in entries(tmp_path / "store", "enlarged"):
        path.unlink()
    for film in (tmp_path / "out").glob("*.mp4"):
        film.unlink()
    done = run(*render_command(tmp_path))  # this process may hold the panel as it was enlarged
    assert done.returncode == 0, done.stderr
    assert entries(tmp_path / "store", "enlarged")
    assert film_bytes(tmp_path / "out") == undisturbed


def test_tiles_that_nothing_needs_are_not_made(tmp_path, undisturbed):
    near_story(tmp_path / "story")
    render_with(tmp_path, QuietProgress())
    for path in entries(tmp_path / "store", "enlarged"):
        path.unlink()
    again = QuietProgress()
    render_with(tmp_path, again)
    assert not again.finished
    assert film_bytes(tmp_path / "out") == undisturbed


def test_a_panel_that_changes_meanwhile_is_shown_as_it_was(tmp_path, undisturbed) -> None:
    near_story(tmp_path / "story")
    paint = draw_panel(5)
    render_with(tmp_path, Meddler("looking", lambda: paint.save(tmp_path / "story" / "cup.png")))
    assert film_bytes(tmp_path / "out") == undisturbed


def test_a_panel_that_changed_and_was_lost_is_named(tmp_path: Path) -> None:
    near_story(tmp_path / "story")

    def harm() -> None:
        draw_panel(5).save(tmp_path / "story" / "cup.png")
        shutil.rmtree(tmp_path / "store")

    with pytest.raises(
        StoryError, match=r"^index\.md, row 18: .*cup.png changed while it was rendered"
    ):
        render_with(tmp_path, Meddler("recording", harm))


def test_a_store_that_loses_everything_is_given_up(tmp_path: Path) -> None:
    class Loser(QuietProgress):
        def done(self, stage: str, amount: float) -> None:
            super().done(stage, amount)
            if stage == "recording":
                shutil.rmtree(tmp_path / "store" / "take", ignore_errors=True)

    near_story(tmp_path / "story")
    with pytest.raises(StoreError, match="keeps losing"):
        render_with(tmp_path, Loser())


@pytest.mark.parametrize(
    "harm", [lambda film: film.unlink(), cut, flip], ids=["gone", "cut", "flipped"]
)
def test_only_the_film_that_was_harmed_is_joined_again(tmp_path, undisturbed, harm) -> None:
    near_story(tmp_path / "story")
    render_with(tmp_path, QuietProgress())
    harm(tmp_path / "out" / "02-the-cup.mp4")
    again = QuietProgress()
    render_with(tmp_path, again)
    assert film_bytes(tmp_path / "out") == undisturbed
    assert again.finished == {"joining": 1}


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Callable[[], None]]:
    folders: list[Path] = []

    def close() -> None:
        folders.extend([path for path in (tmp_path / "store").rglob("*") if path.is_dir()])
        folders.append(tmp_path / "store")
        for folder in folders:
            folder.chmod(0o500)

    yield close
    for folder in folders:
        folder.chmod(0o700)


@pytest.mark.long
def test_a_read_only_store_serves_what_it_has(tmp_path, closed) -> None:
    near_story(tmp_path / "story")
    assert run(*render_command(tmp_path)).returncode == 0
    closed()
    done = run(*render_command(tmp_path), before=drop_override)
    assert done.returncode == 0, done.stderr
    near_story(tmp_path / "story", NEAR.replace("was blue", "was green"))
    done = run(*render_command(tmp_path), before=drop_override)
    assert done.returncode == 5
    assert "--store" in done.stderr
    assert "Traceback" not in done.stderr


def start(folder: Path) -> subprocess.Popen[bytes]:
    (folder / "out").mkdir(exist_ok=True)
    return subprocess.Popen(
        [*command(*render_command(folder)), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def workers_of(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    children = [int(child) for child in found.read_text().split()] if found.exists() else []
    return [child for child in children if b"resource_tracker" not in command_line(child)]


def command_line(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b"resource_tracker"


def kill(running: subprocess.Popen[bytes], victim: str, chance: random.Random) -> None:
    workers = workers_of(running.pid)
    if victim in ("worker", "both") and workers:
        os.kill(chance.choice(workers), signal.SIGKILL)
    if victim in ("parent", "both"):
        running.kill()


def finished(path: Path) -> bool:
    """Whether its task was; a report is of a run, and each run writes its own."""
    store, kind = path.parents[2], path.parts[-3]
    facts = store / "takefacts" / path.parent.name / path.name  # kept last
    return kind != "report" and (kind != "take" or facts.exists())


def marks(store: Path) -> dict[Path, int]:
    """What finished tasks made, by its place and file."""
    return {path: path.stat().st_ino for path in entries(store) if finished(path)}


def killed_and_resumed(folder: Path, chance: random.Random, victim: str) -> None:
    """Kill when a random number of results lies in the store; then run again."""
    near_story(folder / "story")
    running, results = start(folder), chance.randrange(0, 34)
    while running.poll() is None and len(entries(folder / "store")) < results:
        time.sleep(0.005)
    kill(running, victim, chance)
    running.wait(timeout=600)
    time.sleep(1.5)  # workers see within a second that they are orphans
    before = marks(folder / "store")
    done = run(*render_command(folder))
    assert done.returncode == 0, done.stderr
    after = marks(folder / "store")
    assert {path: after[path] for path in before} == before
    assert not list((folder / "store" / ".parts").iterdir())


@pytest.mark.parametrize("victim", ["parent", "worker", "both"])
def test_a_killed_render_goes_on(tmp_path, undisturbed, victim) -> None:
    killed_and_resumed(tmp_path, random.Random(victim), victim)
    assert film_bytes(tmp_path / "out") == undisturbed


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(50))
def test_a_killed_render_goes_on_from_anywhere(tmp_path, undisturbed, seed) -> None:
    chance = random.Random(seed)
    killed_and_resumed(tmp_path, chance, chance.choice(["parent", "worker", "both"]))
    assert film_bytes(tmp_path / "out") == undisturbed


def starve(room: int) -> None:
    """Load what work needs, then leave this process `room` bytes more than it has."""
    import_module("render.production.tasks")
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + room
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def starved_pool() -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, spawn, initializer=starve, initargs=(80_000_000,))


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")
def test_workers_without_memory_lose_nothing_that_was_done(tmp_path, undisturbed) -> None:
    story, problems = near_story(tmp_path / "story"), Problems()
    store = FolderStore(tmp_path / "store", problems.add)

    def render(make_executor: Callable[[], Executor]) -> None:
        made_with = Tools(store, make_executor, 1, QuietProgress(), problems)
        render_story(story, options(tmp_path / "out"), made_with)

    with pytest.raises(RenderError, match=r"found no memory 3 times while .*--jobs 1"):
        render(starved_pool)
    before = marks(tmp_path / "store")
    assert any(path.parts[-3] == "take" for path in before)
    pools = iter([starved_pool()])
    render(lambda: next(pools, None) or worker_pool(1))
    after = marks(tmp_path / "store")
    assert {path: after[path] for path in before} == before
    assert film_bytes(tmp_path / "out") == undisturbed
    assert {problem.severity for problem in problems} <= {"info"}


@pytest.mark.long
def test_two_renders_of_one_story_at_once(tmp_path, undisturbed) -> None:
    near_story(tmp_path / "story")
    both = [start(tmp_path) for _ in range(2)]
    assert [running.wait(timeout=600) for running in both] == [0, 0]
    assert film_bytes(tmp_path / "out") == undisturbed
    assert len(made(tmp_path)) == 2


def test_what_dead_writers_left_is_removed(tmp_path: Path) -> None:
    near_story(tmp_path / "story")
    dead = subprocess.Popen(["true"])
    dead.wait()
    (tmp_path / "out").mkdir()
    name = part_beside(tmp_path / "out" / "x").name
    left = tmp_path / "out" / name.replace(f"-{os.getpid()}-", f"-{dead.pid}-")
    busy = tmp_path / "out" / name
    left.touch()
    busy.touch()
    render_with(tmp_path, QuietProgress())
    assert not left.exists()
    assert busy.exists()


def test_threads_write_one_entry_at_once(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    threads = [
        threading.Thread(target=store.put, args=("take/same", bytes(9_999))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get("take/same") == bytes(9_999)
    assert not list((tmp_path / ".parts").iterdir())
