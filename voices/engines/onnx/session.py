"""An onnxruntime session as it is used here, and how one is started."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from story.errors import VoiceError, reason


class Session(Protocol):
    """What is used of an onnxruntime session."""

    def run(self, outputs: Sequence[str] | None, feed: Mapping[str, object]) -> Sequence[object]:
        """The graph's outputs."""


def start(model: bytes, name: str) -> Session:
    """A session on one thread. Raises VoiceError where the model can't be used."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # its errors are raised as well
    options.enable_cpu_mem_arena = False  # it would keep what the longest line ever took
    try:
        session: Session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise VoiceError(f"onnxruntime can't load the model of {name}: {reason(error)}") from error
    return session
