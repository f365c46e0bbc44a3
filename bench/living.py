"""What do light, weather, a focus and depth cost a frame?

    python bench/living.py [PANEL] [--rounds N]

Composes the same pan over one panel, at 1080p and without coding it, in turns: bare, and with each
of them. Prints CPU milliseconds a frame, and the surplus in parts of a bare one, as medians. Exits
1 where a flourish costs more than MOST.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.picture import move  # noqa: E402
from render.geometry import Rect  # noqa: E402
from render.pixels.canvas import Shelf  # noqa: E402
from render.pixels.compose import compose  # noqa: E402
from render.pixels.segments import (  # noqa: E402
    Depth,
    PanelLayer,
    Segment,
    SoftLayer,
    VideoSettings,
    WeatherLayer,
)

SAMPLE = ROOT / "assets" / "sample" / "02-the-harbour-meeting.jpg"
FRAMES = 30
MOST = 3.0
"""CPU milliseconds of a frame that a flourish may take at 1080p."""
ROOM = 60_000_000
"""Bytes of decoded pictures: nothing is decoded twice in what is measured."""

Way = Callable[[PanelLayer, Rect], tuple[object, ...]]
WAYS: dict[str, Way] = {
    "bare": lambda panel, _: (panel,),
    "snow": lambda panel, _: (panel, WeatherLayer("snow", 1, -90)),
    "rain": lambda panel, _: (panel, WeatherLayer("rain", 1, -90)),
    "glow": lambda panel, _: (panel, SoftLayer(panel, "glow", -90)),
    "focus": lambda panel, head: (panel, SoftLayer(panel, "focus", 0, head, figure=True)),
    "bend": lambda panel, head: (replace(panel, depth=Depth(0.015, (), (head,))),),
}


def frame_cost(segment: Segment, settings: VideoSettings) -> float:
    """CPU milliseconds of a frame, without what is made once for the shot."""
    taken, before = [], time.process_time()
    for _ in compose(segment, settings, Path, Shelf(ROOM)):
        now = time.process_time()
        taken.append(now - before)
        before = now
    return 1000 * median(taken[3:])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("panel", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    settings = VideoSettings()
    panel = PanelLayer(move(options.panel, FRAMES, settings))
    with Image.open(options.panel) as image:
        width, height = image.size
    head = Rect(0.45 * width, 0.3 * height, 0.1 * width, 0.18 * height)
    costs: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(options.rounds):
        for name, way in WAYS.items():
            segment = Segment(0, FRAMES, way(panel, head))  # type: ignore[arg-type]
            costs[name].append(frame_cost(segment, settings))
    bare = costs["bare"]
    found = {
        name: median(a - b for a, b in zip(taken, bare, strict=True))
        for name, taken in costs.items()
    }
    print(f"{'':<8}{'ms a frame':>12}{'surplus':>10}{'÷ bare':>8}")
    for name, taken in costs.items():
        print(f"{name:<8}{median(taken):>12.2f}{found[name]:>10.2f}"
              f"{found[name] / median(bare):>8.2f}")  # fmt: skip
    flourishes = [found[name] for name in ("snow", "rain", "glow", "focus")]
    return 0 if max(flourishes) <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
