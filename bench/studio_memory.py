"""Does a studio grow while somebody works in it? Server, workers and page, minute by minute.

    python bench/studio_memory.py STORY --store FOLDER [--minutes 60] [--episodes 0]

Opens the studio on a copy of a story in a headless Chromium, and does for as long as is asked what
a person does, in turns: plays from somewhere, edits a line (whose it is, its delivery, a pause, a
shot) through the page, takes some of that back, hears a line, looks at every view, goes on to the
next episode now and then. Each minute it prints the proportional memory (PSS) in megabytes of the
server, its workers and all of the browser's processes, and the page's JavaScript heap, nodes and
listeners. Exits 1 where the server's or the page's last five minutes lie more than MOST above
minutes 8 to 12.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

MOST = 1.10
"""How much more memory may be used at the end than after ten minutes."""
SEED = 20
"""Of the dice: the same lines are edited in every run."""
EDITS = 3
"""Edits of a turn; every other is taken back, so that the story stays about as it is."""
LISTEN = 12
"""Seconds of a turn that are played."""
TURNS = 6
"""Turns after which the next episode is opened."""
VIEWS = ("script", "cast", "shots", "proof", "make")
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--mute-audio", "--disable-background-networking"]
PATIENT: dict[str, Any] = {"timeout": 1_200_000}
"""Milliseconds: a machine that is busy otherwise takes its time."""
READY = "studio?.player?.film?.done && studio.player.film.revision === studio.story.revision"

EDIT = """([dice, pick]) => {
  const shown = new Set(studio.player.clips().map(({ clip }) => clip.line));
  const lines = [...studio.lines.values()].filter((line) => shown.has(line.id));
  const line = lines[Math.floor(pick * lines.length)];
  window.edited = !line;   // the script is being read anew: the next edit will do
  if (!line) return;
  const at = { id: line.id, text: line.text };
  const names = studio.story.cast.map((each) => each.name);
  const kinds = [
    { kind: "pause", line: at, value: (0.2 + dice).toFixed(1) },
    { kind: "camera", line: at, value: ["wide", "hold", "push in"][Math.floor(dice * 3)] },
    { kind: "delivery", line: at, value: ["", "whisper", "shout"][Math.floor(dice * 3)] },
    { kind: "speaker", line: at, speaker: names[Math.floor(dice * names.length)] ?? "narrator" },
  ];
  studio.edit(kinds[Math.floor(dice * 97) % kinds.length]).finally(() => { window.edited = true; });
}"""


def processes(parent: int) -> dict[int, str]:
    """A process and all below it: by number, the words that it was started with."""
    below: dict[int, list[int]] = {}
    words: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            words[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
        except (OSError, ValueError):
            continue
        below.setdefault(int(stat[1]), []).append(int(entry.name))
    found, waiting = {}, [parent]
    while waiting:
        number = waiting.pop()
        found[number] = words.get(number, "")
        waiting += below.get(number, ())
    return found


def megabytes(numbers: list[int]) -> float:
    """Their proportional memory: what they share is counted once."""
    total = 0
    for number in numbers:
        try:
            rows = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return total / 1024


class Watched:
    """A studio and a browser on its page."""

    def __init__(self, server: int, page: Any, own: int) -> None:
        self.server, self.page, self.own = server, page, own
        self.tools = page.context.new_cdp_session(page)
        self.tools.send("Performance.enable")
        self.rows: list[dict[str, float]] = []

    def sample(self, minute: float, turns: int) -> dict[str, float]:
        """One row: megabytes, and what the page counts of itself."""
        workers = [each for each in processes(self.server) if each != self.server]
        name = BROWSER.rpartition("/")[2]
        browser = [n for n, w in processes(self.own).items() if name in w.partition(" ")[0]]
        metrics = {
            m["name"]: m["value"] for m in self.tools.send("Performance.getMetrics")["metrics"]
        }
        caches = self.page.evaluate(
            "[studio.player.pictures, studio.player.buffers].map((kept) => kept.entries.size)"
        )
        row = {
            "minute": minute,
            "turns": turns,
            "server": megabytes([self.server]),
            "workers": megabytes(workers),
            "page": megabytes(browser),
            "largest": max(megabytes([each]) for each in browser),
            "heap": metrics["JSHeapUsedSize"] / 1e6,
            "nodes": metrics["Nodes"],
            "listeners": metrics["JSEventListeners"],
            "pictures": caches[0],
            "sounds": caches[1],
            "episode": self.page.evaluate("studio.episode"),
        }
        self.rows.append(row)
        return row


def turn(page: Any, dice: random.Random, number: int) -> None:
    """What somebody does in half a minute: plays, edits, takes back, looks elsewhere."""
    page.click("#tab-watch")
    page.evaluate("(to) => studio.player.seek(to * studio.player.seconds)", dice.random())
    page.click("#watch button.big")
    page.wait_for_timeout(LISTEN * 1000)
    page.evaluate("studio.player.pause()")
    page.click(f"#tab-{VIEWS[number % len(VIEWS)]}")
    for count in range(EDITS):
        page.evaluate(EDIT, [dice.random(), dice.random()])
        page.wait_for_function("() => edited || document.getElementById('cost').open", **PATIENT)
        if page.locator("#cost[open]").count():
            page.click("#cost >> text=Make it")
        page.wait_for_function("() => edited", **PATIENT)
        if count % 2:
            page.click("#undo")
        wait(page)
    if number % TURNS == 3:
        page.evaluate(
            "void studio.hear([...studio.lines.values()][Math.floor(Math.random() * 40)], [])"
        )
        page.wait_for_timeout(4000)
        wait(page)


def wait(page: Any) -> None:
    """Until the film is arranged anew."""
    page.wait_for_function(f"() => {READY}", **PATIENT)


def work(watched: Watched, minutes: float, episodes: int) -> None:
    """Turns for as long as is asked, with a row each minute."""
    page, dice, began, turns = watched.page, random.Random(SEED), time.monotonic(), 0
    due = 0.0
    while (gone := (time.monotonic() - began) / 60) < minutes:
        if gone >= due:
            print(
                "  ".join(
                    f"{name} {value:.0f}" for name, value in watched.sample(gone, turns).items()
                ),
                flush=True,
            )
            due += 1
        if turns and turns % TURNS == 0:
            count = page.evaluate("studio.story.episodes.length")
            to = (page.evaluate("studio.episode") + 1) % min(count, episodes or count)
            page.select_option("#episode", str(to))
            wait(page)
        turn(page, dice, turns)
        turns += 1
    watched.sample((time.monotonic() - began) / 60, turns)


def verdict(rows: list[dict[str, float]]) -> bool:
    """Whether neither grew by more than it may; printed."""
    early = [row for row in rows if 8 <= row["minute"] <= 12] or rows[:1]
    late = [row for row in rows if row["minute"] >= rows[-1]["minute"] - 5]
    fine = True
    for name in ("server", "workers", "page"):
        share = mean(row[name] for row in late) / max(mean(row[name] for row in early), 1)
        fine &= share <= MOST or name == "workers"
        print(f"{name}: {100 * (share - 1):+.1f} % from minutes 8-12 to the last five")
    return fine


@contextmanager
def opened(story: Path, store: str) -> Iterator[tuple[int, Any]]:
    """A studio on a copy of a story, and a browser's page on it: the server's process, the page."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        copy = Path(folder) / "story"
        shutil.copytree(story.parent, copy, ignore=shutil.ignore_patterns(".*"))
        words = [sys.executable, "-m", "render.cli", "studio", str(copy / story.name)]
        words += ["--no-browser", "--store", store, "--out", str(Path(folder) / "out")]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
            browser = play.chromium.launch_persistent_context(
                Path(folder) / "profile",
                executable_path=BROWSER,
                args=ARGUMENTS,
                viewport={"width": 1280, "height": 800},
            )
            try:
                page = browser.pages[0]
                page.goto(server.stdout.readline().strip() if server.stdout else "")
                wait(page)
                yield server.pid, page
            finally:
                browser.close()
                server.terminate()


def main() -> int:
    """Run it; 1 where it grew."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("story", type=Path)
    asked.add_argument("--store", required=True)
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--episodes", type=int, default=0)
    given = asked.parse_args()
    with opened(given.story, given.store) as (server, page):
        watched = Watched(server, page, os.getpid())
        work(watched, given.minutes, given.episodes)
    return 0 if verdict(watched.rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
