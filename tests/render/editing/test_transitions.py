"""How pictures take each other's place: over no line's first word, and calmly or not at all."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.camera.direct import ShotPlan
from render.editing.cutting import EditPlan, cut
from render.editing.transitions import TURN_LEAST, lead_in_frames, shown_transition
from render.geometry import Rect
from render.pixels.segments import PanelLayer, TurnLayer
from render.shots import Keyframe, Shot, View
from voices.timeline import Clip, SectionTimeline, Word

FPS = Fraction(30)
LEAD = lead_in_frames("slide", FPS)
VIEW = View(320, 180, FPS, lead_in=LEAD)
PATH = (Keyframe(0.0, Rect(0, 0, 320, 180)),)
A_FRAME = 1600


def heard(line, *words):
    """A clip of a line, its words given as frames [onset, offset)."""
    marks = tuple(Word(n, n + 1, on * A_FRAME, off * A_FRAME) for n, (on, off) in enumerate(words))
    return Clip("t", line, 0, 9, words[0][0] * A_FRAME, 4 * A_FRAME, 0, 0.0, marks)


def edited(kind, *clips, change=90, frames=180, **others):
    timeline = SectionTimeline("s", frames, tuple(clips), (), ())
    shots = (
        Shot("a", 0, change, PATH),
        Shot("b", change - LEAD, frames - change + LEAD, PATH),
    )
    return cut(EditPlan(timeline, ShotPlan(shots, (), ()), VIEW, transition=kind, **others))


def turns(segments):
    """The frames [first, last) of the section in which a picture comes."""
    return [
        (segment.start + layer.first, segment.start + layer.last)
        for segment in segments
        for layer in segment.layers
        if isinstance(layer, TurnLayer)
    ]


@pytest.mark.parametrize("kind", ["slide", "wipe"])
def test_a_picture_comes_in_the_end_of_the_one_before(kind):
    assert turns(edited(kind)) == [(90 - LEAD, 90)]
    assert 0.5 <= LEAD / FPS <= 0.8


@pytest.mark.parametrize("kind", ["slide", "wipe"])
def test_it_waits_for_a_lines_first_word(kind):
    spoken = heard("x", (70, 74), (74, 90))
    assert turns(edited(kind, spoken)) == [(74, 90)]


@pytest.mark.parametrize("kind", ["slide", "wipe"])
def test_where_it_would_have_to_hurry_the_picture_is_cut_to(kind):
    segments = edited(kind, heard("x", (80, 85)))
    assert turns(segments) == []
    seen = [
        [layer.shot.picture for layer in each.layers if isinstance(layer, PanelLayer)]
        for each in segments
        for _ in range(each.frames)
    ]
    assert seen == [["a"]] * 90 + [["b"]] * 90


def test_only_a_lines_first_word_counts():
    spoken = heard("x", (20, 30), (30, 88))
    later = replace(heard("x", (75, 89)), start=75 * A_FRAME)
    assert turns(edited("slide", spoken, later)) == [(90 - LEAD, 90)]


@given(
    st.sampled_from(["slide", "wipe"]),
    st.lists(st.tuples(st.integers(0, 170), st.integers(1, 30)), max_size=8),
    st.integers(30, 150),
)
def test_no_first_word_is_ever_heard_under_it(kind, words, change):
    clips = [heard(str(n), (on, on + long)) for n, (on, long) in enumerate(sorted(words))]
    for first, last in turns(edited(kind, *clips, change=change)):
        assert change - LEAD <= first < last == change
        assert last - first >= TURN_LEAST * FPS
        assert all(on + long <= first or last <= on for on, long in words)


def test_the_next_scenes_picture_comes_so_too():
    follower = ShotPlan((Shot("c", -LEAD, 90, PATH),), (), ())
    segments = edited("slide", follower=follower, mirrored=True)
    assert turns(segments) == [(90 - LEAD, 90), (180 - LEAD, 180)]
    layers = [layer for each in segments for layer in each.layers if isinstance(layer, TurnLayer)]
    assert [layer.layers[0].shot.picture for layer in layers] == ["b", "c"]
    assert all(layer.mirrored for layer in layers)


def test_where_nothing_is_to_move_no_page_slides():
    assert shown_transition("slide", still=True) == "crossfade"
    assert shown_transition("wipe", still=True) == "wipe"
    assert shown_transition("slide", still=False) == "slide"
    assert [lead_in_frames(each, FPS) for each in ("cut", "dip", "crossfade")] == [0, 0, LEAD]
