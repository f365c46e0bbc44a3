"""The engines that a story may use: Inkreel's own, installed ones, and those it sets up itself.

    [engines.studio]
    engine = "openai"
    url = "http://localhost:8880/v1"
    voices = ["nova"]

Their voices are called "studio:nova". What a story sets up runs programs, sends text to servers or
loads models from files: it speaks only where the person at the command line allows it.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from story.errors import SettingsError
from story.settings import FILE_NAME
from voices.engines import engine_names, make_engine
from voices.engines.base import EngineSpec
from voices.model import Voice

EngineTable = Mapping[str, Any]
_DOES: Mapping[str, Callable[[EngineTable], str]] = {
    "command": lambda table: f"runs {_as_typed(table.get('command'))}",
    "openai": lambda table: f"sends what is said, and its key, to {table.get('url')}",
    "coqui": lambda table: (
        f"loads the model {table.get('model') or table.get('model_path')}, "
        "which may fetch it and run code of its own"
    ),
}


@dataclass(frozen=True)
class Allowed:
    """What the person at the command line allows: `engines` that a story sets up, by name.

    `keys` are for their servers, by engine; no repr, key of the store or message holds one.
    `workers` are the processes that speak at once: a server's rate is shared out among them.
    """

    engines: frozenset[str] = frozenset()
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    workers: int = 1


@dataclass(frozen=True)
class Catalogue:
    """Engines by name: `tables` are those of the inkreel.toml in `folder`."""

    tables: Mapping[str, EngineTable] = field(default_factory=dict)
    folder: Path = Path()

    def names(self) -> tuple[str, ...]:
        """Every engine's name, Inkreel's own first."""
        return tuple(dict.fromkeys((*engine_names(), *self.tables)))

    def voices(self, *names: str) -> tuple[Voice, ...]:
        """The voices of engines, "name:model" each; nothing is run, sent or loaded for it.

        Raises SettingsError, VoiceError.
        """
        return tuple(
            replace(voice, id=f"{name}:{voice.model}")
            for name in names
            for voice in make_engine(self._spec(name)).voices()
        )

    def spec(self, name: str, allowed: Allowed) -> EngineSpec:
        """How to build the engine `name` for speaking. Raises SettingsError where it may not."""
        spec = self._spec(name)
        if name in self.tables and name not in allowed.engines:
            raise SettingsError(
                f"{FILE_NAME} sets up the engine {name!r}, which {_does(spec, self.tables[name])}. "
                f"If you trust the story with that, allow it: --allow-engine {name}"
            )
        if "rate" in spec.settings and spec.name == "openai":
            shared = float(spec.settings["rate"]) / allowed.workers
            spec = replace(spec, settings=dict(spec.settings) | {"rate": shared})
        return replace(spec, secret=allowed.keys.get(name, ""))

    def _spec(self, name: str) -> EngineSpec:
        if name not in self.names():
            raise SettingsError(f"there is no engine {name!r}: use {', '.join(self.names())}.")
        table = dict(self.tables.get(name, {}))
        kind = str(table.pop("engine", name))
        place = f"{FILE_NAME}: engines.{name}"
        if kind not in engine_names():
            raise SettingsError(f"{place}: engine must be one of {', '.join(engine_names())}.")
        if name in engine_names() and kind != name:
            raise SettingsError(f"{place}: {name} is an engine of its own: choose another name.")
        if "key" in table:
            raise SettingsError(
                f"{place}: a key does not belong in a story's files: "
                f"set the variable {key_variable(name)}."
            )
        return EngineSpec(kind, _settings(kind, table, self.folder))


def key_variable(name: str) -> str:
    """The variable that holds the key for the server of the engine `name`."""
    return f"INKREEL_KEY_{name.upper().replace('-', '_')}"


def _settings(kind: str, table: EngineTable, folder: Path) -> EngineTable:
    """Settings as plain data; files are looked for beside the story."""
    plain: dict[str, Any] = json.loads(json.dumps(table, default=str))
    files = {"coqui": ("model_path", "config_path"), "kokoro": ("model",)}.get(kind, ())
    for setting in files:
        if setting in plain:
            plain[setting] = str(folder / str(plain[setting]))
    if kind == "coqui" and isinstance(plain.get("clones"), dict):
        plain["clones"] = {name: str(folder / str(wav)) for name, wav in plain["clones"].items()}
    return plain | ({"folder": str(folder)} if kind == "command" else {})


def _does(spec: EngineSpec, table: EngineTable) -> str:
    told = _DOES.get(spec.name)
    return told(table) if told else f"changes how {spec.name} speaks"


def _as_typed(command: object) -> str:
    return shlex.join(map(str, command)) if isinstance(command, list) else str(command)
