"""End screens: a picture that moves on slowly, as long as asked, out of black and back."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.camera.vision.facts import PictureFacts
from render.editing.end_screen import (
    end_card_text,
    end_cards,
    end_frames,
    end_seconds,
    end_segments,
    end_timeline,
)
from render.geometry import Rect, overlap, seen
from render.lettering.cards.cards import zones_card
from render.lettering.cards.ground import end_zones
from render.pixels.segments import FillLayer, PanelLayer, StillLayer, opacity_at
from render.shots import Keyframe, Shot, View, rect_at

VIEW = View(320, 180, Fraction(30))
FACTS = PictureFacts("panel", 640, 400)


CLOSING = end_card_text("Tale", "", "Ann", (320, 180))
CREDITS = (("Story", "Ann"), *((f"Role {n}", "Bob Bee") for n in range(6)))


def last(rect):
    return Shot("panel", 40, 90, (Keyframe(0.0, rect),))


def test_the_next_episode_is_named_and_the_last_one_ends() -> None:
    following = end_card_text("Tale", "Two Lights", "Ann", (320, 180))
    closing = end_card_text("Tale", "", "Ann", (320, 180))
    assert (following.label, following.title) == ("Next", "Two Lights")
    assert (closing.label, closing.title, closing.subtitle) == ("The end", "Tale", "Ann")


def test_no_seconds_make_no_end_screen() -> None:
    assert end_segments(last(Rect(0, 0, 320, 180)), FACTS, (), VIEW) == ()
    assert end_cards(CLOSING, CREDITS, 0, VIEW.fps) == ()
    assert end_frames(-1, VIEW.fps) == 0
    assert end_frames(99, VIEW.fps) == 600


def test_credits_follow_the_end_a_few_at_a_time_as_long_as_they_are_read() -> None:
    cards = end_cards(CLOSING, CREDITS, 150, VIEW.fps)
    assert [each.frames for each in cards] == [150, 246, 126]
    assert [row for card in cards[1:] for row in card.text.rows] == list(CREDITS)


def test_where_a_site_lays_its_things_credits_come_before():
    text = end_card_text("Tale", "", "Ann", (320, 180), zones=True)
    cards = end_cards(text, CREDITS, 285, VIEW.fps)
    assert [each.text is text for each in cards] == [False, False, True]
    assert 9 <= end_seconds(None, site=True) <= 10


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (320, 180), (1080, 1080)])
def test_two_places_are_clear_of_type_and_of_each_other(size):
    one, other = end_zones(size)
    card = zones_card("A Title of Several Words", "The Story", None, size, label="Next")
    whole = Rect(0, 0, *size)
    for zone in (one, other):
        assert seen(zone, whole) == pytest.approx(1)
        assert zone.w / zone.h == pytest.approx(16 / 9)
        margin = 6
        inside = card[
            round(zone.y) + margin : round(zone.y + zone.h) - margin,
            round(zone.x) + margin : round(zone.x + zone.w) - margin,
            :3,
        ]
        assert np.ptp(inside.reshape(-1, 3), axis=0).max() <= 1
    assert overlap(one, other) == 0


def test_how_long_it_lasts_is_asked_for_or_as_long_as_a_title_takes():
    assert end_seconds(None, site=False) <= 3
    assert end_seconds(0.0, site=True) == 0


def test_an_author_alone_makes_no_credits() -> None:
    assert len(end_cards(CLOSING, CREDITS[:1], 150, VIEW.fps)) == 1


def test_cards_come_one_after_another() -> None:
    segments = end_segments(last(Rect(0, 0, 320, 180)), FACTS, (("a", 60), ("b", 60)), VIEW)
    assert [_seen(segments, frame) for frame in (40, 100)] == [["a"], ["b"]]


def _seen(segments, frame):
    """The cards that can be seen on a frame."""
    (inside,) = [each for each in segments if 0 <= frame - each.start < each.frames]
    return [
        layer.picture
        for layer in inside.layers
        if isinstance(layer, StillLayer) and opacity_at(layer.opacity, frame - inside.start) > 0
    ]


@given(
    st.integers(1, 620),
    st.floats(64, 640),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_it_lasts_as_asked_and_stays_in_the_panel(
    frames: int, width: float, across: float, down: float
) -> None:
    height = width * 9 / 16
    rect = Rect(across * (640 - width), down * (400 - height), width, height)
    segments = end_segments(last(rect), FACTS, (("card", frames), ("more", 90)), VIEW)
    assert (
        sum(each.frames for each in segments)
        == frames + 90
        == end_timeline(frames + 90, VIEW.fps).frames
    )
    for segment in segments:
        panel = segment.layers[0]
        assert isinstance(panel, PanelLayer)
        for frame in (segment.start, segment.start + segment.frames - 1):
            seen = rect_at(panel.shot, frame - panel.shot.start, VIEW.fps)
            assert -1e-6 <= seen.x <= 640 - seen.w + 1e-6
            assert -1e-6 <= seen.y <= 400 - seen.h + 1e-6


def test_it_comes_out_of_black_and_goes_back() -> None:
    segments = end_segments(last(Rect(0, 0, 320, 180)), FACTS, (("card", 150),), VIEW)
    first, final = segments[0].layers[-1], segments[-1].layers[-1]
    assert isinstance(first, FillLayer)
    assert isinstance(final, FillLayer)
    assert opacity_at(first.opacity, 0) == 1
    assert opacity_at(final.opacity, segments[-1].frames - 1) == 1
