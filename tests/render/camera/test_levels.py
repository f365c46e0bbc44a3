"""How high the widest frame stands in a panel that is higher than it."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from render.camera.framing.composition import Composition, made
from render.camera.framing.edges import people_crossed
from render.camera.framing.levels import default_level, level
from render.camera.framing.stage import stage_of
from render.camera.vision.facts import PictureFacts, Region, face_in
from render.geometry import Rect, rows, seen
from render.shots import View

HD = View(1920, 1080, Fraction(30))
MIDDLE = Rect(0, 80, 1536, 864)


def stage(*heads, size=(1536, 1024)):
    faces = tuple(Region("face", face_in(Rect(*head)), 0.9) for head in heads)
    return stage_of(PictureFacts("k", *size, faces), (), HD)


def whole(here, rect=MIDDLE):
    return made(rect, "establishing", "the whole scene", None, here)


@pytest.mark.parametrize(("box", "top"), [
    (Rect(400, 0, 300, 100), 0), (Rect(400, 900, 300, 124), 160),
])  # fmt: skip
def test_what_is_spoken_of_at_an_edge_is_not_cut_off(box, top):
    here = stage()
    assert seen(box, MIDDLE) < 0.9
    placed = level(whole(here), [(box, 1.0)], here)
    assert seen(box, placed.rect) > 0.95
    assert abs(placed.rect.y - top) <= 70
    assert (placed.rect.x, placed.rect.w, placed.rect.h) == (0, 1536, 864)


def test_it_stays_where_nothing_would_be_gained():
    here = stage()
    each = whole(here)
    assert level(each, [], here) == each
    assert level(each, [(Rect(400, 300, 300, 300), 1.0)], here) == each


def test_no_head_is_cut_for_it():
    here = stage((700, 30, 160, 210))  # the frame would cut it, lower down
    each = whole(here, Rect(0, 0, 1536, 864))
    assert people_crossed(rows([each.rect]), here)[0] == 0
    placed = level(each, [(Rect(300, 880, 300, 144), 1.0)], here)
    assert people_crossed(rows([placed.rect]), here)[0] == pytest.approx(0, abs=0.2)
    assert placed.rect.y < 60


def test_what_counts_more_decides():
    here = stage()
    high, low = Rect(400, 0, 300, 90), Rect(400, 940, 300, 84)
    assert level(whole(here), [(high, 1.0), (low, 0.3)], here).rect.y < 10
    assert level(whole(here), [(high, 0.3), (low, 1.0)], here).rect.y > 150


def test_a_wide_panel_is_looked_at_where_its_words_are():
    here = stage(size=(2304, 1024))
    each = whole(here, Rect(242, 0, 1820, 1024))
    placed = level(each, [(Rect(2100, 300, 200, 300), 1.0)], here)
    assert seen(Rect(2100, 300, 200, 300), placed.rect) > 0.95
    assert placed.rect.y == 0


def test_only_the_widest_frame_is_moved():
    here = stage()
    close = Composition(Rect(300, 200, 700, 394), "medium", "Ada")
    assert level(close, [(Rect(300, 900, 300, 124), 1.0)], here) == close


def test_it_never_leaves_the_panel_nor_shows_less():
    here, random = stage((300, 200, 150, 190), (900, 500, 120, 160)), np.random.default_rng(5)
    for _ in range(40):
        x, y, w, h = random.uniform((0, 0, 40, 40), (1400, 950, 600, 500))
        box = Rect(x, y, min(w, 1536 - x), min(h, 1024 - y))
        placed = level(whole(here), [(box, 1.0)], here)
        assert 0 <= placed.rect.y <= 160
        assert seen(box, placed.rect) >= seen(box, MIDDLE) - 1e-9
        assert placed.crossed <= max(whole(here).crossed, 0.2) + 1e-9


def seen_there(*things, size=(1536, 1024)):
    regions = tuple(Region("object", Rect(*box), 0.3, kind) for kind, box in things)
    return stage_of(PictureFacts("k", *size, regions), (), HD)


@pytest.mark.parametrize(("box", "top"), [((500, 0, 400, 300), 0), ((500, 700, 400, 324), 160)])
def test_while_nothing_is_meant_the_frame_stands_where_things_are_whole(box, top):
    placed = default_level(MIDDLE, seen_there(("bird", box)))
    assert seen(Rect(*box), placed) > 0.95
    assert abs(placed.y - top) <= 70


def test_somebody_keeps_the_head_and_not_the_feet_and_a_seat_may_be_cut():
    head, feet = (200, 0, 300, 700), (200, 400, 300, 624)
    assert default_level(MIDDLE, seen_there(("person", head))).y < 40
    assert default_level(MIDDLE, seen_there(("person", feet))).y == MIDDLE.y
    assert default_level(MIDDLE, seen_there(("chair", head))).y == MIDDLE.y
    assert default_level(MIDDLE, seen_there()) == MIDDLE


def test_lettering_goes_before_what_may_stand_there():
    low = ("giraffe", (200, 760, 300, 264))
    sign = Region("lettering", Rect(700, 105, 300, 100), 0.9, "LAMPS")
    alone = seen_there(low)
    both = stage_of(replace(alone.facts, regions=(*alone.facts.regions, sign)), (), HD)
    assert default_level(MIDDLE, alone).y > 140
    assert default_level(MIDDLE, both).y <= 105
