"""Kokoro-82M, the embedded default: 28 English voices, marks from the model's own durations."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from importlib.metadata import version
from typing import Any

import numpy as np

from story.assets import asset
from story.errors import VoiceError
from voices.engines.breaths import Ends, speak_breaths
from voices.engines.checks import check_speed
from voices.engines.kokoro.runs import FastRun, KokoroRun, PlainRun
from voices.engines.kokoro.vocoder.cpu import DTYPES, paths
from voices.engines.kokoro.voices import check_model, is_british, kokoro_voices, style
from voices.engines.kokoro.weights import SHA256, load_weights, weights_digest
from voices.model import Samples, Spoken, Take, Voice
from voices.pronunciation.hibari_package import PACKAGE
from voices.pronunciation.phonemes import unsayable_ranges

KOKORO_RATE = 24_000
"""Hz, as the model was trained."""
FRAME = 600
"""Samples of one step of the model's durations."""

_A_SOUND = 43
"""Any symbol that the model knows."""

_PLAIN = "plain"


class KokoroEngine:
    """Kokoro on one thread.

    Settings: "model", the path of the embedded model's file, or of another export of Kokoro-82M
    v1.0 (kokoro-v1.0.onnx, or its fp16 or int8 form), which onnxruntime runs as it is. "path", how
    the embedded model is run: "auto" (the default) takes the processor's fastest of "vnni512",
    "vnni256" and "avx2", "plain" leaves all to onnxruntime.
    """

    name = "kokoro"
    languages: tuple[str, ...] = ("en",)
    deterministic = True

    def __init__(self, settings: Mapping[str, Any]) -> None:
        unknown = sorted(set(settings) - {"model", "path"})
        if unknown:
            raise VoiceError(f"kokoro has no setting {unknown[0]!r}: it has model and path")
        self._file = str(settings.get("model", ""))
        self._asked = str(settings.get("path", "auto"))
        if self._asked not in {"auto", _PLAIN, *DTYPES}:
            known = f"auto, {', '.join(DTYPES)} or plain"
            raise VoiceError(f"kokoro knows no path {self._asked!r}: {known}")
        if not self._file:
            _choose_path(self._asked, SHA256)
        self._run: KokoroRun | None = None

    @cached_property
    def version(self) -> str:
        """The model's and the voices' bytes, the path, the packages."""
        return _version(weights_digest(self._file), self._path)

    @cached_property
    def _path(self) -> str:
        return _choose_path(self._asked, weights_digest(self._file))

    def voices(self) -> Sequence[Voice]:
        """The 28 English voices."""
        return kokoro_voices()

    def load(self) -> None:
        """Start the session: about a second; ten more where the fast path is not compiled yet."""
        if self._run is not None:
            return
        model = load_weights(self._file)
        if self._path == _PLAIN:
            self._run = PlainRun(model)
            return
        run = FastRun(model, self._path)
        # Each of its kernels is compiled, or read, when it is first called: now, not when somebody
        # waits for the first word.
        run([0, _A_SOUND, 0], style(self.voices()[0].id.partition(":")[2], 1), 1.0)
        self._run = run

    def speak(self, spoken: Spoken, model: str, speed: float = 1.0) -> Take:
        """Say it; a text too long for the model is said in several breaths, joined."""
        check_model(model)
        check_speed(speed)
        self.load()
        say = partial(_say, self._run, model, speed)
        return speak_breaths(spoken, say, british=is_british(model), rate=KOKORO_RATE)

    def unsayable(self, text: str) -> Sequence[tuple[int, int]]:
        """Ranges that would be silent or misread: other scripts, pictures, bare slashes."""
        return unsayable_ranges(text)


def _say(run: KokoroRun | None, model: str, speed: float, ids: list[int]) -> tuple[Samples, Ends]:
    if run is None:
        raise VoiceError("kokoro is not loaded")
    samples, frames = run(ids, style(model, len(ids) - 2), speed)
    return samples, np.cumsum(frames).astype(np.int64) * FRAME


def _choose_path(asked: str, digest: str) -> str:
    """The way to run a model: ours are made for the embedded one alone."""
    if digest != SHA256 or asked == _PLAIN:
        return _PLAIN
    if asked == "auto":
        return (*paths(), _PLAIN)[0]
    if asked not in paths():
        raise VoiceError(f"this processor can't take kokoro's path {asked!r}: use auto")
    return asked


def _version(digest: str, path: str) -> str:
    vectors = hashlib.sha256(asset("voices/kokoro.npz").read_bytes()).hexdigest()
    ours = () if path == _PLAIN else ("numba", "numpy")
    packages = "+".join(f"{name}-{version(name)}" for name in ("onnxruntime", PACKAGE, *ours))
    return f"kokoro-7+{digest[:12]}+{vectors[:8]}+{path}+{packages}"
