"""Any server that speaks OpenAI's /v1/audio/speech.

    [engines.studio]
    engine = "openai"
    url = "http://localhost:8880/v1"
    model = "tts-1"
    voices = ["alloy", "nova"]

The key never stands in a story's files: the command line hands it over beside the settings.
"""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from story.errors import VoiceError
from voices.engines.adapter import (
    MOST_BYTES,
    ForeignEngine,
    check_settings,
    declared_voices,
    positive_number,
    take_of_wav,
    word_list,
)
from voices.model import Spoken, Take

_KNOWN = ("url", "model", "voices", "key", "languages", "timeout", "tries", "pause", "rate")
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
"""HTTP answers after which the same question may succeed: busy, too early, out of order."""
_LONGEST_WAIT = 30.0
"""Seconds before the next try, whatever a server asks for: a render is not held up for hours."""
_PIECE = 1 << 16
"""Bytes read at a time: between two of them size and time are looked at."""
_NEAR = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine, which a key may be sent to in plain."""
_REFUSALS = {
    401: "refused the key: set the right one",
    403: "refused the key: it may not use this model",
    404: "knows no /audio/speech there, or not this model: check url and model",
}


class _Retry(Exception):  # noqa: N818  (never leaves this module)
    """The server may answer next time, after `wait` seconds where it says so."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.why, self.wait = why, wait


class OpenaiEngine(ForeignEngine):
    """Asks a server for every phrase.

    Settings: "url" (up to /v1), "model", "voices", "key", "languages" (any), "timeout" in
    seconds (60), "tries" (5), "pause" in seconds before the second try, doubled each time (0.5),
    "rate" in requests a second at most. `timeout` bounds the whole of an answer.
    """

    name = "openai"
    deterministic = False

    def __init__(
        self,
        settings: Mapping[str, Any],
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        check_settings(self.name, settings, _KNOWN)
        self._url = urlsplit(str(settings.get("url", "")).rstrip("/") + "/audio/speech")
        if self._url.scheme not in {"http", "https"} or not self._url.hostname:
            raise VoiceError('openai needs the setting url, such as "http://localhost:8880/v1"')
        if "@" in self._url.netloc:
            raise VoiceError("openai's url holds a name or a password: it must be a bare address")
        self._model = str(settings.get("model", "tts-1"))
        self._voices = declared_voices(self.name, settings.get("voices"))
        self._key = _key(str(settings.get("key", "")), self._url)
        self._timeout = positive_number(self.name, settings, "timeout", 60)
        self._tries = max(1, int(positive_number(self.name, settings, "tries", 5, 100)))
        self._pause = positive_number(self.name, settings, "pause", 0.5)
        self._apart = (
            1 / positive_number(self.name, settings, "rate", 1) if "rate" in settings else 0.0
        )
        self._sleep, self._clock, self._next = sleep, clock, 0.0
        self.languages = tuple(word_list(self.name, settings, "languages", ["*"]))
        self.version = f"openai-2+{self._url.netloc}{self._url.path}+{self._model}"

    def load(self) -> None:
        """Nothing to load: the server is asked when there is something to say."""

    def _take(self, spoken: Spoken, model: str, speed: float) -> Take:
        """Ask, again where that may help, and read the answer. Raises VoiceError."""
        asked = {
            "model": self._model,
            "input": spoken.said,
            "voice": model,
            "response_format": "wav",
            "speed": speed,
        }
        return take_of_wav(self._asked_again(json.dumps(asked).encode()), spoken, self._who())

    def _who(self) -> str:
        return f"the voice server {self._url.netloc}"

    def _asked_again(self, body: bytes) -> bytes:
        why = ""
        for attempt in range(self._tries):
            self._wait_for_turn()
            try:
                return self._ask(body)
            except _Retry as retry:
                why = retry.why
                pause = self._pause * 2**attempt if retry.wait is None else retry.wait
                if attempt + 1 < self._tries:
                    self._sleep(min(pause, _LONGEST_WAIT))
        raise VoiceError(f"{self._who()} {why}, {self._tries} times: try again later")

    def _wait_for_turn(self) -> None:
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self._apart

    def _ask(self, body: bytes) -> bytes:
        https = self._url.scheme == "https"
        connect = http.client.HTTPSConnection if https else http.client.HTTPConnection
        connection = connect(self._url.hostname or "", self._url.port, timeout=self._timeout)
        headers = {"Content-Type": "application/json", "Accept": "audio/wav"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            connection.request("POST", self._url.path, body, headers)
            with connection.getresponse() as answer:
                return self._read(answer)
        except TimeoutError as error:
            raise _Retry(f"gave no answer within {self._timeout:g} s") from error
        except (OSError, http.client.HTTPException) as error:
            raise _Retry(f"broke the line ({type(error).__name__})") from error
        finally:
            connection.close()

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        if answer.status in _AGAIN:
            raise _Retry(f"answered {answer.status}", _seconds(answer.getheader("Retry-After")))
        if answer.status != http.client.OK:
            reason = _REFUSALS.get(answer.status, f"answered {answer.status}")
            raise VoiceError(f"{self._who()} {reason}")
        data, end = bytearray(), self._clock() + self._timeout
        while piece := answer.read1(_PIECE):
            data += piece
            if len(data) > MOST_BYTES:
                most = MOST_BYTES >> 20
                raise VoiceError(f"{self._who()} sent more than {most} MB for one phrase")
            if self._clock() > end:
                raise TimeoutError
        if answer.length:
            raise _Retry("broke the line in the middle of the sound")
        return bytes(data)


def _key(key: str, url: SplitResult) -> str:
    """`key`, where it may be sent. Raises VoiceError, which does not show it."""
    if not key:
        return ""
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise VoiceError(f"the key for {url.netloc} holds characters that no key has")
    if url.scheme == "http" and url.hostname not in _NEAR:
        raise VoiceError(f"a key is never sent without https: {url.netloc} is not this machine")
    return key


def _seconds(header: str | None) -> float | None:
    try:
        return max(0.0, float(header)) if header else None
    except ValueError:
        return None
