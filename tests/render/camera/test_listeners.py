"""Those who stand side by side and are nobody's subject: seen while words fit nothing."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.camera.drawn import drawn
from render.camera.framing.candidates import compositions
from render.camera.framing.edges import faces_crossed
from render.camera.framing.stage import stage_of
from render.camera.targets import panel_targets
from render.camera.vision.facts import PictureFacts, Region
from render.geometry import Rect, rows, seen
from render.shots import View

HD = View(1920, 1080, Fraction(30), upscaled=True)


def listeners(faces):
    facts = PictureFacts("k", 1536, 1024, tuple(Region("face", face, 0.9) for face in faces))
    targets = panel_targets(drawn(facts, (), ()))
    stage = stage_of(facts, targets, HD)
    return stage, [each for each in compositions(stage, targets) if each.subject == "people"]


def row(count, apart=180, side=90, y=400):
    return [Rect(150 + apart * number, y, side, 1.3 * side) for number in range(count)]


def test_people_in_a_row_are_seen_by_twos_and_more_from_end_to_end():
    stage, found = listeners(row(7))
    inside = {sum(seen(Rect(*head), each.rect) > 0.9 for head in stage.heads) for each in found}
    assert min(inside) == 2
    assert max(inside) > 2
    assert {each.rect.x + each.rect.w / 2 < 768 for each in found} == {True, False}


@pytest.mark.parametrize("y", [(300, 340), (300, 300)])
def test_who_stands_far_behind_is_not_beside(y):
    near, far = Rect(300, y[0], 200, 260), Rect(560, y[1], 60, 78)
    assert not listeners([near, far])[1]


def test_two_who_stand_far_behind_are_no_listeners():
    behind = [Rect(40, 120, 60, 78), Rect(110, 130, 60, 78)]
    assert listeners(behind)[1]
    assert not listeners([*behind, Rect(700, 300, 200, 260)])[1]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda x, y, side: Rect(x, y, side, 1.3 * side),
            st.integers(0, 1300),
            st.integers(50, 700),
            st.integers(60, 200),
        ),
        max_size=8,
    )
)
def test_no_shot_of_listeners_crosses_a_face(faces):
    stage, found = listeners(faces)
    for each in found:
        assert not faces_crossed(rows([each.rect]), stage.heads, stage.facts.whole).any()
