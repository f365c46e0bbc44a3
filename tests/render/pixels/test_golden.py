"""Frames are as they were when someone last looked at them."""

import numpy as np
import pytest
from golden import FOLDER, FRAMES, drawn
from PIL import Image


@pytest.mark.parametrize("name", FRAMES)
def test_golden_frame(name, tmp_path):
    found, kept = (
        drawn(name).astype(int),
        np.asarray(Image.open(FOLDER / f"{name}.png")).astype(int),
    )
    miss = np.abs(found - kept)
    if miss.max() > 4 or miss.mean() > 0.2:
        sheet = np.vstack([kept, found, np.clip(miss * 16, 0, 255)]).astype(np.uint8)
        Image.fromarray(sheet).save(tmp_path / "kept-found-difference.png")
        pytest.fail(f"{name} is off by {miss.max()}, {miss.mean():.2f} on average: look at "
                    f"{tmp_path}/kept-found-difference.png; golden.py draws it anew")  # fmt: skip


def test_every_golden_frame_is_used():
    assert {path.stem for path in FOLDER.glob("*.png")} == set(FRAMES)
