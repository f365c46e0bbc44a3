"""Light, weather and an artist's layers, from the story's text to the film."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageDraw
from renders import options, tools
from stories import write_story

from render.episode import direct_story, render_story
from render.production.planning.style import StyleOptions
from story.errors import StoryError

STORY = """\
# T

![](kettle.png)

The kettle sang at noon.

<!-- weather: hail -->
<!-- weather: snow -->
<!-- focus: the dragon -->

The cup was blue and it stood there.
"""


def layers(folder: Path) -> None:
    """A black ground, and a white post in front of it, beside the kettle."""
    folder.mkdir()
    Image.new("RGB", (600, 400), (0, 0, 0)).save(folder / "1.png")
    post = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    ImageDraw.Draw(post).rectangle((290, 0, 310, 400), (255, 255, 255, 255))
    post.save(folder / "2.png")


def post_in(frame: av.VideoFrame) -> float | None:
    """Where the post is, as a part of the frame's width; None where there is none."""
    level = frame.to_ndarray(format="gray")[90].astype(float)
    level = np.clip(level - 100, 0, None)
    return float((level * np.arange(level.size)).sum() / level.sum()) if level.any() else None


def test_what_an_author_asks_for_outranks_a_style(tmp_path):
    story = write_story(tmp_path / "story", STORY)
    at = tools(tmp_path / "store")
    made = direct_story(story, options(tmp_path / "out", style=StyleOptions(kind="plain")), at)
    (snow,) = [each for plan in made.directions for each in plan.flourishes]
    assert (snow.kind, snow.words) == ("snow", "snow")
    wrong = {(each.file, each.row, each.code) for each in at.problems}
    assert wrong >= {("index.md", 7, "annotation-wrong"), ("index.md", 9, "focus-nobody")}


def test_layers_stand_in_for_their_panel_and_pass_each_other(tmp_path):
    story = write_story(tmp_path / "story", STORY.replace("weather: snow", "a remark"))
    layers(tmp_path / "story/kettle.layers")
    render_story(story, options(tmp_path / "out", music="none"), tools(tmp_path / "store"))
    (film,) = (tmp_path / "out").glob("*.mp4")
    with av.open(str(film)) as container:
        posts = [post_in(frame) for frame in container.decode(video=0)]
    seen = [post for post in posts if post is not None]
    assert len(seen) > 0.5 * len(posts)  # the panel itself has none
    assert np.ptp(seen) > 1


def test_wrong_layers_stop_a_render_at_once(tmp_path):
    story = write_story(tmp_path / "story", STORY)
    layers(tmp_path / "story/kettle.layers")
    Image.new("RGB", (600, 401)).save(tmp_path / "story/kettle.layers/3.png")
    with pytest.raises(StoryError, match=r"index\.md, row 3: .* 600×401 pixels, and the picture"):
        render_story(story, options(tmp_path / "out"), tools(tmp_path / "store"))
    assert not list((tmp_path / "out").glob("*.mp4"))
