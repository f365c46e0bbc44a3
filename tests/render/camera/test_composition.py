"""Crops and the faces that their edges cross."""

from fractions import Fraction

import numpy as np
import pytest

from render.camera.drawn import drawn
from render.camera.framing.candidates import compositions
from render.camera.framing.composition import COAT
from render.camera.framing.edges import HEADLESS, beheaded, faces_crossed, people_crossed
from render.camera.framing.stage import stage_of
from render.camera.moving.along import pans
from render.camera.targets import Target, panel_targets
from render.camera.vision.facts import PictureFacts, Region, face_in
from render.geometry import Rect, rows, seen
from render.shots import View

PANEL = Rect(0, 0, 1600, 900)
FACE = Rect(600, 200, 200, 250)


@pytest.mark.parametrize(
    ("crop", "crossed"),
    [
        (Rect(400, 100, 800, 450), False),  # whole
        (Rect(700, 100, 800, 450), True),  # parted
        (Rect(1000, 100, 500, 280), False),  # left out
        (Rect(603, 100, 800, 450), True),  # grazed: the box may be that far off
        (Rect(400, 240, 800, 450), False),  # hair alone
    ],
)
def test_an_edge_crosses_a_face(crop, crossed):
    assert bool(faces_crossed(rows([crop]), rows([FACE]), PANEL)[0]) is crossed


def test_a_face_at_the_panels_edge_is_whole_in_all_of_it():
    corner = Rect(1450, 700, 150, 200)
    assert not faces_crossed(rows([PANEL]), rows([corner]), PANEL).any()


def test_small_faces_count_less():
    crops = rows([Rect(700, 0, 800, 450)] * 2)
    large, small = (
        faces_crossed(crops, rows([head]), PANEL)[0]
        for head in (Rect(650, 100, 100, 120), Rect(690, 100, 20, 24))
    )
    assert large > small > 0
    assert np.isclose(small, 0.3)


HD = View(1920, 1080, Fraction(30))


def standing(*heads):
    """A panel of people with these heads."""
    faces = (Region("face", face_in(head), 0.9) for head in heads)
    return PictureFacts("k", 1536, 1024, tuple(faces))


@pytest.mark.parametrize(
    ("crop", "headless"),
    [
        (Rect(500, 420, 800, 450), 1),  # the coat, from the shoulders down
        (Rect(500, 60, 1000, 562), 0),  # the head, too
        (Rect(20, 420, 640, 360), 0),  # a sleeve at the edge
        (Rect(0, 300, 1280, 720), 1),
    ],
)
def test_a_body_whose_head_is_outside_is_a_fault(crop, headless):
    stage = stage_of(standing(Rect(700, 80, 180, 260)), (), HD)
    assert beheaded(rows([crop]), stage)[0] == headless
    assert (people_crossed(rows([crop]), stage)[0] > 0.5) == bool(headless)


@pytest.mark.parametrize(("beside", "headless"), [(True, 0), (False, 1)])
def test_one_of_several_may_be_framed_over_a_neighbour_s_shoulder(beside, headless):
    shoulder, other = Rect(1020, 150, 180, 240), Rect(620, 330, 200, 260)
    stage = stage_of(standing(shoulder, *([other] if beside else [])), (), HD)
    crop = rows([Rect(500, 300, 620, 349)])
    assert beheaded(crop, stage)[0] == headless


def test_a_crop_of_more_heads_than_one_is_nobody_s_picture():
    heads = [Rect(300 + 240 * n, 300, 160, 210) for n in range(3)]
    facts = standing(*heads)
    targets = panel_targets(drawn(facts, (), ()))
    found = compositions(stage_of(facts, targets, HD), targets)
    for each in found:
        inside = sum(seen(head, each.rect) > 0.9 for head in heads)
        assert each.several == (inside > 1), (each.subject, inside)
        assert not (each.several and each.face)


def test_a_thing_before_somebody_s_coat_is_charged_and_lettering_there_is_not():
    head, box = Rect(700, 80, 180, 260), Rect(700, 560, 160, 130)
    named = (Target("thing", "goose", box, sure=0.9, text="a goose"),
             Target("sign", "Lamps", box, sure=0.95, read=True, text="Lamps"))  # fmt: skip
    stage = stage_of(standing(head), (), HD)
    goose, lamps = (
        next(each for each in compositions(stage, (one,)) if each.target == one) for one in named
    )
    assert goose.crossed == pytest.approx(COAT * HEADLESS)
    assert lamps.crossed == 0


def test_the_nearer_a_thing_is_seen_where_a_coat_is_beside_it_in_any_crop():
    box = Rect(660, 560, 240, 200)
    goose = Target("thing", "goose", box, sure=0.9, text="a goose")
    widths = []
    for people in ((), (Rect(700, 80, 180, 260),)):
        found = compositions(stage_of(standing(*people), (), HD), (goose,))
        widths.append(next(each.rect.w for each in found if each.scale == "detail"))
    assert widths[1] < 0.95 * widths[0]


def test_no_look_along_a_panel_ends_on_bodies_without_heads():
    heads = [Rect(150 + 330 * n, 0, 260, 360) for n in range(4)]
    stage = stage_of(standing(*heads), (), HD)
    below = rows([Rect(x, 1024 - 600, 1060, 596) for x in (0, 476)])
    assert not faces_crossed(below, stage.heads, stage.facts.whole).any()  # only bodies forbid it
    assert not pans(5.0, stage, rightward=True)


def test_a_look_along_smaller_people_keeps_their_heads():
    heads = [Rect(240 + 330 * n, 420, 80, 110) for n in range(4)]
    stage = stage_of(standing(*heads), (), HD)
    ways = pans(5.0, stage, rightward=True)
    assert ways
    for way in ways:
        assert not beheaded(rows([way.first, way.last]), stage).any()
