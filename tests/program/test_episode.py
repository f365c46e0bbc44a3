"""The whole recipe on a small story: real panels, real MP4s opened again, in the tone voice."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from renders import film_bytes, options, tools
from stories import TWO_CHAPTERS, write_story

from render.checking.probe import probe
from render.episode import TO_DIRECT, render_story
from render.production.perform import perform
from render.production.planning.prepare import prepare
from render.production.queue.executors import worker_pool
from story.errors import StoryError

TWO = ["01-the-kettle", "02-the-cup"]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rendered")
    story = write_story(folder / "story")
    render_story(story, options(folder / "out", film=True), tools(folder / "store"))
    return folder / "out"


def timeline_frames(path: Path) -> int:
    return int(json.loads(path.with_suffix(".timeline.json").read_text("utf-8"))["frames"])


def test_an_episode_for_each_chapter_and_the_film(rendered: Path) -> None:
    names = {path.name for path in rendered.iterdir()}
    assert names >= {f"{name}.{kind}" for name in TWO for kind in ("mp4", "srt", "timeline.json")}
    assert names >= {"the-small-storm.mp4", "the-small-storm.srt", "script.json", "cast.json"}
    assert not [name for name in names if name.startswith(".")]
    for name in (*TWO, "the-small-storm"):
        assert (rendered / "youtube" / name / "upload.json").is_file()


def test_panels_fade_into_each_other_in_an_opening_section_too(tmp_path: Path) -> None:
    two = "# T\n\n![](./kettle.png)\n\nThe kettle sang.\n\n![](./cup.png)\n\nThe cup was blue.\n"
    story, ready = write_story(tmp_path, two), tools(tmp_path / "store")
    (made,), _ = perform(prepare(story, options(tmp_path), ready).plan, TO_DIRECT, ready)
    shots = [shot for direction in made.directions for shot in direction.shots]
    (change,) = [(a, b) for a, b in pairwise(shots) if a.picture != b.picture]
    assert change[0].start + change[0].frames - change[1].start == 18


@pytest.mark.parametrize("name", [*TWO, "the-small-storm"])
def test_files_hold_what_their_timeline_says(rendered: Path, name: str) -> None:
    path = rendered / f"{name}.mp4"
    facts = probe(path)
    assert facts.video.frames == timeline_frames(path)
    assert (facts.video.codec, facts.video.profile, facts.video.pixels) == (
        "h264",
        "High",
        "yuv420p",
    )
    assert facts.video.colour == (1, 1, 1)
    assert (facts.audio.codec, facts.audio.rate, facts.audio.channels) == ("aac", 48_000, 2)
    assert abs(facts.video.duration - facts.audio.duration) < Fraction(1, 30)


def test_the_film_is_the_episodes_in_a_row(rendered: Path) -> None:
    frames = [probe(rendered / f"{name}.mp4").video.frames for name in TWO]
    assert probe(rendered / "the-small-storm.mp4").video.frames == sum(frames)


def test_subtitles_are_the_words_and_never_the_prompt(rendered: Path) -> None:
    text = " ".join((rendered / "the-small-storm.srt").read_text("utf-8").split())
    for words in ("The kettle sang at noon.", "Is it ready?", "The cup was blue.", "Thank you,"):
        assert words in text
    assert "SECRETPROMPT" not in text


def test_speech_begins_after_a_breath(rendered: Path) -> None:
    for name in TWO:
        data = json.loads((rendered / f"{name}.timeline.json").read_text("utf-8"))
        assert 1.5 <= data["sections"][0]["clips"][0]["start"] / 48_000 <= 2.5


def test_the_same_bytes_on_one_process_and_on_two(rendered: Path, tmp_path: Path) -> None:
    story = write_story(tmp_path / "elsewhere" / "story")
    for jobs in (1, 2):
        made = tools(tmp_path / f"store{jobs}", lambda jobs=jobs: worker_pool(jobs), jobs)
        render_story(story, options(tmp_path / f"out{jobs}", film=True), made)
    assert film_bytes(tmp_path / "out1") == film_bytes(tmp_path / "out2") == film_bytes(rendered)


def test_a_second_run_makes_nothing_anew(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    render_story(story, options(tmp_path / "out"), tools(tmp_path / "store"))
    before = film_bytes(tmp_path / "out")
    again = tools(tmp_path / "store")
    render_story(story, options(tmp_path / "out"), again)
    assert film_bytes(tmp_path / "out") == before
    assert set(again.progress.finished) <= {"joining", "looking"}  # type: ignore[attr-defined]


def test_one_changed_word_leaves_the_other_chapter_alone(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    render_story(story, options(tmp_path / "out"), tools(tmp_path / "store"))
    first = (tmp_path / "out" / f"{TWO[0]}.mp4").read_bytes()
    write_story(tmp_path / "story", TWO_CHAPTERS.replace("The cup was blue.", "The cup was green."))
    again = tools(tmp_path / "store")
    render_story(story, options(tmp_path / "out"), again)
    assert (tmp_path / "out" / f"{TWO[0]}.mp4").read_bytes() == first
    assert again.progress.finished["recording"] == 1  # type: ignore[attr-defined]


def test_a_missing_panel_becomes_a_card_and_a_problem(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story", panels=("kettle",))
    made = tools(tmp_path / "store")
    outputs = render_story(story, options(tmp_path / "out"), made)
    assert len(outputs) == 2
    assert "panel-missing" in [problem.code for problem in made.problems]


def test_an_unreadable_panel_becomes_a_card_and_a_problem(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    (tmp_path / "story" / "cup.png").write_text("this is text")
    made = tools(tmp_path / "store")
    assert len(render_story(story, options(tmp_path / "out"), made)) == 2
    (problem,) = [each for each in made.problems if each.code == "panel-unreadable"]
    assert problem.row == 18


def test_chapters_can_be_chosen(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    outputs = render_story(
        story, options(tmp_path / "out", chapters="2"), tools(tmp_path / "store")
    )
    assert [output.path.stem for output in outputs] == [TWO[1]]


def test_a_story_without_words_or_pictures_is_refused(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story", "# Only a title\n")
    with pytest.raises(StoryError):
        render_story(story, options(tmp_path / "out"), tools(tmp_path / "store"))


def test_episodes_close_with_an_end_screen_and_the_film_with_the_last_ones(
    tmp_path: Path,
) -> None:
    story = write_story(tmp_path / "story")
    asked = options(tmp_path / "out", film=True, end=5.0)
    render_story(story, asked, tools(tmp_path / "store"))
    film, *episodes = (tmp_path / "out" / f"{name}.mp4" for name in ("the-small-storm", *TWO))
    frames = [probe(path).video.frames for path in episodes]
    assert frames == [timeline_frames(path) for path in episodes]
    assert probe(film).video.frames == sum(frames) - 150


@pytest.mark.parametrize(("asked", "made"), [("auto", ["01-the-small-storm"]), ("chapter", TWO)])
def test_settings_cut_the_story_where_the_command_line_does_not(
    tmp_path: Path, asked: str, made: list[str]
) -> None:
    story = write_story(tmp_path / "story")
    (story.parent / "inkreel.toml").write_text('episodes = "story"\n')
    ready = prepare(story, options(tmp_path / "out", by=asked), tools(tmp_path / "store"))
    assert [each.path.stem for each in ready.plan.episodes] == made
