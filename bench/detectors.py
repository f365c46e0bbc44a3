"""Are faces and lettering found where a person sees them?

    python bench/detectors.py STORY LABELS.json

A face is found when a found head's middle lies in its box; a run of lettering when half of its box
is covered. "right" is the share of what was found that somebody marked.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from PIL import Image  # noqa: E402

from render.camera.vision.facts import PictureFacts  # noqa: E402
from render.camera.vision.look import look  # noqa: E402
from render.geometry import Rect, area, centre, shared  # noqa: E402


def holds(box: Rect, point: tuple[float, float], margin: float = 5.0) -> bool:
    x, y = point
    across = box.x - margin <= x <= box.x + box.w + margin
    return across and box.y - margin <= y <= box.y + box.h + margin


def covered(box: Rect, others: list[Rect]) -> float:
    return sum(shared(box, other) for other in others) / max(area(box), 1e-9)


def faces(marked: list[Rect], found: list[Rect]) -> tuple[int, int]:
    hits = sum(any(holds(box, centre(head)) for head in found) for box in marked)
    right = sum(any(holds(box, centre(head)) for box in marked) for head in found)
    return hits, right


def lettering(marked: list[Rect], found: list[Rect]) -> tuple[int, int]:
    hits = sum(covered(box, found) > 0.5 for box in marked)
    return hits, sum(covered(box, marked) > 0.4 for box in found)


def main(story: Path, labels: Path) -> None:
    marks = json.loads(labels.read_text(encoding="utf-8"))
    panels = sorted({mark["panel"] for mark in marks})
    seen: dict[str, PictureFacts] = {}
    for panel in panels:
        with Image.open(story / panel) as picture:
            seen[panel] = look(picture, panel)
    for kind, score in (("face", faces), ("lettering", lettering)):
        total = [0, 0, 0, 0]
        for panel in panels:
            marked = [Rect(*m["box"]) for m in marks if (m["panel"], m["kind"]) == (panel, kind)]
            found = [region.box for region in seen[panel].regions if region.kind == kind]
            hits, right = score(marked, found)
            total = [
                a + b for a, b in zip(total, (len(marked), hits, len(found), right), strict=True)
            ]
        print(f"{kind:<10} found {total[1]} of {total[0]}, right {total[3]} of {total[2]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
