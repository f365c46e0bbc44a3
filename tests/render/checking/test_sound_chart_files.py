"""`inkreel check --picture` on a film that was rendered: a chart beside no other file."""

from pathlib import Path

import pytest
from PIL import Image
from renders import options, tools
from stories import write_story

from render.checking.sound_chart import WIDTH
from render.checking.sound_chart_files import write_pictures
from render.episode import render_story
from story.errors import RenderError


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("charts")
    story = write_story(folder / "story")
    render_story(story, options(folder / "out", chapters="2"), tools(folder / "store"))
    return folder / "out"


def test_each_film_has_its_chart(films: Path, tmp_path: Path) -> None:
    (chart,) = write_pictures(films, tmp_path)
    assert chart == tmp_path / "02-the-cup.sound.png"
    with Image.open(chart) as image:
        assert image.width == WIDTH
        assert len(image.convert("RGB").getcolors(2**24) or ()) > 20


def test_a_film_may_be_named_alone_and_its_script_may_be_gone(films: Path, tmp_path: Path) -> None:
    for name in ("02-the-cup.mp4", "02-the-cup.timeline.json"):
        (tmp_path / name).write_bytes((films / name).read_bytes())
    assert len(write_pictures(tmp_path / "02-the-cup.mp4", tmp_path)) == 1


def test_without_a_timeline_there_is_nothing_to_draw(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="timeline"):
        write_pictures(tmp_path, tmp_path)


def test_a_broken_timeline_is_named(films: Path, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes((films / "02-the-cup.mp4").read_bytes())
    (tmp_path / "a.timeline.json").write_text('{"frames": "many"}')
    with pytest.raises(RenderError, match=r"a\.mp4 can't be drawn"):
        write_pictures(tmp_path, tmp_path)
