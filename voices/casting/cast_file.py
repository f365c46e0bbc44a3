"""The cast as people and programs keep it: JSON beside a film, TOML across a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from story.errors import SettingsError, reason
from story.toml import load_toml, toml_string
from voices.casting.cast import Cast
from voices.casting.voice_use import VoiceUse
from voices.engines.checks import FASTEST, SLOWEST
from voices.model import Voice

CAST_JSON_VERSION = 1
"""Raised when a reader of cast.json would have to read it otherwise."""
_NUMBERS = {"speed": 1.0, "pitch": 0.0, "gain": 0.0, "balance": 0.0}
"""Of a voice's use, and what each is where nobody told: only what differs is written."""
_BOUNDS = {
    "speed": (SLOWEST, FASTEST),
    "pitch": (-6.0, 6.0),
    "gain": (-30.0, 12.0),
    "balance": (-1.0, 1.0),
}
"""Times; semitones and dB, as far as speech stays speech; left to right."""


def cast_json(cast: Cast) -> dict[str, Any]:
    """The cast as plain data: {"version": 1, "cast": {speaker: {"voice", "name", ...}}}.

    "voice_gain" is the voice's own, in dB, where it is known.
    """
    return {
        "version": CAST_JSON_VERSION,
        "cast": {name: cast_entry(use) | _told(use) for name, use in cast.items()},
    }


def cast_toml(cast: Cast) -> str:
    """The cast as TOML, in the form of the `[cast]` tables of inkreel.toml."""
    head = "# Who speaks with which voice. Edit it: inkreel keeps what stands here."
    return "\n".join([head, "", "[cast]", *cast_rows(cast)]) + "\n"


def cast_rows(cast: Cast) -> list[str]:
    """The rows of a `[cast]` table."""
    rows = []
    for name, use in cast.items():
        pairs = ", ".join(f"{key} = {_toml(value)}" for key, value in cast_entry(use).items())
        rows.append(f"{_toml(name)} = {{ {pairs} }}")
    return rows


def cast_from_toml(text: str, voices: Sequence[Voice] = ()) -> Cast:
    """The cast that `cast_toml` wrote, or a person. Raises SettingsError."""
    try:
        data = load_toml(text)
    except ValueError as error:
        raise SettingsError(f"the cast is no valid TOML: {reason(error)}") from error
    return _cast(data.get("cast", {}), voices)


def _told(use: VoiceUse) -> dict[str, Any]:
    level = {} if use.voice.gain is None else {"voice_gain": use.voice.gain}
    return level | {"name": use.voice.name, "why": use.why}


def cast_entry(use: VoiceUse) -> dict[str, Any]:
    """A speaker's row as plain data: the voice, and what is not as usual."""
    entry: dict[str, Any] = {"voice": use.voice.id}
    entry |= {
        key: getattr(use, key) for key, usual in _NUMBERS.items() if getattr(use, key) != usual
    }
    return entry | ({"delivery": use.delivery} if use.delivery else {})


def _cast(table: object, voices: Sequence[Voice]) -> Cast:
    if not isinstance(table, dict):
        raise SettingsError("the cast has no table of speakers")
    known = {voice.id: voice for voice in voices}
    return Cast({name: _use(name, entry, known) for name, entry in table.items()})


def _use(name: str, entry: object, known: Mapping[str, Voice]) -> VoiceUse:
    table = {"voice": entry} if isinstance(entry, str) else entry
    if not isinstance(table, dict) or not isinstance(table.get("voice"), str) or not table["voice"]:
        raise SettingsError(f"the cast names no voice for {name}")
    voice = table["voice"]
    return VoiceUse(
        known.get(voice) or Voice(id=voice, name=str(table.get("name") or voice)),
        delivery=str(table.get("delivery", "")),
        why=str(table.get("why", "")),
        **{key: _number(name, key, table.get(key, usual)) for key, usual in _NUMBERS.items()},
    )


def _number(name: str, key: str, value: object) -> float:
    low, high = _BOUNDS[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise SettingsError(f"{name}: {key} must lie between {low:g} and {high:g}, not {value!r}")
    return float(value)


def _toml(value: object) -> str:
    return toml_string(value) if isinstance(value, str) else repr(value)
