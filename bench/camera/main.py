"""The command line of bench/camera.py: which films are measured, and what is printed of them."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from bench.camera import hands, labels, measures
from bench.camera.film import Film, film_of
from bench.camera.truth import Truth, truth_of

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "assets" / "sample" / "index.md"
USUAL = ("llama-effect", "leonhard-euler", "radar-in-ww2", "doug-lenat-and-cyc")
PICTURES = {".png", ".jpg", ".jpeg", ".webp"}

MOST_WHOLE, MOST_IN_TURN = "<= 30 %", "<= 0.5"
"""At ten cuts a minute one shot that opens a panel, one that ends it and one each 25-40 s between
are a quarter of the shots of a chapter of a minute and a half; more bored all who judged."""

Row = tuple[str, str, str]
"""What is measured, the figure, what it must be."""


def inkreel(*arguments: str) -> dict[str, Any]:
    """What a command of Inkreel prints as JSON."""
    command = [sys.executable, "-m", "render.cli", *arguments, "--json"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if run.returncode:
        sys.exit(f"{' '.join(arguments)} failed: {run.stderr.strip()[-300:]}")
    return json.loads(run.stdout)


def sizes_in(folder: Path) -> dict[str, tuple[float, float]]:
    """Pixels of every picture in a story's folder, by its name."""
    found = {}
    for file in folder.rglob("*"):
        if file.suffix.lower() in PICTURES:
            with Image.open(file) as picture:
                found[file.name] = picture.size
    return found


def film_in(story: Path, board: Path | None, extra: list[str]) -> Film:
    told = (
        json.loads(board.read_text(encoding="utf-8"))
        if board
        else inkreel("storyboard", str(story), *extra)
    )
    film = film_of(told, inkreel("script", str(story)))
    return replace(film, sizes=sizes_in(story if story.is_dir() else story.parent))


def key_of(story: Path) -> str:
    """A story's name: its folder's."""
    return (story if story.is_dir() else story.parent).name


def return_rows(film: Film) -> list[Row]:
    def size(panel: str) -> tuple[float, float]:
        return film.sizes.get(panel, (1536.0, 1024.0))

    found = measures.returns_of(film, size)
    minutes, shots = measures.minutes(film), max(found.shots, 1)
    return [
        ("shots of the whole picture", f"{found.whole / shots:.0%}", MOST_WHOLE),
        ("… whole, other, whole, other, a minute", f"{found.in_turn / minutes:.1f}", MOST_IN_TURN),
        ("A, B, A, B, a minute", f"{found.to_and_fro / minutes:.1f}", "<= 0.3"),
        ("shots under 1.2 s", f"{found.short}", "0"),
    ]


def pace_rows(film: Film) -> list[Row]:
    def width(panel: str) -> float:
        return film.sizes[panel][0] if panel in film.sizes else 1536.0

    pace = measures.pace(film, width)
    lengths = measures.lengths_of(film)
    least = "–" if lengths.least is None else f"{lengths.least:.2f}"
    below = sum(one < 0.40 for one in lengths.spreads)
    held = sum(shot.held for shot in film.shots)
    return [
        ("in the framing of 6 s before", f"{pace.stale:.0%}", "<= 35 %"),
        ("longest in one framing, s", f"{pace.longest}", "<= 12"),
        ("shots held on purpose", f"{held}", "1 a chapter"),
        ("cuts a minute", f"{pace.cuts:.1f}", "6-13"),
        ("median shot, s", f"{lengths.median:.1f}", "3.5-6.5"),
        ("least spread of a chapter > 40 s", least, ">= 0.40"),
        (f"chapters under it, of {len(lengths.spreads)}", f"{below}", "0"),
        ("runs of > 3 of one length", f"{lengths.metronomes}", "0"),
        ("pauses >= 1.2 s a minute", f"{measures.pauses(film):.1f}", "1-3"),
        ("framings a minute unlike last 20 s", f"{pace.framings:.1f}", ""),
        ("closer than 0.45", f"{pace.close:.0%}", ""),
        ("crop ÷ panel width, median", f"{pace.scale:.2f}", ""),
    ]


def truth_rows(film: Film, truth: Truth) -> list[Row]:
    if not truth.panels:
        return []
    filled, known = measures.subject_share(film, truth)
    seen, seconds = measures.speakers_seen(film, truth)
    subject = f"{filled:.0%} (of {known:.0%} s known)" if known else "– (no subjects told)"
    speakers = f"{seen:.0%} (of {seconds:.0f} s)" if seconds else "–"
    return [
        ("subject fills a third", subject, ">= 45 %"),
        ("a face crossed by an edge", f"{measures.faces_cut(film, truth):.1%}", "<= 2 %"),
        ("named speakers whole, >= 12 %", speakers, ">= 60 %"),
    ]


def label_rows(film: Film, file: Path, *, listed: bool) -> list[Row]:
    if not file.exists():
        return []
    known = labels.labels_in(file)
    if listed:
        for label in known:
            mark = "met " if labels.is_met(label, film) else "MISS"
            print(mark, label["panel"][:16], label["box"], label["what"], sep=" | ")
    must = {"llama-effect": ">= 60 %", "leonhard-euler": ">= 74 %"}.get(file.stem, ">= 45 %")
    return [
        (f"labels met, of {len(known)}", f"{labels.share(known, film):.0%}", must),
        ("label's box fills a third", f"{labels.label_fills(known, film):.0%}", ""),
    ]


def hand_rows(film: Film, story: str, truth: Truth, shared: Path, *, listed: bool) -> list[Row]:
    rows: list[Row] = []
    filled = every = 0
    for cut in hands.hand_cuts(story, truth, shared if shared.is_dir() else None):
        found = hands.agreement(cut, film)
        if not found:
            continue
        if listed:
            for each in found:
                print(f"{cut.name} at {each.start}: subject {each.subject}, size {each.size},"
                      f" cuts {each.met} of {each.cuts}")  # fmt: skip
        large, all_of_them = hands.editors_subject(cut, film, truth)
        filled, every = filled + large, every + all_of_them
        count, cuts = len(found), sum(each.cuts for each in found)
        rows.append(
            (
                f"as cut by hand, {cut.name}, of {count}",
                f"subject {sum(each.subject for each in found)},"
                f" size {sum(each.size for each in found)},"
                f" cuts {sum(each.met for each in found)} of {cuts}",
                "",
            )
        )
    if every:
        rows.append(("the editor's subject fills a third", f"{filled / every:.0%}", ">= 45 %"))
    return rows


def rows_of(film: Film, story: str, shared: Path, *, listed: bool = False) -> list[Row]:
    """Every measure of one film."""
    truth = truth_of(story)
    return [
        *pace_rows(film),
        *return_rows(film),
        *truth_rows(film, truth),
        *label_rows(film, shared / "camera" / f"{story}.json", listed=listed),
        *hand_rows(film, story, truth, shared, listed=listed),
    ]


def usual_stories(shared: Path) -> list[Path]:
    """The sample, and the shared stories where their folder is there."""
    found = [shared / "stories" / name / "index.md" for name in USUAL]
    there = [file for file in found if file.exists()]
    if len(there) < len(found):
        print(f"skipped: {len(found) - len(there)} stories that are not in {shared.name}/stories")
    return [SAMPLE, *there]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description="What the camera shows, by measures of editing. Without stories: the sample"
        " and the shared ones. What follows -- goes to `inkreel storyboard`, as -- --draft does."
    )
    parser.add_argument("stories", type=Path, nargs="*")
    parser.add_argument("--storyboard", type=Path, action="append", default=[],
                        help="its printed JSON, one for each story")  # fmt: skip
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--list", action="store_true", dest="listed")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--hands", action="store_true", help="the chapters cut by hand instead")
    given, extra = _split(sys.argv[1:] if arguments is None else arguments)
    options = parser.parse_args(given)
    if options.hands:
        report_hands(options.shared, as_json=options.json)
        return
    stories = options.stories or usual_stories(options.shared)
    boards = [*options.storyboard, *[None] * len(stories)]
    for story, board in zip(stories, boards, strict=False):
        film = film_in(story.resolve(), board, extra)
        rows = rows_of(film, key_of(story.resolve()), options.shared, listed=options.listed)
        report(key_of(story.resolve()), film, rows, as_json=options.json)


def report_hands(shared: Path, *, as_json: bool) -> None:
    """The same measures of the chapters that were cut by hand: what may be hoped for."""
    for story in (SAMPLE.parent.name, *USUAL):
        truth = truth_of(story)
        for cut in hands.hand_cuts(story, truth, shared if shared.is_dir() else None):
            film = hands.as_film(cut, truth)
            rows = [*pace_rows(film), *return_rows(film), *truth_rows(film, truth)]
            report(f"{cut.name}, by hand", film, rows, as_json=as_json)


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Our own arguments, and those after `--`."""
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def report(name: str, film: Film, rows: list[Row], *, as_json: bool) -> None:
    if as_json:
        found = {what: figure for what, figure, _ in rows}
        print(json.dumps({"story": name, **found}, ensure_ascii=False))
        return
    note = ", shots derived from sentences" if film.derived else f", {len(film.shots)} shots"
    print(f"\n{name}: {len(film.sentences)} sentences, {measures.minutes(film):.1f} min{note}")
    for what, figure, must in rows:
        print(f"  {what:<40}{figure:<30}{must}")
