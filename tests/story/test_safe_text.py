"""File names from titles."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.safe_text import slug, story_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The AI Arms Race Begins", "the-ai-arms-race-begins"),
        ('Llama 2 - "Open Forever"', "llama-2-open-forever"),
        ("Meta's Ultimate Strategy", "metas-ultimate-strategy"),
        ("Çà et là: l'été", "ca-et-la-lete"),
        ("数学の話", "数学の話"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-story"),
        ("-rf *", "rf"),
        ("?!…", "untitled"),
        ("😀", "untitled"),
        ("", "untitled"),
    ],
)
def test_slugs(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text(max_size=400))
def test_any_title_makes_a_safe_name(title: str) -> None:
    name = slug(title)
    assert name
    assert len(name.encode()) < 200
    assert not set(name) & set('/\\:*?"<>|. \0\n')
    assert not name.startswith("-")


def test_a_story_is_named_by_its_folder_or_its_file(tmp_path: Path) -> None:
    assert story_name(Path("a/My Story/index.md")) == "my-story"
    assert story_name(Path("tale.md")) == "tale"
