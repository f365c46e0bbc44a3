"""What the camera comes to is shifted a little, so that its edges cut no heads and no lines."""

from fractions import Fraction

import numpy as np
import pytest

from render.camera.drawn import Aim
from render.camera.framing import busy_edges
from render.camera.nudge import Halt, nudged
from render.camera.path import PAN
from render.camera.plan import EASED, ways_between
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, seen_parts
from render.shots import View

HD = View(1920, 1080, Fraction(30))
START = Rect(100, 100, 1120, 630)


def pictured(*regions, saliency=()):
    return PictureFacts("k", 1536, 1024, regions, saliency)


def crop(rect):
    return np.array([[rect.x, rect.y, rect.w, rect.h]])


def moved(facts, *, wait=20.0, aims=(), kept=False):
    """Where a halt at START is shifted to, `wait` seconds after another that stays there."""
    halts = [
        Halt(0.0, START, cut=False, kept=True),
        Halt(wait, START, cut=False, kept=kept, aims=aims),
    ]
    return nudged(halts, facts)[1]


@pytest.mark.parametrize("kind", ["face", "lettering"])
def test_an_edge_falls_beside_what_it_would_cut(kind):
    box = Rect(1170, 300, 90, 90)
    assert 0.1 < seen_parts(crop(START), box)[0] < 0.9
    part = seen_parts(crop(moved(pictured(Region(kind, box, 0.9)))), box)[0]
    assert part < 0.06 or part > 0.96


def test_what_cuts_nothing_stays():
    assert moved(pictured(Region("face", Rect(500, 300, 90, 90), 0.9))) == START


def test_a_kept_halt_stays():
    assert moved(pictured(Region("face", Rect(1170, 300, 90, 90), 0.9)), kept=True) == START


def test_what_is_spoken_of_is_not_lost():
    meant = Rect(100, 100, 160, 500)
    facts = pictured(Region("lettering", Rect(1130, 300, 180, 60), 0.9, "coal"))
    got = moved(facts, aims=(Aim((meant,), 1.0, "meant"),))
    assert seen_parts(crop(got), meant)[0] > 0.9


def test_the_speed_limit_is_kept():
    facts = pictured(Region("face", Rect(1170, 300, 90, 90), 0.9))
    got = moved(facts, wait=0.5)
    assert abs(got.x - START.x) / START.w * EASED <= PAN * 0.5 + 1e-9
    assert ways_between(crop(got), crop(START)).needed[0] <= 0.5


def test_a_cut_stays_clear():
    wide = Rect(0, 80, 1536, 864)
    near, nearer = Rect(0, 0, 1180, 663.75), Rect(0, 0, 1292, 726.75)
    assert ways_between(crop(near), crop(wide)).apart.all()
    assert not ways_between(crop(nearer), crop(wide)).apart.any()


def test_an_edge_in_a_calm_part_costs_less():
    rows = tuple(tuple(255 if 40 <= x < 60 else 0 for x in range(96)) for _ in range(64))
    facts = pictured(saliency=rows)
    through, beside = Rect(0, 200, 800, 450), Rect(0, 200, 1100, 619)
    assert busy_edges(crop(through), facts)[0] > busy_edges(crop(beside), facts)[0] + 0.3
    assert busy_edges(crop(Rect(0, 0, 1536, 1024)), facts)[0] == 0


def test_a_move_does_not_become_a_standstill():
    face = Region("face", Rect(1170, 300, 90, 90), 0.9)
    halts = [
        Halt(0.0, Rect(0, 100, 1120, 630), cut=False, kept=True),
        Halt(8.0, START, cut=False, kept=False),
    ]
    first, second = nudged(halts, pictured(face))
    assert ways_between(crop(first), crop(second)).far[0] >= 100 / 1120 - 1e-9
