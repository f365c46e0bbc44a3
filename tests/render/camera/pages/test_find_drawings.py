"""Pages are parted into their drawings, whatever lies between these."""

import io

import comic_pages
import numpy as np
import pytest
from comic_pages import FOUR, GRID, SLANTED, TALL, corners_of, drawing, page
from PIL import Image, ImageDraw

from render.camera.pages.find import find_drawings
from render.camera.pages.order import reading_order
from render.geometry import Rect, area, overlap


def iou(a, b):
    both = overlap(a, b)
    return both / (area(a) + area(b) - both)


def parted(image, boxes):
    """Are exactly these boxes found?"""
    found = find_drawings(image).boxes
    wanted = [Rect(*box) for box in boxes]
    return len(found) == len(boxes) and all(max(iou(w, f) for f in found) > 0.9 for w in wanted)


@pytest.mark.parametrize(
    ("boxes", "gutter"),
    [(GRID, "white"), (FOUR, "black"), (TALL, "#b8486a"), (GRID, "#78a0b4")],
    ids=["white", "black", "red", "blue"],
)
def test_drawings_between_gutters_of_any_colour(boxes, gutter):
    assert parted(page(boxes, gutter=gutter, border=0 if gutter == "black" else 3), boxes)


def test_a_gradient_is_a_gutter_too():
    image = np.asarray(page(border=3)).astype(int)
    white = (image == 255).all(axis=2)
    rows = np.linspace(0, 1, image.shape[0])[:, None, None]
    ground = np.array([250, 210, 120]) + rows * np.array([-130, -60, 90]) + np.zeros_like(image)
    image[white] = ground[white]
    assert parted(Image.fromarray(image.astype(np.uint8)), GRID)


def test_a_gutter_may_be_tilted():
    boxes = [(20, 20, 211, 251), (210, 20, 191, 251), (20, 290, 381, 291)]
    found = find_drawings(page(SLANTED)).boxes
    assert len(found) == 3
    assert all(max(iou(Rect(*box), each) for each in found) > 0.8 for box in boxes)


def test_a_balloon_across_a_gutter_ties_nothing_together():
    assert parted(page(balloon=(110, 290, 30)), GRID)
    assert parted(page(balloon=(210, 150, 30)), GRID)


def test_drawings_may_run_off_the_page():
    boxes = ((0, 0, 420, 290), (0, 310, 200, 290), (220, 310, 200, 290))
    assert parted(page(boxes), boxes)


def test_a_drawing_without_borders():
    assert parted(page(border=0), GRID)


def test_an_inset_is_a_drawing_of_its_own():
    boxes = ((20, 20, 380, 340), (20, 380, 380, 200))
    image = page(boxes)
    pen = ImageDraw.Draw(image)
    pen.rectangle((214, 174, 355, 315), fill="white")
    image.paste(Image.fromarray(drawing(130, 130, 5)), (220, 180))
    pen.rectangle((220, 180, 349, 309), outline=(12, 12, 14), width=3)
    assert parted(image, (*boxes, (220, 180, 130, 130)))


def test_an_ell_and_what_stands_in_its_corner():
    corner = ((220, 160), (400, 160), (400, 290), (220, 290))
    ell = ((20, 20), (400, 20), (400, 140), (200, 140), (200, 290), (20, 290))
    below = corners_of((20, 310, 380, 270))
    found = find_drawings(page((ell, corner, below))).boxes
    order = reading_order(found)
    assert [round(found[n].y, -1) for n in order] == [20, 160, 310]


def test_a_strip_is_parted_too():
    image, boxes = comic_pages.strip()
    assert parted(image, boxes)


def test_noise_and_a_jpeg_hide_no_gutter():
    pixels = np.asarray(page(FOUR)) + np.random.default_rng(2).normal(0, 6, (600, 420, 3))
    file = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=60)
    assert parted(Image.open(file), FOUR)


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (500, 2), (40, 40)])
def test_small_and_thin_pictures_are_none_either(size):
    assert len(find_drawings(Image.new("RGB", size, "red")).boxes) < 2
