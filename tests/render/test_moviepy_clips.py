"""The example in the docs: our camera in a MoviePy edit, and that edit as an intro."""

from __future__ import annotations

import re
import runpy
from fractions import Fraction
from pathlib import Path

from drawn import png, scene

from render.pixels.clips import outside_clip

DOCS = Path(__file__).resolve().parents[2] / "docs" / "picture.md"


def test_the_example_in_the_docs_makes_an_intro(tmp_path, monkeypatch):
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    (tmp_path / "panel.png").write_bytes(png(scene(640, 360)))
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path("example.py")
    clip = outside_clip(tmp_path / "intro.mkv", Fraction(30))
    assert (clip.frames, clip.size, clip.sound) == (60, (320, 180), False)
