"""The board that lettering stands on is found by its straight edges."""

from PIL import Image, ImageDraw

from render.camera.vision.boards import boards
from render.camera.vision.facts import Region
from render.geometry import Rect

LETTERING = (Region("lettering", Rect(420, 220, 160, 40), 0.9, "PRICE"),)


def street(*rects):
    picture = Image.new("RGB", (960, 640), (90, 110, 130))
    draw = ImageDraw.Draw(picture)
    for box, colour in rects:
        draw.rectangle(box, fill=colour)
    return picture


def test_a_board_is_found_with_all_its_sides():
    (found,) = boards(street(((380, 190, 620, 420), (240, 230, 200))), LETTERING)
    box = found.box
    assert found.weight == 1.0
    assert abs(box.x - 380) < 8
    assert abs(box.y - 190) < 8
    assert abs(box.x + box.w - 620) < 8
    assert abs(box.y + box.h - 420) < 8


def test_lettering_on_nothing_has_no_board():
    assert boards(street(), LETTERING) == ()
    assert boards(street(((0, 300, 960, 640), (20, 20, 20))), LETTERING) == ()


def test_what_fills_the_picture_is_no_board():
    assert boards(street(((10, 10, 950, 630), (240, 230, 200))), LETTERING) == ()


def test_a_heading_has_its_board_as_far_down_as_its_sides_go():
    """The line under the heading is no end of the board; people hide its lower edge."""
    board = ((380, 200, 620, 500), (240, 230, 200))
    line = ((380, 272, 620, 276), (90, 60, 60))
    people = ((300, 470, 520, 640), (60, 40, 90))
    (found,) = boards(street(board, line, people), LETTERING)
    assert abs(found.box.y - 200) < 8
    assert 460 < found.box.y + found.box.h < 510


def test_lettering_in_the_middle_of_a_board_heads_nothing():
    board = ((380, 120, 620, 330), (240, 230, 200))
    (found,) = boards(street(board), LETTERING)
    assert abs(found.box.y + found.box.h - 330) < 8
