"""What a run may take: disk space is foretold before it starts, memory and time are kept within."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from render.pixels.segments import Quality
from render.production import tasks
from render.production.episode_steps import MIXING_SPEED
from render.production.planning.plan import EpisodePlan, RenderPlan
from render.production.queue.work import Task
from render.production.scene_steps import DRAWING_SECONDS
from story.errors import StoreError
from voices.recording.phrases import CHARACTERS_A_SECOND
from voices.store.sizes import size_text

_BYTES_A_PIXEL: dict[Quality, float] = {"draft": 0.015, "good": 0.025, "best": 0.045}
"""Of a coded frame: measured 0.007 to 0.025 for "good", the most for small pictures."""
_SOUND_BYTES = 32_000
"""Bytes a second of coded sound: 256 kbit/s."""
_TAKE_BYTES = 24_000 * 4
"""Bytes a second."""
_TILE_FILE_BYTES = 300_000
"""Of an enlarged tile: a PNG of 384 x 384."""
_PAUSE = 0.6
"""Seconds after a line."""
_RESTS = 5.0
"""Seconds of rest that an episode opens and closes with, at most."""
_MAIN_BYTES, _WORKER_BYTES = 300_000_000, 1_100_000_000
"""What this process and a worker were measured to take at most, at 1080p with the best voices."""


@dataclass(frozen=True)
class Space:
    """Bytes that work will write: into the store, and as films."""

    store: int
    films: int


def space_needed(plan: RenderPlan, queued: Iterable[Task], waiting: Sequence[int]) -> Space:
    """What `queued` tasks will write, and all that follows from the scenes `waiting` for takes."""
    size = plan.video.size[0] * plan.video.size[1] * _BYTES_A_PIXEL[plan.video.quality]
    fps = float(plan.video.fps)
    store, films = 0.0, 0.0
    for task in queued:
        made: Any = task.arguments[1]  # what the task makes
        if task.function is tasks.record:
            store += len(made.spoken.said) / CHARACTERS_A_SECOND * _TAKE_BYTES
        elif task.function is tasks.enlarge:
            store += _TILE_FILE_BYTES
        elif task.function is tasks.draw:
            store += made.frames * size
        elif task.function is tasks.join:
            films += sum(each.frames for each in made.segments) * (size + _SOUND_BYTES / fps)
    second = size * fps + _SOUND_BYTES
    late = _late(plan, waiting)
    store += (sum(_seconds(plan, number) for number in waiting) + len(late) * _RESTS) * second
    films += sum(_length(plan, episode) for episode in late) * second
    return Space(round(store), round(films))


def work_ahead(
    plan: RenderPlan, waiting: Sequence[int], films: Container[int]
) -> Mapping[str, float]:
    """Core-seconds by stage of what no task stands for yet: all that follows from the scenes
    `waiting` for takes, and the joining of files that are not among the `films`."""
    late = _late(plan, waiting)
    seconds = sum(_seconds(plan, number) for number in waiting) + len(late) * _RESTS
    mixed = sum(_length(plan, episode) for episode in late) / MIXING_SPEED
    unjoined = sum(number not in films for number in range(len(plan.episodes)))
    frames = seconds * float(plan.video.fps)
    return {"rendering": frames * DRAWING_SECONDS, "joining": mixed + unjoined}


def check_room(
    space: Space, store: str, out: Path, free: Callable[[Path], tuple[int, int]] | None = None
) -> None:
    """Raise StoreError where it can't fit. `free` tells a folder's disk, and its free bytes."""
    disks: dict[int, tuple[int, int]] = {}
    look = free or disk_of
    for place, needed in ((store, space.store), (str(out), space.films)):
        if needed and "://" not in place:
            disk, left = look(Path(place))
            disks[disk] = (left, disks.get(disk, (0, 0))[1] + needed)
    for left, needed in disks.values():
        if needed > left:
            raise StoreError(
                f"this render needs about {size_text(space.store)} in the store ({store}) and "
                f"{size_text(space.films)} for films ({out}), but only {size_text(left)} are free "
                "there. Free some (inkreel store --max-size 10G), choose other places with --store "
                "and --out, or render less at once with --chapter."
            )


def disk_of(folder: Path) -> tuple[int, int]:
    """The disk that a folder lies on, or will, and the bytes that are free there."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return there.stat().st_dev, shutil.disk_usage(there).free


def workers_within(most: int, jobs: int) -> int:
    """How many of `jobs` workers `most` bytes of memory allow, at least one."""
    return max(1, min(jobs, (most - _MAIN_BYTES) // _WORKER_BYTES))


def memory_used() -> int:
    """Bytes that this process and its workers hold for themselves."""
    own = psutil.Process()
    used = 0
    for process in (own, *own.children(recursive=True)):
        try:
            used += process.memory_full_info().uss
        except psutil.Error:  # it ended meanwhile, or is another user's
            continue
    return used


def within_memory(most: int) -> Callable[[], str]:
    """Says why to stop, once more than `most` bytes are used; "" before."""

    def check() -> str:
        used = memory_used()
        if used <= most:
            return ""
        return (
            f"{size_text(used)} of memory are used, and --max-memory allows {size_text(most)} "
            "(--jobs 1 takes least)"
        )

    return check


def seldom(check: Callable[[], str], clock: Callable[[], float]) -> Callable[[], str]:
    """The same check, done once a second at most."""
    last, said = -1.0, ""

    def rarely() -> str:
        nonlocal last, said
        if clock() - last >= 1.0:
            last, said = clock(), check()
        return said

    return rarely


def _late(plan: RenderPlan, waiting: Sequence[int]) -> list[EpisodePlan]:
    """The files that have a waiting scene."""
    late = {*waiting}
    return [each for each in plan.episodes if late & {*range(each.first, each.last)}]


def _seconds(plan: RenderPlan, number: int) -> float:
    lines = plan.scenes[number].section.lines
    return sum(len(line.text) / CHARACTERS_A_SECOND + _PAUSE for line in lines)


def _length(plan: RenderPlan, episode: EpisodePlan) -> float:
    spoken = sum(_seconds(plan, number) for number in range(episode.first, episode.last))
    return spoken + _RESTS
