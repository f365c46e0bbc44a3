"""The two ways to run Kokoro: onnxruntime alone, and with the generator done by hand."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from story.errors import VoiceError, reason
from voices.engines.kokoro.questions import bend_questions
from voices.engines.kokoro.weights import DURATIONS
from voices.engines.onnx.protobuf import add_outputs
from voices.engines.onnx.session import Session, start
from voices.model import Samples

_PITCH = "/decoder/decoder/Unsqueeze_output_0"


class KokoroRun(Protocol):
    """A model ready to speak."""

    def __call__(self, ids: list[int], style: Samples, speed: float) -> tuple[Samples, Samples]:
        """Samples at 24 kHz, and how long each symbol lasts in frames of 600 samples."""


class PlainRun:
    """The whole model in one onnxruntime session."""

    def __init__(self, model: bytes) -> None:
        self._session = start(add_outputs(model, (DURATIONS,)), "kokoro")

    def __call__(self, ids: list[int], style: Samples, speed: float) -> tuple[Samples, Samples]:
        """See KokoroRun."""
        found = _run(self._session, _feed(ids, style, speed))
        samples, frames = (np.asarray(x, np.float32).reshape(-1) for x in found)
        return samples, frames


class FastRun:
    """onnxruntime up to the decoder; that and the generator, most of the time, are our own."""

    def __init__(self, model: bytes, path: str) -> None:
        from voices.engines.kokoro.vocoder import decoder, generator
        from voices.engines.kokoro.vocoder.source import Source
        from voices.engines.onnx.onnx_file import OnnxFile

        file = OnnxFile(model)
        self._styles = (*decoder.decoder_styles(), *generator.generator_styles())
        outputs = (DURATIONS, _PITCH, decoder.JOINED, decoder.TEXT, *self._styles)
        self._session = start(file.part(outputs), "kokoro")
        self._source = Source(file)
        self._decode = decoder.Decoder(file, path)
        self._generate = generator.Generator(file, path)

    def __call__(self, ids: list[int], style: Samples, speed: float) -> tuple[Samples, Samples]:
        """See KokoroRun."""
        found = _run(self._session, _feed(ids, style, speed))
        frames, pitch, joined, text, *styles = (np.asarray(x, np.float32) for x in found)
        by_name = dict(zip(self._styles, (s.reshape(-1) for s in styles), strict=True))
        bent = bend_questions(pitch.reshape(-1), frames.reshape(-1), ids)
        features = self._decode(_rows(joined), _rows(text), bent - pitch.reshape(-1), by_name)
        samples = self._generate(features, self._source(bent), by_name)
        return samples, frames.reshape(-1)


def _rows(tensor: Samples) -> Samples:
    """[1, channels, times] with a row for each time."""
    return np.ascontiguousarray(tensor[0].T)


def _feed(ids: list[int], style: Samples, speed: float) -> dict[str, NDArray[np.generic]]:
    return {
        "tokens": np.array([ids], np.int64),
        "style": style,
        "speed": np.array([speed], np.float32),
    }


def _run(session: Session, feed: dict[str, NDArray[np.generic]]) -> list[object]:
    try:
        return list(session.run(None, feed))
    except Exception as error:
        raise VoiceError(f"kokoro failed while speaking: {reason(error)}") from error
