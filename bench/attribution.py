"""How often the splitter gives a quotation the right speaker, and how fast it reads.

    python bench/attribution.py [--json] [FOLDER | STORY.md GOLD.json] ...

A FOLDER holds novels, a folder each: text.txt, quotes.json, characters.json, in the shape of the
Project Dialogism Novel Corpus. GOLD.json lists a story's quotations: start, end, is_speech,
speaker, speaker_id. Without arguments the test material beside the repository is used. Prints a
table, or with --json the figures; exits 1 where a figure falls short of what it must be.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.quotations import (  # noqa: E402
    QUESTIONS,
    SURE_STEPS,
    Score,
    novel,
    reviewed,
    script_of,
    story,
    together,
)
from story.settings import StorySettings  # noqa: E402

SHARED = ROOT.parent / "shared"
MUST = {"cast given": 80.0, "cast given, explicit": 97.0, "nothing given": 70.0}
"""What the novels must reach that were not read when the rules were written."""
AIM = {"cast given": 85.0, "nothing given": 76.0}
READ = (
    "AlicesAdventuresInWonderland",
    "AnneOfGreenGables",
    "Emma",
    "HowardsEnd",
    "TheInvisibleMan",
    "TheManWhoWasThursday",
    "ThePictureOfDorianGray",
    "TheSignOfTheFour",
)
"""Novels that were read for kinds of mistakes: only the figures of the others say how well a book
that nobody has read is served. A rule that helps these and lowers those is not kept."""
SURE, MUST_SURE = 0.9, 97.0
"""Of the lines that are said to be as sure as that, the percentage that must be right."""
MUST_SECONDS = 10.0
NOVEL_WORDS = 100_000
KINDS = ("explicit", "anaphoric", "implicit")


def novels(folder: Path) -> dict[str, Any]:
    """Figures of a folder's novels by mode, and of those read and those only scored together."""
    found = sorted(child for child in folder.iterdir() if (child / "quotes.json").is_file())
    out: dict[str, Any] = {"folder": str(folder.name), "modes": {}, "sure": {}}
    for mode, given in (("cast given", True), ("nothing given", False)):
        scores = {child.name: novel(child, given=given) for child in found}
        groups = {
            "read": together(score for name, score in scores.items() if name in READ),
            "scored": together(score for name, score in scores.items() if name not in READ),
        }
        rows = {**scores, **{name: one for name, one in groups.items() if one.total}}
        out["modes"][mode] = {name: _figures(score) for name, score in rows.items()}
        out["sure"][mode] = {name: calibration(score) for name, score in groups.items()}
    before = out["modes"]["cast given"]
    after = {child.name: reviewed(child) for child in found}
    groups = {
        "read": together(score for name, score in after.items() if name in READ),
        "scored": together(score for name, score in after.items() if name not in READ),
    }
    shares = {name: round(one.share(), 1) for name, one in {**after, **groups}.items() if one.total}
    out["reviewed"] = {name: [before[name]["all"], share] for name, share in shares.items()}
    return out


def calibration(score: Score) -> list[dict[str, float]]:
    """How many quotations are right, by how sure the splitter is of them."""
    rows = []
    for step in SURE_STEPS:
        right, wrong = score.sure[step, True], score.sure[step, False]
        if right + wrong:
            share = round(100 * right / (right + wrong), 1)
            rows.append({"from": step, "quotes": right + wrong, "right": share})
    return rows


def sure_share(table: Sequence[Mapping[str, float]]) -> float:
    """The percentage of right ones among the quotations whose speakers are said to be sure."""
    rows = [row for row in table if row["from"] >= SURE]
    quotes = sum(row["quotes"] for row in rows)
    right = sum(row["right"] * row["quotes"] for row in rows)
    return round(right / quotes, 1) if quotes else 100.0


def _figures(score: Score) -> dict[str, float]:
    return {
        "all": round(score.share(), 1),
        **{kind: round(score.share(kind), 1) for kind in KINDS},
        "matched": round(score.matched(), 1),
        "voices": score.voices,
        "quotes": score.total["all"],
        "seconds": round(score.seconds, 2),
        "novel_seconds": round(score.seconds * NOVEL_WORDS / max(1, score.words), 2),
    }


def growth() -> list[dict[str, float]]:
    """CPU seconds by length of the text: the time must grow as the text does."""
    chapter = "".join(
        f"## Chapter {n}: Rain\n\n![](p{n}.png)\n<details><summary>Prompt</summary>\nA wet street."
        f"\n</details>\n\nIt rained on the {n}th day.\n\n"
        '"Are you there?" asked Ada.\n\n"I am," said Tom. "Where *else* would I be?"\n\n'
        '"Nowhere."\n\nHe laughed. "She said \'no\' to me," he went on.\n\n'
        for n in range(1, 200)
    )
    rows = []
    for times in (1, 2, 4, 8):
        text = "# Rain\n\n" + chapter * times
        begun = time.process_time()
        script_of(text, Path("rain.md"), StorySettings())
        seconds = time.process_time() - begun
        rows.append({"characters": len(text), "seconds": round(seconds, 2)})
    return rows


def shortfalls(report: Mapping[str, Any]) -> list[str]:
    """Where a figure is below what it must be."""
    missed = [
        f"{one['story']}: {one['right']} of {one['speech']} fragments"
        for one in report["stories"]
        if one["right"] < one["speech"] or one["right_terms"] < one["terms"]
    ]
    for one in report["novels"]:
        missed += _short_novels(one)
    rows = report["growth"]
    if (
        rows
        and rows[-1]["seconds"]
        > 2.0 * rows[-1]["characters"] / rows[1]["characters"] * rows[1]["seconds"]
    ):
        missed.append("the time grows faster than the text")
    return missed


def _short_novels(one: Mapping[str, Any]) -> list[str]:
    """What a folder's novels fall short of: those only scored, or all where all were read."""
    given, nothing = (
        rows.get("scored", rows.get("read")) for rows in (one["modes"][mode] for mode in AIM)
    )
    figures = {
        "cast given": given["all"],
        "cast given, explicit": given["explicit"],
        "nothing given": nothing["all"],
    }
    missed = [
        f"{one['folder']}, {name}: {value} is under {MUST[name]}"
        for name, value in figures.items()
        if value < MUST[name]
    ]
    for mode in AIM:
        table = one["sure"][mode].get("scored") or one["sure"][mode]["read"]
        share = sure_share(table)
        if share < MUST_SURE:
            missed.append(f"{one['folder']}, {mode}: of the sure lines {share} are right")
    if max(given["novel_seconds"], nothing["novel_seconds"]) > MUST_SECONDS:
        missed.append(f"{one['folder']}: {NOVEL_WORDS} words take over {MUST_SECONDS} s")
    return missed


def show(report: Mapping[str, Any]) -> None:
    for one in report["stories"]:
        print(
            f"{one['story']}: {one['right']} of {one['speech']} fragments, "
            f"{one['right_terms']} of {one['terms']} terms, one name each: {one['one_name_each']}"
        )
        for row in one["wrong"]:
            print(f"  {row}")
    for one in report["novels"]:
        for mode, rows in one["modes"].items():
            show_novels(one, mode, rows)
        print(f"\n{one['folder']}, cast given, right before and after {QUESTIONS} answers")
        for name, (before, after) in one["reviewed"].items():
            print(f"{name:32}{before:11.1f}{after:11.1f}")
    print(
        "\ngrowth: "
        + ", ".join(f"{r['characters'] / 1e6:.2f} M: {r['seconds']} s" for r in report["growth"])
    )


def show_novels(one: Mapping[str, Any], mode: str, rows: Mapping[str, Any]) -> None:
    print(f"\n{one['folder']}, {mode} (must {MUST[mode]:g}, aim {AIM[mode]:g})")
    columns = ("all", *KINDS, "matched", "voices", "seconds")
    print(f"{'':32}" + "".join(f"{name:>11}" for name in columns))
    for name, row in rows.items():
        print(f"{name:32}" + "".join(f"{row[column]:11.1f}" for column in columns))
    if "read" in rows and "scored" in rows:
        print(f"read above scored: {rows['read']['all'] - rows['scored']['all']:.1f}")
    for name, table in one["sure"][mode].items():
        steps = (f"{r['from']:g}: {r['right']} % of {r['quotes']}" for r in table)
        print(f"{name}, right by how sure, from " + ", ".join(steps))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    report: dict[str, Any] = {"stories": [], "novels": [], "growth": growth()}
    for first, second in _jobs(options.paths):
        if second is None:
            report["novels"].append(novels(first))
        else:
            report["stories"].append(story(first, second))
    report["missed"] = shortfalls(report)
    if options.json:
        print(json.dumps(report, indent=1, ensure_ascii=False))
    else:
        show(report)
        for row in report["missed"]:
            print(f"SHORT: {row}")
    return 1 if report["missed"] else 0


def _jobs(paths: Sequence[Path]) -> list[tuple[Path, Path | None]]:
    if not paths:
        seed = SHARED / "stories" / "llama-effect" / "index.md"
        known = [
            (seed, SHARED / "quotes" / "llama-effect.json"),
            (SHARED / "quotes" / "novels", None),
        ]
        if not seed.is_file():
            print("The test material is not beside the repository: only growth is measured.")
            return []
        return known
    jobs: list[tuple[Path, Path | None]] = []
    rest = list(paths)
    while rest:
        first = rest.pop(0)
        jobs.append((first, None) if first.is_dir() else (first, rest.pop(0)))
    return jobs


if __name__ == "__main__":
    sys.exit(main())
