"""The time left is near the truth from early on, and every terminal has room for it."""

import heapq
import io
import itertools
import random
import re
from dataclasses import dataclass

import pytest
from rich.console import Console

from render.production.queue.executors import InlineExecutor
from render.production.queue.progress import LiveProgress
from render.production.queue.time_left import TimeLeft
from render.production.queue.work import Task, Work

SCENES = 24


@dataclass(frozen=True)
class Piece:
    """A task of the script: what it says it costs, and what it really takes."""

    stage: str
    cost: float
    takes: float


def script(seed: int, paces: dict[str, float]):
    """Scenes as (takes, tiles, segments), with what tasks say they cost and really take."""
    chance = random.Random(seed)

    def some(stage: str, many: int, cost: float):
        costs = [cost * chance.uniform(0.4, 1.6) for _ in range(many)]
        real = [each * paces[stage] * chance.uniform(0.7, 1.4) for each in costs]
        return [Piece(stage, *pair) for pair in zip(costs, real, strict=True)]

    return [
        (some("recording", 8, 2.0), some("enlarging", chance.randint(0, 12), 1.0),
         some("rendering", 5, 3.6))
        for _ in range(SCENES)
    ]  # fmt: skip


def told(scenes, workers: int, wrong: float, ahead: bool = True):
    """Work through the script by the clock; (seconds worked, seconds foretold) after each task."""
    now, waiting, running, queue, foretold = 0.0, dict(enumerate(scenes)), [], [], []
    order = itertools.count()
    left = TimeLeft(lambda: now, workers)
    if ahead:
        left.ahead = lambda: {
            "rendering": wrong * sum(p.cost for s in waiting.values() for p in s[2])
        }
    missing = {number: len(takes) for number, (takes, _, _) in waiting.items()}
    for number, (takes, _, _) in waiting.items():
        for piece in takes:
            left.asked(piece)
            heapq.heappush(queue, (number - 4, next(order), piece, number))
    while queue or running:
        while queue and len(running) < workers:
            left.passed(piece for _, piece, _ in running)
            _, _, piece, number = heapq.heappop(queue)
            running.append((now + piece.takes, piece, number))
        at, piece, number = min(running, key=lambda each: each[0])
        now = at
        left.passed(each for _, each, _ in running)
        running.remove((at, piece, number))
        left.finished(piece)
        if piece.stage == "recording":
            missing[number] -= 1
            if not missing[number]:
                for each in (*waiting[number][1], *waiting[number][2]):
                    left.asked(each)
                    heapq.heappush(queue, (number, next(order), each, number))
                del waiting[number]
        foretold.append((now, left.seconds()))
    return foretold, now


PACES = [
    {"recording": 1.0, "enlarging": 1.0, "rendering": 1.0},
    {"recording": 0.3, "enlarging": 2.0, "rendering": 1.5},  # a slow picture after a fast voice
    {"recording": 3.0, "enlarging": 0.5, "rendering": 0.4},
]


@pytest.mark.parametrize("workers", [1, 2, 8])
@pytest.mark.parametrize("paces", PACES, ids=["as told", "slow picture", "slow voice"])
@pytest.mark.parametrize("wrong", [0.8, 1.25])
def test_never_under_half_of_the_truth_and_seldom_rising(workers, paces, wrong):
    """A stage that nobody has begun is foretold by the others' pace: too long if those are slow."""
    for seed in range(5):
        foretold, end = told(script(seed, paces), workers, wrong)
        later = [(now, seconds) for now, seconds in foretold if now >= 0.1 * end]
        most = 4.0 if paces["recording"] > 1 else 1.6
        for now, seconds in later:
            truth = end - now
            assert 0.5 * truth - 0.01 * end <= seconds <= most * truth + 0.05 * end
        lowest, climb = later[0][1], end / (2 if paces["recording"] > 1 else 6)
        for _, seconds in later:
            assert seconds <= lowest + climb
            lowest = min(lowest, seconds)


def test_without_what_nobody_asked_for_yet_it_would_be_under_half():
    """The fault that this is for: what followed from scenes still recording was not counted."""
    foretold, end = told(script(0, PACES[1]), 2, 1.0, ahead=False)
    assert any(seconds < 0.5 * (end - now) for now, seconds in foretold if now > 0.1 * end)


def test_nothing_is_foretold_before_anything_is_done():
    assert TimeLeft(lambda: 0.0, 2).seconds() is None


def test_work_tells_what_is_left():
    now, seen = 0.0, []
    left = TimeLeft(lambda: now, 1)

    class Watched(LiveProgress):
        def done(self, stage, amount):
            super().done(stage, amount)
            seen.append(left.seconds())

    def takes_two_seconds():
        nonlocal now
        now += 2.0

    work = Work(InlineExecutor, 1, Watched(Console(file=io.StringIO())), left=left)
    for _ in range(4):
        work.add(Task("rendering", takes_two_seconds, ()), lambda _: None)
    work.run()
    assert seen == [pytest.approx(each) for each in (6.0, 4.0, 2.0, 0.0)]


@pytest.mark.parametrize("width", [40, 50, 60, 80, 91, 92, 100, 120])
def test_the_time_left_is_whole_at_any_width(width):
    console = Console(width=width, file=io.StringIO(), force_terminal=True, color_system=None)
    live = LiveProgress(console)
    live.foresee(lambda: 3754.0)
    for stage, amount in (("recording", 2500), ("rendering", 1_234_567), ("joining", 3)):
        live.expect(stage, amount)
        live.done(stage, amount / 2)
    for part in live._bars.get_renderables():
        console.print(part)
    rows = console.file.getvalue().splitlines()
    assert "1:02:34 left" in rows
    assert all(len(row) <= width for row in rows)
    assert any(re.match(r"Rendering.* 617,284/1,234,567 ", row) for row in rows)
    assert len(rows) == 4
