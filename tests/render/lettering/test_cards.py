"""Cards: their colours, that they can be read on any picture, and that they stay in the frame."""

from __future__ import annotations

import numpy as np
import pytest
from card_pixels import TALL, WIDE, over, plain
from drawn import contrast
from hypothesis import given, settings
from hypothesis import strategies as st

from render.lettering.cards.cards import (
    chapter_card,
    end_card,
    missing_panel_card,
    text_card,
    title_card,
)
from render.typography.layout import reads_right_to_left
from render.typography.palette import STORY_PALETTE, luminance, palette

LONG = (
    "An Extraordinarily Long Heading That Somebody Wrote for a Chapter, to See What Happens to It"
)


@pytest.mark.parametrize("size", [WIDE, TALL])
@pytest.mark.parametrize("title", ["Cyc", LONG, "الفصل الأول", "x" * 300, "🎉"])
def test_a_card_has_the_size_of_the_frame_and_keeps_clear_of_its_edges(size, title):
    picture = plain((200, 120, 40), size)
    with_type = chapter_card("Chapter 1", title, "A subtitle", picture, size)
    assert with_type.shape == (size[1], size[0], 4)
    seen = luminance(over(with_type, plain(0, size))) > 0.4
    rows, columns = np.nonzero(seen)
    assert rows.max() < size[1] * 0.92
    assert columns.min() > size[0] * 0.05
    assert columns.max() < size[0] * 0.95


@pytest.mark.parametrize("make", [chapter_card, title_card])
@pytest.mark.parametrize("ground", [(255, 255, 255), (255, 255, 0), (128, 128, 128), (0, 0, 0)])
def test_type_can_be_read_on_any_picture(make, ground):
    picture = plain(ground, (1280, 720))
    frame = over(make("Chapter 1", "A Title", "words", picture, (1280, 720)), picture)
    colours = palette(picture)
    is_type = np.abs(frame.astype(int) - colours.light).max(axis=2) < 3
    rows, columns = np.nonzero(is_type)
    around = frame[rows.min() : rows.max(), columns.min() : columns.max()]
    behind = np.percentile(luminance(around), 10)  # the letters fill less than the block
    assert (luminance(np.array(colours.light, np.uint8)) + 0.05) / (behind + 0.05) > 4.5


def test_a_right_to_left_title_stands_at_the_right():
    frame = over(chapter_card("", "שלום", "", None, WIDE), plain(0))
    columns = np.nonzero(luminance(frame) > 0.4)[1]
    assert columns.min() > WIDE[0] / 2
    assert columns.max() > WIDE[0] * 0.88
    assert reads_right_to_left("«שלום»")
    assert not reads_right_to_left("1984: Orwell and שלום")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**24 - 1), st.integers(0, 2**24 - 1))
def test_colours_of_any_picture_can_be_read(first, second):
    picture = plain([first >> 16, first >> 8 & 255, first & 255], (64, 64))
    picture[:, 40:] = [second >> 16, second >> 8 & 255, second & 255]
    colours = palette(picture)
    assert contrast(colours.light, colours.deep) > 12
    assert contrast(colours.accent, colours.deep) > 7


def test_the_accent_is_what_glows_in_the_picture():
    picture = plain((20, 40, 120))
    picture[100:150, 200:300] = (250, 160, 40)
    red, green, blue = palette(picture).accent
    assert red > green > blue
    deep = palette(picture).deep
    assert deep[2] > deep[0]


def test_no_picture_gives_the_colours_of_the_house():
    assert palette(None) == STORY_PALETTE
    assert palette(np.zeros((0, 0, 3), np.uint8)) == STORY_PALETTE


@pytest.mark.parametrize("size", [WIDE, TALL, (1080, 1080)])
def test_a_card_for_a_missing_picture_is_a_whole_frame(size):
    card = missing_panel_card("The Meeting", "Chapter 7", None, size)
    assert card.shape == (size[1], size[0], 3)
    assert card.dtype == np.uint8
    assert luminance(card).max() > 0.7
    assert np.median(luminance(card)) < 0.1


def test_cards_are_the_same_every_time():
    picture = plain((90, 30, 160))
    for make in (
        lambda: end_card("The End", "“Read Euler.”", picture, WIDE, label="Epilogue"),
        lambda: text_card("", "Title", "One line of text.", picture, WIDE),
    ):
        np.testing.assert_array_equal(make(), make())


def test_empty_parts_take_no_room():
    nothing = chapter_card("", "", "", None, WIDE)
    assert nothing.shape == (WIDE[1], WIDE[0], 4)
    assert luminance(nothing[..., :3]).max() < 0.1
