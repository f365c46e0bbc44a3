"""Does the camera show what is spoken of?

    python bench/camera.py STORY LABELS.json [--storyboard BOARD.json] [--list]

LABELS.json is a list of hand-drawn boxes: sentence offsets in index.md, panel, `box` [x, y, w, h]
in panel pixels, `alt` boxes as good, `kind` explicit | implied | whole. A label is met when, at the
middle of its sentence, at least 90 % of one of its boxes is in the crop and the crop is no more
than 60 % of the panel's area; kind "whole" when the crop is nearly all that a 16:9 frame can show.
BOARD.json is what `inkreel storyboard --json` printed; without it the story is directed here, over
a timeline of estimated durations. Printed beside: a held centre, a pan from left to right, random
crops, and an oracle that may take any crop.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from render.geometry import Rect, area, crop_at, seen, widest  # noqa: E402

WIDE = Fraction(16, 9)
ENOUGH, CLOSE, WHOLE = 0.9, 0.6, 0.97
Label = dict[str, Any]
Camera = Callable[[Label], Rect]


def labels_in(path: Path) -> list[Label]:
    """The labels of sentences in a file, without those that their author was unsure of."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return [label for label in found if label["sentence"] and label.get("sure") != "low"]


def met(label: Label, crop: Rect) -> bool:
    """Does `crop`, at the middle of the sentence, show what the label asks for?"""
    panel = label["width"] * label["height"]
    if label["kind"] == "whole":
        most = widest(label["width"], label["height"], WIDE)
        return area(crop) >= WHOLE * area(most)
    boxes = [label["box"], *(other["box"] for other in label.get("alt", ()))]
    close = area(crop) <= CLOSE * panel * 1.0001
    return close and any(seen(Rect(*box), crop) >= ENOUGH for box in boxes)


def share(labels: Sequence[Label], camera: Camera) -> float:
    return sum(met(label, camera(label)) for label in labels) / max(len(labels), 1)


def crops(label: Label, steps: int = 40) -> list[Rect]:
    """Crops of the largest size that counts, on a grid over the panel."""
    inside = Rect(0, 0, label["width"], label["height"])
    w = (CLOSE * label["width"] * label["height"] * 16 / 9) ** 0.5
    at = [step / steps for step in range(steps + 1)]
    return [crop_at(x * inside.w, y * inside.h, w, WIDE, inside) for x in at for y in at]


def held_centre(label: Label) -> Rect:
    return crop_at(
        label["width"] / 2, label["height"] / 2, crops(label, 1)[0].w, WIDE, _panel(label)
    )


def left_to_right(labels: Sequence[Label]) -> Camera:
    """A pan at half height over each panel, in the order of its labels' sentences."""
    spans: dict[str, tuple[int, int]] = {}
    for label in labels:
        low, high = spans.get(label["panel"], (label["start"], label["end"]))
        spans[label["panel"]] = min(low, label["start"]), max(high, label["end"])

    def camera(label: Label) -> Rect:
        low, high = spans[label["panel"]]
        t = ((label["start"] + label["end"]) / 2 - low) / max(high - low, 1)
        w = crops(label, 1)[0].w
        x = w / 2 + t * (label["width"] - w)
        return crop_at(x, label["height"] / 2, w, WIDE, _panel(label))

    return camera


def at_random(labels: Sequence[Label], rounds: int = 200) -> float:
    chance = random.Random(6)
    grid = {id(label): crops(label) for label in labels}
    shares = (share(labels, lambda label: chance.choice(grid[id(label)])) for _ in range(rounds))
    return sum(shares) / rounds


def oracle(label: Label) -> Rect:
    most = widest(label["width"], label["height"], WIDE)
    return next((crop for crop in [*crops(label), most] if met(label, crop)), most)


def _panel(label: Label) -> Rect:
    return Rect(0, 0, label["width"], label["height"])


def board_camera(board: dict[str, Any]) -> Camera:
    """The crop of the storyboard's sentence that shares most characters with a label's."""

    def camera(label: Label) -> Rect:
        def common(sentence: dict[str, Any]) -> int:
            ends = min(sentence["end"], label["end"])
            return int(ends - max(sentence["start"], label["start"]))

        best = max(board["sentences"], key=common)
        if common(best) <= 0 or Path(best["panel"]).stem != Path(label["panel"]).stem:
            return _panel(label)
        return Rect(*best["crop"])

    return camera


def report(labels: Sequence[Label], board: dict[str, Any], *, listed: bool) -> None:
    camera = board_camera(board)
    if listed:
        for label in labels:
            crop = camera(label)
            mark = "met " if met(label, crop) else "MISS"
            shown = [round(v) for v in (crop.x, crop.y, crop.w, crop.h)]
            print(mark, label["panel"][:14], shown, label["box"], label["what"], sep=" | ")
    print(f"{len(labels)} labels")
    rows = (
        ("inkreel", share(labels, camera)),
        ("held centre", share(labels, held_centre)),
        ("left to right", share(labels, left_to_right(labels))),
        ("random crops", at_random(labels)),
        ("oracle", share(labels, oracle)),
    )
    for name, value in rows:
        print(f"{name:<15}{value:6.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Does the camera show what is spoken of?")
    parser.add_argument("story", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--storyboard", type=Path)
    parser.add_argument("--list", action="store_true", dest="listed")
    given = parser.parse_args()
    if given.storyboard:
        board = json.loads(given.storyboard.read_text(encoding="utf-8"))
    else:
        from directed import directed_board

        board = directed_board(given.story)
    report(labels_in(given.labels), board, listed=given.listed)


if __name__ == "__main__":
    main()
