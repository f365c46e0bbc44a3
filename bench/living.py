"""What do light, weather, a focus and depth cost a frame, and how evenly does what moves go?

    python bench/living.py [PANEL] [--rounds N]

Composes the same pan over one panel, at 1080p and without coding it, in turns: bare, and with each
of them. Prints CPU milliseconds a frame, and the surplus in parts of a bare one, as medians; then
the jitter of a head that depth moves, and of a picture in the picture on its way. Exits 1 where a
flourish costs more than MOST, or where anything jitters by more than EVEN.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.fidelity import jitter, waves  # noqa: E402
from bench.picture import move  # noqa: E402
from render.geometry import Rect  # noqa: E402
from render.pixels.canvas import Canvas, Shelf  # noqa: E402
from render.pixels.compose import compose  # noqa: E402
from render.pixels.encode import planes_of  # noqa: E402
from render.pixels.living.bending import REST, BentPanel, draw_bent  # noqa: E402
from render.pixels.picture import decode_picture  # noqa: E402
from render.pixels.segments import (  # noqa: E402
    Depth,
    FillLayer,
    FramedLayer,
    PanelLayer,
    Segment,
    SoftLayer,
    VideoSettings,
    WeatherLayer,
)
from render.shots import FramePlace, Keyframe, Shot, place_at  # noqa: E402

SAMPLE = ROOT / "assets" / "sample" / "02-the-harbour-meeting.jpg"
FRAMES = 30
EVEN = 0.002
"""Root mean square in pixels by which what moves may be off its way."""
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


def head_jitter() -> float:
    """Of what depth moves as a whole, in pixels of a frame of 720p."""
    panel = decode_picture(waves(1000, 600))
    even, less = np.ones((1000, 600), np.float32), np.ones((500, 300), np.float32)
    bent = BentPanel(panel.planes[0], panel.planes[1:, ::2, ::2].copy(), even, less, 16.0)
    frames, rects = [], []
    for n in range(40):
        moved, rect = n / 39 - 0.5, Rect(20 + n / 6, 20, 960, 540)
        canvas = Canvas.blank(1280, 720)
        draw_bent(bent, rect, moved, canvas.planes, canvas.box)
        frames.append(canvas.planes[0])
        rects.append(replace(rect, x=rect.x + 16 * moved * (1 - REST)))
    return jitter(frames, rects)


def framed_jitter() -> float:
    """Of a picture in the picture that moves and grows, in pixels at 1080p: of a large part of it,
    since levels are whole numbers, and few of them tell less."""
    settings, crop = VideoSettings(), Rect(40, 30, 1400, 930)
    first, last = Rect(200.0, 40.0, 1500, 996.4), Rect(231.7, 20.4, 1540, 1023.0)
    places = FramePlace(0, first, "linear"), FramePlace(FRAMES - 1, last)
    framed = FramedLayer(Shot("waves", 0, FRAMES, (Keyframe(0.0, crop),)), places)
    segment, panel = Segment(0, FRAMES, (FillLayer("#000000"), framed)), waves()
    left, top, width, height = 300, 120, 1360, 840
    frames, rects = [], []
    for n, shown in enumerate(compose(segment, settings, lambda _: panel, Shelf(ROOM))):
        frames.append(planes_of(shown)[0][top : top + height, left : left + width].copy())
        place = place_at(places, n)
        across, down = crop.w / place.w, crop.h / place.h
        x, y = crop.x + (left - place.x) * across, crop.y + (top - place.y) * down
        rects.append(Rect(x, y, width * across, height * down))
    return jitter(frames, rects)


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
    jitters = {"a head with depth": head_jitter(), "a picture in the picture": framed_jitter()}
    for name, off in jitters.items():
        print(f"jitter of {name}: {off:.4f} px (<= {EVEN})")
    flourishes = [found[name] for name in ("snow", "rain", "glow", "focus")]
    return 0 if max(flourishes) <= MOST and max(jitters.values()) <= EVEN else 1


if __name__ == "__main__":
    sys.exit(main())
