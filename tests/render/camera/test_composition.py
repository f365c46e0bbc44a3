"""Crops and the faces that their edges cross."""

import numpy as np
import pytest

from render.camera.composition import faces_crossed
from render.geometry import Rect, rows

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
