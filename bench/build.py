"""What a render redoes, how busy it keeps the machine, how it grows: `python bench/build.py PART`.

PART is `edits STORY` (a first run, the same again, then one edit each: time as a share of the
first, and what was done), `busy STORY` (share of all cores), `grow` (10, 100, 1,000 sections:
time a section, peak memory of the largest process). Options after PART go to `inkreel render`.
Times mean something on a quiet machine only; what was redone is true on any.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from render.reports.report import kept_report
from voices.store.store import FolderStore

SMALL = ("--engine", "tone", "--size", "320x180")


@dataclass(frozen=True)
class Ran:
    """Seconds of a run, CPU seconds of all its processes, and amounts done by stage."""

    seconds: float
    cpu: float
    done: dict[str, float]


def run(story: Path, work: Path, others: Sequence[str]) -> Ran:
    """Render `story` into `work`; raises where that fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    store = work / "store"
    places = ("--out", str(work / "out"), "--store", str(store), "--quiet")
    subprocess.run(
        [sys.executable, "-m", "render.cli", "render", str(story), *places, *others], check=True
    )
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report = kept_report(work / "out", FolderStore(store)) or {}
    return Ran(seconds, cpu, report.get("done", {}))


def change_word(folder: Path, out: Path) -> None:
    """One word more in the middle of the longest line that the last render spoke."""
    path = folder / "index.md"
    text = path.read_text("utf-8")
    script = json.loads((out / "script.json").read_text("utf-8"))
    spoken = (line["text"] for section in script["sections"] for line in section["lines"])
    longest = max((line for line in spoken if text.count(line) == 1), key=len)
    words = longest.split(" ")
    words.insert(len(words) // 2, "quietly")
    path.write_text(text.replace(longest, " ".join(words)), "utf-8")


def swap_panel(folder: Path) -> None:
    """The second picture of the folder, mirrored."""
    pictures = sorted(each for each in folder.iterdir() if each.suffix in (".png", ".jpg"))
    path = pictures[len(pictures) // 2]
    with Image.open(path) as image:
        mirrored = ImageOps.mirror(image.convert("RGB"))
    mirrored.save(path)


def settings(text: str) -> Callable[[Path], None]:
    """Add a table to inkreel.toml."""

    def add(folder: Path) -> None:
        file = folder / "inkreel.toml"
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(f"{before}\n{text}\n", "utf-8")

    return add


def speaker(work: Path) -> str:
    """Who speaks most after the narrator, in the last render."""
    cast = json.loads((work / "out" / "cast.json").read_text("utf-8"))["cast"]
    return next((name for name in cast if name != "narrator"), "narrator")


def edits(source: Path, others: Sequence[str]) -> None:
    """The table of edits."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        story = Path(shutil.copytree(source, work / "story"))
        (story / "inkreel.toml").unlink(missing_ok=True)
        first = run(story, work, others)
        row("first run", first, first)
        row("nothing changed", run(story, work, others), first)
        who = json.dumps(speaker(work))
        word = re.findall(r"\b[A-Z][a-z]{4,}\b", (story / "index.md").read_text("utf-8"))[-1]
        for what, edit in (
            ("one word in a long chapter", partial(change_word, out=work / "out")),
            ("one panel swapped", swap_panel),
            ("the title", settings('title = "Another Title"')),
            ("one lexicon entry", settings(f'[lexicon]\n"{word}" = "{word.lower()}oo"')),
            ("one voice recast", settings(f"[cast.{who}]\nspeed = 1.1")),
            ("music", settings('[music]\nfile = "calm"')),
        ):
            edit(story)
            row(what, run(story, work, others), first)


def row(what: str, ran: Ran, first: Ran) -> None:
    """Print a row."""
    did = ", ".join(f"{stage} {amount:.0f}" for stage, amount in ran.done.items()) or "nothing"
    share, cpu = ran.seconds / first.seconds, ran.cpu / first.cpu
    print(f"{what:<28}{ran.seconds:8.1f} s {share:7.1%} (CPU {cpu:6.1%})  {did}", flush=True)


def busy(source: Path, others: Sequence[str]) -> None:
    """The share of all cores that a whole render keeps busy."""
    with tempfile.TemporaryDirectory() as name:
        ran = run(source, Path(name), others)
        share = ran.cpu / ran.seconds / (os.cpu_count() or 1)
        print(f"{share:.1%} of all cores in {ran.seconds:.1f} s")


def grow(others: Sequence[str]) -> None:
    """Time and memory at 10, 100 and 1,000 sections."""
    for count in (10, 100, 1_000):
        with tempfile.TemporaryDirectory() as name:
            work = Path(name)
            (work / "story").mkdir()
            Image.new("RGB", (600, 400), (90, 120, 160)).save(work / "story" / "a.png")
            sections = (f"## Panel {n}\n\n![](a.png)\n\nThis is part {n}.\n" for n in range(count))
            (work / "story" / "index.md").write_text("# Growth\n\n" + "\n".join(sections))
            ran = run(work / "story", work, (*SMALL, *others))
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            each = f"{ran.seconds / count:.3f} s, CPU {ran.cpu / count:.3f} s a section"
            print(
                f"{count:>6} sections {ran.seconds:8.1f} s  {each}  peak {peak:.0f} MB", flush=True
            )


def main() -> None:
    """Run the part that is named."""
    match sys.argv[1:]:
        case ["edits", story, *others]:
            edits(Path(story), others)
        case ["busy", story, *others]:
            busy(Path(story), others)
        case ["grow", *others]:
            grow(others)
        case _:
            print(__doc__)


if __name__ == "__main__":
    main()
