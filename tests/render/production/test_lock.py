"""`inkreel.lock`: what it names stays as it was, or nothing is rendered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import drop_override, render_command, run
from renders import options, tools
from stories import TWO_CHAPTERS, write_story

from render.production.planning.lock import (
    FILE_NAME,
    differences,
    lock_text,
    made_by,
    read_lock,
    write_lock,
)
from render.production.planning.prepare import Prepared, prepare
from story.errors import SettingsError
from story.problems import Problems

LEXICON = '[lexicon]\nAda = "ay-da"\n'
ZED = '\n"I am new," said Zed. "Hello."\n'


def ready(story: Path, **others: object) -> Prepared:
    folder = story.parent.parent
    asked = options(folder / "out", engine="kokoro", **others)
    return prepare(story, asked, tools(folder / "store"))


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = write_story(tmp_path / "story")
    (path.parent / "inkreel.toml").write_text(LEXICON)
    return path


@pytest.fixture
def locked(story: Path) -> Path:
    write_lock(story.parent, ready(story).lock, Problems())
    return story


def test_a_lock_says_who_speaks_how_and_what_made_it(story: Path) -> None:
    lock = ready(story).lock
    text = lock_text(lock)
    assert f'"inkreel" = "{made_by()["inkreel"]}"' in text
    assert f'"kokoro" = "{lock.engines["kokoro"]}"' in text
    assert '"Ada" = "ay-da"' in text
    assert f'"Tom" = {{ voice = "{lock.cast["Tom"].voice.id}"' in text


def test_what_was_written_is_read_and_does_not_differ(locked: Path) -> None:
    now = ready(locked).lock
    assert list(differences(read_lock(locked.parent), now)) == []
    before = (locked.parent / FILE_NAME).stat().st_ino
    write_lock(locked.parent, now, Problems())
    assert (locked.parent / FILE_NAME).stat().st_ino == before
    assert lock_text(ready(locked, locked=True).lock) == lock_text(now)


def test_a_story_that_grows_keeps_its_voices_and_adds_new_ones(locked: Path) -> None:
    before = ready(locked).cast
    locked.write_text(TWO_CHAPTERS + 9 * ZED, "utf-8")
    (locked.parent / "inkreel.toml").write_text(LEXICON + 'Zed = "zedd"\n')
    after = ready(locked, locked=True).cast
    assert {name: after[name].voice for name in before} == {
        name: use.voice for name, use in before.items()
    }
    assert "Zed" in after


def edited(old: str, new: str) -> Callable[[Path], object]:
    def edit(folder: Path) -> None:
        file = folder / FILE_NAME
        assert old in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    return edit


def settings(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "inkreel.toml").write_text(text)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (settings(LEXICON + '[cast.Tom]\nvoice = "bf_emma"\n'), "Tom had .*, has kokoro:bf_emma"),
        (settings(LEXICON + "[cast.Tom]\nspeed = 1.2\n"), "Tom had .*, has .*, speed 1.2"),
        (settings('[lexicon]\nAda = "ah-da"\n'), "“Ada” was said “ay-da”, is said “ah-da”"),
        (settings(""), "“Ada” was said “ay-da”, is in no lexicon"),
        (edited('"kokoro" = "', '"kokoro" = "an older '), "The engine kokoro was an older .*, is "),
        (edited('"soxr" = "', '"soxr" = "0.'), r"soxr was 0\..*, is "),
    ],
    ids=["voice", "speed", "word changed", "word gone", "engine", "package"],
)
def test_each_difference_is_named_and_refused(locked: Path, change, named: str) -> None:
    change(locked.parent)
    with pytest.raises(SettingsError, match=named):
        ready(locked, locked=True)


def test_no_lock_is_told_from_a_broken_one(story: Path) -> None:
    with pytest.raises(SettingsError, match=r"there is no inkreel.lock in"):
        ready(story, locked=True)


@pytest.mark.parametrize(
    "text",
    ["", "[cast", "cast = 3", "engines = 1\nmade_by = 1\nlexicon = 1", "\x00", "[cast]\na = 1"],
)
def test_what_is_no_lock_is_refused(story: Path, text: str) -> None:
    (story.parent / FILE_NAME).write_text(text)
    with pytest.raises(SettingsError, match=r"inkreel.lock is no lock that Inkreel wrote"):
        ready(story, locked=True)


@pytest.mark.long
def test_a_render_writes_its_lock_and_a_draft_none(tmp_path: Path) -> None:
    story = write_story(tmp_path / "story")
    draft = run(*render_command(tmp_path), "--chapter", "2", "--draft")
    assert draft.returncode == 0, draft.stderr
    assert not (story.parent / FILE_NAME).exists()
    assert run(*render_command(tmp_path), "--locked").returncode == 2
    done = run(*render_command(tmp_path), "--chapter", "2")
    assert done.returncode == 0, done.stderr
    assert (story.parent / FILE_NAME).is_file()
    assert run(*render_command(tmp_path), "--chapter", "2", "--locked").returncode == 0
    (story.parent / FILE_NAME).unlink()
    story.parent.chmod(0o500)
    closed = run(*render_command(tmp_path), "--chapter", "2", before=drop_override)
    story.parent.chmod(0o700)
    assert closed.returncode == 0, closed.stderr
    assert "lock-unwritten" in closed.stderr
