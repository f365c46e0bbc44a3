import numpy as np
import pytest
from speaking_server import KEY, speaking_server, url_of

from story.errors import VoiceError
from voices.engines.openai import OpenaiEngine
from voices.pronunciation.word_marks import as_written


def engine(server, sleeps=None, **more):
    slept = [] if sleeps is None else sleeps
    settings = {"url": url_of(server), "voices": ["nova"], "key": KEY, **more}
    return OpenaiEngine(settings, sleep=slept.append)


def test_asks_for_a_wav_with_the_key():
    with speaking_server() as server:
        take = engine(server, model="tts-9").speak(as_written("Hello there."), "nova", 1.25)
    path, key, asked = server.asked[0]
    assert path == "/v1/audio/speech"
    assert key == f"Bearer {KEY}"
    assert asked == {
        "model": "tts-9",
        "input": "Hello there.",
        "voice": "nova",
        "response_format": "wav",
        "speed": 1.25,
    }
    assert take.rate == 24_000
    assert len(take.marks) == 2


@pytest.mark.parametrize("fault", ["500", "503", "cut", "hang-up"])
def test_asks_again_after_a_fault(fault):
    sleeps = []
    with speaking_server(fault, fault) as server:
        take = engine(server, sleeps).speak(as_written("Hello there."), "nova")
    assert len(server.asked) == 3
    assert sleeps == [0.5, 1.0]
    assert np.abs(take.samples).max() > 0.1


def test_waits_as_long_as_the_server_says():
    sleeps = []
    with speaking_server("429") as server:
        engine(server, sleeps).speak(as_written("Hello there."), "nova")
    assert sleeps == [7.0]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("401", "refused the key"),
        ("403", "may not use this model"),
        ("404", "check url and model"),
        ("400", "answered 400"),
        ("text", "no WAV"),
        ("flood", "more than 64 MB"),
    ],
)
def test_gives_up_at_once_where_asking_again_is_no_use(fault, told):
    with speaking_server(fault) as server, pytest.raises(VoiceError, match=told) as caught:
        engine(server).speak(as_written("Hello there."), "nova")
    assert len(server.asked) == 1
    assert KEY not in str(caught.value)


def test_gives_up_after_some_tries():
    with speaking_server(*["500"] * 9) as server, pytest.raises(VoiceError, match="3 times"):
        engine(server, tries=3).speak(as_written("Hello there."), "nova")
    assert len(server.asked) == 3


def test_a_server_that_hangs_is_left():
    with speaking_server("slow") as server, pytest.raises(VoiceError, match="no answer within"):
        engine(server, timeout=0.2, tries=1).speak(as_written("Hello there."), "nova")


def test_a_server_that_is_away_is_named():
    with speaking_server() as server:
        gone = engine(server, tries=2)
    with pytest.raises(VoiceError, match=r"127\.0\.0\.1:\d+ broke the line"):
        gone.speak(as_written("Hello there."), "nova")


def test_keeps_to_the_rate():
    now, slept = [100.0], []
    with speaking_server() as server:
        settings = {"url": url_of(server), "voices": ["nova"], "rate": 2}
        slow = OpenaiEngine(settings, sleep=slept.append, clock=lambda: now[0])
        for _ in range(3):
            slow.speak(as_written("Hi."), "nova")
    assert slept == [0.5, 1.0]


def test_asks_nobody_where_nothing_is_said():
    with speaking_server() as server:
        assert engine(server).speak(as_written("…"), "nova").marks == ()
    assert server.asked == []


@pytest.mark.parametrize("url", ["", "localhost:80", "ftp://host/v1"])
def test_needs_a_url(url):
    with pytest.raises(VoiceError, match="url"):
        OpenaiEngine({"url": url, "voices": ["nova"]})


def test_neither_version_nor_repr_tells_the_key():
    one = OpenaiEngine({"url": "https://host/v1", "voices": ["nova"], "key": KEY})
    assert KEY not in one.version + repr(one)


@pytest.mark.parametrize(
    ("url", "key", "told"),
    [
        ("https://host/v1", "sk-ü", "characters that no key has"),
        ("https://host/v1", "sk-a\r\nX-Other: 1", "characters that no key has"),
        ("http://host/v1", "sk-ab", "never sent without https"),
    ],
)
def test_a_key_that_may_not_be_sent_is_refused_unseen(url, key, told):
    with pytest.raises(VoiceError, match=told) as caught:
        OpenaiEngine({"url": url, "voices": ["nova"], "key": key})
    assert "sk-" not in str(caught.value)


def test_a_server_that_drips_is_left():
    with speaking_server("drip") as server, pytest.raises(VoiceError, match="no answer within"):
        engine(server, timeout=0.3, tries=1).speak(as_written("Hello there."), "nova")
