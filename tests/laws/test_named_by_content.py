"""Law 5: results are stored under the hash of what made them, and of nothing else."""

import shutil
from dataclasses import replace
from pathlib import Path

from drawn import SMALL, panned, whole
from renders import film_bytes, options, tools

from render.episode import render_story
from render.geometry import Rect
from render.pixels.segments import segment_hash
from voices.store.store import content_key


def kept(store: Path) -> set[str]:
    """What a store holds, by kind and key, but the reports: they are of a folder of files."""
    names = {str(path.relative_to(store)) for path in store.rglob("*") if path.is_file()}
    return {name for name in names if not name.startswith("report/")}


def test_the_same_story_elsewhere_has_the_same_films_and_keys(home: Path, tmp_path: Path) -> None:
    """Another folder, another store, another time; same films, same names in the store."""
    shutil.copytree(home / "story", tmp_path / "moved" / "story")
    asked = options(tmp_path / "out", film=True)
    render_story(tmp_path / "moved" / "story" / "index.md", asked, tools(tmp_path / "store"))
    assert film_bytes(tmp_path / "out") == film_bytes(home / "out")
    assert kept(tmp_path / "store") == kept(home / "store")


def test_what_is_kept_is_not_made_again(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "store", tmp_path / "store")
    again = tools(tmp_path / "store")
    render_story(home / "story" / "index.md", options(tmp_path / "out", film=True), again)
    assert film_bytes(tmp_path / "out") == film_bytes(home / "out")
    assert set(again.progress.finished) <= {"joining", "looking"}  # type: ignore[attr-defined]


def test_a_key_holds_all_that_matters_in_any_order() -> None:
    asked = {"engine": "kokoro", "version": "1", "text": "Hm.", "speed": 1.0}
    assert content_key("take", asked) == content_key("take", dict(reversed(asked.items())))
    changes = [{"version": "2"}, {"text": "Hm!"}, {"speed": 1.1}, {"more": None}]
    made = [asked, *(asked | change for change in changes)]
    assert len({content_key("take", each) for each in made}) == 5


def test_a_segments_key_is_the_same_anywhere_in_its_section() -> None:
    segment = panned(40, whole(480, 270), Rect(100, 60, 240, 135))
    (layer,) = segment.layers
    moved = replace(layer, shot=replace(layer.shot, start=700))
    later = replace(segment, start=700, layers=(moved,))
    assert segment_hash(later, SMALL, "v") == segment_hash(segment, SMALL, "v")
    assert segment_hash(segment, replace(SMALL, quality="best"), "v") != segment_hash(
        segment, SMALL, "v"
    )
