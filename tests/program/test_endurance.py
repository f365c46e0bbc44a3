"""Runs of a size, and under meddling, that nobody waits for in a test run: `make test-faults`.

Each prints what it took: `-s` shows it.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from command_line import command, run
from PIL import Image
from renders import film_bytes
from stories import write_story

from render.checking.check import check_path
from render.checking.verdict import failing

pytestmark = pytest.mark.faults

MANY = 10_000
TINY = ("--engine", "tone", "--draft", "--size", "320x180", "--fps", "24", "--end", "0")
QUIET = ("--music", "none", "--still", "--jobs", "2")
MOST_BYTES = 1_500_000_000
"""Of all processes together: a film of a day takes no more than one of a minute, nearly."""


def places(folder: Path) -> tuple[object, ...]:
    return ("--out", folder / "out", "--store", folder / "store")


def watched(started: subprocess.Popen[str], meddle=lambda _: None) -> tuple[float, float]:
    """Wait for a render, meddling every half second; its seconds, and most bytes of memory."""
    began, most = time.monotonic(), 0.0
    family = psutil.Process(started.pid)
    while started.poll() is None:
        try:
            each = [family, *family.children(recursive=True)]
            most = max(most, sum(one.memory_full_info().pss for one in each))
        except psutil.Error:
            pass
        meddle(time.monotonic() - began)
        time.sleep(0.5)
    return time.monotonic() - began, most


def start(folder: Path, story: Path, *others: object) -> subprocess.Popen[str]:
    words = command("render", story, *places(folder), *TINY, *others)
    with (folder.parent / f"{folder.name} said").open("w") as said:
        return subprocess.Popen(words, stderr=said, stdout=said, text=True)


def said(folder: Path) -> str:
    return (folder.parent / f"{folder.name} said").read_text()


def panels(folder: Path, count: int) -> None:
    for number in range(count):
        colour = (number % 251, number // 251 * 5 % 256, 90)
        Image.new("RGB", (64, 48), colour).save(folder / f"{number}.png")


@pytest.mark.parametrize(
    "different", [True, False], ids=["ten thousand", "one, ten thousand times"]
)
def test_ten_thousand_panels(tmp_path: Path, different: bool) -> None:
    story = tmp_path / "story" / "index.md"
    story.parent.mkdir()
    panels(story.parent, MANY if different else 1)
    rows = (f"![]({number if different else 0}.png)\n\nSo {number}." for number in range(MANY))
    story.write_text("# Many\n\n" + "\n\n".join(rows) + "\n")
    started = start(tmp_path, story, *QUIET)
    seconds, most = watched(started)
    assert started.returncode == 0, said(tmp_path)[-2000:]
    films = sorted((tmp_path / "out").glob("*.mp4"))
    sys.stdout.write(f"{seconds:.0f} s, {most / 1e6:.0f} MB, {len(films)} films\n")
    assert most < MOST_BYTES
    assert not [each for each in failing(check_path(films[0])) if each.what != "loudness"]


def test_a_story_edited_while_it_is_rendered(tmp_path: Path) -> None:
    """What is made is the story as it was read; the next render makes of it what it is then."""
    story = write_story(tmp_path / "story")
    first = story.read_text()
    told = run("render", story, *places(tmp_path / "calm"), *TINY)
    assert told.returncode == 0, told.stderr

    def edit(seconds: float) -> None:
        story.write_text(first.replace("sang", f"sang {int(seconds * 2)} times"))
        shutil.copy(story.parent / "cup.png", story.parent / "kettle.png.new")

    started = start(tmp_path / "edited", story)
    watched(started, edit)
    assert started.returncode == 0, said(tmp_path / "edited")
    assert set(film_bytes(tmp_path / "edited/out")) == set(film_bytes(tmp_path / "calm/out"))
    story.write_text(first)
    assert run("render", story, *places(tmp_path / "edited"), *TINY).returncode == 0
    assert film_bytes(tmp_path / "edited/out") == film_bytes(tmp_path / "calm/out")


@pytest.mark.parametrize("times", [1, 3])
def test_a_store_deleted_while_it_is_worked_with(tmp_path: Path, times: int) -> None:
    story = write_story(tmp_path / "story")
    assert run("render", story, *places(tmp_path / "calm"), *TINY).returncode == 0
    left = times

    def delete(_: float) -> None:
        nonlocal left
        store = tmp_path / "lost" / "store"
        if left and any(store.rglob("*.npz")) | any(store.glob("segment/*/*")):
            shutil.rmtree(store, ignore_errors=True)
            left -= 1

    started = start(tmp_path / "lost", story)
    watched(started, delete)
    told = said(tmp_path / "lost")
    assert "Traceback" not in told
    assert left < times, "it was over before anything was deleted"
    if started.returncode:  # one message that says to go on; which then goes on
        assert told.count("error:") == 1
        assert run("render", story, *places(tmp_path / "lost"), *TINY).returncode == 0
    assert film_bytes(tmp_path / "lost/out") == film_bytes(tmp_path / "calm/out")
