"""Episodes in which nobody speaks, and files that fail after their film was made."""

import json

import av
import pytest
from renders import options, tools
from stories import write_story

from render.checking.check import check_path
from render.checking.verdict import failing
from render.episode import render_story
from render.publishing import write
from story.errors import SettingsError

CHAPTERS = """\
# T

## Chapter 1: A

![](kettle.png)

"Hello," said Ada.

## Chapter 2: B

![](cup.png)
"""


def test_an_episode_without_words_has_all_its_files(tmp_path):
    story = write_story(tmp_path / "story", "# T\n\n![](kettle.png)\n")
    render_story(story, options(tmp_path / "out", music="none"), tools(tmp_path / "store"))
    assert not failing(check_path(tmp_path / "out/01-t.mp4"))
    assert (tmp_path / "out/01-t.srt").read_text() == ""
    assert (tmp_path / "out/01-t.vtt").read_text().startswith("WEBVTT")
    assert (tmp_path / "out/index.html").exists()
    assert json.loads((tmp_path / "out/youtube/01-t/upload.json").read_text())["title"] == "T"


def test_a_silent_chapter_stands_beside_spoken_ones(tmp_path):
    story = write_story(tmp_path / "story", CHAPTERS)
    render_story(
        story, options(tmp_path / "out", film=True, music="none"), tools(tmp_path / "store")
    )
    assert "Hello" in (tmp_path / "out/01-a.srt").read_text()
    with av.open(tmp_path / "out/01-a.mp4") as film:
        first = next(film.decode(video=0)).to_ndarray(format="gray")
    assert first.mean() > 60  # a player shows the first frame before it plays
    assert (tmp_path / "out/02-b.srt").read_text() == ""


def test_what_fails_for_one_film_leaves_the_others_their_files(tmp_path, monkeypatch):
    first = write._facts

    def fails(script, episode, *others):
        if episode.plan.number == 1:
            raise ArithmeticError("a fault of ours")
        return first(script, episode, *others)

    monkeypatch.setattr(write, "_facts", fails)
    story = write_story(tmp_path / "story", CHAPTERS)
    with pytest.raises(ArithmeticError):
        render_story(story, options(tmp_path / "out", music="none"), tools(tmp_path / "store"))
    assert not (tmp_path / "out/01-a.srt").exists()
    assert (tmp_path / "out/02-b.srt").exists()
    assert (tmp_path / "out/youtube/02-b/upload.json").exists()
    assert (tmp_path / "out/index.html").exists()


@pytest.mark.parametrize(
    "setting",
    [
        'title = "{% if %}"', 'category = "Fishing"', 'title = "{{ nothing }}"',
        'description = "{{ chapters[7].title }}"', 'description = "{{ people[9] }}"',
        'description = "{{ title / 2 }}"',
    ],
)  # fmt: skip
def test_an_upload_that_can_t_be_is_refused_before_anything_is_recorded(tmp_path, setting):
    story = write_story(tmp_path / "story", CHAPTERS)
    (tmp_path / "story/inkreel.toml").write_text(f"[youtube]\n{setting}\n")
    made = tools(tmp_path / "store")
    with pytest.raises(SettingsError, match=r"inkreel.toml: youtube"):
        render_story(story, options(tmp_path / "out", music="none"), made)
    assert not any(entry.key.startswith(("take", "gain")) for entry in made.store.entries())
