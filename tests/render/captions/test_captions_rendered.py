"""Caption files as FFmpeg's own renderers read and draw them."""

from __future__ import annotations

import io
import subprocess

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image
from spoken_story import perform, section

from render.captions.formats import ass, srt, vtt
from render.captions.model import CaptionRules
from render.captions.timing import cues
from story.assets import asset

SCENE = section(
    "Gate",
    ("narrator", "It was late, and nobody in town had expected any more visitors.", "start"),
    ("Ada {Lovelace}", "Who <i>goes</i> there, C:\\new {of} all?", "paragraph"),
)
MADE = cues((SCENE,), perform(SCENE), CaptionRules())
FILES = {
    "srt": srt(MADE),
    "vtt": vtt(MADE),
    "ass": ass(MADE, size=(640, 360)),
    "karaoke.ass": ass(MADE, size=(640, 360), karaoke=True),
}


def _frame(path, seconds):
    """The picture at `seconds` with the captions drawn on grey by libass."""
    fonts = asset("fonts").as_posix()
    drawn = f"setpts=PTS+{seconds}/TB,subtitles={path.name}:fontsdir={fonts}"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi"]
    command += ["-i", "color=gray:s=640x360:d=1", "-vf", drawn, "-frames:v", "1"]
    command += ["-f", "image2pipe", "-c:v", "png", "-"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=path.parent, timeout=60)
    assert not done.stderr
    return np.asarray(Image.open(io.BytesIO(done.stdout)).convert("RGB")).astype(int)


@pytest.mark.parametrize("name", FILES)
def test_libass_draws_every_format(tmp_path, name):
    path = tmp_path / f"captions.{name}"
    path.write_text(FILES[name], encoding="utf-8")
    second = (MADE[-1].start / 48_000) + 0.3
    shown = np.abs(_frame(path, second) - _frame(path, MADE[-1].end / 48_000 + 1)).max(axis=2) > 60
    rows, columns = np.nonzero(shown)
    assert shown.sum() > 500
    assert rows.min() > 200
    assert columns.min() > 20
    assert columns.max() < 620


def test_each_speaker_has_a_colour(tmp_path):
    path = tmp_path / "a.ass"
    path.write_text(FILES["ass"], encoding="utf-8")
    spoken = _frame(path, MADE[-1].start / 48_000 + 0.3)
    narrated = _frame(path, 1.0)
    yellow = [((f[..., 0] > 230) & (f[..., 2] < 160)).sum() for f in (spoken, narrated)]
    assert yellow[0] > 200
    assert yellow[1] == 0
