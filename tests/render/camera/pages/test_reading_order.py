"""Drawings are read row by row, in the direction that their author writes."""

import pytest

from render.camera.pages.order import reading_order
from render.geometry import Rect

ROWS = (Rect(0, 0, 45, 40), Rect(55, 0, 45, 40), Rect(0, 50, 100, 40))
TALL_LEFT = (Rect(0, 0, 40, 90), Rect(50, 0, 50, 40), Rect(50, 50, 50, 40))
PINWHEEL = (
    Rect(0, 0, 64, 28),
    Rect(66, 0, 34, 64),
    Rect(0, 30, 34, 70),
    Rect(36, 30, 28, 34),
    Rect(36, 66, 64, 34),
)


@pytest.mark.parametrize("boxes", [ROWS, TALL_LEFT, PINWHEEL], ids=["rows", "tall", "pinwheel"])
def test_from_left_to_right(boxes):
    assert reading_order(boxes) == list(range(len(boxes)))
    back = boxes[::-1]
    assert [back[n] for n in reading_order(back)] == list(boxes)


@pytest.mark.parametrize("boxes", [ROWS, TALL_LEFT, PINWHEEL], ids=["rows", "tall", "pinwheel"])
def test_from_right_to_left_is_the_mirror_of_it(boxes):
    mirrored = [Rect(100 - box.x - box.w, box.y, box.w, box.h) for box in boxes]
    assert reading_order(mirrored, rtl=True) == list(range(len(boxes)))


def test_rows_that_overlap_a_little_are_rows():
    slanted = [Rect(0, 0, 48, 42), Rect(52, 0, 48, 36), Rect(0, 39, 100, 50)]
    assert reading_order(slanted) == [0, 1, 2]


def test_an_inset_is_read_after_what_it_lies_on():
    assert reading_order([Rect(40, 20, 20, 20), Rect(0, 60, 100, 40), Rect(0, 0, 100, 55)]) == [
        2,
        0,
        1,
    ]


def test_what_opens_a_page_in_an_ell_is_read_first():
    assert reading_order([Rect(0, 0, 100, 70), Rect(0, 0, 50, 30)]) == [1, 0]


def test_of_nothing_there_is_no_order():
    assert reading_order([]) == []
