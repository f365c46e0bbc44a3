"""Laws of the house that hold for the code as a whole; each module's own stand beside it."""

import ast
import socket
from pathlib import Path

import pytest
from renders import options, tools
from stories import TWO_CHAPTERS, write_story

from render.episode import render_story

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path for name in ("story", "voices", "render") for path in (ROOT / name).rglob("*.py")
)
CLOCKS = {"time", "datetime", "random", "secrets", "uuid"}
MAY_HAVE_CLOCKS = {
    "render/commands/render.py",  # how long a render took
    "render/commands/watching.py",  # looks a few times a second
    "render/commands/store.py",  # how long entries were not used
    "render/production/queue/executors.py",  # workers watch for their parent's end
    "voices/store/files.py",  # names of files that are being written
    "voices/store/store.py",  # when an entry was last used
    "voices/store/open_store.py",  # the same, and how old what was left is
    "voices/engines/openai.py",  # waits between tries
}


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=names)
def test_clocks_and_chance_come_in_as_arguments(path: Path) -> None:
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in (
            node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")]
        )
    }
    if names(path) not in MAY_HAVE_CLOCKS:
        assert not imported & CLOCKS


@pytest.mark.parametrize("path", FILES, ids=names)
def test_the_environment_is_read_by_the_command_line_alone(path: Path) -> None:
    source = path.read_text("utf-8")
    if names(path).startswith("render/commands/"):
        return
    if names(path) not in {"voices/engines/openai.py", "story/no_telemetry.py"}:
        assert "environ" not in source
        assert "getenv" not in source


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
