"""The door of languages: who reads a story asks a Language, and knows no tongue by itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from story.english.language import ENGLISH
from story.languages import language_of

STORY = Path(__file__).parents[2] / "story"
READERS = sorted(
    file
    for file in STORY.rglob("*.py")
    if "english" not in file.parts and file != STORY / "languages.py"
)


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN", "", "English"])
def test_a_tag_names_its_language(tag: str) -> None:
    assert language_of(tag) is ENGLISH


@pytest.mark.parametrize("file", READERS, ids=lambda file: str(file.relative_to(STORY)))
def test_nothing_that_reads_a_story_imports_english(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.startswith("story.english")]
