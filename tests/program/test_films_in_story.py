"""Outside videos: between two paragraphs and after the end, with their sound, on the clock."""

import json
from pathlib import Path

import av
import numpy as np
import pytest
from renders import options, tools
from stories import write_story

from render.episode import render_story
from render.production.planning.prepare import prepare
from story.errors import SettingsError, StoryError

STORY = """\
# T

![](kettle.png)

The kettle sang at noon.

<!-- clip: films/pink.mp4 -->

The cup was blue.
"""


def video(path: Path, colour: str, seconds: float = 1.0, rate: int = 30) -> Path:
    """A film of one colour with a beep all through it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        picture = container.add_stream("libx264", rate)
        picture.width, picture.height, picture.pix_fmt = 64, 36, "yuv420p"
        sound = container.add_stream("aac", 48_000, layout="stereo")
        levels = {"pink": (255, 0, 255), "green": (0, 255, 0)}[colour]
        image = np.full((36, 64, 3), levels, np.uint8)
        for _ in range(round(seconds * rate)):
            container.mux(picture.encode(av.VideoFrame.from_ndarray(image, "rgb24")))
        time = np.arange(round(seconds * 48_000)) / 48_000
        wave = (0.3 * np.sin(2 * np.pi * 3000 * time)).astype(np.float32)
        block = av.AudioFrame.from_ndarray(np.stack([wave, wave]), "fltp", "stereo")
        block.sample_rate = 48_000
        container.mux(sound.encode(block))
        for stream in (picture, sound):
            container.mux(stream.encode(None))
    return path


@pytest.fixture
def filmed(tmp_path):
    story = write_story(tmp_path / "story", STORY)
    video(tmp_path / "story/films/pink.mp4", "pink")
    outro = video(tmp_path / "outro.mp4", "green")
    asked = options(tmp_path / "out", outro=outro, music="none", end=1.0)
    render_story(story, asked, tools(tmp_path / "store"))
    return tmp_path / "out"


def seen(path: Path) -> list[str]:
    """What is in the middle of each frame: pink, green, or something else."""
    found = []
    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            r, g, b = frame.to_ndarray(format="rgb24")[90, 160].astype(int)
            pink, green = min(r, b) > 150 and g < 90, g > 150 and max(r, b) < 90
            found.append("pink" if pink else "green" if green else "")
    return found


def beeps(path: Path) -> np.ndarray:
    """For each frame's time how much of its sound is the beep's tone, 0..1."""
    with av.open(str(path)) as film:
        blocks = [frame.to_ndarray() for frame in film.decode(audio=0)]
    wave = np.concatenate(blocks, axis=1)[0].astype(float)
    wave = wave[: len(wave) // 1600 * 1600].reshape(-1, 1600)
    power = np.abs(np.fft.rfft(wave, axis=1)) ** 2
    tone = power[:, 98:103].sum(axis=1)
    return np.where(power.sum(axis=1) > 1, tone / np.maximum(power.sum(axis=1), 1e-9), 0)


def test_a_film_stands_in_the_story_and_one_after_it_with_their_sound(filmed):
    path = filmed / "01-t.mp4"
    frames, tone = seen(path), beeps(path)
    assert frames.count("pink") == 30
    assert frames.count("green") == 30
    assert frames[-30:] == ["green"] * 30
    first = frames.index("pink")
    assert tone[first + 5 : first + 25].min() > 0.8
    assert tone[-25:-5].min() > 0.8
    assert tone[: first - 3].max() < 0.5
    data = json.loads((filmed / "01-t.timeline.json").read_text())
    ends = [clip["start"] + clip["duration"] for clip in data["sections"][0]["clips"]]
    assert max(ends) <= first * 1600  # what stands before it is said before it
    assert sum(section["frames"] for section in data["sections"]) == len(frames)


def test_one_that_stands_before_all_words_is_shown_first(tmp_path):
    first = STORY.replace("The kettle sang at noon.\n\n", "")
    story = write_story(tmp_path / "story", first)
    video(tmp_path / "story/films/pink.mp4", "pink")
    render_story(story, options(tmp_path / "out", music="none", end=0.0), tools(tmp_path / "store"))
    frames = seen(tmp_path / "out/01-t.mp4")
    assert frames.count("pink") == 30
    assert "pink" in frames[:15]


@pytest.mark.parametrize(
    ("name", "says"),
    [("films/none.mp4", r"^index\.md, row 7: .*no such file"),
     ("../out.mp4", r"^index\.md, row 7: .*no such file"),
     ("index.md", r"^index\.md, row 7: .*can't be read")],
)  # fmt: skip
def test_one_that_can_t_be_shown_is_refused_with_its_row(tmp_path, name, says):
    video(tmp_path / "out.mp4", "pink", 0.2)
    story = write_story(tmp_path / "story", STORY.replace("films/pink.mp4", name))
    with pytest.raises(StoryError, match=says):
        prepare(story, options(tmp_path / "out"), tools(tmp_path / "store"))


def test_an_outro_that_can_t_be_read_is_the_command_line_s_mistake(tmp_path):
    story = write_story(tmp_path / "story")
    with pytest.raises(SettingsError, match="--outro"):
        prepare(story, options(tmp_path / "out", outro=story), tools(tmp_path / "store"))
