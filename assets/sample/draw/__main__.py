"""Draw the panels of the sample story: `python assets/sample/draw [--only NAME]`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import panel_boats
import panel_cover
import panel_glow_worm
import panel_lamp
import panel_meeting
import panel_stair
from sheet import Sheet, blank, finish, save


@dataclass(frozen=True)
class Panel:
    name: str
    width: int
    height: int
    draw: Callable[[Sheet], None]
    seed: int


PANELS = (
    Panel("00-cover", 1536, 1024, panel_cover.draw, 1900),
    Panel("01-the-lamp-goes-out", 1536, 1024, panel_lamp.draw, 1911),
    Panel("02-the-harbour-meeting", 1536, 1024, panel_meeting.draw, 340),
    Panel("03-the-glow-worm", 1536, 1024, panel_glow_worm.draw, 41),
    Panel("04-the-stair-of-lights", 2304, 988, panel_stair.draw, 212),
    Panel("05-eleven-boats", 1536, 1024, panel_boats.draw, 11),
)


def main() -> None:
    arguments = _arguments()
    for panel in PANELS:
        if arguments.only in panel.name:
            rng = np.random.default_rng(panel.seed)
            sheet = blank(panel.width, panel.height, rng)
            panel.draw(sheet)
            save(finish(sheet), arguments.into / f"{panel.name}.jpg")
            print(f"{panel.name}.jpg")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Draw the panels of the sample story.")
    parser.add_argument("--only", default="", help="draw the panels whose name holds this text")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent.parent)
    return parser.parse_args()


if __name__ == "__main__":
    main()
