"""The picture of a film's sound: strips in time, pauses in their colours, cuts in red."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from render.checking.sound_chart import ROW, WIDTH, sound_picture
from voices.timeline import Clip, Gap, PanelSpan, SectionTimeline, Timeline, Word

SECOND = 48_000
PAUSE, CUT, PAPER = (210, 210, 210), (220, 40, 40), (250, 249, 246)


def film(seconds: int = 30) -> Timeline:
    words = (Word(0, 4, 5 * SECOND, 6 * SECOND),)
    clip = Clip("k", "l", 0, 4, 5 * SECOND, 10 * SECOND, 0, 0.0, words)
    gaps = (Gap("lead", 0, 5 * SECOND), Gap("section", 15 * SECOND, seconds * SECOND))
    spans = (PanelSpan(0, 0, 18 * SECOND), PanelSpan(1, 18 * SECOND, seconds * SECOND))
    return Timeline(Fraction(30), (SectionTimeline("s", 30 * seconds, (clip,), gaps, spans),))


def tone(seconds: int, hertz: float = 5_000) -> np.ndarray:
    mono = 0.5 * np.sin(np.arange(seconds * SECOND) * (2 * np.pi * hertz / SECOND))
    return np.stack([mono, mono], axis=1).astype(np.float32)


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return sound_picture([tone(30)], film(), ())


def test_a_strip_for_every_twenty_seconds(picture: Image.Image) -> None:
    assert picture.size == (WIDTH, 2 * ROW)


def test_a_pause_has_its_colour_where_it_is(picture: Image.Image) -> None:
    middle = 44 + 5
    assert picture.getpixel((WIDTH // 8, middle)) == PAUSE
    assert picture.getpixel((WIDTH * 5 // 16, middle)) == PAPER


def test_a_cut_is_red_where_the_panel_changes(picture: Image.Image) -> None:
    assert picture.getpixel((WIDTH * 18 // 20, ROW - 20)) == CUT


def test_a_tone_is_a_bright_line_at_its_height(picture: Image.Image) -> None:
    top = 44 + 90
    column = [sum(picture.getpixel((WIDTH // 4, top + y))) for y in range(128)]
    assert abs(int(np.argmax(column)) - 64) <= 2


def test_a_long_film_has_longer_strips_not_more() -> None:
    assert sound_picture([], film(7_200), ()).size == (WIDTH, 40 * ROW)


def test_a_film_shorter_than_its_sound_or_longer_is_drawn() -> None:
    assert sound_picture([], film(), ()).size == (WIDTH, 2 * ROW)
    assert sound_picture([tone(31)], film(), ()).size == (WIDTH, 2 * ROW)
