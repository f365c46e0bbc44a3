"""The map of lines tells what is drawn from what is plain, whatever its colour."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from render.camera.vision.facts import facts_from_json, facts_to_json
from render.camera.vision.lines import LONG_SIDE, line_map
from render.camera.vision.look import look


@pytest.mark.parametrize(("size", "cells"), [((1536, 1024), (128, 85)), ((300, 900), (43, 128))])
def test_its_longer_side_has_so_many_cells(size, cells):
    rows = line_map(Image.new("RGB", size, "navy"))
    assert (len(rows[0]), len(rows)) == cells
    assert max(cells) == LONG_SIDE
    assert set("".join(rows)) == {"0"}


def test_a_thin_outline_stands_out_and_a_slow_change_of_colour_does_not():
    across = np.linspace(0, 255, 1536, dtype=np.uint8)
    sky = np.broadcast_to(across[None, :, None], (1024, 1536, 3)).copy()
    picture = Image.fromarray(sky)
    ImageDraw.Draw(picture).rectangle((900, 300, 1300, 700), outline="black", width=6)
    rows = line_map(picture)
    assert int(rows[40][75]) >= 5  # the left side of the outline
    assert {rows[40][column] for column in range(2, 70)} == {"0"}


@pytest.mark.parametrize("shade", ["red", "lime", "blue"])
def test_lines_of_one_colour_on_grey_are_seen(shade):
    picture = Image.new("RGB", (640, 480), (90, 90, 90))
    ImageDraw.Draw(picture).line((320, 0, 320, 480), fill=shade, width=8)
    assert max(line_map(picture)[40]) >= "5"


def test_it_is_kept_with_what_else_is_known_of_a_picture():
    picture = Image.new("RGB", (160, 120), "white")
    ImageDraw.Draw(picture).line((80, 0, 80, 120), fill="black", width=4)
    facts = look(picture, "k")
    assert facts.lines == line_map(picture)
    assert facts_from_json(facts_to_json(facts)) == facts
