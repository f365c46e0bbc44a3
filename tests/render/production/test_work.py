"""The task queue: everything runs once, in order of rank and cost; workers may die."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from render.production.queue.executors import InlineExecutor, worker_pool
from render.production.queue.progress import QuietProgress
from render.production.queue.work import Task, Work
from story.errors import RenderError, VoiceError


def inline_work(progress: QuietProgress | None = None) -> Work:
    return Work(InlineExecutor, 1, progress or QuietProgress())


def test_lower_ranks_first_then_the_dearest() -> None:
    order: list[str] = []
    work = inline_work()
    for name, cost, rank in [("late", 9.0, 1), ("cheap", 1.0, 0), ("dear", 5.0, 0)]:
        work.add(Task("looking", str, (name,), cost=cost, rank=rank), order.append)
    work.run()
    assert order == ["dear", "cheap", "late"]


def test_results_may_bring_more_tasks() -> None:
    got: list[int] = []
    work = inline_work()

    def again(value: int) -> None:
        got.append(value)
        if value < 3:
            work.add(Task("looking", int, (value + 1,)), again)

    work.add(Task("looking", int, (0,)), again)
    work.run()
    assert got == [0, 1, 2, 3]


def test_progress_counts_amounts() -> None:
    progress = QuietProgress()
    work = inline_work(progress)
    work.add(Task("rendering", int, (1,), amount=240), lambda _: None)
    work.run()
    assert progress.expected == progress.finished == {"rendering": 240}


def fail() -> None:
    raise VoiceError("no such voice")


def test_an_error_ends_the_run_with_its_own_words() -> None:
    work = inline_work()
    work.add(Task("recording", fail, ()), lambda _: None)
    with pytest.raises(VoiceError, match="no such voice"):
        work.run()


def test_no_more_than_asked_run_at_once() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def busy() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.005)
        with lock:
            running -= 1

    work = Work(lambda: ThreadPoolExecutor(8), 3, QuietProgress())
    for _ in range(20):
        work.add(Task("looking", busy, ()), lambda _: None)
    work.run()
    assert 2 <= most <= 3


def die_once(flag: str) -> str:
    if not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    got: list[object] = []
    work = Work(lambda: worker_pool(2), 2, QuietProgress())
    work.add(Task("recording", die_once, (str(tmp_path / "died"),)), got.append)
    for number in range(6):
        work.add(Task("recording", int, (number,)), got.append)
    work.run()
    assert sorted(map(str, got)) == ["0", "1", "2", "3", "4", "5", "alive"]


def test_a_task_that_kills_every_worker_is_given_up() -> None:
    work = Work(lambda: worker_pool(1), 1, QuietProgress())
    work.add(Task("recording", die, ()), lambda _: None)
    with pytest.raises(RenderError, match="--jobs 1"):
        work.run()
