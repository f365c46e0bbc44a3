"""Does a studio grow while somebody works in it? Server, workers and page, minute by minute.

    python bench/studio_memory.py STORY --store FOLDER [--minutes 60] [--episodes 0]

Opens the studio on a copy of a story in a headless Chromium, and does for as long as is asked what
a person does, in turns: plays from somewhere, edits a line (whose it is, its delivery, a pause, a
shot) through the page, takes some of that back, hears a line, looks at every view, goes on to the
next episode now and then. Each minute it prints the proportional memory (PSS) in megabytes of the
server, its workers and all of the browser's processes, what of the last is its `own` (no program's
file: those, another browser on the machine shares), and the page's JavaScript heap, nodes and
listeners. Exits 1 where the server's or the page's last five minutes lie more than MOST above
minutes 8 to 12.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.studio_page import Browser, opened  # noqa: E402

MOST = 1.10
"""How much more memory may be used at the end than after ten minutes."""
SEED = 20
"""Of the dice: the same lines are edited in every run."""
EDITS = 3
"""Edits of a turn; every other is taken back, so that the story stays about as it is."""
LISTEN = 12
"""Seconds of a turn that are played."""
HEARD = 4
"""Seconds that are waited for a line that is recorded."""
TURNS = 6
"""Turns after which the next episode is opened."""
VIEWS = ("script", "cast", "shots", "proof", "make")
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


def processes(first: int) -> list[int]:
    """A process and all below it, by number."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            below.setdefault(int(stat[1]), []).append(int(entry.name))
        except (OSError, ValueError):
            continue
    found = [first]
    for number in found:
        found += below.get(number, ())
    return found


def megabytes(numbers: list[int], kinds: tuple[str, ...] = ("Pss",)) -> float:
    """Their proportional memory: what they share is counted once. `kinds` as Linux names them."""
    total = 0
    for number in numbers:
        try:
            rows = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(row.split()[1]) for row in rows if row.partition(":")[0] in kinds)
    return total / 1024


class Watched:
    """A studio and a browser on its page."""

    def __init__(self, server: int, page: Browser) -> None:
        self.server, self.page = server, page
        page.send("Performance.enable")
        self.rows: list[dict[str, float]] = []

    def sample(self, minute: float, turns: int) -> dict[str, float]:
        """One row: megabytes, and what the page counts of itself."""
        workers = [each for each in processes(self.server) if each != self.server]
        browser = processes(self.page.pid)
        found = self.page.send("Performance.getMetrics")["metrics"]
        metrics = {each["name"]: each["value"] for each in found}
        caches = self.page.evaluate(
            "[studio.player.pictures, studio.player.buffers].map((kept) => kept.entries.size)"
        )
        row = {
            "minute": minute,
            "turns": turns,
            "server": megabytes([self.server]),
            "workers": megabytes(workers),
            "page": megabytes(browser),
            "own": megabytes(browser, ("Pss_Anon", "Pss_Shmem")),
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


def turn(page: Browser, dice: random.Random, number: int) -> None:
    """What somebody does in half a minute: plays, edits, takes back, looks elsewhere."""
    page.click("#tab-watch")
    page.evaluate("(to) => studio.player.seek(to * studio.player.seconds)", dice.random())
    page.click("#watch button.big")
    time.sleep(LISTEN)
    page.evaluate("studio.player.pause()")
    page.click(f"#tab-{VIEWS[number % len(VIEWS)]}")
    for count in range(EDITS):
        page.evaluate(EDIT, [dice.random(), dice.random()])
        page.until("edited || document.getElementById('cost').open")
        if page.evaluate("document.getElementById('cost').open"):
            page.click("#cost [value=make]")
        page.until("edited")
        if count % 2:
            page.click("#undo")
        page.arranged()
    if number % TURNS == 3:
        page.evaluate(
            "void studio.hear([...studio.lines.values()][Math.floor(Math.random() * 40)], [])"
        )
        time.sleep(HEARD)
        page.arranged()


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
            page.turn_to(to)
        turn(page, dice, turns)
        turns += 1
    watched.sample((time.monotonic() - began) / 60, turns)


def verdict(rows: list[dict[str, float]]) -> bool:
    """Whether neither grew by more than it may; printed."""
    early = [row for row in rows if 8 <= row["minute"] <= 12] or rows[:1]
    late = [row for row in rows if row["minute"] >= rows[-1]["minute"] - 5]
    fine = True
    for name in ("server", "workers", "page", "own", "heap"):
        share = mean(row[name] for row in late) / max(mean(row[name] for row in early), 1)
        fine &= share <= MOST or name not in ("server", "own")
        print(f"{name}: {100 * (share - 1):+.1f} % from minutes 8-12 to the last five")
    return fine


def main() -> int:
    """Run it; 1 where it grew."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("story", type=Path)
    asked.add_argument("--store", required=True)
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--episodes", type=int, default=0)
    given = asked.parse_args()
    with opened(given.story, given.store) as (server, page):
        watched = Watched(server, page)
        work(watched, given.minutes, given.episodes)
    return 0 if verdict(watched.rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
