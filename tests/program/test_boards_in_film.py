"""Tables and closing quotations in a real film: seen between the words, over the picture."""

import json
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from renders import options, tools
from stories import TWO_CHAPTERS, write_story

from render.episode import render_story
from render.storyboard.draw import storyboard_json
from story.episodes.episodes import short_episodes, story_episodes
from story.problems import Problems
from story.script import read_script

TABLE = "\n| Year | Cups |\n|------|-----:|\n| 1741 | 12 |\n| 1755 | 237 |\n"
STORY = (
    TWO_CHAPTERS.replace("## Chapter 2", f"{TABLE}\n## Chapter 2")
    + '\n---\n\n"Tea is all that there is." —Ada Pell\n'
)


def frame(film: Path, number: int) -> np.ndarray:
    with av.open(str(film)) as container:
        for index, shown in enumerate(container.decode(video=0)):
            if index == number:
                return shown.to_ndarray(format="gray").astype(int)
    raise AssertionError("no such frame")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boards")
    story = write_story(folder / "story", STORY)
    render_story(story, options(folder / "out", film=True), tools(folder / "store"))
    return folder / "out"


def test_boards_have_their_time_and_no_chapter_of_their_own(rendered: Path) -> None:
    data = json.loads((rendered / "the-small-storm.timeline.json").read_text("utf-8"))
    silent = [part["frames"] for part in data["sections"] if not part["clips"]]
    assert silent == [105, 105]  # three and a half seconds, the shortest there is
    transcript = (rendered / "the-small-storm.transcript.md").read_text("utf-8")
    assert transcript.count("## ") == 2


def test_a_board_is_drawn_over_the_picture_that_stays(rendered: Path) -> None:
    film = rendered / "01-the-kettle.mp4"
    data = json.loads(film.with_suffix(".timeline.json").read_text("utf-8"))
    first = data["sections"][1]["first_frame"]
    before, over = frame(film, first - 1), frame(film, first + 50)
    assert over.mean() < before.mean() / 2  # the picture shows through darkly
    assert (over > 200).any()  # and the type is light
    assert np.abs(frame(film, first) - before).mean() < 3  # the camera goes on from where it was


@pytest.mark.long
def test_shorts_may_cut_a_section_that_shows_the_picture_before(tmp_path: Path) -> None:
    long = "\n\n".join(["The kettle sang at noon, and nobody heard it. " * 20] * 12)
    text = f"# T\n\n## Chapter 1: A\n\n![](kettle.png)\n\nX.\n\n### B\n\n{long}\n"
    story = write_story(tmp_path / "story", text)
    script = read_script(story, Problems())
    every = short_episodes(story_episodes(script))
    assert len(every) > 2
    asked = options(tmp_path / "out", shorts=True, chapters=str(len(every)))
    (made,) = render_story(story, asked, tools(tmp_path / "store"))
    assert made.seconds < 180


def test_a_storyboard_shows_the_picture_that_moves_on_under_a_board(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story", STORY)
    shown = storyboard_json(story, options(tmp_path / "out"), tools(tmp_path / "store"))
    under = [shot for shot in shown["shots"] if shot["reason"] == "under a card"]
    assert [shot["move"] for shot in under] == ["hold", "hold"]
    ends = [(shot["in"], shot["out"]) for shot in shown["shots"]]
    assert all(a[1] <= b[0] + 0.5 for a, b in pairwise(ends))  # but for transitions
