"""The engines that a story may use: Inkreel's own, and those that its inkreel.toml sets up.

    [engines.studio]
    engine = "openai"
    url = "http://localhost:8880/v1"
    voices = ["nova"]

Their voices are called "studio:nova". What a story sets up runs programs, sends text to servers or
loads models from files: it is asked to speak only when the person at the command line allows it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from story.errors import SettingsError
from story.settings import FILE_NAME
from voices.engine import EngineSpec, Voice
from voices.engines import engine_names, make_engine

Table = Mapping[str, Any]
_FILES = ("model", "model_path", "config_path")
_KEYED = "openai"
_DOES: Mapping[str, Callable[[Table], str]] = {
    "command": lambda table: f"runs the program {_first(table.get('command'))!r}",
    "openai": lambda table: f"sends what is said to {table.get('url')!r}",
    "coqui": lambda table: f"loads the model {table.get('model') or table.get('model_path')!r}",
}


@dataclass(frozen=True)
class Allowed:
    """What the person at the command line allows: `engines` that a story sets up, by name.

    `key` is shown to the servers among them; no repr, key of the store or message holds it.
    """

    engines: frozenset[str] = frozenset()
    key: str = field(default="", repr=False)


@dataclass(frozen=True)
class Catalogue:
    """Engines by name: `tables` are those of the inkreel.toml in `folder`."""

    tables: Mapping[str, Table] = field(default_factory=dict)
    folder: Path = Path()
    allowed: Allowed = Allowed()

    def names(self) -> tuple[str, ...]:
        """Every engine's name, Inkreel's own first."""
        return tuple(dict.fromkeys((*engine_names(), *self.tables)))

    def spec(self, name: str) -> EngineSpec:
        """How to build the engine `name`. Raises SettingsError."""
        if name not in self.names():
            known = ", ".join(self.names())
            raise SettingsError(f"there is no engine {name!r}: use {known}.")
        table = dict(self.tables.get(name, {}))
        kind = str(table.pop("engine", name))
        if kind not in engine_names():
            known = ", ".join(engine_names())
            raise SettingsError(f"{FILE_NAME}: engines.{name}: engine must be one of {known}.")
        if "key" in table:
            raise SettingsError(
                f"{FILE_NAME}: engines.{name}: a key does not belong in a story's files: "
                "the environment holds it as INKREEL_OPENAI_KEY."
            )
        secret = self.allowed.key if kind == _KEYED and name in self.allowed.engines else ""
        return EngineSpec(kind, self._settings(kind, table), secret)

    def voices(self, name: str) -> tuple[Voice, ...]:
        """The voices of an engine, "name:model" each. Raises SettingsError, VoiceError."""
        made = make_engine(self.spec(name)).voices()
        return tuple(replace(voice, id=f"{name}:{voice.model}") for voice in made)

    def check(self, name: str) -> None:
        """Raises SettingsError where the story sets up `name`, and nobody allowed that."""
        table = self.tables.get(name)
        if table is None or name in self.allowed.engines:
            return
        kind = str(table.get("engine", name))
        does = _DOES.get(kind, lambda _: f"changes how {kind} speaks")(table)
        raise SettingsError(
            f"{FILE_NAME} sets up the engine {name!r}, which {does}. "
            f"If you trust the story with that, allow it: --allow-engine {name}"
        )

    def _settings(self, kind: str, table: Table) -> Table:
        """Settings as plain data; files are looked for beside the story."""
        plain: dict[str, Any] = json.loads(json.dumps(table, default=str))
        for setting in _FILES if kind in ("coqui", "kokoro") else ():
            if setting in plain and (setting != "model" or kind == "kokoro"):
                plain[setting] = str(self.folder / str(plain[setting]))
        if isinstance(plain.get("clones"), dict):
            plain["clones"] = {n: str(self.folder / str(w)) for n, w in plain["clones"].items()}
        return plain


def _first(command: object) -> object:
    return command[0] if isinstance(command, list) and command else command
