"""What is installed, and what an extra would add."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from typing import Any

from story.errors import InkreelError, StoreError
from story.settings import FILE_NAME
from voices.engines import engine_names, make_engine
from voices.engines.base import EngineSpec
from voices.recording.listening import LISTENER
from voices.store.store import Store, file_key

_PACKAGES = (
    "numpy",
    "pillow",
    "av",
    "moviepy",
    "pydub",
    "numba",
    "onnxruntime",
    "hibari-tts",
    "pysubs2",
)
_EXTRAS = (
    ("coqui", ("TTS",), "Coqui voices, and cloning from a reference recording"),
    ("verify", ("faster_whisper", *LISTENER), "--verify asr: takes heard by a listener"),
    ("cluster", ("distributed",), "rendering on a Dask cluster"),
)
_SET_UP: Mapping[str, Mapping[str, Any]] = {
    "coqui": {"model": "any"},
    "openai": {"url": "http://localhost/v1", "voices": ["any"]},
    "command": {"command": ["any"]},
}
"""Engines that a story sets up, and the least that they have to be told."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `state` is "ok", "off" (an extra that is not installed) or "bad"."""

    state: str
    what: str
    detail: str


def examine(store: Store) -> tuple[Finding, ...]:
    """Everything that a render needs, and what it could have besides."""
    return (
        _python(),
        *(_package(name) for name in _PACKAGES),
        *(_engine(name) for name in engine_names()),
        *(_extra(*extra) for extra in _EXTRAS),
        _store(store),
    )


def healthy(findings: Sequence[Finding]) -> bool:
    """True where nothing is bad."""
    return all(finding.state != "bad" for finding in findings)


def _python() -> Finding:
    version = platform.python_version()
    right = (3, 11) <= sys.version_info[:2] < (3, 14)
    detail = f"{version} on {platform.system()} {platform.machine()}"
    return Finding(
        "ok" if right else "bad", "Python", detail if right else f"{detail}: use 3.11 to 3.13"
    )


def _package(name: str) -> Finding:
    try:
        return Finding("ok", name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding("bad", name, "missing: install Inkreel again")


def _engine(name: str) -> Finding:
    try:
        voices = make_engine(EngineSpec(name, _SET_UP.get(name, {}))).voices()
    except InkreelError as error:
        return Finding("off", f"engine {name}", str(error))
    ready = f"ready: a story sets it up under [engines.NAME] in {FILE_NAME}"
    return Finding("ok", f"engine {name}", ready if name in _SET_UP else f"voices: {len(voices)}")


def _extra(name: str, modules: Sequence[str], gives: str) -> Finding:
    if all(find_spec(module) for module in modules):
        return Finding("ok", f"extra {name}", gives)
    return Finding("off", f"extra {name}", f"{gives}: pip install 'inkreel[{name}]'")


def _store(store: Store) -> Finding:
    key = file_key("probe", b"")
    try:
        store.put(key, b"")
        store.remove(key)
    except StoreError as error:
        return Finding("bad", "store", str(error))
    return Finding("ok", "store", store.at)
