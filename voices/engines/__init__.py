"""The engines by name. To add one, see `voices/engine.py`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from story.errors import VoiceError
from voices.engine import Engine, EngineSpec, Voice

_OWN = {
    "kokoro": "voices.engines.kokoro:KokoroEngine",
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


def make_engine(spec: EngineSpec) -> Engine:
    """The engine that `spec` asks for, not loaded yet.

    Raises VoiceError for an unknown name (with the nearest ones), a missing extra, bad settings.
    """
    settings = dict(spec.settings) | ({"key": spec.secret} if spec.secret else {})
    try:
        engine: Engine = _engine_class(spec.name)(settings)
    except (TypeError, ValueError) as error:
        raise VoiceError(f"{spec.name} can't use its settings: {error}") from error
    return engine


def list_voices(names: Iterable[str] | None = None) -> tuple[Voice, ...]:
    """Voices of the engines `names` (the embedded ones when None), without loading a model."""
    chosen = _LISTED if names is None else tuple(names)
    return tuple(voice for name in chosen for voice in make_engine(EngineSpec(name)).voices())


def _engine_class(name: str) -> type:
    if name in _OWN:
        module, _, attribute = _OWN[name].partition(":")
        found: type = getattr(import_module(module), attribute)
        return found
    if name in _plugins():
        return _load_plugin(_plugins()[name])
    raise VoiceError(f"there is no engine called {name!r}.{_nearest(name, engine_names())}")


def _load_plugin(entry: EntryPoint) -> type:
    try:
        found: type = entry.load()
    except Exception as error:
        raise VoiceError(
            f"the engine {entry.name!r} ({entry.value}) can't load: {error}"
        ) from error
    return found


@cache
def _plugins() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=_GROUP)}


def _nearest(name: str, known: Iterable[str]) -> str:
    known = tuple(known)
    near = get_close_matches(name, known, n=3, cutoff=0.4) or known
    return f" Did you mean {', '.join(near)}?"
