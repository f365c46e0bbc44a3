"""Shots that fill the frame, and those that lie on a spread."""

from fractions import Fraction

from render.geometry import Rect
from render.pixels.segments import Box, PanelLayer, SpreadLayer
from render.pixels.spread import shot_layers
from render.shots import Keyframe, Shot, View

HD = View(1920, 1080, Fraction(30))


def shot(rect):
    return Shot("k", 0, 30, (Keyframe(0.0, rect),))


def test_a_shot_of_the_view_s_shape_fills_the_frame():
    filling = shot(Rect(10.5, 3.25, 1280, 720))
    assert shot_layers(filling, HD) == (PanelLayer(filling),)


def test_a_narrow_panel_lies_in_the_middle_of_its_spread():
    narrow = shot(Rect(0, 0, 300, 1500))
    box = Box(852, 0, 216, 1080)
    assert shot_layers(narrow, HD) == (SpreadLayer("k", box), PanelLayer(narrow, box))
