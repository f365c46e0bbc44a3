"""The engines by name. To add one, see `voices/model.py`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from story.errors import InkreelError, VoiceError
from voices.engines.base import Engine, EngineSpec
from voices.engines.plugin import Plugged
from voices.model import Voice

_OWN = {
    "kokoro": "voices.engines.kokoro.engine:KokoroEngine",
    "hibari": "voices.engines.hibari:HibariEngine",
    "tone": "voices.engines.tone:ToneEngine",
    "coqui": "voices.engines.coqui:CoquiEngine",
    "openai": "voices.engines.openai:OpenaiEngine",
    "command": "voices.engines.command:CommandEngine",
}
_LISTED = ("kokoro", "hibari")
_GROUP = "inkreel.engines"


def engine_names() -> tuple[str, ...]:
    """Names of all engines: Inkreel's own, then those of installed plug-ins, sorted."""
    return (*_OWN, *sorted(set(_plugins()) - set(_OWN)))


def installed_engines() -> tuple[str, ...]:
    """Names of the engines that other packages bring, sorted."""
    return engine_names()[len(_OWN) :]


def make_engine(spec: EngineSpec) -> Engine:
    """The engine that `spec` asks for, not loaded yet.

    Raises VoiceError for an unknown name (with the nearest ones), a missing extra, bad settings.
    """
    settings = dict(spec.settings) | ({"key": spec.secret} if spec.secret else {})
    if spec.name not in _OWN:
        return _plugged(spec.name, settings)
    engine: Engine = _own(spec.name)(settings)
    return engine


def list_voices(names: Iterable[str] | None = None) -> tuple[Voice, ...]:
    """Voices of the engines `names` (the embedded ones when None), without loading a model."""
    chosen = _LISTED if names is None else tuple(names)
    return tuple(voice for name in chosen for voice in make_engine(EngineSpec(name)).voices())


def _own(name: str) -> type:
    module, _, attribute = _OWN[name].partition(":")
    found: type = getattr(import_module(module), attribute)
    return found


def _plugged(name: str, settings: dict[str, Any]) -> Engine:
    """The engine that an installed package registers. Raises VoiceError, whatever goes wrong."""
    if name not in _plugins():
        raise VoiceError(f"there is no engine called {name!r}.{_nearest(name, engine_names())}")
    entry = _plugins()[name]
    try:
        made = entry.load()(settings)
    except InkreelError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise VoiceError(f"the engine {name!r} ({entry.value}) can't be made: {told}") from error
    return Plugged(name, made)


@cache
def _plugins() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=_GROUP)}


def _nearest(name: str, known: Iterable[str]) -> str:
    known = tuple(known)
    near = get_close_matches(name, known, n=3, cutoff=0.4) or known
    return f" Did you mean {', '.join(near)}?"
