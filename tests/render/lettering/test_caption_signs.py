"""Captions on the picture: each row in one line, however narrow the frame."""

import numpy as np
import pytest

from render.lettering.signs.caption_signs import PLAIN, CaptionSign, caption_pixels, caption_size

ROWS = ("Having AI become a commodity that everyone", "WWWW WWWW WWWW WWWW WWWW WWWW WWWW.")
PAD = 34 * 0.5


@pytest.mark.parametrize("widest", [430.0, 300.0, 240.0])
def test_a_row_never_breaks_over_the_next(widest):
    sign = CaptionSign(ROWS, PLAIN, 0.5, widest)
    width, height = caption_size(sign)
    assert width <= widest + 2 * PAD + 1
    lines = np.flatnonzero((caption_pixels(sign)[..., :3].min(axis=2) > 120).any(axis=1))
    (gap,) = np.flatnonzero(np.diff(lines) > 1)
    assert lines[gap] < height / 2 < lines[gap + 1]
