"""The frames that are kept to compare with: `python tests/render/golden.py` draws them anew."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from drawn import SMALL, flat, held, panned, planes, png, scene, whole
from PIL import Image, ImageDraw

from render.geometry import Rect
from render.pixels.canvas import Shelf
from render.pixels.compose import compose
from render.pixels.picture import rgb_pixels
from render.pixels.segments import Box, FillLayer, Place, Segment, SpreadLayer, StillLayer

FOLDER = Path(__file__).with_name("golden")
TALL = replace(SMALL, size=(180, 320))


def label():
    """A rounded, half transparent label with a soft edge."""
    image = Image.new("RGBA", (120, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).rounded_rectangle((2, 2, 117, 37), 16, (255, 240, 210, 230))
    ImageDraw.Draw(image).ellipse((12, 10, 32, 30), (180, 30, 60, 255))
    return png(image)


PICTURES = {"panel": png(scene()), "label": label(), "blue": png(flat((20, 60, 160)))}
MOVE = panned(20, Rect(0, 0, 320, 180), Rect(140, 110, 300.5, 169.03125)).layers[0]
BLUE = held(1, whole(64, 36), "blue").layers[0]
LABEL = StillLayer(
    "label", (Place(0, 90, 120), Place(19, 101.5, 118.25, 1.1)), ((0, 0.0), (8, 1.0))
)

FRAMES = {
    "pan": (Segment(0, 20, (MOVE,)), 7, SMALL),
    "enlarged": (held(1, Rect(272.4, 190.3, 80, 45)), 0, SMALL),
    "reduced": (held(1, Rect(0, 10, 480, 270)), 0, replace(SMALL, size=(128, 72))),
    "crossfade": (
        Segment(0, 20, (MOVE, replace(BLUE, opacity=((0, 0.0), (19, 1.0))))),
        9,
        SMALL,
    ),
    "label": (Segment(0, 20, (MOVE, LABEL)), 6, SMALL),
    "dip": (Segment(0, 20, (MOVE, FillLayer("#000000", ((10, 0.0), (19, 1.0))))), 14, SMALL),
    "spread": (
        Segment(
            0,
            1,
            (
                SpreadLayer("panel", Box(10, 100, 160, 120)),
                replace(held(1, Rect(40, 20, 400, 300)).layers[0], box=Box(10, 100, 160, 120)),
            ),
        ),
        0,
        TALL,
    ),
}  # fmt: skip


def drawn(name):
    """The golden frame as it is drawn now, RGB, uint8 [height, width, 3]."""
    segment, index, settings = FRAMES[name]
    for number, frame in enumerate(compose(segment, settings, PICTURES.__getitem__, Shelf())):
        if number == index:
            y, u, v = planes(frame)
            return rgb_pixels((y, *(np.repeat(np.repeat(c, 2, 0), 2, 1) for c in (u, v))))
    raise AssertionError(name)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in FRAMES:
        Image.fromarray(drawn(each)).save(FOLDER / f"{each}.png", optimize=True)
        sys.stdout.write(f"{FOLDER / each}.png\n")
