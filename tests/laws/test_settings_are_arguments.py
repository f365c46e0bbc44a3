"""Law 8: settings travel as arguments; no clock, chance or environment below the command line."""

import ast
import json
import pickle
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from renders import options
from stories import write_story

from story.problems import Problems
from story.settings import load_settings

ROOT = Path(__file__).parents[2]
SOURCES = {
    str(path.relative_to(ROOT)): path.read_text("utf-8")
    for name in ("story", "voices", "render")
    for path in sorted((ROOT / name).rglob("*.py"))
}
CLOCKS = {"time", "datetime", "random", "secrets", "uuid"}
MAY_HAVE_CLOCKS = {
    "render/commands/render.py",  # how long a render took
    "render/commands/studio.py",  # the token, and how long jobs take
    "render/commands/watching.py",  # looks a few times a second
    "render/commands/store.py",  # how long entries were not used
    "render/production/queue/executors.py",  # workers watch for their parent's end
    "voices/store/files.py",  # names of files that are being written
    "voices/store/store.py",  # when an entry was last used
    "voices/store/open_store.py",  # the same, and how old what was left is
    "voices/engines/openai.py",  # waits between tries
}


MAY_HAVE_ENVIRONMENT = (
    "render/commands/",
    "story/no_telemetry.py",  # tells libraries below to send nothing; reads nothing for us,
    "voices/engines/keeper.py",  # hands it on to the program that it runs
    "voices/engines/programs.py",  # gives a child a mark, to find again what it started
)


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_clocks_and_chance_come_in_as_arguments() -> None:
    found = {path for path, source in SOURCES.items() if CLOCKS & set(imported(source))}
    assert found - MAY_HAVE_CLOCKS == set()
    assert MAY_HAVE_CLOCKS - found == set(), "an exemption that nothing needs"


def test_the_environment_is_read_by_the_command_line_alone() -> None:
    found = [path for path, source in SOURCES.items() if "environ" in source or "getenv" in source]
    assert [path for path in found if not path.startswith(MAY_HAVE_ENVIRONMENT)] == []
    assert found, "the command line does read it: a search that finds nothing is broken"


def test_no_function_changes_its_modules_names() -> None:
    found = [
        f"{path}: {', '.join(node.names)}"
        for path, source in SOURCES.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Global)
    ]
    assert found == []


def test_what_is_asked_for_is_plain_data(tmp_path: Path) -> None:
    """It reaches a worker as it left; nothing in it is open, or belongs to this process."""
    asked = options(tmp_path, film=True)
    assert pickle.loads(pickle.dumps(asked)) == asked
    assert json.dumps(asdict(asked), default=str)
    settings = load_settings(write_story(tmp_path), Problems())
    assert pickle.loads(pickle.dumps(settings)) == settings
