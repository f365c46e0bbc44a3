"""A jolt is felt at once, dies away in 0.4 s, and never shows what is outside of the shot."""

from fractions import Fraction

import pytest
from drawn import held

from render.geometry import Rect, seen
from render.pixels.living.shaking import SHAKE_SECONDS, shaken, shown_rect
from render.pixels.segments import Shake

REST = Rect(100.0, 50.0, 640.0, 360.0)


def off(rect):
    return abs(rect.x + rect.w / 2 - 420) / rect.w, abs(rect.y + rect.h / 2 - 230) / rect.h


@pytest.mark.parametrize("seed", range(4))
def test_it_begins_at_its_largest_and_dies_away(seed):
    frames = [shaken(REST, Shake(0, seed), n / 30) for n in range(13)]
    assert max(off(frames[0])) == pytest.approx(0.007, rel=0.05)
    strength = [max(off(rect)) for rect in frames]
    assert max(strength[:4]) > 3 * max(strength[6:])
    assert frames[12] == shaken(REST, Shake(0, seed), -0.01) == REST
    assert all(seen(rect, REST) == pytest.approx(1) for rect in frames)


def test_seeds_go_to_different_sides():
    sides = {shaken(REST, Shake(0, seed), 0.0) for seed in range(4)}
    assert len(sides) == 4


def test_a_panel_is_shaken_in_its_own_frames_alone():
    (layer,) = held(40, REST, shakes=(Shake(10, 1),)).layers
    moved = [n for n in range(40) if shown_rect(layer, n, Fraction(30)) != REST]
    assert moved == list(range(10, 10 + round(SHAKE_SECONDS * 30)))
