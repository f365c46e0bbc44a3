"""What hostile and unlucky stories cost, and how they end: a table in Markdown.

    python -m bench.faults INPUTS                        one row for each folder in INPUTS
    python -m bench.faults INPUTS --before OTHER_TREE    the same with the code in another tree, too

Seconds of work (of one core, by all processes), seconds by the clock, peak memory of all processes
together (what they share counted once), exit code, last message. A run is ended at 120 s by the
clock or 2.5 GB, which the table shows as ">". Nothing may take 20 s of work or 1 GB, or show a
traceback; the clock alone proves little where others work on the same cores.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
OPTIONS = ("--draft", "--size", "320x180", "--jobs", "1")
MOST_SECONDS, MOST_BYTES = 120.0, 2.5e9
"""Beyond these a run is ended: the machine has others to serve."""
FINE_SECONDS, FINE_BYTES = 20.0, 1e9
_LOOK = 0.2
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Ran:
    """How a run went: `work` in seconds of a core, `size` in bytes at its peak,
    `code` its exit code, None if it was ended."""

    work: float
    seconds: float
    size: float
    code: int | None
    message: str
    traceback: bool
    left: int
    """Processes that outlived it."""

    @property
    def fine(self) -> bool:
        within = self.work <= FINE_SECONDS and self.size <= FINE_BYTES
        return within and self.code is not None and not (self.traceback or self.left)


def run(tree: Path, story: Path) -> Ran:
    """Render a copy of `story` with the code in `tree`, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="inkreel-faults-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        shutil.copytree(story, folder / "story")
        places = ("--out", folder / "out", "--store", folder / "store")
        words = ("render", folder / "story", *places, *OPTIONS, *_allowed(story))
        with (folder / "said").open("w+") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "render.cli", *map(str, words)],
                env=os.environ | {"PYTHONPATH": str(tree), "FAULTS_RUN": place}, cwd=folder,
                stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
            before = _worked()
            seconds, size, code = _watched(process)
            work = _worked() - before
            said.seek(0)
            text = said.read()
        left = _end_left(place)
    rows = [row for row in text.splitlines() if row.strip()]
    told = [row for row in rows if row.startswith(("error:", "warning:"))] or rows
    return Ran(work, seconds, size, code, told[-1] if told else "", "Traceback (most" in text, left)


def _allowed(story: Path) -> Sequence[str]:
    """Inputs that set up an engine call it x: it is tried as if somebody trusted it."""
    settings = story / "inkreel.toml"
    sets_up = settings.exists() and "[engines.x]" in settings.read_text()
    return ("--engine", "x", "--allow-engine", "x") if sets_up else ("--engine", "tone")


def _watched(process: subprocess.Popen[bytes]) -> tuple[float, float, int | None]:
    started, peak = time.monotonic(), 0.0
    family = psutil.Process(process.pid)
    while process.poll() is None:
        peak = max(peak, _memory(family))
        seconds = time.monotonic() - started
        if seconds > MOST_SECONDS or peak > MOST_BYTES:
            for each in (*family.children(recursive=True), family):
                with suppress(psutil.Error):
                    each.kill()
            process.wait()
            return seconds, peak, None
        time.sleep(_LOOK)
    return time.monotonic() - started, peak, process.returncode


def _worked() -> float:
    """Seconds of work that processes which have ended did for this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(family: psutil.Process) -> float:
    size = 0.0
    with suppress(psutil.Error):
        for each in (family, *family.children(recursive=True)):
            with suppress(psutil.Error):
                size += each.memory_full_info().pss
    return size


def _end_left(place: str) -> int:
    """End what outlived the run; how many processes that were."""
    time.sleep(1.5)  # workers look for their parent's end once a second
    found = 0
    for each in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if each.environ().get("FAULTS_RUN") == place and each.status() != "zombie":
                found += 1
                each.kill()
    return found


def cells(ran: Ran) -> Sequence[str]:
    over = ">" if ran.code is None else ""
    end = "traceback" if ran.traceback else "ended" if ran.code is None else str(ran.code)
    end += f", {ran.left} left" if ran.left else ""
    message = ran.message.replace("|", "\\|").replace("<", "&lt;")[:110]
    return (
        f"{ran.work:.1f}",
        f"{over}{ran.seconds:.0f}",
        f"{over}{ran.size / 1e6:.0f}",
        end,
        message,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--only", default="", help="names with this in them")
    asked = parser.parse_args()
    trees = [asked.before, ROOT] if asked.before else [ROOT]
    heads = ("work s", "clock s", "MB", "exit", "last message")
    names = ("before ", "") if asked.before else ("",)
    print("| input |", " | ".join(f"{name}{head}" for name in names for head in heads), "| |")
    print("|---|" + "---|" * (len(heads) * len(trees) + 1))
    failing = 0
    for story in sorted(each for each in asked.inputs.iterdir() if asked.only in each.name):
        ran = [run(tree, story) for tree in trees]
        failing += not ran[-1].fine
        row = " | ".join(cell for each in ran for cell in cells(each))
        print(f"| {story.name} | {row} | {'' if ran[-1].fine else 'NOT FINE'} |", flush=True)
    sys.exit(failing > 0)


if __name__ == "__main__":
    main()
