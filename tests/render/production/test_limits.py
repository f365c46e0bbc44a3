"""Limits: what can't fit is refused before work starts, what is too much ends it cleanly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import command, hear_ctrl_c, made, render_command, run
from renders import options, tools
from stories import TWO_CHAPTERS, write_story

from render.episode import STEPS
from render.production.conductor import Production
from render.production.limits import (
    Space,
    check_room,
    memory_used,
    seldom,
    space_needed,
    within_memory,
    workers_within,
)
from render.production.perform import perform
from render.production.planning.prepare import prepare
from render.production.queue.executors import InlineExecutor
from render.production.queue.progress import QuietProgress
from render.production.queue.work import Task, Work
from render.reports.explain import Listing
from render.reports.report import keep_report, report_json
from render.reports.store_page import Care, care_for
from story.errors import LimitError, StoreError
from story.problems import Problems


@pytest.mark.parametrize(
    ("store", "films", "fits"),
    [(400, 500, True), (600, 500, False), (0, 1_001, False), (0, 1_000, True)],
)
def test_what_can_not_fit_one_disk_is_refused_with_its_figures(
    tmp_path, store, films, fits
) -> None:
    space = Space(store * 10**6, films * 10**6)
    if fits:
        check_room(space, str(tmp_path), tmp_path, lambda _: (1, 10**9))
        return
    with pytest.raises(StoreError, match=r"only 1\.0 GB are free there.*--store"):
        check_room(space, str(tmp_path), tmp_path, lambda _: (1, 10**9))


def test_two_disks_count_apart_and_a_url_not_at_all(tmp_path: Path) -> None:
    space = Space(800, 800)
    check_room(space, str(tmp_path), tmp_path / "out", lambda folder: (len(folder.name), 1_000))
    check_room(space, "s3://bucket/store", tmp_path, lambda _: (1, 1_000))
    with pytest.raises(StoreError):
        check_room(space, str(tmp_path), tmp_path, lambda _: (1, 1_000))


@pytest.mark.long
def test_the_space_foretold_is_enough_and_no_ten_times_more(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    ready = prepare(story, options(tmp_path / "out"), tools(tmp_path / "store"))
    listing = Listing()
    production = Production(ready.plan, STEPS, tools(tmp_path / "store").store, listing, Problems())
    production.begin()
    told = space_needed(ready.plan, listing.tasks, production.waiting())
    assert run(*render_command(tmp_path)).returncode == 0
    films = sum(film.stat().st_size for film in (tmp_path / "out").glob("*.mp4"))
    assert films < told.films < 10 * films


def test_memory_decides_how_many_work() -> None:
    assert [workers_within(gb * 10**9, 8) for gb in (1, 2, 4, 100)] == [1, 1, 3, 8]


def test_a_check_is_done_once_a_second() -> None:
    times, answers = iter([0.0, 0.0, 0.5, 1.0, 1.0, 1.5, 2.5, 2.5]), iter(["", "", "late"])
    rarely = seldom(lambda: next(answers), lambda: next(times))
    assert [rarely() for _ in range(5)] == ["", "", "", "", "late"]


def test_a_limit_ends_the_work_with_what_to_do_next() -> None:
    reasons = iter(["", "too much is used"])
    work = Work(InlineExecutor, 1, QuietProgress(), lambda: next(reasons))
    for number in range(5):
        work.add(Task("looking", int, (number,)), lambda _: None)
    with pytest.raises(
        LimitError, match=r"^too much is used, with 4 tasks .* run the same command"
    ):
        work.run()


@pytest.mark.long
def test_too_little_memory_ends_cleanly_and_more_goes_on(tmp_path: Path) -> None:
    write_story(tmp_path / "story")
    done = run(*render_command(tmp_path), "--max-memory", "50M")
    assert done.returncode == 6
    assert "--max-memory allows 50.0 MB" in done.stderr
    assert "Traceback" not in done.stderr
    assert run(*render_command(tmp_path), "--max-memory", "8G").returncode == 0
    assert len(made(tmp_path)) == 2


def until(true: Callable[[], bool], seconds: float = 300.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.long
def test_watching_renders_what_a_save_changed_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    log = tmp_path / "log"
    with log.open("w") as file:
        watching = subprocess.Popen(
            command(*render_command(tmp_path), "--chapter", "2", "--watch"),
            stdout=file,
            stderr=file,
            preexec_fn=hear_ctrl_c,  # noqa: PLW1509 - nothing else runs in it yet
        )
    try:
        until(lambda: log.read_text().count("Watching") == 1)
        (story.parent / "inkreel.toml").write_text("titel = 3")
        until(lambda: "inkreel.toml:1" in log.read_text())
        (story.parent / "inkreel.toml").unlink()
        aside = tmp_path / "aside.md"
        aside.write_text(TWO_CHAPTERS.replace("was blue", "was green"), "utf-8")
        aside.replace(story)
        script = tmp_path / "out" / "script.json"
        until(lambda: "was green" in script.read_text("utf-8"))
        watching.send_signal(signal.SIGINT)
        assert watching.wait(timeout=60) in (0, 130)
    finally:
        watching.kill()
        watching.wait()
    assert "Traceback" not in log.read_text()


def link(file: Path) -> None:
    file.symlink_to("/etc/hostname")


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, link], ids=["pipe", "folder", "link"])
def test_settings_are_a_file_beside_the_story_or_an_error(tmp_path, make) -> None:
    story = write_story(tmp_path / "story")
    make(story.parent / "inkreel.toml")
    done = run("script", story)
    assert done.returncode == 2
    assert "inkreel.toml is no file in the story's folder" in done.stderr


def test_the_store_tells_how_much_renders_found_in_it(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    (tmp_path / "out").mkdir()
    asked = prepare(story, options(tmp_path / "out"), tools(tmp_path / "store")).plan
    kept = tools(tmp_path / "store").store
    first, again = (perform(asked, STEPS, tools(tmp_path / "store"))[1] for _ in range(2))
    assert first.hits[0] == 0
    assert again.hits == (first.hits[1], first.hits[1])
    for out, account in (("one", first), ("two", again)):
        report = report_json({}, account, (), ())
        keep_report(report, tmp_path / out, kept, Problems())
    assert "Last renders found 50% of what they wanted" in care_for(kept, Care(), 0.0)


def test_memory_used_counts_what_this_process_and_its_children_hold() -> None:
    held = 60_000_000
    before = memory_used()
    block = bytearray(b"\1" * held)
    assert memory_used() - before > held * 0.9
    del block
    code = f"block = bytearray(b'\\1' * {held}); print('held', flush=True); input()"
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        assert memory_used() - before > held * 0.9
    finally:
        child.communicate("\n")


def test_more_memory_than_allowed_says_so() -> None:
    assert within_memory(10**15)() == ""
    assert "--max-memory" in within_memory(1)()
