"""What the camera does within a shot: what moves, where to, and what stands still."""

from fractions import Fraction

import pytest

from render.camera.framing.composition import NOBODY, Composition, made
from render.camera.framing.edges import people_crossed
from render.camera.framing.stage import stage_of
from render.camera.moving.along import QUICK_PAN, looks, pans
from render.camera.moving.moves import MOST_PUSHED, STILL, Moment, moves
from render.camera.moving.way import keyframes
from render.camera.targets import Target
from render.camera.vision.facts import PictureFacts, Region, face_in
from render.geometry import Rect, between, rows, seen
from render.shots import View

HD = View(1920, 1080, Fraction(30))
WHOLE = Rect(0, 80, 1536, 864)
ELSEWHERE = Composition(Rect(1000, 500, 450, 253), "detail", "a lamp")


FILLED = Rect(0, 0, 1536, 864)
"""All of a panel that the frame holds entirely: it leaves out nothing that it could drift over."""


def stage(*heads, height=1024):
    faces = tuple(Region("face", face_in(Rect(*head)), 0.9) for head in heads)
    return stage_of(PictureFacts("k", 1536, height, faces), (), HD)


def way(here, each, **moment):
    """How a shot of the middle of a panel moves, between two of something else."""
    told = Moment(**{"seconds": 5.0, "number": 1, **moment})
    still = Moment(seconds=2.0, number=0)
    run = [(ELSEWHERE, still), (each, told), (ELSEWHERE, still)]
    return moves(run, here)[1]


def whole(here, rect=WHOLE):
    return made(rect, "establishing", "the whole scene", None, here)


def test_what_is_spoken_of_is_what_a_push_leads_to():
    here, lamp = stage(height=864), Rect(1250, 620, 120, 120)
    moved = way(here, whole(here, FILLED), meant=((lamp, 0.5, 1.0),))
    assert moved.move == "push in"
    assert seen(lamp, moved.last) == 1
    assert moved.last.x > 2 * (FILLED.w - moved.last.x - moved.last.w)


def test_every_third_sentence_holds_but_where_words_weigh():
    here = stage((600, 300, 200, 260))
    head = Rect(600, 300, 200, 260)
    target = Target("person", "Ada", Rect(500, 300, 400, 700), head, 0.95, named=True)
    close = made(Rect(400, 230, 760, 427.5), "medium close", "Ada", target, here)
    named = [way(here, close, number=number).move for number in range(STILL + 1)]
    assert named == ["hold", *["push in"] * (STILL - 1), "hold"]
    assert way(here, close, number=0, weighs=True).move == "push in"


@pytest.mark.parametrize("seconds", [1.0, 2.9])
def test_a_short_shot_holds(seconds):
    assert way(stage(), whole(stage()), seconds=seconds).move == "hold"


@pytest.mark.parametrize(
    "heads",
    [
        [(20, 220, 110, 140)],
        [(1390, 220, 110, 140)],
        [(700, 10, 110, 140)],
        [(20, 220, 110, 140), (700, 10, 110, 140)],
        [(20, 220, 110, 140), (1390, 220, 110, 140)],
    ],
)
def test_a_push_passes_no_face_at_the_edge(heads):
    here = stage(*heads, height=864)
    lamp = (Rect(700, 370, 120, 120), 0.5, 1.0)
    moved = way(here, whole(here, FILLED), seconds=9.0, number=2, meant=(lamp,))
    crops = rows([between(moved.first, moved.last, part / 10) for part in range(11)])
    assert people_crossed(crops, here).max() <= NOBODY
    if len(heads) == 1:
        assert moved.move == "push in"
        assert moved.last.w >= (1 - MOST_PUSHED) * WHOLE.w - 1


CROWD = [(100 + 160 * n, 300, 90, 120) for n in range(8)]


def test_a_look_that_would_be_on_faces_for_too_long_is_quicker_and_rests():
    here = stage(*CROWD)
    assert not pans(8.0, here, rightward=True)
    ways = looks(8.0, here, rightward=True)
    assert ways
    for way in ways:
        keys = keyframes(way, 8.0)
        assert keys[-1].time < QUICK_PAN
        assert keys[-1].rect == way.last
    assert keyframes(looks(3.0, here, rightward=True)[0], 3.0)[-1].time < 3.0


def test_a_look_along_a_picture_of_people_is_not_one_along_the_ceiling():
    heads = [(300, 620, 180, 240), (1000, 640, 170, 230)]
    ways = looks(5.0, stage(*heads), rightward=True)
    assert ways
    for way in ways:
        top, bottom = way.first.y, way.first.y + way.first.h
        assert any(top <= y and y + h <= bottom for _, y, _, h in heads)


def test_the_widest_frame_drifts_over_what_it_leaves_out():
    """A frame of 16:9 in a panel of 3:2: what it hides is seen too, and it ends where it stands."""
    here = stage()
    each = made(Rect(0, 20, 1536, 864), "establishing", "the whole scene", None, here)
    moved = way(here, each, number=2)
    assert moved.move == "drift"
    assert moved.last == each.rect
    assert moved.first == Rect(0, 160, 1536, 864)
    keys = keyframes(moved, 5.0)
    assert (keys[0].rect, keys[-1].rect) == (moved.first, moved.last)


def test_a_drift_is_as_slow_as_its_time_and_crosses_nobody():
    here = stage()
    each = made(Rect(0, 0, 1536, 864), "establishing", "the whole scene", None, here)
    short = way(here, each, number=2, seconds=3.0)
    assert short.move == "drift"
    assert short.first.y / 1536 / 3.0 <= 0.025 + 1e-9
    crowded = stage((700, 4, 160, 200))
    each = made(Rect(0, 0, 1536, 864), "establishing", "the whole scene", None, crowded)
    moved = way(crowded, each, number=2)
    ends = rows([between(moved.first, moved.last, part / 4) for part in range(5)])
    assert people_crossed(ends, crowded).max() <= NOBODY


def test_a_panel_that_fills_the_frame_has_nowhere_to_drift():
    facts = PictureFacts("k", 1920, 1080)
    here = stage_of(facts, (), HD)
    each = made(Rect(0, 0, 1920, 1080), "establishing", "the whole scene", None, here)
    assert way(here, each, number=2).move != "drift"


def test_a_drift_begins_with_nobodys_hair_cut():
    """The face would be whole, but a head without its hair looks like a slip."""
    crowded = stage((700, 30, 160, 300))
    each = made(Rect(0, 0, 1536, 864), "establishing", "the whole scene", None, crowded)
    moved = way(crowded, each, number=2)
    assert moved.first.y <= 30 + 0.05 * 300


@pytest.mark.parametrize(("rest", "part"), [(0, 0.6), (160, 0.9)])
def test_what_is_spoken_of_is_in_a_drift_by_the_time_that_it_is(rest, part):
    here, lamp = stage(), Rect(700, 0, 120, 120)
    each = made(Rect(0, rest, 1536, 864), "establishing", "the whole scene", None, here)
    moved = way(here, each, number=2, seconds=6.0, meant=((lamp, part, 1.0),))
    assert moved.move == "drift"
    assert moved.first.y > moved.last.y == 0
    assert seen(lamp, between(moved.first, moved.last, min(part + 1.5 / 6, 1.0))) > 0.9


def test_what_the_frame_shows_is_not_lost_to_a_drift():
    here = stage()
    said_last = (Rect(700, 0, 120, 60), 0.98, 1.0)
    each = made(Rect(0, 0, 1536, 864), "establishing", "the whole scene", None, here)
    moved = way(here, each, number=2, seconds=6.0, meant=(said_last,))
    assert moved.move == "drift"
    assert moved.last == each.rect


def test_a_square_panel_is_tilted_over_faster_than_a_frame_drifts():
    here = stage_of(PictureFacts("k", 1024, 1024), (), HD)
    each = made(Rect(0, 448, 1024, 576), "establishing", "the whole scene", None, here)
    moved = way(here, each, number=2, seconds=6.0)
    assert moved.move == "drift"
    assert 0.025 < abs(moved.last.y - moved.first.y) / 1024 / 6.0 <= 0.06


def test_a_panel_of_16_to_9_is_panned_over_by_nine_tenths_of_its_width():
    best = pans(5.0, stage(height=864), rightward=True)[0]
    assert best.first.w >= 0.85 * 1536
    assert abs(best.last.x - best.first.x) >= 0.1 * best.first.w
    assert (best.first.x, best.last.x + best.last.w) == pytest.approx((0, 1536))


def test_a_look_along_a_panel_again_does_not_leave_out_what_is_spoken_of():
    here, town = stage(), Rect(20, 170, 1496, 840)
    each = made(Rect(0, 160, 1536, 864), "establishing", "the whole scene", None, here)
    looked = way(here, each, number=8, seconds=7.0)
    assert looked.move.startswith("pan")
    meant = way(here, each, number=8, seconds=7.0, meant=((town, 0.1, 1.0), (town, 0.9, 1.0)))
    assert not meant.move.startswith("pan")
    assert seen(town, meant.last) > 0.9


def test_no_look_opens_a_panel_that_shows_half_of_it_at_a_time():
    here = stage((480, 640, 180, 234), (100, 240, 220, 286), (340, 340, 140, 182))
    narrow = looks(5.0, here, rightward=True, narrowest=0.0)
    assert {way.first.w for way in narrow} <= {part * 1536 for part in (0.5, 0.56, 0.62, 0.68)}
    assert narrow
    assert not looks(5.0, here, rightward=True)
    assert way(here, whole(here), opens=True).first.w > 0.74 * 1536
