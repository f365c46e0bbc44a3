"""Are heads found where a person sees them?

    python bench/camera/heads.py STORY_FOLDER ...

By kind and by height in the picture, over every panel whose heads were drawn by hand. A head is
found when the middle of a find of a fitting size lies in it; "may be" counts what is only faint as
well: no edge cuts it, and it is nobody's. Every second panel of a story was never tuned on.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT)]

from PIL import Image  # noqa: E402

from bench.camera.truth import Head, truth_of  # noqa: E402
from render.camera.vision.look import look  # noqa: E402
from render.geometry import Rect, centre  # noqa: E402

SMALLEST, LARGEST = 0.3, 2.2
"""A find's height, in the head's, that still fits it."""

LEEWAY = 0.006
"""Of the picture's width by which a find's middle may lie outside: a box's own error."""

SIZES = ((0.06, "under 6 %"), (0.12, "6-12 %"), (0.25, "12-25 %"), (9.0, "over 25 %"))


def kind_of(head: Head) -> str:
    return "painted" if head.painted else "animal" if head.animal else head.kind


def size_of(head: Head, height: float) -> str:
    return next(name for most, name in SIZES if head.head[3] / height < most)


def fits(find: Rect, head: Head, width: float) -> bool:
    (x, y), (left, top, w, h) = centre(find), head.head
    margin = LEEWAY * width
    across = left - margin <= x <= left + w + margin
    return across and top - margin <= y <= top + h + margin and (
        SMALLEST * h < find.h < LARGEST * h
    )  # fmt: skip


def counted(folder: Path) -> Iterator[tuple[str, Counter[str]]]:
    """For each panel with truth boxes, what is there and what was found."""
    for name, panel in truth_of(folder.name).panels.items():
        count: Counter[str] = Counter(panels=1)
        started = time.process_time()
        with Image.open(folder / name) as picture:
            found = look(picture, name)
        count["ms"] += round(1000 * (time.process_time() - started))
        width, height = panel.size
        regions = [(region.kind, region.box) for region in found.heads]
        used: set[int] = set()
        for head in panel.heads:
            hits = [i for i, (_, box) in enumerate(regions) if fits(box, head, width)]
            used |= set(hits)
            sure = any(regions[i][0] == "face" for i in hits)
            for group in (kind_of(head), size_of(head, height)):
                count[f"{group} of"] += 1
                count[f"{group} found"] += sure
                count[f"{group} may be"] += bool(hits)
        for number, (kind, _) in enumerate(regions):
            count[f"{kind} right"] += number in used
            count[f"{kind} of"] += 1
        yield name, count


def report(title: str, count: Counter[str]) -> None:
    panels = max(count["panels"], 1)
    print(f"\n{title}: {count['panels']} panels, {count['ms'] / panels:.0f} ms of CPU each")
    for group in ("front", "profile", "back", "painted", "animal", *(name for _, name in SIZES)):
        every = count[f"{group} of"]
        if every:
            print(f"  {group:<12}{every:>5}  found {count[f'{group} found'] / every:>4.0%}"
                  f"   may be {count[f'{group} may be'] / every:>4.0%}")  # fmt: skip
    for kind in ("face", "faint"):
        every = max(count[f"{kind} of"], 1)
        print(f"  {kind:<12}{every:>5}  right {count[f'{kind} right'] / every:>4.0%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", type=Path, nargs="+")
    tuned: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for folder in parser.parse_args().folders:
        for number, (_, count) in enumerate(counted(folder)):
            (kept if number % 2 else tuned).update(count)
    report("tuned on", tuned)
    report("kept apart", kept)


if __name__ == "__main__":
    main()
