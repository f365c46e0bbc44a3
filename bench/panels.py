"""Are the panels of comic pages found, and read in order?

    python bench/panels.py [--seeds N] [--unseen] [--only LAYOUT] [--show FOLDER]

Pages are drawn by `bench/drawn_pages.py`: every layout, both directions, N seeds each. A panel
counts as found where a found box has IoU >= 0.8 with it and stands at its place in the order; a
page's order is right where those found follow each other as they should. `--unseen` measures the
layouts and seeds that nothing was tuned on.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from drawn_pages import LAYOUTS, UNSEEN, Box, DrawnPage, draw_page  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402

from render.camera.pages.find import find_drawings  # noqa: E402
from render.camera.pages.order import reading_order  # noqa: E402
from render.geometry import Rect, area, overlap  # noqa: E402

ENOUGH = 0.8
"""The part of two boxes that they share, from which on they are one."""

FIRST_UNSEEN = 4000
"""Seeds from here on were never looked at while tuning."""


def iou(a: Rect, b: Rect) -> float:
    both = overlap(a, b)
    return both / max(area(a) + area(b) - both, 1e-9)


def matched(truth: tuple[Box, ...], found: tuple[Rect, ...]) -> tuple[int, int]:
    """How many panels are found, and how many of these stand in order."""
    places = []
    for box in truth:
        ious = [iou(Rect(*box), each) for each in found]
        best = max(range(len(found)), key=ious.__getitem__, default=None)
        places.append(best if best is not None and ious[best] >= ENOUGH else None)
    kept = [place for place in places if place is not None]
    longest: list[int] = []
    for at, place in enumerate(kept):
        before = [longest[i] for i in range(at) if kept[i] < place]
        longest.append(1 + max(before, default=0))
    return len(kept), max(longest, default=0)


def measure(pages: list[DrawnPage], show: Path | None) -> tuple[int, int, int, int, float]:
    total = hits = ordered = extra = 0
    spent = 0.0
    for page in pages:
        begun = time.perf_counter()
        parts = find_drawings(Image.fromarray(page.pixels))
        order = reading_order(parts.boxes, rtl=page.rtl)
        found = tuple(parts.boxes[number] for number in order)
        spent += time.perf_counter() - begun
        seen, right = matched(page.boxes, found)
        total, hits, ordered = total + len(page.boxes), hits + seen, ordered + right
        extra += max(0, len(found) - seen)
        if show and (right < len(page.boxes) or len(found) > seen):
            draw(page, found, show / f"{page.name}.png")
            print(
                f"  {page.name}: {right} of {len(page.boxes)}, {len(found)} found, "
                f"worth {parts.sure:.2f}"
            )
    return total, hits, ordered, extra, spent


def draw(page: DrawnPage, found: tuple[Rect, ...], file: Path) -> None:
    image = Image.fromarray(page.pixels)
    pen = ImageDraw.Draw(image)
    for number, box in enumerate(found, 1):
        pen.rectangle((box.x, box.y, box.x + box.w, box.y + box.h), outline=(255, 0, 90), width=6)
        pen.text((box.x + 12, box.y + 12), str(number), fill=(255, 0, 90), font_size=60)
    image.thumbnail((700, 1400))
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--seeds", type=int, default=2)
    ask.add_argument("--unseen", action="store_true")
    ask.add_argument("--only", default="", metavar="LAYOUT")
    ask.add_argument("--show", type=Path)
    asked = ask.parse_args()
    names = [name for name in LAYOUTS if asked.unseen or name not in UNSEEN]
    names = [name for name in names if asked.only in name]
    first = FIRST_UNSEEN if asked.unseen else 0
    sums = [0, 0, 0, 0, 0.0]
    count = 0
    for name in names:
        pages = [
            draw_page(name, seed, rtl=rtl)
            for seed in range(first, first + asked.seeds)
            for rtl in (False, True)
        ]
        row = measure(pages, asked.show)
        count += len(pages)
        sums = [a + b for a, b in zip(sums, row, strict=True)]
        print(
            f"{name:18} panels {row[0]:4}  found {row[1] / row[0]:6.1%}  "
            f"in order {row[2] / row[0]:6.1%}  too many {row[3]:3}  "
            f"{row[4] / len(pages):.2f} s a page"
        )
    print(
        f"{count} pages: {sums[0]} panels, found {sums[1] / sums[0]:.1%}, found and in order "
        f"{sums[2] / sums[0]:.1%}, too many {sums[3]}, {sums[4] / count:.2f} s a page"
    )


if __name__ == "__main__":
    main()
