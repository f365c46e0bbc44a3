"""Boards: whole and readable in any frame."""

from __future__ import annotations

import numpy as np
import pytest
from card_pixels import over, plain
from drawn import contrast

from render.lettering.cards.boards import board_card
from render.typography.palette import luminance, palette
from story.boards.boards import Quotation, Table
from story.boards.formulas import Formula

SIZES = [(640, 360), (360, 640), (400, 400)]
BOARDS = [
    Table((("Year", "Papers"), ("1741", "12")), (False, True)),
    Table(
        (
            ("Challenge", "How Euler Responded", "Lesson for Today"),
            ("Complete blindness", "Dictated papers from memory", "Adaptation beats retirement"),
            ("Overwhelming volume", "Gave each idea a symbol", "Good notation matters most"),
        ),
        (False, False, False),
    ),
    Table((("شيء", "عدد"), ("كتاب", "12")), (False, True)),
    Formula(((("e", 0), ("iπ", 1), (" + 1 = 0", 0)),)),
    Formula(((("∑", 0), ("n=1", -1), ("∞", 1), ("1\u2009/\u2009n", 0), ("2", 1)),) * 2),
    Formula(((("x + " * 30, 0),),)),
    Quotation("Logic is the foundation of the certainty of all knowledge.", "Leonhard Euler"),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("board", BOARDS)
def test_a_board_has_the_frame_s_size_and_keeps_clear_of_its_edges(board, size):
    card = board_card(board, "What Made Euler Different?", plain((90, 60, 30), size), size)
    assert card.shape == (size[1], size[0], 4)
    seen = luminance(over(card, plain(0, size))) > 0.4
    rows, columns = np.nonzero(seen)
    assert rows.min() > size[1] * 0.05
    assert rows.max() < size[1] * 0.95
    assert columns.min() > size[0] * 0.05
    assert columns.max() < size[0] * 0.95


@pytest.mark.parametrize("ground", [(255, 255, 255), (128, 128, 128), (0, 0, 0)])
@pytest.mark.parametrize("board", [BOARDS[0], BOARDS[3]])
def test_type_can_be_read_over_any_picture(board, ground):
    picture = plain(ground, (640, 360))
    behind = over(board_card(board, "", picture, (640, 360)), picture)[4, 4]
    colours = palette(picture)
    for ink in (colours.light, colours.accent):
        assert contrast(ink, tuple(int(part) for part in behind)) > 4.5


def test_columns_of_a_right_to_left_table_begin_at_the_right():
    table = Table((("שלום", "a"), ("ab", "b")), (False, False))
    card = board_card(table, "", None, (640, 360))
    bold = luminance(over(card, plain(0, (640, 360)))) > 0.4
    left, right = bold[:, :320].sum(), bold[:, 320:].sum()
    assert right > left
