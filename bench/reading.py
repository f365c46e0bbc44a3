"""How well stories of other authors and other tools are read.

    python bench/reading.py [STORIES] [--expect FOLDER] [--json] [--only NAME]

STORIES is a folder of stories, by default the test material beside the repository. Each
`NAME.expect.toml` in the expectations names one (`story`, under STORIES) and says facts of it:
`said` and `silent` words, `panels` (the picture that is seen with a line), `speakers` (who says a
line), `episodes`, `title`, `author`, `problems` (codes) and `refused` (words of the error).
Prints what is not met, and exits 1 where anything is.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from story.episodes.episodes import story_episodes  # noqa: E402
from story.errors import InkreelError  # noqa: E402
from story.model import Line, Panel, Script  # noqa: E402
from story.problems import Problems  # noqa: E402
from story.script import read_script  # noqa: E402

EXPECTED = ROOT / "bench" / "reading"
STORIES = ROOT.parent / "shared" / "tries"
MOST_DROPPED = 1.0
"""Percent of the words that must be said: more dropped is a story with a hole in it."""


def folded(text: str) -> str:
    """Text as expectations are compared: straight quotes, single spaces, small letters."""
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-", "–": "-"})
    return " ".join(text.translate(table).casefold().split())


def seen_with(script: Script) -> Iterator[tuple[Line, Panel | None]]:
    """Each line with the picture on screen: a section without one keeps the last."""
    last: Panel | None = None
    for section in script.sections:
        last = section.panels[0] if section.panels and not section.lines else last
        for line in section.lines:
            last = section.panels[line.panel] if line.panel is not None else last
            yield line, last


class Check:
    """One story held against what is expected of it; `wrong` are sentences, `met` a count."""

    def __init__(self, expect: Mapping[str, Any], stories: Path) -> None:
        self.expect = expect
        self.problems = Problems()
        self.wrong: list[str] = []
        self.met = 0
        self.leaked = 0
        self.dropped = 0
        self.words = 0
        self.script: Script | None = None
        try:
            self.script = read_script(stories / expect["story"], self.problems)
        except InkreelError as error:
            self.refused(str(error))
        if self.script:
            self.read(self.script)

    def hold(self, fulfilled: bool, otherwise: str) -> None:
        self.met += fulfilled
        if not fulfilled:
            self.wrong.append(otherwise)

    def refused(self, message: str) -> None:
        wanted = self.expect.get("refused", [])
        self.hold(bool(wanted), f"refused: {message}")
        for words in wanted:
            self.hold(words in message, f"the error does not say {words!r}: {message}")

    def read(self, script: Script) -> None:
        self.hold("refused" not in self.expect, "it is not refused")
        seen = list(seen_with(script))
        heard = folded(" ".join(line.text for line, _ in seen))
        self.heard(heard)
        self.pictures([(folded(line.text), panel) for line, panel in seen], script)
        for words, who in self.expect.get("speakers", {}).items():
            said = [line for line, _ in seen if folded(words) in folded(line.text)]
            names = {line.speaker for line in said}
            self.hold(any(who.casefold() in n.casefold() for n in names), f"{words!r}: {names}")
        codes = {problem.code for problem in self.problems}
        for code in self.expect.get("problems", []):
            self.hold(code in codes, f"no Problem {code}: {sorted(codes)}")
        episodes = [folded(episode.title) for episode in story_episodes(script)]
        if "episodes" in self.expect:
            wanted = [folded(title) for title in self.expect["episodes"]]
            self.hold(episodes == wanted, f"episodes {episodes}")
        for key in ("title", "author", "language"):
            if key in self.expect:
                found = getattr(script, key)
                self.hold(found == self.expect[key], f"{key} is {found!r}")
        nobody = self.expect.get("nobody", [])
        people = [person.name for person in script.characters]
        for name in nobody:
            self.hold(name not in people, f"{name} is one of the cast: {people}")

    def heard(self, heard: str) -> None:
        for words in self.expect.get("said", []):
            count = len(words.split())
            told = folded(words) in heard
            self.words += count
            self.dropped += 0 if told else count
            self.hold(told, f"not said: {words!r}")
        for words in self.expect.get("silent", []):
            told = folded(words) in heard
            self.leaked += told
            self.hold(not told, f"said: {words!r}")

    def pictures(self, seen: list[tuple[str, Panel | None]], script: Script) -> None:
        for words, wanted in self.expect.get("panels", {}).items():
            shown = [panel.path if panel else "" for text, panel in seen if folded(words) in text]
            right = bool(shown) and shown[0].endswith(wanted)
            self.hold(right, f"{words!r} shows {shown[:1]} for {wanted}")
        panels = [panel for section in script.sections for panel in section.panels]
        if "found" in self.expect:
            found = sum(panel.file is not None for panel in panels)
            self.hold(found == self.expect["found"], f"{found} pictures of {len(panels)} found")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("stories", nargs="?", type=Path, default=STORIES)
    parser.add_argument("--expect", type=Path, default=EXPECTED)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if not asked.stories.is_dir():
        print(f"{asked.stories} is not there: nothing is measured.")
        return 0
    begun = time.perf_counter()
    checks = {
        file.name.removesuffix(".expect.toml"): Check(
            tomllib.loads(file.read_text("utf-8")), asked.stories
        )
        for file in sorted(asked.expect.glob("*.expect.toml"))
        if asked.only in file.name
    }
    return show(checks, time.perf_counter() - begun, as_json=asked.json)


def show(checks: Mapping[str, Check], seconds: float, *, as_json: bool) -> int:
    """Prints the figures; 1 where one is not as it must be."""
    words = sum(check.words for check in checks.values())
    figures = {
        "stories": len(checks),
        "met": sum(check.met for check in checks.values()),
        "not met": sum(len(check.wrong) for check in checks.values()),
        "said that must not be": sum(check.leaked for check in checks.values()),
        "dropped %": round(100 * sum(c.dropped for c in checks.values()) / max(1, words), 2),
        "seconds": round(seconds, 2),
    }
    if as_json:
        print(json.dumps({**figures, "wrong": {n: c.wrong for n, c in checks.items() if c.wrong}}))
    else:
        for name, check in checks.items():
            print(f"{name}: {check.met} met, {len(check.wrong)} not")
            for sentence in check.wrong:
                print(f"    {sentence}")
        print(" · ".join(f"{key}: {value}" for key, value in figures.items()))
    dropped = float(figures["dropped %"]) > MOST_DROPPED
    return int(bool(figures["not met"]) or dropped)


if __name__ == "__main__":
    sys.exit(main())
