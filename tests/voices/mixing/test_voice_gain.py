"""The gain of a voice that nobody measured: once, from the same words, whatever the story says."""

import json
from pathlib import Path

import pytest
from programs import WRITE, python
from renders import options, tools
from stories import TWO_CHAPTERS, write_story

from render.episode import render_story
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.engines.catalogue import Allowed
from voices.mixing.voice_gain import find_gain, known_gain
from voices.recording.gain_requests import gain_request
from voices.store.store import FolderStore

HUM = "import numpy" + WRITE.format(
    sound="{height} * numpy.sin(numpy.arange(1500 * len(sys.argv[2])) / 20)", rate=24_000
)


def request(height: float, language: str = "en"):
    words = [*python(HUM.replace("{height}", str(height))), "{out}", "{text}"]
    spec = EngineSpec("command", {"command": words})
    return gain_request(spec, make_engine(spec).version, "default", language)


def test_a_quiet_voice_gets_more_and_is_measured_once(tmp_path: Path):
    store = FolderStore(tmp_path)
    quiet, loud = request(0.1), request(0.4)
    assert known_gain(quiet, store) is None
    assert find_gain(quiet, store) - find_gain(loud, store) == pytest.approx(12.0, abs=0.2)
    assert known_gain(quiet, store) == find_gain(quiet, store)


def test_each_language_has_its_own_words():
    assert request(0.1, "de").take.spoken.written.startswith("Am Morgen")
    assert request(0.1, "en-GB").key == request(0.1).key
    assert request(0.1, "tlh").key == request(0.1).key


def hummed(folder: Path, text: str, out: str) -> dict[str, bytes]:
    """Chapter 2 of `text` in a voice of the story's own: its sound by what is said in it."""
    story = write_story(folder / "story", text)
    words = [*python(HUM.replace("{height}", "0.1")), "{out}", "{text}"]
    (story.parent / "inkreel.toml").write_text(
        f'[engines.hum]\nengine = "command"\ncommand = {json.dumps(words)}\n'
    )
    asked = options(folder / out, engine="hum", allowed=Allowed(frozenset({"hum"})))
    render_story(story, asked, tools(folder / out / "store"))
    return {path.name: path.read_bytes() for path in (folder / out).glob("02-*.mp4")}


def test_an_edit_in_one_chapter_changes_no_level_in_another_in_any_store(tmp_path: Path):
    before = hummed(tmp_path, TWO_CHAPTERS, "before")
    after = hummed(tmp_path, TWO_CHAPTERS.replace("at noon", "loudly, at half past nine"), "after")
    assert before
    assert before == after
