"""Law 6: what stands in for something missing is told, with file, row, code and advice."""

from pathlib import Path

import pytest
from renders import options, tools
from stories import TWO_CHAPTERS, write_story

from render.episode import render_story
from story.errors import InkreelError
from story.problems import Problem, Problems

TROUBLED = TWO_CHAPTERS.replace("./kettle.png", "./gone.png").replace("The Cup", "The \U00012000")
"""A panel that is not there, and a heading with a character that no font has."""


def test_what_is_missing_is_a_problem(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story", TROUBLED)
    (story.parent / "cup.png").write_text("this is text")
    made = tools(tmp_path / "store")
    render_story(story, options(tmp_path / "out"), made)
    found = {problem.code: problem for problem in made.problems}
    assert found["panel-missing"].row == 5
    assert found["panel-unreadable"].row == 18
    for code in ("panel-missing", "panel-unreadable", "glyph-missing"):
        assert found[code].file, code
        assert found[code].advice, code
        assert found[code] in made.problems.failing(), code


def test_an_engine_that_is_not_there_is_an_error_and_no_other_speaks(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    (story.parent / "inkreel.toml").write_text('[cast]\nAda = "nowhere:voice"\n')
    with pytest.raises(InkreelError, match="nowhere"):
        render_story(story, options(tmp_path / "out"), tools(tmp_path / "store"))
    assert not list((tmp_path / "out").glob("*.mp4"))


def test_only_news_never_fails_a_strict_run() -> None:
    problems = Problems()
    for severity in ("info", "warning", "error"):
        problems.add(Problem("index.md", 1, "a-code", severity, "", severity))  # type: ignore[arg-type]
    assert [problem.severity for problem in problems.failing()] == ["warning", "error"]
