"""The example in the docs: our camera in a MoviePy edit, and that edit as an intro."""

from __future__ import annotations

import re
import runpy
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from drawn import flat, png, scene

from render.geometry import Rect
from render.moviepy_clips import ClipFrame, panel_clip
from render.pixels.clips import outside_clip
from render.shots import FramePlace, Keyframe
from story.errors import RenderError

DOCS = Path(__file__).resolve().parents[2] / "docs" / "picture.md"


def test_the_example_in_the_docs_makes_an_intro(tmp_path, monkeypatch):
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    (tmp_path / "panel.png").write_bytes(png(scene(640, 360)))
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path("example.py")
    clip = outside_clip(tmp_path / "intro.mkv", Fraction(30))
    assert (clip.frames, clip.size, clip.sound) == (60, (320, 180), False)


def test_a_clip_has_pictures_in_its_picture(tmp_path):
    panel, near = tmp_path / "panel.png", tmp_path / "near.png"
    panel.write_bytes(png(scene(640, 360)))
    near.write_bytes(png(flat((200, 30, 40))))
    keys = (Keyframe(0.0, Rect(0, 0, 640, 360)), Keyframe(1.0, Rect(0, 0, 640, 360)))
    places = (FramePlace(0, Rect(20, 20, 80, 60)), FramePlace(10, Rect(200, 20, 80, 60)))
    frame = ClipFrame(near, (Keyframe(0.0, Rect(0, 0, 64, 36)),), places, border=4.0)
    plain, framed = (panel_clip(panel, keys, (320, 180), 30, frames) for frames in ((), (frame,)))
    early, late = (framed.get_frame(time) for time in (0.0, 0.9))
    assert np.abs(early[50, 60].astype(int) - (200, 30, 40)).max() < 6
    assert np.abs(late[50, 240].astype(int) - (200, 30, 40)).max() < 6
    alike = [frame[100:] @ (0.2126, 0.7152, 0.0722) for frame in (late, plain.get_frame(0.9))]
    assert np.abs(alike[0] - alike[1]).mean() < 1  # chroma is at half size
    with pytest.raises(RenderError, match="even"):
        panel_clip(panel, keys, (321, 180), 30, (frame,))
