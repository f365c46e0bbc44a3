"""Law 7: nothing is fetched, sent or executed because a story says so."""

import socket
from pathlib import Path

import pytest
from renders import options, tools
from stories import TWO_CHAPTERS, write_story

from render.episode import render_story


def test_nothing_is_fetched_while_rendering(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = TWO_CHAPTERS.replace("./cup.png", "https://example.org/cup.png")
    story = write_story(tmp_path / "story", text)
    made = tools(tmp_path / "store")
    assert len(render_story(story, options(tmp_path / "out"), made)) == 2
    assert [problem for problem in made.problems if "cup.png" in problem.message]


@pytest.mark.parametrize("outside", ["../secret.png", "/etc/hostname", "file:///etc/hostname"])
def test_pictures_outside_the_story_are_not_read(tmp_path: Path, outside: str) -> None:
    write_story(tmp_path, panels=("secret",))
    story = write_story(tmp_path / "story", TWO_CHAPTERS.replace("./cup.png", outside))
    made = tools(tmp_path / "store")
    render_story(story, options(tmp_path / "out", chapters="2"), made)
    (problem,) = [each for each in made.problems if outside.rpartition("/")[2] in each.message]
    assert problem.row == 18
