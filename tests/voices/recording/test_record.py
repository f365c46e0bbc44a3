"""Recording with engines that misbehave: a good take, a flaw that is told, or a clear error.

Whatever happens, the store holds whole takes only.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from programs import HALF_A_SENTENCE, SPEECH, command, written_to
from speaking_server import speaking_server, url_of

from story.errors import TakeError, VoiceError
from story.formats.markdown.comments import MOST_TAKES
from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.pronunciation.word_marks import as_written
from voices.recording.record import known_take, load_take, record_take, take_request
from voices.store.store import FolderStore

TEXT = "The keeper put his hands into the great brass gears, and something inside went crunch."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FolderStore]:
    kept = FolderStore(tmp_path / "store")
    yield kept
    assert all(kept.get(entry.key) is not None for entry in kept.entries())
    assert not [path for path in kept.root.rglob("*") if path.name.startswith(".tmp")]


def requested(spec: EngineSpec):
    engine = make_engine(spec)
    return take_request(spec, engine.version, engine.voices()[0].model, 1.0, as_written(TEXT))


def test_each_take_is_said_a_little_differently(store):
    spec = EngineSpec("tone")
    asked = take_request(spec, make_engine(spec).version, "f1", 1.0, as_written(TEXT))
    every = [replace(asked, key=f"take/{n}", number=n) for n in range(1, MOST_TAKES + 1)]
    lengths = {record_take(each, store).length for each in every}
    assert len(lengths) == MOST_TAKES


def program(code: str, **settings: object) -> EngineSpec:
    return EngineSpec("command", {"command": command(code), **settings})


@pytest.mark.parametrize(
    ("code", "error", "told"),
    [
        ("import os; os.abort()", VoiceError, r"program .* failed \(-6\)"),
        ("import time; time.sleep(60)", VoiceError, "was not done after 1 s"),
        ("", VoiceError, "wrote no file"),
        (written_to("np.zeros(48000)"), TakeError, "said nothing"),
        (written_to("np.full(48000, np.nan)"), TakeError, "no numbers"),
        (written_to("np.ones(800) / 2", rate=100), TakeError, "no rate for speech"),
        ("import sys; open(sys.argv[1], 'wb').write(b'RIFF half a head')", TakeError, "no WAV"),
    ],
)
def test_an_engine_that_gives_nothing_of_use_is_named_with_the_words(store, code, error, told):
    request = requested(program(code, timeout=1))
    with pytest.raises(error, match=f"“The keeper put his hands .*…”: .*{told}"):
        record_take(request, store)
    assert list(store.entries()) == []


def test_a_program_that_fails_now_and_then_is_run_again(store, tmp_path):
    flag = tmp_path / "was here"
    once = f"""
import pathlib
flag = pathlib.Path({str(flag)!r})
bad = not flag.exists()
flag.touch()
""" + SPEECH.replace("sound = ", "sound = 0 * np.zeros(9) if bad else ")
    info = record_take(requested(program(once)), store)
    assert (info.tries, info.flaws) == (2, ())
    assert load_take(info.key, store).samples.size > 24_000


@pytest.mark.parametrize(
    ("code", "flaw"),
    [
        (HALF_A_SENTENCE, "take-cut"),
        (written_to("np.random.default_rng(0).uniform(-.4, .4, 24000 * 40)"), "take-long"),
        (written_to("np.sign(np.sin(np.arange(120000) / 30))"), "take-clipped"),
        (written_to("noise(3) * np.r_[1, np.zeros(3), 1].repeat(14400)"), "take-dead-air"),
    ],
)
def test_a_take_that_stays_bad_is_kept_and_told(store, code, flaw):
    info = record_take(requested(program(code)), store)
    assert flaw in [each.code for each in info.flaws]
    assert info.tries > 2
    assert known_take(info.key, store) == info


def test_what_a_wrong_rate_does_to_speech_is_told(store):
    slow = SPEECH.replace("rate = rate", "rate = 8000")
    info = record_take(requested(program(slow)), store)
    assert [flaw.code for flaw in info.flaws] == ["take-long"]


@pytest.fixture
def spec_of():
    def make(server, **settings):
        quick = {"url": url_of(server), "voices": ["nova"], "pause": 0.01, "timeout": 2}
        return EngineSpec("openai", quick | settings)

    return make


@pytest.mark.parametrize("fault", ["429-now", "500", "cut", "hang-up", "silence", "half"])
def test_a_server_that_fails_once_is_asked_again(store, spec_of, fault):
    with speaking_server(fault) as server:
        info = record_take(requested(spec_of(server)), store)
    assert len(server.asked) == 2
    assert info.flaws == ()
    assert np.abs(load_take(info.key, store).samples).max() > 0.1


@pytest.mark.parametrize(
    ("fault", "asked", "told"),
    [
        ("401", 1, "refused the key"),
        ("flood", 1, "more than 64 MB"),
        ("500", 5, "answered 500, 5 times"),
        ("cut", 5, "broke the line in the middle of the sound, 5 times"),
    ],
)
def test_a_server_that_never_gives_a_take_is_named_and_nothing_is_kept(
    store, spec_of, fault, asked, told
):
    with speaking_server(*[fault] * 9) as server:
        with pytest.raises(VoiceError, match=f"“The keeper .*…”: the voice server .*{told}"):
            record_take(requested(spec_of(server)), store)
        assert len(server.asked) == asked
    assert list(store.entries()) == []
